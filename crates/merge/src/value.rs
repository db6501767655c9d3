//! What can stand at a key: a scalar, a map or a text.

use crate::ids::ObjectRef;

/// What stands at a key of a map. Times are milliseconds in an `Int`; there is no type for them.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    Str(String),
    Bytes(Vec<u8>),
    Map(ObjectRef),
    Text(ObjectRef),
}

impl Value {
    pub fn as_str(&self) -> Option<&str> {
        if let Self::Str(text) = self { Some(text) } else { None }
    }

    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(yes) = self { Some(*yes) } else { None }
    }

    /// A whole number, however it was written.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            Self::Uint(number) => i64::try_from(*number).ok(),
            _ => None,
        }
    }

    /// A whole number that is not negative, however it was written.
    pub fn as_uint(&self) -> Option<u64> {
        match self {
            Self::Int(number) => u64::try_from(*number).ok(),
            Self::Uint(number) => Some(*number),
            _ => None,
        }
    }

    pub fn as_float(&self) -> Option<f64> {
        if let Self::Float(number) = self { Some(*number) } else { None }
    }

    pub fn as_bytes(&self) -> Option<&[u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    pub fn as_map(&self) -> Option<ObjectRef> {
        if let Self::Map(map) = self { Some(*map) } else { None }
    }

    pub fn as_text(&self) -> Option<ObjectRef> {
        if let Self::Text(text) = self { Some(*text) } else { None }
    }
}

macro_rules! value_from {
    ($($type:ty => $make:expr),* $(,)?) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                $make(value)
            }
        }
    )*};
}

value_from! {
    bool => Value::Bool,
    i64 => Value::Int,
    u64 => Value::Uint,
    f64 => Value::Float,
    String => Value::Str,
    Vec<u8> => Value::Bytes,
    &str => |text: &str| Value::Str(text.to_owned()),
    &String => |text: &String| Value::Str(text.clone()),
}
