//! What a frame of each area costs with a community of one year, each board of a session in it, and a keystroke in one of
//! its notes; all but the painting itself. `cargo bench --workspace --bench areas`. The year is lived through once, which
//! takes minutes, and kept; what happens here happens in a copy of it.
#![expect(clippy::unwrap_used, reason = "a bench may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench says what it found")]

use egui::accesskit::Role;
use egui::{Event, FullOutput, Modifiers, PointerButton, Pos2, vec2};
use horseshoe_app::headless::Headless;
use horseshoe_model::AgendaCommand;
use horseshoe_node::testing::{Past, figures};
use horseshoe_node::{Command, Config, Node};
use std::path::Path;
use std::time::{Duration, Instant};

const FRAMES: usize = 120;
const KEYSTROKES: usize = 500;
/// Every board of a session, as whoever facilitates finds them.
const BOARDS: [&str; 8] =
    ["Before", "Heard", "Views", "Pictures", "Keep", "To do", "Round", "Here"];

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (name, past) in [("begun", Past::BEGUN), ("year", Past::YEAR)] {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("benches").join(name);
        println!("{name}: {}", past.lived(&folder).unwrap());
        let copy = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let profile = copy.path().join("here");
        copy_folder(&folder.join("here"), &profile);
        let node = runtime.block_on(Node::start(Config::on_loopback(profile), || {})).unwrap();
        let mut window = Headless::live(&node, runtime.handle(), vec2(1180.0, 760.0));
        for area in 0..Headless::areas() {
            let area = window.show(area);
            frames(&mut window, &area);
        }
        runtime.block_on(begin_session(&node));
        show(&mut window, "In the room");
        for board in BOARDS {
            click(&mut window, Role::RadioButton, board);
            frames(&mut window, &format!("in the room: {board}"));
        }
        let first = node.snapshot().communities[0].notebook.notes[0].words.text.clone();
        show(&mut window, "Notes");
        // As a person would: the note, then its field.
        click(&mut window, Role::Button, first.trim());
        click(&mut window, Role::MultilineTextInput, "");
        let key = |letter: usize| {
            let text = char::from(b'a' + (letter % 26) as u8).to_string();
            let took = frame(&mut window, vec![Event::Text(text)]).0;
            std::thread::sleep(Duration::from_millis(2));
            took
        };
        println!("  a key pressed in a note  {}", figures((0..KEYSTROKES).map(key).collect()));
        runtime.block_on(node.shutdown());
    }
}

/// Frames in which nothing happens.
fn frames(window: &mut Headless, of: &str) {
    let mut times: Vec<Duration> = (0..FRAMES).map(|_| frame(window, Vec::new()).0).collect();
    // The first one lays out every text for the first time.
    let first = times.remove(0);
    println!("  {of:<24} {}, the first {first:.1?}", figures(times));
}

fn show(window: &mut Headless, name: &str) {
    let found = (0..Headless::areas()).find(|area| window.show(*area) == name);
    assert!(found.is_some(), "{name}");
}

/// A session that has come to its first discussion.
async fn begin_session(node: &Node) {
    const DISCUSSION: usize = 4;
    let community = node.snapshot().communities[0].id;
    let agenda = "agenda-session".to_owned();
    let begin = Command::BeginSession { community, meeting: None, agenda, presentations: None };
    node.ask(begin).await.unwrap();
    for place in 0..=DISCUSSION {
        let seen = node.snapshot();
        let session = seen.communities[0].sessions.last().unwrap();
        let agenda = &session.view.agenda;
        let act = AgendaCommand::MoveOn { from: agenda.at, to: agenda.points[place].id }.into();
        node.ask(Command::DoIn { community, document: session.document, act }).await.unwrap();
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn click(window: &mut Headless, role: Role, label: &str) {
    let (_, output) = frame(window, Vec::new());
    let tree = output.platform_output.accesskit_update.unwrap();
    let node =
        tree.nodes.iter().map(|(_, node)| node).find(|node| {
            node.role() == role && node.label().is_none_or(|name| name.contains(label))
        });
    let bounds = node.and_then(|node| node.bounds()).unwrap();
    let pos = Pos2::new(
        f64::midpoint(bounds.x0, bounds.x1) as f32,
        f64::midpoint(bounds.y0, bounds.y1) as f32,
    );
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    frame(window, vec![Event::PointerMoved(pos)]);
    frame(window, vec![Event::PointerButton { pos, button, pressed: true, modifiers }]);
    frame(window, vec![Event::PointerButton { pos, button, pressed: false, modifiers }]);
    std::thread::sleep(Duration::from_millis(50));
}

fn frame(window: &mut Headless, events: Vec<Event>) -> (Duration, FullOutput) {
    let start = Instant::now();
    let mut output = window.frame(events);
    let shapes = std::mem::take(&mut output.shapes);
    // Nothing is painted, so no letters are taken over.
    output.textures_delta.clear();
    std::hint::black_box(window.tessellate(shapes, output.pixels_per_point));
    (start.elapsed(), output)
}
