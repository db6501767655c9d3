//! What the host tells the state machine: connections, frames, time, and what it has stored.

use std::collections::BTreeMap;
use std::sync::Arc;

use horseshoe_trust::{
    Audience, CertificateId, DeviceId, DocumentId, EntryId, EpochId, Incarnation, MemberId,
};

/// Where something the host has just stored came from. What is our own travels at once; what came from
/// elsewhere is passed on only to those who turn out to lack it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Made on this device.
    Own,
    /// Delivered with [`Incoming`](crate::Incoming) from this peer.
    Peer(DeviceId),
    /// Read from an exchange file.
    File,
}

impl Origin {
    /// The peer it came from, if it came from one.
    pub fn peer(self) -> Option<DeviceId> {
        match self {
            Self::Peer(peer) => Some(peer),
            Self::Own | Self::File => None,
        }
    }
}

/// What the state machine needs to know of an entry: its place in its writer's chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    pub id: EntryId,
    pub device: DeviceId,
    pub incarnation: Incarnation,
    /// From 1, one more than its predecessor's.
    pub seq: u64,
    /// The writer's entry before this one; none for the first of an incarnation.
    pub prev: Option<EntryId>,
}

/// The input of [`Sync::handle`](crate::Sync::handle).
///
/// What the host promises: entries are reported as stored in an order in which every entry comes after its
/// predecessor and its dependencies (arrival order, as the store keeps them), and each
/// [`Incoming::Entry`](crate::Incoming) is answered, sooner or later, by exactly one of [`Event::Stored`],
/// [`Event::Waiting`] or [`Event::Refused`] (an entry that is already stored: `Stored` once more does no harm).
#[derive(Clone, Debug)]
pub enum Event {
    /// A connection to this peer is up. The transport has proved that the peer holds this key.
    Connected {
        peer: DeviceId,
    },
    Disconnected {
        peer: DeviceId,
    },
    /// One frame arrived.
    Frame {
        peer: DeviceId,
        bytes: Vec<u8>,
    },
    /// Nothing but time has passed (see [`Effect::WakeAt`](crate::Effect)).
    Tick,

    /// Who stands now, after any change. Only these get anything beyond greeting and certificates.
    Standing {
        devices: BTreeMap<DeviceId, MemberId>,
    },
    /// The host holds this certificate (also for each one loaded at the start, with `Origin::File`).
    Certificate {
        id: CertificateId,
        bytes: Arc<[u8]>,
        from: Origin,
    },
    /// The host holds a grant of this document's key for this epoch. Two sealed forms for the same document and
    /// epoch count as the same grant: report only one that was opened, or that nothing better is known of.
    Grant {
        document: DocumentId,
        epoch: EpochId,
        audience: Audience,
        bytes: Arc<[u8]>,
        from: Origin,
    },
    /// The epoch secrets the host holds, all of them, after any change.
    Epochs(Vec<EpochId>),

    /// What the store already held of a document when the program started, in arrival order. Sends nothing.
    Loaded {
        document: DocumentId,
        entries: Vec<Link>,
    },
    /// An entry is stored (durably, when it came from a peer).
    Stored {
        document: DocumentId,
        link: Link,
        bytes: Arc<[u8]>,
        from: Origin,
    },
    /// A delivered entry cannot be placed yet: these entries, which it builds on, are not here.
    Waiting {
        document: DocumentId,
        id: EntryId,
        missing: Vec<EntryId>,
        from: Origin,
    },
    /// A delivered entry was refused for good. It counts as known: this peer is not asked for it again, until the
    /// certificates change.
    Refused {
        peer: DeviceId,
        document: DocumentId,
        id: EntryId,
    },
    /// A document is destroyed here; nothing of it is sent or asked for any more.
    Forgotten {
        document: DocumentId,
    },

    /// The answer to [`Effect::Read`](crate::Effect): entries in the order asked for, as many as fit the limit (at
    /// least one), and the ids among those looked at that could not be read. Both empty: the read failed.
    Read {
        ticket: u64,
        entries: Vec<(EntryId, Arc<[u8]>)>,
        absent: Vec<EntryId>,
    },
    /// The answer to [`Effect::WantedSecrets`](crate::Effect): epoch secrets sealed to this peer.
    Secrets {
        peer: DeviceId,
        sealed: Vec<Vec<u8>>,
    },
    /// Something fleeting (a caret, a typing mark, a raised hand, presence) for one peer or for all, of those who may
    /// see `document` if there is one. A newer signal with the same document and key takes the place of one that has
    /// not left yet.
    Signal {
        to: Option<DeviceId>,
        document: Option<DocumentId>,
        key: u64,
        bytes: Vec<u8>,
    },
    /// A proposal that is collecting signatures, for one peer or for all who are connected.
    Proposal {
        to: Option<DeviceId>,
        bytes: Vec<u8>,
    },
    /// One frame of an exchange file (see [`exchange_file`](crate::exchange_file)).
    FromFile {
        frame: Vec<u8>,
    },
}
