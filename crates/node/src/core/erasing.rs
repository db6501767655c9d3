//! Destroying a document: two propose it, every device that has it shows it for 72 hours of its own time and then
//! carries it out, and says so. What everyone has is destroyed by a certificate that everyone gets; what a few have, by
//! two of them among themselves: see [`few`].
//!
//! A device's own time is the time its program runs, and for each time it did not run what the machine's clock says has
//! passed, but at most a day. So a machine that is on for an hour in the evening is three days late at most, and a clock
//! that is set forward by years gains one day for each start. A clock set back takes nothing away.
//!
//! An objection has no power over others: it keeps the document on the device where it was made until it is withdrawn,
//! and stands in the objector's own document for everybody to see, so that people talk.

mod carrying_out;
mod few;
mod rooms;
mod see;

use super::Core;
use super::community::Community;
use super::proposals::{together, with_signer};
use crate::{Problem, Reply};
use horseshoe_model::{Command as Act, ErasingCommand, Kind};
use horseshoe_store::Batch;
use horseshoe_sync::{Event as SyncEvent, Origin};
use horseshoe_trust::{
    ActKind, Body, CertificateId, CommunityId, DeviceId, DocumentId, MemberId, Proposal, State,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// How long what was agreed is shown before a device carries it out.
pub(crate) const SHOWN: Duration = Duration::from_hours(72);
/// The most that one time without the program counts.
const AWAY: Duration = Duration::from_hours(24);
/// How often the time counted is kept.
const KEEP_EVERY: Duration = Duration::from_mins(30);
/// Proposals to destroy something that are kept at once.
const PROPOSALS: usize = 256;
const KEPT_VERSION: u8 = 1;

/// What is to be destroyed in a community, and what was.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Erasing {
    /// When the time was counted last, unix milliseconds.
    counted_at: u64,
    /// By document, what is collecting signatures.
    proposals: BTreeMap<DocumentId, Vec<u8>>,
    /// By certificate.
    agreed: BTreeMap<CertificateId, Agreed>,
    destroyed: BTreeMap<DocumentId, Destroyed>,
    /// By document of a few, which of the others keep it on their devices all the same. They say so when they connect.
    #[serde(skip)]
    kept_by: BTreeMap<DocumentId, BTreeSet<MemberId>>,
    /// The same moment as `counted_at` by the clock that never jumps; none before the first count.
    #[serde(skip)]
    counted: Option<Duration>,
    #[serde(skip)]
    kept: Duration,
    /// When the next day begins, while there is a day that people wait for.
    #[serde(skip)]
    next_day: Option<Duration>,
}

/// Something agreed, while it is shown.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Agreed {
    document: DocumentId,
    shown: Duration,
    /// Somebody at this device does not want it here.
    kept_here: bool,
}

/// Something this device has destroyed. What is left of it: that nothing of it comes back, and who had it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Destroyed {
    kind: Option<Kind>,
    /// Of a document of a few, who had it: nobody else is told.
    readers: BTreeSet<MemberId>,
    at: u64,
    /// The disk has let go of it.
    for_good: bool,
    /// Of a document of a few, the devices that said so themselves.
    told_by: BTreeSet<DeviceId>,
    /// Which of the letting goes it waits for.
    #[serde(skip)]
    number: u64,
}

impl Erasing {
    /// The name it has in the store.
    pub(crate) fn note_name(id: &CommunityId) -> String {
        format!("erasing/{}", id.to_hex())
    }

    /// # Errors
    ///
    /// Where it cannot be read. Then nothing may go on as if nothing had been destroyed.
    pub(crate) fn from_kept(bytes: &[u8]) -> Result<Self, Problem> {
        let kept: Option<(u8, Self)> = postcard::from_bytes(bytes).ok();
        kept.filter(|(version, _)| *version == KEPT_VERSION).map(|(_, erasing)| erasing).ok_or_else(
            || Problem::StoreDamaged { detail: "what was destroyed cannot be read".to_owned() },
        )
    }

    fn keep(&self, id: &CommunityId, batch: &mut Batch) {
        let bytes = postcard::to_stdvec(&(KEPT_VERSION, self));
        batch.put_note(Self::note_name(id), bytes.expect("plain data can be written"));
    }

