//! Several consecutive changes of one author as one edit list: runs grow together, one table of actors.

use crate::{
    edit::{Act, Edit, Edits, Ref, TABLE},
    ids::Actor,
};

/// The lists follow each other without a gap in their counters.
pub(crate) fn fold<'a>(changes: impl Iterator<Item = &'a Edits> + Clone) -> Option<Edits> {
    let mut actors: Vec<Actor> =
        changes.clone().flat_map(|edits| edits.actors.iter().copied()).collect();
    actors.sort_unstable();
    actors.dedup();
    let mut folded = Edits { start: changes.clone().next()?.start, actors, list: Vec::new() };
    for edits in changes {
        let places: Vec<u16> = edits
            .actors
            .iter()
            .map(|actor| folded.actors.partition_point(|other| other < actor) as u16 + TABLE)
            .collect();
        let rename = |name: &mut Ref| {
            if let Some(at) = name.author.checked_sub(TABLE) {
                name.author = places[at as usize];
            }
        };
        let mut counter = edits.start;
        for edit in &edits.list {
            let mut edit = edit.clone();
            edit.for_each_ref(rename);
            let ops = edit.ops();
            let joined = folded.list.last_mut().is_some_and(|last| {
                last.object == edit.object && last.act.join(&edit.act, counter)
            });
            if !joined {
                folded.list.push(edit);
            }
            counter += ops;
        }
    }
    Some(folded)
}

impl Act {
    /// Makes one run of two, if `next`, whose first counter is `counter`, continues this one. The length of a folded
    /// run is limited by the entry's, which is counted in operations.
    pub(crate) fn join(&mut self, next: &Self, counter: u32) -> bool {
        match (self, next) {
            (Self::Insert { chars, .. }, Self::Insert { after: Some(after), chars: more }) => {
                let continues = after.author == crate::edit::AUTHOR && after.counter + 1 == counter;
                if continues {
                    chars.push_str(more);
                }
                continues
            }
            (
                Self::DeleteRun { first, count, backwards },
                Self::DeleteRun { first: next, count: more, backwards: next_backwards },
            ) => {
                let same = first.author == next.author;
                let rises = next.counter == first.counter + *count && (*count == 1 || !*backwards);
                let falls = next.counter + *count == first.counter && (*count == 1 || *backwards);
                let joins = same
                    && ((rises && (*more == 1 || !*next_backwards))
                        || (falls && (*more == 1 || *next_backwards)));
                if joins {
                    *backwards = falls;
                    *count += *more;
                }
                joins
            }
            _ => false,
        }
    }
}

impl Edit {
    pub(crate) fn for_each_ref(&mut self, mut change: impl FnMut(&mut Ref)) {
        self.object.iter_mut().for_each(&mut change);
        match &mut self.act {
            Act::MakeMap { over, .. }
            | Act::MakeText { over, .. }
            | Act::Put { over, .. }
            | Act::DeleteKey { over, .. } => over.iter_mut().for_each(change),
            Act::Insert { after, .. } => after.iter_mut().for_each(change),
            Act::DeleteRun { first, .. } => change(first),
        }
    }
}
