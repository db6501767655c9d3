//! The names of things: members by 32 bytes, everything a community makes by 16 random ones.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A text that is not the hex form of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

/// A member of a community. The same bytes `trust` knows them by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MemberId([u8; 32]);

impl MemberId {
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// All 64 hex digits.
    pub fn to_hex(self) -> String {
        hex(&self.0)
    }
}

impl FromStr for MemberId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        unhex(text).map(Self)
    }
}

impl fmt::Display for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Debug for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex()[..8])
    }
}

impl Serialize for MemberId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_hex())
    }
}

impl<'de> Deserialize<'de> for MemberId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name([u8; 16]);

        impl $name {
            /// From fresh random bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }

            /// All 32 hex digits: its key in the document.
            pub fn to_hex(self) -> String {
                hex(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                unhex(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.to_hex())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.to_hex()[..8])
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.to_hex())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

ids! {
    /// One groundrule.
    RuleId
    /// One wording a groundrule has or had.
    WordingId
    /// One check-in on the groundrules.
    ReviewId
    /// One note, shared or one's own.
    NoteId
    /// One question somebody jotted down for themselves.
    QuestionId
    /// One meeting.
    MeetingId
    /// One place for a presenter at a meeting.
    SlotId
    /// One offer to present.
    OfferId
    /// One proposal to swap two places.
    SwapId
    /// One traffic-light vote: one round of it.
    VoteId
    /// One issue in a vote.
    OptionId
    /// One count of hands.
    HandsId
    /// One closing of a vote.
    ClosingId
    /// One issue left for later.
    ParkedId
    /// One answer the group gave to a design question.
    DecisionId
    /// One short text in a document of a few people.
    SlipId
    /// One point on a session's agenda.
    PointId
    /// Somebody in the room who is no member here.
    GuestId
    /// One round.
    RoundId
    /// One time somebody would like to speak.
    TurnId
    /// One point the group wants to keep, or thinks of keeping.
    LearningId
    /// Somebody to tell of such a point.
    ReportId
    /// One thing somebody will do.
    ActionId
    /// One sheet of a session: a picture of paper, or slides.
    SheetId
    /// Any of the things people may find new, by the id it has among its own.
    ThingId
}

macro_rules! things {
    ($($name:ident)*) => {$(
        impl From<$name> for ThingId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }
    )*};
}

things! { RuleId WordingId NoteId MeetingId OfferId VoteId ParkedId LearningId ActionId }

pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// Strict: exactly the digits, lower case, so that every id has one form.
pub(crate) fn unhex<const N: usize>(text: &str) -> Result<[u8; N], NotAnId> {
    let digits = text.as_bytes();
    if digits.len() != N * 2 {
        return Err(NotAnId);
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Ok(bytes)
}

/// The id of what has this name: the same on every device, so that several may make it at once.
pub(crate) fn named(name: &str) -> [u8; 16] {
    let mut id = [0; 16];
    id.copy_from_slice(&blake3::hash(name.as_bytes()).as_bytes()[..16]);
    id
}

fn digit(character: u8) -> Result<u8, NotAnId> {
    match character {
        b'0'..=b'9' => Ok(character - b'0'),
        b'a'..=b'f' => Ok(character - b'a' + 10),
        _ => Err(NotAnId),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_text_form() {
        let id = RuleId::from_bytes([0xab; 16]);
        assert_eq!(id.to_hex().parse(), Ok(id));
        assert_eq!(id.to_hex().to_uppercase().parse::<RuleId>(), Err(NotAnId));
        assert_eq!("ab".parse::<RuleId>(), Err(NotAnId));
        assert_eq!("é".repeat(16).parse::<RuleId>(), Err(NotAnId));
    }
}