    /// Documents of which nothing is kept, sent or asked for here any more.
    pub(crate) fn destroyed(&self) -> impl Iterator<Item = DocumentId> + '_ {
        self.destroyed.keys().copied()
    }

    pub(crate) fn has_destroyed(&self, document: &DocumentId) -> bool {
        self.destroyed.contains_key(document)
    }

    /// Proposed or agreed: what is new is not written there.
    pub(crate) fn is_to_be_destroyed(&self, document: &DocumentId) -> bool {
        self.proposals.contains_key(document) || self.is_agreed(document)
    }

    fn is_agreed(&self, document: &DocumentId) -> bool {
        self.agreed.values().any(|agreed| agreed.document == *document)
    }

    /// What has been shown long enough.
    fn due(&self) -> BTreeSet<DocumentId> {
        let due = self.agreed.values().filter(|it| it.shown >= SHOWN && !it.kept_here);
        due.map(|agreed| agreed.document).collect()
    }

    /// When something here is due by itself.
    pub(crate) fn wakes_at(&self) -> Option<Duration> {
        let due = self.agreed.values().filter(|agreed| !agreed.kept_here);
        let due = due.filter_map(|agreed| Some(self.counted? + SHOWN.saturating_sub(agreed.shown)));
        let keep = (!self.agreed.is_empty()).then(|| self.kept + KEEP_EVERY);
        due.chain(keep).chain(self.next_day).min()
    }
}

impl Core {
    /// Proposes to destroy a document.
    pub(super) fn propose_erase(&mut self, number: u64, id: CommunityId, document: DocumentId) {
        let proposed = self.new_erase(id, document);
        self.answer_erasing(number, id, proposed);
    }

    /// Agrees to destroy what somebody proposed to.
    pub(super) fn agree_to_erase(&mut self, number: u64, id: CommunityId, document: DocumentId) {
        let agreed = self.sign_erase(id, document);
        self.answer_erasing(number, id, agreed);
    }

    /// Would rather keep it: here for as long as that holds, and for everybody to see.
    pub(super) fn object_to_erase(
        &mut self,
        number: u64,
        id: CommunityId,
        document: DocumentId,
        object: bool,
    ) {
        let objected = self.object(id, document, object);
        self.answer_erasing(number, id, objected);
    }

    fn answer_erasing(&mut self, number: u64, id: CommunityId, result: Result<(), Problem>) {
        if let Err(problem) = result {
            return self.answer(number, Err(problem));
        }
        self.changed = true;
        self.keep_erasing(id);
        self.answer_when_saved(number, Reply::Done);
    }

    fn new_erase(&mut self, id: CommunityId, document: DocumentId) -> Result<(), Problem> {
        let me = self.key.id();
        let community = self.community_mut(id)?;
        if !community.may_write(&me) {
            return Err(Problem::NotAMember);
        }
        let living = community.living.as_ref().ok_or(Problem::StillADraft)?;
        let grant = living.ledger.grants(&document).first().ok_or(Problem::NotHereYet)?;
        // What the group cannot be without, what is one member's own, and a room, which closes.
        if !community.may_be_erased(&document) {
            return Err(Problem::NotToBeErased);
        }
        if community.erasing.is_agreed(&document) {
            return Ok(());
        }
        let mine = grant.owned().filter(|owned| owned.owner == community.member_of(&me));
        if let Some(mine) = mine {
            let body = Body::Erase { document, owned: Some(mine) };
            let heads = living.ledger.membership().heads();
            let mut statement =
                Proposal::new(id, heads, body, [me]).map_err(|error| refused(&error))?;
            statement.sign(&self.key);
            let certificate = statement.finish().ok_or(Problem::NotHereYet)?;
            self.add_certificate(id, certificate, Origin::Own);
            return Ok(());
        }
        if community.erasing.proposals.contains_key(&document) {
            return self.sign_erase(id, document);
        }
        let body = Body::Erase { document, owned: None };
        let heads = living.ledger.membership().heads();
        let mut proposal = Proposal::new(id, heads, body, [me]).map_err(|error| refused(&error))?;
        proposal.sign(&self.key);
        self.put_erase(id, document, &proposal);
        self.tell_erase(id, document, proposal.to_bytes());
        self.complete_erase(id, document);
        Ok(())
    }

    fn sign_erase(&mut self, id: CommunityId, document: DocumentId) -> Result<(), Problem> {
        let me = self.key.id();
        let community = self.community_mut(id)?;
        if !community.may_write(&me) {
            return Err(Problem::NotAMember);
        }
        let living = community.living.as_ref().ok_or(Problem::StillADraft)?;
        if community.erasing.is_agreed(&document) {
            return Ok(());
        }
        let bytes = community.erasing.proposals.get(&document).ok_or(Problem::NothingProposed)?;
        let proposal = Proposal::from_bytes(bytes).or(Err(Problem::NothingProposed))?;
        let mut proposal = with_signer(&proposal, me).ok_or(Problem::NothingProposed)?;
        if !living.ledger.membership().may_sign(&proposal, &me) {
            return Err(Problem::NotHereYet);
        }
        proposal.sign(&self.key);
        self.put_erase(id, document, &proposal);
        self.tell_erase(id, document, proposal.to_bytes());
        self.complete_erase(id, document);
        Ok(())
    }

