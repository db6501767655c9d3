//! Meetings, presenters, parked issues and decisions.

use crate::support::*;
use horseshoe_model::*;

fn when(date: &str, start: &str) -> When {
    When {
        date: date.into(),
        start: start.into(),
        end: "17:00".into(),
        zone: "Europe/London".into(),
    }
}

fn propose(slots: u8) -> MeetingsCommand {
    MeetingsCommand::Propose {
        kind: MeetingKind::Session,
        when: when("2026-12-10", "14:00"),
        place: "Room 3, Elm House".into(),
        slots,
    }
}

fn offer(slot: SlotId, topic: &str) -> PresentersCommand {
    let presentation =
        Presentation { kind: PresentationKind::CaseStudy, topic: topic.into(), slides: None };
    PresentersCommand::Offer { slot, presentation, member: None }
}

#[test]
fn d45_the_group_agrees_on_a_date_and_it_holds_until_the_date_changes() {
    let mut room = Room::of(2);
    let meeting = made(&room.does(0, propose(2)));
    room.does(0, MeetingsCommand::Agree { meeting, how: AgreedHow::SaidAloud });
    room.meet();
    let view = room.community(1).meetings[0].clone();
    assert_eq!(view.slots.len(), 2);
    let agreed = view.agreed.clone().unwrap();
    assert_eq!((agreed.by, agreed.at, agreed.holds), (Some(member(0)), 3_000, true));
    room.does(1, MeetingsCommand::SetWhen { meeting, when: when("2026-12-17", "14:00") });
    assert!(!room.community(1).meetings[0].agreed.as_ref().unwrap().holds);
}

#[test]
fn d45_two_dates_set_at_once_are_both_shown_and_never_mixed() {
    let mut room = Room::of(2);
    let meeting = made(&room.does(0, propose(0)));
    room.meet();
    room.does(0, MeetingsCommand::SetWhen { meeting, when: when("2026-12-11", "10:00") });
    room.does(1, MeetingsCommand::SetWhen { meeting, when: when("2026-12-17", "15:00") });
    room.meet();
    let field = room.community(0).meetings[0].when.clone();
    let mut both: Vec<_> = field
        .clash
        .iter()
        .map(|choice| (choice.value.date.as_str(), choice.value.start.as_str()))
        .collect();
    both.sort_unstable();
    assert_eq!(both, [("2026-12-11", "10:00"), ("2026-12-17", "15:00")]);
    room.does(0, MeetingsCommand::Agree { meeting, how: AgreedHow::Vote });
    room.meet();
    let settled = room.community(1).meetings[0].clone();
    assert_eq!((&settled.when.value, settled.when.clash.len()), (&field.value, 0));
    assert!(settled.agreed.as_ref().unwrap().holds);
}

#[test]
fn d45_meetings_stand_in_the_order_of_their_dates() {
    let mut room = Room::of(1);
    let first: MeetingId = made(&room.does(0, propose(0)));
    let second = MeetingsCommand::Propose {
        kind: MeetingKind::Design,
        when: when("2026-11-02", ""),
        place: String::new(),
        slots: 0,
    };
    let second: MeetingId = made(&room.does(0, second));
    let ids = |room: &mut Room| {
        room.community(0).meetings.iter().map(|meeting| meeting.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&mut room), [second, first]);
    room.does(0, MeetingsCommand::Cancel { meeting: second });
    assert_eq!(ids(&mut room), [first]);
    room.does(0, MeetingsCommand::Reinstate { meeting: second });
    assert_eq!(ids(&mut room), [second, first]);
    let bad = MeetingsCommand::SetWhen { meeting: first, when: when("next week", "") }.into();
    assert!(matches!(room.tries(0, &bad), Err(CommandError::Malformed { .. })));
}

