//! What inviter and newcomer say to each other, as bytes; the order is in `inviter` and `newcomer`.

use std::fmt;

use rand::CryptoRng;
use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::TicketId;
use crate::canonical::encode;
use crate::limits;

/// The longest message, in bytes. What is longer travels in parts.
pub const MAX_JOIN_MESSAGE: usize = 16 * 1024;

/// The longest "area of practice", in bytes. A name is as long as certificates allow.
pub const MAX_PRACTICE: usize = 1024;

/// One message of the talk. The order of variants and fields is the format: new ones go to the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JoinMessage {
    /// Inviter, first: what the proof must be for, and the commitment to its number for the words.
    Challenge { nonce: [u8; 32], words_commitment: [u8; 32] },
    /// Newcomer: here I am.
    Knock(Knock),
    /// Inviter: the number it had committed to. Now both can show the words.
    Reveal { words_nonce: [u8; 32] },
    /// Inviter: the certificate to be, as a [`crate::Proposal`]; the newcomer is to sign it.
    Proposal(Vec<u8>),
    /// Newcomer: the same with its signature.
    Signed(Vec<u8>),
    /// Inviter: so many members still have to say yes.
    Waiting { for_approvals: u8 },
    /// Inviter: a part of what the newcomer needs to begin: certificates and sealed secrets.
    Welcome { part: Vec<u8>, more: bool },
    /// Inviter: the answer is no.
    Declined,
    /// Inviter: why the ticket does not serve.
    TicketProblem(TicketProblem),
    /// Somebody without a ticket, at an open door: here I am.
    Ask(Introduction),
    /// Inviter: the ticket itself, as text, for who asked without one.
    Handed { ticket: String },
    /// Inviter: nobody is let in here without a ticket.
    DoorClosed,
}

/// Who is at the door, and the proof that somebody invited them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knock {
    pub ticket: TicketId,
    pub proof: [u8; 32],
    pub who: Introduction,
}

/// Who somebody at the door says they are, and their number for the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Introduction {
    pub name: String,
    /// Area of practice. May be empty.
    pub practice: String,
    pub words_nonce: [u8; 32],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum TicketProblem {
    #[error("the invitation is not known to the device that is said to have made it")]
    Unknown,
    #[error("the invitation has expired")]
    Expired,
    #[error("the invitation was already used by somebody else")]
    Used,
    /// A removal is for good: the person may come in again, with another device.
    #[error("this device was removed from the community")]
    DeviceOut,
}

/// The bytes to send now, in this order, and what there is to tell people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinStep<News> {
    pub send: Vec<Vec<u8>>,
    pub news: Option<News>,
}

/// The talk cannot go on: close the connection. Nothing was changed by the message that caused it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JoinError {
    #[error("a message of {0} bytes is longer than any in this talk")]
    TooLong(usize),
    #[error("a message was not understood")]
    NotUnderstood,
    #[error("a message came out of turn")]
    OutOfTurn,
    #[error("the name is empty, too long or not plain text")]
    BadName,
    /// The number revealed is not the one committed to: somebody may be in between.
    #[error("the inviter's device broke its word on the words to compare")]
    BrokenCommitment,
    /// What was handed over at the door is no ticket of the device that holds it open.
    #[error("what was handed over is no ticket of that device")]
    NotTheirTicket,
    #[error("the newcomer did not sign what it was asked to sign")]
    NotSigned,
    #[error("refused to sign: {0}")]
    Proposal(#[from] ProposalProblem),
    #[error("the welcome is not good: {0}")]
    Welcome(#[from] WelcomeProblem),
}

/// Why a newcomer does not put its name to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProposalProblem {
    #[error("it is damaged or signed wrongly")]
    Damaged,
    #[error("it is about something else than letting this device in")]
    NotAboutMe,
    #[error("it is for another community than the invitation")]
    OtherCommunity,
    #[error("it gives another name")]
    OtherName,
    #[error("the inviter has not signed it")]
    InviterMissing,
}

/// Why a newcomer does not believe to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WelcomeProblem {
    #[error("it is too long")]
    TooLong,
    #[error("it is damaged")]
    Damaged,
    #[error("it holds no beginning of a community")]
    NoGenesis,
    #[error("it is of another community than the invitation")]
    OtherCommunity,
    #[error("its certificates do not let this device in")]
    NotIn,
}

