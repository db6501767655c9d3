//! Who is in the group: words to compare, own devices, leaving, removing, and what people read in every hard case.

use super::Desk;
use crate::testing;
use crate::texts::Texts;
use egui::{Key, Modifiers, vec2};
use horseshoe_handbook::Language;
use horseshoe_node::{Command, Community, DepartureKind, Problem, Reply, Stage, Target};
use std::sync::Arc;

fn desk(community: Community) -> Desk {
    let mut desk = Desk::of(vec![community]);
    desk.go(Key::Num6);
    desk
}

fn group() -> Community {
    testing::with_words(testing::with_devices(testing::community()))
}

#[test]
fn words_are_compared_by_keyboard_alone() {
    let mut desk = desk(group());
    desk.focus("Sam Okafor, Occupational therapy · 2 others say they compared words");
    desk.key(Modifiers::NONE, Key::Enter);
    for line in ["river candle orchard lamp", "lantern willow biscuit thunder"] {
        assert!(desk.shows(line), "{line}");
    }
    assert!(desk.shows("Nobody has put themselves in between"));
    assert!(desk.shows("who has that device in their hands tomorrow"), "and what it does not say");
    assert!(desk.shows("That is what they say; you have not checked it"));
    desk.focus("The words are the same: Sam Okafor");
    desk.key(Modifiers::NONE, Key::Enter);
    let asked = desk.asked();
    let [Command::Compared { member, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(*member, testing::member_id(2));
}

#[test]
fn the_three_states_are_told_apart() {
    let desk = desk(group());
    for state in [
        "Social work · you compared words with them",
        "Occupational therapy · 2 others say they compared words",
        "Community pharmacy · let in by you and Jo Llewellyn",
    ] {
        assert!(desk.shows(state), "{state}");
    }
}

#[test]
fn a_device_is_named_in_its_place() {
    let mut desk = desk(group());
    desk.press("Rename: the phone");
    desk.harness.event(egui::Event::Text(" at home".to_owned()));
    desk.harness.run();
    desk.key(Modifiers::NONE, Key::Enter);
    let asked = desk.asked();
    let [Command::NameDevice { device, name, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!((*device, name.as_str()), (testing::device(51), "the phone at home"));
    assert!(!desk.has_control("Save"));
}

#[test]
fn a_further_device_gets_a_ticket_of_its_own_and_is_let_in_by_one_yes() {
    let mut desk = desk(group());
    let community = testing::with_device_ticket(group());
    let ticket = community.invitations[0].ticket;
    desk.answers("InviteDevice", Ok(Reply::Ticket { ticket, text: String::new(), expires: 0 }));
    desk.press("Add a device");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::InviteDevice { .. }]), "{asked:?}");
    desk.change(testing::snapshot(vec![community.clone()]));
    assert!(desk.shows("Picture of the ticket") && desk.shows("it is for writing in your name"));
    desk.change(testing::snapshot(vec![testing::with_device_request(community)]));
    assert!(desk.shows("A device asks to write in your name") && desk.shows("One yes is enough"));
    assert!(!desk.shows("Was in the group before?"));
    desk.press("Let Tom Reid in");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Approve { was: None, .. }]), "{asked:?}");
}

#[test]
fn a_device_on_paper_is_shown_once_and_has_a_name_among_mine() {
    let mut desk = desk(group());
    let device = testing::device(53);
    let text = horseshoe_node::Secret::new("0A1B 2C3D 4E5F 6G7H 8J9K");
    desk.answers("PrintRecoveryKey", Ok(Reply::Printed { text, device: Some(device) }));
    desk.focus("Print a recovery key");
    desk.key(Modifiers::NONE, Key::Enter);
    let asked = desk.asked();
    let [Command::PrintRecoveryKey { .. }, Command::NameDevice { device: named, name, .. }] =
        &asked[..]
    else {
        panic!("{asked:?}")
    };
    assert_eq!((*named, name.as_str()), (device, "Paper in a drawer"));
    assert!(desk.shows("0A1B  2C3D  4E5F  6G7H") && desk.shows("can write in your name"));
    assert!(!format!("{:?}", desk.harness.state()).contains("0A1B"));
    desk.press("I have written it down");
    assert!(!desk.shows("0A1B"));
}

