//! Who is in the room.

use crate::support::*;
use horseshoe_model::*;

fn there(room: &mut Room, who: usize) -> Vec<Person> {
    room.session(who).attendance.people().collect()
}

#[test]
fn d8_each_says_that_they_are_there() {
    let mut room = Room::of(2);
    room.does(0, AttendanceCommand::Arrive { member: None });
    room.does(1, AttendanceCommand::Arrive { member: None });
    room.meet();
    for who in 0..2 {
        assert_eq!(there(&mut room, who), [member(0).into(), member(1).into()]);
        assert!(
            room.session(who).attendance.members.iter().all(|there| there.put_down_by.is_none())
        );
    }
    let arrive = AttendanceCommand::Arrive { member: None }.into();
    assert_eq!(room.tries(0, &arrive), Err(CommandError::AlreadySo));
    room.does(0, AttendanceCommand::Leave { member: None });
    room.meet();
    assert_eq!(there(&mut room, 1), [member(1).into()]);
    let leave = AttendanceCommand::Leave { member: None }.into();
    assert_eq!(room.tries(0, &leave), Err(CommandError::AlreadySo));
}

#[test]
fn d8_one_types_for_all_and_is_named_as_who_did() {
    let mut room = Room::of(3);
    for who in 0..3 {
        room.does(0, AttendanceCommand::Arrive { member: Some(member(who)) });
    }
    room.meet();
    let attendance = room.session(2).attendance;
    let put_down: Vec<_> = attendance.members.iter().map(|there| there.put_down_by).collect();
    assert_eq!(put_down, [None, Some(member(0)), Some(member(0))]);
    assert!(attendance.has(member(2).into()));
}

#[test]
fn d8_two_who_say_so_at_once_are_one_who_is_there() {
    let mut room = Room::of(2);
    room.does(0, AttendanceCommand::Arrive { member: Some(member(1)) });
    room.does(1, AttendanceCommand::Arrive { member: None });
    room.meet();
    assert_eq!(there(&mut room, 0), [member(1).into()]);
    assert_eq!(room.session(0), room.session(1));
}

#[test]
fn d8_guests_are_written_down_with_name_and_area_of_practice() {
    let mut room = Room::of(2);
    let write =
        |name: &str| AttendanceCommand::WriteDown { name: name.into(), area: "Housing".into() };
    let guest = made(&room.does(0, write("Sam")));
    room.does(1, write("Jo"));
    room.meet();
    room.does(1, AttendanceCommand::SetName { guest, name: "Samira".into() });
    room.does(1, AttendanceCommand::SetArea { guest, area: "Health".into() });
    room.meet();
    let guests = room.session(0).attendance.guests;
    let written: Vec<_> = guests
        .iter()
        .map(|guest| (guest.name.value.as_str(), guest.area.value.as_str(), guest.by))
        .collect();
    assert_eq!(
        written,
        [("Samira", "Health", Some(member(0))), ("Jo", "Housing", Some(member(1)))]
    );
    assert!(room.session(0).attendance.has(Person::Guest(guest)));
    room.does(0, AttendanceCommand::TakeOut { guest });
    assert!(!room.session(0).attendance.has(Person::Guest(guest)));
    assert_eq!(room.session(0).attendance.guests_taken_out.len(), 1);
    room.does(0, AttendanceCommand::BringBack { guest });
    assert_eq!(room.session(0).attendance.guests.len(), 2);
}

#[test]
fn d8_a_guest_has_a_name_of_one_line() {
    let mut room = Room::of(1);
    let write = |name: &str, area: &str| {
        AttendanceCommand::WriteDown { name: name.into(), area: area.into() }.into()
    };
    assert_eq!(room.tries(0, &write(" ", "Housing")), Err(CommandError::Empty));
    let line = Err(CommandError::Malformed { what: "line" });
    assert_eq!(room.tries(0, &write("Sam\nJo", "")), line);
    assert_eq!(room.tries(0, &write("Sam", "a\tb")), line);
    let guest = made(
        &room.does(0, AttendanceCommand::WriteDown { name: "Sam".into(), area: String::new() }),
    );
    let empty = AttendanceCommand::SetName { guest, name: String::new() };
    assert_eq!(room.tries(0, &empty.into()), Err(CommandError::Empty));
    let nobody = AttendanceCommand::TakeOut { guest: GuestId::from_bytes([9; 16]) };
    assert_eq!(room.tries(0, &nobody.into()), Err(CommandError::NoSuch { what: "person" }));
}
