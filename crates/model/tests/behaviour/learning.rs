//! Learning points: proposed, kept once agreed, and whom the group would tell.

use crate::support::*;
use horseshoe_model::*;
use std::collections::BTreeSet;

const SAID: &str = "Going back too soon is common";

fn propose(text: &str) -> LearningCommand {
    LearningCommand::Propose {
        text: text.into(),
        uncertainty: String::new(),
        session: None,
        route: Scope::default(),
        tags: BTreeSet::new(),
    }
}

fn agree(point: LearningId) -> LearningCommand {
    LearningCommand::Agree { point, how: AgreedHow::SaidAloud }
}

fn point(room: &mut Room, who: usize) -> LearningPoint {
    LearningPoint::clone(&room.community(who).learning[0])
}

fn status(room: &mut Room, who: usize) -> LearningStatus {
    point(room, who).status.value
}

/// A point two have, that may be reported and that one recipient was named for.
fn to_be_reported(room: &mut Room) -> (LearningId, ReportId) {
    let id = made(&room.does(0, propose(SAID)));
    room.does(0, LearningCommand::SetRoute { point: id, route: Scope::MayBeReported });
    let to = "Dr Hale".to_owned();
    let wording = "A second visit helps".to_owned();
    let report = made(&room.does(0, LearningCommand::ReportTo { point: id, to, wording }));
    room.meet();
    (id, report)
}

fn told(room: &mut Room, who: usize) -> Vec<(String, String)> {
    let point = point(room, who);
    let told = point.may_be_told();
    told.map(|report| (report.to.clone(), report.wording.text.clone())).collect()
}

#[test]
fn f12_a_proposed_point_is_not_kept_until_the_group_agrees() {
    let mut room = Room::of(2);
    let id = made(&room.does(0, propose(SAID)));
    room.meet();
    let proposed = point(&mut room, 1);
    assert_eq!((proposed.words.text.as_str(), proposed.by), (SAID, Some(member(0))));
    assert_eq!(proposed.status.value, LearningStatus::Proposed);
    assert!(!proposed.kept() && proposed.agreed.is_none());
    room.does(1, agree(id));
    room.meet();
    let kept = point(&mut room, 0);
    assert!(kept.kept());
    let agreed = kept.agreed.unwrap();
    assert_eq!((agreed.how, agreed.by), (AgreedHow::SaidAloud, Some(member(1))));
    assert_eq!(room.tries(0, &propose(" ").into()), Err(CommandError::Empty));
}

#[test]
fn f12_who_changes_the_words_ends_the_agreement_and_it_says_so() {
    let mut room = Room::of(2);
    let id = made(&room.does(0, propose(SAID)));
    room.does(0, agree(id));
    room.meet();
    let add = LearningCommand::Splice { point: id, splices: vec![splice(0, 0, "Maybe: ")] };
    let added = room.does(1, add).undo.unwrap();
    room.meet();
    let changed = point(&mut room, 0);
    assert_eq!(changed.status.value, LearningStatus::Proposed);
    assert!(!changed.agreed.unwrap().holds);
    // The very words that were agreed on are agreed.
    room.undoes(1, &added).unwrap();
    assert_eq!(status(&mut room, 1), LearningStatus::Kept);
    let uncertain = vec![splice(0, 0, "How often?")];
    room.does(1, LearningCommand::SpliceUncertainty { point: id, splices: uncertain });
    assert_eq!(status(&mut room, 1), LearningStatus::Kept);
}

#[test]
fn f12_what_was_agreed_of_other_words_while_somebody_wrote_is_not_kept() {
    let mut room = Room::of(2);
    let id = made(&room.does(0, propose(SAID)));
    room.meet();
    room.does(0, agree(id));
    room.does(1, LearningCommand::Splice { point: id, splices: vec![splice(29, 0, "!")] });
    room.meet();
    assert_eq!(status(&mut room, 0), LearningStatus::Proposed);
    room.does(1, agree(id));
    room.meet();
    assert_eq!(status(&mut room, 0), LearningStatus::Kept);
}

#[test]
fn f12_not_this_one_can_be_reconsidered() {
    let mut room = Room::of(1);
    let id = made(&room.does(0, propose(SAID)));
    room.does(0, LearningCommand::Leave { point: id });
    assert_eq!(status(&mut room, 0), LearningStatus::Left);
    let leave = LearningCommand::Leave { point: id };
    assert_eq!(room.tries(0, &leave.into()), Err(CommandError::AlreadySo));
    room.does(0, LearningCommand::Reconsider { point: id });
    assert_eq!(status(&mut room, 0), LearningStatus::Proposed);
    let again = LearningCommand::Reconsider { point: id };
    assert_eq!(room.tries(0, &again.into()), Err(CommandError::AlreadySo));
}

