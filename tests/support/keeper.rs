//! A real `horseshoe-keeper script`, spoken to in JSON lines.

use super::binary;
use super::clock::Clock;
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// Longer than anything takes here. A story that comes to this is stuck.
const STUCK: Duration = Duration::from_mins(2);

/// One person's device: a folder for everything it writes, and its program while it runs.
pub(crate) struct Device {
    pub(crate) name: &'static str,
    pub(crate) folder: PathBuf,
    log_level: &'static str,
    /// Where it does not go by the clock of the machine.
    clock: Option<Clock>,
    running: Option<Running>,
}

struct Running {
    child: Child,
    lines: Sender<String>,
    answers: Receiver<Value>,
}

impl Device {
    /// A new device in this folder, with its program started.
    pub(crate) fn start(parent: &Path, name: &'static str) -> Self {
        Self::start_logging(parent, name, "warn")
    }

    /// The same, whose program logs more.
    pub(crate) fn start_logging(
        parent: &Path,
        name: &'static str,
        log_level: &'static str,
    ) -> Self {
        let mut device = Self::off(parent, name);
        device.log_level = log_level;
        device.restart();
        device
    }

    /// The same, whose program goes by this clock, also when it is started again.
    pub(crate) fn start_by(parent: &Path, name: &'static str, clock: &Clock) -> Self {
        let mut device = Self::off(parent, name);
        device.clock = Some(clock.clone());
        device.restart();
        device
    }

    /// A new device whose program does not run yet.
    pub(crate) fn off(parent: &Path, name: &'static str) -> Self {
        let folder = parent.join(name);
        fs::create_dir_all(folder.join("tmp")).unwrap();
        Self { name, folder, log_level: "warn", clock: None, running: None }
    }

    pub(crate) fn profile(&self) -> PathBuf {
        self.folder.join("profile")
    }

    /// What the program logs and says to people, of every start.
    pub(crate) fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// The program with its profile and no network but the loopback, for any of its commands.
    pub(crate) fn program(&self) -> Command {
        let mut command = self.with_profile(Command::new(binary::keeper()));
        command.arg("--loopback");
        command
    }

    /// The program led to through another, which says what network there is.
    pub(crate) fn program_within(&self, mut outer: Command) -> Command {
        outer.arg(binary::keeper());
        self.with_profile(outer)
    }

    fn with_profile(&self, mut command: Command) -> Command {
        command.arg("--profile").arg(self.profile());
        command.env("TMPDIR", self.folder.join("tmp")).env_remove("HORSESHOE_PROFILE");
        command.env("HORSESHOE_STATE", self.folder.join("state"));
        if let Some(clock) = &self.clock {
            clock.give_to(&mut command);
        }
        command
    }

