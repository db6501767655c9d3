//! What a command will change, worked out before anything is: then done in one transaction, with its way back.

use crate::acting::{Acting, Anybody, Done};
use crate::command::{Command, CommandError, limits};
use crate::documents::Kind;
use crate::element::{Element, Elements, Gone, Renamed, difference};
use crate::ids::WordingId;
use crate::reading::{Item, key_under};
use crate::text::{self, Splice};
use crate::undo::{Scalar, Undo, UndoStep};
use horseshoe_merge::{Document, EditError, ObjectRef, Value, Writer};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The changes of one command, in order.
#[derive(Default)]
pub(crate) struct Plan {
    steps: Vec<Step>,
    undo: Vec<UndoStep>,
    /// Maps this plan makes.
    new: Vec<Vec<String>>,
    /// Items this plan makes, as others may at once.
    of_several: Vec<Vec<String>>,
    /// Characters that splices of a text bring back, in the order they will stand, by the names they had.
    returning: BTreeMap<ObjectRef, Vec<Element>>,
    pub(crate) made: Option<String>,
    pub(crate) publish: Option<Command>,
}

enum Step {
    Map { path: Vec<String>, key: String },
    Text { path: Vec<String>, key: String, words: String },
    Put { path: Vec<String>, key: String, value: Scalar },
    Delete { path: Vec<String>, key: String },
    Splice { object: ObjectRef, splices: Vec<Splice> },
}

/// The key that says an item was taken out, and when.
pub(crate) const OUT: &str = "out";
/// The key that says when an item was made.
pub(crate) const AT: &str = "at";

impl Plan {
    /// Makes an item with the time it was made. Taking the act back takes the item out: what others
    /// wrote in it meanwhile stays.
    pub(crate) fn item(&mut self, path: &[&str], id: String, acting: &Acting<'_>) -> Vec<String> {
        let item = self.map(path, &id);
        self.steps.push(Step::Put {
            path: item.clone(),
            key: AT.to_owned(),
            value: Scalar::Int(acting.now()),
        });
        let inside = self.new.iter().any(|new| new.len() < item.len() && item.starts_with(new));
        if !inside {
            let out = Some(Scalar::Int(acting.now()));
            self.undo.push(UndoStep::Put {
                path: item.clone(),
                key: OUT.to_owned(),
                left: None,
                former: out,
            });
        }
        if self.made.is_none() {
            self.made = Some(id);
        }
        item
    }

    /// Makes an item that several may make at once: see [`Item`]. Its id is worked out from what it is. Taking the act back
    /// takes the item out.
    pub(crate) fn item_of_several(
        &mut self,
        path: &[&str],
        id: &str,
        acting: &Acting<'_>,
    ) -> Vec<String> {
        let item = owned(&[path, &[id]].concat());
        self.of_several.push(item.clone());
        self.set(&item, AT, acting.now());
        let (path, key) = self.place(&item, OUT);
        let former = Some(Scalar::Int(acting.now()));
        self.undo.push(UndoStep::Put { path, key, left: None, former });
        item
    }

    /// Where a value of an item this plan makes stands.
    fn place(&self, item: &[String], key: &str) -> (Vec<String>, String) {
        match item {
            [collection @ .., id] if self.of_several.iter().any(|made| made == item) => {
                (collection.to_vec(), key_under(id, key))
            }
            _ => (item.to_vec(), key.to_owned()),
        }
    }

    /// Makes a wording in the wordings of a rule. Taking the act back leaves it, as a later wording would.
    pub(crate) fn wording(
        &mut self,
        rule: &[String],
        id: WordingId,
        digest: &[u8],
        acting: &Acting<'_>,
    ) -> Vec<String> {
        let new_rule = self.new.iter().any(|new| new == rule);
        let rule: Vec<&str> = rule.iter().map(String::as_str).collect();
        let wording = self.map(&[rule.as_slice(), &["wordings"]].concat(), &id.to_hex());
        self.steps.push(Step::Put {
            path: wording.clone(),
            key: AT.to_owned(),
            value: Scalar::Int(acting.now()),
        });
        if !new_rule {
            let path = rule.iter().chain(&["left"]).map(|&key| key.to_owned()).collect();
            let former = Some(Scalar::Bytes(digest.to_vec()));
            self.undo.push(UndoStep::Put { path, key: id.to_hex(), left: None, former });
        }
        wording
    }

