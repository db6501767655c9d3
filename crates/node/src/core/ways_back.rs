//! Own ways back, kept across restarts: the acts that can be taken back, and what was typed in each text. They name
//! characters, so they stay right whatever others write meanwhile.

use super::Core;
use super::community::Community;
use super::document::Held;
use crate::{Problem, Reply, TextRef, TypedEdit, TypedStep};
use horseshoe_merge::{ObjectRef, OpRef};
use horseshoe_model::{Element, Elements, Renamed, Undo};
use horseshoe_trust::{CommunityId, DocumentId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many own acts can be taken back.
const ACTS: usize = 100;
/// How many steps of typing are kept of one text.
const STEPS: usize = 100;
/// How much is kept of a community, in bytes. What was typed longest ago is forgotten first.
const BYTES: usize = 128 * 1024;
const VERSION: u8 = 2;

/// The ways back in one community.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct WaysBack {
    version: u8,
    /// The last one last, with everything it led to.
    acts: Vec<WayBack>,
    /// By text, the one written in last at the end.
    typed: Vec<(TextRef, Vec<Step>)>,
}

/// From all an act did, in the order it was done.
pub(crate) type WayBack = Vec<(DocumentId, Undo)>;

type Step = Vec<Edit>;

/// As [`TypedEdit`], by names.
#[derive(Debug, Serialize, Deserialize)]
enum Edit {
    Put(Elements),
    Taken {
        after: Option<Element>,
        words: String,
        held: Vec<(usize, Range<usize>)>,
        places: Vec<(usize, usize)>,
    },
}

impl Default for WaysBack {
    fn default() -> Self {
        Self { version: VERSION, acts: Vec::new(), typed: Vec::new() }
    }
}

impl WaysBack {
    /// The name it has in the store.
    pub(crate) fn note_name(id: &CommunityId) -> String {
        format!("ways-back/{}", id.to_hex())
    }

    /// Reads what was kept. What cannot be read is no way back.
    pub(crate) fn from_kept(bytes: &[u8]) -> Self {
        let kept = postcard::from_bytes::<Self>(bytes).ok();
        kept.filter(|kept| kept.version == VERSION).unwrap_or_default()
    }

    /// How many acts can be taken back.
    pub(crate) fn acts(&self) -> usize {
        self.acts.len()
    }

    /// Nothing in a document that is destroyed can be taken back.
    pub(crate) fn forget(&mut self, document: DocumentId) {
        self.acts.retain(|way| way.iter().all(|(of, _)| *of != document));
        self.typed.retain(|(text, _)| text.document != document);
    }

    /// What was done since there were so many was nobody's act.
    pub(crate) fn forget_acts_after(&mut self, acts: usize) {
        self.acts.truncate(acts);
    }

    pub(crate) fn push(&mut self, way: WayBack) {
        self.acts.push(way);
        if self.acts.len() > ACTS {
            self.acts.remove(0);
        }
    }

    pub(crate) fn pop(&mut self) -> Option<WayBack> {
        self.acts.pop()
    }

    /// Characters of a document have new names.
    pub(crate) fn rename(&mut self, document: DocumentId, renamed: &Renamed) {
        if renamed.is_empty() {
            return;
        }
        for (_, undo) in self.acts.iter_mut().flatten().filter(|(place, _)| *place == document) {
            undo.rename(renamed);
        }
        for (text, steps) in self.typed.iter_mut().filter(|(text, _)| text.document == document) {
            if let Some(op) = ObjectRef::parse(&text.object).ok().and_then(|object| object.op()) {
                let op = OpRef::from(Element::from(op).renamed(renamed));
                text.object = ObjectRef::from(op).to_string();
            }
            for edit in steps.iter_mut().flatten() {
                match edit {
                    Edit::Put(elements) => elements.rename(renamed),
                    Edit::Taken { after, .. } => *after = after.map(|after| after.renamed(renamed)),
                }
            }
        }
    }

    /// Keeps what was typed in a text, which stands as its document has it, in place of what was kept of it.
    fn remember(&mut self, held: &Held, text: &TextRef, steps: Vec<TypedStep>) {
        self.typed.retain(|(known, _)| known != text);
        let Ok(object) = ObjectRef::parse(&text.object) else { return };
        let names: Vec<Element> =
            held.merged.elements(&object).into_iter().map(Element::from).collect();
        let edit = |edit| match edit {
            TypedEdit::Put(ranges) => {
                let ranges = ranges.into_iter().filter_map(|range| names.get(range));
                Edit::Put(ranges.flatten().copied().collect())
            }
            TypedEdit::Taken { at, words, held, places } => {
                let after = at.checked_sub(1).and_then(|at| names.get(at)).copied();
                Edit::Taken { after, words, held, places }
            }
        };
        // Edits are named by their number from the first: none is left out of the middle.
        if steps.is_empty() || steps.len() > STEPS {
            return;
        }
        let steps = steps.into_iter().map(|step| step.edits.into_iter().map(edit).collect());
        self.typed.push((text.clone(), steps.collect()));
    }

