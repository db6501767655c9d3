//! Edits to bytes and back, and every limit in one table.
//!
//! ```text
//! payload  version (1) · start · actors: count, 16 bytes each · edits to the end
//! edit     tag: kind + SAME if it is about the same object as the edit before (the root at first)
//!          · object unless SAME · what the kind needs
//! ref      author · distance back from the edit's first counter, at least 1, so that nothing can point forward
//! object   0 for the root, otherwise author + 1 · distance;   place of an insertion: 0 for the beginning, same
//! ```
//!
//! Every edit list has exactly one encoding: shortest varints, no spare tags, nothing after the last edit.

use crate::{
    check::Refusal,
    edit::{Act, Edit, Edits, Ref, Scalar},
    ids::Actor,
};

/// The version of rules, limits and encoding. They change only together.
pub const FORMAT: u8 = 1;

/// The limits of format version 1. They are rules: a device with others would fall out with the rest.
pub mod limits {
    /// Bytes of one payload.
    pub const PAYLOAD: usize = 256 * 1024;
    /// Operations of one payload; a character counts as one.
    pub const OPS: u32 = 10_000;
    /// Highest counter in a document.
    pub const COUNTER: u32 = 1_000_000;
    /// Bytes of a key.
    pub const KEY: usize = 128;
    /// Bytes of a string or byte string.
    pub const VALUE: usize = 64 * 1024;
    /// Values that one edit replaces.
    pub const OVER: usize = 64;
    /// Dependencies of an entry besides its author's previous one.
    pub const DEPS: usize = 64;
    /// Other authors that one payload refers to.
    pub const ACTORS: usize = 64;
    /// Maps and texts inside one another.
    pub const DEPTH: u8 = 16;
    /// Elements of a text, deleted ones included.
    pub const TEXT: u32 = 100_000;
    /// Operations on the keys of one map.
    pub const MAP: u32 = 100_000;
    /// Operations of one actor.
    pub const INCARNATION: u32 = 200_000;
}

const MAKE_MAP: u8 = 0;
const MAKE_TEXT: u8 = 1;
const PUT: u8 = 2;
const DELETE_KEY: u8 = 3;
const INSERT: u8 = 4;
const DELETE_RUN: u8 = 5;
const DELETE_RUN_BACKWARDS: u8 = 6;
const SAME: u8 = 0x10;

pub(crate) fn encode(edits: &Edits) -> Vec<u8> {
    let mut out = vec![FORMAT];
    put_number(&mut out, u64::from(edits.start));
    put_number(&mut out, edits.actors.len() as u64);
    for actor in &edits.actors {
        out.extend_from_slice(actor.as_bytes());
    }
    let mut object = None;
    let mut counter = edits.start;
    for edit in &edits.list {
        let same = if edit.object == object { SAME } else { 0 };
        object = edit.object;
        let tag = match &edit.act {
            Act::MakeMap { .. } => MAKE_MAP,
            Act::MakeText { .. } => MAKE_TEXT,
            Act::Put { .. } => PUT,
            Act::DeleteKey { .. } => DELETE_KEY,
            Act::Insert { .. } => INSERT,
            Act::DeleteRun { backwards: false, .. } => DELETE_RUN,
            Act::DeleteRun { backwards: true, .. } => DELETE_RUN_BACKWARDS,
        };
        out.push(tag | same);
        if same == 0 {
            put_optional_ref(&mut out, counter, object);
        }
        match &edit.act {
            Act::MakeMap { key, over }
            | Act::MakeText { key, over }
            | Act::DeleteKey { key, over } => {
                put_bytes(&mut out, key.as_bytes());
                put_over(&mut out, counter, over);
            }
            Act::Put { key, value, over } => {
                put_bytes(&mut out, key.as_bytes());
                put_scalar(&mut out, value);
                put_over(&mut out, counter, over);
            }
            Act::Insert { after, chars } => {
                put_optional_ref(&mut out, counter, *after);
                put_bytes(&mut out, chars.as_bytes());
            }
            Act::DeleteRun { first, count, .. } => {
                put_ref(&mut out, counter, *first);
                put_number(&mut out, u64::from(*count));
            }
        }
        counter = counter.saturating_add(edit.ops());
    }
    out
}

