//! Traffic light by mouse and by keys, hands in the room, results, parking.

use super::Desk;
use crate::testing;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use horseshoe_model::{
    BallotsCommand, Command as Doing, Mark, ParkedCommand, VoteMode, VotesCommand,
};
use horseshoe_node::Community;

const ISSUES: [&str; 3] = ["Recording", "Managers", "Families"];

fn desk(community: Community) -> Desk {
    let mut desk = Desk::of(vec![community]);
    desk.go(Key::Num5);
    desk
}

fn marked(did: &Doing) -> (usize, Mark) {
    let Doing::Ballots(BallotsCommand::Mark { option, mark, .. }) = did else { panic!("{did:?}") };
    (usize::from(option.as_bytes()[15]), *mark)
}

#[test]
fn f47_a_vote_is_opened_with_its_issues_and_rules() {
    let mut desk = desk(testing::community());
    desk.press("Open a vote");
    desk.write("The question", "What next?");
    desk.write("Issues, one on each line", "Recording");
    desk.press("Open a vote");
    assert!(desk.asked().is_empty(), "one issue is no choice");
    desk.write("Issues, one on each line", "\nManagers");
    desk.press("One green and one red in all");
    desk.press("Should greens tie, we may ask for the fewest reds");
    desk.press("Open a vote");
    let did = desk.did();
    let Doing::Votes(VotesCommand::Open { question, options, mode, fewest_reds }) = did else {
        panic!("{did:?}")
    };
    assert_eq!((question.as_str(), mode, fewest_reds), ("What next?", VoteMode::OneEach, true));
    assert_eq!(options, ["Recording", "Managers"]);
}

#[test]
fn f47_a_mark_is_set_changed_and_cleared() {
    let mut desk = desk(testing::with_vote(&ISSUES, &["g--", "", "", ""]));
    assert!(desk.shows("1 of 4 have marked"));
    assert!(!desk.shows("Recording: 1"), "no counts while it is open");
    desk.press("Green mark for: Managers");
    assert_eq!(marked(&desk.did()), (1, Mark::Green));
    desk.press("Red mark for: Recording");
    assert_eq!(marked(&desk.did()), (0, Mark::Red));
    desk.press("Green mark for: Recording");
    assert_eq!(marked(&desk.did()), (0, Mark::None));
}

#[test]
fn f47_one_two_and_nought_mark_the_issue_in_focus() {
    let mut desk = desk(testing::with_vote(&ISSUES, &["g--", "", "", ""]));
    desk.harness.get_by_label("Red mark for: Managers").focus();
    desk.harness.run();
    desk.key(Modifiers::NONE, Key::Num1);
    assert_eq!(marked(&desk.did()), (1, Mark::Green));
    desk.key(Modifiers::NONE, Key::Num2);
    assert_eq!(marked(&desk.did()), (1, Mark::Red));
    desk.harness.get_by_label("Green mark for: Recording").focus();
    desk.harness.run();
    desk.key(Modifiers::NONE, Key::Num0);
    assert_eq!(marked(&desk.did()), (0, Mark::None));
}

#[test]
fn digits_mark_nothing_once_letters_are_no_keys_or_while_writing() {
    let mut desk = desk(testing::with_vote(&ISSUES, &["g--", "", "", ""]));
    desk.write("Park an issue", "1");
    assert!(desk.asked().is_empty());
    desk.go(Key::Num9);
    desk.press("Single letters as keys, where nothing is being written");
    desk.go(Key::Num5);
    assert!(!desk.shows("Keys, with an issue in focus"));
    desk.harness.get_by_label("Red mark for: Managers").focus();
    desk.harness.run();
    desk.key(Modifiers::NONE, Key::Num1);
    assert!(desk.asked().is_empty());
}

#[test]
fn f47_closing_can_be_undone_for_a_while() {
    let mut desk = desk(testing::with_vote(&ISSUES, &["g--", "", "", ""]));
    desk.press("Close the vote: What shall we look at next?");
    let did = desk.did();
    assert_eq!(did, VotesCommand::Close { vote: testing::vote_id(0) }.into());
    assert!(desk.shows("Vote closed") && desk.has_control("Undo"));
}

#[test]
fn f47_hands_are_counted_by_one_person_for_everybody() {
    let mut desk = desk(testing::with_vote(&ISSUES, &["", "", "", ""]));
    desk.press("Count hands in the room: What shall we look at next?");
    desk.write("Green hands for: Recording", "many");
    desk.press("Enter the count");
    assert!(desk.asked().is_empty());
    let mut desk = self::desk(testing::with_vote(&ISSUES, &["", "", "", ""]));
    desk.press("Count hands in the room: What shall we look at next?");
    desk.write("Green hands for: Recording", "5");
    desk.write("Red hands for: Families", "2");
    desk.press("Enter the count");
    let did = desk.did();
    let Doing::Votes(VotesCommand::EnterHands { counts, whole_room: true, .. }) = did else {
        panic!("{did:?}")
    };
    let counts: Vec<_> = counts.iter().map(|count| (count.greens, count.reds)).collect();
    assert_eq!(counts, [(5, 0), (0, 0), (0, 2)]);
}

#[test]
fn f47_a_tie_is_told_and_never_broken() {
    let mut desk = desk(testing::with_result(&ISSUES, &["g--", "-g-", "", ""]));
    assert!(desk.shows("Two issues have the same number of greens"));
    assert!(desk.shows("What else do people need to know in order to decide?"));
    assert!(!desk.shows("has the most greens"));
    assert!(desk.has_control("Ask what else: What shall we look at next?"));
    desk.press("A second round on these: What shall we look at next?");
    let did = desk.did();
    assert!(matches!(did, Doing::Votes(VotesCommand::SecondRound { .. })), "{did:?}");
}

#[test]
fn f47_the_result_tells_greens_and_reds_of_every_issue() {
    let desk = desk(testing::with_result(&ISSUES, &["g-r", "g--", "-r-", ""]));
    assert!(desk.shows("Recording has the most greens"));
    assert!(desk.shows("Recording: 2 green, 0 red"));
    assert!(desk.shows("Families: 0 green, 1 red"));
    assert!(desk.shows("Few have marked"));
}

#[test]
fn an_issue_is_parked_and_dealt_with() {
    let mut desk = desk(testing::filled());
    desk.write("Park an issue", "Car sharing");
    desk.press("Park");
    let did = desk.did();
    assert!(
        matches!(&did, Doing::Parked(ParkedCommand::Park { text, .. }) if text == "Car sharing")
    );
    desk.press("Dealt with: Parking permits for visits");
    let did = desk.did();
    assert!(matches!(did, Doing::Parked(ParkedCommand::Resolve { .. })), "{did:?}");
}
