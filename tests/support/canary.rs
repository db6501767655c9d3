//! Words that must not be found: looked for as they are, in UTF-16 and in base64.

use data_encoding::BASE64_NOPAD;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// The forms a word could be found in.
pub(crate) struct Canaries {
    /// By their first bytes: what begins so, and whose form it is.
    forms: HashMap<[u8; START], Vec<(Vec<u8>, String)>>,
}

const START: usize = 4;

impl Canaries {
    pub(crate) fn of(words: &[&str]) -> Self {
        let mut all: HashMap<_, Vec<_>> = HashMap::new();
        for word in words {
            for (name, form) in forms(word) {
                let start = *form.first_chunk().unwrap();
                all.entry(start).or_default().push((form, format!("{word} ({name})")));
            }
        }
        Self { forms: all }
    }

    /// The same, and this id: as it is, and as it is written.
    pub(crate) fn and_id(mut self, id: &str) -> Self {
        let raw = data_encoding::HEXLOWER.decode(id.as_bytes()).unwrap();
        for (name, form) in [("id", raw), ("id in hex", id.as_bytes().to_vec())] {
            let start = *form.first_chunk().unwrap();
            self.forms.entry(start).or_default().push((form, name.to_owned()));
        }
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
            for hit in self.hits(name).into_iter().chain(self.hits(&within)) {
                found.push(format!("{hit} in {}", path.display()));
            }
        }
        found
    }

    /// Which of them are in these bytes.
    pub(crate) fn hits(&self, bytes: &[u8]) -> Vec<&str> {
        let at = |(place, start): (usize, &[u8])| {
            let start: [u8; START] = start.try_into().unwrap();
            let forms = self.forms.get(&start).into_iter().flatten();
            forms
                .filter(move |(form, _)| bytes[place..].starts_with(form))
                .map(|(_, name)| name.as_str())
        };
        let mut hits: Vec<&str> = bytes.windows(START).enumerate().flat_map(at).collect();
        hits.dedup();
        hits
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
