//! A screen nobody sees.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// It goes when this is dropped.
pub(crate) struct Display {
    server: Child,
    /// Held, so that the server has somewhere to speak.
    _said: BufReader<ChildStdout>,
    name: String,
}

impl Display {
    /// One with this many points. What its server says is kept in this folder.
    pub(crate) fn open(width: usize, height: usize, folder: &Path) -> Self {
        // It chooses a number nobody has, and says which.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp"])
            .args(["-screen", "0", &format!("{width}x{height}x24")])
            .stdout(Stdio::piped())
            .stderr(File::create(folder.join("screen.log")).unwrap())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(server.stdout.take().unwrap());
        let mut number = String::new();
        said.read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "there is no screen");
        Self { server, _said: said, name: format!(":{}", number.trim()) }
    }

    /// As in `DISPLAY`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.server.kill().ok(); // it may have ended by itself
        self.server.wait().ok();
    }
}
