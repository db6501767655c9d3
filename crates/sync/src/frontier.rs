//! What is held of one document: chains by writer, their ends, a digest of those, and what somebody else lacks.
//!
//! Everything below an end is held too, so the ends say it all. An end is named by its entry's id, not only its
//! number: that is how two devices notice that a chain is forked and that each knows another branch.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use horseshoe_trust::{DeviceId, DocumentId, EntryId, Incarnation};

use crate::Link;
use crate::wire::{Digest, Lane, MAX_HEADS};

/// Where an entry stands in the order of arrival, which is causal.
pub(crate) type Place = u32;

/// Digests remembered per document.
const PASSED: usize = 256;

/// The entries of one document, without their content.
#[derive(Default)]
pub(crate) struct Index {
    links: Vec<Placed>,
    by_id: HashMap<EntryId, Place>,
    chains: BTreeMap<(DeviceId, Incarnation), Chain>,
    digest: Option<Digest>,
    crowded: bool,
    /// Digests this index had lately, and how many entries it held then: whoever tells one of them holds those, and
    /// nothing we lack.
    passed: HashMap<Digest, usize>,
    passed_in_order: VecDeque<Digest>,
}

struct Placed {
    id: EntryId,
    seq: u64,
    prev: Option<Place>,
}

#[derive(Default)]
struct Chain {
    /// Ascending, hence also ascending along each branch.
    places: Vec<Place>,
    heads: BTreeSet<(u64, EntryId)>,
    forked: bool,
    highest: u64,
}

/// What a peer said it holds of a document.
pub(crate) type Lanes = BTreeMap<(DeviceId, Incarnation), Vec<(u64, EntryId)>>;

impl Index {
    /// False if it was there.
    pub(crate) fn insert(&mut self, link: &Link) -> bool {
        if self.by_id.contains_key(&link.id) {
            return false;
        }
        let place = Place::try_from(self.links.len()).expect("four thousand million entries");
        let prev = link.prev.and_then(|prev| self.by_id.get(&prev).copied());
        self.links.push(Placed { id: link.id, seq: link.seq, prev });
        self.by_id.insert(link.id, place);
        let chain = self.chains.entry((link.device, link.incarnation)).or_default();
        let continues = match prev {
            Some(prev) => {
                let before = &self.links[prev as usize];
                chain.heads.remove(&(before.seq, before.id))
            }
            None => chain.places.is_empty(),
        };
        chain.forked |= !continues;
        chain.highest = chain.highest.max(link.seq);
        chain.places.push(place);
        chain.heads.insert((link.seq, link.id));
        self.crowded |= chain.heads.len() > MAX_HEADS;
        self.digest = None;
        true
    }

    pub(crate) fn contains(&self, id: &EntryId) -> bool {
        self.by_id.contains_key(id)
    }

    pub(crate) fn id(&self, place: Place) -> EntryId {
        self.links[place as usize].id
    }

