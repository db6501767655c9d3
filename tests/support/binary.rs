//! The programs, as this very source makes them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Where `horseshoe-keeper` is. Built first, so that no story is ever told about an older one.
pub(crate) fn keeper() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| build("--bin", "horseshoe-keeper"))
}

/// Where `horseshoe`, the window, is. Built first as well.
pub(crate) fn window() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| build("--bin", "horseshoe"))
}

/// The same build as `cargo test --workspace` makes, in the same place. What is done there already takes a second.
pub(crate) fn build(kind: &str, name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile =
        test.parent().and_then(Path::parent).expect("tests are built into target/<profile>/deps");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--workspace", "--locked", "--quiet", kind, name]);
    // An example needs what tests need. Without one, dependencies would have fewer features and be built anew.
    cargo.args(["--example", "gallery"]);
    if profile.ends_with("release") {
        cargo.arg("--release");
    }
    cargo.current_dir(root()).env("CARGO_TARGET_DIR", profile.parent().expect("as above"));
    // What cargo tells a test about its package would look to build scripts like another surrounding than before, and half
    // of everything would be built anew.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&*name);
        }
    }
    let built = cargo.output().unwrap();
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{name} could not be built:\n{said}");
    let folder = if kind == "--example" { profile.join("examples") } else { profile.to_owned() };
    let program = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{name} was built, but is not at {}", program.display());
    program
}

/// The folder of the whole project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests is a folder of the project")
}
