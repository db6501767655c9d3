//! A desktop on which somebody listens: what a screen reader would find in a window.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// The system's own Python knows how to read windows.
const PYTHON: &str = "/usr/bin/python3";

/// A bus of its own, and the reader on it.
pub(crate) struct Desktop {
    bus: Child,
    /// Held, so that the bus has somewhere to speak.
    _said: BufReader<ChildStdout>,
    address: String,
    folder: PathBuf,
}

impl Desktop {
    /// `None` where a program for it is missing.
    pub(crate) fn start(folder: &Path) -> Option<Self> {
        let readable =
            "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi";
        let can_read = Command::new(PYTHON).args(["-c", readable]).output();
        let launcher = "/usr/share/dbus-1/services/org.a11y.Bus.service";
        if !can_read.is_ok_and(|can| can.status.success()) || !Path::new(launcher).exists() {
            return None;
        }
        let mut bus = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .env("XDG_RUNTIME_DIR", folder)
            .env("HOME", folder)
            .env_remove("DISPLAY")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut said = BufReader::new(bus.stdout.take()?);
        let mut address = String::new();
        said.read_line(&mut address).ok()?;
        let address = address.trim().to_owned();
        let desktop = Self { bus, _said: said, address, folder: folder.to_owned() };
        let listens = desktop.reader().arg("listen").output().ok()?;
        assert!(listens.status.success(), "{}", String::from_utf8_lossy(&listens.stderr));
        Some(desktop)
    }

    /// The beginning of a command that runs on this desktop.
    pub(crate) fn within(&self) -> Command {
        let mut within = Command::new("env");
        within.arg(format!("DBUS_SESSION_BUS_ADDRESS={}", self.address));
        within
    }

    /// Role and name of everything in the window of this program, once it has this heading.
    pub(crate) fn reads(&self, process: u32, heading: &str) -> Vec<String> {
        let mut reader = self.reader();
        let read = reader.args(["read", &process.to_string(), heading]).output().unwrap();
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        let lines = String::from_utf8(read.stdout).unwrap();
        // What only holds others together is not read out.
        let silent = |line: &&str| matches!(line.trim_end(), "panel:" | "scroll bar:");
        lines.lines().filter(|line| !silent(line)).map(ToOwned::to_owned).collect()
    }

    fn reader(&self) -> Command {
        let mut reader = Command::new(PYTHON);
        reader
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("support/read_window.py"))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .env("XDG_RUNTIME_DIR", &self.folder)
            .env("HOME", &self.folder)
            .env_remove("AT_SPI_BUS_ADDRESS");
        reader
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        self.bus.kill().ok(); // it may have ended by itself
        self.bus.wait().ok();
    }
}
