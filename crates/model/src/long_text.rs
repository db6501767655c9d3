//! A note may be long, and each of its texts stays short: the words go on in further texts, so that typing, merging
//! and reading aloud stay quick.
//!
//! The first text stands under the key that every note has, the others under keys of their own which sort as the
//! texts follow each other. A text without words is as if it were not there. So two people never make the same thing
//! at once, and who writes in a text that was just joined with the one before it loses nothing.

use crate::clash::Words;
use crate::command::{CommandError, limits};
use crate::notes::WORDS;
use crate::order;
use crate::plan::Plan;
use crate::reading::Item;
use crate::text::Splice;
use horseshoe_merge::ObjectRef;
use std::borrow::Cow;
use unicode_segmentation::GraphemeCursor;

/// What the keys of further texts begin with. Their place follows.
const FURTHER: &str = "words ";
/// Characters that are moved from one text to another at once: a change takes 10,000 operations, and one that moves
/// deletes and inserts.
const MOVED: usize = 4_000;
/// Bytes of a text that words go on in, at first: room is left for writing in it.
const PIECE: usize = 5_000;
/// A text ends after a word, if one ends within so many characters.
const WORD: usize = 200;
const NO_TEXT: CommandError = CommandError::NoSuch { what: "text" };

/// Words that do not fit into a text, and where in it they belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Overflow {
    pub(crate) at: usize,
    pub(crate) words: String,
}

/// The texts a note goes on in.
pub(crate) fn further(note: &Item<'_>) -> Vec<Words> {
    let texts = further_keys(note).filter_map(|key| note.text(&key));
    texts.filter(|words| !words.text.is_empty()).collect()
}

/// The texts of a note that have words, or the first if none has.
pub(crate) fn texts<'a>(first: &'a Words, further: &'a [Words]) -> impl Iterator<Item = &'a Words> {
    let first = (further.is_empty() || !first.text.is_empty()).then_some(first);
    first.into_iter().chain(further)
}

/// All words of a note.
pub(crate) fn whole<'a>(first: &'a Words, further: &[Words]) -> Cow<'a, str> {
    if further.is_empty() {
        return Cow::Borrowed(&first.text);
    }
    Cow::Owned(texts(first, further).map(|words| words.text.as_str()).collect())
}

/// As much of a text as fits into the first of a note's texts, and the rest.
pub(crate) fn first_piece(text: &str) -> (&str, &str) {
    if text.len() <= limits::TEXT {
        return (text, "");
    }
    text.split_at(end_of_word_before(text, text.floor_char_boundary(limits::TEXT)))
}

