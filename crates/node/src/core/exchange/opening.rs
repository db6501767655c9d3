//! An exchange file, opened: understood as a whole first, then taken in as from a peer, and told what it brought.

use super::super::{Core, Promise};
use crate::{Brought, LetterNews, Problem, Reply};
use horseshoe_model::Kind;
use horseshoe_sync::exchange_file::{self, FileError, Holdings};
use horseshoe_sync::{Event as SyncEvent, Origin};
use horseshoe_trust::{
    CommunityId, DeviceId, DocumentId, EntryId, MemberId, Parcel, ParcelError, open_secret,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Frames taken in with one step: at most a few hundred entries.
const AT_ONCE: usize = 4;

/// A file that is being taken in.
pub(super) struct Opening {
    number: u64,
    community: CommunityId,
    from: Option<DeviceId>,
    frames: VecDeque<Vec<u8>>,
    holdings: Holdings,
    proposals: Vec<Vec<u8>>,
    secrets: Vec<Vec<u8>>,
    letter: Option<LetterNews>,
    before: Held,
    waiting: BTreeSet<(DocumentId, EntryId)>,
}

/// How much is held, to be compared.
#[derive(Default)]
struct Held {
    certificates: u64,
    members: BTreeSet<MemberId>,
    entries: BTreeMap<DocumentId, u64>,
}

impl Core {
    /// A file was read from the disk, or could not be. `expected`: the community people were in when they opened it.
    pub(in super::super) fn file_read(
        &mut self,
        number: u64,
        expected: Option<CommunityId>,
        file: Result<Vec<u8>, Problem>,
    ) {
        self.changed = true;
        match file.and_then(|file| self.understand(number, expected, &file)) {
            Ok(Some(opening)) => self.carried.opening.push_back(opening),
            Ok(None) => {}
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    /// Takes in the next part of the file that is being opened.
    pub(in super::super) fn take_in_from_file(&mut self) {
        let Some(opening) = self.carried.opening.front_mut() else { return };
        let id = opening.community;
        let now = opening.frames.len().min(AT_ONCE);
        for frame in opening.frames.drain(..now).collect::<Vec<_>>() {
            self.sync(id, SyncEvent::FromFile { frame });
        }
        if self.carried.opening.front().is_some_and(|opening| opening.frames.is_empty())
            && let Some(opening) = self.carried.opening.pop_front()
        {
            self.opened(opening);
        }
    }

    /// An entry stands on something that is not here.
    pub(in super::super) fn lacks_for(
        &mut self,
        id: CommunityId,
        from: Origin,
        document: DocumentId,
        entry: EntryId,
    ) {
        if from == Origin::File
            && let Some(opening) = self.carried.opening.front_mut()
            && opening.community == id
        {
            opening.waiting.insert((document, entry));
        }
    }

    /// What there is to take in of a file; nothing if a letter was all.
    fn understand(
        &mut self,
        number: u64,
        expected: Option<CommunityId>,
        file: &[u8],
    ) -> Result<Option<Opening>, Problem> {
        let (from, letter, records) = if Parcel::is_one(file) {
            let Parcel { from, letter, records } = Parcel::open(&self.key, file)?;
            (Some(from), letter, records)
        } else {
            (None, None, file.to_vec())
        };
        if records.is_empty() {
            let (Some(from), Some(letter)) = (from, letter) else {
                return Err(Problem::ExchangeFileDamaged);
            };
            let news = self.letter_came(from, &letter)?;
            let brought = Brought { from: Some(from), letter: Some(news), ..Brought::default() };
            self.answer_when_saved(number, Reply::Opened { brought });
            return Ok(None);
        }
        // Understood before anything of the letter is done: a file is refused whole.
        let contents = exchange_file::read(&records)?;
        let id = contents.community;
        if expected.is_some_and(|expected| expected != id)
            && let Some(other) = self.communities.get(&id)
        {
            return Err(Problem::OfAnotherCommunity { community: id, name: other.name.clone() });
        }
        // A letter may be about something that was settled otherwise meanwhile: the rest is of use all the same.
        let letter = match (from, letter) {
            (Some(from), Some(letter)) => self.letter_came(from, &letter).ok(),
            _ => None,
        };
        let living = |id| self.communities.get(id).is_some_and(|it| it.living.is_some());
        if !living(&id) {
            return Err(Problem::NoSuchCommunity { community: id });
        }
        Ok(Some(Opening {
            number,
            community: id,
            from,
            frames: contents.frames.into_iter().map(<[u8]>::to_vec).collect(),
            holdings: contents.holdings,
            proposals: contents.proposals,
            secrets: contents.secrets,
            letter,
            before: self.count_held(id),
            waiting: BTreeSet::new(),
        }))
    }

    /// All frames are taken in: what stands beside them follows, and people are told.
    fn opened(&mut self, opening: Opening) {
        let id = opening.community;
        for sealed in opening.secrets {
            if let Ok(secret) = open_secret(&self.key, &id, &sealed) {
                self.epoch_learned(id, secret);
            }
        }
        if let Some(from) = opening.from {
            for proposal in opening.proposals {
                self.proposal_came(id, from, &proposal);
            }
        }
        let me = self.key.id();
        if let Some(from) = opening.from.filter(|from| *from != me)
            && self.communities.get(&id).is_some_and(|it| it.others(&me).contains(&from))
        {
            self.carried.known.holdings.entry(id).or_default().insert(from, opening.holdings);
            self.carried.keep(self.saving.next());
        }
        let (before, now) = (opening.before, self.count_held(id));
        let mut entries: BTreeMap<Option<Kind>, u64> = BTreeMap::new();
        for (document, count) in &now.entries {
            let new = count.saturating_sub(before.entries.get(document).copied().unwrap_or(0));
            if new > 0 {
                *entries.entry(self.kind_of(id, document)).or_default() += new;
            }
        }
        let living = self.communities.get(&id).and_then(|community| community.living.as_ref());
        let waits = |(document, entry): &&(DocumentId, EntryId)| {
            let log = living.and_then(|living| living.ledger.log(document));
            log.is_none_or(|log| !log.contains(entry))
        };
        let brought = Brought {
            community: Some(id),
            from: opening.from,
            certificates: now.certificates.saturating_sub(before.certificates),
            came: now.members.difference(&before.members).copied().collect(),
            went: before.members.difference(&now.members).copied().collect(),
            entries: entries.into_iter().collect(),
            waiting: opening.waiting.iter().filter(waits).count() as u64,
            letter: opening.letter,
        };
        self.changed = true;
        let reply = Reply::Opened { brought };
        self.saving.then(Promise::Answer { number: opening.number, reply });
    }

    fn count_held(&self, id: CommunityId) -> Held {
        let Some(community) = self.communities.get(&id) else { return Held::default() };
        let Some(living) = &community.living else { return Held::default() };
        let documents = living.ledger.documents().map(|grant| grant.document);
        let counted = documents.filter_map(|id| Some((id, living.ledger.log(&id)?.len() as u64)));
        Held {
            certificates: living.ledger.membership().ids().len() as u64,
            members: community.standing().into_iter().collect(),
            entries: counted.collect(),
        }
    }

    fn kind_of(&self, id: CommunityId, document: &DocumentId) -> Option<Kind> {
        self.communities.get(&id)?.documents.get(document).map(|held| held.kind)
    }
}

impl From<ParcelError> for Problem {
    fn from(error: ParcelError) -> Self {
        match error {
            ParcelError::NotOne => Self::NotAnExchangeFile,
            ParcelError::NewerVersion => Self::ExchangeFileNewer,
            ParcelError::NotForThisDevice => Self::NotForThisDevice,
            ParcelError::Damaged => Self::ExchangeFileDamaged,
            ParcelError::Recipients => Self::NobodyToSaveFor,
        }
    }
}

impl From<FileError> for Problem {
    fn from(error: FileError) -> Self {
        match error {
            FileError::NotOne => Self::NotAnExchangeFile,
            FileError::NewerVersion => Self::ExchangeFileNewer,
            FileError::Damaged => Self::ExchangeFileDamaged,
        }
    }
}
