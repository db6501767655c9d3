//! Presenters: places at a meeting, who would like to go, whom the group picks, and swaps.

use crate::clash::Field;
use crate::ids::{MeetingId, MemberId, OfferId, SlotId, SwapId};
use serde::{Deserialize, Serialize};

/// What a group can do about who presents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum PresentersCommand {
    AddSlot {
        meeting: MeetingId,
    },
    TakeOutSlot {
        slot: SlotId,
    },
    /// I'd like to; or, typed for somebody in the room, they would.
    Offer {
        slot: SlotId,
        #[serde(default)]
        presentation: Presentation,
        #[serde(default)]
        member: Option<MemberId>,
    },
    Withdraw {
        offer: OfferId,
    },
    /// The group picks one of the offers.
    Pick {
        offer: OfferId,
    },
    /// The place is free again.
    Unpick {
        slot: SlotId,
    },
    SetPresentation {
        slot: SlotId,
        presentation: Presentation,
    },
    /// Proposes that two presenters change places.
    ProposeSwap {
        slot: SlotId,
        with: SlotId,
    },
    /// The other presenter agrees; or somebody records that they said so in the room.
    AgreeSwap {
        swap: SwapId,
        #[serde(default)]
        said_aloud: bool,
    },
    WithdrawSwap {
        swap: SwapId,
    },
}

/// What somebody would present.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presentation {
    #[serde(default)]
    pub kind: PresentationKind,
    #[serde(default)]
    pub topic: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PresentationKind {
    #[default]
    CaseStudy,
    Theme,
}

/// A place for a presenter at a meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Slot {
    pub id: SlotId,
    /// Whom the group picked.
    pub presenter: Option<Field<MemberId>>,
    /// What the picked presenter presents.
    pub presentation: Option<Field<Presentation>>,
    /// Everybody who offered and did not withdraw, in the order of their clocks.
    pub offers: Vec<Offer>,
    #[serde(skip)]
    pub order: String,
}

/// An offer to present.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    pub id: OfferId,
    pub member: MemberId,
    /// Who put them down, if they did not do so themselves.
    pub put_down_by: Option<MemberId>,
    pub at: u64,
    pub presentation: Presentation,
}

/// A proposal that two presenters change places.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Swap {
    pub id: SwapId,
    pub slot: SlotId,
    pub with: SlotId,
    /// Who was to present in `slot`.
    pub presenter: MemberId,
    /// Who was to present in `with`.
    pub other: MemberId,
    pub by: Option<MemberId>,
    pub at: u64,
    /// Who agreed, or recorded that it was agreed, and when.
    pub agreed: Option<(Option<MemberId>, u64)>,
}