    pub(crate) fn len(&self) -> usize {
        self.links.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// A chain here has, or had, more ends than a lane shows. From lanes alone nobody can tell what another device
    /// holds of it.
    pub(crate) fn is_crowded(&self) -> bool {
        self.crowded
    }

    /// Remembers the digest of now as one that was passed through.
    pub(crate) fn mark_passed(&mut self) {
        let digest = self.digest();
        if self.passed.insert(digest, self.links.len()).is_some() {
            return;
        }
        self.passed_in_order.push_back(digest);
        if self.passed_in_order.len() > PASSED
            && let Some(oldest) = self.passed_in_order.pop_front()
        {
            self.passed.remove(&oldest);
        }
    }

    pub(crate) fn has_passed(&self, digest: &Digest) -> bool {
        self.passed.contains_key(digest)
    }

    /// How many of the entries here, in the order they came, somebody with this digest holds; `None` if that cannot be
    /// told from it.
    pub(crate) fn held_with(&mut self, digest: &Digest) -> Option<usize> {
        if self.digest() == *digest {
            Some(self.links.len())
        } else {
            self.passed.get(digest).copied()
        }
    }

    /// The last of a writer's entries among the first so many here, by incarnation.
    pub(crate) fn last_among(&self, writer: DeviceId, first: usize) -> Vec<(Incarnation, u64)> {
        let among = |chain: &Chain| {
            let count = chain.places.partition_point(|place| (*place as usize) < first);
            let places = chain.places[..count].iter();
            places.map(|place| self.links[*place as usize].seq).max()
        };
        let from = (writer, Incarnation::from_bytes([0; 8]));
        let upto = (writer, Incarnation::from_bytes([0xff; 8]));
        self.chains
            .range(from..=upto)
            .filter_map(|((_, incarnation), chain)| Some((*incarnation, among(chain)?)))
            .collect()
    }

    /// The last of a writer's entries that somebody with these lanes holds, by incarnation.
    pub(crate) fn last_within(&self, writer: DeviceId, lanes: &Lanes) -> Vec<(Incarnation, u64)> {
        let of_writer = lanes.iter().filter(|((device, _), _)| *device == writer);
        let here = |heads: &[(u64, EntryId)]| {
            heads.iter().filter(|(_, id)| self.contains(id)).map(|(seq, _)| *seq).max()
        };
        of_writer
            .filter_map(|((_, incarnation), heads)| Some((*incarnation, here(heads)?)))
            .collect()
    }

    pub(crate) fn digest(&mut self) -> Digest {
        if let Some(digest) = self.digest {
            return digest;
        }
        let mut hasher = Hasher::new();
        for ((device, incarnation), chain) in &self.chains {
            hasher.lane(*device, *incarnation, chain.heads.iter().copied());
        }
        let digest = hasher.finish();
        self.digest = Some(digest);
        digest
    }

    /// The ends of every chain, to be sent. A chain with more than [`MAX_HEADS`] ends shows only the last of them;
    /// the digest covers all.
    pub(crate) fn lanes(&self) -> Vec<Lane> {
        self.chains
            .iter()
            .map(|((device, incarnation), chain)| {
                let skip = chain.heads.len().saturating_sub(MAX_HEADS);
                Lane {
                    device: *device,
                    incarnation: *incarnation,
                    heads: chain.heads.iter().skip(skip).copied().collect(),
                }
            })
            .collect()
    }

    /// What somebody with these lanes lacks, oldest first, without what they refused and what builds on that.
    ///
    /// An end that is not known here says one of two things. Higher than all here: they are ahead, and will be
    /// asked. Otherwise the chain is forked, and the whole of it goes to them: next time both know both branches.
    ///
    /// A lane with [`MAX_HEADS`] ends may have more. What of such a chain has `passed` between them before is not sent again.
    pub(crate) fn missing_for(
        &self,
        theirs: &Lanes,
        refused: &BTreeSet<EntryId>,
        passed: &HashSet<EntryId>,
    ) -> Vec<Place> {
        let mut missing = Vec::new();
        for (key, chain) in &self.chains {
            let Some(heads) = theirs.get(key) else {
                missing.extend_from_slice(&chain.places);
                continue;
            };
            let before = missing.len();
            self.missing_of_chain(chain, heads, &mut missing);
            if heads.len() >= MAX_HEADS {
                let rest = missing.split_off(before);
                missing.extend(rest.into_iter().filter(|place| !passed.contains(&self.id(*place))));
            }
        }
        missing.sort_unstable();
        if !refused.is_empty() {
            self.leave_out(&mut missing, refused);
        }
        missing
    }

    /// True if one of these ends is neither here nor among `refused`: they hold something we lack.
    pub(crate) fn lacks_any(&self, theirs: &Lanes, refused: &dyn Fn(&EntryId) -> bool) -> bool {
        theirs.values().flatten().any(|(_, id)| !self.contains(id) && !refused(id))
    }

    fn missing_of_chain(&self, chain: &Chain, heads: &[(u64, EntryId)], missing: &mut Vec<Place>) {
        let mut known = Vec::new();
        for (seq, id) in heads {
            match self.by_id.get(id) {
                Some(place) => known.push(*place),
                None if *seq > chain.highest => return,
                None => {}
            }
        }
        if chain.forked {
            let mut covered = HashSet::new();
            for head in known {
                let mut at = Some(head);
                while let Some(place) = at {
                    if !covered.insert(place) {
                        break;
                    }
                    at = self.links[place as usize].prev;
                }
            }
            missing.extend(chain.places.iter().filter(|place| !covered.contains(place)));
        } else {
            let upto = known.iter().map(|place| self.links[*place as usize].seq).max();
            let from =
                chain.places.partition_point(|place| Some(self.links[*place as usize].seq) <= upto);
            missing.extend_from_slice(&chain.places[from..]);
        }
    }

    fn leave_out(&self, missing: &mut Vec<Place>, refused: &BTreeSet<EntryId>) {
        let mut left_out = HashSet::new();
        missing.retain(|place| {
            let link = &self.links[*place as usize];
            let out = refused.contains(&link.id)
                || link.prev.is_some_and(|prev| left_out.contains(&prev));
            if out {
                left_out.insert(*place);
            }
            !out
        });
    }
}

/// The digest that an index with exactly these lanes has; none if a lane may have more ends than it shows.
pub(crate) fn digest_of(lanes: &Lanes) -> Option<Digest> {
    let mut hasher = Hasher::new();
    for ((device, incarnation), heads) in lanes {
        if heads.len() >= MAX_HEADS {
            return None;
        }
        hasher.lane(*device, *incarnation, heads.iter().copied());
    }
    Some(hasher.finish())
}

/// One digest for many documents, of which the empty ones do not count.
pub(crate) fn digest_of_documents(documents: impl Iterator<Item = (DocumentId, Digest)>) -> Digest {
    let mut hasher = Hasher::new();
    for (document, digest) in documents {
        hasher.add(document.as_bytes());
        hasher.add(&digest);
    }
    hasher.finish()
}

/// A digest of ids or other things of one fixed length, in order.
pub(crate) fn digest_of_ids<'a>(ids: impl Iterator<Item = &'a [u8]>) -> Digest {
    let mut hasher = Hasher::new();
    for id in ids {
        hasher.add(id);
    }
    hasher.finish()
}

