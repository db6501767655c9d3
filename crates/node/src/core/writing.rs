//! Own words: an act becomes a change, the change is durable in the journal, and what has gathered becomes an entry
//! when somebody is there to have it.

use super::community::Community;
use super::document::{Held, View, model_member};
use super::ways_back::WayBack;
use super::{Core, Promise};
use crate::{Problem, Reply, TextRef};
use horseshoe_merge::Actor;
use horseshoe_model::text::Splice;
use horseshoe_model::{
    Acting, Command as Act, CommandError, Done, Kind, MemberView, NotebookView, Undo,
};
use horseshoe_sync::{Event as SyncEvent, Link, Origin};
use horseshoe_trust::{CommunityId, DocumentId, Entry};
use std::sync::Arc;
use std::time::Duration;

/// A writer makes at most one entry in a document of this kind in this time. What people press in the room is to be
/// seen at once by all; words travel ahead of their entries.
pub(crate) const fn between_entries(kind: Kind) -> Duration {
    match kind {
        Kind::Session | Kind::Room => Duration::from_millis(50),
        _ => Duration::from_secs(1),
    }
}

impl Core {
    /// Does something in one of a community's documents and answers when it is durable.
    pub(super) fn act(&mut self, number: u64, id: CommunityId, act: &Act) {
        match self.perform(id, act) {
            Ok(done) => self
                .answer_when_saved(number, done.made.map_or(Reply::Done, |id| Reply::Made { id })),
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    /// Does something in the document of a session or of a few people, or in the room of a session.
    pub(super) fn act_in(&mut self, number: u64, id: CommunityId, document: DocumentId, act: &Act) {
        let mut way = WayBack::new();
        let there = match act {
            Act::Room(act) => self.room_for(id, document, act),
            act if act.kind().is_for_few() || act.kind() == Kind::Session => Ok(document),
            _ => Err(Problem::NotHereYet),
        };
        let done = there.and_then(|there| self.perform_in(id, there, act, &mut way));
        if let Ok(community) = self.community_mut(id)
            && !way.is_empty()
        {
            community.ways_back.push(way);
            self.keep_ways_back(id);
        }
        match done {
            Ok(done) => self
                .answer_when_saved(number, done.made.map_or(Reply::Done, |id| Reply::Made { id })),
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    /// Opens a text for a text field.
    pub(super) fn open_text(&mut self, number: u64, id: CommunityId, text: &TextRef) {
        self.make_typed_words_changes(id, text.document, |_| true);
        let typed = self.typed_before(id, text);
        let opened = self.held_mut(id, text).map(|held| {
            let words = held.words(&text.object).unwrap_or_default();
            let live = held.live.entry(text.object.clone()).or_default();
            Reply::Text { version: live.version(), text: words, typed }
        });
        self.answer(number, opened);
    }

    pub(super) fn close_text(&mut self, number: u64, id: CommunityId, text: &TextRef) {
        self.make_typed_words_changes(id, text.document, |_| true);
        if let Ok(held) = self.held_mut(id, text)
            && held.live.remove(&text.object).is_some_and(|live| live.pointed().is_some())
        {
            self.tell_gone(id, text.clone());
        }
        self.answer_when_saved(number, Reply::Done);
    }

    /// Tells who wrote which words of a text, with what is being typed in it just now on this device.
    pub(super) fn who_wrote(&mut self, number: u64, id: CommunityId, text: &TextRef) {
        self.make_typed_words_changes(id, text.document, |_| true);
        let told = self.held_mut(id, text).map(|held| held.who_wrote(&text.object));
        self.answer(number, told.map(|(text, runs)| Reply::WhoWrote { text, runs }));
    }

    /// Takes in what was typed in a text field. Answered when it is durable; shown to others at once.
    pub(super) fn write(
        &mut self,
        number: u64,
        id: CommunityId,
        text: &TextRef,
        version: u64,
        splices: Vec<Splice>,
    ) {
        let now = self.now.running;
        let device = self.key.id();
        let allowed = self.community_mut(id).and_then(|community| {
            if community.may_write(&device) { Ok(()) } else { Err(Problem::NotAMember) }
        });
        let written = allowed.and_then(|()| {
            let held = self.held_mut(id, text)?;
            held.live.entry(text.object.clone()).or_default().write(version, splices, now);
            held.typists.push(number);
            Ok(())
        });
        if let Err(problem) = written {
            self.answer(number, Err(problem));
        }
    }

    /// Performs an act, and what it leads to, there or in another document. All of it is taken back together.
    pub(super) fn perform(&mut self, id: CommunityId, act: &Act) -> Result<Done, Problem> {
        let mut way = WayBack::new();
        let done = self.perform_all(id, act, &mut way);
        if !way.is_empty() {
            self.community_mut(id)?.ways_back.push(way);
            self.keep_ways_back(id);
        }
        done
    }

    fn perform_all(
        &mut self,
        id: CommunityId,
        act: &Act,
        way: &mut WayBack,
    ) -> Result<Done, Problem> {
        let document = self.document_for(id, act)?;
        self.perform_in(id, document, act, way)
    }

    pub(super) fn perform_in(
        &mut self,
        id: CommunityId,
        document: DocumentId,
        act: &Act,
        way: &mut WayBack,
    ) -> Result<Done, Problem> {
        let around = Around::of(self.community_mut(id)?, document);
        let mut done = self.in_document(id, document, &around, |held, acting| {
            horseshoe_model::perform(act, &mut held.merged, acting)
        })?;
        way.extend(done.undo.take().map(|undo| (document, undo)));
        let Some(next) = done.publish.take() else { return Ok(done) };
        let next = self.perform_all(id, &next, way)?;
        Ok(Done { made: done.made.or(next.made), ..next })
    }

    /// Takes an act back.
    pub(super) fn take_back(
        &mut self,
        id: CommunityId,
        document: DocumentId,
        undo: &Undo,
    ) -> Result<Done, Problem> {
        let done = self.in_document(id, document, &Around::default(), |held, acting| {
            horseshoe_model::undo(undo, &mut held.merged, acting)
        })?;
        self.rename(id, document, &done.renamed);
        Ok(done)
    }

    /// Makes the words typed in texts of a document a change each, where `due` says so.
    pub(super) fn make_typed_words_changes(
        &mut self,
        id: CommunityId,
        document: DocumentId,
        due: impl Fn(Duration) -> bool,
    ) {
        let Some(held) = self
            .communities
            .get_mut(&id)
            .and_then(|community| community.documents.get_mut(&document))
        else {
            return;
        };
        let texts: Vec<(String, Vec<Splice>)> = held
            .live
            .iter_mut()
            .filter(|(_, live)| live.due().is_some_and(&due))
            .map(|(object, live)| (object.clone(), live.take()))
            .collect();
        if texts.is_empty() {
            return;
        }
        for (object, splices) in texts {
            let written = self.change(id, document, &Around::default(), |held, acting| {
                let done = horseshoe_model::write(&object, &splices, &mut held.merged, acting)?;
                // The text field shows these words already.
                held.refresh();
                Ok(done)
            });
            if let Err(problem) = written {
                self.trouble(problem);
            }
        }
        let typists = self.communities.get_mut(&id).and_then(|community| {
            let held = community.documents.get_mut(&document)?;
            held.live
                .values()
                .all(|live| live.due().is_none())
                .then(|| std::mem::take(&mut held.typists))
        });
        for number in typists.unwrap_or_default() {
            self.answer_when_saved(number, Reply::Done);
        }
    }

    /// Makes one entry after another of what is pending in a document, and passes them on once they are durable.
    pub(super) fn seal(&mut self, id: CommunityId, document: DocumentId) {
        loop {
            let Some(epoch) = self.epoch_to_write(id) else { return };
            let Some(community) = self.communities.get_mut(&id) else { return };
            let Some(held) = community.documents.get_mut(&document) else { return };
            match held.seal(&self.key, self.incarnation, id, &epoch, &mut self.rng) {
                Ok(None) => break,
                Ok(Some(entry)) => {
                    held.sealed_at = Some(self.now.running);
                    self.keep_own_entry(id, document, &entry);
                }
                Err(error) => {
                    self.trouble(Problem::Refused {
                        rule: "entry".to_owned(),
                        reason: error.to_string(),
                    });
                    return;
                }
            }
        }
        self.saving.next().clear_journal(id, document);
        if self.held(id, document).is_some_and(|held| held.kind == Kind::Session) {
            self.send_clocks(id);
        }
    }

    /// Makes a change that says only that what the document holds is kept.
    pub(super) fn say_kept(
        &mut self,
        id: CommunityId,
        document: DocumentId,
    ) -> Result<(), Problem> {
        self.change(id, document, &Around::default(), |held, acting| {
            let done = horseshoe_model::keep(&mut held.merged, acting)?;
            held.refresh();
            Ok(done)
        })?;
        Ok(())
    }

    /// Runs an act on a document: words typed before it first, then the act, then the journal.
    fn in_document(
        &mut self,
        id: CommunityId,
        document: DocumentId,
        around: &Around,
        change: impl FnOnce(&mut Held, &mut Acting<'_>) -> Result<Done, CommandError>,
    ) -> Result<Done, Problem> {
        self.make_typed_words_changes(id, document, |_| true);
        let done = self.change(id, document, around, change)?;
        let patches = self.held(id, document).map(Held::refresh).unwrap_or_default();
        self.tell_texts(id, document, &patches);
        Ok(done)
    }

    /// Changes a document and puts the change in the journal.
    fn change(
        &mut self,
        id: CommunityId,
        document: DocumentId,
        around: &Around,
        change: impl FnOnce(&mut Held, &mut Acting<'_>) -> Result<Done, CommandError>,
    ) -> Result<Done, Problem> {
        let device = self.key.id();
        let incarnation = self.incarnation;
        let rng = &mut self.rng;
        let community =
            self.communities.get_mut(&id).ok_or(Problem::NoSuchCommunity { community: id })?;
        if !community.may_write(&device) {
            return Err(Problem::NotAMember);
        }
        let member = community.member_of(&device);
        let now = community.now_in(&document, self.now.unix_ms);
        let held = community.documents.get_mut(&document).ok_or(Problem::NotHereYet)?;
        held.note_author(&device, incarnation, member);
        let mut fresh = || {
            let mut bytes = [0; 16];
            rand::Rng::fill_bytes(rng, &mut bytes);
            bytes
        };
        let actor: Actor = held.actor(&device, incarnation);
        let members: Vec<_> =
            around.members.iter().map(|(member, view)| (*member, &**view)).collect();
        let notebooks: Vec<_> = around.notebooks.iter().map(|view| &**view).collect();
        let mut acting = Acting {
            member: model_member(member),
            actor,
            now,
            ids: &mut fresh,
            community: around.community.as_deref(),
            members: &members,
            notebooks: &notebooks,
        };
        let done = change(held, &mut acting)?;
        if let Some(change) = &done.change {
            held.journal.push(change.clone());
            self.saving.next().put_journal(id, document, change.clone());
            self.changed = true;
        }
        Ok(done)
    }

    pub(super) fn keep_own_entry(&mut self, id: CommunityId, document: DocumentId, entry: &Entry) {
        let Some(living) =
            self.communities.get_mut(&id).and_then(|community| community.living.as_mut())
        else {
            return;
        };
        living.ledger.add_entry(entry);
        // Own words always follow from what counts here; asking keeps the verdict current.
        living.ledger.extends(&document, &entry.id());
        let bytes: Arc<[u8]> = entry.to_bytes().into();
        living.unsaved.insert(entry.id(), bytes.clone());
        self.saving.next().put_entry(id, document, entry.id(), bytes.to_vec());
        let stored = SyncEvent::Stored { document, link: link(entry), bytes, from: Origin::Own };
        self.saving.then(Promise::Stored { community: id, stored: Box::new(stored) });
        self.changed = true;
    }

    pub(super) fn community_mut(&mut self, id: CommunityId) -> Result<&mut Community, Problem> {
        self.communities.get_mut(&id).ok_or(Problem::NoSuchCommunity { community: id })
    }

    pub(super) fn held(&mut self, id: CommunityId, document: DocumentId) -> Option<&mut Held> {
        self.communities.get_mut(&id)?.documents.get_mut(&document)
    }

    fn held_mut(&mut self, id: CommunityId, text: &TextRef) -> Result<&mut Held, Problem> {
        let held =
            self.community_mut(id)?.documents.get_mut(&text.document).ok_or(Problem::NoSuchText)?;
        if held.words(&text.object).is_some() { Ok(held) } else { Err(Problem::NoSuchText) }
    }
}

/// Where an entry stands in its writer's chain.
pub(super) fn link(entry: &Entry) -> Link {
    let header = entry.header();
    Link {
        id: entry.id(),
        device: header.device,
        incarnation: header.incarnation,
        seq: header.seq,
        prev: header.prev,
    }
}

/// What acts need to know beside the document they act in.
#[derive(Default)]
struct Around {
    community: Option<Arc<horseshoe_model::CommunityView>>,
    members: Vec<(horseshoe_model::MemberId, Arc<MemberView>)>,
    notebooks: Vec<Arc<NotebookView>>,
}

impl Around {
    fn of(community: &Community, document: DocumentId) -> Self {
        let view = community.root(Kind::Community).and_then(|held| match &held.view {
            View::Community(view) => Some(view.clone()),
            _ => None,
        });
        let notebooks = community.notebooks().into_iter();
        let others = notebooks.filter(|(notebook, _)| *notebook != document);
        Self {
            community: view,
            members: community.member_views(),
            notebooks: others.map(|(_, view)| view).collect(),
        }
    }
}
