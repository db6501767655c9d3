//! One document as this device holds it: what counts of it, own words on their way, what a screen shows of it.

use super::live_text::LiveText;
use super::session_clock::SessionClock;
use horseshoe_merge::{Actor, Document, Incoming, ObjectRef, Outcome, Patch};
use horseshoe_model::{
    ArrangementsView, Authors, CommunityView, Kind, MemberView, NotebookView, PairView,
    PrivateView, Renamed, RoomView, SessionView,
};
use horseshoe_trust::{
    Audience, CommunityId, DeviceId, DeviceKey, DocumentId, DocumentSecret, Entry, EntryError,
    EntryId, EntryKey, EpochId, EpochSecret, Header, Incarnation, MemberId, document_id_for,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

/// A document that is open.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) id: DocumentId,
    pub(crate) kind: Kind,
    pub(crate) owner: Option<MemberId>,
    /// Of a document of a few named members, these; otherwise empty.
    pub(crate) readers: BTreeSet<MemberId>,
    pub(crate) secret: DocumentSecret,
    pub(crate) merged: Document,
    /// Which member each actor is, from the headers of the entries and for this device.
    pub(crate) authors: BTreeMap<Actor, horseshoe_model::MemberId>,
    /// The entries that are in `merged`.
    pub(crate) counted: BTreeSet<EntryId>,
    /// Stored entries that count and are not yet in `merged`, each after what it builds on.
    pub(crate) inbox: Vec<EntryId>,
    /// Of those, the ones that are not tried again before what they wait for is here.
    pub(crate) waiting: BTreeMap<EntryId, WaitsFor>,
    /// What counts must be worked out anew: something arrived that does not simply follow.
    pub(crate) recount: bool,
    /// Own changes that are durable and not yet an entry.
    pub(crate) journal: Vec<Vec<u8>>,
    /// The journal was written in this earlier incarnation and is to be written again in the present one.
    pub(crate) rewrite: Option<Incarnation>,
    /// Own entries that ceased to count and whose words are in later ones.
    pub(crate) written_anew: BTreeSet<EntryId>,
    /// When this device last made an entry here.
    pub(crate) sealed_at: Option<Duration>,
    /// Texts that are open in a text field, or being written.
    pub(crate) live: BTreeMap<String, LiveText>,
    /// Who waits for the words typed in `live` to be durable.
    pub(crate) typists: Vec<u64>,
    /// The clock of this session, where it is one and a device has told it.
    pub(crate) clock: Option<SessionClock>,
    pub(crate) view: View,
}

/// What a screen shows of a document.
#[derive(Clone, Debug)]
pub(crate) enum View {
    Community(Arc<CommunityView>),
    Notebook(Arc<NotebookView>),
    Private(Arc<PrivateView>),
    Member(Arc<MemberView>),
    Pair(Arc<PairView>),
    Room(Arc<RoomView>),
    Arrangements(Arc<ArrangementsView>),
    Session(Arc<SessionView>),
}

/// An entry whose seal is open.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) header: Header,
    pub(crate) id: EntryId,
    pub(crate) payload: Vec<u8>,
}

/// An entry that could not be taken in, and why.
#[derive(Debug)]
pub(crate) struct Rejected {
    pub(crate) id: EntryId,
    pub(crate) device: DeviceId,
    pub(crate) reason: String,
}

/// What an entry waits for that cannot be taken in yet.
#[derive(Clone, Debug)]
pub(crate) enum WaitsFor {
    Secret(EpochId),
    /// One of these, on which it builds.
    Entries(Vec<EntryId>),
    /// A program that knows how to read it.
    NewerVersion,
}

/// What came of taking entries in.
#[derive(Debug, Default)]
pub(crate) struct TakenIn {
    pub(crate) rejected: Vec<Rejected>,
    /// To be tried again next time.
    pub(crate) later: Vec<EntryId>,
    pub(crate) waiting: Vec<(EntryId, WaitsFor)>,
    /// A fork showed: what counts must be worked out anew.
    pub(crate) forked: bool,
}

impl Held {
    /// An empty document of a few people.
    pub(crate) fn for_few(kind: Kind, readers: BTreeSet<MemberId>, secret: DocumentSecret) -> Self {
        let id = document_id_for(kind.name(), &readers, &secret);
        Self { readers, ..Self::empty(id, kind, None, secret) }
    }

