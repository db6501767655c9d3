//! What a document holds now, written into another as one's own words: no history, no other authors.

use crate::{
    document::{Document, EditError},
    ids::{Actor, ObjectRef},
    value::Value,
    writer::Writer,
};

/// Characters and keys in one change; well below what a payload may hold.
const IN_ONE_CHANGE: usize = 4_000;

/// One thing to write: what stands at a key of the map at a path.
struct Step {
    path: Vec<String>,
    key: String,
    what: What,
}

enum What {
    Map,
    Scalar(Value),
    Text,
    /// More words at the end of a text.
    Words(String),
}

impl Document {
    /// Writes everything another document shows into this one, as `actor`. Maps that are here already are filled. Where
    /// two values stand beside each other, the one that every device picks is written. Gives the changes, for the
    /// journal.
    pub fn copy_from(&mut self, other: &Self, actor: Actor) -> Result<Vec<Vec<u8>>, EditError> {
        let mut steps = Vec::new();
        gather(other, &ObjectRef::ROOT, &[], &mut steps);
        let mut changes = Vec::new();
        let mut rest = &steps[..];
        while !rest.is_empty() {
            let mut cost = 0;
            let fit = rest.iter().take_while(|step| {
                cost += step.cost();
                cost <= IN_ONE_CHANGE
            });
            let (now, later) = rest.split_at(fit.count().max(1));
            let performed =
                self.perform(actor, |writer| now.iter().try_for_each(|step| step.write(writer)))?;
            changes.extend(performed.change);
            rest = later;
        }
        Ok(changes)
    }
}

/// Each map before what is in it.
fn gather(from: &Document, object: &ObjectRef, path: &[String], steps: &mut Vec<Step>) {
    for key in from.keys(object) {
        let mut step = |what| steps.push(Step { path: path.to_vec(), key: key.clone(), what });
        match from.get(object, &key) {
            Some(Value::Map(map)) => {
                step(What::Map);
                let inner: Vec<String> = path.iter().cloned().chain([key.clone()]).collect();
                gather(from, &map, &inner, steps);
            }
            Some(Value::Text(text)) => {
                step(What::Text);
                let words: Vec<char> = from.text(&text).chars().collect();
                for some in words.chunks(IN_ONE_CHANGE) {
                    step(What::Words(some.iter().collect()));
                }
            }
            Some(scalar) => step(What::Scalar(scalar)),
            None => {}
        }
    }
}

impl Step {
    fn cost(&self) -> usize {
        match &self.what {
            What::Words(words) => words.chars().count(),
            _ => 1,
        }
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EditError> {
        let mut object = ObjectRef::ROOT;
        for key in &self.path {
            object = writer.map(&object, key).ok_or(EditError::NotAMap)?;
        }
        match &self.what {
            What::Map if writer.map(&object, &self.key).is_some() => Ok(()),
            What::Map => writer.make_map(&object, &self.key).map(|_| ()),
            // What every document of the kind begins with is here already.
            What::Scalar(value) if writer.get(&object, &self.key).as_ref() == Some(value) => Ok(()),
            What::Scalar(value) => writer.put(&object, &self.key, value.clone()),
            What::Text => writer.make_text(&object, &self.key, "").map(|_| ()),
            What::Words(words) => {
                let text = writer.get(&object, &self.key).and_then(|text| text.as_text());
                let text = text.ok_or(EditError::NotAText)?;
                writer.splice(&text, writer.text_len(&text), 0, words)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::genesis::Genesis;

    const GENESIS: Genesis = Genesis { kind: "notebook", version: 1, maps: &["notes"] };

    fn actor(number: u8) -> Actor {
        Actor::from_bytes([number; 16])
    }

    #[test]
    fn everything_shown_is_there_and_nothing_that_was_deleted() {
        let mut one = Document::new(&GENESIS);
        let long: String = "wörds ".repeat(2_000);
        one.perform(actor(1), |writer| {
            let notes = writer.map(&ObjectRef::ROOT, "notes").ok_or(EditError::NotAMap)?;
            let note = writer.make_map(&notes, "a")?;
            writer.put(&note, "at", 5_i64)?;
            let text = writer.make_text(&note, "words", "Listen hard")?;
            writer.splice(&text, 6, 5, "")?;
            writer.put(&ObjectRef::ROOT, "kept", true)?;
            Ok(())
        })
        .unwrap();
        for some in long.chars().collect::<Vec<_>>().chunks(3_000) {
            one.perform(actor(1), |writer| {
                let notes = writer.map(&ObjectRef::ROOT, "notes").ok_or(EditError::NotAMap)?;
                let text = match writer.get(&notes, "long").and_then(|text| text.as_text()) {
                    Some(text) => text,
                    None => writer.make_text(&notes, "long", "")?,
                };
                writer.splice(&text, writer.text_len(&text), 0, &some.iter().collect::<String>())
            })
            .unwrap();
        }
        let mut other = Document::new(&GENESIS);
        let changes = other.copy_from(&one, actor(2)).unwrap();
        assert!(changes.len() > 2, "a long text takes several changes");
        let notes = other.map(&ObjectRef::ROOT, "notes").unwrap();
        let note = other.map(&notes, "a").unwrap();
        assert_eq!(other.text(&other.text_at(&note, "words").unwrap()), "Listen");
        assert_eq!(other.get(&note, "at"), Some(Value::Int(5)));
        assert_eq!(other.text(&other.text_at(&notes, "long").unwrap()), long);
        assert_eq!(other.get(&ObjectRef::ROOT, "kept"), Some(Value::Bool(true)));
        let bytes = other.save();
        assert!(!bytes.windows(4).any(|some| some == b"hard"), "what was deleted stays behind");
        let mut again = Document::new(&GENESIS);
        again.copy_from(&other, actor(2)).unwrap();
        assert_eq!(again.keys(&ObjectRef::ROOT), other.keys(&ObjectRef::ROOT));
    }
}
