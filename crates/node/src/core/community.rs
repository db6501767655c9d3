//! One community, or the draft of one, as this device holds it.

use super::carets::Pen;
use super::document::{Held, model_member};
use super::erasing::Erasing;
use super::held_by::HeldBy;
use super::letting_in::Request;
use super::removing::Removing;
use super::seen::Seen;
use super::ways_back::WaysBack;
use crate::{Membership, Problem, RequestId, TurnedAway, Typing};
use horseshoe_model::{Kind, MemberView};
use horseshoe_store::Batch;
use horseshoe_sync::Sync;
use horseshoe_trust::{
    CommunityId, DeviceId, DocumentId, DocumentSecret, EntryId, EpochId, EpochSecret, Invitations,
    Ledger, MemberId, TicketId, document_id,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

/// A community on this device. Before the second person joins it is a draft: documents, but nobody to sign for them.
pub(crate) struct Community {
    pub(crate) id: CommunityId,
    pub(crate) name: String,
    /// Absent in a draft.
    pub(crate) living: Option<Living>,
    pub(crate) epochs: BTreeMap<EpochId, EpochSecret>,
    pub(crate) roots: Roots,
    pub(crate) documents: BTreeMap<DocumentId, Held>,
    pub(crate) invitations: Invitations,
    /// The tickets given out, as text, to show them again.
    pub(crate) tickets: BTreeMap<TicketId, String>,
    pub(crate) requests: BTreeMap<RequestId, Request>,
    /// Who somebody who asks was before, as this person says while letting them in.
    pub(crate) was: BTreeMap<RequestId, MemberId>,
    /// Removals that wait for a signature, and who has heard of those that hold.
    pub(crate) removing: Removing,
    /// Who knocked with a ticket that serves no more.
    pub(crate) turned_away: Vec<TurnedAway>,
    /// As people saw it last; absent once something of it may have changed.
    pub(crate) membership_seen: Option<Arc<Membership>>,
    /// What can be taken back of one's own.
    pub(crate) ways_back: WaysBack,
    /// Where others' devices are in texts.
    pub(crate) pens: BTreeMap<DeviceId, Pen>,
    pub(crate) peers: BTreeMap<DeviceId, Peer>,
    /// What other devices hold of what this one wrote.
    pub(crate) held_by: HeldBy,
    /// In a draft, the community it carries on.
    pub(crate) continues: Option<CommunityId>,
    /// Nothing of this community is received or sent, until people want to go on.
    pub(crate) stopped: bool,
    /// What the person at this device has seen; nothing is new to them before they first looked.
    pub(crate) seen: Option<Seen>,
    /// What is to be destroyed, and what was.
    pub(crate) erasing: Erasing,
}

/// What a community has once it has begun.
pub(crate) struct Living {
    pub(crate) ledger: Ledger,
    pub(crate) sync: Sync,
    /// When sync wants to be woken.
    pub(crate) wake: Option<Duration>,
    /// Entries on their way to the disk.
    pub(crate) unsaved: BTreeMap<EntryId, Arc<[u8]>>,
    /// Entries that were signed by a member and cannot be used, by who signed them.
    pub(crate) set_aside: BTreeMap<DeviceId, Aside>,
}

/// What one device signed that cannot be used.
#[derive(Clone, Debug, Default)]
pub(crate) struct Aside {
    pub(crate) entries: u64,
    /// Of the latest few, each reason once.
    pub(crate) reasons: Vec<String>,
}

impl Aside {
    pub(crate) fn add(&mut self, reason: &str) {
        const MOST: usize = 5;
        self.entries += 1;
        self.reasons.retain(|known| known != reason);
        self.reasons.insert(0, reason.to_owned());
        self.reasons.truncate(MOST);
    }
}

/// A connected device of this community.
#[derive(Clone, Debug, Default)]
pub(crate) struct Peer {
    pub(crate) in_sync: bool,
    /// What it is sending, by document: entries so far, and expected.
    pub(crate) receiving: BTreeMap<DocumentId, (u64, u64)>,
}

/// The documents every screen needs. All but one's own two are named by the Genesis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Roots {
    pub(crate) community: DocumentId,
    pub(crate) notebook: DocumentId,
    pub(crate) member: DocumentId,
    pub(crate) private: DocumentId,
}

impl Roots {
    /// `None` for documents of which there may be any number: sessions, and those of a few people.
    pub(crate) fn of(&self, kind: Kind) -> Option<DocumentId> {
        match kind {
            Kind::Community => Some(self.community),
            Kind::Notebook => Some(self.notebook),
            Kind::Member => Some(self.member),
            Kind::Private => Some(self.private),
            Kind::Pair | Kind::Room | Kind::Arrangements | Kind::Session => None,
        }
    }
}

