//! Groundrules, their wordings, themes and check-ins.

use crate::support::*;
use horseshoe_model::*;

#[test]
fn d12_rules_added_at_once_are_both_there_in_one_order() {
    let mut room = Room::of(3);
    room.does(0, add_rule("Listen"));
    room.meet();
    room.does(0, add_rule("Be kind"));
    room.does(1, add_rule("Phones off"));
    room.does(2, add_rule("Contribute"));
    room.meet();
    let rules = room.rules(0);
    assert_eq!(rules.len(), 4);
    assert_eq!(rules[0], "Listen");
    assert_eq!(room.rules(1), rules);
    assert_eq!(room.rules(2), rules);
}

#[test]
fn d12_two_people_write_in_one_rule_letter_by_letter() {
    let mut room = Room::of(2);
    let rule = made(&room.does(0, add_rule("Phones off")));
    room.meet();
    room.does(
        0,
        GroundrulesCommand::Splice { rule, splices: vec![splice(10, 0, ", or on silent")] },
    );
    room.does(1, GroundrulesCommand::Splice { rule, splices: vec![splice(0, 1, "Mobile p")] });
    room.meet();
    assert_eq!(room.rules(0), ["Mobile phones off, or on silent"]);
    assert_eq!(room.rules(1), room.rules(0));
    assert!(room.community(0).groundrules.rules[0].clash.is_empty());
}

#[test]
fn d13_ten_rules_written_one_after_the_other_keep_their_order() {
    let mut room = Room::of(1);
    let words: Vec<String> = (1..=10).map(|number| format!("Rule {number}")).collect();
    for rule in &words {
        room.does(0, add_rule(rule));
    }
    assert_eq!(room.rules(0), words);
}

#[test]
fn d12_a_rule_goes_where_it_is_put() {
    let mut room = Room::of(1);
    let [a, b, c]: [RuleId; 3] = ["a", "b", "c"].map(|rule| made(&room.does(0, add_rule(rule))));
    room.does(0, GroundrulesCommand::Add { text: "a2".into(), after: Some(a) });
    assert_eq!(room.rules(0), ["a", "a2", "b", "c"]);
    room.does(0, GroundrulesCommand::Move { rule: c, after: None });
    assert_eq!(room.rules(0), ["c", "a", "a2", "b"]);
    room.does(0, GroundrulesCommand::Move { rule: a, after: Some(b) });
    assert_eq!(room.rules(0), ["c", "a2", "b", "a"]);
}

#[test]
fn d16_rewording_keeps_the_earlier_words_with_who_and_when() {
    let mut room = Room::of(2);
    let rule = made(&room.does(0, add_rule("Phones off")));
    room.meet();
    room.does(1, GroundrulesCommand::Reword { rule, text: "Phones on silent".into() });
    room.meet();
    let view = room.community(0).groundrules.rules[0].clone();
    assert_eq!(view.words.text, "Phones on silent");
    assert_eq!((view.worded_by, view.worded_at), (Some(member(1)), 3_000));
    assert_eq!((view.by, view.at), (Some(member(0)), 2_000));
    let earlier: Vec<_> =
        view.earlier.iter().map(|was| (was.words.text.as_str(), was.by, was.at)).collect();
    assert_eq!(earlier, [("Phones off", Some(member(0)), 2_000)]);
    assert!(view.clash.is_empty());
}

#[test]
fn d16_anyone_can_restore_earlier_words() {
    let mut room = Room::of(2);
    let rule = made(&room.does(0, add_rule("Phones off")));
    room.does(0, GroundrulesCommand::Reword { rule, text: "Phones on silent".into() });
    room.meet();
    let wording = room.community(1).groundrules.rules[0].earlier[0].id;
    room.does(1, GroundrulesCommand::Restore { rule, wording });
    room.meet();
    let view = room.community(0).groundrules.rules[0].clone();
    assert_eq!(view.words.text, "Phones off");
    assert_eq!(view.worded_by, Some(member(1)));
    assert_eq!(view.earlier.len(), 2);
    let again = Command::from(GroundrulesCommand::Restore { rule, wording });
    assert_eq!(room.tries(0, &again), Err(CommandError::AlreadySo));
}

