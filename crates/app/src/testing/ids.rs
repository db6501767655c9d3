//! Who and what is who and what in tests: the same ids every time.

use horseshoe_model::{MemberId as Author, NoteId, OptionId, RuleId, SlotId, VoteId};
use horseshoe_node::{CommunityId, DeviceId, DocumentId, MemberId, TicketId};

pub(crate) fn community_id() -> CommunityId {
    CommunityId::from_bytes([7; 32])
}

pub(crate) fn document(number: u8) -> DocumentId {
    DocumentId::from_bytes([number; 32])
}

pub(crate) fn ticket_id() -> TicketId {
    TicketId::from_bytes([9; 32])
}

pub(crate) fn rule_id(place: usize) -> RuleId {
    RuleId::from_bytes(id(1, place))
}

pub(crate) fn note_id(place: usize) -> NoteId {
    NoteId::from_bytes(id(2, place))
}

pub(crate) fn slot_id(place: usize) -> SlotId {
    SlotId::from_bytes(id(3, place))
}

pub(crate) fn vote_id(place: usize) -> VoteId {
    VoteId::from_bytes(id(4, place))
}

pub(crate) fn option_id(place: usize) -> OptionId {
    OptionId::from_bytes(id(5, place))
}

pub(crate) fn author(place: usize) -> Author {
    Author::from_bytes(*member_id(place).as_bytes())
}

pub(crate) fn member_id(place: usize) -> MemberId {
    MemberId::from_bytes([place as u8 + 1; 32])
}

pub(crate) fn device(place: usize) -> DeviceId {
    DeviceId::from_bytes([place as u8 + 101; 32])
}

pub(crate) fn id(kind: u8, place: usize) -> [u8; 16] {
    let mut id = [kind; 16];
    id[15] = place as u8;
    id
}
