//! What a person can take elsewhere: everything readable of a community, in a folder.
//!
//! People read the Markdown, programs the JSON, and each document is a file that any Automerge program opens. What only
//! its owner can see stands apart in `only-me`, so that the rest can be handed on. No file is named after what is in it.

mod folder;
mod for_programs;
mod markdown;
mod pages;
#[cfg(test)]
mod tests;
mod words;

use crate::Community;
use folder::NewFolder;
use horseshoe_handbook::{Handbook, Language};
use horseshoe_model::Kind;
use horseshoe_trust::MemberId;
use jiff::tz::TimeZone;
use pages::Page;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use words::{Names, Texts};

/// What is written.
#[derive(Debug)]
pub(crate) struct Export {
    pub(crate) community: Arc<Community>,
    /// Each document as a standard Automerge file; whose it is, where it is one member's.
    pub(crate) documents: Vec<(Kind, Option<MemberId>, Vec<u8>)>,
    /// Unix milliseconds.
    pub(crate) at: u64,
    /// What the pages are written in.
    pub(crate) language: Language,
}

/// The folder for what only its owner can see.
const ONLY_ME: &str = "only-me";
const DOCUMENTS: &str = "documents";

impl Export {
    /// Writes into a folder that is empty or not there. Gives the number of files.
    ///
    /// # Errors
    ///
    /// Where the folder holds something, or something could not be written: then nothing of it is left.
    pub(crate) fn write(&self, folder: &Path) -> io::Result<u32> {
        self.write_with(folder, TimeZone::system())
    }

    fn write_with(&self, folder: &Path, zone: TimeZone) -> io::Result<u32> {
        let texts = Texts::of(self.language);
        let cx = Cx {
            community: &self.community,
            names: Names::of(&self.community, &texts),
            texts,
            handbook: Handbook::of(self.language),
            zone,
            at: self.at,
        };
        let mut new = NewFolder::begin(folder)?;
        let documents = self.named_documents();
        for page in pages::of_everybody(&cx, &documents) {
            new.write(page.file, page.text.as_bytes())?;
        }
        new.write("community.json", &for_programs::community(&cx)?)?;
        new.folder(DOCUMENTS)?;
        for document in documents.iter().filter(|document| document.kind != Kind::Private) {
            new.write(&document.file, document.bytes)?;
        }
        if let Some(Page { file, text }) = pages::only_me(&cx) {
            new.folder(ONLY_ME)?;
            new.write(file, text.as_bytes())?;
            new.write("only-me/only-me.json", &for_programs::only_me(&cx)?)?;
            for document in documents.iter().filter(|document| document.kind == Kind::Private) {
                new.write(&document.file, document.bytes)?;
            }
        }
        new.finish()
    }

    /// The documents with their file names: `documents/community-1.automerge`.
    fn named_documents(&self) -> Vec<Document<'_>> {
        let mut sorted: Vec<_> = self.documents.iter().collect();
        let order = |owner: &Option<MemberId>| {
            owner.and_then(|owner| {
                self.community.members.iter().position(|member| member.id == owner)
            })
        };
        sorted.sort_by_key(|(kind, owner, _)| (*kind, order(owner)));
        let mut numbers = BTreeMap::new();
        sorted
            .into_iter()
            .map(|(kind, owner, bytes)| {
                let number = numbers.entry(*kind).and_modify(|number| *number += 1).or_insert(1);
                let folder = if *kind == Kind::Private { ONLY_ME } else { DOCUMENTS };
                let file = format!("{folder}/{}-{number}.automerge", kind.name());
                Document { kind: *kind, owner: *owner, file, bytes }
            })
            .collect()
    }
}

/// A document and the file it goes to.
struct Document<'a> {
    kind: Kind,
    owner: Option<MemberId>,
    file: String,
    bytes: &'a [u8],
}

/// What pages are written from.
struct Cx<'a> {
    community: &'a Community,
    names: Names,
    texts: Texts,
    handbook: Handbook,
    /// For saying when something was.
    zone: TimeZone,
    at: u64,
}
