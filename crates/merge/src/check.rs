//! Is this edit list possible here? Every rule a function with its test.
//!
//! A pure function of the entry and its ancestors: never of what else the document holds, of a clock, or of the order
//! in which things arrived. That is what makes every device give the same verdict.

use std::collections::{HashMap, HashSet};

use crate::{
    codec::limits,
    edit::{AUTHOR, Act, Edit, Edits, Ref, Scalar, TABLE},
    history::{ActorNumber, History, Past},
    ids::{Actor, EntryId},
    index::{Id, Index, Kind, ROOT},
};

/// Why an entry is refused. The same on every device, except `Engine`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("not a payload of this format: {0}")]
    Malformed(&'static str),
    #[error("more operations than an entry may have")]
    TooManyOps,
    #[error("the first counter does not follow from the ancestors")]
    Start,
    #[error("the document's counters are used up")]
    CounterCap,
    #[error("table of actors: {0}")]
    ActorTable(&'static str),
    #[error("an object that the ancestors do not have")]
    NoSuchObject,
    #[error("a text edit on a map, or a map edit on a text")]
    WrongKind,
    #[error("nested too deeply")]
    Depth,
    #[error("a key that is empty or too long")]
    Key,
    #[error("a value that is too long or not a number")]
    Value,
    #[error("replaced values out of order")]
    OverOrder,
    #[error("replaced values are not those that the ancestors see")]
    Over,
    #[error("an insertion after an element that this text does not have")]
    NoSuchPlace,
    #[error("a deletion of an element that this text does not have")]
    NoSuchElement,
    #[error("an element deleted twice")]
    DeletedTwice,
    #[error("the text is full")]
    TextFull,
    #[error("the map is full")]
    MapFull,
    #[error("the author has written all it may in this document")]
    IncarnationFull,
    #[error("more dependencies than an entry may have")]
    TooManyDeps,
    #[error("not the next entry of its author")]
    Chain,
    #[error("it rests on the refused entry {0:?}")]
    Ancestor(EntryId),
    #[error("Automerge could not take it")]
    Engine,
}

/// The names of a passed edit list: author number by author of the list.
pub(crate) fn check(
    history: &History,
    index: &Index,
    past: &Past,
    edits: &Edits,
) -> Result<Vec<ActorNumber>, Refusal> {
    rule_3_start(past, edits)?;
    let names = rule_4_actors(history, past, edits)?;
    rule_13_incarnation(past, edits)?;
    let mut walk = Walk::new(history, index, past, &names, edits.start);
    for edit in &edits.list {
        walk.step(edit)?;
    }
    Ok(names)
}

fn rule_3_start(past: &Past, edits: &Edits) -> Result<(), Refusal> {
    if edits.start == past.max_op() + 1 { Ok(()) } else { Err(Refusal::Start) }
}

fn rule_4_actors(
    history: &History,
    past: &Past,
    edits: &Edits,
) -> Result<Vec<ActorNumber>, Refusal> {
    if !edits.actors.windows(2).all(|pair| pair[0] < pair[1]) {
        return Err(Refusal::ActorTable("not ascending"));
    }
    let mut names = vec![past.author, 0];
    for actor in &edits.actors {
        match history.number(actor) {
            Some(number) if number == 0 || number == past.author => {
                return Err(Refusal::ActorTable("an actor that needs no place"));
            }
            Some(number) if past.reach(number) > 0 => names.push(number),
            _ => return Err(Refusal::ActorTable("an actor that the ancestors do not have")),
        }
    }
    let mut used = vec![false; names.len()];
    for name in edits.refs() {
        used[name.author as usize] = true;
    }
    if used[TABLE as usize..].iter().all(|used| *used) {
        Ok(names)
    } else {
        Err(Refusal::ActorTable("an actor that is not used"))
    }
}

fn rule_7_depth(inside: u8) -> Result<u8, Refusal> {
    if inside < limits::DEPTH { Ok(inside + 1) } else { Err(Refusal::Depth) }
}

fn rule_8_key(key: &str) -> Result<(), Refusal> {
    if key.is_empty() || key.len() > limits::KEY { Err(Refusal::Key) } else { Ok(()) }
}

fn rule_8_value(value: &Scalar) -> Result<(), Refusal> {
    let passes = match value {
        Scalar::Float(number) => !number.is_nan(),
        Scalar::Str(text) => text.len() <= limits::VALUE,
        Scalar::Bytes(bytes) => bytes.len() <= limits::VALUE,
        Scalar::Null | Scalar::Bool(_) | Scalar::Int(_) | Scalar::Uint(_) => true,
    };
    if passes { Ok(()) } else { Err(Refusal::Value) }
}

fn rule_13_incarnation(past: &Past, edits: &Edits) -> Result<(), Refusal> {
    if past.author_ops + edits.ops() > limits::INCARNATION {
        Err(Refusal::IncarnationFull)
    } else {
        Ok(())
    }
}

fn rule_13_map(ops: u32) -> Result<(), Refusal> {
    if ops > limits::MAP { Err(Refusal::MapFull) } else { Ok(()) }
}

fn rule_13_text(elements: u32) -> Result<(), Refusal> {
    if elements > limits::TEXT { Err(Refusal::TextFull) } else { Ok(()) }
}

/// The past, and what the edits so far have added to it. A refused step adds nothing that a later one could lean on.
pub(crate) struct Walk<'a> {
    history: &'a History,
    index: &'a Index,
    past: &'a Past,
    names: &'a [ActorNumber],
    start: u32,
    /// Of the next operation.
    pub(crate) counter: u32,
    made: HashMap<u32, (Kind, u8)>,
    /// Values seen at a key, ascending by counter and actor.
    visible: HashMap<(Id, String), Vec<Id>>,
    map_ops: HashMap<Id, u32>,
    texts: HashMap<Id, TextSoFar>,
}

