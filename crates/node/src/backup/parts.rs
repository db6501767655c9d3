//! What is in a backup once it is opened: a line that says so, then one part after another.
//!
//! ```text
//! "horseshoe backup\n"  version u8  parts × (length u32, little-endian, and the part in postcard)
//! ```
//! The first part is the head, the last the end; records stand between. A newer version that adds a kind of part or
//! record raises the version: a program never restores less than there is.

use super::damaged;
use super::sealed_file::Reading;
use crate::Problem;
use horseshoe_store::{MAX_VALUE, Record};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use zeroize::{ZeroizeOnDrop, Zeroizing};

pub(super) const MAGIC: &[u8; 17] = b"horseshoe backup\n";
pub(super) const VERSION: u8 = 1;

/// The longest part: the longest value, and what stands around it.
const LONGEST: usize = MAX_VALUE + 1024;

#[derive(Serialize, Deserialize)]
pub(super) enum Part {
    Head(Head),
    Record(Record),
    End(End),
}

#[derive(Serialize, Deserialize, ZeroizeOnDrop)]
pub(super) struct Head {
    /// Unix milliseconds.
    pub(super) made: u64,
    pub(super) device_key: [u8; 32],
    pub(super) note_names: [u8; 32],
}

#[derive(Serialize, Deserialize)]
pub(super) struct End {
    /// How many there were.
    pub(super) records: u64,
}

pub(super) fn write(output: &mut impl Write, part: &Part) -> io::Result<()> {
    let bytes = postcard::to_stdvec(part).map(Zeroizing::new).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(&bytes)
}

pub(super) fn read(reading: &mut Reading) -> Result<Part, Problem> {
    let length = u32::from_le_bytes(reading.take()?) as usize;
    if length > LONGEST {
        return Err(damaged("a part of it is too long"));
    }
    let mut bytes = Zeroizing::new(vec![0; length]);
    reading.fill(&mut bytes)?;
    let (part, rest) = postcard::take_from_bytes(&bytes)
        .map_err(|_error| damaged("a part of it cannot be read"))?;
    if !rest.is_empty() {
        return Err(damaged("a part of it is too long"));
    }
    Ok(part)
}
