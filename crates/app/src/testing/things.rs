//! Single things for tests: a rule, a note, a meeting, a vote.

use super::{HOUR_MS, NOW_MS, author, id, note_id, option_id, rule_id, slot_id, vote_id};
use horseshoe_model::{
    AgreedHow, Agreement, Ballot, Choice, Field, Groundrules, Mark, Meeting, MeetingId,
    MeetingKind, MemberId, Note, NoteKind, Offer, OfferId, ParkedId, ParkedIssue, Presentation,
    Rule, Scope, Slot, Vote, VoteMode, VoteOption, When, Wording, WordingId, Words,
};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn words(kind: u8, place: usize, text: &str) -> Words {
    Words { text: text.to_owned(), object: format!("{kind}@{place}") }
}

pub(super) fn rule(place: usize, text: &str) -> Rule {
    Rule {
        id: rule_id(place),
        words: words(1, place, text),
        by: Some(author(place % 4)),
        at: NOW_MS - 30 * 24 * HOUR_MS,
        wording: WordingId::from_bytes(id(12, place)),
        worded_by: Some(author(place % 4)),
        worded_at: NOW_MS - 30 * 24 * HOUR_MS,
        earlier: Vec::new(),
        clash: Vec::new(),
        taken_out: None,
        last_out: None,
        brought_back: None,
        order: String::new(),
    }
}

/// Two wordings of the third rule came together.
pub(super) fn clash(groundrules: &mut Groundrules) {
    let rule = Arc::make_mut(&mut groundrules.rules[2]);
    rule.clash = ["Phones away", "Phones on silent, say if you’re on call"]
        .iter()
        .enumerate()
        .map(|(place, text)| wording(place, text, author(place + 1), NOW_MS - HOUR_MS))
        .collect();
}

pub(super) fn wording(place: usize, text: &str, by: MemberId, at: u64) -> Wording {
    Wording {
        id: WordingId::from_bytes(id(13, place)),
        words: words(13, place, text),
        by: Some(by),
        at,
        from: None,
        step: 1,
    }
}

pub(super) fn note(place: usize, text: &str) -> Note {
    Note {
        id: note_id(place),
        kind: NoteKind::Note,
        words: words(2, place, text),
        further: Vec::new(),
        by: Some(author(place % 4)),
        at: NOW_MS - 5 * HOUR_MS,
        scope: Field { value: Scope::StaysInGroup, by: None, clash: Vec::new() },
        about: None,
        shown: false,
        taken_out: false,
        order: String::new(),
    }
}

pub(super) fn meeting(place: usize, date: &str) -> Meeting {
    let when = When {
        date: date.to_owned(),
        start: "14:00".to_owned(),
        end: "17:00".to_owned(),
        zone: "Europe/London".to_owned(),
    };
    let slots = (0..2).map(|slot| Slot {
        id: slot_id(2 * place + slot),
        presenter: None,
        presentation: None,
        offers: Vec::new(),
        order: String::new(),
    });
    Meeting {
        id: MeetingId::from_bytes(id(7, place)),
        kind: MeetingKind::Session,
        by: Some(author(1)),
        at: NOW_MS,
        when: Field { value: when, by: Some(author(1)), clash: Vec::<Choice<When>>::new() },
        place: Field { value: "Room 3, Elm House".to_owned(), by: None, clash: Vec::new() },
        agreed: (place == 0).then_some(Agreement {
            how: AgreedHow::SaidAloud,
            by: Some(author(1)),
            at: NOW_MS,
            holds: true,
        }),
        slots: slots.collect(),
        checks: BTreeMap::new(),
        cancelled: false,
    }
}

pub(super) fn offer(member: usize) -> Offer {
    Offer {
        id: OfferId::from_bytes(id(14, member)),
        member: author(member),
        put_down_by: None,
        at: NOW_MS - HOUR_MS,
        presentation: Presentation {
            topic: "A visit I would do differently".to_owned(),
            ..Presentation::default()
        },
    }
}

pub(super) fn vote(place: usize, question: &str, issues: &[&str]) -> Vote {
    let options = issues.iter().enumerate().map(|(place, words)| VoteOption {
        id: option_id(place),
        words: (*words).to_owned(),
        order: String::new(),
    });
    Vote {
        id: vote_id(place),
        question: question.to_owned(),
        options: options.collect(),
        mode: VoteMode::PerIssue,
        fewest_reds: false,
        by: Some(author(1)),
        at: NOW_MS - 2 * HOUR_MS,
        follows: None,
        hands: Vec::new(),
        closings: Vec::new(),
        next: None,
    }
}

pub(super) fn ballot(marks: &str) -> Ballot {
    let marks = marks.chars().enumerate().filter_map(|(place, mark)| {
        let mark = match mark {
            'g' => Mark::Green,
            'r' => Mark::Red,
            _ => return None,
        };
        Some((option_id(place), mark))
    });
    Ballot { marks: marks.collect::<BTreeMap<_, _>>(), ..Ballot::default() }
}

pub(super) fn parked(place: usize, text: &str) -> ParkedIssue {
    ParkedIssue {
        id: ParkedId::from_bytes(id(15, place)),
        issue: words(15, 0, text),
        would_help: Words::default(),
        review_on: Field { value: Some("2026-12-10".to_owned()), by: None, clash: Vec::new() },
        by: Some(author(3)),
        at: NOW_MS - 24 * HOUR_MS,
        resolved: None,
        vote: None,
        taken_out: false,
    }
}