/// What is kept of a community beside its certificates, grants and entries, under one name in the store.
#[derive(Serialize, Deserialize)]
struct Kept {
    version: u8,
    name: String,
    roots: Roots,
    epochs: Vec<[u8; 32]>,
    /// Kind, owner and secret of the documents made or opened here, but for those of a few people: their secrets are
    /// in their grants alone, sealed to this device. In a draft there are no grants, and one person is whom they are for.
    documents: Vec<(Kind, Option<MemberId>, [u8; 32])>,
    invitations: Vec<u8>,
    tickets: Vec<(TicketId, String)>,
    requests: Vec<(RequestId, Request)>,
    /// Own entries that ceased to count and are written anew, by document.
    written_anew: Vec<(DocumentId, Vec<EntryId>)>,
}

const KEPT_VERSION: u8 = 1;

impl Community {
    /// A draft with its first documents.
    pub(crate) fn draft(
        id: CommunityId,
        name: String,
        me: MemberId,
        rng: &mut impl rand::CryptoRng,
    ) -> Self {
        let mut documents = BTreeMap::new();
        let mut begin = |kind: Kind, owner: Option<MemberId>| {
            let secret = DocumentSecret::generate(rng);
            let id = document_id(kind.name(), owner, &secret);
            documents.insert(id, Held::empty(id, kind, owner, secret));
            id
        };
        let roots = Roots {
            community: begin(Kind::Community, None),
            notebook: begin(Kind::Notebook, None),
            member: begin(Kind::Member, Some(me)),
            private: begin(Kind::Private, Some(me)),
        };
        Self::with(id, name, roots, documents)
    }

    pub(crate) fn with(
        id: CommunityId,
        name: String,
        roots: Roots,
        documents: BTreeMap<DocumentId, Held>,
    ) -> Self {
        Self {
            id,
            name,
            living: None,
            epochs: BTreeMap::new(),
            roots,
            documents,
            invitations: Invitations::default(),
            tickets: BTreeMap::new(),
            requests: BTreeMap::new(),
            was: BTreeMap::new(),
            removing: Removing::default(),
            turned_away: Vec::new(),
            membership_seen: None,
            ways_back: WaysBack::default(),
            pens: BTreeMap::new(),
            peers: BTreeMap::new(),
            held_by: HeldBy::default(),
            continues: None,
            stopped: false,
            seen: None,
            erasing: Erasing::default(),
        }
    }

    /// The name its [`Kept`] part has in the store.
    pub(crate) fn note_name(id: &CommunityId) -> String {
        format!("community/{}", id.to_hex())
    }

    /// Writes what is kept beside certificates, grants and entries.
    pub(crate) fn keep(&self, batch: &mut Batch) {
        let kept = Kept {
            version: KEPT_VERSION,
            name: self.name.clone(),
            roots: self.roots,
            epochs: self.epochs.values().map(|secret| *secret.as_bytes()).collect(),
            documents: self
                .documents
                .values()
                .filter(|held| held.readers.is_empty() || self.living.is_none())
                .map(|held| {
                    let owner = held.owner.or(held.readers.first().copied());
                    (held.kind, owner, *held.secret.as_bytes())
                })
                .collect(),
            invitations: self.invitations.to_bytes(),
            tickets: self.tickets.iter().map(|(id, text)| (*id, text.clone())).collect(),
            requests: self.requests.iter().map(|(id, request)| (*id, request.clone())).collect(),
            written_anew: self
                .documents
                .values()
                .filter(|held| !held.written_anew.is_empty())
                .map(|held| (held.id, held.written_anew.iter().copied().collect()))
                .collect(),
        };
        let bytes = postcard::to_stdvec(&kept).expect("plain data can be written");
        batch.put_note(Self::note_name(&self.id), bytes);
    }