/// Strict: every refusal here is a refusal on every device.
pub(crate) fn decode(payload: &[u8]) -> Result<Edits, Refusal> {
    rule_1_size(payload)?;
    let mut input = Input { rest: payload };
    if input.byte()? != FORMAT {
        return Err(Refusal::Malformed("another format version"));
    }
    let start = u32::try_from(input.number()?).or(Err(Refusal::CounterCap))?;
    let count = input.number()?;
    if count > limits::ACTORS as u64 {
        return Err(Refusal::ActorTable("too many actors"));
    }
    let mut actors = Vec::new();
    for _ in 0..count {
        let mut actor = [0; 16];
        actor.copy_from_slice(input.take(16)?);
        actors.push(Actor::from_bytes(actor));
    }
    let mut edits = Edits { start, actors, list: Vec::new() };
    let mut ops = 0_u32;
    let mut object = None;
    while !input.rest.is_empty() {
        let edit = input.edit(start.saturating_add(ops), object, edits.actors.len())?;
        object = edit.object;
        ops = rule_2_ops(ops, edit.ops())?;
        edits.list.push(edit);
    }
    rule_2_not_empty(ops)?;
    rule_3_counter_cap(start, ops)?;
    Ok(edits)
}

/// The version of a payload whose rules this app does not know yet.
pub(crate) fn newer_version(payload: &[u8]) -> Option<u8> {
    payload.first().copied().filter(|version| *version > FORMAT)
}

fn rule_1_size(payload: &[u8]) -> Result<(), Refusal> {
    if payload.len() > limits::PAYLOAD { Err(Refusal::Malformed("too long")) } else { Ok(()) }
}

fn rule_2_not_empty(ops: u32) -> Result<(), Refusal> {
    if ops == 0 { Err(Refusal::Malformed("no edits")) } else { Ok(()) }
}

fn rule_2_ops(so_far: u32, more: u32) -> Result<u32, Refusal> {
    let ops = so_far.saturating_add(more);
    if ops > limits::OPS { Err(Refusal::TooManyOps) } else { Ok(ops) }
}

fn rule_3_counter_cap(start: u32, ops: u32) -> Result<(), Refusal> {
    let last = u64::from(start) + u64::from(ops) - 1;
    if last > u64::from(limits::COUNTER) { Err(Refusal::CounterCap) } else { Ok(()) }
}

fn rule_5_backwards(counter: u32, distance: u64) -> Result<u32, Refusal> {
    match u32::try_from(distance) {
        Ok(distance) if distance >= 1 && distance < counter => Ok(counter - distance),
        _ => Err(Refusal::Malformed("a reference that does not point backwards")),
    }
}

struct Input<'a> {
    rest: &'a [u8],
}

impl<'a> Input<'a> {
    fn edit(&mut self, counter: u32, before: Option<Ref>, actors: usize) -> Result<Edit, Refusal> {
        let tag = self.byte()?;
        let object = if tag & SAME == SAME {
            before
        } else {
            let object = self.optional_reference(counter, actors)?;
            if object == before {
                return Err(Refusal::Malformed("an object named again"));
            }
            object
        };
        let act = match tag & !SAME {
            MAKE_MAP => Act::MakeMap { key: self.text()?, over: self.over(counter, actors)? },
            MAKE_TEXT => Act::MakeText { key: self.text()?, over: self.over(counter, actors)? },
            PUT => Act::Put {
                key: self.text()?,
                value: self.scalar()?,
                over: self.over(counter, actors)?,
            },
            DELETE_KEY => Act::DeleteKey { key: self.text()?, over: self.over(counter, actors)? },
            INSERT => {
                let after = self.optional_reference(counter, actors)?;
                let chars = self.text()?;
                if chars.is_empty() {
                    return Err(Refusal::Malformed("an empty insertion"));
                }
                Act::Insert { after, chars }
            }
            kind @ (DELETE_RUN | DELETE_RUN_BACKWARDS) => {
                let first = self.reference(counter, actors)?;
                let count = u32::try_from(self.number()?).or(Err(Refusal::TooManyOps))?;
                let backwards = kind == DELETE_RUN_BACKWARDS;
                if count == 0 || (count == 1 && backwards) || (backwards && count > first.counter) {
                    return Err(Refusal::Malformed("not a run"));
                }
                Act::DeleteRun { first, count, backwards }
            }
            _ => return Err(Refusal::Malformed("unknown tag")),
        };
        Ok(Edit { object, act })
    }

