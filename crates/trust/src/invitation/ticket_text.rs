//! A ticket as text: written in lines, and found again in whatever a mail program made of it.

use data_encoding::BASE32_NOPAD;

use super::TicketError;
use super::ticket::{HEADER, frame_len};

/// Base32 of `bytes` after the app's name, in lines of at most 64 characters.
pub(super) fn wrapped(bytes: &[u8]) -> String {
    let text = format!("{PREFIX}:{}", BASE32_NOPAD.encode(bytes).to_ascii_lowercase());
    let mut lines = String::with_capacity(text.len() + text.len() / LINE);
    for (at, c) in text.chars().enumerate() {
        if at > 0 && at % LINE == 0 {
            lines.push('\n');
        }
        lines.push(c);
    }
    lines
}

/// The same in one line, with letters of a QR code's alphanumeric mode only.
pub(super) fn for_qr(bytes: &[u8]) -> String {
    format!("{}:{}", PREFIX.to_ascii_uppercase(), BASE32_NOPAD.encode(bytes))
}

/// The bytes behind every place where a ticket may begin, in the order of the text.
///
/// Only letters, digits and colons are looked at: quoting, line breaks, hyphens, dots, soft hyphens
/// and all other signs between them may come and go. A ticket says how long it is, so words after
/// it do no harm.
pub(super) fn candidates(text: &str) -> impl Iterator<Item = Result<Vec<u8>, TicketError>> {
    let kept: Vec<u8> = text
        .chars()
        .filter_map(|c| u8::try_from(c).ok())
        .filter(|byte| byte.is_ascii_alphanumeric() || *byte == b':')
        .map(|byte| byte.to_ascii_lowercase())
        .take(LONGEST_TEXT)
        .collect();
    let starts: Vec<usize> = kept
        .windows(PREFIX.len())
        .enumerate()
        .filter(|(_, window)| *window == PREFIX.as_bytes())
        .map(|(at, _)| at + PREFIX.len())
        .take(MOST_CANDIDATES)
        .collect();
    starts.into_iter().map(move |at| {
        let rest = &kept[at..];
        match rest.strip_prefix(b":") {
            Some(code) => read(code).ok_or(TicketError::Damaged),
            // The name of the app in a sentence; still, somebody may have lost the colon.
            None => read(rest).ok_or(TicketError::NotATicket),
        }
    })
}

const PREFIX: &str = "horseshoe";
const LINE: usize = 64;

// What a paste may cost: a long mail with all its quotes is far below both.
const LONGEST_TEXT: usize = 1 << 20;
const MOST_CANDIDATES: usize = 500;

fn read(code: &[u8]) -> Option<Vec<u8>> {
    let start = decode(code.get(..8)?)?;
    let len = frame_len(*start.first_chunk::<HEADER>()?);
    decode(code.get(..BASE32_NOPAD.encode_len(len))?)
}

fn decode(code: &[u8]) -> Option<Vec<u8>> {
    let letters: Option<Vec<u8>> = code.iter().copied().map(letter).collect();
    BASE32_NOPAD.decode(&letters?).ok()
}

/// Digits that are no part of the alphabet were read off paper: they stand for the letter that
/// looks like them. Anything else is damage.
fn letter(c: u8) -> Option<u8> {
    match c {
        b'a'..=b'z' | b'2'..=b'7' => Some(c.to_ascii_uppercase()),
        b'0' => Some(b'O'),
        b'1' => Some(b'L'),
        b'8' => Some(b'B'),
        _ => None,
    }
}
