//! Presenters: places at a meeting, who would like to go, whom the group picks, and swaps.

use crate::acting::Acting;
use crate::clash::Field;
use crate::collection::Entry;
use crate::command::{CommandError, limits};
use crate::files::Slides;
use crate::ids::{MeetingId, MemberId, OfferId, SlotId, SwapId};
use crate::meetings::{Meeting, NO_MEETING};
use crate::order;
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use horseshoe_merge::Value;
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
    /// For the flipchart; every member can see them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slides: Option<Slides>,
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

/// The places of a meeting, in order.
pub(crate) fn read_slots(meeting: &Item<'_>) -> Vec<Slot> {
    let slots = meeting.items::<SlotId>(SLOTS).into_iter().filter(|(_, slot)| !slot.has(OUT));
    let mut slots: Vec<Slot> = slots.map(|(id, slot)| read_slot(id, &slot)).collect();
    slots.sort_by(|a, b| (&a.order, a.id).cmp(&(&b.order, b.id)));
    slots
}

fn read_slot(id: SlotId, slot: &Item<'_>) -> Slot {
    let offers = slot.items::<OfferId>(OFFERS).into_iter().filter(|(_, offer)| !offer.has(OUT));
    let mut offers: Vec<Offer> = offers.filter_map(|(id, offer)| read_offer(id, &offer)).collect();
    offers.sort_by_key(|offer| (offer.at, offer.id));
    Slot {
        id,
        presenter: slot.field(PRESENTER, parse_member),
        presentation: slot.field(PRESENTATION, Presentation::parse),
        offers,
        order: slot.str(ORDER).unwrap_or_default(),
    }
}

fn read_offer(id: OfferId, offer: &Item<'_>) -> Option<Offer> {
    let member = offer.str(MEMBER)?.parse().ok()?;
    Some(Offer {
        id,
        member,
        put_down_by: offer.by().filter(|by| *by != member),
        at: offer.uint(AT)?,
        presentation: offer.field(PRESENTATION, Presentation::parse)?.value,
    })
}

impl Entry for Swap {
    const MAP: &'static str = "swaps";
    type Id = SwapId;

    fn read(id: SwapId, item: &Item<'_>) -> Option<Self> {
        let slot = |key| item.str(key).and_then(|slot| slot.parse().ok());
        let member = |key| item.str(key).and_then(|member| member.parse().ok());
        Some(Self {
            id,
            slot: slot(SLOT)?,
            with: slot(WITH)?,
            presenter: member(PRESENTER)?,
            other: member(OTHER)?,
            by: item.by(),
            at: item.uint(AT)?,
            agreed: item.uint(AGREED).map(|at| (item.by_at(AGREED), at)),
        })
        .filter(|_| !item.has(OUT))
    }

    fn id(&self) -> SwapId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (String::new(), self.at)
    }

    fn out(&self) -> bool {
        false
    }
}

impl Presentation {
    /// The kind on the first line, the topic on the second, and on a third the slides if there are any.
    fn to_lines(&self) -> String {
        let kind = match self.kind {
            PresentationKind::CaseStudy => "case_study",
            PresentationKind::Theme => "theme",
        };
        let slides = self.slides.map(|slides| format!("\n{}", slides.to_word()));
        format!("{kind}\n{}{}", self.topic, slides.unwrap_or_default())
    }

    fn parse(value: &Value) -> Option<Self> {
        let (kind, rest) = value.as_str()?.split_once('\n')?;
        let (topic, slides) = rest.split_once('\n').unwrap_or((rest, ""));
        let slides = Slides::from_word(slides);
        let kind =
            if kind == "theme" { PresentationKind::Theme } else { PresentationKind::CaseStudy };
        Some(Self { kind, topic: topic.to_owned(), slides })
    }
}

fn parse_member(value: &Value) -> Option<MemberId> {
    value.as_str()?.parse().ok()
}

const SLOTS: &str = "slots";
const OFFERS: &str = "offers";
const PRESENTER: &str = "presenter";
const PRESENTATION: &str = "presentation";
const ORDER: &str = "order";
const MEMBER: &str = "member";
const SLOT: &str = "slot";
const WITH: &str = "with";
const OTHER: &str = "other";
const AGREED: &str = "agreed";