    fn object(
        &mut self,
        id: CommunityId,
        document: DocumentId,
        object: bool,
    ) -> Result<(), Problem> {
        let community = self.community_mut(id)?;
        let of_a_few = !community.readers_of(&document).is_empty();
        let erasing = &mut community.erasing;
        // A few agree or do not: there is nothing to object to before.
        let mut known = !of_a_few && erasing.proposals.contains_key(&document);
        for agreed in erasing.agreed.values_mut().filter(|agreed| agreed.document == document) {
            agreed.kept_here = object;
            known = true;
        }
        if !known {
            return Err(Problem::NothingProposed);
        }
        if of_a_few {
            self.tell_what_is_kept(id, document, object);
        } else {
            let document = document.to_hex();
            self.say_about_erasing(id, &ErasingCommand::Object { document, object });
        }
        Ok(())
    }

    /// Writes it in my own document. It is no act to be taken back.
    fn say_about_erasing(&mut self, id: CommunityId, say: &ErasingCommand) {
        let before = self.communities.get(&id).map(|community| community.ways_back.acts());
        self.perform(id, &Act::Erasing(say.clone())).ok();
        if let Some(community) = self.communities.get_mut(&id) {
            community.ways_back.forget_acts_after(before.unwrap_or_default());
            self.keep_ways_back(id);
        }
    }

    /// Somebody proposes to destroy something, or agreed to.
    pub(super) fn erase_came(&mut self, id: CommunityId, proposal: Proposal) {
        let Body::Erase { document, owned: None } = proposal.body() else { return };
        let document = *document;
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = &community.living else { return };
        let state = living.ledger.membership().state();
        let readers = community.readers_of(&document);
        let concerned = |member: MemberId| readers.is_empty() || readers.contains(&member);
        let vouched = signers(&state, &proposal).into_iter().any(concerned);
        let known_here =
            !living.ledger.grants(&document).is_empty() && community.may_be_erased(&document);
        let erasing = &community.erasing;
        let settled = erasing.has_destroyed(&document) || erasing.is_agreed(&document);
        if !vouched || !known_here || settled {
            return;
        }
        let known = community.erasing.proposals.get(&document);
        let joined = match known.and_then(|known| Proposal::from_bytes(known).ok()) {
            // Another statement takes the place of the known one only where this device has not signed that.
            Some(known) => together(&known, &proposal)
                .or_else(|| (!known.signers().contains(&self.key.id())).then_some(proposal)),
            None if community.erasing.proposals.len() < PROPOSALS => Some(proposal),
            None => None,
        };
        if let Some(joined) = joined {
            self.changed = true;
            self.put_erase(id, document, &joined);
            self.complete_erase(id, document);
            self.keep_erasing(id);
        }
    }

    /// Sends a device that has just connected what is collecting signatures.
    pub(super) fn send_erasing(&mut self, id: CommunityId, peer: DeviceId) {
        let Some(community) = self.communities.get(&id) else { return };
        let member = community.member_of(&peer);
        let concerned = |(document, _): &(&DocumentId, &Vec<u8>)| {
            let readers = community.readers_of(document);
            readers.is_empty() || readers.contains(&member)
        };
        let proposals = community.erasing.proposals.iter().filter(concerned);
        for bytes in proposals.map(|(_, bytes)| bytes.clone()).collect::<Vec<_>>() {
            self.sync(id, SyncEvent::Proposal { to: Some(peer), bytes });
        }
        self.tell_of_few(id, &[peer]);
    }

    /// Tells everyone, or of a document of a few those who have it.
    fn tell_erase(&mut self, id: CommunityId, document: DocumentId, bytes: Vec<u8>) {
        let Some(community) = self.communities.get(&id) else { return };
        if community.readers_of(&document).is_empty() {
            return self.sync(id, SyncEvent::Proposal { to: None, bytes });
        }
        for peer in community.peers_who_read(&document) {
            self.sync(id, SyncEvent::Proposal { to: Some(peer), bytes: bytes.clone() });
        }
    }

    fn put_erase(&mut self, id: CommunityId, document: DocumentId, proposal: &Proposal) {
        if let Some(community) = self.communities.get_mut(&id) {
            community.erasing.proposals.insert(document, proposal.to_bytes());
        }
    }

