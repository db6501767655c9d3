//! Only me, and how this device connects.

use super::Desk;
use crate::screen::Area;
use crate::testing;
use egui::Key;
use horseshoe_model::{Command as Doing, PrivateCommand};
use horseshoe_node::{Command, Contacted, ContactedKind, Mode, Reply, Snapshot};

#[test]
fn f20_a_question_is_jotted_heard_or_asked() {
    let mut desk = Desk::of(vec![testing::with_private(testing::community())]);
    desk.go(Key::Num8);
    assert!(desk.shows("Only you can see this"));
    desk.write("New question, only for you", "Who decided?");
    desk.press("Jot down");
    assert_eq!(desk.did(), PrivateCommand::Jot { text: "Who decided?".to_owned() }.into());
    desk.press("I heard the answer: What made you go back when you did?");
    let did = desk.did();
    assert!(matches!(did, Doing::Private(PrivateCommand::Heard { heard: true, .. })), "{did:?}");
    desk.press("Ask in front of everybody: What made you go back when you did?");
    let did = desk.did();
    assert!(matches!(did, Doing::Private(PrivateCommand::Ask { .. })), "{did:?}");
}

#[test]
fn a_private_note_is_written_in_the_private_document() {
    let mut desk = Desk::of(vec![testing::with_private(testing::community())]);
    desk.go(Key::Num8);
    desk.write("New note, only for you", "Ring Jo");
    desk.press("Add");
    let did = desk.did();
    assert!(
        matches!(&did, Doing::Private(PrivateCommand::AddNote { text, .. }) if text == "Ring Jo")
    );
    desk.press("I went back too soon, an hour ago");
    desk.write("My note 1", "!");
    let asked = desk.asked();
    let [Command::Write { text, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(text.document, testing::document(3));
}

#[test]
fn nothing_is_contacted_but_what_was_chosen() {
    let mut desk = Desk::of(Vec::new());
    desk.go(Key::Num9);
    desk.press_beginning("Public help");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::SetMode { mode: Mode::PublicHelp }]), "{asked:?}");
    desk.press_beginning("Our own relay");
    assert!(desk.asked().is_empty(), "not before it has an address");
    desk.write("Address of the relay", "https://relay.example.org");
    desk.press("Use this relay");
    let asked = desk.asked();
    assert!(
        matches!(&asked[..], [Command::SetMode { mode: Mode::OwnRelay { url } }] if url == "https://relay.example.org"),
        "{asked:?}"
    );
    desk.press("On the network");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::SetOnline { online: false }]), "{asked:?}");
}

#[test]
fn everything_that_was_ever_contacted_is_told_with_when_until_it_is_forgotten() {
    let mut snapshot = testing::snapshot(Vec::new());
    let hour = 3_600_000;
    let contacted = [
        (ContactedKind::DeviceNearby, "192.168.1.4:4000", 12, 24 * hour, hour),
        (ContactedKind::LocalNetwork, "", 1, hour, hour),
    ];
    let contacted = contacted.map(|(what, address, times, first, last)| Contacted {
        what,
        address: address.to_owned(),
        times,
        first: testing::NOW_MS - first,
        last: testing::NOW_MS - last,
    });
    std::sync::Arc::make_mut(&mut snapshot.network).contacted = contacted.to_vec();
    let mut desk = Desk::with(snapshot);
    desk.press("How this device connects");
    assert!(desk.shows(
        "192.168.1.4:4000, A member’s device, on a local network · 12 times, first yesterday, last an hour ago"
    ));
    assert!(desk.shows("Everybody on the local network, to be found there, once, an hour ago"));
    desk.press("Forget this list");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::ForgetContacted]), "{asked:?}");
    assert!(desk.shows("The list is forgotten"));
}

#[test]
fn before_there_is_a_community_one_can_see_how_the_device_connects() {
    let mut desk = Desk::with(Snapshot::default());
    desk.press("How this device connects");
    assert!(desk.shows("What this device has contacted"));
}

