//! The same records as a file: save what somebody lacks (or everything), open it elsewhere.
//!
//! A line that says what it is, then frames as on a connection, each with its length before it, and at the end a hash of
//! everything before. Certificates, grants and entries go to [`Event::FromFile`](crate::Event), and from there the same
//! way as what a peer sends; beside them there is what the writer holds, so that an answer need not bring it again,
//! what is collecting signatures, and epoch secrets. On a stick all this is inside a sealed
//! [`Parcel`](horseshoe_trust::Parcel); files of the first version were not.

use std::collections::BTreeMap;
use std::sync::Arc;

use horseshoe_trust::{Audience, CommunityId, DocumentId, Entry, EntryId};
use serde::{Deserialize, Serialize};

use crate::frontier::Lanes;
use crate::state::Sync;
use crate::wire::{Bytes, Lane, MAX_FRAME, Message, VERSION, WireError};
use crate::{Incoming, Origin};

const FIRST_LINE: &[u8] = b"Horseshoe exchange 1\n";
const HASH: usize = 32;
/// About so many bytes of entries in a frame.
const FRAME_BYTES: usize = 256 * 1024;
const LANES_AT_ONCE: usize = 1_024;
const SECRETS_AT_ONCE: usize = 1_024;

/// What one device holds, without content: to be given to somebody who then saves what is lacking.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Holdings {
    documents: BTreeMap<DocumentId, Lanes>,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FileError {
    #[error("the file is no exchange file")]
    NotOne,
    #[error("the file is of a newer version")]
    NewerVersion,
    #[error("the file is cut short or damaged")]
    Damaged,
}

/// What is in a whole and undamaged file. None of it is checked but for its form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contents<'a> {
    pub community: CommunityId,
    /// For [`Event::FromFile`](crate::Event), in this order.
    pub frames: Vec<&'a [u8]>,
    /// What the writer holds of what the file is for.
    pub holdings: Holdings,
    /// What is collecting signatures.
    pub proposals: Vec<Vec<u8>>,
    /// Epoch secrets, each sealed to one device.
    pub secrets: Vec<Vec<u8>>,
}

/// Writes a file piece by piece; the host puts each piece at the end of the file.
pub struct Writer {
    hasher: blake3::Hasher,
}

impl Writer {
    /// The writer, and the first piece: what it is, certificates and grants, as the state machine holds them for
    /// this audience: what everyone may have, and of the rest what all of those it names may have (`None`: for own
    /// devices, everything).
    pub fn begin(sync: &Sync, audience: Option<&Audience>) -> (Self, Vec<u8>) {
        let mut writer = Self { hasher: blake3::Hasher::new() };
        let mut piece = FIRST_LINE.to_vec();
        let hello =
            Message::Hello { version: VERSION, community: sync.community, certificates: [0; 16] };
        put(&mut piece, &hello);
        for id in &sync.certificate_order {
            let Some(bytes) = sync.certificates.get(id) else { continue };
            let certificates = vec![Bytes(Arc::clone(bytes))];
            put(&mut piece, &Message::Certificates { certificates, last: false });
        }
        for ((document, _), bytes) in &sync.grants {
            if sync.may_be_in_file(document, audience) {
                put(&mut piece, &Message::Grants(vec![Bytes(Arc::clone(bytes))]));
            }
        }
        writer.hasher.update(&piece);
        (writer, piece)
    }

    /// What this device holds of what is for this audience.
    pub fn holdings(&mut self, sync: &Sync, audience: Option<&Audience>) -> Vec<u8> {
        let mut piece = Vec::new();
        for (document, lanes) in sync.holdings(audience).documents {
            let lanes: Vec<Lane> = lanes
                .into_iter()
                .map(|((device, incarnation), heads)| Lane { device, incarnation, heads })
                .collect();
            for lanes in lanes.chunks(LANES_AT_ONCE) {
                let (lanes, refused, last) = (lanes.to_vec(), Vec::new(), true);
                put(&mut piece, &Message::Frontier { document, lanes, refused, last });
            }
        }
        self.hasher.update(&piece);
        piece
    }

    /// What is collecting signatures, and epoch secrets sealed to those who may have them.
    pub fn beside(&mut self, proposals: Vec<Vec<u8>>, secrets: Vec<Vec<u8>>) -> Vec<u8> {
        let mut piece = Vec::new();
        for proposal in proposals {
            put(&mut piece, &Message::Proposal(Bytes(proposal.into())));
        }
        let secrets: Vec<Bytes> = secrets.into_iter().map(|bytes| Bytes(bytes.into())).collect();
        for secrets in secrets.chunks(SECRETS_AT_ONCE) {
            put(&mut piece, &Message::Secrets(secrets.to_vec()));
        }
        self.hasher.update(&piece);
        piece
    }

    /// Some entries of one document, in the order of [`Sync::lacking`].
    pub fn entries(&mut self, document: DocumentId, entries: &[Arc<[u8]>]) -> Vec<u8> {
        let mut piece = Vec::new();
        let mut batch = Vec::new();
        let mut size = 0;
        for bytes in entries {
            if size + bytes.len() > FRAME_BYTES && !batch.is_empty() {
                put_entries(&mut piece, document, std::mem::take(&mut batch));
                size = 0;
            }
            size += bytes.len();
            batch.push(Bytes(Arc::clone(bytes)));
        }
        if !batch.is_empty() {
            put_entries(&mut piece, document, batch);
        }
        self.hasher.update(&piece);
        piece
    }

    /// The last piece.
    pub fn finish(self) -> Vec<u8> {
        self.hasher.finalize().as_bytes().to_vec()
    }
}