#[test]
fn f17_two_who_offer_for_one_place_are_both_shown_and_the_group_picks() {
    let mut room = Room::of(3);
    room.does(0, propose(1));
    room.meet();
    let slot = room.community(0).meetings[0].slots[0].id;
    room.does(1, offer(slot, "Going back too soon"));
    room.does(2, offer(slot, "Saying no to managers"));
    room.meet();
    let offers = room.community(0).meetings[0].slots[0].offers.clone();
    assert_eq!(offers.iter().map(|offer| offer.member).collect::<Vec<_>>(), [member(1), member(2)]);
    assert_eq!(room.community(0).meetings[0].slots[0].presenter, None);
    room.does(0, PresentersCommand::Pick { offer: offers[1].id });
    room.meet();
    let slot = room.community(1).meetings[0].slots[0].clone();
    assert_eq!(slot.presenter.unwrap().value, member(2));
    assert_eq!(slot.presentation.unwrap().value.topic, "Saying no to managers");
    assert_eq!(slot.offers.len(), 2);
}

#[test]
fn f17_two_picks_at_once_are_a_clash() {
    let mut room = Room::of(2);
    room.does(0, propose(1));
    room.meet();
    let slot = room.community(0).meetings[0].slots[0].id;
    let offers: [OfferId; 2] = [0, 1].map(|who| made(&room.does(who, offer(slot, "x"))));
    room.meet();
    room.does(0, PresentersCommand::Pick { offer: offers[0] });
    room.does(1, PresentersCommand::Pick { offer: offers[1] });
    room.meet();
    let presenter = room.community(0).meetings[0].slots[0].presenter.clone().unwrap();
    assert_eq!(presenter.clash.len(), 2);
    assert_eq!(room.community(1).meetings[0].slots[0].presenter.as_ref(), Some(&presenter));
}

#[test]
fn f17_who_withdraws_leaves_the_place_free() {
    let mut room = Room::of(1);
    room.does(0, propose(1));
    let slot = room.community(0).meetings[0].slots[0].id;
    let mine: OfferId = made(&room.does(0, offer(slot, "x")));
    assert_eq!(room.tries(0, &offer(slot, "y").into()), Err(CommandError::AlreadySo));
    room.does(0, PresentersCommand::Pick { offer: mine });
    room.does(0, PresentersCommand::Withdraw { offer: mine });
    let view = room.community(0).meetings[0].slots[0].clone();
    assert_eq!((view.presenter, view.presentation, view.offers.len()), (None, None, 0));
}

#[test]
fn f17_somebody_put_down_by_another_shows_who_did() {
    let mut room = Room::of(2);
    room.does(0, propose(1));
    let slot = room.community(0).meetings[0].slots[0].id;
    room.does(
        0,
        PresentersCommand::Offer {
            slot,
            presentation: Presentation::default(),
            member: Some(member(1)),
        },
    );
    let view = room.community(0).meetings[0].slots[0].offers[0].clone();
    assert_eq!((view.member, view.put_down_by), (member(1), Some(member(0))));
}

#[test]
fn f17_two_presenters_change_places_once_the_other_agrees() {
    let mut room = Room::of(3);
    room.does(0, propose(2));
    room.meet();
    let slots: Vec<SlotId> =
        room.community(0).meetings[0].slots.iter().map(|slot| slot.id).collect();
    for who in [0, 1] {
        let offer: OfferId = made(&room.does(who, offer(slots[who], &format!("topic {who}"))));
        room.does(who, PresentersCommand::Pick { offer });
    }
    room.meet();
    let swap =
        made(&room.does(0, PresentersCommand::ProposeSwap { slot: slots[0], with: slots[1] }));
    room.meet();
    let agree = |said_aloud| Command::from(PresentersCommand::AgreeSwap { swap, said_aloud });
    assert_eq!(room.tries(2, &agree(false)), Err(CommandError::NotYours));
    room.does(1, agree(false));
    room.meet();
    let view = room.community(2);
    let places: Vec<_> = view.meetings[0]
        .slots
        .iter()
        .map(|slot| {
            (
                slot.presenter.as_ref().unwrap().value,
                slot.presentation.as_ref().unwrap().value.topic.clone(),
            )
        })
        .collect();
    assert_eq!(places, [(member(1), "topic 1".to_owned()), (member(0), "topic 0".to_owned())]);
    assert_eq!(view.swaps[0].agreed.unwrap().0, Some(member(1)));
}