    /// Once enough have signed: what everyone has, by publishing it; what a few have, among them.
    fn complete_erase(&mut self, id: CommunityId, document: DocumentId) {
        let Some(community) = self.communities.get(&id) else { return };
        let Some(living) = &community.living else { return };
        if !community.readers_of(&document).is_empty() {
            return self.erasing_changed(id);
        }
        let bytes = community.erasing.proposals.get(&document);
        let certificate = bytes
            .and_then(|bytes| Proposal::from_bytes(bytes).ok())
            .filter(|proposal| living.ledger.membership().would_hold(proposal))
            .and_then(|proposal| proposal.finish());
        if let Some(certificate) = certificate {
            self.add_certificate(id, certificate, Origin::Own);
        }
    }

    /// After certificates came: what is agreed now. What a removal has cut is agreed no more.
    pub(super) fn erasing_changed(&mut self, id: CommunityId) {
        self.count_time_shown(id);
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = &community.living else { return };
        let state = living.ledger.membership().state();
        let published = state.acts().iter().filter_map(|act| match act.kind {
            ActKind::Erase(document) => Some((act.certificate, document)),
            ActKind::Close => None,
        });
        let acts: BTreeMap<CertificateId, DocumentId> = published
            .chain(community.agreed_among_few())
            .filter(|(_, document)| !community.erasing.has_destroyed(document))
            // Whoever signs that is not asked to by this program, and not obeyed by it.
            .filter(|(_, document)| community.may_be_erased(document))
            .collect();
        let objects = objectors(community);
        let me = community.member_of(&self.key.id());
        let of_few = |document: &DocumentId| !community.readers_of(document).is_empty();
        // What a few agreed on stays with them, for those of them who have not heard; the rest is in the certificates.
        let settled: Vec<DocumentId> =
            acts.values().filter(|document| !of_few(document)).copied().collect();
        let erasing = &mut community.erasing;
        let before = (erasing.agreed.len(), erasing.proposals.len());
        erasing.agreed.retain(|certificate, _| acts.contains_key(certificate));
        let mut new = false;
        erasing.proposals.retain(|document, _| !settled.contains(document));
        for (certificate, document) in acts {
            let objects = objects.get(&document).is_some_and(|by| by.contains(&me));
            erasing.agreed.entry(certificate).or_insert_with(|| {
                new = true;
                Agreed { document, shown: Duration::ZERO, kept_here: objects }
            });
        }
        if new || before != (erasing.agreed.len(), erasing.proposals.len()) {
            self.changed = true;
            self.keep_erasing(id);
        }
    }

    pub(super) fn keep_erasing(&mut self, id: CommunityId) {
        if let Some(community) = self.communities.get_mut(&id) {
            community.erasing.kept = self.now.running;
            community.erasing.keep(&id, self.saving.next());
        }
    }
}

impl Community {
    /// Whether this is destroyed by agreement: not what the group needs, nor what is one member's own. Files, and what this
    /// version does not know, are.
    fn may_be_erased(&self, document: &DocumentId) -> bool {
        self.kind_of(document).is_none_or(may_be_erased)
    }

    /// Also of a document that was never opened here.
    fn kind_of(&self, document: &DocumentId) -> Option<Kind> {
        let held = self.documents.get(document).map(|held| held.kind);
        held.or_else(|| {
            let grants = self.living.as_ref()?.ledger.grants(document);
            grants.first().and_then(|grant| Kind::from_name(&grant.kind))
        })
    }
}

/// What can be destroyed by agreement: shared notes, and what a few have among themselves.
const fn may_be_erased(kind: Kind) -> bool {
    matches!(kind, Kind::Notebook | Kind::Pair | Kind::Arrangements)
}

fn refused(error: &impl ToString) -> Problem {
    Problem::Refused { rule: "certificate".to_owned(), reason: error.to_string() }
}

/// The members who stand and have signed.
fn signers(state: &State, proposal: &Proposal) -> BTreeSet<MemberId> {
    let missing = proposal.missing();
    let signed = proposal.signers().iter().filter(|signer| !missing.contains(signer));
    signed.filter(|signer| state.stands(signer)).filter_map(|it| state.member(it)).collect()
}

/// By document, who would rather keep it.
fn objectors(community: &Community) -> BTreeMap<DocumentId, BTreeSet<MemberId>> {
    let mut all: BTreeMap<DocumentId, BTreeSet<MemberId>> = BTreeMap::new();
    for (member, view) in community.member_views() {
        let member = MemberId::from_bytes(*member.as_bytes());
        for document in &view.erasing.objects_to {
            if let Ok(document) = DocumentId::from_hex(document) {
                all.entry(document).or_default().insert(member);
            }
        }
    }
    all.extend(community.erasing.kept_by.clone());
    all
}
