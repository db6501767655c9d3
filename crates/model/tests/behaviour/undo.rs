//! Taking one's own last act back, and nothing else.

use crate::support::*;
use horseshoe_model::*;

#[test]
fn undoing_an_added_rule_takes_it_out_and_keeps_what_others_wrote() {
    let mut room = Room::of(2);
    let done = room.does(0, add_rule("Listen"));
    let rule = made(&done);
    room.meet();
    room.does(1, GroundrulesCommand::Splice { rule, splices: vec![splice(6, 0, " well")] });
    room.meet();
    let back = room.undoes(0, done.undo.as_ref().unwrap()).unwrap();
    assert!(room.rules(0).is_empty());
    assert_eq!(room.community(0).groundrules.taken_out[0].words.text, "Listen well");
    room.undoes(0, back.undo.as_ref().unwrap()).unwrap();
    assert_eq!(room.rules(0), ["Listen well"]);
}

#[test]
fn undoing_a_rewording_brings_the_former_words_back() {
    let mut room = Room::of(2);
    let rule = made(&room.does(0, add_rule("Phones off")));
    let done = room.does(0, GroundrulesCommand::Reword { rule, text: "No phones".into() });
    let back = room.undoes(0, done.undo.as_ref().unwrap()).unwrap();
    assert_eq!(room.rules(0), ["Phones off"]);
    assert!(room.community(0).groundrules.rules[0].clash.is_empty());
    room.undoes(0, back.undo.as_ref().unwrap()).unwrap();
    assert_eq!(room.rules(0), ["No phones"]);
    room.meet();
    room.does(1, GroundrulesCommand::Reword { rule, text: "Phones away".into() });
    room.meet();
    assert_eq!(room.undoes(0, done.undo.as_ref().unwrap()), Err(CommandError::ChangedSince));
    assert_eq!(room.rules(0), ["Phones away"]);
}

#[test]
fn undoing_a_choice_brings_the_clash_back() {
    let mut room = Room::of(2);
    let rule = made(&room.does(0, add_rule("Phones")));
    room.meet();
    room.does(0, GroundrulesCommand::Reword { rule, text: "Phones away".into() });
    room.does(1, GroundrulesCommand::Reword { rule, text: "Phones on silent".into() });
    room.meet();
    let clash = room.community(0).groundrules.rules[0].clash.clone();
    let done = room.does(0, GroundrulesCommand::Keep { rule, wording: clash[1].id });
    assert_eq!(room.rules(0), [clash[1].words.text.as_str()]);
    room.undoes(0, done.undo.as_ref().unwrap()).unwrap();
    assert_eq!(room.community(0).groundrules.rules[0].clash, clash);
}

#[test]
fn a_value_somebody_else_changed_since_is_left_alone() {
    let mut room = Room::of(2);
    let propose = MeetingsCommand::Propose {
        kind: MeetingKind::Session,
        when: When { date: "2026-12-10".into(), ..When::default() },
        place: "Room 3".into(),
        slots: 0,
    };
    let meeting = made(&room.does(0, propose));
    let set = |place: &str| MeetingsCommand::SetPlace { meeting, place: place.into() };
    let done = room.does(0, set("Room 4"));
    room.meet();
    room.does(1, set("Room 5"));
    room.meet();
    assert_eq!(room.undoes(0, done.undo.as_ref().unwrap()), Err(CommandError::ChangedSince));
    assert_eq!(room.community(0).meetings[0].place.value, "Room 5");
    let done = room.does(0, set("Room 6"));
    room.undoes(0, done.undo.as_ref().unwrap()).unwrap();
    assert_eq!(room.community(0).meetings[0].place.value, "Room 5");
}

#[test]
fn undoing_what_i_typed_leaves_what_others_typed_around_it() {
    let mut room = Room::of(2);
    let rule = made(&room.does(0, add_rule("Phones off")));
    room.meet();
    let done =
        room.does(0, GroundrulesCommand::Splice { rule, splices: vec![splice(7, 3, "on silent")] });
    room.does(1, GroundrulesCommand::Splice { rule, splices: vec![splice(0, 0, "Please: ")] });
    room.meet();
    assert_eq!(room.rules(0), ["Please: Phones on silent"]);
    let back = room.undoes(0, done.undo.as_ref().unwrap()).unwrap();
    assert_eq!(room.rules(0), ["Please: Phones off"]);
    room.undoes(0, back.undo.as_ref().unwrap()).unwrap();
    assert_eq!(room.rules(0), ["Please: Phones on silent"]);
}

#[test]
fn undoing_a_mark_brings_the_former_mark_back_unless_it_was_changed_since() {
    let mut room = Room::of(1);
    let open = VotesCommand::Open {
        question: "What next?".into(),
        options: vec!["A".into(), "B".into()],
        mode: VoteMode::PerIssue,
        fewest_reds: false,
    };
    let vote = made(&room.does(0, open));
    let option = room.community(0).votes[0].options[0].id;
    let mark = |mark| BallotsCommand::Mark { vote, option, mark };
    let green = room.does(0, mark(Mark::Green));
    let red = room.does(0, mark(Mark::Red));
    assert_eq!(room.undoes(0, green.undo.as_ref().unwrap()), Err(CommandError::ChangedSince));
    room.undoes(0, red.undo.as_ref().unwrap()).unwrap();
    assert_eq!(room.members(0)[0].1.ballots[&vote].marks[&option], Mark::Green);
    room.undoes(0, green.undo.as_ref().unwrap()).unwrap();
    assert!(room.members(0)[0].1.ballots.is_empty());
}

#[test]
fn undoing_two_things_i_typed_leads_back_also_where_one_took_the_other_away() {
    let mut room = Room::of(2);
    let rule = made(&room.does(0, add_rule("Phones")));
    let write =
        |room: &mut Room, splices| room.does(0, GroundrulesCommand::Splice { rule, splices });
    let typed = write(&mut room, vec![splice(6, 0, " always off")]);
    let taken = write(&mut room, vec![splice(4, 6, ""), splice(0, 0, "The ")]);
    room.meet();
    room.does(1, GroundrulesCommand::Splice { rule, splices: vec![splice(8, 0, "[here]")] });
    room.meet();
    let back = room.undoes(0, taken.undo.as_ref().unwrap()).unwrap();
    assert_eq!(room.rules(0)[0].replace("[here]", ""), "Phones always off");
    // The words that came back have new names.
    let mut typed = typed.undo.unwrap();
    typed.rename(&back.renamed);
    room.undoes(0, &typed).unwrap();
    assert_eq!(room.rules(0)[0].replace("[here]", ""), "Phones");
    assert_eq!(room.undoes(0, &typed), Err(CommandError::ChangedSince), "nothing is left of it");
}

#[test]
fn undoing_what_i_typed_takes_no_letter_somebody_else_typed_in_between() {
    let mut room = Room::of(2);
    let rule = made(&room.does(0, add_rule("-")));
    room.meet();
    let done =
        room.does(0, GroundrulesCommand::Splice { rule, splices: vec![splice(1, 0, "aaaa")] });
    room.meet();
    room.does(1, GroundrulesCommand::Splice { rule, splices: vec![splice(3, 0, "aa")] });
    room.does(1, GroundrulesCommand::Splice { rule, splices: vec![splice(6, 1, "")] });
    room.meet();
    room.undoes(0, done.undo.as_ref().unwrap()).unwrap();
    assert_eq!(room.rules(0), ["-aa"]);
}
