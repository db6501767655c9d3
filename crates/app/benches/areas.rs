//! What a frame of each area costs with a community of one year, and a keystroke in one of its notes; all but the
//! painting itself. `cargo bench --workspace --bench areas`. The year is lived through once, which takes minutes, and kept.
#![expect(clippy::unwrap_used, reason = "a bench may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench says what it found")]

use egui::accesskit::Role;
use egui::{Event, FullOutput, Modifiers, PointerButton, Pos2, vec2};
use horseshoe_app::headless::Headless;
use horseshoe_node::testing::{Past, figures};
use horseshoe_node::{Config, Node};
use std::path::Path;
use std::time::{Duration, Instant};

const FRAMES: usize = 120;
const KEYSTROKES: usize = 500;
const NOTES: usize = 3;

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (name, past) in [("begun", Past::BEGUN), ("year", Past::YEAR)] {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("benches").join(name);
        println!("{name}: {}", past.lived(&folder).unwrap());
        let profile = folder.join("here");
        let node = runtime.block_on(Node::start(Config::on_loopback(profile), || {})).unwrap();
        let mut window = Headless::live(&node, runtime.handle(), vec2(1180.0, 760.0));
        for area in 0..Headless::areas() {
            let area = window.show(area);
            let mut times: Vec<Duration> =
                (0..FRAMES).map(|_| frame(&mut window, Vec::new()).0).collect();
            // The first ones lay out every text for the first time.
            let first = times.remove(0);
            println!("  {area:<24} {}, the first {first:.1?}", figures(times));
        }
        let first = node.snapshot().communities[0].notebook.notes[0].words.text.clone();
        window.show(NOTES);
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
    std::hint::black_box(window.tessellate(shapes, output.pixels_per_point));
    (start.elapsed(), output)
}