/// Places for presenters at a meeting that is being proposed.
pub(crate) fn plan_slots(plan: &mut Plan, meeting: &[String], count: u8, acting: &mut Acting<'_>) {
    let meeting: Vec<&str> = meeting.iter().map(String::as_str).collect();
    plan.map(&meeting, SLOTS);
    let mut last: Option<String> = None;
    for _ in 0..count {
        let order = order::between(last.as_deref(), None, (acting.ids)());
        plan_slot(plan, &meeting, &order, acting);
        last = Some(order);
    }
}

fn plan_slot(plan: &mut Plan, meeting: &[&str], order: &str, acting: &mut Acting<'_>) {
    let slot = plan.item(
        &[meeting, &[SLOTS]].concat(),
        SlotId::from_bytes((acting.ids)()).to_hex(),
        acting,
    );
    plan.set(&slot, ORDER, order);
    let inside: Vec<&str> = slot.iter().map(String::as_str).collect();
    plan.map(&inside, OFFERS);
}

pub(crate) fn plan(
    command: &PresentersCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        PresentersCommand::AddSlot { meeting } => {
            let key = meeting.to_hex();
            let slots = read_slots(&root.at(&[Meeting::MAP, &key]).ok_or(NO_MEETING)?);
            limits::room(slots.len(), limits::SLOTS)?;
            let order =
                order::between(slots.last().map(|slot| slot.order.as_str()), None, (acting.ids)());
            plan_slot(&mut plan, &[Meeting::MAP, &key], &order, acting);
        }
        PresentersCommand::TakeOutSlot { slot } => {
            let slot = Found::slot(root, *slot)?;
            plan.take_out(root, &slot.path(), NO_SLOT, acting)?;
        }
        PresentersCommand::Offer { slot, presentation, member } => {
            limits::line(&presentation.topic)?;
            let slot = Found::slot(root, *slot)?;
            let member = member.unwrap_or(acting.member);
            let offers = read_slot(slot.slot, &slot.item).offers;
            if offers.iter().any(|offer| offer.member == member) {
                return Err(CommandError::AlreadySo);
            }
            limits::room(offers.len(), limits::ITEMS)?;
            let id = OfferId::from_bytes((acting.ids)()).to_hex();
            let offer = plan.item(&[slot.path().as_slice(), &[OFFERS]].concat(), id, acting);
            plan.set(&offer, MEMBER, member.to_hex());
            plan.set(&offer, PRESENTATION, presentation.to_lines());
        }
        PresentersCommand::Withdraw { offer } => {
            let (slot, offer) = Found::offer(root, *offer)?;
            plan.put(
                root,
                &[slot.path().as_slice(), &[OFFERS, &offer.id.to_hex()]].concat(),
                OUT,
                acting.now(),
            );
            // Who was picked and withdraws leaves the place free.
            let presenter = slot.item.field(PRESENTER, parse_member);
            if presenter.is_some_and(|presenter| presenter.value == offer.member) {
                plan.delete(root, &slot.path(), PRESENTER);
                plan.delete(root, &slot.path(), PRESENTATION);
            }
        }
        PresentersCommand::Pick { offer } => {
            let (slot, offer) = Found::offer(root, *offer)?;
            plan.put(root, &slot.path(), PRESENTER, offer.member.to_hex());
            plan.put(root, &slot.path(), PRESENTATION, offer.presentation.to_lines());
        }
        PresentersCommand::Unpick { slot } => {
            let slot = Found::slot(root, *slot)?;
            slot.presenter()?;
            plan.delete(root, &slot.path(), PRESENTER);
            plan.delete(root, &slot.path(), PRESENTATION);
        }
        PresentersCommand::SetPresentation { slot, presentation } => {
            limits::line(&presentation.topic)?;
            let slot = Found::slot(root, *slot)?;
            slot.presenter()?;
            plan.put(root, &slot.path(), PRESENTATION, presentation.to_lines());
        }
        PresentersCommand::ProposeSwap { slot, with } => {
            if slot == with {
                return Err(CommandError::Malformed { what: "pair of places" });
            }
            let presenter = Found::slot(root, *slot)?.presenter()?;
            let other = Found::slot(root, *with)?.presenter()?;
            limits::room(root.items::<SwapId>(Swap::MAP).len(), limits::ITEMS)?;
            let swap = plan.item(&[Swap::MAP], SwapId::from_bytes((acting.ids)()).to_hex(), acting);
            plan.set(&swap, SLOT, slot.to_hex());
            plan.set(&swap, WITH, with.to_hex());
            plan.set(&swap, PRESENTER, presenter.to_hex());
            plan.set(&swap, OTHER, other.to_hex());
        }
        PresentersCommand::AgreeSwap { swap, said_aloud } => {
            agree(&mut plan, root, *swap, *said_aloud, acting)?;
        }
        PresentersCommand::WithdrawSwap { swap } => {
            if find_swap(root, *swap)?.agreed.is_some() {
                return Err(CommandError::AlreadySo);
            }
            plan.take_out(root, &[Swap::MAP, &swap.to_hex()], NO_SWAP, acting)?;
        }
    }
    Ok(plan)
}

