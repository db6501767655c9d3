//! The JavaScript Automerge, to see that an export opens elsewhere.

use super::binary::root;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the JavaScript program reads in the documents of an exported folder.
pub(crate) fn read_export(folder: &Path) -> Value {
    let program = installed().join("read.mjs");
    let output = Command::new("node").arg(program).arg(folder.join("documents")).output();
    let output = output.expect("node is installed by tests/run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The folder with the program and Automerge from npm, in the versions the lock file names.
fn installed() -> PathBuf {
    let source = root().join("tests/javascript");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("javascript");
    fs::create_dir_all(&folder).unwrap();
    let lock = fs::read(source.join("package-lock.json")).unwrap();
    // npm leaves this file where it has finished.
    let done = folder.join("node_modules/.package-lock.json").exists()
        && fs::read(folder.join("package-lock.json")).is_ok_and(|installed| installed == lock);
    for file in ["package.json", "package-lock.json", "read.mjs"] {
        fs::copy(source.join(file), folder.join(file)).unwrap();
    }
    if !done {
        let npm = Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
            .current_dir(&folder)
            .output()
            .expect("npm is installed by tests/run");
        assert!(npm.status.success(), "{}", String::from_utf8_lossy(&npm.stderr));
    }
    folder
}
