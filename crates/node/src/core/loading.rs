//! From what is on the disk to a node that is ready: nothing here contacts anybody.

use super::community::{Community, Living};
use super::contacted::Contacts;
use super::erasing::Erasing;
use super::exchange::Carried;
use super::held_by::HeldBy;
use super::removing::Removing;
use super::saving::Saving;
use super::seen::Seen;
use super::ways_back::WaysBack;
use super::{Core, Me, NetworkState};
use crate::guard::ME;
use crate::{Mode, Now, Problem, Snapshot};
use horseshoe_store::{Batch, Place, Read};
use horseshoe_trust::{
    Certificate, CommunityId, DeviceId, DeviceKey, DocumentGrant, DocumentId, Entry, Incarnation,
    Ledger, Way,
};
use rand::rngs::StdRng;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;

/// What a core starts from, beside the store.
pub(crate) struct Start {
    pub(crate) key: DeviceKey,
    pub(crate) shelf: Arc<dyn Read>,
    pub(crate) rng: StdRng,
    pub(crate) now: Now,
    /// The profile may be a copy or a restored backup: this device writes under a new name from now on.
    pub(crate) doubt: bool,
    pub(crate) online: bool,
    /// Overrides the mode people chose.
    pub(crate) mode: Option<Mode>,
    /// What the profile wants kept, so that the next start can tell whether it is a copy.
    pub(crate) marks: Batch,
    /// What opens the profile.
    pub(crate) ways: BTreeSet<Way>,
}

impl Core {
    /// Reads the profile.
    ///
    /// # Errors
    ///
    /// Where the disk cannot be read, or what is there cannot be understood. A damaged row of one document is not an
    /// error: it is a problem in the snapshot, and the rest goes on.
    pub(crate) fn load(start: Start) -> Result<Self, Problem> {
        let Start { key, shelf, mut rng, now, doubt, online, mode, marks, ways } = start;
        let kept = read_note(&*shelf, "incarnation")?;
        let was = kept.and_then(|bytes| bytes.try_into().ok()).map(Incarnation::from_bytes);
        let incarnation = was.filter(|_| !doubt).unwrap_or_else(|| Incarnation::generate(&mut rng));
        let mut core = Self {
            key,
            incarnation,
            shelf,
            rng,
            now,
            me: Me::default(),
            network: NetworkState { online, ..NetworkState::default() },
            communities: BTreeMap::new(),
            asking: BTreeMap::new(),
            open_door: None,
            room: super::Room::default(),
            doors: BTreeMap::new(),
            saving: Saving::default(),
            guard: Arc::default(),
            renewals: 0,
            connected: BTreeSet::new(),
            addresses: BTreeMap::new(),
            contacts: Contacts::default(),
            carried: Carried::default(),
            effects: Vec::new(),
            problems: Vec::new(),
            snapshot: Arc::new(Snapshot::default()),
            changed: true,
            finishing: false,
        };
        if was != Some(incarnation) {
            core.saving.next().put_note("incarnation", incarnation.as_bytes().to_vec());
        }
        core.saving.next().append(marks);
        core.load_guard(ways)?;
        core.load_notes()?;
        if let Some(mode) = mode {
            core.network.mode = mode;
        }
        // Without the list nothing is begun: the next one written would forget what this one names.
        let list: Vec<(CommunityId, bool)> = match read_note(&*core.shelf, "communities")? {
            Some(list) => postcard::from_bytes(&list)
                .map_err(|_unreadable| damaged("the list of communities cannot be read"))?,
            None => Vec::new(),
        };
        for (id, living) in list {
            core.load_community(id, living, was.unwrap_or(incarnation))?;
        }
        core.load_asking()?;
        core.allow_members();
        Ok(core)
    }

    fn load_notes(&mut self) -> Result<(), Problem> {
        if let Some(bytes) = read_note(&*self.shelf, ME)? {
            self.me = postcard::from_bytes(&bytes).unwrap_or_default();
        }
        if let Some(bytes) = read_note(&*self.shelf, "mode")? {
            self.network.mode = serde_json::from_slice::<Mode>(&bytes).unwrap_or_default();
        }
        if let Some(bytes) = read_note(&*self.shelf, "addresses")? {
            self.addresses = postcard::from_bytes::<BTreeMap<DeviceId, Vec<SocketAddr>>>(&bytes)
                .unwrap_or_default();
        }
        if let Some(bytes) = read_note(&*self.shelf, Contacts::NOTE)? {
            self.contacts = Contacts::from_kept(&bytes);
        }
        if let Some(bytes) = read_note(&*self.shelf, Carried::NOTE)? {
            self.carried = Carried::from_kept(&bytes);
        }
        Ok(())
    }

    fn load_asking(&mut self) -> Result<(), Problem> {
        let Some(bytes) = read_note(&*self.shelf, "asking")? else { return Ok(()) };
        for text in postcard::from_bytes::<Vec<String>>(&bytes).unwrap_or_default() {
            // A ticket that has expired meanwhile is no longer asked with; its inviter has let nobody in with it.
            if let Err(problem) = self.begin_to_ask(&text, false) {
                self.trouble(problem);
            }
        }
        Ok(())
    }