#[test]
fn a_device_of_mine_is_removed_only_after_what_it_means_was_said() {
    let mut desk = desk(group());
    assert!(!desk.has_control("Remove: the laptop"), "not the one in front of me");
    desk.press("Remove: the phone");
    assert!(desk.shows("It can no longer write in your name"));
    assert!(desk.shows("It keeps what it holds") && desk.shows("never be taken back"));
    desk.press("Cancel");
    assert!(desk.asked().is_empty());
    desk.press("Remove: the phone");
    desk.press("Remove it");
    let asked = desk.asked();
    let [Command::RemoveDevice { device, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(*device, testing::device(51));
}

#[test]
fn leaving_says_what_stays_and_asks_once() {
    let mut desk = desk(group());
    desk.press("Leave Riverside practitioners…");
    assert!(desk.shows("What you wrote stays with the others"));
    assert!(desk.shows("all your devices") && desk.shows("It cannot be taken back"));
    desk.press("Stay");
    assert!(desk.asked().is_empty());
    desk.press("Leave Riverside practitioners…");
    desk.press("Leave");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Leave { .. }]), "{asked:?}");
    assert!(desk.shows("You have left"));
}

#[test]
fn a_removal_is_proposed_to_one_with_all_it_means_before_ones_eyes() {
    let mut desk = desk(group());
    desk.press_beginning("Priya Nair");
    desk.press("Propose to remove Priya Nair…");
    for line in [
        "What Priya Nair wrote before stays",
        "shown aside",
        "It goes for Priya Nair and the one device they have here",
        "3 remain in the group: you, Jo Llewellyn and Sam Okafor",
        "It can never be taken back, and neither can a signature",
        "Any two members can do this to anybody",
        "a new community with all that is written",
    ] {
        assert!(desk.shows(line), "{line}");
    }
    desk.press("Ask to sign");
    assert!(desk.asked().is_empty(), "nobody is chosen");
    desk.write("Why, in one line", "as we talked about");
    desk.press("Jo Llewellyn");
    desk.press("Ask Jo Llewellyn to sign");
    let asked = desk.asked();
    let [Command::ProposeRemoval { target, with, reason, .. }] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(*target, Target::Member(testing::member_id(3)));
    assert_eq!((*with, reason.as_str()), (testing::member_id(1), "as we talked about"));
    assert!(desk.shows("Nothing happens until they sign"));
}

#[test]
fn who_is_asked_sees_it_on_home_and_under_people_and_answers_either_way() {
    for key in [Key::Num1, Key::Num6] {
        let mut desk = desk(testing::with_proposals(group()));
        desk.go(key);
        assert!(desk.shows("Jo Llewellyn asks you to sign: Priya Nair is to be removed"));
        assert!(desk.shows("Only you two know of it"));
        assert!(desk.shows("waits for Jo Llewellyn"), "what I proposed myself");
        desk.press("Not this time: remove Priya Nair");
        let asked = desk.asked();
        assert!(matches!(&asked[..], [Command::DropRemoval { .. }]), "{asked:?}");
        desk.focus("Look at it: remove Priya Nair");
        desk.key(Modifiers::NONE, Key::Enter);
        assert!(desk.shows("“we talked about it on 12 November”"));
        assert!(desk.shows("It can never be taken back, and neither can a signature"));
        desk.press("Sign");
        let asked = desk.asked();
        let [Command::SignRemoval { proposal, .. }] = &asked[..] else { panic!("{asked:?}") };
        assert_eq!(*proposal, testing::proposal_id(0));
    }
}

#[test]
fn a_question_that_is_settled_meanwhile_goes_away() {
    let mut desk = desk(testing::with_proposals(group()));
    desk.press("Look at it: remove Priya Nair");
    assert!(desk.has_control("Sign"));
    desk.change(testing::snapshot(vec![group()]));
    assert!(!desk.has_control("Sign"));
}