/// Writes on where a note ends. Gives what is left to be done after that, and in which text.
pub(crate) fn write_on(
    plan: &mut Plan,
    (note, path): (&Item<'_>, &[&str]),
    words: &str,
    random: [u8; 16],
) -> Result<Option<(String, Overflow)>, CommandError> {
    let parts = parts(note);
    let last = parts.iter().rev().find(|(_, words)| !words.text.is_empty());
    let (_, last) = last.or_else(|| parts.first()).ok_or(NO_TEXT)?;
    let over = Overflow { at: last.text.chars().count(), words: words.to_owned() };
    let left = go_on(plan, (note, path), &last.object, &over, random)?;
    Ok(left.map(|left| (last.object.clone(), left)))
}

/// Finds room for words that do not fit into a text: what follows them goes on in a next one. Gives what is left to
/// be done after that, in the same text.
pub(crate) fn go_on(
    plan: &mut Plan,
    (note, path): (&Item<'_>, &[&str]),
    object: &str,
    over: &Overflow,
    random: [u8; 16],
) -> Result<Option<Overflow>, CommandError> {
    let parts = parts(note);
    let here = parts.iter().position(|(_, words)| words.object == object).ok_or(NO_TEXT)?;
    let (key, Words { text, .. }) = &parts[here];
    let object = ObjectRef::parse(object).or(Err(NO_TEXT))?;
    let Overflow { at, words } = over;
    let length = text.chars().count();
    if *at > length {
        return Err(CommandError::BeyondText);
    }
    let most = limits::NOTE;
    if parts.iter().map(|(_, words)| words.text.len()).sum::<usize>() + words.len() > most {
        return Err(CommandError::TooLong { most });
    }
    if text.len() + words.len() <= limits::TEXT {
        plan.splice(object, text, &[Splice { at: *at, delete: 0, insert: words.clone() }])?;
        return Ok(None);
    }
    let (from, piece, left) = if length - at > MOVED {
        let from = end_of_word_after(text, byte_at(text, length - MOVED));
        (from, text[from..].to_owned(), over.clone())
    } else {
        let at = byte_at(text, *at);
        let from = end_of_word_before(text, at);
        let rest = [&text[from..at], words, &text[at..]].concat();
        let cut = match rest.len().checked_sub(PIECE) {
            None | Some(0) => 0,
            Some(cut) => end_of_word_after(&rest, rest.ceil_char_boundary(cut)),
        };
        let at = text[..from].chars().count();
        (from, rest[cut..].to_owned(), Overflow { at, words: rest[..cut].to_owned() })
    };
    let place = |key: &str| {
        let place = key.strip_prefix(FURTHER)?;
        Some(place.split('-').next().unwrap_or(place).to_owned())
    };
    let next = parts.get(here + 1).and_then(|(key, _)| place(key));
    let order = order::between(place(key).as_deref(), next.as_deref(), random);
    let own = u32::from_be_bytes([random[2], random[3], random[4], random[5]]);
    plan.further_text(path, &format!("{FURTHER}{order}-{own:08x}"), &piece);
    let at = text[..from].chars().count();
    let gone = Splice { at, delete: length - at, insert: String::new() };
    plan.splice(object, text, &[gone])?;
    Ok((!left.words.is_empty()).then_some(left))
}

/// Whether a text and the one after it are short enough to be joined.
pub fn joins(before: &Words, words: &Words) -> bool {
    words.text.chars().count() <= MOVED && before.text.len() + words.text.len() <= limits::TEXT
}

/// Joins a text with the one before it, if together they are short enough for one.
pub(crate) fn join(plan: &mut Plan, note: &Item<'_>, object: &str) -> Result<(), CommandError> {
    let parts = parts(note);
    let here = parts.iter().position(|(_, words)| words.object == object).ok_or(NO_TEXT)?;
    let before = parts[..here].iter().rev().find(|(_, words)| !words.text.is_empty());
    let (_, before) = before.or_else(|| parts[..here].first()).ok_or(NO_TEXT)?;
    let words = &parts[here].1;
    if !joins(before, words) {
        return Err(CommandError::TooLong { most: limits::TEXT });
    }
    let length = words.text.chars().count();
    let object = |words: &Words| ObjectRef::parse(&words.object).or(Err(NO_TEXT));
    let at = before.text.chars().count();
    let moved = Splice { at, delete: 0, insert: words.text.clone() };
    plan.splice(object(before)?, &before.text, &[moved])?;
    let gone = Splice { at: 0, delete: length, insert: String::new() };
    plan.splice(object(words)?, &words.text, &[gone])
}

/// Every text of a note by its key, also those without words.
fn parts(note: &Item<'_>) -> Vec<(String, Words)> {
    let keys = std::iter::once(WORDS.to_owned()).chain(further_keys(note));
    keys.filter_map(|key| note.text(&key).map(|words| (key, words))).collect()
}

fn further_keys(note: &Item<'_>) -> impl Iterator<Item = String> {
    note.keys().into_iter().filter(|key| key.starts_with(FURTHER))
}

fn byte_at(text: &str, at: usize) -> usize {
    text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte)
}

/// The end of the last word before a place in bytes; the place itself, if there is none near.
fn end_of_word_before(text: &str, at: usize) -> usize {
    let near = text[..at].char_indices().rev().take(WORD);
    let mut ends = near.filter(|(_, letter)| letter.is_whitespace());
    ends.next().map_or_else(|| whole_letter(text, at), |(byte, space)| byte + space.len_utf8())
}

/// The end of the first word after a place in bytes; the place itself, if there is none near.
fn end_of_word_after(text: &str, at: usize) -> usize {
    let near = text[at..].char_indices().take(WORD);
    let mut ends = near.filter(|(_, letter)| letter.is_whitespace());
    ends.next().map_or_else(|| whole_letter(text, at), |(byte, space)| at + byte + space.len_utf8())
}

/// Not in the middle of what people see as one letter.
fn whole_letter(text: &str, at: usize) -> usize {
    let mut letters = GraphemeCursor::new(at, text.len(), true);
    match letters.is_boundary(text, 0) {
        Ok(false) => letters.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
        _ => at,
    }
}