    /// The document as it is before anybody wrote in it.
    pub(crate) fn empty(
        id: DocumentId,
        kind: Kind,
        owner: Option<MemberId>,
        secret: DocumentSecret,
    ) -> Self {
        let merged = Document::new(kind.genesis());
        let authors = BTreeMap::new();
        let view = View::read(kind, &merged, &authors);
        Self {
            id,
            kind,
            owner,
            readers: BTreeSet::new(),
            secret,
            merged,
            authors,
            counted: BTreeSet::new(),
            inbox: Vec::new(),
            waiting: BTreeMap::new(),
            recount: false,
            journal: Vec::new(),
            rewrite: None,
            written_anew: BTreeSet::new(),
            sealed_at: None,
            live: BTreeMap::new(),
            typists: Vec::new(),
            clock: None,
            view,
        }
    }

    /// Every member may have it.
    pub(crate) fn is_for_everyone(&self) -> bool {
        self.readers.is_empty() && !self.kind.is_for_few() && self.kind != Kind::Private
    }

    /// Who may have it, and know of it.
    pub(crate) fn audience(&self) -> Audience {
        match self.owner {
            _ if self.is_for_everyone() => Audience::Everyone,
            Some(owner) if self.readers.is_empty() && self.kind == Kind::Private => {
                Audience::Member(owner)
            }
            // Nobody, where an owner is missing, or readers are.
            _ => Audience::Members(self.readers.clone()),
        }
    }

    /// Who writes, as the document knows them.
    pub(crate) fn actor(&self, device: &DeviceId, incarnation: Incarnation) -> Actor {
        Actor::derive(device.as_bytes(), incarnation.as_bytes(), self.id.as_bytes())
    }

    /// Remembers whose words an actor's are.
    pub(crate) fn note_author(
        &mut self,
        device: &DeviceId,
        incarnation: Incarnation,
        member: MemberId,
    ) {
        let actor = self.actor(device, incarnation);
        self.authors.insert(actor, model_member(member));
    }

    /// Makes one entry of the own changes that are pending, as many as fit. `None` if there are none.
    pub(crate) fn seal(
        &mut self,
        key: &DeviceKey,
        incarnation: Incarnation,
        community: CommunityId,
        epoch: &EpochSecret,
        rng: &mut impl rand::CryptoRng,
    ) -> Result<Option<Entry>, EntryError> {
        let Some(pending) = self.merged.pending() else { return Ok(None) };
        let header = Header {
            version: Entry::VERSION,
            community,
            document: self.id,
            device: key.id(),
            incarnation,
            seq: pending.seq,
            prev: pending.prev.map(|id| EntryId::from_bytes(id.0)),
            epoch: epoch.id(),
            deps: pending.deps.iter().map(|id| EntryId::from_bytes(id.0)).collect(),
        };
        let entry = Entry::seal(
            key,
            header,
            &pending.payload,
            &EntryKey::derive(&self.secret, epoch),
            rng,
        )?;
        self.merged.sealed(merge_id(&entry.id()), pending.seq);
        self.journal.drain(..pending.changes.min(self.journal.len()));
        self.counted.insert(entry.id());
        Ok(Some(entry))
    }

    /// Brings opened entries into the document, in one go.
    pub(crate) fn take_in(&mut self, opened: Vec<Opened>) -> TakenIn {
        let (signed, incoming) = self.incoming(opened);
        let outcomes = self.merged.take_in(&incoming);
        self.count(&signed, outcomes)
    }

    /// Builds the document anew from these entries alone. Texts that are open keep their place in it.
    pub(crate) fn rebuild(&mut self, opened: Vec<Opened>) -> TakenIn {
        let (signed, incoming) = self.incoming(opened);
        let (merged, outcomes) = Document::load(self.kind.genesis(), &incoming);
        self.merged = merged;
        self.counted.clear();
        let taken_in = self.count(&signed, outcomes);
        self.view = View::read(self.kind, &self.merged, &self.authors);
        taken_in
    }