#[test]
fn d16_two_rewordings_at_once_are_both_kept_until_one_is_chosen() {
    let mut room = Room::of(3);
    let rule = made(&room.does(0, add_rule("Phones")));
    room.meet();
    room.does(0, GroundrulesCommand::Reword { rule, text: "Phones away".into() });
    room.does(1, GroundrulesCommand::Reword { rule, text: "Phones on silent".into() });
    room.meet();
    let view = room.community(2).groundrules.rules[0].clone();
    assert_eq!(room.community(0).groundrules.rules[0], view);
    let mut together: Vec<_> =
        view.clash.iter().map(|wording| wording.words.text.as_str()).collect();
    assert_eq!(together[0], view.words.text);
    together.sort_unstable();
    assert_eq!(together, ["Phones away", "Phones on silent"]);
    assert_eq!(view.earlier.len(), 1);

    let keep =
        view.clash.iter().find(|wording| wording.words.text == "Phones on silent").unwrap().id;
    room.does(2, GroundrulesCommand::Keep { rule, wording: keep });
    room.meet();
    let view = room.community(0).groundrules.rules[0].clone();
    assert_eq!(view.words.text, "Phones on silent");
    assert!(view.clash.is_empty());
    assert_eq!(view.earlier.len(), 3);
    let keep = Command::from(GroundrulesCommand::Keep { rule, wording: keep });
    assert_eq!(room.tries(0, &keep), Err(CommandError::NoClash));
}

#[test]
fn d16_two_people_who_keep_the_same_words_do_not_clash_even_after_more_is_written() {
    let mut room = Room::of(2);
    let rule = made(&room.does(0, add_rule("Phones")));
    room.meet();
    for who in 0..2 {
        room.does(who, GroundrulesCommand::Reword { rule, text: "Phones away".into() });
    }
    room.meet();
    assert!(room.community(0).groundrules.rules[0].clash.is_empty());
    let object = room.community(0).groundrules.rules[0].words.object.clone();
    room.writes(0, Kind::Community, &object, &[splice(11, 0, ", please")]);
    room.meet();
    let view = room.community(1).groundrules.rules[0].clone();
    assert_eq!(view.words.text, "Phones away, please");
    assert!(view.clash.is_empty());
}

#[test]
fn d16_what_is_written_in_words_that_were_reworded_meanwhile_is_shown() {
    let mut room = Room::of(2);
    let rule = made(&room.does(0, add_rule("Phones off")));
    room.meet();
    room.does(0, GroundrulesCommand::Reword { rule, text: "No devices".into() });
    room.does(
        1,
        GroundrulesCommand::Splice { rule, splices: vec![splice(10, 0, " unless on call")] },
    );
    room.meet();
    let view = room.community(0).groundrules.rules[0].clone();
    let together: Vec<_> = view.clash.iter().map(|wording| wording.words.text.as_str()).collect();
    assert_eq!(together, ["No devices", "Phones off unless on call"]);
    assert_eq!(room.community(1).groundrules.rules[0], view);
}

#[test]
fn d16_two_rules_are_brought_together_and_the_second_remembers_where_it_went() {
    let mut room = Room::of(1);
    let rule = made(&room.does(0, add_rule("Listen")));
    let with = made(&room.does(0, add_rule("Do not interrupt")));
    room.does(
        0,
        GroundrulesCommand::Join { rule, with, text: "Listen, without interrupting".into() },
    );
    assert_eq!(room.rules(0), ["Listen, without interrupting"]);
    let view = room.community(0).groundrules;
    assert_eq!(view.taken_out[0].taken_out.as_ref().unwrap().joined, Some(rule));
}

#[test]
fn f8_a_rule_taken_out_can_be_brought_back() {
    let mut room = Room::of(2);
    let rule = made(&room.does(0, add_rule("Listen")));
    room.meet();
    room.does(1, GroundrulesCommand::TakeOut { rule });
    room.meet();
    assert!(room.rules(0).is_empty());
    let out = room.community(0).groundrules.taken_out[0].taken_out.clone().unwrap();
    assert_eq!((out.by, out.joined, out.changed_since), (Some(member(1)), None, false));
    room.does(0, GroundrulesCommand::BringBack { rule });
    room.meet();
    assert_eq!(room.rules(1), ["Listen"]);
    let rule = room.community(1).groundrules.rules[0].clone();
    let (out, back) = (rule.last_out.unwrap(), rule.brought_back.unwrap());
    assert_eq!((out.by, back.by), (Some(member(1)), Some(member(0))));
    assert!(out.at < back.at, "its history tells both");
}

