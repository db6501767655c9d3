//! Writing within one transaction; refuses at once what the check would refuse later.

use automerge::{
    AutomergeError, ObjType, transaction::Transactable as _, transaction::Transaction,
};

use crate::{
    codec::limits,
    document::EditError,
    edit::Scalar,
    engine,
    ids::{Actor, ObjectRef, OpRef},
    read,
    value::Value,
};

/// Edits within one [`crate::Document::perform`]. Reads see what was written before.
pub struct Writer<'a> {
    pub(crate) transaction: Transaction<'a>,
}

impl Writer<'_> {
    /// Puts a scalar at a key. The same value again changes nothing, or settles a conflict in its favour.
    pub fn put(
        &mut self,
        object: &ObjectRef,
        key: &str,
        value: impl Into<Value>,
    ) -> Result<(), EditError> {
        self.map_edit(object, key)?;
        let value = scalar(value.into())?;
        Ok(self.transaction.put(read::object_id(object), key, value)?)
    }

    pub fn make_map(&mut self, object: &ObjectRef, key: &str) -> Result<ObjectRef, EditError> {
        self.make(object, key, ObjType::Map)
    }

    pub fn make_text(
        &mut self,
        object: &ObjectRef,
        key: &str,
        text: &str,
    ) -> Result<ObjectRef, EditError> {
        let made = self.make(object, key, ObjType::Text)?;
        self.splice(&made, 0, 0, text)?;
        Ok(made)
    }

    /// Deletes whatever stands at a key; nothing there is no mistake.
    pub fn delete(&mut self, object: &ObjectRef, key: &str) -> Result<(), EditError> {
        self.map_edit(object, key)?;
        if self.get(object, key).is_some() {
            self.transaction.delete(read::object_id(object), key)?;
        }
        Ok(())
    }

    /// Positions count Unicode scalar values.
    pub fn splice(
        &mut self,
        text: &ObjectRef,
        at: usize,
        delete: usize,
        insert: &str,
    ) -> Result<(), EditError> {
        if read::kind(&self.transaction, text) != Some(ObjType::Text) {
            return Err(EditError::NotAText);
        }
        let length = self.text_len(text);
        let Some(count) =
            isize::try_from(delete).ok().filter(|_| at <= length && delete <= length - at)
        else {
            return Err(EditError::OutsideTheText { length });
        };
        self.room_for(delete + insert.chars().count())?;
        Ok(self.transaction.splice_text(read::object_id(text), at, count, insert)?)
    }

    pub fn get(&self, object: &ObjectRef, key: &str) -> Option<Value> {
        read::get(&self.transaction, object, key)
    }

    pub fn get_all(&self, object: &ObjectRef, key: &str) -> Vec<(Value, Actor, OpRef)> {
        read::get_all(&self.transaction, object, key)
    }

    pub fn keys(&self, object: &ObjectRef) -> Vec<String> {
        read::keys(&self.transaction, object)
    }

    pub fn map(&self, object: &ObjectRef, key: &str) -> Option<ObjectRef> {
        self.get(object, key)?.as_map()
    }

    pub fn text(&self, text: &ObjectRef) -> String {
        read::text(&self.transaction, text)
    }

    pub fn text_len(&self, text: &ObjectRef) -> usize {
        read::text_len(&self.transaction, text)
    }

    fn make(
        &mut self,
        object: &ObjectRef,
        key: &str,
        kind: ObjType,
    ) -> Result<ObjectRef, EditError> {
        self.map_edit(object, key)?;
        let id = self.transaction.put_object(read::object_id(object), key, kind)?;
        Ok(read::object_ref(&id))
    }

    fn map_edit(&self, object: &ObjectRef, key: &str) -> Result<(), EditError> {
        if key.is_empty() || key.len() > limits::KEY {
            return Err(EditError::Key);
        }
        if read::kind(&self.transaction, object) != Some(ObjType::Map) {
            return Err(EditError::NotAMap);
        }
        self.room_for(1)
    }

    fn room_for(&self, ops: usize) -> Result<(), EditError> {
        let room = (limits::OPS as usize).saturating_sub(self.transaction.pending_ops());
        if ops > room { Err(EditError::TooMuch) } else { Ok(()) }
    }
}

fn scalar(value: Value) -> Result<automerge::ScalarValue, EditError> {
    let scalar = match value {
        Value::Null => Scalar::Null,
        Value::Bool(yes) => Scalar::Bool(yes),
        Value::Int(number) => Scalar::Int(number),
        Value::Uint(number) => Scalar::Uint(number),
        Value::Float(number) if number.is_nan() => return Err(EditError::Value),
        Value::Float(number) => Scalar::Float(number),
        Value::Str(text) if text.len() > limits::VALUE => return Err(EditError::Value),
        Value::Str(text) => Scalar::Str(text),
        Value::Bytes(bytes) if bytes.len() > limits::VALUE => return Err(EditError::Value),
        Value::Bytes(bytes) => Scalar::Bytes(bytes),
        Value::Map(_) | Value::Text(_) => return Err(EditError::Value),
    };
    Ok(engine::scalar_value(&scalar))
}

impl From<AutomergeError> for EditError {
    fn from(error: AutomergeError) -> Self {
        Self::Engine(error.to_string())
    }
}
