//! Who wrote and what was written: actors, entries, operations and objects by name.

use std::{fmt, str::FromStr};

/// One writer in one document: a device in one of its incarnations. Nobody can write as another, because
/// the actor is never part of a payload; it follows from who signed the entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor([u8; 16]);

impl Actor {
    /// The actor of a device, in one incarnation, in one document.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "all three names are passed alike")]
    pub fn derive(device: &[u8; 32], incarnation: &[u8; 8], document: &[u8; 32]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("horseshoe 1 actor");
        hasher.update(device).update(incarnation).update(document);
        let mut short = [0; 16];
        short.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(short)
    }

    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Actor({self})")
    }
}

/// The id of a sealed and signed entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub [u8; 32]);

impl fmt::Debug for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EntryId(")?;
        self.0[..4].iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
        write!(f, ")")
    }
}

/// One operation, by the same name on every device.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpRef {
    pub counter: u64,
    pub actor: Actor,
}

impl fmt::Display for OpRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.counter, self.actor)
    }
}

impl fmt::Debug for OpRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for OpRef {
    type Err = ParseRefError;

    fn from_str(text: &str) -> Result<Self, ParseRefError> {
        let (counter, hex) = text.split_once('@').ok_or(ParseRefError)?;
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if counter.starts_with('0') || !digits(counter) || hex.len() != 32 || !hex.is_ascii() {
            return Err(ParseRefError);
        }
        // Automerge counts no further, and must not be asked for more.
        let counter: u32 = counter.parse().or(Err(ParseRefError))?;
        let mut actor = [0; 16];
        for (byte, pair) in actor.iter_mut().zip(hex.as_bytes().chunks(2)) {
            let lower = |d: u8| d.is_ascii_digit() || (b'a'..=b'f').contains(&d);
            let pair = str::from_utf8(pair).or(Err(ParseRefError))?;
            if !pair.bytes().all(lower) {
                return Err(ParseRefError);
            }
            *byte = u8::from_str_radix(pair, 16).or(Err(ParseRefError))?;
        }
        Ok(Self { counter: counter.into(), actor: Actor(actor) })
    }
}

/// A map or text of a document: the root, or named by the operation that made it. Written as
/// `root` or `counter@actor`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectRef(Option<OpRef>);

impl ObjectRef {
    pub const ROOT: Self = Self(None);

    /// The operation that made it; `None` for the root.
    pub fn op(&self) -> Option<OpRef> {
        self.0
    }

    pub fn is_root(&self) -> bool {
        self.0.is_none()
    }

    pub fn parse(text: &str) -> Result<Self, ParseRefError> {
        text.parse()
    }
}

impl From<OpRef> for ObjectRef {
    fn from(op: OpRef) -> Self {
        Self(Some(op))
    }
}

impl fmt::Display for ObjectRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            None => write!(f, "root"),
            Some(op) => write!(f, "{op}"),
        }
    }
}

impl fmt::Debug for ObjectRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for ObjectRef {
    type Err = ParseRefError;

    fn from_str(text: &str) -> Result<Self, ParseRefError> {
        if text == "root" { Ok(Self::ROOT) } else { text.parse().map(|op| Self(Some(op))) }
    }
}

/// The text does not name an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of an object")]
pub struct ParseRefError;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_and_nothing_else_is_a_name() {
        let op = OpRef { counter: 17, actor: Actor([0xa5; 16]) };
        assert_eq!(op.to_string(), format!("17@{}", "a5".repeat(16)));
        assert_eq!(ObjectRef::parse(&op.to_string()), Ok(op.into()));
        assert_eq!(ObjectRef::parse("root"), Ok(ObjectRef::ROOT));
        let hex = "a5".repeat(16);
        for wrong in [
            "",
            "17",
            "@",
            "0@",
            &format!("+7@{hex}"),
            &format!("017@{hex}"),
            &format!("4294967296@{hex}"),
            &format!("1@{hex}0"),
            &format!("1@{}", hex.to_uppercase()),
        ] {
            assert_eq!(ObjectRef::parse(wrong), Err(ParseRefError), "{wrong}");
        }
    }

    #[test]
    fn actors_differ_in_device_incarnation_and_document() {
        let actor = Actor::derive(&[1; 32], &[2; 8], &[3; 32]);
        assert_eq!(actor, Actor::derive(&[1; 32], &[2; 8], &[3; 32]));
        assert_ne!(actor, Actor::derive(&[9; 32], &[2; 8], &[3; 32]));
        assert_ne!(actor, Actor::derive(&[1; 32], &[9; 8], &[3; 32]));
        assert_ne!(actor, Actor::derive(&[1; 32], &[2; 8], &[9; 32]));
    }
}
