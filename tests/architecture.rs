//! The layers, held against what cargo says is really used.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// One row of the table in `crates/README.md`: a crate, which of ours it may use, what it must never reach.
struct Layer {
    name: &'static str,
    may_use: &'static [&'static str],
    never: &'static [&'static str],
}

const LAYERS: &[Layer] = &[
    Layer { name: "merge", may_use: &[], never: &["tokio", "iroh", "egui", "redb"] },
    Layer { name: "model", may_use: &["merge"], never: &["tokio", "iroh", "egui", "redb"] },
    Layer { name: "trust", may_use: &[], never: &["automerge", "tokio", "egui", "redb"] },
    Layer { name: "handbook", may_use: &[], never: &["automerge", "tokio", "iroh", "egui"] },
    Layer { name: "sync", may_use: &["trust"], never: &["automerge", "tokio", "iroh", "egui"] },
    Layer { name: "store", may_use: &["trust"], never: &["tokio", "iroh", "egui", "automerge"] },
    Layer { name: "net", may_use: &["trust"], never: &["automerge", "egui", "redb"] },
    Layer {
        name: "node",
        may_use: &["merge", "model", "trust", "sync", "store", "net", "handbook"],
        never: &["egui", "eframe", "clap"],
    },
    Layer { name: "ui", may_use: &[], never: &["tokio", "iroh", "automerge"] },
    Layer { name: "app", may_use: &["model", "handbook", "node", "ui"], never: &[] },
    Layer { name: "keeper", may_use: &["model", "handbook", "node"], never: &["egui", "eframe"] },
];

/// What `app` and `keeper` get only through `node`.
const NEVER_DIRECTLY: &[(&str, &[&str])] =
    &[("app", &["redb", "iroh"]), ("keeper", &["redb", "iroh"])];

#[test]
fn every_crate_uses_only_the_layers_below_it() {
    let direct = direct_dependencies();
    for layer in LAYERS.iter().filter(|layer| direct.contains_key(layer.name)) {
        let ours: BTreeSet<String> = direct[layer.name]
            .iter()
            .filter_map(|name| name.strip_prefix("horseshoe-"))
            .map(ToOwned::to_owned)
            .collect();
        let allowed: BTreeSet<String> = layer.may_use.iter().map(|&name| name.to_owned()).collect();
        let beyond: Vec<_> = ours.difference(&allowed).collect();
        assert!(beyond.is_empty(), "{} may not use {beyond:?}", layer.name);
    }
    for (name, banned) in NEVER_DIRECTLY.iter().filter(|(name, _)| direct.contains_key(*name)) {
        for dependency in *banned {
            assert!(
                !direct[*name].contains(*dependency),
                "{name} names {dependency} in its manifest"
            );
        }
    }
}

#[test]
fn no_crate_reaches_what_its_layer_must_never_reach() {
    let direct = direct_dependencies();
    for layer in LAYERS.iter().filter(|layer| direct.contains_key(layer.name)) {
        let reached = reached_packages(layer.name);
        for never in layer.never {
            assert!(!reached.contains(*never), "{} reaches {never}", layer.name);
        }
    }
}

#[test]
fn the_table_and_the_map_name_every_crate() {
    let map = std::fs::read_to_string(root().join("crates/README.md")).unwrap();
    let folders = sorted_folders(&root().join("crates"));
    let table: BTreeSet<_> = LAYERS.iter().map(|layer| layer.name.to_owned()).collect();
    assert_eq!(folders, table);
    for folder in folders {
        assert!(
            map.contains(&format!("`{folder}`")),
            "crates/README.md does not mention `{folder}`"
        );
    }
}

#[test]
fn the_top_level_stays_as_it_is() {
    let allowed: BTreeSet<_> =
        ["Cargo.toml", "Cargo.lock", "README.md", "assets", "crates", "tests"]
            .map(ToOwned::to_owned)
            .into();
    let listed = Command::new("git").args(["ls-files"]).current_dir(root()).output().unwrap();
    let top: BTreeSet<_> = String::from_utf8(listed.stdout)
        .unwrap()
        .lines()
        .filter_map(|path| path.split('/').next())
        .filter(|name| !name.starts_with('.'))
        .map(ToOwned::to_owned)
        .collect();
    assert_eq!(top.difference(&allowed).collect::<Vec<_>>(), Vec::<&String>::new());
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests is a folder of the project")
        .to_owned()
}

fn sorted_folders(path: &Path) -> BTreeSet<String> {
    std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect()
}

/// For each crate, what its manifest names under `[dependencies]`.
fn direct_dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = cargo(&["metadata", "--no-deps", "--format-version=1"]);
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let mut direct = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        let Some(name) = package["name"].as_str().unwrap().strip_prefix("horseshoe-") else {
            continue;
        };
        let dependencies = package["dependencies"].as_array().unwrap();
        let normal = dependencies.iter().filter(|dependency| dependency["kind"].is_null());
        direct.insert(
            name.to_owned(),
            normal.map(|dependency| dependency["name"].as_str().unwrap().to_owned()).collect(),
        );
    }
    direct
}

fn reached_packages(name: &str) -> BTreeSet<String> {
    let package = format!("horseshoe-{name}");
    let tree =
        cargo(&["tree", "-p", &package, "-e", "normal", "--prefix", "none", "--format", "{p}"]);
    tree.lines().filter_map(|line| line.split(' ').next()).map(ToOwned::to_owned).collect()
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
