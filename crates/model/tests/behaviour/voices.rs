//! How even the turns are: for each their own share, and one word for the room.

use crate::support::*;
use horseshoe_model::*;

/// Everybody is there, and these have spoken, one after the other.
fn spoken(members: usize, turns: &[usize]) -> Room {
    let mut room = Room::of(members);
    for who in 0..members {
        room.does(0, AttendanceCommand::Arrive { member: Some(member(who)) });
    }
    for who in turns {
        let person = Some(member(*who).into());
        let turn = made(&room.does(0, SpeakersCommand::Raise { person }));
        room.does(0, SpeakersCommand::Call { turn });
        room.does(0, SpeakersCommand::Done { turn });
    }
    room
}

fn voices(room: &mut Room, me: usize) -> Voices {
    Voices::of(&room.session(0), member(me).into()).expect("it goes on")
}

#[test]
fn c13_each_has_their_own_share_and_the_room_one_word() {
    let mut even = spoken(3, &[0, 1, 2, 1, 0, 2]);
    let two_of_six = Voices { mine: 2, of: 6, room: Some(Evenness::Even) };
    assert_eq!([0, 1, 2].map(|me| voices(&mut even, me)), [two_of_six; 3]);
    let mut uneven = spoken(3, &[0, 0, 0, 0, 1, 0]);
    assert_eq!(voices(&mut uneven, 2), Voices { mine: 0, of: 6, room: Some(Evenness::Uneven) });
    assert_eq!(voices(&mut uneven, 0).mine, 5);
    let mut early = spoken(3, &[0, 0]);
    assert_eq!(voices(&mut early, 0).room, None, "too early to say");
}

#[test]
fn c13_a_round_gives_everybody_a_turn_and_whoever_went_is_not_counted() {
    let mut room = spoken(2, &[0, 0, 0]);
    let seats = [0, 1].map(|who| member(who).into());
    let (question, prompt) = (String::new(), "one-thing".to_owned());
    let begin = RoundsCommand::Begin { question, prompt, seats: seats.to_vec(), reversed: false };
    let round = made(&room.does(0, begin));
    for person in seats {
        room.does(0, RoundsCommand::Had { round, person });
    }
    assert_eq!((voices(&mut room, 1).mine, voices(&mut room, 1).of), (1, 5));
    room.does(0, AttendanceCommand::Leave { member: Some(member(0)) });
    assert_eq!((voices(&mut room, 1).of, voices(&mut room, 1).room), (1, None));
}

#[test]
fn c13_its_numbers_are_in_no_document_and_gone_when_the_session_closes() {
    let mut room = spoken(3, &[0, 0, 0, 0, 1, 0, 2, 0]);
    room.does(0, SettingsCommand::LookAtVoices { on: true });
    let documents = |room: &Room| {
        let kinds = Kind::ALL.iter().filter_map(|kind| room.devices[0].doc(*kind));
        kinds.map(horseshoe_merge::Document::export).collect::<Vec<_>>()
    };
    room.meet();
    let before = documents(&room);
    let looked = voices(&mut room, 0);
    assert_eq!((looked.mine, looked.of), (6, 8));
    assert_eq!(documents(&room), before, "to look writes nothing");
    // Nor is it in anything a node shows of the documents: a view holds turns, and nobody's number of them.
    let views = [
        serde_json::to_string(&room.session(0)).unwrap(),
        serde_json::to_string(&room.community(0)).unwrap(),
    ];
    for word in ["mine", "share", "even", "uneven", "of_turns"] {
        assert!(views.iter().all(|view| !view.contains(&format!("\"{word}\""))), "{word}");
    }
    assert!(views[1].contains(r#""look_at_voices":true"#));
    room.does(0, SessionCommand::Close);
    assert_eq!(Voices::of(&room.session(0), member(0).into()), None);
}

#[test]
fn c13_it_is_looked_at_only_where_all_agreed() {
    let mut room = Room::of(2);
    let look = |on| SettingsCommand::LookAtVoices { on };
    let looks = |room: &mut Room| room.community(0).settings.look_at_voices;
    assert!(!looks(&mut room));
    room.does(0, look(true));
    room.meet();
    assert!(looks(&mut room));
    room.does(0, look(true));
    room.does(1, look(false));
    room.meet();
    assert!(!looks(&mut room), "of yes and no, no holds");
}
