//! Where everybody is in a text: their carets, what they have selected, and the words on their way. Told as signals,
//! shown until they are heard of no more, never kept.
//!
//! A place is told by the character it stands after. So it is the same place on every device, whatever has reached
//! which of them, and it moves along when somebody writes before it.

use super::Core;
use super::document::Held;
use super::signals::Signal;
use crate::{TextRef, Typing};
use horseshoe_merge::ObjectRef;
use horseshoe_merge::text::map_index;
use horseshoe_model::{Element, text::Splice};
use horseshoe_trust::{CommunityId, DeviceId, DocumentId, MemberId};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long somebody is believed to be where they were without hearing of them.
const BELIEVED: Duration = Duration::from_secs(10);
/// A caret that moves without writing is told no more often than this.
pub(crate) const BETWEEN_MOVES: Duration = Duration::from_millis(100);
/// How much of what somebody types is shown ahead, in characters.
const SHOWN: usize = 200;

/// Where somebody is in a text. Postcard, within a signal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Here {
    /// What the caret stands after; absent at the beginning.
    pub(crate) caret: Option<Element>,
    /// What the other end of the selection stands after.
    pub(crate) anchor: Option<Element>,
    /// How many characters the words replace.
    pub(crate) deleted: u32,
    /// Words on their way, behind the caret.
    pub(crate) words: String,
}

/// Somebody else's device in a text.
#[derive(Debug)]
pub(crate) struct Pen {
    text: TextRef,
    here: Here,
    /// Behind characters that are not here yet: holds once they are.
    next: Option<Here>,
    pub(crate) until: Duration,
}

impl Core {
    /// Notes where the caret of an open text field is, and tells the others.
    pub(super) fn point(
        &mut self,
        id: CommunityId,
        text: &TextRef,
        version: u64,
        caret: Option<(usize, usize)>,
    ) {
        if let Some(live) =
            self.held(id, text.document).and_then(|held| held.live.get_mut(&text.object))
        {
            live.point(version, caret);
        }
    }

    /// Tells others of all own carets that moved and are due.
    pub(super) fn tell_carets(&mut self) {
        let now = self.now.running;
        let mut moved = Vec::new();
        for community in self.communities.values_mut() {
            for held in community.documents.values_mut() {
                for (object, live) in &mut held.live {
                    if live.told_at().is_some_and(|due| due <= now) {
                        live.told(now);
                        moved.push((
                            community.id,
                            TextRef { document: held.id, object: object.clone() },
                        ));
                    }
                }
            }
        }
        for (id, text) in moved {
            self.tell_caret(id, text);
        }
    }

    /// Tells others that nobody here is in this text any more.
    pub(super) fn tell_gone(&mut self, id: CommunityId, text: TextRef) {
        self.signal_here(id, text, None);
    }

    fn tell_caret(&mut self, id: CommunityId, text: TextRef) {
        let Some(community) = self.communities.get(&id) else { return };
        let Some(held) = community.documents.get(&text.document) else { return };
        if community.heard_by_others(held) {
            let here = own_place(held, &text.object);
            self.signal_here(id, text, here);
        }
    }

    fn signal_here(&mut self, id: CommunityId, text: TextRef, here: Option<Here>) {
        let TextRef { document, object } = text;
        let key = key_of(&object);
        self.signal(id, Some(document), key, &Signal::Here { document, object, here });
    }

    /// Somebody says where they are, or that they have gone.
    pub(super) fn believe(
        &mut self,
        id: CommunityId,
        from: DeviceId,
        text: TextRef,
        here: Option<Here>,
    ) {
        let until = self.now.running + BELIEVED;
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(held) = community.documents.get(&text.document) else { return };
        let Some(here) = here else {
            if community.pens.get(&from).is_some_and(|pen| pen.text == text) {
                community.pens.remove(&from);
                self.changed = true;
            }
            return;
        };
        if held.words(&text.object).is_none() || here.words.chars().count() > SHOWN {
            return;
        }
        // One device is in one text at a time.
        match community.pens.get_mut(&from).filter(|pen| pen.text == text) {
            Some(pen) => {
                let known =
                    pen.next.take().filter(|next| places(held, &text.object, next).is_some());
                pen.here = known.unwrap_or_else(|| pen.here.clone());
                (pen.next, pen.until) = (Some(here), until);
            }
            None => {
                community.pens.insert(from, Pen { text, here, next: None, until });
            }
        }
        self.changed = true;
    }

    /// Words of older programs, which say where by counting.
    pub(super) fn believe_counted(
        &mut self,
        id: CommunityId,
        from: DeviceId,
        text: TextRef,
        at: u32,
        (deleted, words): (u32, String),
    ) {
        let Some(held) = self.held(id, text.document) else { return };
        let caret = element_before(held, &text.object, at as usize);
        self.believe(id, from, text, Some(Here { caret, anchor: caret, deleted, words }));
    }