struct TextSoFar {
    elements: u32,
    /// First counter and count of this entry's insertions, ascending.
    inserted: Vec<(u32, u32)>,
    deleted: HashSet<Id>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(
        history: &'a History,
        index: &'a Index,
        past: &'a Past,
        names: &'a [ActorNumber],
        start: u32,
    ) -> Self {
        Self {
            history,
            index,
            past,
            names,
            start,
            counter: start,
            made: HashMap::new(),
            visible: HashMap::new(),
            map_ops: HashMap::new(),
            texts: HashMap::new(),
        }
    }

    pub(crate) fn step(&mut self, edit: &Edit) -> Result<(), Refusal> {
        match &edit.act {
            Act::MakeMap { key, over } => self.make(edit.object, key, over, Kind::Map)?,
            Act::MakeText { key, over } => self.make(edit.object, key, over, Kind::Text)?,
            Act::Put { key, value, over } => {
                rule_8_value(value)?;
                let (map, _) = self.map_edit(edit.object, key)?;
                self.replace(map, key, over)?;
            }
            Act::DeleteKey { key, over } => {
                let (map, _) = self.map_edit(edit.object, key)?;
                let over = self.rule_9_order(over)?;
                self.rule_10_some_of_the_visible(map, key, &over)?;
                self.visible_at(map, key).retain(|value| !over.contains(value));
            }
            Act::Insert { after, chars } => {
                let (text, _) = self.rule_6_object(edit.object, Kind::Text)?;
                self.rule_11_place(text, *after)?;
                self.insert(text, chars.chars().count() as u32)?;
            }
            Act::DeleteRun { first, count, backwards } => {
                let (text, _) = self.rule_6_object(edit.object, Kind::Text)?;
                let first = self.local(*first);
                for nth in 0..*count {
                    let counter =
                        if *backwards { first.counter - nth } else { first.counter + nth };
                    self.rule_12_element(text, Id { counter, actor: first.actor })?;
                }
            }
        }
        self.counter += edit.ops();
        Ok(())
    }

    fn make(
        &mut self,
        object: Option<Ref>,
        key: &str,
        over: &[Ref],
        kind: Kind,
    ) -> Result<(), Refusal> {
        let (map, depth) = self.map_edit(object, key)?;
        let depth = rule_7_depth(depth)?;
        self.replace(map, key, over)?;
        self.made.insert(self.counter, (kind, depth));
        Ok(())
    }

    fn map_edit(&mut self, object: Option<Ref>, key: &str) -> Result<(Id, u8), Refusal> {
        rule_8_key(key)?;
        let (map, depth) = self.rule_6_object(object, Kind::Map)?;
        let (index, past) = (self.index, self.past);
        let ops = self.map_ops.entry(map).or_insert_with(|| index.size(map, past));
        *ops += 1;
        rule_13_map(*ops)?;
        Ok((map, depth))
    }

    fn replace(&mut self, map: Id, key: &str, over: &[Ref]) -> Result<(), Refusal> {
        let over = self.rule_9_order(over)?;
        self.rule_10_all_visible(map, key, &over)?;
        let own = self.local(Ref { counter: self.counter, author: AUTHOR });
        *self.visible_at(map, key) = vec![own];
        Ok(())
    }

    fn insert(&mut self, text: Id, count: u32) -> Result<(), Refusal> {
        let counter = self.counter;
        let so_far = self.text(text);
        so_far.elements += count;
        rule_13_text(so_far.elements)?;
        so_far.inserted.push((counter, count));
        Ok(())
    }

