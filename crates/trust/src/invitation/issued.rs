//! The inviter's side of tickets: which were given out, until when, and who used them.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::ticket::{Ticket, TicketKind, proof};
use crate::{DeviceId, TicketId};

/// Every ticket this device has given out. Kept with the device's own notes, never sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invitations {
    issued: BTreeMap<TicketId, Issued>,
}

/// One ticket, as its inviter remembers it. The secret itself is not kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    pub kind: TicketKind,
    /// Unix seconds.
    pub expires: u64,
    pub used_by: Option<DeviceId>,
    proof_key: [u8; 32],
}

/// Whether a device may knock with a ticket now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Unknown,
    Expired,
    AlreadyUsed {
        by: DeviceId,
    },
    /// `again`: this device has knocked before and comes back; that is not a second use.
    Fine {
        again: bool,
    },
}

impl Invitations {
    /// Remembers a ticket that is about to be given out.
    pub fn issue(&mut self, ticket: &Ticket) {
        let Ticket { kind, expires, .. } = *ticket;
        let issued = Issued { kind, expires, used_by: None, proof_key: ticket.proof_key() };
        self.issued.insert(ticket.id(), issued);
    }

    /// What to answer `device`; `now` in unix seconds. Whoever knocked in time may come back later.
    pub fn answer(&self, ticket: &TicketId, device: &DeviceId, now: u64) -> Answer {
        match self.issued.get(ticket) {
            None => Answer::Unknown,
            Some(Issued { used_by: Some(by), .. }) if by == device => Answer::Fine { again: true },
            Some(Issued { used_by: Some(by), .. }) => Answer::AlreadyUsed { by: *by },
            Some(issued) if now >= issued.expires => Answer::Expired,
            Some(_) => Answer::Fine { again: false },
        }
    }

    pub fn get(&self, ticket: &TicketId) -> Option<&Issued> {
        self.issued.get(ticket)
    }

    /// The ticket this device knocked with.
    pub fn used_by(&self, device: &DeviceId) -> Option<TicketId> {
        let used = |(id, issued): (&TicketId, &Issued)| (issued.used_by? == *device).then_some(*id);
        self.issued.iter().find_map(used)
    }

    /// Tickets that somebody may still use.
    pub fn open(&self, now: u64) -> impl Iterator<Item = (&TicketId, &Issued)> {
        self.issued
            .iter()
            .filter(move |(_, issued)| issued.used_by.is_none() && now < issued.expires)
    }

    /// Takes a ticket back: from now on it is unknown here.
    pub fn withdraw(&mut self, ticket: &TicketId) -> bool {
        self.issued.remove(ticket).is_some()
    }

    /// Makes a used ticket usable again, for when the wrong person knocked with it first.
    pub fn release(&mut self, ticket: &TicketId) {
        if let Some(issued) = self.issued.get_mut(ticket) {
            issued.used_by = None;
        }
    }

    /// Forgets tickets that expired before `expired_before` (unix seconds). Until then their
    /// holders hear that they expired, afterwards that they are unknown.
    pub fn forget(&mut self, expired_before: u64) {
        self.issued.retain(|_, issued| issued.expires >= expired_before);
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(&(VERSION, &self.issued)).expect("plain data always encodes")
    }

    /// `None` if the bytes are not what [`Self::to_bytes`] of this or an older version wrote.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (version, issued): (u8, _) = postcard::from_bytes(bytes).ok()?;
        (version == VERSION).then_some(Self { issued })
    }

    /// Whether `device` knows the ticket's secret. Checked before anything else about the ticket is
    /// told.
    pub(super) fn proved(
        &self,
        ticket: &TicketId,
        inviter: &DeviceId,
        device: &DeviceId,
        challenge: &[u8; 32],
        shown: &[u8; 32],
    ) -> bool {
        self.issued.get(ticket).is_some_and(|issued| {
            proof(&issued.proof_key, issued.kind, inviter, device, challenge) == *shown
        })
    }

    pub(super) fn use_by(&mut self, ticket: &TicketId, device: DeviceId) {
        if let Some(issued) = self.issued.get_mut(ticket) {
            issued.used_by = Some(device);
        }
    }
}

impl fmt::Debug for Issued {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, expires, used_by, proof_key: _ } = self;
        f.debug_struct("Issued")
            .field("kind", kind)
            .field("expires", expires)
            .field("used_by", used_by)
            .finish_non_exhaustive()
    }
}

const VERSION: u8 = 1;