#[test]
fn somebody_who_lost_everything_is_let_in_with_who_they_were() {
    let mut desk = desk(testing::with_request(testing::with_departures(group())));
    desk.press("Tom Reid was in the group before?");
    assert!(desk.shows("Their earlier words stay under their earlier entry"));
    desk.press("Lee Brandt");
    desk.press("Let Tom Reid in");
    let asked = desk.asked();
    let [Command::Approve { was, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(*was, Some(testing::member_id(6)));
}

#[test]
fn how_far_a_departure_is_known_is_counted_and_never_called_everywhere() {
    let desk = desk(testing::with_departures(group()));
    assert!(desk.shows("4 of 6 devices have heard of it"));
    assert!(desk.shows("removed by Jo Llewellyn and Sam Okafor"));
    assert!(desk.shows("“we talked about it on 12 November”"));
    for language in Language::ALL {
        let texts = Texts::of(language);
        let heard = texts.with("gone-heard", &[("heard", 6.into()), ("count", 6.into())]);
        assert!(heard.contains('6'), "{heard}");
    }
}

#[test]
fn ones_devices_are_found_by_name_from_everywhere() {
    let mut desk = Desk::of(vec![group()]);
    desk.key(Modifiers::COMMAND, Key::K);
    desk.harness.event(egui::Event::Text("my devices".to_owned()));
    desk.harness.run();
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.shows("Your devices"));
}

#[test]
fn carrying_on_as_a_new_community_leads_to_inviting_the_others() {
    for community in [group(), testing::out(DepartureKind::Removed, &[])] {
        let mut desk = desk(community);
        let begun = testing::draft().id;
        desk.answers("ContinueAnew", Ok(Reply::Begun { community: begun }));
        desk.press("Continue as a new community");
        let asked = desk.asked();
        assert!(matches!(&asked[..], [Command::ContinueAnew { .. }]), "{asked:?}");
    }
}

/// The twenty hard cases, each with what makes it and the sentence a person reads.
fn hard_cases() -> Vec<(&'static str, Desk, &'static str)> {
    let troubled = || desk(testing::with_troubles(group()));
    let departed = || desk(testing::with_departures(group()));
    let out = |kind, each_other: &[usize]| desk(testing::out(kind, each_other));
    let mut waits = testing::with_request(group());
    waits.requests[0].approved_by_me = true;
    Arc::make_mut(&mut waits.members).truncate(3);
    waits.requests[0].approved_by = [0, 1].map(testing::member_id).to_vec();
    waits.requests[0].needed = 3;
    let mut two = group();
    Arc::make_mut(&mut two.members).truncate(2);
    let mut one = group();
    Arc::make_mut(&mut one.members).truncate(1);
    let mut back = group();
    Arc::make_mut(&mut back.members)[0].was = Some(testing::member_id(9));
    let mut stolen = desk(group());
    stolen.press_beginning("Jo Llewellyn");
    let called = crate::screens::membership::called(&testing::device(1));
    stolen.press(&format!("Device “{called}” of Jo Llewellyn may be in other hands"));
    vec![
        ("founding alone", desk(testing::draft()), "begins when the second person joins"),
        ("letting in", desk(waits), "Sam Okafor also needs to say yes before Tom Reid is in"),
        (
            "one ticket, two newcomers",
            troubled(),
            "already used by Nora Weiss. Is Karl Stein meant",
        ),
        (
            "approver gone",
            troubled(),
            "let in by somebody who has left the group. Let them in yourselves?",
        ),
        (
            "removed",
            departed(),
            "Xaver Lindt is no longer in the group. What they wrote before stays",
        ),
        ("late words", troubled(), "before they knew that they are out. Keep them?"),
        ("brought in", departed(), "Xaver Lindt is no longer in the group"),
        (
            "each other",
            departed(),
            "Ann Marlow and Cem Aydin removed each other. Both are out; the rest",
        ),
        (
            "you were removed",
            out(DepartureKind::Removed, &[]),
            "Jo Llewellyn and Sam Okafor removed you",
        ),
        (
            "many removed",
            desk(group()),
            "Continue as a new community with those who come along? Nothing written is lost",
        ),
        (
            "two left",
            desk(two),
            "With two of you, nobody can be removed. You can leave, or begin anew",
        ),
        (
            "one left",
            desk(one),
            "You are the last one here. You can read everything, and begin anew",
        ),
        ("device lost", departed(), "Your device the old phone can no longer write in your name"),
        ("all devices lost", desk(back), "You came back as a new member. Your earlier words stay"),
        (
            "own devices",
            desk(testing::devices_each_other()),
            "Two of your devices removed each other",
        ),
        ("a thief leaves", out(DepartureKind::Left, &[]), "If it was not you, ask two members"),
        ("key stolen", stolen, "Jo Llewellyn’s device"),
        ("two histories", troubled(), "two different histories, often after a restored backup"),
        (
            "put back",
            troubled(),
            "We put 3 of your entries back, because what they stood on has changed",
        ),
        ("ballot", troubled(), "may have arrived twice, differently. Please look, and vote again"),
    ]
}

#[test]
fn every_hard_case_has_its_sentence() {
    let cases = hard_cases();
    assert_eq!(cases.len(), 20);
    for (case, desk, sentence) in cases {
        assert!(desk.shows(sentence), "{case}: {sentence}");
    }
}

#[test]
fn what_can_be_decided_about_a_hard_case_is_one_tap() {
    let mut desk = desk(testing::with_troubles(group()));
    desk.press("Keep what Xaver Lindt wrote");
    let asked = desk.asked();
    let [Command::KeepWords { member, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(*member, testing::member_id(7));
    for name in ["Nora Weiss", "Karl Stein"] {
        desk.press(&format!("Make a ticket for {name}"));
        let asked = desk.asked();
        assert!(matches!(&asked[..], [Command::Invite { .. }]), "{asked:?}");
    }
}

#[test]
fn who_is_out_reads_on_and_is_offered_nothing_that_cannot_be_done() {
    let desk = desk(testing::out(DepartureKind::Removed, &[]));
    assert!(desk.shows("You keep what you had until then, and can read it"));
    assert!(!desk.has_control("Leave Riverside practitioners…"));
    assert!(desk.harness.state().area_name().contains("People"));
}

#[test]
fn what_cannot_be_used_is_named_by_who_signed_it() {
    let mut desk = Desk::of(vec![testing::with_troubles(group())]);
    desk.go(Key::Num9);
    assert!(desk.shows("4 entries signed by") && desk.shows("a device of Sam Okafor"));
    assert!(desk.shows("not in its place"), "and why, for whoever looks into it");
}

#[test]
fn with_two_nobody_can_be_proposed() {
    let mut community = group();
    Arc::make_mut(&mut community.members).truncate(2);
    let mut desk = desk(community);
    desk.press_beginning("Jo Llewellyn");
    desk.press("Propose to remove Jo Llewellyn…");
    assert!(!desk.has_control("Ask to sign"));
    assert!(desk.asked().is_empty());
}

#[test]
fn what_is_refused_is_told() {
    let mut desk = desk(testing::with_proposals(group()));
    desk.answers("SignRemoval", Err(Problem::NotAMember));
    desk.press("Look at it: remove Priya Nair");
    desk.press("Sign");
    assert!(desk.shows("You are no longer in this group"));
}

#[test]
fn a_long_reason_and_many_members_have_room() {
    let mut community = testing::with_proposals(testing::overfull());
    community.stage = Stage::Living;
    let proposed = &mut Arc::make_mut(&mut community.membership).proposed[0];
    proposed.reason = "because ".repeat(24);
    let snapshot = testing::snapshot(vec![community]);
    let mut desk = Desk::sized(snapshot, vec2(640.0, 480.0), crate::app::Settings::default());
    desk.go(Key::Num6);
    desk.press_beginning("Look at it: remove Priya Nair");
    assert!(desk.has_control("Sign"));
}