/// What the parts of a welcome are together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Welcome {
    /// In causal order, the Genesis first.
    #[serde(deserialize_with = "pieces")]
    pub(super) certificates: Vec<Vec<u8>>,
    /// Epoch secrets sealed to the newcomer's device.
    #[serde(deserialize_with = "pieces")]
    pub(super) sealed: Vec<Vec<u8>>,
}

impl JoinMessage {
    pub fn to_bytes(&self) -> Vec<u8> {
        encode(self)
    }

    /// Reads exactly what [`Self::to_bytes`] writes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, JoinError> {
        if bytes.len() > MAX_JOIN_MESSAGE {
            return Err(JoinError::TooLong(bytes.len()));
        }
        let message: Self = postcard::from_bytes(bytes).or(Err(JoinError::NotUnderstood))?;
        if message.to_bytes() == bytes { Ok(message) } else { Err(JoinError::NotUnderstood) }
    }
}

impl Welcome {
    /// All parts together, at most: thousands of certificates.
    pub(super) const MAX: usize = 8 * 1024 * 1024;

    /// In each of the two lists. None is shorter than a signature and two ids.
    const PIECES: usize = Self::MAX / 128;

    pub(super) fn messages(&self) -> Vec<Vec<u8>> {
        let bytes = encode(self);
        let parts = bytes.chunks(MAX_JOIN_MESSAGE - PART_OVERHEAD);
        let last = parts.len() - 1;
        parts
            .enumerate()
            .map(|(at, part)| JoinMessage::Welcome { part: part.to_vec(), more: at < last })
            .map(|message| message.to_bytes())
            .collect()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

impl<News> JoinStep<News> {
    pub(super) fn news(news: News) -> Self {
        Self { send: Vec::new(), news: Some(news) }
    }

    pub(super) fn send(message: &JoinMessage) -> Self {
        Self { send: vec![message.to_bytes()], news: None }
    }
}

impl Introduction {
    pub(super) fn new(
        name: &str,
        practice: &str,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, JoinError> {
        let (name, practice) = (name.trim().to_owned(), practice.trim().to_owned());
        let mut words_nonce = [0; 32];
        rng.fill_bytes(&mut words_nonce);
        let who = Self { name, practice, words_nonce };
        who.check()?;
        Ok(who)
    }

    /// A name as certificates may carry it: not empty, one line, no more than its limit.
    pub(super) fn check(&self) -> Result<(), JoinError> {
        let Self { name, practice, .. } = self;
        let name_fits = !name.trim().is_empty()
            && name.len() <= limits::NAME_BYTES
            && !name.chars().any(char::is_control);
        let practice_fits = practice.len() <= MAX_PRACTICE
            && !practice.chars().any(|c| c.is_control() && c != '\n');
        if name_fits && practice_fits { Ok(()) } else { Err(JoinError::BadName) }
    }
}

/// No more than a whole welcome holds: a list of empty ones would take thirty times its bytes in memory.
fn pieces<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Vec<u8>>, D::Error> {
    struct Read;

    impl<'de> Visitor<'de> for Read {
        type Value = Vec<Vec<u8>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("certificates or secrets")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut pieces = Vec::new();
            while let Some(piece) = list.next_element()? {
                if pieces.len() == Welcome::PIECES {
                    return Err(A::Error::custom("too many"));
                }
                pieces.push(piece);
            }
            Ok(pieces)
        }
    }

    from.deserialize_seq(Read)
}

/// Tag, length and flag around a part.
const PART_OVERHEAD: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn welcomes_are_read_without_harm() {
        let welcome = Welcome { certificates: vec![vec![1; 300]; 5], sealed: vec![vec![2; 80]; 2] };
        let honest = [encode(&welcome), encode(&Welcome::default())];
        let read = |bytes: &[u8]| Welcome::from_bytes(bytes).is_some();
        crate::hostile_bytes::try_reader("welcome", &honest, |_| {}, read);
    }

    /// As many as its bytes allow: nearly half a gigabyte if all were kept.
    #[test]
    fn a_welcome_of_nothing_but_empty_pieces_is_refused_before_it_fills_the_memory() {
        let mut bytes = encode(&(Welcome::MAX as u64 - 5));
        bytes.resize(Welcome::MAX, 0);
        let used = allocation_counter::measure(|| assert_eq!(Welcome::from_bytes(&bytes), None));
        assert!(used.bytes_max < Welcome::MAX as u64, "{} bytes", used.bytes_max);
    }
}
