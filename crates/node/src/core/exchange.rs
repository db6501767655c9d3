//! The exchange file, saved: what somebody lacks, sealed to their devices. Opening one is in `opening`, what goes to and
//! from somebody who asks to be let in is in `letters`.

mod letters;
mod opening;

use super::{Core, Effect, Promise};
use crate::{ForWhom, Problem, Reply};
use horseshoe_store::Batch;
use horseshoe_sync::Audience;
use horseshoe_sync::exchange_file::{Holdings, Writer};
use horseshoe_trust::{
    CommunityId, DeviceId, DocumentId, EntryId, Letter, Parcel, TicketId, seal_secret,
};
use opening::Opening;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

const KEPT_VERSION: u8 = 1;

/// What is known of exchange by files.
#[derive(Default)]
pub(crate) struct Carried {
    known: Known,
    /// Files being taken in, a part with each step, so that nobody's typing waits for one.
    opening: VecDeque<Opening>,
}

/// The part that is kept.
#[derive(Default, Serialize, Deserialize)]
struct Known {
    /// What other devices hold, as they said in a file or as was so when they were last connected.
    holdings: BTreeMap<CommunityId, BTreeMap<DeviceId, Holdings>>,
    /// Who asked to be let in with a file, and is answered with one.
    by_letter: BTreeSet<DeviceId>,
    /// What this device signed to be let in, to be brought back to the inviter.
    signed: BTreeMap<TicketId, Vec<u8>>,
}

/// A file to be written once what belongs into it is durable.
#[derive(Debug)]
pub(crate) struct ToSave {
    number: u64,
    community: CommunityId,
    whom: ForWhom,
    file: PathBuf,
}

/// What a file holds beside a letter, and to whom it is sealed.
struct Records {
    bytes: Vec<u8>,
    entries: u64,
}

impl Carried {
    /// The name it has in the store.
    pub(crate) const NOTE: &str = "carried";

    /// What cannot be read is not known: then more is saved than would be needed.
    pub(crate) fn from_kept(bytes: &[u8]) -> Self {
        let kept = postcard::from_bytes::<(u8, Known)>(bytes).ok();
        let known = kept.filter(|(version, _)| *version == KEPT_VERSION).map(|(_, known)| known);
        Self { known: known.unwrap_or_default(), opening: VecDeque::new() }
    }

    fn keep(&self, batch: &mut Batch) {
        let bytes = postcard::to_stdvec(&(KEPT_VERSION, &self.known));
        batch.put_note(Self::NOTE, bytes.expect("plain data can be written"));
    }

    /// Whether this device asked to be let in with a file.
    pub(crate) fn by_letter(&self, device: &DeviceId) -> bool {
        self.known.by_letter.contains(device)
    }

    /// Whether there is something to bring back to who made this ticket.
    pub(crate) fn to_bring_back(&self, ticket: &TicketId) -> bool {
        self.known.signed.contains_key(ticket)
    }

    /// Whether a file is still being taken in.
    pub(crate) fn is_opening(&self) -> bool {
        !self.opening.is_empty()
    }
}

impl Core {
    /// Saves what somebody lacks, once everything written so far is durable.
    pub(super) fn save_exchange(
        &mut self,
        number: u64,
        id: CommunityId,
        whom: ForWhom,
        file: PathBuf,
    ) {
        if let Err(problem) = self.recipients(id, whom) {
            return self.answer(number, Err(problem));
        }
        self.seal_all(id);
        self.saving.then(Promise::SaveFile(ToSave { number, community: id, whom, file }));
    }