    /// Forgets whoever was not heard of for a while.
    pub(super) fn forget_carets(&mut self) {
        let now = self.now.running;
        for community in self.communities.values_mut() {
            let before = community.pens.len();
            community.pens.retain(|_, pen| pen.until > now);
            self.changed |= community.pens.len() != before;
        }
    }
}

impl Pen {
    /// How it is shown, in the text as an open text field here has it.
    pub(crate) fn seen(&self, held: &Held, member: MemberId) -> Option<Typing> {
        let object = &self.text.object;
        let next = self.next.as_ref().and_then(|next| Some((places(held, object, next)?, next)));
        let seen = next.or_else(|| Some((places(held, object, &self.here)?, &self.here)));
        let ((caret, anchor), here) = seen?;
        let own = held.live.get(object).map(|live| live.typed()).unwrap_or_default();
        let shown =
            |place| own.iter().fold(place, |at, splice| map_index(at, &splice.clone().into()));
        Some(Typing {
            member,
            text: self.text.clone(),
            at: shown(caret),
            anchor: shown(anchor),
            deleted: here.deleted as usize,
            words: here.words.clone(),
        })
    }

    pub(crate) fn document(&self) -> DocumentId {
        self.text.document
    }
}

/// Where a text field here is: its words that are no change yet, or its caret.
fn own_place(held: &Held, object: &str) -> Option<Here> {
    let live = held.live.get(object)?;
    let typed = live.typed();
    let before = |at| element_before(held, object, back(at, typed));
    if let Some((at, deleted, words)) = extent(typed) {
        let caret = before(at);
        let words = words.chars().take(SHOWN).collect();
        return Some(Here { caret, anchor: caret, deleted, words });
    }
    let (caret, anchor) = live.pointed()?;
    let (caret, anchor) = (before(caret), before(anchor));
    Some(Here { caret, anchor, deleted: 0, words: String::new() })
}

fn element_before(held: &Held, object: &str, at: usize) -> Option<Element> {
    let object = ObjectRef::parse(object).ok()?;
    let at = at.min(held.merged.text_len(&object));
    held.merged.element(&object, at.checked_sub(1)?).map(Element::from)
}

/// Where both ends are now. `None` while a character they stand after is not here.
fn places(held: &Held, object: &str, here: &Here) -> Option<(usize, usize)> {
    let object = ObjectRef::parse(object).ok()?;
    let place = |element: Option<Element>| match element {
        None => Some(0),
        Some(element) => held.merged.place_after(&object, &element.into()),
    };
    Some((place(here.caret)?, place(here.anchor)?))
}

/// Where a place in the text with these words typed is in the text without them.
fn back(place: usize, typed: &[Splice]) -> usize {
    typed.iter().rev().fold(place, |place, splice| {
        let end = splice.at + splice.insert.chars().count();
        if place > end { place - end + splice.at + splice.delete } else { place.min(splice.at) }
    })
}

/// What the splices come to, as one replacement: where, how much, by what. Words in two far places show as the later.
fn extent(splices: &[Splice]) -> Option<(usize, u32, String)> {
    let mut whole: Option<(usize, usize, Vec<char>)> = None;
    for splice in splices {
        let insert: Vec<char> = splice.insert.chars().collect();
        whole = Some(match whole.take() {
            Some((at, deleted, mut words)) if splice.at >= at && splice.at <= at + words.len() => {
                let from = splice.at - at;
                let within = splice.delete.min(words.len() - from);
                words.splice(from..from + within, insert);
                (at, deleted + splice.delete - within, words)
            }
            Some((at, deleted, words)) if splice.at < at && splice.at + splice.delete >= at => {
                let before = at - splice.at;
                let within = (splice.delete - before).min(words.len());
                let rest = words[within..].iter().copied();
                let words = insert.into_iter().chain(rest).collect();
                (splice.at, deleted + splice.delete - within, words)
            }
            _ => (splice.at, splice.delete, insert),
        });
    }
    let (at, deleted, words) = whole?;
    Some((at, u32::try_from(deleted).ok()?, words.into_iter().collect()))
}

/// Signals with one key replace each other on the way: one for each text.
fn key_of(object: &str) -> u64 {
    object.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splice(at: usize, delete: usize, insert: &str) -> Splice {
        Splice { at, delete, insert: insert.to_owned() }
    }

    #[test]
    fn typed_splices_show_as_one_replacement() {
        let typed = [splice(4, 0, "l"), splice(5, 0, "i"), splice(6, 0, "x"), splice(6, 1, "sten")];
        assert_eq!(extent(&typed), Some((4, 0, "listen".to_owned())));
        assert_eq!(extent(&[splice(4, 0, "ab"), splice(3, 2, "")]), Some((3, 1, "b".to_owned())));
        assert_eq!(extent(&[]), None);
    }

    #[test]
    fn a_place_in_what_is_typed_is_found_in_the_text_before_it() {
        let typed = [splice(4, 2, "abc"), splice(0, 0, "xy")];
        let found: Vec<usize> = (0..11).map(|place| back(place, &typed)).collect();
        assert_eq!(found, [0, 0, 0, 1, 2, 3, 4, 4, 4, 4, 7]);
    }
}
