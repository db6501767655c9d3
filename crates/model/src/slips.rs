//! Short texts in a document of a few people: what is written in a pad, points heard, notes of a room.

use crate::acting::Acting;
use crate::clash::Words;
use crate::command::{CommandError, limits};
use crate::ids::{MemberId, SlipId};
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use crate::text::Splice;
use horseshoe_merge::ObjectRef;
use serde::Serialize;
use std::sync::Arc;

/// One short text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Slip {
    pub id: SlipId,
    pub words: Words,
    pub by: Option<MemberId>,
    /// Unix milliseconds, by the writer's clock.
    pub at: u64,
    pub taken_out: bool,
}

/// All slips at this key, oldest first: those that stand, and those that were taken out.
pub(crate) fn read(root: &Item<'_>, map: &str) -> (Vec<Arc<Slip>>, Vec<Arc<Slip>>) {
    let slips = read_with_items(root, map).into_iter().map(|(slip, _)| Arc::new(slip));
    slips.partition(|slip| !slip.taken_out)
}

/// All slips at this key, oldest first, each with the item it is read from.
pub(crate) fn read_with_items<'a>(root: &Item<'a>, map: &str) -> Vec<(Slip, Item<'a>)> {
    let slip = |(id, item): (SlipId, Item<'a>)| {
        let (words, at) = (item.text(WORDS)?, item.uint(AT)?);
        Some((Slip { id, words, by: item.by(), at, taken_out: item.has(OUT) }, item))
    };
    let mut slips: Vec<_> = root.items(map).into_iter().filter_map(slip).collect();
    slips.sort_by_key(|(slip, _)| (slip.at, slip.id));
    slips
}

/// Adds one, and says where, for what else is to stand with it.
pub(crate) fn add(
    plan: &mut Plan,
    root: &Item<'_>,
    map: &str,
    text: &str,
    acting: &mut Acting<'_>,
) -> Result<Vec<String>, CommandError> {
    limits::text(text)?;
    limits::room(root.items::<SlipId>(map).len(), limits::ITEMS)?;
    let slip = plan.item(&[map], SlipId::from_bytes((acting.ids)()).to_hex(), acting);
    plan.text(&slip, WORDS, text);
    Ok(slip)
}

pub(crate) fn splice(
    plan: &mut Plan,
    root: &Item<'_>,
    maps: &[&str],
    slip: SlipId,
    splices: &[Splice],
) -> Result<(), CommandError> {
    let words = root
        .at(&[holding(root, maps, slip)?, &slip.to_hex()])
        .and_then(|item| item.text(WORDS))
        .ok_or(NO_SLIP)?;
    let object = ObjectRef::parse(&words.object).or(Err(NO_SLIP))?;
    plan.splice(object, &words.text, splices)
}

pub(crate) fn take_out(
    plan: &mut Plan,
    root: &Item<'_>,
    maps: &[&str],
    slip: SlipId,
    acting: &Acting<'_>,
) -> Result<(), CommandError> {
    plan.take_out(root, &[holding(root, maps, slip)?, &slip.to_hex()], NO_SLIP, acting)
}

pub(crate) fn bring_back(
    plan: &mut Plan,
    root: &Item<'_>,
    maps: &[&str],
    slip: SlipId,
) -> Result<(), CommandError> {
    plan.bring_back(root, &[holding(root, maps, slip)?, &slip.to_hex()], NO_SLIP)
}

/// The words of a slip.
pub(crate) fn words(slip: &Item<'_>) -> Option<Words> {
    slip.text(WORDS)
}

const WORDS: &str = "words";
const NO_SLIP: CommandError = CommandError::NoSuch { what: "text" };

/// Which of these collections a slip is in.
fn holding<'a>(root: &Item<'_>, maps: &[&'a str], slip: SlipId) -> Result<&'a str, CommandError> {
    let holds = |map: &&&str| root.at(&[map, &slip.to_hex()]).is_some();
    maps.iter().find(holds).copied().ok_or(NO_SLIP)
}