    /// Everything that belongs into the file is on the disk: the file is made.
    pub(super) fn write_exchange(&mut self, to_save: ToSave) {
        let ToSave { number, community, whom, file } = to_save;
        match self.make_exchange(community, whom) {
            Ok((bytes, entries)) => {
                let reply = Reply::FileSaved { file: file.clone(), entries };
                self.effects.push(Effect::WriteFile { number, file, bytes, reply });
            }
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    fn make_exchange(&mut self, id: CommunityId, whom: ForWhom) -> Result<(Vec<u8>, u64), Problem> {
        let recipients = self.recipients(id, whom)?;
        let letter = match whom {
            ForWhom::Newcomer { request } => self.letter_to(id, request)?,
            ForWhom::Member { .. } | ForWhom::MyDevices => self.welcome_to_one_of(id, &recipients),
            ForWhom::Everyone => None,
        };
        let records = match &letter {
            Some((_, false)) => Records { bytes: Vec::new(), entries: 0 },
            Some((_, true)) | None => self.records(id, whom, &recipients)?,
        };
        let letter = letter.map(|(letter, _)| letter);
        Ok((self.seal_parcel(letter, &records.bytes, recipients)?, records.entries))
    }

    /// This device can open what it made, so that people can look what a file is.
    fn seal_parcel(
        &mut self,
        letter: Option<Letter>,
        records: &[u8],
        mut to: BTreeSet<DeviceId>,
    ) -> Result<Vec<u8>, Problem> {
        to.insert(self.key.id());
        Ok(Parcel::seal(&self.key, letter, records, &to, &mut self.rng)?)
    }

    /// The devices that may open it, without this one.
    fn recipients(&self, id: CommunityId, whom: ForWhom) -> Result<BTreeSet<DeviceId>, Problem> {
        let me = self.key.id();
        let community =
            self.communities.get(&id).ok_or(Problem::NoSuchCommunity { community: id })?;
        if !community.may_write(&me) {
            return Err(Problem::NotAMember);
        }
        if let ForWhom::Newcomer { request } = whom {
            return Ok([request.0].into());
        }
        let living = community.living.as_ref().ok_or(Problem::StillADraft)?;
        let state = living.ledger.membership().state();
        let mine = state.member(&me);
        let devices: BTreeSet<DeviceId> = state
            .standing_devices()
            .into_iter()
            .filter(|(device, of)| {
                let meant = match whom {
                    ForWhom::Member { member } => *of == member,
                    ForWhom::MyDevices => Some(*of) == mine,
                    ForWhom::Everyone | ForWhom::Newcomer { .. } => true,
                };
                meant && *device != me
            })
            .map(|(device, _)| device)
            .collect();
        if devices.is_empty() { Err(Problem::NobodyToSaveFor) } else { Ok(devices) }
    }

    /// Certificates, grants and entries, with what is collecting signatures and the secrets of all epochs.
    fn records(
        &mut self,
        id: CommunityId,
        whom: ForWhom,
        recipients: &BTreeSet<DeviceId>,
    ) -> Result<Records, Problem> {
        let Some(community) = self.communities.get(&id) else {
            return Err(Problem::NoSuchCommunity { community: id });
        };
        let Some(living) = &community.living else { return Err(Problem::StillADraft) };
        let state = living.ledger.membership().state();
        let mine = state.member(&self.key.id());
        let audience = match whom {
            ForWhom::Everyone => Some(Audience::Everyone),
            ForWhom::MyDevices => None,
            ForWhom::Member { member } if Some(member) == mine => None,
            ForWhom::Member { member } => Some(Audience::Member(member)),
            ForWhom::Newcomer { request } => {
                Some(state.member(&request.0).map_or(Audience::Everyone, Audience::Member))
            }
        };
        let lacking = match whom {
            ForWhom::Everyone => living.sync.lacking(&Holdings::default(), audience.as_ref()),
            _ => self.lacked_by(id, recipients, audience.as_ref()),
        };
        let mut secrets = Vec::new();
        for device in recipients.iter().filter(|device| state.stands(device)) {
            for secret in community.epochs.values() {
                secrets.extend(seal_secret(device, secret, &id, &mut self.rng));
            }
        }
        let only_for = match whom {
            ForWhom::Member { member } => Some(member),
            _ => None,
        };
        let proposals = self.proposals_for(id, only_for);
        let (mut writer, mut bytes) = Writer::begin(&living.sync, audience.as_ref());
        let mut entries = 0;
        for (document, ids) in lacking {
            let mut of_document: Vec<Arc<[u8]>> = Vec::with_capacity(ids.len());
            for entry in ids {
                // A file that promises to be everything and is not would be worse than none.
                let Some(bytes) = self.shelf.entry(&id, &document, &entry)? else { continue };
                of_document.push(bytes.into());
            }
            entries += of_document.len() as u64;
            bytes.extend(writer.entries(document, &of_document));
        }
        bytes.extend(writer.holdings(&living.sync, audience.as_ref()));
        bytes.extend(writer.beside(proposals, secrets));
        bytes.extend(writer.finish());
        Ok(Records { bytes, entries })
    }

    /// The entries at least one of these devices lacks, as far as is known, oldest first.
    fn lacked_by(
        &self,
        id: CommunityId,
        devices: &BTreeSet<DeviceId>,
        audience: Option<&Audience>,
    ) -> Vec<(DocumentId, Vec<EntryId>)> {
        let Some(community) = self.communities.get(&id) else { return Vec::new() };
        let Some(living) = &community.living else { return Vec::new() };
        let nothing = Holdings::default();
        let known = self.carried.known.holdings.get(&id);
        let mut lacked: BTreeSet<EntryId> = BTreeSet::new();
        for device in devices {
            if community.peers.get(device).is_some_and(|peer| peer.in_sync) {
                continue;
            }
            let holdings = known.and_then(|known| known.get(device)).unwrap_or(&nothing);
            let lacking = living.sync.lacking(holdings, audience);
            lacked.extend(lacking.into_iter().flat_map(|(_, ids)| ids));
        }
        let mut all = living.sync.lacking(&nothing, audience);
        for (_, ids) in &mut all {
            ids.retain(|entry| lacked.contains(entry));
        }
        all.retain(|(_, ids)| !ids.is_empty());
        all
    }

    /// A device that held all we hold is about to go: that much it will have.
    pub(super) fn remember_holdings(&mut self, id: CommunityId, peer: DeviceId) {
        let Some(community) = self.communities.get(&id) else { return };
        let Some(living) = &community.living else { return };
        if community.peers.get(&peer).is_some_and(|peer| peer.in_sync) {
            let holdings = living.sync.holdings(Some(&Audience::Everyone));
            self.carried.known.holdings.entry(id).or_default().insert(peer, holdings);
        }
    }

    /// Nothing is known any more of who holds what of a community.
    pub(super) fn forget_carried(&mut self, id: &CommunityId) {
        if self.carried.known.holdings.remove(id).is_some() {
            self.carried.keep(self.saving.next());
        }
    }
}