#[test]
fn f8_writing_in_a_rule_that_is_taken_out_meanwhile_is_noticed() {
    let mut room = Room::of(2);
    let rule = made(&room.does(0, add_rule("Listen")));
    room.meet();
    room.does(0, GroundrulesCommand::TakeOut { rule });
    room.does(1, GroundrulesCommand::Splice { rule, splices: vec![splice(6, 0, " well")] });
    room.meet();
    let view = room.community(0).groundrules.taken_out[0].clone();
    assert_eq!(view.words.text, "Listen well");
    assert!(view.taken_out.as_ref().unwrap().changed_since);
}

#[test]
fn f8_still_right_is_dated_and_history_shows_the_last_time() {
    let mut room = Room::of(2);
    room.does(0, GroundrulesCommand::StillRight { session: "Session 4".into() });
    room.meet();
    room.does(1, GroundrulesCommand::Changed { session: "Session 5".into() });
    room.meet();
    let view = room.community(0).groundrules;
    let last = view.last_confirmed().unwrap();
    assert_eq!((last.session.as_str(), last.by, last.at), ("Session 4", Some(member(0)), 2_000));
    assert_eq!(
        view.reviews.iter().map(|review| review.result).collect::<Vec<_>>(),
        [ReviewResult::StillRight, ReviewResult::Changed]
    );
}

#[test]
fn d18_a_rejected_theme_stays_rejected() {
    let mut room = Room::of(2);
    let set = |status| ThemesCommand::Set { theme: "mobile-devices".into(), status };
    room.does(0, set(ThemeStatus::Considered));
    room.does(0, set(ThemeStatus::NotForUs));
    room.meet();
    room.does(1, GroundrulesCommand::StillRight { session: "Session 6".into() });
    room.meet();
    let theme = room.community(1).groundrules.themes[0].clone();
    assert_eq!(theme.status.unwrap().value, ThemeStatus::NotForUs);
}

#[test]
fn d18_two_opinions_of_a_theme_are_both_shown() {
    let mut room = Room::of(2);
    let set = |status| ThemesCommand::Set { theme: "legal".into(), status };
    room.does(0, set(ThemeStatus::Included));
    room.does(1, set(ThemeStatus::NotForUs));
    room.meet();
    let status = room.community(0).groundrules.themes[0].status.clone().unwrap();
    assert_eq!(status.clash.len(), 2);
    assert_eq!(room.community(1).groundrules.themes[0].status.as_ref(), Some(&status));
    room.does(1, set(status.value));
    room.meet();
    let settled = room.community(0).groundrules.themes[0].status.clone().unwrap();
    assert_eq!((settled.value, settled.clash.len()), (status.value, 0));
}

#[test]
fn d18_a_theme_of_our_own_leads_to_a_rule() {
    let mut room = Room::of(1);
    room.does(0, ThemesCommand::Suggest { theme: "tea".into(), name: "Who makes the tea".into() });
    let rule = made(&room.does(0, add_rule("We take turns with the tea")));
    room.does(0, ThemesCommand::Link { theme: "tea".into(), rule });
    let theme = room.community(0).groundrules.themes[0].clone();
    assert_eq!((theme.name.unwrap().value.as_str(), theme.rule), ("Who makes the tea", Some(rule)));
}

#[test]
fn words_that_are_too_long_or_missing_are_refused() {
    let mut room = Room::of(1);
    let long = "x".repeat(limits::TEXT + 1);
    assert_eq!(room.tries(0, &add_rule(&long)), Err(CommandError::TooLong { most: limits::TEXT }));
    assert_eq!(room.tries(0, &add_rule(" \n")), Err(CommandError::Empty));
    let rule = made(&room.does(0, add_rule(&long[1..])));
    let more = Command::from(GroundrulesCommand::Splice { rule, splices: vec![splice(0, 0, "x")] });
    assert_eq!(room.tries(0, &more), Err(CommandError::TooLong { most: limits::TEXT }));
    let beyond = Command::from(GroundrulesCommand::Splice {
        rule,
        splices: vec![splice(limits::TEXT, 1, "")],
    });
    assert_eq!(room.tries(0, &beyond), Err(CommandError::BeyondText));
    let nobody = Command::from(GroundrulesCommand::TakeOut { rule: RuleId::from_bytes([0; 16]) });
    assert_eq!(room.tries(0, &nobody), Err(CommandError::NoSuch { what: "groundrule" }));
}
