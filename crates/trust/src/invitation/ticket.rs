//! The ticket: what an invitation says, its one-time secret, and its bytes.

use std::fmt;
use std::net::SocketAddr;

use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::ticket_text;
use crate::{CommunityId, DeviceId, TicketId};

/// The longest community name in a ticket, in bytes; a longer one is cut.
pub const MAX_TICKET_NAME: usize = 120;

/// As many addresses as a ticket carries; the rest is left out.
pub const MAX_ADDRESSES: usize = 8;

/// The longest relay URL in a ticket, in bytes; a longer one is left out.
pub const MAX_RELAY: usize = 200;

/// What one person gives another so that they may knock.
///
/// It fits a QR code of version 20 with medium error correction, whatever it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    pub kind: TicketKind,
    /// For people, before they join. Nothing relies on it but the newcomer's comparison.
    pub community_name: String,
    pub secret: TicketSecret,
    /// The one device that knows this ticket and answers it.
    pub inviter: DeviceId,
    /// Where the inviter's device was when the ticket was made.
    pub addresses: Vec<SocketAddr>,
    pub relay: Option<String>,
    /// Unix seconds; from then on the ticket is refused on both sides.
    pub expires: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TicketKind {
    /// The community begins when this person joins. If somebody else was quicker, the newcomer is
    /// let into what the two have begun: its id could not be in the ticket.
    Found,
    Join(CommunityId),
    /// For a further device of the inviter's own.
    Device(CommunityId),
}

impl TicketKind {
    /// The community the ticket is for; none for one that has not begun.
    pub fn community(self) -> Option<CommunityId> {
        match self {
            Self::Found => None,
            Self::Join(community) | Self::Device(community) => Some(community),
        }
    }

    /// The version of the format in which such a ticket is written: an older program says that it is newer, rather
    /// than damaged.
    const fn version(self) -> u8 {
        match self {
            Self::Found | Self::Join(_) => 1,
            Self::Device(_) => 2,
        }
    }
}

/// 128 random bits that are never sent, only proved.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct TicketSecret([u8; 16]);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TicketError {
    #[error("there is no invitation in this text")]
    NotATicket,
    #[error("the invitation is incomplete or was changed on its way")]
    Damaged,
    #[error("the invitation was made by a newer version of Horseshoe (format {found})")]
    NewerVersion { found: u8 },
    /// `expires` in unix seconds.
    #[error("the invitation has expired")]
    Expired { community_name: String, expires: u64 },
}

impl Ticket {
    /// The newest version of the format that this program writes and reads.
    pub const VERSION: u8 = 2;

    /// A fresh ticket; `expires` in unix seconds. Cuts the name if it is too long.
    pub fn new(
        kind: TicketKind,
        community_name: &str,
        inviter: DeviceId,
        expires: u64,
        rng: &mut impl CryptoRng,
    ) -> Self {
        let mut secret = [0; 16];
        rng.fill_bytes(&mut secret);
        Self {
            kind,
            community_name: name_in_ticket(community_name).to_owned(),
            secret: TicketSecret(secret),
            inviter,
            addresses: Vec::new(),
            relay: None,
            expires,
        }
    }

    /// Hints where to look for the inviter's device; what does not fit is left out.
    pub fn with_hints(mut self, addresses: Vec<SocketAddr>, relay: Option<String>) -> Self {
        self.addresses = addresses;
        self.addresses.truncate(MAX_ADDRESSES);
        self.relay = relay.filter(|url| url.len() <= MAX_RELAY);
        self
    }

    pub fn id(&self) -> TicketId {
        TicketId::from_bytes(blake3::derive_key("horseshoe 1 ticket id", &self.secret.0))
    }

    pub fn expired(&self, now: u64) -> bool {
        now >= self.expires
    }

    /// For mail and chat, in lines of 64 characters.
    pub fn to_text(&self) -> String {
        ticket_text::wrapped(&self.to_bytes())
    }

    /// The same in one line of upper case, which QR codes hold most densely.
    pub fn to_qr_text(&self) -> String {
        ticket_text::for_qr(&self.to_bytes())
    }

    /// Finds a ticket in whatever text came along: a mail with its quoting and line breaks, a chat
    /// with prose around, upper or lower case. `now` in unix seconds.
    ///
    /// Of several it takes the first that has not expired. It never reads a damaged ticket as
    /// another one (a checksum of 32 bits guards it).
    pub fn from_text(text: &str, now: u64) -> Result<Self, TicketError> {
        let mut worst = TicketError::NotATicket;
        for found in ticket_text::candidates(text) {
            match found.and_then(|bytes| Self::from_bytes(&bytes)) {
                Ok(ticket) if ticket.expired(now) => {
                    let Self { community_name, expires, .. } = ticket;
                    worst = TicketError::Expired { community_name, expires };
                }
                Ok(ticket) => return Ok(ticket),
                Err(error) if rank(&error) > rank(&worst) => worst = error,
                Err(_) => {}
            }
        }
        Err(worst)
    }