    fn scalar(&mut self) -> Result<Scalar, Refusal> {
        Ok(match self.byte()? {
            0 => Scalar::Null,
            1 => Scalar::Bool(false),
            2 => Scalar::Bool(true),
            3 => Scalar::Int(unzigzag(self.number()?)),
            4 => Scalar::Uint(self.number()?),
            5 => {
                let mut bytes = [0; 8];
                bytes.copy_from_slice(self.take(8)?);
                Scalar::Float(f64::from_le_bytes(bytes))
            }
            6 => Scalar::Str(self.text()?),
            7 => Scalar::Bytes(self.bytes()?.to_vec()),
            _ => return Err(Refusal::Malformed("unknown value")),
        })
    }

    fn over(&mut self, counter: u32, actors: usize) -> Result<Vec<Ref>, Refusal> {
        let count = self.number()?;
        if count > limits::OVER as u64 {
            return Err(Refusal::Malformed("too many replaced values"));
        }
        (0..count).map(|_| self.reference(counter, actors)).collect()
    }

    fn optional_reference(&mut self, counter: u32, actors: usize) -> Result<Option<Ref>, Refusal> {
        match self.number()? {
            0 => Ok(None),
            author => self.reference_by(author - 1, counter, actors).map(Some),
        }
    }

    fn reference(&mut self, counter: u32, actors: usize) -> Result<Ref, Refusal> {
        let author = self.number()?;
        self.reference_by(author, counter, actors)
    }

    fn reference_by(&mut self, author: u64, counter: u32, actors: usize) -> Result<Ref, Refusal> {
        if author >= actors as u64 + u64::from(crate::edit::TABLE) {
            return Err(Refusal::Malformed("an author outside the table"));
        }
        let counter = rule_5_backwards(counter, self.number()?)?;
        Ok(Ref { counter, author: author as u16 })
    }

    fn text(&mut self) -> Result<String, Refusal> {
        let text = str::from_utf8(self.bytes()?).or(Err(Refusal::Malformed("not UTF-8")))?;
        Ok(text.to_owned())
    }

    fn bytes(&mut self) -> Result<&'a [u8], Refusal> {
        let length = self.number()?;
        self.take(usize::try_from(length).or(Err(Refusal::Malformed("cut short")))?)
    }

    fn number(&mut self) -> Result<u64, Refusal> {
        let mut number = 0_u64;
        for place in 0..10 {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if place == 9 && byte > 1 {
                return Err(Refusal::Malformed("a number beyond 64 bits"));
            }
            number |= bits << (7 * place);
            if byte & 0x80 == 0 {
                if byte == 0 && place > 0 {
                    return Err(Refusal::Malformed("a number written too long"));
                }
                return Ok(number);
            }
        }
        Err(Refusal::Malformed("a number beyond 64 bits"))
    }

    fn byte(&mut self) -> Result<u8, Refusal> {
        Ok(self.take(1)?[0])
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Refusal> {
        let (taken, rest) =
            self.rest.split_at_checked(length).ok_or(Refusal::Malformed("cut short"))?;
        self.rest = rest;
        Ok(taken)
    }
}

fn put_scalar(out: &mut Vec<u8>, value: &Scalar) {
    match value {
        Scalar::Null => out.push(0),
        Scalar::Bool(false) => out.push(1),
        Scalar::Bool(true) => out.push(2),
        Scalar::Int(number) => {
            out.push(3);
            put_number(out, zigzag(*number));
        }
        Scalar::Uint(number) => {
            out.push(4);
            put_number(out, *number);
        }
        Scalar::Float(number) => {
            out.push(5);
            out.extend_from_slice(&number.to_le_bytes());
        }
        Scalar::Str(text) => {
            out.push(6);
            put_bytes(out, text.as_bytes());
        }
        Scalar::Bytes(bytes) => {
            out.push(7);
            put_bytes(out, bytes);
        }
    }
}

fn put_over(out: &mut Vec<u8>, counter: u32, over: &[Ref]) {
    put_number(out, over.len() as u64);
    for value in over {
        put_ref(out, counter, *value);
    }
}

fn put_optional_ref(out: &mut Vec<u8>, counter: u32, name: Option<Ref>) {
    match name {
        None => out.push(0),
        Some(name) => {
            put_number(out, u64::from(name.author) + 1);
            put_number(out, u64::from(counter.wrapping_sub(name.counter)));
        }
    }
}

fn put_ref(out: &mut Vec<u8>, counter: u32, name: Ref) {
    put_number(out, u64::from(name.author));
    put_number(out, u64::from(counter.wrapping_sub(name.counter)));
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}
