//! In the room, beside the agenda: the volunteer, questions to the group, what is counted and kept nowhere, what is to be
//! arranged, what the flipchart shows.

use super::Desk;
use super::in_room::desk;
use crate::testing;
use egui_kittest::kittest::Queryable as _;
use horseshoe_model::{
    ActionsCommand, Command as Doing, MeetingKind, NoteKind, NotesCommand, Role, RolesCommand,
    SessionCommand, SettingsCommand,
};
use horseshoe_node::Community;

/// A session at its groundrules, begun a while ago; I facilitate if `mine`.
pub(super) fn at_the_groundrules(mine: bool, roles: &[(usize, RolesCommand)]) -> Community {
    let facilitator = usize::from(!mine);
    let mut run = testing::Run::laid(facilitator);
    for (who, act) in roles {
        run.does(*who, act.clone());
    }
    run.now += 60_000;
    run.does(facilitator, SessionCommand::IsFor { meeting: None, kind: MeetingKind::Session });
    run.moves_to(facilitator, 1, 1);
    run.in_community(testing::filled())
}

pub(super) const MONITOR: Role = Role::GroundrulesMonitor;

fn keeps(member: usize) -> (usize, RolesCommand) {
    (member, RolesCommand::TakeOn { role: MONITOR, member: None })
}

#[test]
fn f7_at_the_groundrules_the_volunteer_is_thanked_and_asked_whether_they_do_it_again() {
    let mut facilitator = desk(at_the_groundrules(true, &[keeps(1)]));
    assert!(facilitator.shows("Thank you for keeping the groundrules, Jo Llewellyn"));
    facilitator.press("Yes, again");
    assert_eq!(facilitator.did(), RolesCommand::Renew { role: MONITOR }.into());
    let mut volunteer = desk(at_the_groundrules(false, &[keeps(0)]));
    assert!(volunteer.shows("Would you do it again?"));
    volunteer.press("Not this time: the group looks for somebody to keep the groundrules");
    assert_eq!(volunteer.did(), RolesCommand::LayDown { role: MONITOR }.into());
    let another = desk(at_the_groundrules(false, &[keeps(2)]));
    assert!(!another.shows("Would you do it again?"), "only the volunteer is asked");
}

#[test]
fn f7_not_this_time_opens_the_call_for_a_volunteer() {
    let laid_down = (1, RolesCommand::LayDown { role: MONITOR });
    let mut member = desk(at_the_groundrules(false, &[keeps(1), laid_down.clone()]));
    assert!(member.shows("Who would keep the groundrules from now on"));
    member.press("I would keep the groundrules");
    let mine = RolesCommand::TakeOn { role: MONITOR, member: None };
    assert_eq!(member.did(), mine.into());
    let mut facilitator = desk(at_the_groundrules(true, &[keeps(1), laid_down]));
    facilitator.press("Somebody here would");
    facilitator.press("Sam Okafor");
    let member = Some(testing::author(2));
    assert_eq!(facilitator.did(), RolesCommand::TakeOn { role: MONITOR, member }.into());
}

#[test]
fn c7_a_question_is_asked_of_the_group_in_two_acts_and_shown_only_if_its_asker_says_so() {
    let mut member = desk(testing::in_session(false));
    let text = "Does anybody else know what to do here?";
    for shown in [false, true] {
        if shown {
            member.press("On the flipchart as well");
        }
        // Typed, and sent: no more than that.
        member.write("New question, only for you", text);
        member.press("Ask the group");
        let Doing::Notes(NotesCommand::Add { text: asked, kind, about, shown: says, .. }) =
            member.did()
        else {
            panic!("a note for everybody")
        };
        assert_eq!((asked.as_str(), kind, says), (text, NoteKind::Question, shown));
        assert_eq!(about, Some(testing::document(40).to_hex()));
    }
    member.press("Ask the group");
    assert!(member.asked().is_empty(), "the tick is gone with the question, and nothing is typed");
}

#[test]
fn f34_how_often_i_became_they_is_for_whoever_facilitates_and_asked_of_no_document() {
    let session = || testing::snapshot(vec![testing::in_session(true)]);
    let mut desk = desk(testing::in_session(true));
    let noticed = |count| format!("“I” became “they”, noticed {count} times. Only you see this");
    desk.press(&noticed(0));
    desk.press(&noticed(1));
    desk.press("Noticed once too often");
    desk.press(&noticed(1));
    assert!(desk.has_control(&noticed(2)));
    assert!(desk.asked().is_empty(), "nothing is written down anywhere");
    // It goes with the session, also where the same one goes on after all.
    desk.change(testing::snapshot(vec![testing::filled()]));
    desk.change(session());
    assert!(desk.has_control(&noticed(0)));
    let member = self::desk(testing::in_session(false));
    assert!(!member.shows("became “they”"));
}

#[test]
fn c13_where_the_group_agreed_each_sees_their_own_share_and_nobody_elses() {
    let look = SettingsCommand::LookAtVoices { on: true };
    let session = |mine: bool, agreed: bool| {
        let mut run = testing::in_discussion(mine);
        if agreed {
            run.does(1, look.clone());
        }
        run.in_community(testing::filled())
    };
    for mine in [true, false] {
        assert!(!desk(session(mine, false)).shows("Yours:"));
        let desk = desk(session(mine, true));
        assert!(desk.shows("Turns so far: 1. Yours: 0"));
        assert_eq!(desk.harness.query_all_by_label_contains("Yours:").count(), 1);
    }
    let mut facilitator = desk(session(true, false));
    facilitator.press("Who speaks when");
    facilitator.press("We agreed to look at how even our turns are");
    assert_eq!(facilitator.did(), look.into());
}

#[test]
fn d46_the_four_arrangements_of_the_next_meeting_are_added_in_one_press() {
    let next = testing::filled().community.meetings[0].id.to_hex();
    let add = "Add room, date, time and notices for Thu 10 Dec 2026";
    let mut closing = desk(testing::in_session(true));
    closing.press("To do");
    closing.press(add);
    let arrangements = ActionsCommand::Arrangements { session: next };
    assert_eq!(closing.did(), arrangements.clone().into());
    let mut run = testing::in_discussion(true);
    run.does(0, arrangements);
    let mut added = desk(run.in_community(testing::filled()));
    added.press("To do");
    assert!(!added.has_control(add));
    assert!(added.shows("nobody yet · for Thu 10 Dec 2026"));
    let mut nothing = desk(testing::in_discussion(true).in_community(testing::community()));
    nothing.press("To do");
    nothing.press("Add room, date, time and notices for the next meeting");
    let session = testing::document(40).to_hex();
    assert_eq!(nothing.did(), ActionsCommand::Arrangements { session }.into());
}

#[test]
fn d24_whoever_facilitates_sees_what_the_flipchart_shows_while_it_is_open() {
    let shown = |desk: &Desk| desk.harness.query_all_by_label("Jo Llewellyn is speaking").count();
    let mut desk = desk(testing::in_session(true));
    assert!(!desk.shows("On the flipchart now"));
    desk.press("Flipchart");
    assert!(desk.shows("On the flipchart now"));
    let before = shown(&desk);
    assert!(before > 0);
    desk.press("Show it on the flipchart");
    assert!(shown(&desk) < before, "the points heard have taken its place");
}
