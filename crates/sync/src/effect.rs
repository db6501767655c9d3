//! What the state machine asks of the host: send, close, deliver, read, wake.

use std::fmt;
use std::time::Duration;

use horseshoe_trust::{CommunityId, DeviceId, DocumentId, EntryId, EpochId, Incarnation};

/// The output of [`Sync::handle`](crate::Sync::handle), to be carried out in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Put this frame on the connection to this peer, after all earlier ones.
    Send { peer: DeviceId, frame: Vec<u8> },
    /// End the connection. Nothing more is expected from this peer; no `Disconnected` is needed.
    Close { peer: DeviceId, reason: CloseReason },
    /// Check this and, if it is good, keep it.
    Deliver(Incoming),
    /// Read these entries from the store and answer with [`Event::Read`](crate::Event): in this order, as many as
    /// fit `limit_bytes`, at least one.
    Read {
        ticket: u64,
        peer: DeviceId,
        document: DocumentId,
        ids: Vec<EntryId>,
        limit_bytes: usize,
    },
    /// This peer stands and lacks these epoch secrets, which the host holds: seal them to the peer, if it may have
    /// them, and answer with [`Event::Secrets`](crate::Event).
    WantedSecrets { peer: DeviceId, epochs: Vec<EpochId> },
    /// This peer stands and certificates are exchanged: the moment to send pending proposals and own presence.
    Ready { peer: DeviceId },
    /// What this peer sends us of a document: `received` of `expected` entries so far. At the end both are equal.
    Progress { peer: DeviceId, document: DocumentId, received: u64, expected: u64 },
    /// This peer has said that it holds our own entries of this incarnation up to this one.
    Holds { peer: DeviceId, document: DocumentId, incarnation: Incarnation, seq: u64 },
    /// This peer has said that it holds exactly our certificates: whatever they say, it has heard.
    SameCertificates { peer: DeviceId },
    /// Whether this peer and we hold the same, as far as both have said. Sent when it changes; `with: false` only
    /// after a difference has lasted for some seconds, so that it does not flicker while people type.
    InSync { peer: DeviceId, with: bool },
    /// Send `Tick` at this time (the clock of `now`), unless a later effect says otherwise. At most one per call.
    WakeAt(Duration),
}

/// Something from another device, unchecked but for its form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Incoming {
    Certificate {
        from: crate::Origin,
        bytes: Vec<u8>,
    },
    Grant {
        from: crate::Origin,
        bytes: Vec<u8>,
    },
    /// `id` is computed from the bytes, and `document` and community are those of its header.
    Entry {
        from: crate::Origin,
        document: DocumentId,
        id: EntryId,
        bytes: Vec<u8>,
    },
    Signal {
        from: DeviceId,
        document: Option<DocumentId>,
        bytes: Vec<u8>,
    },
    Proposal {
        from: DeviceId,
        bytes: Vec<u8>,
    },
    SealedSecrets {
        from: DeviceId,
        sealed: Vec<Vec<u8>>,
    },
}

/// Why a connection was ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CloseReason {
    /// A frame that is no message, or breaks a limit.
    Garbage,
    /// The peer belongs to another community.
    OtherCommunity(CommunityId),
    /// The peer speaks a version we do not know; a newer one means that this program is old.
    OtherVersion(u16),
    /// A message that cannot come at this point.
    OutOfTurn,
    /// More work asked for than anybody needs.
    Flooding,
}

impl fmt::Display for CloseReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Garbage => f.write_str("sent something that is no message"),
            Self::OtherCommunity(other) => write!(f, "belongs to another community ({other})"),
            Self::OtherVersion(version) => write!(f, "speaks version {version}"),
            Self::OutOfTurn => f.write_str("sent a message out of turn"),
            Self::Flooding => f.write_str("asked for more than anybody needs"),
        }
    }
}