    fn load_community(
        &mut self,
        id: CommunityId,
        living: bool,
        was: Incarnation,
    ) -> Result<(), Problem> {
        let Some(kept) = read_note(&*self.shelf, &Community::note_name(&id))? else {
            self.trouble(Problem::StoreDamaged { detail: "a community is missing".to_owned() });
            return Ok(());
        };
        let mut community = Community::from_kept(id, &kept)?;
        if let Some(kept) = read_note(&*self.shelf, &WaysBack::note_name(&id))? {
            community.ways_back = WaysBack::from_kept(&kept);
        }
        if let Some(kept) = read_note(&*self.shelf, &HeldBy::note_name(&id))? {
            community.held_by = HeldBy::from_kept(&kept);
        }
        if let Some(kept) = read_note(&*self.shelf, &Removing::note_name(&id))? {
            community.removing = Removing::from_kept(&kept);
        }
        community.seen =
            read_note(&*self.shelf, &Seen::note_name(&id))?.and_then(|kept| Seen::from_kept(&kept));
        if let Some(kept) = read_note(&*self.shelf, &Community::continues_name(&id))? {
            community.continues = kept.try_into().ok().map(CommunityId::from_bytes);
        }
        if let Some(kept) = read_note(&*self.shelf, &Erasing::note_name(&id))? {
            community.erasing = Erasing::from_kept(&kept)?;
        }
        if living {
            community.living = Some(self.load_ledger(id, &community.erasing)?);
        }
        self.communities.insert(id, community);
        self.open_grants(id);
        let documents: Vec<DocumentId> = self.communities[&id].documents.keys().copied().collect();
        let (device, incarnation) = (self.key.id(), self.incarnation);
        let member = self.communities[&id].member_of(&device);
        for document in &documents {
            if let Some(held) = self.held(id, *document) {
                held.note_author(&device, incarnation, member);
                held.recount = living;
            }
        }
        if living {
            self.take_in_all(id);
        }
        for document in documents {
            self.load_journal(id, document, was)?;
        }
        self.introduce_holdings(id);
        self.erasing_changed(id);
        self.go_on_destroying(id);
        Ok(())
    }

    fn load_ledger(&mut self, id: CommunityId, erasing: &Erasing) -> Result<Living, Problem> {
        // One that cannot be read may be a removal: without it somebody would stand who is out. So all or none.
        let mut certificates: Vec<Certificate> = self
            .shelf
            .certificates(&id)?
            .iter()
            .map(|(_, bytes)| Certificate::from_bytes(bytes))
            .collect::<Result<_, _>>()
            .map_err(|_unreadable| damaged("a certificate of a community cannot be read"))?;
        let all = certificates.len();
        let genesis = certificates.iter().position(Certificate::is_genesis);
        let genesis = certificates
            .remove(genesis.ok_or_else(|| damaged("the beginning of a community is missing"))?);
        let ledger = Ledger::new(genesis).map_err(|error| damaged(&error.to_string()))?;
        let mut living = Living::new(self.key.id(), id, ledger);
        for certificate in certificates {
            living.ledger.add_certificate(certificate);
        }
        if living.ledger.take_entered_certificates().len() != all {
            return Err(damaged("a certificate of a community is missing"));
        }
        for document in erasing.destroyed() {
            living.ledger.forget_document(document);
        }
        for bytes in self.shelf.grants(&id)? {
            if let Ok(grant) = DocumentGrant::from_bytes(&bytes) {
                living.ledger.add_grant(grant);
            }
        }
        for document in
            living.ledger.documents().map(|grant| grant.document).collect::<BTreeSet<_>>()
        {
            for (_, entry_id, bytes) in
                self.shelf.entries(&id, &document, Place::START, usize::MAX)?
            {
                // The signature was checked before it was stored, and the store seals its rows.
                if let Ok(entry) = Entry::from_bytes(&bytes) {
                    living.ledger.restore_entry(entry_id, entry.header());
                }
            }
        }
        Ok(living)
    }

    /// Own words that are not an entry yet.
    fn load_journal(
        &mut self,
        id: CommunityId,
        document: DocumentId,
        was: Incarnation,
    ) -> Result<(), Problem> {
        let journal = self.shelf.journal(&id, &document)?;
        let (device, incarnation) = (self.key.id(), self.incarnation);
        let Some(held) =
            self.communities.get_mut(&id).and_then(|it| it.documents.get_mut(&document))
        else {
            return Ok(());
        };
        if !journal.is_empty() {
            let renamed = held.write_again(&device, incarnation, &journal, was);
            held.refresh();
            if was != incarnation {
                self.saving.next().clear_journal(id, document);
                for change in &held.journal {
                    self.saving.next().put_journal(id, document, change.clone());
                }
            }
            self.rename(id, document, &renamed);
        }
        Ok(())
    }
}

fn damaged(detail: &str) -> Problem {
    Problem::StoreDamaged { detail: detail.to_owned() }
}

fn read_note(shelf: &dyn Read, name: &str) -> Result<Option<Vec<u8>>, Problem> {
    shelf.note(name).map_err(Problem::from)
}
