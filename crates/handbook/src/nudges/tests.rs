use super::*;
use crate::{Handbook, Language};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn minutes(minutes: u64) -> Duration {
    Duration::from_mins(minutes)
}

/// A point of this kind and length, so many minutes after it began.
fn at(kind: &str, elapsed: u64, length: u64) -> Facts<'_> {
    Facts { kind, elapsed: minutes(elapsed), length: minutes(length), ..Facts::default() }
}

/// A discussion of 36 minutes with three points heard and nobody waiting.
fn discussion(elapsed: u64) -> Facts<'static> {
    let speakers = Some(Speakers::default());
    Facts { speakers, points_heard: 3, ..at("discussion", elapsed, 36) }
}

#[test]
fn d25_five_minutes_before_the_end_the_time_can_be_said_and_not_later() {
    let offered = |elapsed| offer(&at("since_last", elapsed, 10));
    assert_eq!([4, 5, 6, 10, 11].map(offered), [None, Some(SIGNAL_TIME), None, None, None]);
    let almost = minutes(5) + Duration::from_secs(59);
    let facts = Facts { elapsed: almost, ..at("since_last", 0, 10) };
    assert_eq!(offer(&facts), Some(SIGNAL_TIME));
}

#[test]
fn d25_of_a_point_that_is_not_longer_than_five_minutes_nothing_is_said() {
    assert!((0..7).all(|elapsed| offer(&at("feedback", elapsed, 5)).is_none()));
}

#[test]
fn d27_at_the_end_of_a_presentation_thanks_are_offered_once() {
    let offered = |elapsed| offer(&at("presentation", elapsed, 30));
    let thanks = Some(THANK_PRESENTER);
    assert_eq!([2, 25, 28, 29, 30, 34].map(offered), [None, None, None, thanks, thanks, thanks]);
    assert_eq!(offer(&Facts { offered: true, ..at("presentation", 30, 30) }), None);
}

#[test]
fn d33_that_all_are_heard_about_a_chair_is_offered_at_that_question_alone() {
    let handbook = Handbook::of(Language::English);
    let questions = &handbook.questions("design-questions").unwrap().items;
    let offered: Vec<&str> = questions
        .iter()
        .filter(|question| {
            let facts = Facts { question: Some(&question.id), ..at("design", 10, 50) };
            offer(&facts) == Some(CHAIRING)
        })
        .map(|question| question.id.as_str())
        .collect();
    assert_eq!(offered, ["chair"]);
    assert_eq!(offer(&at("design", 10, 50)), None);
    assert_eq!(offer(&Facts { question: Some("chair"), ..at("other", 10, 50) }), None);
}

#[test]
fn f26_where_the_group_has_not_agreed_nobody_is_looked_for() {
    let facts = |somebody_unheard, waiting| {
        let speakers = Some(Speakers { waiting, somebody_unheard, ..Speakers::default() });
        Facts { speakers, ..discussion(20) }
    };
    assert_eq!(offer(&facts(None, 0)), None);
    assert_eq!(offer(&facts(Some(false), 0)), None);
    assert_eq!(offer(&facts(Some(true), 0)), Some(QUIET_MEMBER));
    assert_eq!(offer(&facts(Some(true), 1)), None, "whoever waits is heard next");
    assert_eq!(offer(&Facts { elapsed: minutes(17), ..facts(Some(true), 0) }), None);
}

#[test]
fn f28_other_people_are_asked_when_one_has_had_the_word_long_and_others_wait() {
    let facts = |speaking_for, waiting| {
        let speakers = Speakers { speaking_for, waiting, ..Speakers::default() };
        Facts { speakers: Some(speakers), ..discussion(6) }
    };
    assert_eq!(offer(&facts(Some(minutes(3)), 1)), Some(OTHERS_THINK));
    assert_eq!(offer(&facts(Some(minutes(3)), 0)), None);
    assert_eq!(offer(&facts(Some(minutes(2)), 4)), None);
    assert_eq!(offer(&facts(None, 4)), None);
}

#[test]
fn f29_in_thinking_time_and_in_a_pause_there_is_nothing() {
    let moments = [
        at("presentation", 30, 30),
        at("since_last", 5, 10),
        Facts { points_heard: 9, ..discussion(20) },
        Facts { question: Some("chair"), ..at("design", 10, 50) },
        discussion(40),
    ];
    for facts in moments {
        assert!(offer(&facts).is_some(), "{facts:?}");
        for pace in [Pace::Thinking, Pace::Paused] {
            assert_eq!(offer(&Facts { pace, ..facts.clone() }), None);
        }
    }
}

