//! Reading a document as items and fields. What is missing or of another type is absent, whoever wrote it.

use crate::acting::Authors;
use crate::clash::{Choice, Field, Words};
use crate::ids::MemberId;
use crate::plan::AT;
use horseshoe_merge::{Document, ObjectRef, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::str::FromStr;

/// A map in a document: the root, a collection, or one item. Of an item that several may make at once there is no map,
/// for of two maps at one key one would be lost: its values stand in the collection, at keys that begin with its id.
#[derive(Clone, Copy)]
pub(crate) struct Item<'a> {
    doc: &'a Document,
    authors: &'a dyn Authors,
    object: ObjectRef,
    /// The id all keys begin with.
    under: Option<[u8; 32]>,
}

/// The key of a value of an item that several may make.
pub(crate) fn key_under(id: &str, key: &str) -> String {
    format!("{id}/{key}")
}

impl<'a> Item<'a> {
    pub(crate) fn root(doc: &'a Document, authors: &'a dyn Authors) -> Self {
        Self { doc, authors, object: ObjectRef::ROOT, under: None }
    }

    fn key<'k>(&self, key: &'k str) -> Cow<'k, str> {
        match &self.under {
            Some(id) => key_under(&String::from_utf8_lossy(id), key).into(),
            None => key.into(),
        }
    }

    fn value(&self, key: &str) -> Option<Value> {
        self.doc.get(&self.object, &self.key(key))
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
        match self.value(key)? {
            Value::Map(object) => Some(Self { object, under: None, ..*self }),
            _ => None,
        }
    }

    /// The map at the end of a path.
    pub(crate) fn at(&self, path: &[&str]) -> Option<Self> {
        path.iter().try_fold(*self, |item, key| item.map(key))
    }

    /// In a collection, the item with this id.
    pub(crate) fn item(&self, id: &str) -> Option<Self> {
        let several = || {
            let item = Self { under: Some(id.as_bytes().try_into().ok()?), ..*self };
            item.has(AT).then_some(item)
        };
        self.map(id).or_else(several)
    }

    /// Whether its values stand in its collection.
    pub(crate) const fn is_of_several(&self) -> bool {
        self.under.is_some()
    }

    /// The items of the collection at this key, by id. Keys that are no ids are somebody else's.
    pub(crate) fn items<Id: FromStr>(&self, key: &str) -> Vec<(Id, Self)> {
        let Some(collection) = self.map(key) else { return Vec::new() };
        let keys = collection.keys();
        let ids: BTreeSet<&str> = keys.iter().map(|key| id_in(key)).collect();
        ids.iter().filter_map(|id| Some((id.parse().ok()?, collection.item(id)?))).collect()
    }

    pub(crate) fn str(&self, key: &str) -> Option<String> {
        match self.value(key)? {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn uint(&self, key: &str) -> Option<u64> {
        self.value(key)?.as_uint()
    }

    /// The lowest of the numbers set at once: two who note the same moment noted it when the first did.
    pub(crate) fn earliest(&self, key: &str) -> Option<u64> {
        self.values(key).iter().filter_map(Value::as_uint).min()
    }

    pub(crate) fn bool(&self, key: &str) -> bool {
        self.value(key).and_then(|value| value.as_bool()).unwrap_or(false)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    /// Every value at a key that was set at once.
    pub(crate) fn values(&self, key: &str) -> Vec<Value> {
        self.doc
            .get_all(&self.object, &self.key(key))
            .into_iter()
            .map(|(value, ..)| value)
            .collect()
    }

    pub(crate) fn text(&self, key: &str) -> Option<Words> {
        match self.value(key)? {
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
        let all = self.doc.get_all(&self.object, &self.key(key));
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

/// What a key in a collection begins with, which is the id of the item it belongs to.
pub(crate) fn id_in(key: &str) -> &str {
    key.split_once('/').map_or(key, |(id, _)| id)
}
