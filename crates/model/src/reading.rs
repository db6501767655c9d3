//! Reading a document as items and fields. What is missing or of another type is absent, whoever wrote it.

use crate::acting::Authors;
use crate::clash::{Choice, Field, Words};
use crate::ids::MemberId;
use horseshoe_merge::{Document, ObjectRef, Value};
use std::str::FromStr;

/// A map in a document: the root, a collection, or one item.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    doc: &'a Document,
    authors: &'a dyn Authors,
    object: ObjectRef,
}

impl<'a> Item<'a> {
    pub(crate) fn root(doc: &'a Document, authors: &'a dyn Authors) -> Self {
        Self { doc, authors, object: ObjectRef::ROOT }
    }

    pub(crate) fn object(&self) -> ObjectRef {
        self.object
    }

    /// Who made it.
    pub(crate) fn by(&self) -> Option<MemberId> {
        self.object.op().and_then(|op| self.authors.member_of(&op.actor))
    }

    pub(crate) fn keys(&self) -> Vec<String> {
        self.doc.keys(&self.object)
    }

    pub(crate) fn map(&self, key: &str) -> Option<Self> {
        match self.doc.get(&self.object, key)? {
            Value::Map(object) => Some(Self { object, ..*self }),
            _ => None,
        }
    }

    /// The map at the end of a path.
    pub(crate) fn at(&self, path: &[&str]) -> Option<Self> {
        path.iter().try_fold(*self, |item, key| item.map(key))
    }

    /// The items of the collection at this key, by id. Keys that are no ids are somebody else's.
    pub(crate) fn items<Id: FromStr>(&self, key: &str) -> Vec<(Id, Self)> {
        let Some(collection) = self.map(key) else { return Vec::new() };
        let keys = collection.keys();
        keys.iter().filter_map(|key| Some((key.parse().ok()?, collection.map(key)?))).collect()
    }

    pub(crate) fn str(&self, key: &str) -> Option<String> {
        match self.doc.get(&self.object, key)? {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn uint(&self, key: &str) -> Option<u64> {
        self.doc.get(&self.object, key)?.as_uint()
    }

    /// The lowest of the numbers set at once: two who note the same moment noted it when the first did.
    pub(crate) fn earliest(&self, key: &str) -> Option<u64> {
        self.values(key).iter().filter_map(Value::as_uint).min()
    }

    pub(crate) fn bool(&self, key: &str) -> bool {
        self.doc.get(&self.object, key).and_then(|value| value.as_bool()).unwrap_or(false)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.doc.get(&self.object, key).is_some()
    }

    /// Every value at a key that was set at once.
    pub(crate) fn values(&self, key: &str) -> Vec<Value> {
        self.doc.get_all(&self.object, key).into_iter().map(|(value, ..)| value).collect()
    }

    pub(crate) fn text(&self, key: &str) -> Option<Words> {
        match self.doc.get(&self.object, key)? {
            Value::Text(object) => {
                Some(Words { text: self.doc.text(&object), object: object.to_string() })
            }
            _ => None,
        }
    }

    /// Who set the value at this key that is shown.
    pub(crate) fn by_at(&self, key: &str) -> Option<MemberId> {
        self.field(key, |_| Some(())).and_then(|field| field.by)
    }

    /// A value two people may set. Of several the document's winner is shown, which is the same everywhere; values
    /// that cannot be read are as if nobody had set them.
    pub(crate) fn field<T: Clone + PartialEq>(
        &self,
        key: &str,
        parse: impl Fn(&Value) -> Option<T>,
    ) -> Option<Field<T>> {
        let all = self.doc.get_all(&self.object, key);
        let (shown, ..) = all.last()?;
        let mut choices: Vec<Choice<T>> = Vec::new();
        for (value, actor, _) in &all {
            let Some(parsed) = parse(value) else { continue };
            let choice = Choice { value: parsed, by: self.authors.member_of(actor) };
            if choices.iter().any(|other| other.value == choice.value) {
                continue;
            }
            if value == shown { choices.insert(0, choice) } else { choices.push(choice) }
        }
        let first = choices.first()?.clone();
        let clash = if choices.len() > 1 { choices } else { Vec::new() };
        Some(Field { value: first.value, by: first.by, clash })
    }

    pub(crate) fn str_field(&self, key: &str) -> Option<Field<String>> {
        self.field(key, |value| value.as_str().map(str::to_owned))
    }
}
