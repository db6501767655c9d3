//! What is new to the person at this device: what is there and they have not seen, by lasting ids and not by clocks.

use crate::Notebook;
use horseshoe_model::{CommunityView, MemberId, ThingId, ThingKind, things};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The things of a community that one person has not seen yet. Before they first looked, nothing is new.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct News {
    /// Whether the person has looked at this community before.
    pub looked: bool,
    /// What others made.
    pub from_others: BTreeMap<ThingId, ThingKind>,
    /// What I made since I last looked around.
    pub own: BTreeMap<ThingId, ThingKind>,
    #[serde(skip)]
    seen: Arc<BTreeSet<ThingId>>,
}

impl News {
    /// What of all that is there is not among what was seen.
    pub fn of(
        community: &CommunityView,
        notebook: &Notebook,
        seen: &Arc<BTreeSet<ThingId>>,
        me: MemberId,
    ) -> Self {
        let mut news = Self { looked: true, seen: seen.clone(), ..Self::default() };
        let notes = notebook.notes.iter().map(|note| &**note);
        let unseen = |id: &ThingId| !seen.contains(id);
        let new = things(community, notes).into_iter().filter(|thing| unseen(&thing.id));
        for thing in new.filter(|thing| !thing.of.as_ref().is_some_and(unseen)) {
            let whose = if thing.by == Some(me) { &mut news.own } else { &mut news.from_others };
            whose.insert(thing.id, thing.kind);
        }
        news
    }

    /// Whether this came from somebody else and was not seen yet.
    pub fn is_new(&self, thing: impl Into<ThingId>) -> bool {
        self.from_others.contains_key(&thing.into())
    }

    /// How many things of each kind others made.
    pub fn counts(&self) -> BTreeMap<ThingKind, usize> {
        count(&self.from_others)
    }

    /// How many things of each kind I made.
    pub fn own_counts(&self) -> BTreeMap<ThingKind, usize> {
        count(&self.own)
    }

    /// Whether it was worked out from the same.
    pub(crate) fn is_of(&self, seen: &Arc<BTreeSet<ThingId>>) -> bool {
        self.looked && Arc::ptr_eq(&self.seen, seen)
    }
}

fn count(things: &BTreeMap<ThingId, ThingKind>) -> BTreeMap<ThingKind, usize> {
    let mut counts = BTreeMap::new();
    for kind in things.values() {
        *counts.entry(*kind).or_default() += 1;
    }
    counts
}
