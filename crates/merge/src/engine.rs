//! Edits as Automerge changes and back: the only room that touches `automerge::legacy`.
//!
//! That module is hidden from Automerge's documentation, hence the exact version in the workspace.

use std::num::NonZeroU64;

use automerge::{
    ActorId, Change, ChangeHash, ExpandedChange, ObjType, ScalarValue, TextEncoding,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};

use crate::{
    edit::{AUTHOR, Act, Edit, Edits, GENESIS, Ref, Scalar, TABLE},
    genesis,
    ids::Actor,
};

/// One element per Unicode scalar value. Part of the format: element counters depend on it.
pub(crate) const TEXT: TextEncoding = TextEncoding::UnicodeCodePoint;

/// An own change that the vocabulary has no words for. Only a mistake in this crate makes one.
#[derive(Debug)]
pub(crate) struct Inexpressible;

pub(crate) fn actor_id(actor: &Actor) -> ActorId {
    ActorId::from(actor.as_bytes())
}

pub(crate) fn actor(id: &ActorId) -> Option<Actor> {
    id.to_bytes().try_into().ok().map(Actor::from_bytes)
}

pub(crate) fn scalar_value(value: &Scalar) -> ScalarValue {
    match value {
        Scalar::Null => ScalarValue::Null,
        Scalar::Bool(yes) => ScalarValue::Boolean(*yes),
        Scalar::Int(number) => ScalarValue::Int(*number),
        Scalar::Uint(number) => ScalarValue::Uint(*number),
        Scalar::Float(number) => ScalarValue::F64(*number),
        Scalar::Str(text) => ScalarValue::Str(text.as_str().into()),
        Scalar::Bytes(bytes) => ScalarValue::Bytes(bytes.clone()),
    }
}

/// Builds the change of checked edits. No time, no message: nothing but the edits tells changes apart.
pub(crate) fn change_from(
    edits: &Edits,
    author: &Actor,
    seq: u64,
    deps: Vec<ChangeHash>,
) -> Change {
    let mut actors = vec![actor_id(author), actor_id(&genesis::ACTOR)];
    actors.extend(edits.actors.iter().map(actor_id));
    let op_id = |name: Ref| OpId(u64::from(name.counter), actors[name.author as usize].clone());
    let preds = |over: &[Ref]| over.iter().map(|name| op_id(*name)).collect();
    let mut operations = Vec::with_capacity(edits.ops() as usize);
    let mut counter = edits.start;
    for edit in &edits.list {
        let obj = edit.object.map_or(ObjectId::Root, |object| ObjectId::Id(op_id(object)));
        let keyed = |action, key: &str, over| Op {
            action,
            obj: obj.clone(),
            key: Key::Map(key.into()),
            pred: preds(over),
            insert: false,
        };
        match &edit.act {
            Act::MakeMap { key, over } => {
                operations.push(keyed(OpType::Make(ObjType::Map), key, over));
            }
            Act::MakeText { key, over } => {
                operations.push(keyed(OpType::Make(ObjType::Text), key, over));
            }
            Act::Put { key, value, over } => {
                operations.push(keyed(OpType::Put(scalar_value(value)), key, over));
            }
            Act::DeleteKey { key, over } => operations.push(keyed(OpType::Delete, key, over)),
            Act::Insert { after, chars } => {
                let mut place = after.map_or(ElementId::Head, |after| ElementId::Id(op_id(after)));
                let mut buffer = [0; 4];
                for (own, char) in (counter..).zip(chars.chars()) {
                    operations.push(Op {
                        action: OpType::Put(ScalarValue::Str(
                            (&*char.encode_utf8(&mut buffer)).into(),
                        )),
                        obj: obj.clone(),
                        key: Key::Seq(place),
                        pred: Vec::new().into(),
                        insert: true,
                    });
                    place = ElementId::Id(op_id(Ref { counter: own, author: AUTHOR }));
                }
            }
            Act::DeleteRun { first, count, backwards } => {
                for nth in 0..*count {
                    let counter =
                        if *backwards { first.counter - nth } else { first.counter + nth };
                    let element = op_id(Ref { counter, author: first.author });
                    operations.push(Op {
                        action: OpType::Delete,
                        obj: obj.clone(),
                        key: Key::Seq(ElementId::Id(element.clone())),
                        pred: vec![element].into(),
                        insert: false,
                    });
                }
            }
        }
        counter += edit.ops();
    }
    let expanded = ExpandedChange {
        operations,
        actor_id: actors[0].clone(),
        hash: None,
        seq,
        start_op: NonZeroU64::new(u64::from(edits.start)).expect("counters begin at 1"),
        time: 0,
        message: None,
        deps,
        extra_bytes: Vec::new(),
        author: None,
    };
    Change::from(expanded)
}

