//! Real windows on a screen nobody sees, driven by keys and looked at in pictures.

use super::display::Display;
use super::network::ask_to_end;
use super::{binary, say};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const WIDTH: usize = 1180;
const HEIGHT: usize = 800;
const OFTEN: Duration = Duration::from_millis(100);
/// More than anything takes here: with the looks between them they are a minute and more.
const LOOKS: usize = 400;

/// A screen with room for two windows side by side. Its pictures are kept where a story goes wrong.
pub(crate) struct Screen {
    display: Display,
    folder: Option<TempDir>,
}

impl Screen {
    /// `None` where a program for it is missing.
    pub(crate) fn open() -> Option<Self> {
        let there = |name: &str| Command::new(name).arg("-version").output().is_ok();
        if !["Xvfb", "xdotool", "import"].into_iter().all(there) {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let display = Display::open(2 * WIDTH, HEIGHT, folder.path());
        let screen = Self { display, folder: Some(folder) };
        // Out of the way, where nothing changes under it.
        screen.xdotool(&["mousemove", "0", &HEIGHT.to_string()]);
        Some(screen)
    }

    /// Where pictures and logs are.
    fn folder(&self) -> &Path {
        self.folder.as_ref().expect("it is taken only at the end").path()
    }

    /// Opens the window of a profile on the left (0) or right (1), within a command that says what network there is.
    pub(crate) fn window(&self, side: usize, profile: &Path, within: Command) -> Window<'_> {
        // Nothing blinks and nothing fades, so that pictures differ only where something else does.
        let look = profile.join("window.json");
        fs::write(&look, r#"{ "language": "en", "still": true, "text_scale": 1.2 }"#).unwrap();
        let name = profile.parent().and_then(Path::file_name).unwrap().to_str().unwrap().to_owned();
        let program = self
            .program(profile, within)
            .stderr(File::create(self.folder().join(format!("{name}.log"))).unwrap())
            .spawn()
            .unwrap();
        let profile = profile.to_owned();
        let mut window = Window { screen: self, name, profile, side, program, id: String::new() };
        let process = window.program.id().to_string();
        window.id = until("the window is there", || {
            let found = self.xdotool(&["search", "--onlyvisible", "--pid", &process]);
            let found = String::from_utf8(found.stdout).unwrap();
            found.lines().next().map(ToOwned::to_owned)
        });
        let left = (side * WIDTH).to_string();
        assert!(self.xdotool(&["windowmove", "--sync", &window.id, &left, "0"]).status.success());
        // What is kept of the look changes as soon as the window takes keys.
        until("the window takes keys", || {
            window.press("ctrl+0");
            fs::read_to_string(&look).is_ok_and(|kept| kept.contains("\"touch\"")).then_some(())
        });
        window
    }

    /// The program on this profile and this screen.
    fn program(&self, profile: &Path, mut within: Command) -> Command {
        within
            .arg(binary::window())
            .arg("--profile")
            .arg(profile)
            .env("DISPLAY", self.display.name())
            .env("HOME", self.folder())
            .env("XDG_RUNTIME_DIR", self.folder())
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null());
        within
    }

    fn xdotool(&self, arguments: &[&str]) -> Output {
        Command::new("xdotool")
            .args(arguments)
            .env("DISPLAY", self.display.name())
            .output()
            .unwrap()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if std::thread::panicking()
            && let Some(folder) = self.folder.take()
        {
            say(&format!("pictures and logs are in {}", folder.keep().display()));
        }
    }
}

/// One window. Its picture is its half of the screen.
pub(crate) struct Window<'a> {
    screen: &'a Screen,
    name: String,
    profile: PathBuf,
    side: usize,
    program: Child,
    id: String,
}

impl Window<'_> {
    /// Starts the program once more on the same profile, within a command as the first time, and waits for its end.
    pub(crate) fn again(&self, within: Command, arguments: &[&str]) -> Output {
        self.screen.program(&self.profile, within).args(arguments).output().unwrap()
    }

    pub(crate) fn process(&self) -> u32 {
        self.program.id()
    }

    /// Presses keys, one after the other, each for a frame of its own.
    pub(crate) fn press(&self, keys: &str) {
        let keys = keys.split(' ');
        self.keyboard(&["key", "--delay", "150"].into_iter().chain(keys).collect::<Vec<_>>());
    }

    /// Presses keys and waits until the window looks different.
    pub(crate) fn press_and_see(&self, keys: &str) {
        let before = self.looks_at_last();
        self.press(keys);
        until(&format!("{keys} shows"), || (self.looks() != before).then_some(()));
    }

    pub(crate) fn type_words(&self, words: &str) {
        self.keyboard(&["type", "--delay", "30", words]);
    }

    /// Without a window manager nobody else gives it the keyboard.
    pub(crate) fn takes_keyboard(&self) {
        let focused = self.screen.xdotool(&["windowfocus", "--sync", &self.id]);
        assert!(focused.status.success(), "{focused:?}");
    }

    fn keyboard(&self, arguments: &[&str]) {
        self.takes_keyboard();
        let done = self.screen.xdotool(arguments);
        assert!(done.status.success(), "{done:?}");
    }

    /// What it looks like now, to compare.
    pub(crate) fn looks(&self) -> Vec<u8> {
        let taken = self.taken("rgb:-");
        assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
        taken.stdout
    }

    /// What it looks like once it has finished drawing.
    pub(crate) fn looks_at_last(&self) -> Vec<u8> {
        let mut before = self.looks();
        until("it looks the same for a moment", || {
            rest(OFTEN);
            let now = self.looks();
            (std::mem::replace(&mut before, now) == before).then(|| before.clone())
        })
    }

    /// Keeps a picture of it.
    pub(crate) fn picture(&self, moment: &str) {
        let file = self.screen.folder().join(format!("{moment}-{}.png", self.name));
        self.taken(file.to_str().unwrap());
    }

    fn taken(&self, to: &str) -> Output {
        let place = format!("{WIDTH}x{HEIGHT}+{}+0", self.side * WIDTH);
        Command::new("import")
            .args(["-window", "root", "-crop", &place, "+repage", "-depth", "8", to])
            .env("DISPLAY", self.screen.display.name())
            .output()
            .unwrap()
    }

    /// Hundredths of a second its program has worked so far.
    pub(crate) fn worked(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.program.id())).unwrap();
        let (_, after_name) = stat.rsplit_once(") ").unwrap();
        let fields: Vec<&str> = after_name.split(' ').collect();
        // utime and stime, fields 14 and 15.
        [11, 12].map(|field| fields[field].parse::<u64>().unwrap()).iter().sum()
    }

    /// Closes it as its button does, and waits until all is on the disk.
    pub(crate) fn close(mut self) -> ExitStatus {
        ask_to_end(&self.program);
        self.program.wait().unwrap()
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.picture("last");
        }
        self.program.kill().ok(); // it may have ended by itself
        self.program.wait().ok();
    }
}

/// Looks often until there is something.
pub(crate) fn until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    let found = std::iter::repeat_with(look).take(LOOKS).find_map(|found| {
        if found.is_none() {
            rest(OFTEN);
        }
        found
    });
    found.unwrap_or_else(|| panic!("in vain: until {what}"))
}

/// Rests for a while: a window says to nobody when it has drawn.
pub(crate) fn rest(time: Duration) {
    #[expect(clippy::disallowed_methods, reason = "nothing tells when to look again")]
    std::thread::sleep(time);
}