    /// Reads what [`Community::keep`] wrote. Documents are empty, and the community a draft, until the rest is read.
    pub(crate) fn from_kept(id: CommunityId, bytes: &[u8]) -> Result<Self, Problem> {
        let damaged = || Problem::StoreDamaged {
            detail: "what is kept of a community cannot be read".to_owned(),
        };
        let kept: Kept = postcard::from_bytes(bytes).map_err(|_unreadable| damaged())?;
        if kept.version > KEPT_VERSION {
            return Err(Problem::ProfileNewer { found: u32::from(kept.version) });
        }
        let mut documents = BTreeMap::new();
        for (kind, owner, secret) in kept.documents {
            let secret = DocumentSecret::from_bytes(secret);
            let held = if kind.is_for_few() {
                Held::for_few(kind, owner.into_iter().collect(), secret)
            } else {
                let document = document_id(kind.name(), owner, &secret);
                Held::empty(document, kind, owner, secret)
            };
            documents.insert(held.id, held);
        }
        for (document, written_anew) in kept.written_anew {
            if let Some(held) = documents.get_mut(&document) {
                held.written_anew = written_anew.into_iter().collect();
            }
        }
        let mut community = Self::with(id, kept.name, kept.roots, documents);
        for secret in kept.epochs {
            let secret = EpochSecret::from_bytes(secret);
            community.epochs.insert(secret.id(), secret);
        }
        community.invitations = Invitations::from_bytes(&kept.invitations).ok_or_else(damaged)?;
        community.tickets = kept.tickets.into_iter().collect();
        // Whoever only stood at the open door has gone with the talk.
        community.requests =
            kept.requests.into_iter().filter(|(_, request)| !request.only_at_the_door()).collect();
        Ok(community)
    }

    pub(crate) fn root(&self, kind: Kind) -> Option<&Held> {
        self.documents.get(&self.roots.of(kind)?)
    }

    /// Whether `device` may write here now. In a draft there is only one device.
    pub(crate) fn may_write(&self, device: &DeviceId) -> bool {
        self.living.as_ref().is_none_or(|living| living.ledger.membership().state().stands(device))
    }

    /// The devices to exchange with: of all members who stand, without this one.
    pub(crate) fn exchanges_with(&self, me: &DeviceId) -> BTreeSet<DeviceId> {
        if self.stopped { BTreeSet::new() } else { self.others(me) }
    }

    /// The devices of all members who stand, without this one.
    pub(crate) fn others(&self, me: &DeviceId) -> BTreeSet<DeviceId> {
        let Some(living) = &self.living else { return BTreeSet::new() };
        let standing = living.ledger.membership().state().standing_devices();
        standing.into_keys().filter(|device| device != me).collect()
    }

    /// Whose device it is; before and after it stands, whoever came in with it.
    pub(crate) fn member_of(&self, device: &DeviceId) -> MemberId {
        let known = self
            .living
            .as_ref()
            .and_then(|living| living.ledger.membership().state().member(device));
        known.unwrap_or_else(|| MemberId::from(*device))
    }

    /// Everybody who stands, with what their own document says.
    pub(crate) fn member_views(&self) -> Vec<(horseshoe_model::MemberId, Arc<MemberView>)> {
        let views = self.views_of_members();
        let members = self.standing().into_iter().map(model_member);
        members.map(|member| (member, views.get(&member).cloned().unwrap_or_default())).collect()
    }

    /// The members who stand. In a draft, the one whose draft it is.
    pub(crate) fn standing(&self) -> Vec<MemberId> {
        let Some(living) = &self.living else {
            return self.root(Kind::Member).and_then(|held| held.owner).into_iter().collect();
        };
        let members = living.ledger.membership().state().members();
        members.into_iter().filter(|member| member.standing).map(|member| member.member).collect()
    }

    /// Where others are and what they are typing.
    pub(crate) fn writers(&self) -> Vec<Typing> {
        let seen = |(device, pen): (&DeviceId, &Pen)| {
            pen.seen(self.documents.get(&pen.document())?, self.member_of(device))
        };
        self.pens.iter().filter_map(seen).collect()
    }

    /// Whether somebody who may see this document is connected.
    pub(crate) fn heard_by_others(&self, held: &Held) -> bool {
        let Some(living) = &self.living else { return false };
        let state = living.ledger.membership().state();
        let audience = held.audience();
        let sees = |member| audience.includes(member);
        self.peers.keys().any(|peer| state.stands(peer) && state.member(peer).is_some_and(sees))
    }

    /// When something here is due by itself.
    pub(crate) fn wakes_at(&self, now: Duration) -> Option<Duration> {
        let sync = self.living.as_ref().and_then(|living| living.wake);
        let pens = self.pens.values().map(|pen| pen.until);
        let documents = self.documents.values().filter_map(|held| {
            let typed = held.live.values().filter_map(|text| text.due()).min();
            let waits = !held.journal.is_empty() || !held.inbox.is_empty();
            let entry = held
                .sealed_at
                .filter(|_| waits)
                .map(|sealed| sealed + super::writing::between_entries(held.kind));
            let moved = held.live.values().filter_map(|text| text.told_at()).min();
            typed.into_iter().chain(moved).chain(entry.filter(|due| *due > now)).min()
        });
        documents.chain(sync).chain(pens).chain(self.erasing.wakes_at()).min()
    }
}