/// Reads a whole and undamaged file.
pub fn read(file: &[u8]) -> Result<Contents<'_>, FileError> {
    let body = file.strip_prefix(FIRST_LINE).ok_or_else(|| {
        let ours = file.starts_with(b"Horseshoe exchange ");
        if ours { FileError::NewerVersion } else { FileError::NotOne }
    })?;
    let whole = file.len().checked_sub(HASH).ok_or(FileError::Damaged)?;
    let (before, hash) = file.split_at(whole);
    if blake3::hash(before).as_bytes() != hash {
        return Err(FileError::Damaged);
    }
    let mut rest = body.get(..body.len().saturating_sub(HASH)).ok_or(FileError::Damaged)?;
    let mut all = Vec::new();
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<4>().ok_or(FileError::Damaged)?;
        let length = u32::from_le_bytes(*length) as usize;
        if length > MAX_FRAME || length > after.len() {
            return Err(FileError::Damaged);
        }
        let (frame, after) = after.split_at(length);
        all.push(frame);
        rest = after;
    }
    let mut all = all.into_iter();
    let community = match all.next().map(Message::from_frame) {
        Some(Ok(Message::Hello { community, .. })) => community,
        Some(Err(WireError::OtherVersion(_))) => return Err(FileError::NewerVersion),
        _ => return Err(FileError::Damaged),
    };
    let mut contents = Contents {
        community,
        frames: Vec::new(),
        holdings: Holdings::default(),
        proposals: Vec::new(),
        secrets: Vec::new(),
    };
    for frame in all {
        if !Message::is_beside(frame) {
            contents.frames.push(frame);
            continue;
        }
        match Message::from_frame(frame) {
            Ok(Message::Frontier { document, lanes, .. }) => {
                let lanes = lanes.into_iter().map(|lane| (lane.key(), lane.heads));
                contents.holdings.documents.entry(document).or_default().extend(lanes);
            }
            Ok(Message::Proposal(Bytes(bytes))) => contents.proposals.push(bytes.to_vec()),
            Ok(Message::Secrets(secrets)) => {
                contents.secrets.extend(secrets.iter().map(|bytes| bytes.0.to_vec()));
            }
            _ => {}
        }
    }
    Ok(contents)
}

impl Sync {
    /// What this device holds of what is for this audience, to be given to somebody who then saves what is lacking.
    /// `audience` as in [`Writer::begin`].
    pub fn holdings(&self, audience: Option<&Audience>) -> Holdings {
        let mut documents = BTreeMap::new();
        for (document, held) in &self.documents {
            if !self.may_be_in_file(document, audience) {
                continue;
            }
            let lanes = held.index.lanes().into_iter().map(|lane| (lane.key(), lane.heads));
            documents.insert(*document, lanes.collect());
        }
        Holdings { documents }
    }

    /// The entries that go into a file for somebody with these holdings (the default: everything), documents in any
    /// order, entries oldest first. The host reads them from its store. `audience` as in [`Writer::begin`].
    pub fn lacking(
        &self,
        holdings: &Holdings,
        audience: Option<&Audience>,
    ) -> Vec<(DocumentId, Vec<EntryId>)> {
        let nothing = Lanes::new();
        self.documents
            .iter()
            .filter(|(document, _)| self.may_be_in_file(document, audience))
            .map(|(document, held)| {
                let theirs = holdings.documents.get(document).unwrap_or(&nothing);
                let places =
                    held.index.missing_for(theirs, &Default::default(), &Default::default());
                (*document, places.into_iter().map(|place| held.index.id(place)).collect())
            })
            .filter(|(_, ids): &(_, Vec<_>)| !ids.is_empty())
            .collect()
    }

    pub(crate) fn take_frame(&mut self, frame: &[u8]) {
        let from = Origin::File;
        match Message::from_frame(frame) {
            Ok(Message::Certificates { certificates, .. }) => {
                for Bytes(bytes) in certificates {
                    self.deliver(Incoming::Certificate { from, bytes: bytes.to_vec() });
                }
            }
            Ok(Message::Grants(grants)) => {
                for Bytes(bytes) in grants {
                    self.deliver(Incoming::Grant { from, bytes: bytes.to_vec() });
                }
            }
            Ok(Message::Entries { document, entries, .. }) => {
                for Bytes(bytes) in entries {
                    let Ok(entry) = Entry::from_bytes(&bytes) else { continue };
                    let id = entry.id();
                    let held = self.documents.get(&document);
                    if !held.is_some_and(|held| held.index.contains(&id)) {
                        let bytes = bytes.to_vec();
                        self.deliver(Incoming::Entry { from, document, id, bytes });
                    }
                }
            }
            _ => {}
        }
    }

    fn may_be_in_file(&self, document: &DocumentId, audience: Option<&Audience>) -> bool {
        let held = self.documents.get(document).and_then(|held| held.audience.as_ref());
        let Some(held) = held else { return false };
        match audience {
            None => true,
            _ if *held == Audience::Everyone => true,
            Some(Audience::Everyone) => false,
            Some(Audience::Member(member)) => held.includes(*member),
            // An empty set of people is nobody.
            Some(Audience::Members(members)) => {
                !members.is_empty() && members.iter().all(|member| held.includes(*member))
            }
        }
    }
}

fn put_entries(piece: &mut Vec<u8>, document: DocumentId, entries: Vec<Bytes>) {
    put(piece, &Message::Entries { document, entries, left: 0, withheld: false });
}

fn put(piece: &mut Vec<u8>, message: &Message) {
    let frame = message.to_frame();
    piece.extend_from_slice(&(frame.len() as u32).to_le_bytes());
    piece.extend_from_slice(&frame);
}
