//! The window over real nodes on loopback: few, to see that the parts fit.

use super::Desk;
use crate::made_up::World;
use crate::node_line::NodeLine;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use horseshoe_handbook::Language;
use horseshoe_node::{Config, Node, Saved};
use std::path::Path;
use tokio::runtime::Runtime;

pub(super) fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

pub(super) fn open(runtime: &Runtime, profile: &Path) -> (Node, Desk) {
    let node = runtime.block_on(Node::start(Config::on_loopback(profile), || {})).unwrap();
    let desk = Desk::real(Box::new(NodeLine::new(&node, runtime.handle(), || {})));
    (node, desk)
}

/// Closes as the window does.
pub(super) fn close(runtime: &Runtime, node: Node, mut desk: Desk) {
    while !desk.harness.state_mut().finish() {
        std::thread::yield_now();
    }
    runtime.block_on(node.shutdown());
}

/// Amira begins Riverside, captures "Listen" and makes it "Listen well", which stays open.
fn begin_with_a_groundrule(desk: &mut Desk) {
    desk.write("Your name", "Amira");
    desk.press("Go on");
    desk.until("Welcome, Amira");
    desk.write("Name of the community", "Riverside");
    desk.press("Begin");
    desk.until("Begin with the person beside you");
    desk.go(Key::Num2);
    desk.until("Start capturing");
    desk.write("New groundrule", "Listen");
    desk.key(Modifiers::NONE, Key::Enter);
    desk.until("Groundrule 1: Listen");
    desk.press("Groundrule 1: Listen");
    desk.write("Groundrule 1", " well");
}

#[test]
fn what_was_typed_is_there_when_the_window_opens_again() {
    let (runtime, folder) = (runtime(), tempfile::tempdir().unwrap());
    let (node, mut desk) = open(&runtime, folder.path());
    begin_with_a_groundrule(&mut desk);
    close(&runtime, node, desk);
    let (node, mut desk) = open(&runtime, folder.path());
    desk.go(Key::Num2);
    desk.until("Groundrule 1: Listen well");
    close(&runtime, node, desk);
}

#[test]
fn what_was_typed_can_be_taken_back_after_the_window_was_closed() {
    let (runtime, folder) = (runtime(), tempfile::tempdir().unwrap());
    let (node, mut desk) = open(&runtime, folder.path());
    begin_with_a_groundrule(&mut desk);
    close(&runtime, node, desk);
    let (node, mut desk) = open(&runtime, folder.path());
    desk.go(Key::Num2);
    desk.press("Groundrule 1: Listen well");
    let words = |desk: &Desk| {
        let field = desk.harness.get_by(|node| super::is_field(node, "Groundrule 1"));
        field.value().unwrap_or_default()
    };
    while words(&desk) == "Listen well" {
        desk.key(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(words(&desk), "Listen");
    desk.press("Done");
    desk.until("Groundrule 1: Listen");
    desk.until_gone("Groundrule 1: Listen well");
    close(&runtime, node, desk);
}

#[test]
fn undo_takes_back_the_last_act_and_the_line_says_when_it_is_saved() {
    let (runtime, folder) = (runtime(), tempfile::tempdir().unwrap());
    let (node, mut desk) = open(&runtime, folder.path());
    desk.write("Your name", "Amira");
    desk.press("Go on");
    desk.until("Welcome, Amira");
    desk.write("Name of the community", "Riverside");
    desk.press("Begin");
    desk.until("Begin with the person beside you");
    desk.go(Key::Num2);
    desk.until("Start capturing");
    desk.write("New groundrule", "Listen");
    desk.press("Add");
    desk.until("Groundrule 1: Listen");
    desk.until("Saved on this device");
    assert_eq!(node.snapshot().saved, Saved::All);
    desk.until("Undo my last act");
    desk.press("Undo my last act");
    desk.until_gone("Groundrule 1: Listen");
    close(&runtime, node, desk);
}

#[test]
fn a_made_up_community_is_alive() {
    let runtime = runtime();
    let world = runtime.block_on(World::make(Language::English, || {})).unwrap();
    let mut desk =
        Desk::real(Box::new(NodeLine::new(world.me(), runtime.handle(), || {}))).made_up();
    assert!(desk.shows("This community is made up"));
    desk.go(Key::Num5);
    desk.until("2 of 3 have marked");
    desk.press("Green mark for: Recording cases");
    desk.until("3 of 3 have marked");
    desk.until("2 devices connected, and all have everything");
    drop(desk);
    runtime.block_on(world.end());
}

#[test]
fn a_note_that_grows_long_goes_on_under_the_hand_that_writes_it() {
    let (runtime, folder) = (runtime(), tempfile::tempdir().unwrap());
    let (node, mut desk) = open(&runtime, folder.path());
    begin_with_a_groundrule(&mut desk);
    desk.press("Done");
    desk.go(Key::Num4);
    desk.write("New note", "What she told us: ");
    desk.key(Modifiers::NONE, Key::Enter);
    desk.until("What she told us:");
    desk.press_beginning("What she told us:");
    let told: String =
        (0..2_000).map(|number| ["word", &number.to_string(), " "].concat()).collect();
    desk.write("Note 1", &told);
    let last = |desk: &Desk| {
        let field = desk.harness.query_by(|node| super::is_field(node, "Note 1, part 3 of 3"))?;
        Some((field.is_focused(), field.value()?))
    };
    desk.draw_until(|desk| last(desk).is_some_and(|(focused, _)| focused), "the caret");
    desk.write("Note 1, part 3 of 3", "the end");
    let whole = |node: &Node| node.snapshot().communities[0].notebook.notes[0].text().into_owned();
    desk.draw_until(|_| whole(&node).ends_with("the end"), "the words");
    assert_eq!(whole(&node), format!("What she told us:{told}the end"));
    // Back into the text before, and joined with it once there is room.
    desk.key(Modifiers::CTRL, Key::Home);
    desk.key(Modifiers::NONE, Key::ArrowLeft);
    let before = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.is_focused() && super::is_field(node, "Note 1, part 2 of 3")
    };
    desk.draw_until(|desk| desk.harness.query_by(before).is_some(), "the text before");
    close(&runtime, node, desk);
}