/// Says an own change in the vocabulary.
pub(crate) fn edits_from(change: &Change) -> Result<Edits, Inexpressible> {
    let expanded = change.decode();
    let mut actors = Vec::new();
    for id in change.other_actor_ids() {
        let actor = actor(id).ok_or(Inexpressible)?;
        if actor != genesis::ACTOR {
            actors.push(actor);
        }
    }
    actors.sort_unstable();
    let names = Names {
        author: expanded.actor_id.clone(),
        genesis: actor_id(&genesis::ACTOR),
        actors: &actors,
    };
    let start = u32::try_from(expanded.start_op.get()).or(Err(Inexpressible))?;
    let mut list: Vec<Edit> = Vec::new();
    for (counter, op) in (start..).zip(&expanded.operations) {
        let object = match &op.obj {
            ObjectId::Root => None,
            ObjectId::Id(id) => Some(names.name(id)?),
        };
        let act = names.act(op)?;
        if !list
            .last_mut()
            .is_some_and(|last| last.object == object && last.act.join(&act, counter))
        {
            list.push(Edit { object, act });
        }
    }
    Ok(Edits { start, actors, list })
}

struct Names<'a> {
    author: ActorId,
    genesis: ActorId,
    actors: &'a [Actor],
}

impl Names<'_> {
    fn name(&self, id: &OpId) -> Result<Ref, Inexpressible> {
        let author = if *id.actor() == self.author {
            AUTHOR
        } else if *id.actor() == self.genesis {
            GENESIS
        } else {
            let actor = actor(id.actor()).ok_or(Inexpressible)?;
            self.actors.binary_search(&actor).or(Err(Inexpressible))? as u16 + TABLE
        };
        let counter = u32::try_from(id.counter()).or(Err(Inexpressible))?;
        Ok(Ref { counter, author })
    }

    fn act(&self, op: &Op) -> Result<Act, Inexpressible> {
        let over = || op.pred.iter().map(|id| self.name(id)).collect::<Result<Vec<_>, _>>();
        Ok(match (&op.key, &op.action, op.insert) {
            (Key::Map(key), OpType::Make(ObjType::Map), false) => {
                Act::MakeMap { key: key.to_string(), over: over()? }
            }
            (Key::Map(key), OpType::Make(ObjType::Text), false) => {
                Act::MakeText { key: key.to_string(), over: over()? }
            }
            (Key::Map(key), OpType::Put(value), false) => {
                Act::Put { key: key.to_string(), value: scalar(value)?, over: over()? }
            }
            (Key::Map(key), OpType::Delete, false) => {
                Act::DeleteKey { key: key.to_string(), over: over()? }
            }
            (Key::Seq(place), OpType::Put(ScalarValue::Str(chars)), true) => {
                let after = match place {
                    ElementId::Head => None,
                    ElementId::Id(id) => Some(self.name(id)?),
                };
                if chars.chars().count() != 1 {
                    return Err(Inexpressible);
                }
                Act::Insert { after, chars: chars.to_string() }
            }
            (Key::Seq(ElementId::Id(id)), OpType::Delete, false)
                if op.pred.len() == 1 && op.pred.get(0) == Some(id) =>
            {
                Act::DeleteRun { first: self.name(id)?, count: 1, backwards: false }
            }
            _ => return Err(Inexpressible),
        })
    }
}

fn scalar(value: &ScalarValue) -> Result<Scalar, Inexpressible> {
    Ok(match value {
        ScalarValue::Null => Scalar::Null,
        ScalarValue::Boolean(yes) => Scalar::Bool(*yes),
        ScalarValue::Int(number) => Scalar::Int(*number),
        ScalarValue::Uint(number) => Scalar::Uint(*number),
        ScalarValue::F64(number) => Scalar::Float(*number),
        ScalarValue::Str(text) => Scalar::Str(text.to_string()),
        ScalarValue::Bytes(bytes) => Scalar::Bytes(bytes.clone()),
        ScalarValue::Counter(_) | ScalarValue::Timestamp(_) | ScalarValue::Unknown { .. } => {
            return Err(Inexpressible);
        }
    })
}