/// The two change places, each with what they present.
fn agree(
    plan: &mut Plan,
    root: &Item<'_>,
    id: SwapId,
    said_aloud: bool,
    acting: &Acting<'_>,
) -> Result<(), CommandError> {
    let swap = find_swap(root, id)?;
    if swap.agreed.is_some() {
        return Err(CommandError::AlreadySo);
    }
    if acting.member != swap.other && !said_aloud {
        return Err(CommandError::NotYours);
    }
    let slots = [Found::slot(root, swap.slot)?, Found::slot(root, swap.with)?];
    if slots[0].presenter()? != swap.presenter || slots[1].presenter()? != swap.other {
        return Err(CommandError::ChangedSince);
    }
    for (slot, from) in [(&slots[0], &slots[1]), (&slots[1], &slots[0])] {
        plan.put(root, &slot.path(), PRESENTER, from.presenter()?.to_hex());
        match from.item.field(PRESENTATION, Presentation::parse) {
            Some(presentation) => {
                plan.put(root, &slot.path(), PRESENTATION, presentation.value.to_lines());
            }
            None => plan.delete(root, &slot.path(), PRESENTATION),
        }
    }
    plan.put(root, &[Swap::MAP, &id.to_hex()], AGREED, acting.now());
    Ok(())
}

const NO_SLOT: CommandError = CommandError::NoSuch { what: "place for a presenter" };
const NO_OFFER: CommandError = CommandError::NoSuch { what: "offer" };
const NO_SWAP: CommandError = CommandError::NoSuch { what: "proposal to swap" };

fn find_swap(root: &Item<'_>, id: SwapId) -> Result<Swap, CommandError> {
    root.at(&[Swap::MAP, &id.to_hex()]).and_then(|item| Swap::read(id, &item)).ok_or(NO_SWAP)
}

/// A place for a presenter, wherever it is.
struct Found<'a> {
    meeting: String,
    slot: SlotId,
    key: String,
    item: Item<'a>,
}

impl<'a> Found<'a> {
    fn slots(root: &Item<'a>) -> impl Iterator<Item = Self> {
        root.items::<MeetingId>(Meeting::MAP).into_iter().flat_map(|(meeting, item)| {
            let slots = item.items::<SlotId>(SLOTS).into_iter().filter(|(_, slot)| !slot.has(OUT));
            slots.map(move |(slot, item)| Self {
                meeting: meeting.to_hex(),
                slot,
                key: slot.to_hex(),
                item,
            })
        })
    }

    fn slot(root: &Item<'a>, slot: SlotId) -> Result<Self, CommandError> {
        Self::slots(root).find(|found| found.slot == slot).ok_or(NO_SLOT)
    }

    fn offer(root: &Item<'a>, offer: OfferId) -> Result<(Self, Offer), CommandError> {
        let held = |slot: Self| {
            let item = slot.item.at(&[OFFERS, &offer.to_hex()]).filter(|item| !item.has(OUT))?;
            Some((read_offer(offer, &item)?, slot))
        };
        Self::slots(root).find_map(held).map(|(offer, slot)| (slot, offer)).ok_or(NO_OFFER)
    }

    fn path(&self) -> Vec<&str> {
        vec![Meeting::MAP, &self.meeting, SLOTS, &self.key]
    }

    fn presenter(&self) -> Result<MemberId, CommandError> {
        self.item
            .field(PRESENTER, parse_member)
            .map(|field| field.value)
            .ok_or(CommandError::NobodyPicked)
    }
}
