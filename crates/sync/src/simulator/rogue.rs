//! A member who keeps no rules, while all others are honest: what it does beside what honest devices do.
//!
//! It forges, replays, says one thing here and another there in any place of its chains, signs nonsense, floods, sends
//! bytes that are no message, signs certificates nobody else would; and does not stop when it is removed.

use std::sync::Arc;

use horseshoe_trust::{
    Body, CertificateId, DeviceKey, DocumentId, Entry, EntryId, Header, Incarnation, MemberId,
    Membership, Target, Watermarks,
};
use rand::RngExt as _;

use super::records::{Operation, Record};
use super::{Simulator, forge};

/// Which of the devices. Neither the first member nor the one with a private document.
pub(super) const NUMBER: usize = 3;

#[derive(Clone, Copy)]
pub(super) enum Mischief {
    /// Two entries in one place, each shown to half of the others.
    TwoFaces,
    /// An entry that goes on from any own one, or in a new incarnation: also after the removal.
    LateWords,
    /// Well signed, and no edits.
    Nonsense,
    /// In somebody else's name, moved, damaged, where only the owner writes, out of its chain.
    Forged,
    /// What others wrote, once more, in any order.
    Replayed,
    /// More questions than anybody needs.
    Flood,
    /// Messages with something changed, and bytes that are none.
    Garbage,
    /// About others, alone, citing anything.
    Certificate,
}

impl Mischief {
    pub(super) const ALL: [Self; 8] = [
        Self::TwoFaces,
        Self::LateWords,
        Self::Nonsense,
        Self::Forged,
        Self::Replayed,
        Self::Flood,
        Self::Garbage,
        Self::Certificate,
    ];

    /// How often in a run.
    pub(super) fn often(self) -> usize {
        match self {
            Self::TwoFaces => 16,
            Self::LateWords | Self::Forged => 20,
            Self::Nonsense => 6,
            Self::Replayed | Self::Garbage | Self::Certificate => 8,
            Self::Flood => 3,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::TwoFaces => "two faces",
            Self::LateWords => "late words",
            Self::Nonsense => "nonsense",
            Self::Forged => "forged",
            Self::Replayed => "replayed",
            Self::Flood => "flood",
            Self::Garbage => "garbage",
            Self::Certificate => "certificate",
        }
    }
}

impl Simulator {
    pub(super) fn make_mischief(&mut self, kind: Mischief) {
        let Some(me) = self.rogue.filter(|me| self.devices[*me].is_up()) else { return };
        let done = match kind {
            Mischief::TwoFaces => self.show_two_faces(me),
            Mischief::LateWords => self.write_late(me),
            Mischief::Nonsense => self.sign_nonsense(me),
            Mischief::Forged => self.forge(me),
            Mischief::Replayed => self.replay(me),
            Mischief::Flood => self.flood(me),
            Mischief::Garbage => self.send_garbage(me),
            Mischief::Certificate => self.certify_alone(me),
        };
        *self.mischief.entry(kind.name()).or_default() += usize::from(done);
    }

    fn show_two_faces(&mut self, me: usize) -> bool {
        let document = self.some_shared_document();
        let Some(header) = self.some_own_header(me, document) else { return false };
        let faces = [self.seal_as_rogue(me, &header), self.seal_as_rogue(me, &header)];
        for other in 0..self.devices.len() {
            let (_, record) = &faces[self.rng.random_range(0..2)];
            self.send_live(me, other, document, &record.bytes.clone());
        }
        for (id, record) in faces {
            self.devices[me].put(id, record);
        }
        self.begin_commit(me);
        true
    }

    fn write_late(&mut self, me: usize) -> bool {
        let document = self.some_shared_document();
        let Some(before) = self.some_own_header(me, document) else { return false };
        let fresh = self.rng.random_bool(0.3);
        let header = if fresh {
            let incarnation = Incarnation::from_bytes(self.rng.random());
            Header { incarnation, seq: 1, prev: None, ..before }
        } else {
            before
        };
        let (id, record) = self.seal_as_rogue(me, &header);
        let listeners = self.rng.random_range(1..=self.devices.len());
        for _ in 0..listeners {
            let other = self.rng.random_range(0..self.devices.len());
            self.send_live(me, other, document, &record.bytes);
        }
        self.devices[me].put(id, record);
        self.begin_commit(me);
        true
    }