    /// Objects and elements of this entry are told from older ones by their counter.
    fn rule_6_object(&self, object: Option<Ref>, kind: Kind) -> Result<(Id, u8), Refusal> {
        let id = object.map_or(ROOT, |object| self.local(object));
        let found = if self.own(id) {
            self.made.get(&id.counter).copied()
        } else if id == ROOT || self.past.covers(id.actor, id.counter) {
            self.index.object(id)
        } else {
            None
        };
        match found {
            Some((found, depth)) if found == kind => Ok((id, depth)),
            Some(_) => Err(Refusal::WrongKind),
            None => Err(Refusal::NoSuchObject),
        }
    }

    fn rule_9_order(&self, over: &[Ref]) -> Result<Vec<Id>, Refusal> {
        let over: Vec<Id> = over.iter().map(|name| self.local(*name)).collect();
        if over.windows(2).all(|pair| self.order(pair[0]) < self.order(pair[1])) {
            Ok(over)
        } else {
            Err(Refusal::OverOrder)
        }
    }

    /// A put names all that its author saw. Otherwise a member could pile up values until no honest put could name
    /// them all, and so lock the field.
    fn rule_10_all_visible(&mut self, map: Id, key: &str, over: &[Id]) -> Result<(), Refusal> {
        let visible = self.visible_at(map, key);
        if over.len() == visible.len() && over.iter().all(|value| visible.contains(value)) {
            Ok(())
        } else {
            Err(Refusal::Over)
        }
    }

    /// A delete names at least one of them: putting the value that already wins deletes only the others.
    fn rule_10_some_of_the_visible(
        &mut self,
        map: Id,
        key: &str,
        over: &[Id],
    ) -> Result<(), Refusal> {
        let visible = self.visible_at(map, key);
        if !over.is_empty() && over.iter().all(|value| visible.contains(value)) {
            Ok(())
        } else {
            Err(Refusal::Over)
        }
    }

    fn rule_11_place(&self, text: Id, after: Option<Ref>) -> Result<(), Refusal> {
        match after {
            None => Ok(()),
            Some(after) if self.has_element(text, self.local(after)) => Ok(()),
            Some(_) => Err(Refusal::NoSuchPlace),
        }
    }

    fn rule_12_element(&mut self, text: Id, element: Id) -> Result<(), Refusal> {
        if !self.has_element(text, element) {
            return Err(Refusal::NoSuchElement);
        }
        if !self.text(text).deleted.insert(element) {
            return Err(Refusal::DeletedTwice);
        }
        Ok(())
    }

    fn has_element(&self, text: Id, element: Id) -> bool {
        if self.own(element) {
            let Some(so_far) = self.texts.get(&text) else { return false };
            let after = so_far.inserted.partition_point(|(first, _)| *first <= element.counter);
            after > 0
                && element.counter - so_far.inserted[after - 1].0 < so_far.inserted[after - 1].1
        } else {
            self.past.covers(element.actor, element.counter) && self.index.element(text, element)
        }
    }

    /// The values at a key, as a put of now would name them.
    pub(crate) fn visible_names(&mut self, map: Id, key: &str) -> Vec<Ref> {
        let mut visible = self.visible_at(map, key).clone();
        visible.sort_unstable_by_key(|id| self.order(*id));
        let author =
            |number| self.names.iter().position(|name| *name == number).unwrap_or_default() as u16;
        visible
            .into_iter()
            .map(|id| Ref { counter: id.counter, author: author(id.actor) })
            .collect()
    }

    pub(crate) fn visible_at(&mut self, map: Id, key: &str) -> &mut Vec<Id> {
        let (index, past) = (self.index, self.past);
        self.visible.entry((map, key.to_owned())).or_insert_with(|| index.visible(map, key, past))
    }

    fn text(&mut self, text: Id) -> &mut TextSoFar {
        let (index, past) = (self.index, self.past);
        self.texts.entry(text).or_insert_with(|| TextSoFar {
            elements: index.size(text, past),
            inserted: Vec::new(),
            deleted: HashSet::new(),
        })
    }

    /// Local numbers differ between devices, so the order goes by the actors' bytes.
    fn order(&self, id: Id) -> (u32, Actor) {
        let actor = if id.actor == self.past.author {
            self.past.actor
        } else {
            self.history.actor(id.actor)
        };
        (id.counter, actor)
    }

    fn own(&self, id: Id) -> bool {
        id.actor == self.past.author && id.counter >= self.start
    }

    pub(crate) fn local(&self, name: Ref) -> Id {
        Id { counter: name.counter, actor: self.names[name.author as usize] }
    }
}

#[cfg(test)]
mod tests;