#[test]
fn f12_kept_and_left_at_once_is_a_clash_and_not_kept() {
    let mut room = Room::of(2);
    let id = made(&room.does(0, propose(SAID)));
    room.meet();
    room.does(0, agree(id));
    room.does(1, LearningCommand::Leave { point: id });
    room.meet();
    let both = point(&mut room, 0);
    assert_eq!(both, point(&mut room, 1));
    assert_eq!(both.status.value, LearningStatus::Proposed);
    let clash: Vec<_> = both.status.clash.iter().map(|one| (one.value, one.by)).collect();
    let expected =
        [(LearningStatus::Kept, Some(member(0))), (LearningStatus::Left, Some(member(1)))];
    assert_eq!(clash, expected);
    room.does(1, agree(id));
    room.meet();
    assert_eq!(status(&mut room, 0), LearningStatus::Kept);
}

#[test]
fn f12_two_who_record_one_agreement_do_not_clash() {
    let mut room = Room::of(2);
    let id = made(&room.does(0, propose(SAID)));
    room.meet();
    room.does(0, agree(id));
    room.does(1, LearningCommand::Agree { point: id, how: AgreedHow::EachInPerson });
    room.meet();
    let kept = point(&mut room, 0);
    assert!(kept.kept() && kept.status.clash.is_empty());
}