    /// What was typed in a text, as it stands now.
    fn typed(&self, held: &Held, text: &TextRef) -> Vec<TypedStep> {
        let Some((_, steps)) = self.typed.iter().find(|(known, _)| known == text) else {
            return Vec::new();
        };
        let Ok(object) = ObjectRef::parse(&text.object) else { return Vec::new() };
        let names = held.merged.elements(&object).into_iter().map(Element::from);
        let places: BTreeMap<Element, usize> = names.zip(0..).collect();
        let edit = |edit: &Edit| match edit {
            Edit::Put(elements) => {
                let mut stand: Vec<usize> =
                    elements.iter().filter_map(|element| places.get(&element).copied()).collect();
                stand.sort_unstable();
                let runs = stand.chunk_by(|one, next| one + 1 == *next);
                TypedEdit::Put(runs.map(|run| run[0]..run[0] + run.len()).collect())
            }
            Edit::Taken { after, words, held: parts, places } => TypedEdit::Taken {
                at: after
                    .and_then(|after| held.merged.place_after(&object, &after.into()))
                    .unwrap_or(0),
                words: words.clone(),
                held: parts.clone(),
                places: places.clone(),
            },
        };
        steps.iter().map(|step| TypedStep { edits: step.iter().map(edit).collect() }).collect()
    }

    fn fitting_bytes(&mut self) -> Vec<u8> {
        loop {
            let bytes = postcard::to_stdvec(&self).expect("plain data can be written");
            if bytes.len() <= BYTES {
                return bytes;
            }
            if !self.typed.is_empty() {
                self.typed.remove(0);
            } else if self.acts.is_empty() {
                return bytes;
            } else {
                self.acts.remove(0);
            }
        }
    }
}

impl Core {
    /// Takes the last own act back, and answers when that is durable.
    pub(super) fn undo(&mut self, number: u64, id: CommunityId) {
        let popped = self
            .community_mut(id)
            .and_then(|community| community.ways_back.pop().ok_or(Problem::NothingToUndo));
        match popped.and_then(|way| self.go_back(id, way)) {
            Ok(()) => self.answer_when_saved(number, Reply::Done),
            Err(problem) => self.answer(number, Err(problem)),
        }
        self.keep_ways_back(id);
        self.changed = true;
    }

    /// Takes back all an act did, as far as nobody has changed it since. Fails where that is nothing.
    fn go_back(&mut self, id: CommunityId, mut way: WayBack) -> Result<(), Problem> {
        let mut outcome = Ok(());
        let mut went = false;
        while let Some((document, undo)) = way.pop() {
            match self.take_back(id, document, &undo) {
                Ok(done) => {
                    went = true;
                    for (_, before) in way.iter_mut().filter(|(place, _)| *place == document) {
                        before.rename(&done.renamed);
                    }
                }
                Err(problem) => outcome = Err(problem),
            }
        }
        if went { Ok(()) } else { outcome }
    }

    /// Keeps what can be taken back of what was typed in a text.
    pub(super) fn remember(
        &mut self,
        number: u64,
        id: CommunityId,
        text: &TextRef,
        version: u64,
        steps: Vec<TypedStep>,
    ) {
        self.make_typed_words_changes(id, text.document, |_| true);
        if let Some(community) = self.communities.get_mut(&id) {
            let Community { documents, ways_back, .. } = community;
            // What counts in an older version is told again with the next step.
            if let Some(held) = documents.get(&text.document)
                && held.live.get(&text.object).is_some_and(|live| live.version() == version)
            {
                ways_back.remember(held, text, steps);
                self.keep_ways_back(id);
            }
        }
        self.answer_when_saved(number, Reply::Done);
    }

    /// What was typed in a text before and can be taken back.
    pub(super) fn typed_before(&self, id: CommunityId, text: &TextRef) -> Vec<TypedStep> {
        let community = self.communities.get(&id);
        let typed = community.and_then(|community| {
            let held = community.documents.get(&text.document)?;
            Some(community.ways_back.typed(held, text))
        });
        typed.unwrap_or_default()
    }

    /// Characters of a document have new names.
    pub(super) fn rename(&mut self, id: CommunityId, document: DocumentId, renamed: &Renamed) {
        if renamed.is_empty() {
            return;
        }
        if let Some(community) = self.communities.get_mut(&id) {
            community.ways_back.rename(document, renamed);
            self.keep_ways_back(id);
        }
    }

    pub(super) fn keep_ways_back(&mut self, id: CommunityId) {
        if let Some(community) = self.communities.get_mut(&id) {
            let bytes = community.ways_back.fitting_bytes();
            self.saving.next().put_note(WaysBack::note_name(&id), bytes);
        }
    }
}