#[test]
fn a_community_is_removed_only_after_asking_again() {
    let mut desk = Desk::of(vec![testing::community()]);
    desk.go(Key::Num9);
    desk.press("Remove Riverside practitioners from this device…");
    assert!(desk.asked().is_empty());
    desk.press("Cancel");
    assert!(!desk.has_control("Remove it"));
    desk.press("Remove Riverside practitioners from this device…");
    desk.press("Remove it");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Forget { .. }]), "{asked:?}");
}

#[test]
fn everything_readable_is_taken_along_and_what_is_kept_is_checked() {
    let mut desk = Desk::of(vec![testing::community()]);
    desk.go(Key::Num9);
    let folder = std::path::PathBuf::from("/nowhere/at/all");
    desk.answers("Export", Ok(Reply::Exported { folder: folder.clone(), files: 3 }));
    desk.press("Write everything readable into a folder…");
    desk.empty("Where to?");
    desk.write("Where to?", "/nowhere/at/all");
    desk.press("Save here");
    let asked = desk.asked();
    assert!(
        matches!(&asked[..], [Command::Export { folder: to, .. }] if *to == folder),
        "{asked:?}"
    );
    assert!(desk.shows("Written into the folder"));
    let wrong = Vec::new();
    desk.answers("Verify", Ok(Reply::Verified { certificates: 4, entries: 31, wrong }));
    desk.press("Check what is kept");
    assert!(desk.shows("Checked 31 entries: all is well"));
}

#[test]
fn how_the_window_looks_is_chosen_beside() {
    let mut desk = Desk::of(Vec::new());
    desk.go(Key::Num9);
    desk.press("Dark");
    desk.press("Higher contrast");
    desk.press("Larger text");
    let look = &desk.harness.state().settings().appearance;
    assert_eq!(look.theme, egui::ThemePreference::Dark);
    assert_eq!(look.contrast, horseshoe_ui::theme::ContrastChoice::High);
    assert!(desk.shows("Size of text: 110 %"));
}

#[test]
fn f22_what_is_not_really_a_question_is_said_gently_to_whoever_types_it_and_kept_nowhere() {
    let mut desk = Desk::of(vec![testing::with_private(testing::community())]);
    desk.go(Key::Num8);
    let gently = "This may be an opinion in the shape of a question. What would you like to know?";
    desk.write("New question, only for you", "Isn't it true that she knew");
    assert!(desk.shows(gently));
    assert!(desk.asked().is_empty(), "nothing is kept or sent of it");
    desk.press("Jot down");
    let text = "Isn't it true that she knew".to_owned();
    assert_eq!(desk.did(), PrivateCommand::Jot { text }.into(), "and nothing stands in the way");
    assert!(!desk.shows(gently));
}

#[test]
fn f21_a_long_question_is_hinted_at_and_never_blocked() {
    let mut desk = Desk::of(vec![testing::with_private(testing::community())]);
    desk.go(Key::Num8);
    let long = "What ".repeat(45);
    desk.write("New question, only for you", &long);
    assert!(desk.shows("A short question is easier to answer"));
    desk.press("Jot down");
    let text = long.trim().to_owned();
    assert_eq!(desk.did(), PrivateCommand::Jot { text }.into());
}

#[test]
fn f51_whoever_facilitated_has_a_page_of_their_own_about_it_and_f52_its_prompts_stand_nowhere_else()
{
    let prompt = "What was within my control today, and what was not?";
    let mut desk = Desk::of(vec![testing::in_session(false)]);
    desk.go(Key::Num8);
    assert!(!desk.shows(prompt), "who has not facilitated is not asked");
    let mut desk = Desk::of(vec![testing::in_session(true)]);
    for area in Area::ALL {
        desk.harness.state_mut().show(area);
        desk.harness.run();
        assert_eq!(desk.shows(prompt), area == Area::OnlyMe, "{area:?}");
    }
    desk.go(Key::Num8);
    desk.asked();
    desk.write("How did it go?", "I spoke too much");
    desk.press("Write down");
    let did = desk.did();
    let Doing::Private(PrivateCommand::AddNote { text, about, .. }) = did else {
        panic!("{did:?}")
    };
    assert_eq!(text, "I spoke too much");
    assert_eq!(about, Some(format!("session/{}", testing::document(40).to_hex())));
}