#[test]
fn c12_d29_without_a_route_a_point_stays_in_the_group_and_nothing_leaves() {
    let mut room = Room::of(2);
    let line = format!(r#"{{"subject":"learning","do":"propose","text":"{SAID}"}}"#);
    let unlabelled: Command = serde_json::from_str(&line).unwrap();
    let id = made(&room.does(0, unlabelled));
    room.does(0, agree(id));
    assert_eq!(point(&mut room, 0).route.value, Scope::StaysInGroup);
    let to = "Dr Hale".to_owned();
    let report = LearningCommand::ReportTo { point: id, to, wording: String::new() };
    assert_eq!(room.tries(0, &report.into()), Err(CommandError::Stays));
    assert_eq!(told(&mut room, 0), []);

    // Of two routes set at once the narrower one holds.
    room.meet();
    room.does(0, LearningCommand::SetRoute { point: id, route: Scope::MayBeReported });
    room.does(1, LearningCommand::SetRoute { point: id, route: Scope::StaysInRoom });
    room.meet();
    let route = point(&mut room, 0).route;
    assert_eq!((route.value, route.clash.len()), (Scope::StaysInRoom, 2));
}

#[test]
fn f13_a_recipient_is_told_only_the_wording_the_group_agreed_on() {
    let mut room = Room::of(2);
    let (id, report) = to_be_reported(&mut room);
    let how = AgreedHow::EachInPerson;
    room.does(1, LearningCommand::AgreeReport { report, how });
    assert_eq!(told(&mut room, 1), [], "it is not kept yet");
    room.does(1, agree(id));
    room.meet();
    let agreed = [("Dr Hale".to_owned(), "A second visit helps".to_owned())];
    assert_eq!(told(&mut room, 0), agreed);
    let words = vec![splice(20, 0, ", says Tom")];
    room.does(0, LearningCommand::SpliceWording { report, splices: words });
    assert_eq!(told(&mut room, 0), []);
    let changed = point(&mut room, 0).reports[0].agreed.clone().unwrap();
    assert_eq!((changed.how, changed.by, changed.holds), (how, Some(member(1)), false));
    room.does(0, LearningCommand::AgreeReport { report, how });
    assert_eq!(told(&mut room, 0)[0].1, "A second visit helps, says Tom");
}

#[test]
fn f13_consent_that_was_withdrawn_does_not_come_back_by_itself() {
    let mut room = Room::of(2);
    let (id, report) = to_be_reported(&mut room);
    let consent = LearningCommand::AgreeReport { report, how: AgreedHow::SaidAloud };
    room.does(0, agree(id));
    room.does(0, consent.clone());
    room.meet();
    assert_eq!(told(&mut room, 1).len(), 1);
    room.does(1, LearningCommand::NotTo { report });
    assert_eq!(told(&mut room, 1), []);
    assert_eq!(point(&mut room, 1).reports_taken_out[0].wording.text, "A second visit helps");
    assert!(room.tries(1, &consent.clone().into()).is_err());
    room.does(1, LearningCommand::ToAfterAll { report });
    assert_eq!(point(&mut room, 1).reports.len(), 1);
    assert_eq!(told(&mut room, 1), []);
    room.does(1, consent.clone());
    assert_eq!(told(&mut room, 1).len(), 1);

    // A point that was to stay in between is agreed on anew.
    let route = |route| LearningCommand::SetRoute { point: id, route };
    room.does(1, route(Scope::StaysInGroup));
    assert_eq!(told(&mut room, 1), []);
    assert_eq!(room.tries(1, &consent.into()), Err(CommandError::Stays));
    room.does(1, route(Scope::MayBeReported));
    assert_eq!(told(&mut room, 1), []);
}

#[test]
fn f13_consent_given_while_another_withdrew_it_tells_nobody() {
    let mut room = Room::of(2);
    let (id, report) = to_be_reported(&mut room);
    room.does(0, agree(id));
    room.meet();
    room.does(0, LearningCommand::AgreeReport { report, how: AgreedHow::Vote });
    room.does(1, LearningCommand::NotTo { report });
    room.meet();
    assert_eq!((told(&mut room, 0), told(&mut room, 1)), (vec![], vec![]));
    room.does(0, LearningCommand::ToAfterAll { report });
    assert_eq!(told(&mut room, 0), []);
}

#[test]
fn f13_without_words_of_its_own_a_report_begins_with_the_points() {
    let mut room = Room::of(1);
    let (id, _) = to_be_reported(&mut room);
    let to = "Housing".to_owned();
    room.does(0, LearningCommand::ReportTo { point: id, to, wording: String::new() });
    assert_eq!(point(&mut room, 0).reports[1].wording.text, SAID);
    let bad = LearningCommand::ReportTo { point: id, to: "a\nb".into(), wording: String::new() };
    assert_eq!(room.tries(0, &bad.into()), Err(CommandError::Malformed { what: "line" }));
}

#[test]
fn c3_two_add_different_tags_at_once_and_both_stay() {
    let mut room = Room::of(2);
    let id = made(&room.does(0, propose(SAID)));
    assert!(point(&mut room, 0).tags.is_empty(), "a tag is never asked for");
    room.meet();
    let tags =
        |tags: &[Tag]| LearningCommand::SetTags { point: id, tags: tags.iter().copied().collect() };
    room.does(0, tags(&[Tag::GoodPractice]));
    room.does(1, tags(&[Tag::Support, Tag::Uncertainty]));
    room.meet();
    let all = [Tag::Support, Tag::Uncertainty, Tag::GoodPractice];
    assert_eq!(point(&mut room, 0).tags, all.into());
    room.does(0, tags(&[Tag::Support]));
    assert_eq!(point(&mut room, 0).tags, [Tag::Support].into());
    assert_eq!(room.tries(0, &tags(&[Tag::Support]).into()), Err(CommandError::AlreadySo));
    let words = Tag::ALL.map(|tag| serde_json::to_value(tag).unwrap());
    assert_eq!(words, Tag::ALL.map(|tag| serde_json::Value::from(tag.word())));
}

#[test]
fn f57_what_is_uncertain_may_be_said_and_may_be_empty() {
    let mut room = Room::of(1);
    let id = made(&room.does(0, propose(SAID)));
    assert_eq!(point(&mut room, 0).uncertainty.text, "");
    let splices = vec![splice(0, 0, "Only in the city?")];
    room.does(0, LearningCommand::SpliceUncertainty { point: id, splices });
    assert_eq!(point(&mut room, 0).uncertainty.text, "Only in the city?");
}

#[test]
fn a_point_names_its_session_and_nothing_else_passes_for_one() {
    let mut room = Room::of(1);
    let of = |session: &str| -> Command {
        let text = SAID.to_owned();
        let (uncertainty, route, tags) = Default::default();
        let session = Some(session.to_owned());
        LearningCommand::Propose { text, uncertainty, session, route, tags }.into()
    };
    let (document, meeting) = ("ab".repeat(32), "cd".repeat(16));
    room.does(0, of(&document));
    room.does(0, of(&meeting));
    let view = room.community(0);
    let sessions: Vec<_> = view.learning.iter().map(|point| point.session.clone()).collect();
    assert_eq!(sessions, [Some(document.clone()), Some(meeting)]);
    for wrong in ["Session 4", "", &document.to_uppercase(), &document[1..]] {
        let refused = Err(CommandError::Malformed { what: "session" });
        assert_eq!(room.tries(0, &of(wrong)), refused);
    }
}

#[test]
fn a_point_taken_out_is_nowhere_told_and_comes_back_as_it_was() {
    let mut room = Room::of(1);
    let (id, report) = to_be_reported(&mut room);
    room.does(0, agree(id));
    room.does(0, LearningCommand::AgreeReport { report, how: AgreedHow::SaidAloud });
    let before = point(&mut room, 0);
    room.does(0, LearningCommand::TakeOut { point: id });
    let view = room.community(0);
    assert_eq!((view.learning.len(), view.learning_taken_out.len()), (0, 1));
    assert_eq!(view.learning_taken_out[0].may_be_told().count(), 0);
    room.does(0, LearningCommand::BringBack { point: id });
    assert_eq!(point(&mut room, 0), before);
}

#[test]
fn f12_points_that_stand_are_told_as_new_and_those_left_are_not() {
    let mut room = Room::of(1);
    let id: LearningId = made(&room.does(0, propose(SAID)));
    let told = |room: &mut Room| -> Vec<ThingId> {
        let things = things(&room.community(0), std::iter::empty());
        let points = things.iter().filter(|thing| thing.kind == ThingKind::LearningPoint);
        points.map(|thing| thing.id).collect()
    };
    assert_eq!(told(&mut room), [id.into()]);
    room.does(0, agree(id));
    assert_eq!(told(&mut room), [id.into()]);
    room.does(0, LearningCommand::Leave { point: id });
    assert_eq!(told(&mut room), []);
}