    /// Runs another command of the program on this profile, to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.program().args(arguments).stdin(Stdio::null()).output().unwrap()
    }

    pub(crate) fn restart(&mut self) {
        self.restart_within(self.program());
    }

    /// Starts the program from this command, which may lead to it through another.
    pub(crate) fn restart_within(&mut self, mut command: Command) {
        assert!(self.running.is_none(), "{} runs already", self.name);
        let log = File::options().create(true).append(true).open(self.log()).unwrap();
        let mut child = command
            .arg("script")
            .env("RUST_LOG", self.log_level)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let (lines, to_write) = channel::<String>();
        let mut stdin = child.stdin.take().unwrap();
        thread(move || {
            for line in to_write {
                // A program that was killed reads nothing more.
                if writeln!(stdin, "{line}").is_err() {
                    return;
                }
            }
        });
        let (heard, answers) = channel();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        thread(move || {
            // The last line of a program that was killed may be half a line.
            for answer in stdout.lines().map_while(Result::ok) {
                let Ok(answer) = serde_json::from_str(&answer) else { return };
                if heard.send(answer).is_err() {
                    return;
                }
            }
        });
        self.running = Some(Running { child, lines, answers });
    }

    /// Sends a command without waiting for its result.
    pub(crate) fn send(&self, command: &Value) {
        // A program that has ended is noticed when its answer is missed.
        self.running().lines.send(command.to_string()).ok();
    }

    /// The next result.
    pub(crate) fn next(&self) -> Value {
        self.try_next().unwrap_or_else(|| panic!("{} does not answer:\n{}", self.name, self.said()))
    }

    /// The next result, unless the program has ended.
    pub(crate) fn try_next(&self) -> Option<Value> {
        self.running().answers.recv_timeout(STUCK).ok()
    }

    /// Asks, and gives what came of it.
    pub(crate) fn ask(&self, command: &Value) -> Value {
        self.send(command);
        self.next()
    }

    /// Asks for something that must work; gives the reply.
    pub(crate) fn ok(&self, command: &Value) -> Value {
        let mut answer = self.ask(command);
        let reply = answer["ok"].take();
        assert!(!reply.is_null(), "{}: {command} gave {answer}", self.name);
        reply
    }

    /// Asks for something that must not work; gives the problem.
    pub(crate) fn refused(&self, command: &Value) -> Value {
        let mut answer = self.ask(command);
        let error = answer["error"].take();
        assert!(!error.is_null(), "{}: {command} gave {answer}", self.name);
        error
    }

    /// Does something in the one community of this device; gives the id of what was made.
    pub(crate) fn does(&self, act: &Value) -> String {
        let reply = self.ok(&act_in(&self.community(), act));
        reply["id"].as_str().unwrap_or_default().to_owned()
    }

    /// The id of the one community of this device.
    pub(crate) fn community(&self) -> String {
        self.see("/communities/0/id").as_str().unwrap().to_owned()
    }

    pub(crate) fn snapshot(&self) -> Value {
        self.ok(&json!({ "command": "snapshot" }))["snapshot"].take()
    }

    /// What stands at a place of the snapshot; null if nothing does.
    pub(crate) fn see(&self, path: &str) -> Value {
        self.snapshot().pointer(path).cloned().unwrap_or_default()
    }

    /// Waits until this holds; gives what stands there.
    pub(crate) fn wait(&self, path: &str, test: &str, value: impl Into<Value>) -> Value {
        let until = json!({ "path": path, test: value.into() });
        self.ok(&json!({ "command": "wait", "until": until, "seconds": 90 }))["values"][0].take()
    }

    /// Ends the program at once, in the middle of whatever it does. Gives the results nobody has taken yet.
    pub(crate) fn kill(&mut self) -> Vec<Value> {
        let Running { mut child, answers, lines: _lines } = self.running.take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        if self.clock.is_some() {
            Clock::take_from(child.id());
        }
        answers.iter().collect()
    }

    /// The number of the running program.
    pub(crate) fn process(&self) -> u32 {
        self.running().child.id()
    }

    /// Ends the input, and waits until the program has finished.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let Running { mut child, lines, answers } = self.running.take().unwrap();
        drop(lines);
        while answers.recv_timeout(STUCK).is_ok() {}
        child.wait().unwrap()
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("a story starts a device before it asks it")
    }

    /// The end of the log, for a story that went wrong.
    fn said(&self) -> String {
        let log = fs::read(self.log()).unwrap_or_default();
        String::from_utf8_lossy(&log[log.len().saturating_sub(4000)..]).into_owned()
    }
}

impl Drop for Device {
    fn drop(&mut self) {
        if let Some(running) = &mut self.running {
            // It may have ended by itself.
            running.child.kill().ok();
            running.child.wait().ok();
            if self.clock.is_some() {
                Clock::take_from(running.child.id());
            }
        }
    }
}

/// The command that does something in a community.
pub(crate) fn act_in(community: &str, act: &Value) -> Value {
    json!({ "command": "do", "community": community, "act": act })
}

fn thread(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().name("pipe".to_owned()).spawn(work).unwrap();
}
