//! What the person at this device has seen of a community. Private to the device: kept sealed, and never sent.

use super::Core;
use super::community::Community;
use super::document::View;
use crate::{Problem, Reply};
use horseshoe_model::{Kind, ThingId, things};
use horseshoe_store::Batch;
use horseshoe_trust::CommunityId;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Ids of things that are no longer there are let go once there are so many.
const MANY: usize = 20_000;
const KEPT_VERSION: u8 = 1;

/// The ids of everything seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen(Arc<BTreeSet<ThingId>>);

impl Seen {
    /// The name it has in the store.
    pub(crate) fn note_name(id: &CommunityId) -> String {
        format!("seen/{}", id.to_hex())
    }

    pub(crate) fn things(&self) -> &Arc<BTreeSet<ThingId>> {
        &self.0
    }

    pub(crate) fn keep(&self, id: &CommunityId, batch: &mut Batch) {
        let mut bytes = vec![KEPT_VERSION];
        bytes.extend(self.0.iter().flat_map(|thing| thing.as_bytes()));
        batch.put_note(Self::note_name(id), bytes);
    }

    /// What cannot be read is as if nobody had looked: then nothing is called new that is not.
    pub(crate) fn from_kept(bytes: &[u8]) -> Option<Self> {
        let (version, ids) = bytes.split_first()?;
        let (ids, rest) = ids.as_chunks::<16>();
        let things = ids.iter().map(|id| ThingId::from_bytes(*id));
        (*version == KEPT_VERSION && rest.is_empty()).then(|| Self(Arc::new(things.collect())))
    }
}

impl Core {
    pub(super) fn seen(&mut self, number: u64, id: CommunityId, seen_now: &[ThingId]) {
        let Some(community) = self.communities.get_mut(&id) else {
            return self.answer(number, Err(Problem::NoSuchCommunity { community: id }));
        };
        let there = there(community);
        let before = community.seen.as_ref().map(|seen| seen.0.clone());
        let mut seen = match &before {
            Some(before) => (**before).clone(),
            None => there.clone(),
        };
        seen.extend(seen_now.iter().filter(|thing| there.contains(thing)));
        if seen.len() > MANY {
            seen.retain(|thing| there.contains(thing));
        }
        if before.is_none_or(|before| *before != seen) {
            let seen = Seen(Arc::new(seen));
            seen.keep(&id, self.saving.next());
            community.seen = Some(seen);
            self.changed = true;
        }
        self.answer_when_saved(number, Reply::Done);
    }
}

impl Community {
    /// Lets go of the ids of what is no longer there.
    pub(crate) fn forget_what_is_gone(&mut self) {
        let there = there(self);
        if let Some(seen) = &mut self.seen {
            Arc::make_mut(&mut seen.0).retain(|thing| there.contains(thing));
        }
    }
}

/// Everything there is to see.
fn there(community: &Community) -> BTreeSet<ThingId> {
    let view = match community.root(Kind::Community).map(|held| &held.view) {
        Some(View::Community(view)) => view.clone(),
        _ => Arc::default(),
    };
    let notebooks = community.notebooks();
    let notes = notebooks.iter().flat_map(|(_, notebook)| &notebook.notes).map(|note| &**note);
    things(&view, notes).into_iter().map(|thing| thing.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_read_as_it_was_kept_and_damage_is_as_never_having_looked() {
        let id = CommunityId::from_bytes([1; 32]);
        let seen = Seen(Arc::new(BTreeSet::from([ThingId::from_bytes([7; 16])])));
        let mut batch = Batch::new();
        seen.keep(&id, &mut batch);
        let mut kept = vec![1];
        kept.extend([7; 16]);
        assert_eq!(Seen::from_kept(&kept).unwrap().0, seen.0);
        assert!(Seen::from_kept(&kept[..9]).is_none());
        assert!(Seen::from_kept(&[]).is_none());
        assert!(Seen::from_kept(&[2]).is_none());
    }
}
