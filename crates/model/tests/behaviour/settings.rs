//! What a group agreed on that the program goes by, and what is missing when a meeting draws near.

use crate::support::*;
use horseshoe_model::reminders::{makers, missing};
use horseshoe_model::*;

#[test]
fn d20_the_group_says_how_its_groundrules_are_held() {
    let mut room = Room::of(2);
    assert_eq!(room.community(0).settings.groundrules_held_as, None);
    let hold = |held_as| SettingsCommand::HoldGroundrules { held_as };
    room.does(0, hold(HeldAs::Flipchart));
    room.meet();
    let held = |room: &mut Room| room.community(1).settings.groundrules_held_as.unwrap();
    assert_eq!(held(&mut room).value, HeldAs::Flipchart);
    room.does(0, hold(HeldAs::Slide));
    room.does(1, hold(HeldAs::Page));
    room.meet();
    assert_eq!(held(&mut room).clash.len(), 2, "both are kept until people choose");
    assert!(room.community(0).decisions.is_empty(), "it is no answer to a design question");
}

#[test]
fn f2_the_days_are_the_groups_and_keep_their_order() {
    let mut room = Room::of(2);
    assert_eq!(room.community(0).settings.reminders.value, Reminders::default());
    let days = Reminders { makers: 21, another: 14, sponsor: 7 };
    room.does(0, SettingsCommand::Remind { days });
    room.meet();
    assert_eq!(room.community(1).settings.reminders.value, days);
    let wrong = Reminders { makers: 5, another: 14, sponsor: 7 };
    let what = "order of days before a meeting";
    assert_eq!(
        room.tries(0, &SettingsCommand::Remind { days: wrong }.into()),
        Err(CommandError::Malformed { what })
    );
}

#[test]
fn f2_what_is_missing_is_what_neither_the_meeting_nor_anybody_says_is_done() {
    use Arrangement::{Date, Notices, Room as TheRoom, Time};
    let mut room = Room::of(2);
    let when = When { date: "2027-02-01".to_owned(), ..When::default() };
    let place = String::new();
    let propose = MeetingsCommand::Propose { kind: MeetingKind::Session, when, place, slots: 0 };
    let meeting: MeetingId = made(&room.does(0, propose));
    let lacks = |room: &mut Room| {
        let view = room.community(0);
        missing(&view, &view.meetings[0])
    };
    assert_eq!(lacks(&mut room), [TheRoom, Date, Time]);
    let session = meeting.to_hex();
    room.does(0, ActionsCommand::Arrangements { session: session.clone() });
    assert_eq!(lacks(&mut room), [TheRoom, Date, Time, Notices]);
    room.does(0, MeetingsCommand::SetPlace { meeting, place: "Elm House".to_owned() });
    room.does(0, MeetingsCommand::Agree { meeting, how: AgreedHow::SaidAloud });
    let [time, notices] = [Time, Notices].map(|one| one.action(&session));
    room.does(0, ActionsCommand::SetOwner { action: notices, owner: Some(member(1)) });
    room.does(0, ActionsCommand::Done { action: time });
    assert_eq!(lacks(&mut room), [Notices]);
    let view = room.community(0);
    assert_eq!(makers(&view, &view.meetings[0]), [member(1)].into());
    room.meet();
    room.does(1, ActionsCommand::TakeOut { action: notices });
    room.meet();
    let view = room.community(0);
    assert_eq!(makers(&view, &view.meetings[0]), [].into());
}