    /// What waited for an epoch's secret, or for entries that are in the document now, is to be tried again.
    pub(crate) fn wake(&mut self, secret: Option<EpochId>) {
        let before = self.waiting.len();
        let counted = &self.counted;
        self.waiting.retain(|_, waits| match waits {
            WaitsFor::Secret(epoch) => Some(*epoch) != secret,
            WaitsFor::Entries(missing) => !missing.iter().any(|entry| counted.contains(entry)),
            WaitsFor::NewerVersion => true,
        });
        self.recount |= self.waiting.len() < before;
    }

    /// Writes own changes of an earlier incarnation, or of before a restart, again, after what the journal holds. Gives
    /// the characters that have other names now.
    pub(crate) fn write_again(
        &mut self,
        device: &DeviceId,
        now: Incarnation,
        changes: &[Vec<u8>],
        was: Incarnation,
    ) -> Renamed {
        let (actor, was) = (self.actor(device, now), self.actor(device, was));
        // The changes were this device's own and were checked when they were made; what has lost its place in the
        // document since cannot be placed again.
        let Ok(replayed) = self.merged.replay(actor, changes, was) else { return Renamed::new() };
        self.journal.extend(replayed.changes);
        replayed.renamed.into_iter().map(|(old, new)| (old.into(), new.into())).collect()
    }

    /// Brings the view up to date and gives what changed, for the texts that are open.
    pub(crate) fn refresh(&mut self) -> Vec<Patch> {
        let patches = self.merged.take_patches();
        if !patches.is_empty() {
            self.view.apply_patches(&self.merged, &self.authors, &patches);
        }
        patches
    }

    /// The words of a text, if there is such a text.
    pub(crate) fn words(&self, object: &str) -> Option<String> {
        let object = ObjectRef::parse(object).ok().filter(|object| !object.is_root())?;
        Some(self.merged.text(&object))
    }

    /// A text, and whose its characters are, from its beginning.
    pub(crate) fn who_wrote(&self, object: &str) -> (String, Vec<(Option<MemberId>, usize)>) {
        let Ok(text) = ObjectRef::parse(object) else { return Default::default() };
        let mut runs: Vec<(Option<MemberId>, usize)> = Vec::new();
        for (count, actor) in self.merged.authors(&text) {
            let author = self.authors.get(&actor);
            let author = author.map(|member| MemberId::from_bytes(*member.as_bytes()));
            match runs.last_mut() {
                // Somebody may have written with two devices.
                Some((last, so_far)) if *last == author => *so_far += count,
                _ => runs.push((author, count)),
            }
        }
        (self.merged.text(&text), runs)
    }

    /// Entries as the document takes them, and who signed which.
    fn incoming(&self, opened: Vec<Opened>) -> (Vec<(EntryId, DeviceId)>, Vec<Incoming>) {
        let incoming = |Opened { header, id, payload }: Opened| {
            let incoming = Incoming {
                id: merge_id(&id),
                actor: self.actor(&header.device, header.incarnation),
                seq: header.seq,
                prev: header.prev.as_ref().map(merge_id),
                deps: header.deps.iter().map(merge_id).collect(),
                payload,
            };
            ((id, header.device), incoming)
        };
        opened.into_iter().map(incoming).unzip()
    }

    fn count(&mut self, signed: &[(EntryId, DeviceId)], outcomes: Vec<Outcome>) -> TakenIn {
        let mut taken_in = TakenIn::default();
        for (outcome, &(id, device)) in outcomes.into_iter().zip(signed) {
            match outcome {
                Outcome::Applied | Outcome::Known => {
                    self.counted.insert(id);
                }
                Outcome::Missing(missing) => {
                    let missing = missing.iter().map(|it| EntryId::from_bytes(it.0)).collect();
                    taken_in.waiting.push((id, WaitsFor::Entries(missing)));
                }
                Outcome::NewerVersion(_) => taken_in.waiting.push((id, WaitsFor::NewerVersion)),
                Outcome::SealFirst => taken_in.later.push(id),
                Outcome::Forked(_) => taken_in.forked = true,
                Outcome::Refused(refusal) => {
                    taken_in.rejected.push(Rejected { id, device, reason: refusal.to_string() });
                }
            }
        }
        taken_in
    }
}