/// Gathers everything first: hashed in one go it is several times as fast as in small pieces.
struct Hasher(Vec<u8>);

impl Hasher {
    fn new() -> Self {
        Self(Vec::with_capacity(4 * 1024))
    }

    fn add(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn lane(
        &mut self,
        device: DeviceId,
        incarnation: Incarnation,
        heads: impl ExactSizeIterator<Item = (u64, EntryId)>,
    ) {
        self.add(device.as_bytes());
        self.add(incarnation.as_bytes());
        self.add(&(heads.len() as u64).to_le_bytes());
        for (seq, id) in heads {
            self.add(&seq.to_le_bytes());
            self.add(id.as_bytes());
        }
    }

    fn finish(&self) -> Digest {
        let mut digest = Digest::default();
        let full = blake3::derive_key("horseshoe sync digest v1", &self.0);
        digest.copy_from_slice(&full[..16]);
        digest
    }
}

#[cfg(test)]
mod tests {
    use rand::{RngExt as _, SeedableRng as _};
    use rand_chacha::ChaCha8Rng;

    use super::*;

    /// Entries of a few chains, each with its predecessor before it; forked now and then if `forks`.
    fn history(rng: &mut ChaCha8Rng, forks: bool) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for _ in 0..rng.random_range(1..60) {
            let device = DeviceId::from_bytes([rng.random_range(0..4); 32]);
            let chain: Vec<_> = links.iter().filter(|link| link.device == device).collect();
            let prev = if forks && rng.random_range(0..6) == 0 && !chain.is_empty() {
                Some(*chain[rng.random_range(0..chain.len())])
            } else {
                chain.last().map(|link| **link)
            };
            links.push(Link {
                id: EntryId::from_bytes(rng.random()),
                device,
                incarnation: Incarnation::from_bytes([0; 8]),
                seq: prev.map_or(1, |prev| prev.seq + 1),
                prev: prev.map(|prev| prev.id),
            });
        }
        links
    }