    /// Makes a map under a key that nothing else uses.
    pub(crate) fn map(&mut self, path: &[&str], key: &str) -> Vec<String> {
        let path: Vec<String> = path.iter().map(|&key| key.to_owned()).collect();
        let mut inner = path.clone();
        inner.push(key.to_owned());
        self.new.push(inner.clone());
        self.steps.push(Step::Map { path, key: key.to_owned() });
        inner
    }

    /// Makes a text in an item this plan makes.
    pub(crate) fn text(&mut self, item: &[String], key: &str, words: &str) {
        self.steps.push(Step::Text {
            path: item.to_vec(),
            key: key.to_owned(),
            words: words.to_owned(),
        });
    }

    /// Makes one more text in an item that was there before, under a key that nothing else uses. Taking the act back
    /// takes its words away.
    pub(crate) fn further_text(&mut self, path: &[&str], key: &str, words: &str) {
        let path: Vec<String> = path.iter().map(|&key| key.to_owned()).collect();
        self.text(&path, key, words);
    }

    /// Sets a value in an item this plan makes.
    pub(crate) fn set(&mut self, item: &[String], key: &str, value: impl Into<Scalar>) {
        let (path, key) = self.place(item, key);
        self.steps.push(Step::Put { path, key, value: value.into() });
    }

    /// Sets a value in an item that was there before.
    pub(crate) fn put(
        &mut self,
        root: &Item<'_>,
        path: &[&str],
        key: &str,
        value: impl Into<Scalar>,
    ) {
        let value = value.into();
        let former = former(root, path, key);
        let (path, key) = self.place_of(root, path, key);
        self.undo.push(UndoStep::Put {
            path: path.clone(),
            key: key.clone(),
            left: Some(value.clone()),
            former,
        });
        self.steps.push(Step::Put { path, key, value });
    }

    /// Deletes a value in an item that was there before, if there is one.
    pub(crate) fn delete(&mut self, root: &Item<'_>, path: &[&str], key: &str) {
        if !item_at(root, path).is_some_and(|item| item.has(key)) {
            return;
        }
        let former = former(root, path, key);
        let (path, key) = self.place_of(root, path, key);
        // What nobody here would write goes all the same, and does not come back.
        if former.is_some() {
            self.undo.push(UndoStep::Put {
                path: path.clone(),
                key: key.clone(),
                left: None,
                former,
            });
        }
        self.steps.push(Step::Delete { path, key });
    }

    /// Where a value of an item stands that was there before, or that this plan makes.
    fn place_of(&self, root: &Item<'_>, path: &[&str], key: &str) -> (Vec<String>, String) {
        match path {
            [collection @ .., id]
                if item_at(root, path).is_some_and(|item| item.is_of_several()) =>
            {
                (owned(collection), key_under(id, key))
            }
            _ => self.place(&owned(path), key),
        }
    }

    /// Writes in a text. Splices apply one after the other.
    pub(crate) fn splice(
        &mut self,
        object: ObjectRef,
        words: &str,
        splices: &[Splice],
    ) -> Result<(), CommandError> {
        self.splice_upto(limits::TEXT, object, words, splices)
    }

    /// Writes in a text that may become so long. What is too long already can always be made shorter.
    pub(crate) fn splice_upto(
        &mut self,
        most: usize,
        object: ObjectRef,
        words: &str,
        splices: &[Splice],
    ) -> Result<(), CommandError> {
        let changed = text::apply_all(words, splices).ok_or(CommandError::BeyondText)?;
        if changed.len() > most && changed.len() > words.len() {
            return Err(CommandError::TooLong { most });
        }
        self.steps.push(Step::Splice { object, splices: splices.to_vec() });
        Ok(())
    }