impl View {
    pub(crate) fn read(kind: Kind, document: &Document, authors: &dyn Authors) -> Self {
        match kind {
            Kind::Community => Self::Community(Arc::new(CommunityView::read(document, authors))),
            Kind::Notebook => Self::Notebook(Arc::new(NotebookView::read(document, authors))),
            Kind::Private => Self::Private(Arc::new(PrivateView::read(document))),
            Kind::Member => Self::Member(Arc::new(MemberView::read(document, authors))),
            Kind::Pair => Self::Pair(Arc::new(PairView::read(document, authors))),
            Kind::Room => Self::Room(Arc::new(RoomView::read(document, authors))),
            Kind::Arrangements => {
                Self::Arrangements(Arc::new(ArrangementsView::read(document, authors)))
            }
            Kind::Session => Self::Session(Arc::new(SessionView::read(document, authors))),
        }
    }

    fn apply_patches(&mut self, document: &Document, authors: &dyn Authors, patches: &[Patch]) {
        match self {
            Self::Community(view) => Arc::make_mut(view).apply_patches(document, authors, patches),
            Self::Notebook(view) => Arc::make_mut(view).apply_patches(document, authors, patches),
            Self::Private(view) => Arc::make_mut(view).apply_patches(document, patches),
            Self::Member(view) => Arc::make_mut(view).apply_patches(document, authors, patches),
            Self::Pair(view) => Arc::make_mut(view).apply_patches(document, authors, patches),
            Self::Room(view) => Arc::make_mut(view).apply_patches(document, authors, patches),
            Self::Arrangements(view) => {
                Arc::make_mut(view).apply_patches(document, authors, patches)
            }
            Self::Session(view) => Arc::make_mut(view).apply_patches(document, authors, patches),
        };
    }
}

/// The same member, as the documents name them.
pub(crate) fn model_member(member: MemberId) -> horseshoe_model::MemberId {
    horseshoe_model::MemberId::from_bytes(member.to_bytes())
}

fn merge_id(id: &EntryId) -> horseshoe_merge::EntryId {
    horseshoe_merge::EntryId(id.to_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;
    use rand_chacha::ChaCha8Rng;

    fn entry(number: u8, after: &[u8]) -> Opened {
        let id = |number: &u8| EntryId::from_bytes([*number; 32]);
        let header = Header {
            version: Entry::VERSION,
            community: CommunityId::from_bytes([1; 32]),
            document: DocumentId::from_bytes([2; 32]),
            device: DeviceId::from_bytes([number; 32]),
            incarnation: Incarnation::generate(&mut ChaCha8Rng::seed_from_u64(3)),
            seq: 1,
            prev: None,
            epoch: EpochId::from_bytes([4; 16]),
            deps: after.iter().map(id).collect(),
        };
        // The first byte is the version of the payload.
        Opened { header, id: id(&number), payload: vec![250] }
    }

    #[test]
    fn what_waits_is_tried_again_when_what_it_waits_for_is_here_and_not_before() {
        let secret = DocumentSecret::generate(&mut ChaCha8Rng::seed_from_u64(5));
        let mut held = Held::empty(DocumentId::from_bytes([2; 32]), Kind::Notebook, None, secret);
        let taken_in = held.take_in(vec![entry(1, &[]), entry(2, &[1])]);
        assert!(taken_in.rejected.is_empty() && taken_in.later.is_empty());
        held.waiting.extend(taken_in.waiting);
        let (first, second) = (EntryId::from_bytes([1; 32]), EntryId::from_bytes([2; 32]));
        assert!(matches!(held.waiting[&first], WaitsFor::NewerVersion));
        assert!(
            matches!(&held.waiting[&second], WaitsFor::Entries(missing) if *missing == [first])
        );
        let epoch = EpochId::from_bytes([4; 16]);
        held.waiting.insert(EntryId::from_bytes([3; 32]), WaitsFor::Secret(epoch));

        held.wake(None);
        held.wake(Some(EpochId::from_bytes([6; 16])));
        assert!(!held.recount && held.waiting.len() == 3);
        held.wake(Some(epoch));
        assert!(held.recount && held.waiting.len() == 2);
        held.recount = false;
        held.counted.insert(first);
        held.wake(None);
        assert!(held.recount && held.waiting.keys().eq([&first]));
    }
}
