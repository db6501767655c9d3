//! Files: whoever adds one writes it whole, as a document of its own whose entries are its pieces, and nobody changes it
//! after that. It travels, is kept, carried and destroyed like every document, but nothing of it is held in memory:
//! whoever wants to see it reads it then.

use super::Core;
use super::community::Community;
use crate::{FileBytes, Problem, Reply};
use horseshoe_model::FileRef;
use horseshoe_sync::Origin;
use horseshoe_trust::{
    CommunityId, DocumentGrant, DocumentId, DocumentSecret, Entry, EntryId, EntryKey, FILE, Header,
    limits,
};

/// Bytes of one file.
const MOST: usize = 24 << 20;
/// Bytes of all pieces but the last.
const PIECE: usize = limits::PAYLOAD_BYTES;

impl Core {
    pub(super) fn add_file(&mut self, number: u64, id: CommunityId, bytes: &FileBytes) {
        match self.write_file(id, bytes) {
            Ok(file) => self.answer_when_saved(number, Reply::Made { id: file.to_string() }),
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    /// Nothing is kept of a file before all of it can be.
    fn write_file(&mut self, id: CommunityId, bytes: &[u8]) -> Result<FileRef, Problem> {
        let device = self.key.id();
        let community = self.community_mut(id)?;
        if !community.may_write(&device) {
            return Err(Problem::NotAMember);
        }
        if community.living.is_none() {
            return Err(Problem::StillADraft);
        }
        if bytes.len() > MOST {
            return Err(Problem::FileTooLarge { most_mib: (MOST >> 20) as u64 });
        }
        let owner = community.member_of(&device);
        let epoch = self.epoch_to_write(id).ok_or(Problem::NotHereYet)?;
        let secret = DocumentSecret::generate(&mut self.rng);
        let grant = DocumentGrant::seal(id, FILE, Some(owner), &secret, &epoch, &mut self.rng)
            .map_err(|error| refused(&error))?;
        let document = grant.document;
        let key = EntryKey::derive(&secret, &epoch);
        let mut pieces: Vec<Entry> = Vec::new();
        // An empty file is one empty piece.
        for (seq, piece) in (1..).zip(bytes.chunks(PIECE).chain(bytes.is_empty().then_some(bytes)))
        {
            let header = Header {
                version: Entry::VERSION,
                community: id,
                document,
                device,
                incarnation: self.incarnation,
                seq,
                prev: pieces.last().map(Entry::id),
                epoch: epoch.id(),
                deps: Vec::new(),
            };
            let entry = Entry::seal(&self.key, header, piece, &key, &mut self.rng);
            pieces.push(entry.map_err(|error| refused(&error))?);
        }
        let end = pieces.last().map(Entry::id).ok_or(Problem::FileDamaged)?;
        if let Some(living) = &mut self.community_mut(id)?.living {
            living.ledger.add_grant(grant.clone());
        }
        self.saving.next().put_grant(id, document, grant.to_bytes());
        self.tell_grant(id, &grant, Origin::Own);
        for piece in &pieces {
            self.keep_own_entry(id, document, piece);
        }
        Ok(FileRef { document: *document.as_bytes(), end: *end.as_bytes() })
    }

    pub(super) fn read_file(&mut self, number: u64, id: CommunityId, file: FileRef) {
        let bytes = self.file_bytes(id, file);
        self.answer(number, bytes.map(|bytes| Reply::File { bytes }));
    }

    /// All of a file. A community that carries on another one has not got its files: they are read there.
    fn file_bytes(&self, id: CommunityId, file: FileRef) -> Result<FileBytes, Problem> {
        let community =
            self.communities.get(&id).ok_or(Problem::NoSuchCommunity { community: id })?;
        let former = community.carries_on().filter(|former| self.communities.contains_key(former));
        match (self.bytes_in(community, file), former) {
            (Err(Problem::NotHereYet), Some(former)) => self.file_bytes(former, file),
            (bytes, _) => bytes,
        }
    }

    fn bytes_in(&self, community: &Community, file: FileRef) -> Result<FileBytes, Problem> {
        let document = DocumentId::from_bytes(file.document);
        let pieces = community.pieces_of(&document, EntryId::from_bytes(file.end))?;
        let living = community.living.as_ref().ok_or(Problem::NotHereYet)?;
        let grants = living.ledger.grants(&document).iter();
        let opened =
            grants.filter_map(|grant| grant.open(community.epochs.get(&grant.epoch()?)?).ok());
        let secret = { opened }.next().ok_or(Problem::NotHereYet)?;
        let mut bytes = Vec::new();
        for piece in pieces {
            let unsaved = living.unsaved.get(&piece).map(|bytes| bytes.to_vec());
            let sealed = match unsaved {
                Some(sealed) => sealed,
                None => self
                    .shelf
                    .entry(&community.id, &document, &piece)?
                    .ok_or(Problem::NotHereYet)?,
            };
            let entry = Entry::from_bytes(&sealed).map_err(|_unreadable| Problem::FileDamaged)?;
            let epoch = community.epochs.get(&entry.header().epoch).ok_or(Problem::NotHereYet)?;
            let piece = entry.open(&EntryKey::derive(&secret, epoch));
            bytes.extend(piece.map_err(|_sealed_wrongly| Problem::FileDamaged)?);
        }
        Ok(FileBytes::from(bytes))
    }
}

impl Community {
    /// The entries of a file, first to last. The last names the one before it, and so on: no other entry of its document
    /// is looked at.
    fn pieces_of(&self, document: &DocumentId, end: EntryId) -> Result<Vec<EntryId>, Problem> {
        let living = self.living.as_ref().ok_or(Problem::NotHereYet)?;
        let is_file = living.ledger.grants(document).first().is_some_and(|it| it.kind == FILE);
        let log = living.ledger.log(document).filter(|_| is_file).ok_or(Problem::NotHereYet)?;
        let mut pieces = Vec::new();
        let mut next = Some(end);
        while let Some(piece) = next {
            if pieces.len() > MOST / PIECE {
                return Err(Problem::FileDamaged);
            }
            next = log.get(&piece).ok_or(Problem::NotHereYet)?.prev;
            pieces.push(piece);
        }
        pieces.reverse();
        Ok(pieces)
    }
}

fn refused(error: &impl ToString) -> Problem {
    Problem::Refused { rule: "file".to_owned(), reason: error.to_string() }
}