    /// Takes an earlier change of a text back: what came goes, as far as it is still there, and what went comes back.
    pub(crate) fn take_back(
        &mut self,
        doc: &Document,
        object: ObjectRef,
        came: &Elements,
        gone: &[Gone],
    ) -> Result<(), CommandError> {
        let (splices, returning) = way_back(doc, &object, came, gone);
        if splices.is_empty() {
            return Ok(());
        }
        self.returning.insert(object, returning);
        self.splice(object, &doc.text(&object), &splices)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Takes out an item that was there before.
    pub(crate) fn take_out(
        &mut self,
        root: &Item<'_>,
        path: &[&str],
        missing: CommandError,
        acting: &Acting<'_>,
    ) -> Result<(), CommandError> {
        if item_at(root, path).ok_or(missing)?.has(OUT) {
            return Err(CommandError::AlreadySo);
        }
        self.put(root, path, OUT, acting.now());
        Ok(())
    }

    /// Brings an item back that was taken out.
    pub(crate) fn bring_back(
        &mut self,
        root: &Item<'_>,
        path: &[&str],
        missing: CommandError,
    ) -> Result<(), CommandError> {
        if !item_at(root, path).ok_or(missing)?.has(OUT) {
            return Err(CommandError::AlreadySo);
        }
        self.delete(root, path, OUT);
        Ok(())
    }

    /// Does it all in one transaction.
    pub(crate) fn carry_out(
        self,
        kind: Kind,
        doc: &mut Document,
        acting: &Acting<'_>,
    ) -> Result<Done, CommandError> {
        let Self { steps, mut undo, new, of_several: _, returning, made, publish } = self;
        let mut known = BTreeMap::new();
        let root = Item::root(doc, &Anybody);
        for path in steps.iter().filter_map(Step::path).filter(|path| !new.contains(path)) {
            let keys: Vec<&str> = path.iter().map(String::as_str).collect();
            let item = root.at(&keys).ok_or(CommandError::NoSuch { what: "item" })?;
            known.insert(path.clone(), item.object());
        }
        let texts: BTreeSet<ObjectRef> = steps.iter().filter_map(Step::text).collect();
        let before: Vec<_> =
            texts.iter().map(|text| (*text, names(doc, text), doc.text(text))).collect();
        let further: Vec<(&Vec<String>, &String)> =
            steps.iter().filter_map(|step| step.further_text(&new)).collect();
        let performed = doc
            .perform(acting.actor, |writer| {
                steps.iter().try_for_each(|step| carry_out(step, writer, &mut known))
            })
            .map_err(|error| CommandError::Refused { reason: error.to_string() })?;
        let mut renamed = Renamed::new();
        for (object, names_before, words) in before {
            let (came, gone) = difference(&names_before, &words, &names(doc, &object));
            if let Some(returning) = returning.get(&object) {
                renamed.extend(returning.iter().copied().zip(came.iter().copied()));
            }
            let came = came.into_iter().collect();
            undo.push(UndoStep::Text { object: object.to_string(), came, gone });
        }
        for (path, key) in further {
            let Some(text) = known.get(path).and_then(|item| doc.text_at(item, key)) else {
                continue;
            };
            let came = names(doc, &text).into_iter().collect();
            undo.push(UndoStep::Text { object: text.to_string(), came, gone: Vec::new() });
        }
        undo.reverse();
        let undo = performed.change.is_some().then_some(Undo { kind, steps: undo });
        Ok(Done { made, undo, change: performed.change, renamed, publish })
    }
}

impl Step {
    fn path(&self) -> Option<&Vec<String>> {
        match self {
            Self::Map { path, .. }
            | Self::Text { path, .. }
            | Self::Put { path, .. }
            | Self::Delete { path, .. } => Some(path),
            Self::Splice { .. } => None,
        }
    }

