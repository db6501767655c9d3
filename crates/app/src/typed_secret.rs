//! Words being typed that open something: told to nobody by accident, wiped when they are dropped or handed on.

use horseshoe_node::Secret;
use std::fmt;

/// A passphrase or a code in its field.
#[derive(Default)]
pub(crate) struct TypedSecret(String);

impl TypedSecret {
    /// For the field it is typed into.
    pub(crate) fn field(&mut self) -> &mut String {
        &mut self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether what is typed so far can still become the other.
    pub(crate) fn begins(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }

    pub(crate) fn same_as(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// Hands it on; the field is empty from now on.
    pub(crate) fn take(&mut self) -> Secret {
        Secret::new(std::mem::take(&mut self.0))
    }
}

impl fmt::Debug for TypedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedSecret")
    }
}

impl Drop for TypedSecret {
    fn drop(&mut self) {
        // A secret wipes itself.
        drop(self.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_handed_on_once_and_never_shown_by_accident() {
        let mut typed = TypedSecret::default();
        typed.field().push_str("long words");
        assert!(!format!("{typed:?}").contains("words"));
        assert_eq!(typed.take().as_str(), "long words");
        assert!(typed.is_empty());
    }
}
