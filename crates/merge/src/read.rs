//! Reading: values, conflicts, keys, texts, and who wrote them.

use automerge::{
    Automerge, ChangeHash, Cursor, ObjId, ObjType, ReadDoc, ScalarValue, Value as Stored,
};

use crate::{
    engine,
    ids::{Actor, ObjectRef, OpRef},
    value::Value,
};

pub(crate) fn get(doc: &impl ReadDoc, object: &ObjectRef, key: &str) -> Option<Value> {
    let (value, id) = doc.get(object_id(object), key).ok()??;
    Some(value_from(value, &id))
}

pub(crate) fn get_all(
    doc: &impl ReadDoc,
    object: &ObjectRef,
    key: &str,
) -> Vec<(Value, Actor, OpRef)> {
    let all = doc.get_all(object_id(object), key).unwrap_or_default();
    let named = |(value, id): (Stored<'_>, ObjId)| {
        let op = op_ref(&id)?;
        Some((value_from(value, &id), op.actor, op))
    };
    all.into_iter().filter_map(named).collect()
}

pub(crate) fn keys(doc: &impl ReadDoc, object: &ObjectRef) -> Vec<String> {
    if kind(doc, object) == Some(ObjType::Map) {
        doc.keys(object_id(object)).collect()
    } else {
        Vec::new()
    }
}

pub(crate) fn text(doc: &impl ReadDoc, object: &ObjectRef) -> String {
    if kind(doc, object) == Some(ObjType::Text) {
        doc.text(object_id(object)).unwrap_or_default()
    } else {
        String::new()
    }
}

pub(crate) fn text_len(doc: &impl ReadDoc, object: &ObjectRef) -> usize {
    if kind(doc, object) == Some(ObjType::Text) { doc.length(object_id(object)) } else { 0 }
}

pub(crate) fn kind(doc: &impl ReadDoc, object: &ObjectRef) -> Option<ObjType> {
    doc.object_type(object_id(object)).ok()
}

/// Runs of characters by one author: how many, and whose.
pub(crate) fn authors(doc: &impl ReadDoc, object: &ObjectRef) -> Vec<(usize, Actor)> {
    let mut runs: Vec<(usize, Actor)> = Vec::new();
    if kind(doc, object) != Some(ObjType::Text) {
        return runs;
    }
    for item in doc.list_range(object_id(object), ..) {
        let Some(OpRef { actor, .. }) = op_ref(&item.id()) else { continue };
        match runs.last_mut() {
            Some((count, last)) if *last == actor => *count += 1,
            _ => runs.push((1, actor)),
        }
    }
    runs
}

/// The elements of a part of a text: its characters by the operations that put them there.
pub(crate) fn elements(
    doc: &impl ReadDoc,
    object: &ObjectRef,
    part: impl std::ops::RangeBounds<usize>,
) -> Vec<OpRef> {
    if kind(doc, object) != Some(ObjType::Text) {
        return Vec::new();
    }
    doc.list_range(object_id(object), part).filter_map(|item| op_ref(&item.id())).collect()
}

/// Where what follows an element of this text stands now, also where the element itself is gone.
pub(crate) fn place_after(
    doc: &Automerge,
    beginning: ChangeHash,
    object: &ObjectRef,
    element: &OpRef,
) -> Option<usize> {
    let cursor = Cursor::try_from(element.to_string()).ok()?;
    // A debug build of Automerge compares its quick way with a slow one, which knows no place behind the last letter that
    // stands. With heads that are not exactly the present ones it takes the slow one alone.
    let heads = cfg!(debug_assertions).then(|| {
        let mut heads = doc.get_heads();
        heads.push(beginning);
        heads
    });
    let place = doc.get_cursor_position(object_id(object), &cursor, heads.as_deref());
    let Ok(at) = place else { return Some(text_len(doc, object)) };
    let stands = elements(doc, object, at..=at).first() == Some(element);
    Some(at + usize::from(stands))
}

/// Automerge looks the actor up when the hinted place is wrong.
pub(crate) fn object_id(object: &ObjectRef) -> ObjId {
    match object.op() {
        None => ObjId::Root,
        Some(op) => ObjId::Id(op.counter, engine::actor_id(&op.actor), 0),
    }
}

pub(crate) fn object_ref(id: &ObjId) -> ObjectRef {
    op_ref(id).map_or(ObjectRef::ROOT, ObjectRef::from)
}

fn op_ref(id: &ObjId) -> Option<OpRef> {
    match id {
        ObjId::Root => None,
        ObjId::Id(counter, actor, _) => {
            Some(OpRef { counter: *counter, actor: engine::actor(actor)? })
        }
    }
}

/// Other types of value cannot be in a document: the vocabulary has no words for them.
fn value_from(value: Stored<'_>, id: &ObjId) -> Value {
    match value {
        Stored::Object(ObjType::Text) => Value::Text(object_ref(id)),
        Stored::Object(_) => Value::Map(object_ref(id)),
        Stored::Scalar(scalar) => match scalar.as_ref() {
            ScalarValue::Boolean(yes) => Value::Bool(*yes),
            ScalarValue::Int(number) => Value::Int(*number),
            ScalarValue::Uint(number) => Value::Uint(*number),
            ScalarValue::F64(number) => Value::Float(*number),
            ScalarValue::Str(text) => Value::Str(text.to_string()),
            ScalarValue::Bytes(bytes) => Value::Bytes(bytes.clone()),
            _ => Value::Null,
        },
    }
}