    fn sign_nonsense(&mut self, me: usize) -> bool {
        let document = self.some_shared_document();
        let Some(header) = self.some_own_header(me, document) else { return false };
        let (id, record) = self.records.seal_nonsense(&self.community, me, header, &mut self.rng);
        self.devices[me].put(id, record);
        self.begin_commit(me);
        true
    }

    fn forge(&mut self, me: usize) -> bool {
        let entries = self.devices[me].entries();
        if entries.is_empty() {
            return false;
        }
        let bytes = &entries[self.rng.random_range(0..entries.len())];
        let Ok(honest) = Entry::from_bytes(bytes) else { return false };
        let header = honest.header().clone();
        let (document, forged) = match self.rng.random_range(0..5) {
            0 => {
                let other = self.community.keys[self.rng.random_range(0..self.devices.len())].id();
                let of = header.device;
                (header.document, replaced(bytes, of.as_bytes(), other.as_bytes()))
            }
            1 => {
                let to = self.some_shared_document();
                (to, replaced(bytes, header.document.as_bytes(), to.as_bytes()))
            }
            2 => {
                // The signature comes last.
                let mut damaged = bytes.to_vec();
                let at = damaged.len() - self.rng.random_range(1..=64);
                damaged[at] ^= 1 << self.rng.random_range(0..8);
                (header.document, damaged)
            }
            3 => {
                // The member document of the first member, well signed by somebody else.
                let theirs = self.community.documents.iter();
                let mut theirs = theirs.filter(|it| it.grant.kind == "member");
                let Some(document) = theirs.next().map(super::community::Document::id) else {
                    return false;
                };
                let device = self.community.keys[me].id();
                let header =
                    Header { device, document, seq: 1, prev: None, deps: Vec::new(), ..header };
                (document, self.seal_as_rogue(me, &header).1.bytes.to_vec())
            }
            _ => {
                // Well signed, and not after what it names.
                let document = self.some_shared_document();
                let Some(header) = self.some_own_header(me, document) else { return false };
                let header = Header { seq: header.seq + 7, ..header };
                if header.prev.is_none() {
                    return false;
                }
                (document, self.seal_as_rogue(me, &header).1.bytes.to_vec())
            }
        };
        for other in 0..self.devices.len() {
            self.send_live(me, other, document, &forged);
        }
        true
    }

    fn replay(&mut self, me: usize) -> bool {
        let entries = self.devices[me].entries();
        if entries.is_empty() {
            return false;
        }
        for _ in 0..60 {
            let bytes = Arc::clone(&entries[self.rng.random_range(0..entries.len())]);
            let Ok(entry) = Entry::from_bytes(&bytes) else { return false };
            let other = self.rng.random_range(0..self.devices.len());
            self.send_live(me, other, entry.header().document, &bytes);
        }
        true
    }

    fn flood(&mut self, me: usize) -> bool {
        let document = self.some_shared_document();
        let mut ids: Vec<_> = (0..200).map(|_| EntryId::from_bytes(self.rng.random())).collect();
        ids.sort_unstable();
        let other = self.rng.random_range(0..self.devices.len());
        for _ in 0..1_000 {
            let frame = forge::want(document, ids.clone());
            self.send(me, other, frame);
        }
        true
    }

    fn send_garbage(&mut self, me: usize) -> bool {
        let samples = forge::one_of_each();
        for _ in 0..20 {
            let mut frame = samples[self.rng.random_range(0..samples.len())].1.clone();
            for _ in 0..self.rng.random_range(1..4) {
                let at = self.rng.random_range(0..frame.len());
                frame[at] = self.rng.random();
            }
            let other = self.rng.random_range(0..self.devices.len());
            self.send(me, other, frame);
        }
        true
    }

