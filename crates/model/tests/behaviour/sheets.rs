//! Sheets of a session, and slides of a presenter.

use crate::support::*;
use horseshoe_model::*;

fn slides(file: u8, pages: u16) -> Slides {
    Slides { file: FileRef { document: [file; 32], end: [9; 32] }, pages }
}

#[test]
fn f4_a_picture_of_paper_is_put_up_and_typed_up_beside_by_several() {
    let mut room = Room::in_session(3);
    let add = SheetsCommand::Add { slides: slides(1, 1), text: "Names".to_owned() };
    let sheet = made(&room.does(0, add));
    room.meet();
    let splice_in = |splices| SheetsCommand::Splice { sheet, splices };
    room.does(1, splice_in(vec![splice(0, 0, "All ")]));
    room.does(2, splice_in(vec![splice(5, 0, " and areas")]));
    room.meet();
    for who in 0..3 {
        let session = room.session(who);
        let sheet = &session.sheets[0];
        assert_eq!(sheet.words.text, "All Names and areas");
        assert_eq!(sheet.slides, slides(1, 1));
        assert_eq!(session.how.value, "", "what stands beside the sheets is none");
    }
    room.does(2, SheetsCommand::TakeOut { sheet });
    room.meet();
    let session = room.session(0);
    assert!(session.sheets.is_empty() && session.sheets_taken_out.len() == 1);
    room.does(0, SheetsCommand::BringBack { sheet });
    assert_eq!(room.session(0).sheets.len(), 1);
}

/// Row D10.
#[test]
fn d10_slides_go_with_what_is_presented_also_in_a_swap() {
    let mut room = Room::of(2);
    let when = When { date: "2026-12-10".to_owned(), ..When::default() };
    room.does(
        0,
        MeetingsCommand::Propose {
            kind: MeetingKind::Session,
            when,
            place: String::new(),
            slots: 2,
        },
    );
    room.meet();
    let slots: Vec<SlotId> =
        room.community(0).meetings[0].slots.iter().map(|slot| slot.id).collect();
    for (who, slot) in slots.iter().enumerate() {
        let presentation = Presentation {
            topic: format!("Topic {who}"),
            slides: (who == 0).then(|| slides(1, 12)),
            ..Presentation::default()
        };
        let offer = PresentersCommand::Offer { slot: *slot, presentation, member: None };
        let offer = made(&room.does(who, offer));
        room.does(who, PresentersCommand::Pick { offer });
        room.meet();
    }
    let propose = PresentersCommand::ProposeSwap { slot: slots[0], with: slots[1] };
    let swap = made(&room.does(0, propose));
    room.meet();
    room.does(1, PresentersCommand::AgreeSwap { swap, said_aloud: false });
    let meeting = &room.community(1).meetings[0];
    let shown = |slot: usize| {
        let presentation = meeting.slots[slot].presentation.clone().expect("picked").value;
        (presentation.topic, presentation.slides)
    };
    assert_eq!(shown(0), ("Topic 1".to_owned(), None));
    assert_eq!(shown(1), ("Topic 0".to_owned(), Some(slides(1, 12))));
}