#[test]
fn f32_f33_in_the_second_half_many_points_lead_on_and_few_ask_for_other_views() {
    let offered = |elapsed, points_heard| offer(&Facts { points_heard, ..discussion(elapsed) });
    assert_eq!([0, 1, 2, 4, 5, 20].map(|points| offered(17, points)), [None; 6]);
    assert_eq!([0, 1].map(|points| offered(18, points)), [Some(ALTERNATIVE_VIEWS); 2]);
    assert_eq!([2, 4].map(|points| offered(18, points)), [None; 2]);
    assert_eq!([5, 20].map(|points| offered(18, points)), [Some(ANOTHER_POINT); 2]);
}

#[test]
fn f39_the_three_moves_are_for_whoever_asks_and_never_offered() {
    assert!(MOVES.iter().all(|id| !ALL.contains(id)));
    let handbook = Handbook::of(Language::English);
    let moves: Vec<_> = handbook.prompts_for("moves").map(|prompt| prompt.id.as_str()).collect();
    assert_eq!(moves, MOVES);
}

#[test]
fn f40_a_tea_break_is_offered_in_a_discussion_over_time_before_any_break() {
    assert_eq!(offer(&discussion(37)), Some(TEA_BREAK));
    assert_eq!(offer(&Facts { break_had: true, ..discussion(37) }), None);
    assert_ne!(offer(&discussion(36)), Some(TEA_BREAK));
    assert_eq!(offer(&at("other", 37, 36)), None);
}

#[test]
fn f55_f56_in_a_calm_moment_one_may_think_aloud_and_after_that_remember_who_knows() {
    let then = |facts: Facts<'static>| offer(&Facts { role_model_offered: true, ..facts });
    assert_eq!((offer(&discussion(23)), then(discussion(23))), (None, None));
    assert_eq!(offer(&discussion(24)), Some(ROLE_MODEL));
    assert_eq!(then(discussion(24)), Some(PARTLY_KNOWS));
    let speakers = Some(Speakers { waiting: 1, ..Speakers::default() });
    assert_eq!(offer(&Facts { speakers, ..discussion(24) }), None);
    // Where nobody keeps a list, nobody is known to wait.
    assert_eq!(offer(&Facts { speakers: None, ..discussion(24) }), Some(ROLE_MODEL));
}

#[test]
fn what_is_offered_is_in_every_language_with_what_it_is_for_and_names_nobody() {
    for language in Language::ALL {
        let handbook = Handbook::of(language);
        for id in ALL.iter().chain(&MOVES) {
            let prompt = handbook.prompt(id).unwrap_or_else(|| panic!("{language:?}: {id}"));
            assert!(prompt.title.as_ref().is_some_and(|title| !title.is_empty()), "{id}");
            assert!(!prompt.about("").contains('{'), "{id} has a place for something else");
        }
    }
}

#[test]
fn f31_f32_what_was_heard_is_put_into_the_sentence() {
    for language in Language::ALL {
        let handbook = Handbook::of(language);
        for id in ["reframe", ANOTHER_POINT] {
            let text = handbook.prompt(id).unwrap().about("I went back too soon");
            assert!(text.contains("I went back too soon"), "{language:?}: {text}");
        }
    }
}

#[test]
fn d33_f55_f56_what_is_to_be_kept_in_mind_is_only_for_who_facilitates() {
    let handbook = Handbook::of(Language::English);
    let only_you: Vec<_> =
        ALL.into_iter().filter(|id| handbook.prompt(id).unwrap().only_you).collect();
    assert_eq!(only_you, [ROLE_MODEL, PARTLY_KNOWS, CHAIRING]);
}

/// A moment in a point: how many seconds after the one before, and what may be the case then.
type Moment = (u64, Pace, Option<Speakers>, usize, bool);

fn moments() -> impl Strategy<Value = Vec<Moment>> {
    let pace =
        prop_oneof![4 => Just(Pace::GoingOn), 1 => Just(Pace::Thinking), 1 => Just(Pace::Paused)];
    let speakers = (prop::option::of(0_u64..8), 0_usize..4, any::<Option<bool>>()).prop_map(|it| {
        Speakers { speaking_for: it.0.map(minutes), waiting: it.1, somebody_unheard: it.2 }
    });
    let moment = (0_u64..240, pace, prop::option::of(speakers), 0_usize..8, any::<bool>());
    prop::collection::vec(moment, 0..40)
}