    /// Some of a history, with everything below.
    fn part(rng: &mut ChaCha8Rng, links: &[Link]) -> Index {
        let mut index = Index::default();
        for link in links {
            let known = link.prev.is_none_or(|prev| index.contains(&prev));
            if known && rng.random_range(0..5) > 0 {
                index.insert(link);
            }
        }
        index
    }

    fn lanes(index: &Index) -> Lanes {
        index.lanes().into_iter().map(|lane| (lane.key(), lane.heads)).collect()
    }

    fn ids(index: &Index) -> BTreeSet<EntryId> {
        (0..index.len() as Place).map(|place| index.id(place)).collect()
    }

    fn give(from: &Index, to: &mut Index, links: &[Link]) -> usize {
        let places = from.missing_for(&lanes(to), &BTreeSet::new(), &HashSet::new());
        for place in &places {
            let link = links.iter().find(|link| link.id == from.id(*place)).unwrap();
            assert!(link.prev.is_none_or(|prev| to.contains(&prev)), "out of order");
            to.insert(link);
        }
        places.len()
    }

    #[test]
    fn without_forks_exactly_what_the_other_lacks_is_found() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        for _ in 0..500 {
            let links = history(&mut rng, false);
            let (a, b) = (part(&mut rng, &links), part(&mut rng, &links));
            let missing = a.missing_for(&lanes(&b), &BTreeSet::new(), &HashSet::new());
            let found: BTreeSet<_> = missing.iter().map(|place| a.id(*place)).collect();
            assert_eq!(found, ids(&a).difference(&ids(&b)).copied().collect());
        }
    }

    #[test]
    fn with_forks_both_hold_all_branches_after_a_few_rounds() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        for _ in 0..500 {
            let links = history(&mut rng, true);
            let (mut a, mut b) = (part(&mut rng, &links), part(&mut rng, &links));
            let all: BTreeSet<_> = ids(&a).union(&ids(&b)).copied().collect();
            for _ in 0..3 {
                give(&a, &mut b, &links);
                give(&b, &mut a, &links);
            }
            assert_eq!((ids(&a), ids(&b)), (all.clone(), all));
            assert_eq!(a.digest(), b.digest());
            assert_eq!(digest_of(&lanes(&a)), Some(b.digest()));
        }
    }

    #[test]
    fn digests_differ_when_only_the_branch_differs() {
        let link = |id: u8| Link {
            id: EntryId::from_bytes([id; 32]),
            device: DeviceId::from_bytes([1; 32]),
            incarnation: Incarnation::from_bytes([1; 8]),
            seq: 1,
            prev: None,
        };
        let (mut a, mut b) = (Index::default(), Index::default());
        a.insert(&link(1));
        b.insert(&link(2));
        assert_ne!(a.digest(), b.digest());
        assert_eq!(a.missing_for(&lanes(&b), &BTreeSet::new(), &HashSet::new()), [0]);
    }

    #[test]
    fn what_was_refused_is_left_out_and_so_is_what_builds_on_it() {
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        let links = history(&mut rng, true);
        let mut index = Index::default();
        for link in &links {
            index.insert(link);
        }
        let first = links[0];
        let refused = BTreeSet::from([first.id]);
        let rest = index.missing_for(&Lanes::new(), &refused, &HashSet::new());
        let root_of = |place: &Place| {
            let mut link = &index.links[*place as usize];
            while let Some(prev) = link.prev {
                link = &index.links[prev as usize];
            }
            link.id
        };
        assert!(rest.iter().all(|place| root_of(place) != first.id));
        assert!(!rest.is_empty());
    }
}
