//! Words that must not be found: looked for as they are, in UTF-16 and in base64, and in whatever can be inflated.

use aho_corasick::AhoCorasick;
use data_encoding::BASE64_NOPAD;
use flate2::{Decompress, FlushDecompress, Status};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The forms a word could be found in.
pub(crate) struct Canaries {
    forms: Vec<Vec<u8>>,
    /// Of each form, whose it is and how it is called.
    names: Vec<String>,
    search: AhoCorasick,
}

/// What is deflated is looked into so far.
const INFLATED: usize = 16 << 10;

impl Canaries {
    pub(crate) fn of(words: &[&str]) -> Self {
        let all = words.iter().flat_map(|word| {
            forms(word).into_iter().map(move |(name, form)| (form, format!("{word} ({name})")))
        });
        let (forms, names): (Vec<_>, Vec<_>) = all.unzip();
        Self { search: AhoCorasick::new(&forms).unwrap(), forms, names }
    }

    /// The same, and this id: as it is, and as it is written.
    pub(crate) fn and_id(mut self, id: &str) -> Self {
        let raw = data_encoding::HEXLOWER.decode(id.as_bytes()).unwrap();
        self.forms.extend([raw, id.as_bytes().to_vec()]);
        self.names.extend(["id".to_owned(), "id in hex".to_owned()]);
        self.search = AhoCorasick::new(&self.forms).unwrap();
        self
    }

    /// Where any of them is found in a folder: in files and in their names.
    pub(crate) fn found_in(&self, folder: &Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().as_encoded_bytes();
            let within = if path.is_dir() {
                found.extend(self.found_in(&path));
                Vec::new()
            } else {
                // A file may go while it is looked for; then nothing is in it.
                fs::read(&path).unwrap_or_default()
            };
            for hit in self.hits(name).union(&self.hits(&within)) {
                found.push(format!("{hit} in {}", path.display()));
            }
        }
        found
    }

    /// Which of them are in these bytes.
    pub(crate) fn hits(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let mut hits = self.plain(bytes);
        let mut inflating = Decompress::new(false);
        let mut inflated = vec![0; INFLATED];
        for start in 0..bytes.len() {
            inflating.reset(false);
            let flush = FlushDecompress::None;
            let status = inflating.decompress(&bytes[start..], &mut inflated, flush);
            let length = usize::try_from(inflating.total_out()).unwrap();
            if status.is_ok_and(|status| status == Status::StreamEnd || length == INFLATED) {
                hits.extend(self.plain(&inflated[..length]));
            }
        }
        hits
    }

    fn plain(&self, bytes: &[u8]) -> BTreeSet<&str> {
        let found = self.search.find_overlapping_iter(bytes);
        found.map(|hit| self.names[hit.pattern().as_usize()].as_str()).collect()
    }
}

fn forms(word: &str) -> Vec<(&'static str, Vec<u8>)> {
    let little: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut forms =
        vec![("as it is", word.as_bytes().to_vec()), ("UTF-16LE", little), ("UTF-16BE", big)];
    for before in 0..3 {
        let bytes = [&vec![0; before], word.as_bytes()].concat();
        let encoded = BASE64_NOPAD.encode(&bytes);
        // Characters that also depend on what stands before or after are no part of the form.
        let start = (before * 8).div_ceil(6);
        let end = bytes.len() * 8 / 6;
        forms.push(("base64", encoded.as_bytes()[start..end].to_vec()));
    }
    forms
}

#[test]
fn a_canary_is_found_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let word = "Quokkazanzibar";
    let canaries = Canaries::of(&[word, "Otherwordly"]);
    let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut written = vec![format!("xy{word}z").into_bytes(), [b"x".to_vec(), utf16].concat()];
    for before in ["", "a", "ab", "abc"] {
        written
            .push(deflated(&format!("{before}, {word} and more, and more, and more").into_bytes()));
        written.push(BASE64_NOPAD.encode(format!("{before}{word}tail").as_bytes()).into_bytes());
    }
    for (number, bytes) in written.iter().enumerate() {
        let one = folder.path().join(format!("{number}"));
        fs::create_dir(&one).unwrap();
        fs::write(one.join("file"), bytes).unwrap();
        assert_eq!(canaries.found_in(&one).len(), 1, "form {number}");
    }
    let named = folder.path().join("named");
    fs::create_dir(&named).unwrap();
    fs::write(named.join(format!("a-{word}.txt")), "").unwrap();
    assert_eq!(canaries.found_in(&named).len(), 1);
}

#[cfg(test)]
fn deflated(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer =
        flate2::write::DeflateEncoder::new(b"before".to_vec(), flate2::Compression::best());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}