    fn text(&self) -> Option<ObjectRef> {
        match self {
            Self::Splice { object, .. } => Some(*object),
            _ => None,
        }
    }

    /// Where it makes a text in an item that is not among the new ones.
    fn further_text(&self, new: &[Vec<String>]) -> Option<(&Vec<String>, &String)> {
        match self {
            Self::Text { path, key, .. } if !new.contains(path) => Some((path, key)),
            _ => None,
        }
    }
}

fn names(doc: &Document, text: &ObjectRef) -> Vec<Element> {
    doc.elements(text).into_iter().map(Element::from).collect()
}

/// The splices that take a change of a text back, and which characters they bring back, in the order these will stand.
fn way_back(
    doc: &Document,
    object: &ObjectRef,
    came: &Elements,
    gone: &[Gone],
) -> (Vec<Splice>, Vec<Element>) {
    let places: BTreeMap<Element, usize> = names(doc, object).into_iter().zip(0..).collect();
    let going = came.iter().filter_map(|element| Some((*places.get(&element)?, None)));
    let place = |gone: &Gone| match gone.after {
        None => Some(0),
        Some(after) => doc.place_after(object, &after.into()),
    };
    let coming = gone.iter().filter_map(|gone| Some((place(gone)?, Some(gone))));
    let mut edits: Vec<(usize, Option<&Gone>)> = going.chain(coming).collect();
    // From the end, so that the places before it stay. At one place what goes is taken first; of what comes, the later.
    edits.reverse();
    edits.sort_by_key(|(place, gone)| (Reverse(*place), gone.is_some()));
    let back = edits.iter().rev().filter_map(|(_, gone)| gone.as_ref());
    let returning = back.flat_map(|gone| gone.elements.iter()).collect();
    let mut splices: Vec<Splice> = Vec::new();
    for (at, gone) in edits {
        match (gone, splices.last_mut()) {
            (Some(gone), _) => {
                splices.push(Splice { at, delete: 0, insert: gone.words.clone() });
            }
            (None, Some(last)) if last.delete > 0 && last.at == at + 1 => {
                last.at = at;
                last.delete += 1;
            }
            (None, _) => splices.push(Splice { at, delete: 1, insert: String::new() }),
        }
    }
    (splices, returning)
}

fn carry_out(
    step: &Step,
    writer: &mut Writer<'_>,
    known: &mut BTreeMap<Vec<String>, ObjectRef>,
) -> Result<(), EditError> {
    // Every path is there: looked up before, or made by an earlier step.
    let object = step.path().and_then(|path| known.get(path)).copied().unwrap_or(ObjectRef::ROOT);
    match step {
        Step::Map { path, key } => {
            let made = writer.make_map(&object, key)?;
            let mut path = path.clone();
            path.push(key.clone());
            known.insert(path, made);
        }
        Step::Text { key, words, .. } => {
            writer.make_text(&object, key, words)?;
        }
        Step::Put { key, value, .. } => writer.put(&object, key, Value::from(value.clone()))?,
        Step::Delete { key, .. } => writer.delete(&object, key)?,
        Step::Splice { object, splices } => {
            for splice in splices {
                writer.splice(object, splice.at, splice.delete, &splice.insert)?;
            }
        }
    }
    Ok(())
}

fn former(root: &Item<'_>, path: &[&str], key: &str) -> Option<Scalar> {
    item_at(root, path)?.field(key, Scalar::read).map(|field| field.value)
}

/// The item at the end of a path.
fn item_at<'a>(root: &Item<'a>, path: &[&str]) -> Option<Item<'a>> {
    match path {
        [collection @ .., id] => root.at(collection)?.item(id),
        [] => Some(*root),
    }
}

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|&key| key.to_owned()).collect()
}