#[test]
fn f17_a_swap_that_was_overtaken_cannot_be_agreed() {
    let mut room = Room::of(2);
    room.does(0, propose(2));
    room.meet();
    let slots: Vec<SlotId> =
        room.community(0).meetings[0].slots.iter().map(|slot| slot.id).collect();
    for who in [0, 1] {
        let offer: OfferId = made(&room.does(who, offer(slots[who], "x")));
        room.does(who, PresentersCommand::Pick { offer });
    }
    room.meet();
    let swap =
        made(&room.does(0, PresentersCommand::ProposeSwap { slot: slots[0], with: slots[1] }));
    room.does(0, PresentersCommand::Unpick { slot: slots[0] });
    let agree = PresentersCommand::AgreeSwap { swap, said_aloud: true }.into();
    assert_eq!(room.tries(0, &agree), Err(CommandError::NobodyPicked));
    room.does(0, PresentersCommand::WithdrawSwap { swap });
    assert!(room.community(0).swaps.is_empty());
}

#[test]
fn f48_a_parked_issue_comes_back_on_its_day() {
    let mut room = Room::of(2);
    let park = ParkedCommand::Park {
        text: "Recording cases".into(),
        would_help: "Ask legal".into(),
        review_on: Some("2026-12-10".into()),
    };
    let parked = made(&room.does(0, park));
    room.meet();
    let issue = room.community(1).parked[0].clone();
    assert_eq!(
        (issue.issue.text.as_str(), issue.would_help.text.as_str()),
        ("Recording cases", "Ask legal")
    );
    assert!(!issue.due("2026-12-09"));
    assert!(issue.due("2026-12-10") && issue.due("2027-01-01"));
    room.does(1, ParkedCommand::Resolve { parked });
    assert!(!room.community(1).parked[0].due("2027-01-01"));
    room.does(1, ParkedCommand::Reopen { parked });
    room.does(1, ParkedCommand::SetReview { parked, review_on: None });
    assert!(!room.community(1).parked[0].due("2027-01-01"));
}

#[test]
fn a_later_decision_takes_the_place_of_an_earlier_and_two_at_once_both_hold() {
    let mut room = Room::of(2);
    let decide = |answer: &str| DecisionsCommand::Decide {
        question: "groundrules-held-as".into(),
        answer: answer.into(),
    };
    let holding = |room: &mut Room| -> Vec<String> {
        let view = room.community(0);
        let mut holding: Vec<_> = view
            .decisions
            .iter()
            .filter(|one| !one.superseded)
            .map(|one| one.answer.clone())
            .collect();
        holding.sort();
        holding
    };
    room.does(0, decide("a page here"));
    room.meet();
    room.does(0, decide("a flipchart"));
    room.does(1, decide("a slide"));
    room.meet();
    assert_eq!(holding(&mut room), ["a flipchart", "a slide"]);
    room.does(1, decide("a flipchart, held by Sam"));
    room.meet();
    assert_eq!(holding(&mut room), ["a flipchart, held by Sam"]);
    assert_eq!(room.community(0).decisions.len(), 4);
}

#[test]
fn f3_ticks_of_two_who_were_apart_are_all_there() {
    let mut room = Room::of(2);
    let when = When { date: "2027-02-01".to_owned(), ..When::default() };
    let place = String::new();
    let propose = MeetingsCommand::Propose { kind: MeetingKind::Session, when, place, slots: 0 };
    let meeting: MeetingId = made(&room.does(0, propose));
    room.meet();
    let check = |item: &str, on| MeetingsCommand::Check { meeting, item: item.to_owned(), on };
    room.does(0, check("room/seats", true));
    room.does(1, check("room/av", true));
    room.does(1, check("room/seats", true));
    room.meet();
    for who in [0, 1] {
        let checks = room.community(who).meetings[0].checks.clone();
        assert_eq!(checks.keys().collect::<Vec<_>>(), ["room/av", "room/seats"]);
        assert_eq!(checks["room/av"], Some(member(1)));
    }
    assert_eq!(room.tries(0, &check("room/av", true).into()), Err(CommandError::AlreadySo));
    room.does(0, check("room/av", false));
    room.meet();
    assert_eq!(room.community(1).meetings[0].checks.len(), 1);
    let undo = room.does(1, check("room/av", true)).undo.expect("a way back");
    room.undoes(1, &undo).unwrap();
    assert_eq!(room.community(1).meetings[0].checks.len(), 1);
    assert_eq!(
        room.tries(0, &check("a\nb", true).into()),
        Err(CommandError::Malformed { what: "line" })
    );
}