    /// With a device that nobody let in beside it, to make two of one.
    fn certify_alone(&mut self, me: usize) -> bool {
        let puppet = self.community.keys.len();
        self.community.keys.push(DeviceKey::generate(&mut self.rng));
        let device = self.community.keys[puppet].id();
        let someone = self.rng.random_range(0..self.devices.len());
        let (target, mine) = (self.community.member(someone), self.community.member(me));
        let removal = |target, water| Body::Remove { target, water, reason: String::new() };
        let body = match self.rng.random_range(0..5) {
            0 => self.community.admission(puppet, None),
            1 => Body::Device { device, member: target },
            2 => Body::Device { device, member: mine },
            3 => removal(Target::Member(target), Watermarks::new()),
            _ => removal(Target::Device(self.devices[someone].id), Watermarks::new()),
        };
        let about_self = |member: MemberId| member == mine;
        if about_self(target) {
            return false;
        }
        let heads: Vec<CertificateId> = if self.rng.random_bool(0.5) {
            self.devices[me].membership().map(Membership::heads).unwrap_or_default()
        } else {
            vec![self.community.founding[0]]
        };
        let certificate = self.community.certify(&heads, body, &[me, puppet]);
        // The same with a signature that is not over it.
        let bytes = certificate.to_bytes();
        let mut forged = bytes.clone();
        if let Some(last) = forged.last_mut() {
            *last ^= 1;
        }
        let other = self.rng.random_range(0..self.devices.len());
        self.send(me, other, forge::certificates(&[&forged]));
        self.devices[me].publish(certificate);
        self.begin_commit(me);
        true
    }

    /// After any of its own entries, or in its place.
    fn some_own_header(&mut self, me: usize, document: DocumentId) -> Option<Header> {
        let device = self.devices[me].id;
        let log = self.devices[me].log(&document)?;
        let own: Vec<_> = log
            .order()
            .into_iter()
            .filter_map(|id| Some((id, log.get(&id)?)))
            .filter(|(_, entry)| entry.device == device)
            .collect();
        if own.is_empty() {
            return None;
        }
        let (id, entry) = own[self.rng.random_range(0..own.len())].clone();
        let in_its_place = self.rng.random_bool(0.5);
        let (seq, prev, deps) = if in_its_place {
            (entry.seq, entry.prev, entry.deps)
        } else {
            (entry.seq + 1, Some(id), Vec::new())
        };
        let (community, epoch) = (self.community.id, self.community.epoch.id());
        let incarnation = entry.incarnation;
        Some(Header {
            version: 1,
            community,
            document,
            device,
            incarnation,
            seq,
            prev,
            epoch,
            deps,
        })
    }

    fn seal_as_rogue(&mut self, me: usize, header: &Header) -> (EntryId, Arc<Record>) {
        let operation =
            Operation { number: self.written.len() as u32, key: self.rng.random_range(0..50) };
        self.written.push(me);
        self.records.seal(&self.community, me, header.clone(), vec![operation], &mut self.rng)
    }

    /// One of those that everyone reads and writes from the start.
    fn some_shared_document(&mut self) -> DocumentId {
        let shared: Vec<DocumentId> = self
            .community
            .documents
            .iter()
            .filter(|document| document.grant.kind == "notebook")
            .map(super::community::Document::id)
            .collect();
        shared[self.rng.random_range(0..shared.len())]
    }

    fn send_live(&mut self, me: usize, other: usize, document: DocumentId, entry: &[u8]) {
        let readable = self.devices[other].may_see(&self.community.audience(&document));
        if readable {
            self.send(me, other, forge::live(document, entry));
        }
    }

    fn send(&mut self, me: usize, other: usize, frame: Vec<u8>) {
        if me != other {
            self.post(me, other, frame);
        }
    }
}

/// Finds `from` in the encoding and writes `to` over it.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    match bytes.windows(from.len()).position(|window| window == from) {
        Some(at) => [&bytes[..at], to, &bytes[at + from.len()..]].concat(),
        None => bytes.to_vec(),
    }
}
