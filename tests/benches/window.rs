//! The window beside one with a single line in it: how long each takes to show itself, what it holds, and what it does
//! while nothing happens. `cargo bench --workspace --bench window`; a few minutes, and the first time a year longer.
//!
//! A window shows itself when a point in its middle is no longer as the empty screen was. That is seen on the screen,
//! the same way for both.
#![expect(clippy::unwrap_used, reason = "a bench may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock, and waits")]
#![expect(clippy::print_stdout, reason = "a bench says what it found")]

#[path = "../support/binary.rs"]
mod binary;
#[path = "../support/display.rs"]
mod display;
#[expect(dead_code, reason = "other benches use the rest")]
mod support;

use display::Display;
use horseshoe_node::testing::Past;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use support::{copy, lived};
use tempfile::TempDir;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat};
use x11rb::rust_connection::RustConnection;

const WIDTH: u16 = 1180;
const HEIGHT: u16 = 800;
const STARTS: usize = 9;
/// Looks at the screen this often.
const LOOK: Duration = Duration::from_millis(1);
const IDLE: Duration = Duration::from_secs(20);
/// Nothing takes so long.
const STUCK: Duration = Duration::from_mins(1);

fn main() {
    // Away from every network, before anything is started that could reach one.
    let inside = "HORSESHOE_BENCH_INSIDE";
    if std::env::var_os(inside).is_none() {
        drop(Bench::build());
        let within = Command::new("unshare")
            .args(["--net", "--map-root-user", "sh", "-c", r#"ip link set lo up && exec "$0""#])
            .arg(std::env::current_exe().unwrap())
            .env(inside, "yes")
            .status();
        match within {
            Ok(status) => assert!(status.success(), "see above"),
            Err(error) => println!("not measured: there is no unshare: {error}"),
        }
        return;
    }
    let bench = Bench::build();
    bench.starts();
    bench.rests();
    bench.keeper_rests();
}

struct Bench {
    plain: PathBuf,
    window: &'static Path,
    keeper: &'static Path,
    year: PathBuf,
    folder: TempDir,
}

impl Bench {
    fn build() -> Self {
        Self {
            plain: binary::build("--example", "plain_window"),
            window: binary::window(),
            keeper: binary::keeper(),
            year: lived("year", Past::YEAR).join("here"),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// One after the other, on a new screen each, so that what else the machine does comes to both.
    fn starts(&self) {
        let (mut plain, mut window) = (Vec::new(), Vec::new());
        for _ in 0..STARTS {
            plain.push(self.shows(Command::new(&self.plain)));
            let profile = copy(&self.year);
            window.push(self.shows(self.window_on(profile.path())));
        }
        let (plain, window) = (median(plain), median(window));
        println!(
            "from the start of the process to the first frame on the screen, medians of {STARTS}"
        );
        println!("  a plain window:                  {}", millis(plain));
        println!("  Horseshoe with a year:           {}", millis(window));
        println!(
            "  ratio:                           {:.2}",
            window.as_secs_f64() / plain.as_secs_f64()
        );
    }

    fn window_on(&self, profile: &Path) -> Command {
        let mut command = Command::new(self.window);
        command.arg("--profile").arg(profile);
        command
    }

    fn shows(&self, command: Command) -> Duration {
        let screen = Screen::open(&self.folder);
        let start = Instant::now();
        let program = self.run(&screen.display, command);
        screen.until_something_shows();
        let took = start.elapsed();
        drop(program);
        took
    }

    /// What both hold once they have come to rest, and what ours does then.
    fn rests(&self) {
        let screen = Screen::open(&self.folder);
        let plain = self.run(&screen.display, Command::new(&self.plain));
        screen.until_something_shows();
        plain.until_at_rest();
        let plain_holds = plain.holds();
        drop(plain);

        let screen = Screen::open(&self.folder);
        let profile = copy(&self.year);
        let mut command = self.window_on(profile.path());
        command.env("HORSESHOE_LOG", "horseshoe_app=trace");
        let window = self.run(&screen.display, command);
        screen.until_something_shows();
        window.until_at_rest();
        let holds = window.holds();
        println!("memory at rest, resident and proportional");
        println!("  a plain window:                  {plain_holds}");
        println!("  Horseshoe with a year:           {holds}");
        println!("  more:                            {}", holds - plain_holds);

        let (drawn, worked) = (self.frames(), window.worked());
        sleep(IDLE);
        let (drawn, worked) = (self.frames() - drawn, window.worked_since(&worked));
        println!("nothing happens for {} s", IDLE.as_secs());
        println!("  frames:                          {drawn}");
        println!("  CPU of the window:               {}", share(worked));
    }

    fn keeper_rests(&self) {
        let screen = Screen::open(&self.folder);
        let profile = copy(&self.year);
        let mut command = Command::new(self.keeper);
        command.arg("--profile").arg(profile.path()).args(["--loopback", "run"]);
        let keeper = self.run(&screen.display, command);
        keeper.until_at_rest();
        let worked = keeper.worked();
        sleep(IDLE);
        println!("  CPU of a keeper:                 {}", share(keeper.worked_since(&worked)));
        println!("  it holds:                        {}", keeper.holds());
    }

    fn run(&self, display: &Display, mut command: Command) -> Program {
        command
            .env("DISPLAY", display.name())
            .env("HOME", self.folder.path())
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(self.said()).unwrap());
        Program(command.spawn().unwrap())
    }

    fn said(&self) -> PathBuf {
        self.folder.path().join("said.log")
    }

    /// Frames the window has said it drew.
    fn frames(&self) -> usize {
        fs::read_to_string(self.said()).unwrap().matches("a frame").count()
    }
}

struct Screen {
    display: Display,
    seen: RustConnection,
    root: u32,
    empty: Vec<u8>,
}

impl Screen {
    fn open(folder: &TempDir) -> Self {
        let display = Display::open(WIDTH.into(), HEIGHT.into(), folder.path());
        let (seen, number) = x11rb::connect(Some(display.name())).unwrap();
        let root = seen.setup().roots[number].root;
        let mut screen = Self { display, seen, root, empty: Vec::new() };
        screen.empty = screen.middle();
        screen
    }

    fn until_something_shows(&self) {
        let start = Instant::now();
        while self.middle() == self.empty {
            assert!(start.elapsed() < STUCK, "nothing shows");
            sleep(LOOK);
        }
    }

    fn middle(&self) -> Vec<u8> {
        let [x, y] = [WIDTH, HEIGHT].map(|length| (length / 2).cast_signed());
        let asked = self.seen.get_image(ImageFormat::Z_PIXMAP, self.root, x, y, 1, 1, !0).unwrap();
        asked.reply().unwrap().data
    }
}

struct Program(Child);

impl Program {
    fn proc(&self, file: &str) -> PathBuf {
        format!("/proc/{}/{file}", self.0.id()).into()
    }

    /// How long each of its threads has worked, in nanoseconds.
    fn worked(&self) -> BTreeMap<OsString, u64> {
        let threads = fs::read_dir(self.proc("task")).unwrap();
        let worked = threads.map(|thread| {
            let thread = thread.unwrap();
            // A thread may end while it is looked for.
            let spent = fs::read_to_string(thread.path().join("schedstat")).unwrap_or_default();
            let spent = spent.split(' ').next().and_then(|first| first.parse().ok());
            (thread.file_name(), spent.unwrap_or(0))
        });
        worked.collect()
    }

    /// How long it has worked since then. What a thread did that has ended meanwhile is not in it.
    fn worked_since(&self, before: &BTreeMap<OsString, u64>) -> Duration {
        let now = self.worked();
        let more = now.iter().map(|(thread, spent)| {
            spent.saturating_sub(before.get(thread).copied().unwrap_or_default())
        });
        Duration::from_nanos(more.sum())
    }

    fn until_at_rest(&self) {
        let start = Instant::now();
        loop {
            let before = self.worked();
            sleep(Duration::from_secs(2));
            if self.worked_since(&before) < Duration::from_millis(10) {
                return;
            }
            assert!(start.elapsed() < STUCK, "it does not come to rest");
        }
    }

    fn holds(&self) -> Memory {
        let rollup = fs::read_to_string(self.proc("smaps_rollup")).unwrap();
        let of = |name: &str| {
            let line = rollup.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1e3
        };
        Memory { resident: of("Rss:"), proportional: of("Pss:") }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.0.kill().ok(); // it may have ended by itself
        self.0.wait().ok();
    }
}

/// In megabytes.
#[derive(Clone, Copy)]
struct Memory {
    resident: f64,
    proportional: f64,
}

impl std::ops::Sub for Memory {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            resident: self.resident - other.resident,
            proportional: self.proportional - other.proportional,
        }
    }
}

impl std::fmt::Display for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1} MB, {:.1} MB", self.resident, self.proportional)
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn millis(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1e3)
}

fn share(worked: Duration) -> String {
    format!("{:.3} %", worked.as_secs_f64() / IDLE.as_secs_f64() * 100.0)
}