    /// The bytes inside the text: version, length, body, checksum. This frame stays as it is in
    /// every version, so that a newer ticket is told from a damaged one.
    pub fn to_bytes(&self) -> Vec<u8> {
        let body = Body {
            kind: self.kind,
            community_name: name_in_ticket(&self.community_name).to_owned(),
            secret: self.secret.0,
            inviter: self.inviter,
            addresses: self.addresses.iter().take(MAX_ADDRESSES).copied().collect(),
            relay: self.relay.clone().filter(|url| url.len() <= MAX_RELAY),
            expires: self.expires,
        };
        let body = postcard::to_stdvec(&body).expect("plain data always encodes");
        let len = u16::try_from(body.len()).expect("the parts' limits add up to less than 64 KiB");
        let mut bytes = vec![self.kind.version()];
        bytes.extend(len.to_le_bytes());
        bytes.extend(body);
        bytes.extend(checksum(&bytes));
        bytes
    }

    /// Reads exactly what [`Self::to_bytes`] writes. Does not look at the expiry.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TicketError> {
        let (frame, sum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(TicketError::Damaged)?;
        let (header, body) = frame.split_first_chunk::<HEADER>().ok_or(TicketError::Damaged)?;
        if checksum(frame) != *sum || frame_len(*header) != bytes.len() {
            return Err(TicketError::Damaged);
        }
        let version = header[0];
        if version > Self::VERSION {
            return Err(TicketError::NewerVersion { found: version });
        }
        let body: Body = postcard::from_bytes(body).or(Err(TicketError::Damaged))?;
        let ticket = Self {
            kind: body.kind,
            community_name: body.community_name,
            secret: TicketSecret(body.secret),
            inviter: body.inviter,
            addresses: body.addresses,
            relay: body.relay,
            expires: body.expires,
        };
        let readable = !ticket.community_name.chars().any(char::is_control);
        if readable && ticket.to_bytes() == bytes { Ok(ticket) } else { Err(TicketError::Damaged) }
    }

    /// What the newcomer shows instead of the secret: only who knows it can have made this, for
    /// these two devices and this challenge.
    pub(crate) fn proof(&self, newcomer: &DeviceId, challenge: &[u8; 32]) -> blake3::Hash {
        proof(&self.proof_key(), self.kind, &self.inviter, newcomer, challenge)
    }

    pub(crate) fn proof_key(&self) -> [u8; 32] {
        blake3::derive_key("horseshoe 1 ticket proof key", &self.secret.0)
    }
}

impl TicketSecret {
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for TicketSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TicketSecret(…)")
    }
}

/// The part of a community's name that a ticket carries.
pub(crate) fn name_in_ticket(name: &str) -> &str {
    &name[..name.floor_char_boundary(MAX_TICKET_NAME)]
}

/// A hash rather than bytes: comparing hashes takes the same time whatever differs.
pub(crate) fn proof(
    key: &[u8; 32],
    kind: TicketKind,
    inviter: &DeviceId,
    newcomer: &DeviceId,
    challenge: &[u8; 32],
) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new_keyed(key);
    hasher.update(b"horseshoe 1 ticket proof");
    hasher.update(challenge).update(inviter.as_bytes()).update(newcomer.as_bytes());
    match kind {
        TicketKind::Found => hasher.update(&[0]),
        TicketKind::Join(community) => hasher.update(&[1]).update(community.as_bytes()),
        TicketKind::Device(community) => hasher.update(&[2]).update(community.as_bytes()),
    };
    hasher.finalize()
}

/// How long a whole ticket is, by its first bytes.
pub(super) fn frame_len(header: [u8; HEADER]) -> usize {
    let [_, low, high] = header;
    HEADER + usize::from(u16::from_le_bytes([low, high])) + CHECKSUM
}

/// Version and length.
pub(super) const HEADER: usize = 3;

const CHECKSUM: usize = 4;

/// What a ticket says. Version 2 differs only in that it may be for a device.
#[derive(Serialize, Deserialize)]
struct Body {
    kind: TicketKind,
    community_name: String,
    secret: [u8; 16],
    inviter: DeviceId,
    addresses: Vec<SocketAddr>,
    relay: Option<String>,
    expires: u64,
}

fn checksum(frame: &[u8]) -> [u8; CHECKSUM] {
    let [a, b, c, d, ..] = blake3::derive_key("horseshoe 1 ticket checksum", frame);
    [a, b, c, d]
}

/// Which of several problems helps people most.
fn rank(error: &TicketError) -> u8 {
    match error {
        TicketError::NotATicket => 0,
        TicketError::Damaged => 1,
        TicketError::NewerVersion { .. } => 2,
        TicketError::Expired { .. } => 3,
    }
}