fn points() -> impl Strategy<Value = Vec<(&'static str, u64, Vec<Moment>)>> {
    let kinds = vec![
        "intro",
        "philosophy",
        "groundrules",
        "since_last",
        "presentation",
        "discussion",
        "capture",
        "break",
        "design",
        "feedback",
        "next_date",
        "other",
        "of a later version",
    ];
    let kind = prop_oneof![prop::sample::select(kinds), Just("discussion")];
    prop::collection::vec((kind, 0_u64..60, moments()), 1..12)
}

proptest! {
    #[test]
    fn f56_of_one_point_at_most_one_is_offered_and_none_while_people_think(points in points()) {
        let (mut role_models, mut break_had) = (0, false);
        for (kind, length, moments) in points {
            break_had |= kind == "break";
            let (mut elapsed, mut offered) = (0, 0);
            for (seconds, pace, speakers, points_heard, at_chair) in moments {
                elapsed += seconds;
                let facts = Facts {
                    kind,
                    elapsed: Duration::from_secs(elapsed),
                    length: minutes(length),
                    pace,
                    speakers,
                    points_heard,
                    question: at_chair.then_some("chair"),
                    offered: offered > 0,
                    role_model_offered: role_models > 0,
                    break_had,
                };
                let Some(id) = offer(&facts) else { continue };
                prop_assert!(ALL.contains(&id));
                prop_assert_eq!(pace, Pace::GoingOn);
                prop_assert!(elapsed >= 60 && kind != "break");
                offered += 1;
                role_models += u32::from(id == ROLE_MODEL);
            }
            prop_assert!(offered <= 1);
            prop_assert!(role_models <= 1);
        }
    }
}

/// What is offered minute by minute when a session is held as its agenda says.
fn offered_in(agenda: &str, speakers: Option<&Speakers>, points_heard: usize) -> Vec<&'static str> {
    let handbook = Handbook::of(Language::English);
    let (mut all, mut break_had) = (Vec::new(), false);
    for item in &handbook.agenda(agenda).unwrap().items {
        break_had |= item.kind == "break";
        let mut in_point = None;
        for minute in 0..=u64::from(item.minutes) {
            let facts = Facts {
                speakers: speakers.cloned(),
                points_heard,
                offered: in_point.is_some(),
                role_model_offered: all.contains(&ROLE_MODEL),
                break_had,
                ..at(&item.kind, minute, item.minutes.into())
            };
            in_point = in_point.or_else(|| offer(&facts));
        }
        all.extend(in_point);
    }
    all
}

#[test]
fn a_session_as_planned_has_a_few_quiet_offers() {
    let offered = offered_in("agenda-session", Some(&Speakers::default()), 3);
    let (time, thanks) = (SIGNAL_TIME, THANK_PRESENTER);
    assert_eq!(offered, [time, thanks, ROLE_MODEL, thanks, PARTLY_KNOWS]);
    let lively = Speakers { speaking_for: Some(minutes(4)), waiting: 2, somebody_unheard: None };
    let offered = offered_in("agenda-session", Some(&lively), 9);
    assert_eq!(offered, [time, thanks, OTHERS_THINK, thanks, OTHERS_THINK]);
    let offered = offered_in("agenda-session", None, 0);
    assert_eq!(offered, [time, thanks, ALTERNATIVE_VIEWS, thanks, ALTERNATIVE_VIEWS]);
}

#[test]
fn no_rule_waits_for_what_never_comes() {
    let mut offered = BTreeSet::new();
    for kind in ["presentation", "discussion", "since_last", "design"] {
        for (elapsed, points_heard) in (0..45).flat_map(|it| [(it, 0), (it, 3), (it, 6)]) {
            for somebody_unheard in [None, Some(true)] {
                for (waiting, role_model_offered) in [(0, false), (0, true), (1, false)] {
                    let speaking_for = Some(minutes(elapsed.min(5)));
                    let facts = Facts {
                        speakers: Some(Speakers { speaking_for, waiting, somebody_unheard }),
                        points_heard,
                        role_model_offered,
                        question: (elapsed == 9).then_some("chair"),
                        ..at(kind, elapsed, 36)
                    };
                    offered.extend(offer(&facts));
                }
            }
        }
    }
    assert_eq!(offered, BTreeSet::from(ALL));
}
