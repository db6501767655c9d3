//! What people make, one by one, for telling what somebody has not seen yet. By lasting ids, never by clocks.

use crate::ids::{MemberId, ThingId};
use crate::learning::LearningStatus;
use crate::notes::Note;
use crate::view::CommunityView;
use serde::{Deserialize, Serialize};

/// What sort of thing somebody made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThingKind {
    Groundrule,
    /// A groundrule that was there has new words.
    NewWords,
    Note,
    Meeting,
    /// An offer to present.
    Offer,
    Vote,
    Parked,
    /// A point to keep, proposed or kept.
    LearningPoint,
    Action,
}

/// Something somebody made and everybody can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thing {
    pub id: ThingId,
    pub kind: ThingKind,
    pub by: Option<MemberId>,
    /// What it is new words of: whoever has not seen that either finds one thing new, not two.
    pub of: Option<ThingId>,
}

/// Everything there is to see, without what was taken out.
pub fn things<'a>(
    community: &'a CommunityView,
    notes: impl Iterator<Item = &'a Note>,
) -> Vec<Thing> {
    let thing = |id, kind, by| Thing { id, kind, by, of: None };
    let rules = community.groundrules.rules.iter().flat_map(|rule| {
        let new_words =
            |id: ThingId, by| Thing { id, kind: ThingKind::NewWords, by, of: Some(rule.id.into()) };
        let others = rule.clash.iter().filter(|wording| wording.id != rule.wording);
        let reworded = (!rule.earlier.is_empty()).then(|| (rule.wording, rule.worded_by));
        let wordings = reworded.into_iter().chain(others.map(|wording| (wording.id, wording.by)));
        std::iter::once(thing(rule.id.into(), ThingKind::Groundrule, rule.by))
            .chain(wordings.map(move |(id, by)| new_words(id.into(), by)))
    });
    let meetings = community.meetings.iter().flat_map(|meeting| {
        let offers = meeting.slots.iter().flat_map(|slot| &slot.offers);
        let offers = offers.map(|offer| {
            let by = offer.put_down_by.unwrap_or(offer.member);
            thing(offer.id.into(), ThingKind::Offer, Some(by))
        });
        std::iter::once(thing(meeting.id.into(), ThingKind::Meeting, meeting.by)).chain(offers)
    });
    let votes = community.votes.iter();
    let votes = votes.map(|vote| thing(vote.id.into(), ThingKind::Vote, vote.by));
    let parked = community.parked.iter();
    let parked = parked.map(|parked| thing(parked.id.into(), ThingKind::Parked, parked.by));
    let learning = community.learning.iter();
    let learning = learning.filter(|point| point.status.value != LearningStatus::Left);
    let learning = learning.map(|point| thing(point.id.into(), ThingKind::LearningPoint, point.by));
    let actions = community.actions.iter();
    let actions = actions.map(|action| thing(action.id.into(), ThingKind::Action, action.by));
    let notes = notes.map(|note| thing(note.id.into(), ThingKind::Note, note.by));
    let others = votes.chain(parked).chain(learning).chain(actions);
    rules.chain(meetings).chain(others).chain(notes).collect()
}
