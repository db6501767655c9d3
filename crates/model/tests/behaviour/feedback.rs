//! How was that for you: two optional questions, and what nobody says is nowhere.

use crate::support::*;
use horseshoe_model::*;

fn write(question: FeedbackQuestion, text: &str) -> FeedbackCommand {
    FeedbackCommand::Write { question, text: text.to_owned() }
}

#[test]
fn d44_both_questions_are_answered_by_some_and_by_nobody_else() {
    let mut room = Room::in_session(3);
    room.does(0, write(FeedbackQuestion::Feelings, "Heard"));
    let improve = made(&room.does(1, write(FeedbackQuestion::Improve, "More time at the end")));
    room.meet();
    let feedback = room.session(2).feedback;
    assert_eq!((feedback.feelings.len(), feedback.improve.len()), (1, 1));
    assert_eq!(feedback.improve[0].words.text, "More time at the end");
    let nothing = write(FeedbackQuestion::Feelings, "  ");
    assert_eq!(room.tries(2, &nothing.into()), Err(CommandError::Empty));
    room.does(2, FeedbackCommand::TakeOut { slip: improve });
    room.does(
        1,
        FeedbackCommand::Splice { slip: improve, splices: vec![splice(0, 4, "A little")] },
    );
    room.meet();
    assert!(room.session(0).feedback.improve.is_empty());
    room.does(0, FeedbackCommand::BringBack { slip: improve });
    assert_eq!(room.session(0).feedback.improve[0].words.text, "A little time at the end");
}

#[test]
fn d6_how_today_is_run_is_in_the_facilitators_own_words() {
    let mut room = Room::in_session(2);
    let how = "I keep the time, and ask more than I tell".to_owned();
    room.does(0, SessionCommand::SayHow { text: how.clone() });
    room.meet();
    assert_eq!(room.session(1).how.value, how);
}

#[test]
fn f10_while_somebody_presents_the_speaker_list_is_closed_and_f11_the_discussion_opens_it() {
    let mut room = Room::in_session(2);
    let points = room.session(0).agenda.points.clone();
    let [presentation, discussion] = [PointKind::Presentation, PointKind::Discussion]
        .map(|kind| points.iter().find(|point| point.kind == kind).expect("a point").id);
    let raise = SpeakersCommand::Raise { person: None };
    room.goes_to(0, 0, points[0].id);
    room.does(1, raise.clone());
    room.goes_to(0, 20, presentation);
    room.meet();
    let list = room.session(1).speakers;
    assert!(list.closed);
    assert_eq!(list.waiting.len(), 1, "whoever waited still does");
    assert_eq!(room.tries(0, &raise.clone().into()), Err(CommandError::ListClosed));
    room.goes_to(1, 50, discussion);
    room.meet();
    assert!(!room.session(0).speakers.closed);
    room.does(0, raise);
    // Closed by hand in a discussion, it is open again at the next point.
    room.does(0, SpeakersCommand::SetClosed { closed: true });
    room.goes_to(0, 60, points[0].id);
    assert!(!room.session(0).speakers.closed);
}
