//! What the meetings screen shows.

use horseshoe_model::{Meeting, MeetingId, MemberId, OfferId, Presentation, Slot, SlotId, Swap};
use horseshoe_node::Community;
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contents {
    pub(crate) meetings: Vec<MeetingCard>,
    pub(crate) cancelled: Vec<Arc<Meeting>>,
    pub(crate) swaps: Vec<SwapRow>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MeetingCard {
    pub(crate) meeting: Arc<Meeting>,
    pub(crate) agreed: bool,
    pub(crate) slots: Vec<SlotRow>,
}

/// A place for a presenter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SlotRow {
    pub(crate) slot: SlotId,
    pub(crate) number: usize,
    pub(crate) state: SlotState,
    /// What the picked presenter presents, where it is known.
    pub(crate) topic: String,
    /// What I present here, where I am picked.
    pub(crate) my_presentation: Option<Presentation>,
    /// My own offer, to take it back.
    pub(crate) mine: Option<OfferId>,
    /// Places of other presenters I could change with, where I am picked here.
    pub(crate) swap_with: Vec<(SlotId, MemberId)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SlotState {
    Free,
    /// Some offered, the group has not picked: more than one is for the group to choose from.
    Offered(Vec<OfferRow>),
    /// Two people were picked at once.
    PickedTwice(Vec<OfferRow>),
    Picked(MemberId),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OfferRow {
    pub(crate) offer: OfferId,
    pub(crate) member: MemberId,
    pub(crate) topic: String,
}

/// A proposal to change places that is not agreed yet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SwapRow {
    pub(crate) swap: Arc<Swap>,
    /// I am the other presenter.
    pub(crate) mine_to_agree: bool,
    pub(crate) mine: bool,
}

impl Contents {
    pub(crate) fn new(community: &Community) -> Self {
        let view = &community.community;
        let me = MemberId::from_bytes(*community.me.as_bytes());
        let picked: Vec<(MeetingId, SlotId, MemberId)> = view
            .meetings
            .iter()
            .flat_map(|meeting| meeting.slots.iter().map(move |slot| (meeting.id, slot)))
            .filter_map(|(meeting, slot)| Some((meeting, slot.id, slot.presenter.as_ref()?.value)))
            .collect();
        let meetings = view.meetings.iter().map(|meeting| MeetingCard {
            agreed: meeting.agreed.as_ref().is_some_and(|agreed| agreed.holds),
            slots: (1..)
                .zip(&meeting.slots)
                .map(|(number, slot)| slot_row(number, slot, me, &picked))
                .collect(),
            meeting: meeting.clone(),
        });
        let swaps = view.swaps.iter().filter(|swap| swap.agreed.is_none()).map(|swap| SwapRow {
            mine_to_agree: swap.other == me,
            mine: swap.by == Some(me),
            swap: swap.clone(),
        });
        Self {
            meetings: meetings.collect(),
            cancelled: view.cancelled_meetings.clone(),
            swaps: swaps.collect(),
        }
    }
}

fn slot_row(
    number: usize,
    slot: &Slot,
    me: MemberId,
    picked: &[(MeetingId, SlotId, MemberId)],
) -> SlotRow {
    let offers = || -> Vec<OfferRow> {
        let rows = slot.offers.iter().map(|offer| OfferRow {
            offer: offer.id,
            member: offer.member,
            topic: offer.presentation.topic.clone(),
        });
        rows.collect()
    };
    let state = match &slot.presenter {
        Some(presenter) if !presenter.clash.is_empty() => {
            let both = offers()
                .into_iter()
                .filter(|row| presenter.clash.iter().any(|one| one.value == row.member));
            SlotState::PickedTwice(both.collect())
        }
        Some(presenter) => SlotState::Picked(presenter.value),
        None if slot.offers.is_empty() => SlotState::Free,
        None => SlotState::Offered(offers()),
    };
    let swap_with = match state {
        SlotState::Picked(presenter) if presenter == me => {
            let others = picked.iter().filter(|(_, _, other)| *other != me);
            others.map(|(_, slot, other)| (*slot, *other)).collect()
        }
        _ => Vec::new(),
    };
    let mine = slot.offers.iter().find(|offer| offer.member == me).map(|offer| offer.id);
    let presentation = slot.presentation.as_ref().map(|field| field.value.clone());
    let i_present = matches!(state, SlotState::Picked(presenter) if presenter == me);
    SlotRow {
        slot: slot.id,
        number,
        state,
        topic: presentation.clone().unwrap_or_default().topic,
        my_presentation: i_present.then(|| presentation.unwrap_or_default()),
        mine,
        swap_with,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn f17_two_offers_for_one_place_are_both_shown_and_nobody_is_picked() {
        let community = testing::with_offers(&[0, 1]);
        let slot = &Contents::new(&community).meetings[0].slots[0];
        let SlotState::Offered(offers) = &slot.state else { panic!("{:?}", slot.state) };
        assert_eq!(offers.len(), 2);
        assert!(slot.mine.is_some());
    }

    #[test]
    fn f17_a_free_place_is_free() {
        let community = testing::with_offers(&[]);
        assert_eq!(Contents::new(&community).meetings[0].slots[0].state, SlotState::Free);
    }
}
