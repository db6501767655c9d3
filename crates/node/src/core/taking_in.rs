//! What counts comes into the documents, own words become entries before it, and open texts hear of it.

use super::Core;
use super::community::Living;
use super::document::{Held, Opened, Rejected, TakenIn, WaitsFor};
use super::writing::between_entries;
use crate::{Event, Problem, TextNews, TextRef};
use horseshoe_merge::Patch;
use horseshoe_model::text::Splice;
use horseshoe_model::{Kind, Renamed};
use horseshoe_store::Read;
use horseshoe_trust::{
    CommunityId, DocumentId, Entry, EntryId, EntryKey, EpochId, EpochSecret, Incarnation, WriteAt,
};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread::available_parallelism;

/// Refused entries can make others count no more, and so on; each round refuses at least one.
const MOST_ROUNDS: usize = 64;

/// Entries on their way into a document.
struct Intake {
    entries: Vec<EntryId>,
    /// The document is built from these alone.
    anew: bool,
    rewrite: Option<Incarnation>,
    /// Texts that are open, as they were before.
    before: Vec<(String, String)>,
}

/// Where entries are read and what opens them.
struct Source<'a> {
    shelf: &'a dyn Read,
    id: CommunityId,
    living: &'a Living,
    epochs: &'a BTreeMap<EpochId, EpochSecret>,
}

/// Entries from the store.
#[derive(Default)]
struct Unsealed {
    opened: Vec<Opened>,
    /// The store did not give them.
    unread: Vec<EntryId>,
    /// The secret of their epoch is not here yet.
    no_secret: Vec<(EntryId, EpochId)>,
}

impl Source<'_> {
    fn bring_in(&self, held: &mut Held, intake: &Intake) -> TakenIn {
        let Unsealed { opened, unread, no_secret } = self.open(held, &intake.entries);
        let mut taken_in = if intake.anew { held.rebuild(opened) } else { held.take_in(opened) };
        taken_in.later.splice(0..0, unread);
        let waits = |(entry, epoch)| (entry, WaitsFor::Secret(epoch));
        taken_in.waiting.extend(no_secret.into_iter().map(waits));
        taken_in
    }

    /// Opens stored entries, in order.
    fn open(&self, held: &Held, entries: &[EntryId]) -> Unsealed {
        let mut unsealed = Unsealed::default();
        for entry_id in entries {
            let unsaved = self.living.unsaved.get(entry_id).map(|bytes| bytes.to_vec());
            let stored = || self.shelf.entry(&self.id, &held.id, entry_id).ok().flatten();
            let bytes = unsaved.or_else(stored);
            let Some(entry) = bytes.and_then(|bytes| Entry::from_bytes(&bytes).ok()) else {
                unsealed.unread.push(*entry_id);
                continue;
            };
            let epoch = entry.header().epoch;
            let Some(secret) = self.epochs.get(&epoch) else {
                unsealed.no_secret.push((*entry_id, epoch));
                continue;
            };
            // What does not open with the right key was sealed wrongly, on purpose: an empty payload is refused by the
            // check, on every device alike.
            let payload = entry.open(&EntryKey::derive(&held.secret, secret)).unwrap_or_default();
            let header = entry.header().clone();
            unsealed.opened.push(Opened { header, id: *entry_id, payload });
        }
        unsealed
    }
}

impl Core {
    /// Brings what arrived into the documents, makes due words changes and gathered changes entries.
    pub(super) fn work_on_documents(&mut self) {
        let now = self.now.running;
        let all: Vec<(CommunityId, DocumentId)> = self
            .communities
            .iter()
            .flat_map(|(id, community)| community.documents.keys().map(|document| (*id, *document)))
            .collect();
        for (id, document) in all {
            let finishing = self.finishing;
            self.make_typed_words_changes(id, document, |due| finishing || due <= now);
            let Some(community) = self.communities.get_mut(&id) else { continue };
            let heard = community
                .documents
                .get(&document)
                .is_some_and(|held| community.heard_by_others(held));
            let living = community.living.is_some();
            let Some(held) = community.documents.get_mut(&document) else { continue };
            let waits = !held.inbox.is_empty() || held.recount;
            let pause = between_entries(held.kind);
            let rested = held.sealed_at.is_none_or(|sealed| now >= sealed + pause);
            let typing = held.live.values().any(|live| live.due().is_some());
            if living
                && !held.journal.is_empty()
                && held.rewrite.is_none()
                && rested
                && (heard || waits)
                && !typing
            {
                self.seal(id, document);
            }
            let Some(held) = self.held(id, document) else { continue };
            let typing = held.live.values().any(|live| live.due().is_some());
            if (!held.inbox.is_empty() || held.recount)
                && (held.journal.is_empty() || held.rewrite.is_some())
                && !typing
            {
                self.take_in(id, document);
            }
        }
    }

    /// Takes into a document what counts and is not in it yet; builds it anew if something in it counts no more.
    pub(super) fn take_in(&mut self, id: CommunityId, document: DocumentId) {
        for _round in 0..MOST_ROUNDS {
            let Some(intake) = self.begin_intake(id, document) else { return };
            let Some(community) = self.communities.get_mut(&id) else { return };
            let Some(living) = &community.living else { return };
            let Some(held) = community.documents.get_mut(&document) else { return };
            let source = Source { shelf: &*self.shelf, id, living, epochs: &community.epochs };
            let taken_in = source.bring_in(held, &intake);
            self.end_intake(id, document, &intake, taken_in);
            if !self.held(id, document).is_some_and(|held| held.recount) {
                return;
            }
        }
    }

    /// Takes into all documents of a community what counts, some of them at the same time.
    pub(super) fn take_in_all(&mut self, id: CommunityId) {
        let Some(community) = self.communities.get(&id) else { return };
        let documents: Vec<DocumentId> = community.documents.keys().copied().collect();
        let begin = |document| Some((document, self.begin_intake(id, document)?));
        let mut intakes: BTreeMap<DocumentId, Intake> =
            documents.into_iter().filter_map(begin).collect();
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = &community.living else { return };
        let source = Source { shelf: &*self.shelf, id, living, epochs: &community.epochs };
        let waiting = Mutex::new(community.documents.iter_mut());
        let work = || {
            let mut done = Vec::new();
            loop {
                let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
                let Some((document, held)) = next else { return done };
                if let Some(intake) = intakes.get(document) {
                    done.push((*document, source.bring_in(held, intake)));
                }
            }
        };
        let threads = available_parallelism().map_or(1, NonZero::get).min(intakes.len());
        let done: Vec<(DocumentId, TakenIn)> = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut done = work();
            // A thread that panicked has lost its documents' content: as before, the panic goes on.
            done.extend(others.into_iter().flat_map(|other| {
                other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            }));
            done
        });
        for (document, taken_in) in done {
            let Some(intake) = intakes.remove(&document) else { continue };
            self.end_intake(id, document, &intake, taken_in);
            if self.held(id, document).is_some_and(|held| held.recount) {
                self.take_in(id, document);
            }
        }
    }

    /// What is to be taken into a document now.
    fn begin_intake(&mut self, id: CommunityId, document: DocumentId) -> Option<Intake> {
        let held = self.held(id, document)?;
        let counts = if std::mem::take(&mut held.recount) {
            self.count_anew(id, document);
            self.keep_unseen(id, document);
            self.count_anew(id, document)
        } else {
            None
        };
        let community = self.communities.get_mut(&id)?;
        let living = community.living.as_mut()?;
        let held = community.documents.get_mut(&document)?;
        let rewrite = held.rewrite.take();
        // Reading a document whole is quicker than following how it came about.
        let first = held.counted.is_empty() && held.journal.is_empty();
        let mut anew = rewrite.is_some() || first;
        if let Some(in_order) = counts {
            let counts: BTreeSet<EntryId> = in_order.iter().copied().collect();
            anew |= !held.counted.is_subset(&counts);
            held.inbox = in_order;
            if !anew {
                let known =
                    |it: &EntryId| held.counted.contains(it) || held.waiting.contains_key(it);
                held.inbox.retain(|entry| !known(entry));
            }
            let state = living.ledger.membership().state();
            let log = living.ledger.log(&document);
            let places: Vec<_> = held.inbox.iter().filter_map(|entry| log?.get(entry)).collect();
            for place in places {
                if let Some(member) = state.member(&place.device) {
                    held.note_author(&place.device, place.incarnation, member);
                }
            }
        }
        let entries = std::mem::take(&mut held.inbox);
        if anew {
            held.waiting.clear();
        }
        let texts = held.live.keys().filter(|_| anew);
        let before =
            texts.map(|object| (object.clone(), held.words(object).unwrap_or_default())).collect();
        Some(Intake { entries, anew, rewrite, before })
    }

    /// What follows from having taken it in.
    fn end_intake(
        &mut self,
        id: CommunityId,
        document: DocumentId,
        intake: &Intake,
        taken_in: TakenIn,
    ) {
        self.write_again(id, document, intake.rewrite);
        let Some(held) = self.held(id, document) else { return };
        // What I call my devices is among what only I see.
        let names = held.kind == Kind::Private;
        held.inbox = taken_in.later;
        held.waiting.extend(taken_in.waiting);
        held.recount = taken_in.forked;
        held.wake(None);
        let since = held.refresh();
        let patches = if intake.anew { rebuilt_texts(held, &intake.before) } else { since };
        self.tell_texts(id, document, &patches);
        self.set_aside(id, document, taken_in.rejected);
        if let Some(community) = self.communities.get_mut(&id).filter(|_| names) {
            community.membership_seen = None;
        }
        self.changed = true;
    }

    /// Takes in entries that do not count by themselves, so that what is written next stands on them. Says whether all
    /// of them are in the document.
    pub(super) fn take_in_aside(
        &mut self,
        id: CommunityId,
        document: DocumentId,
        entries: Vec<EntryId>,
    ) -> bool {
        let Some(community) = self.communities.get_mut(&id) else { return false };
        let Some(living) = &community.living else { return false };
        let Some(held) = community.documents.get_mut(&document) else { return false };
        let source = Source { shelf: &*self.shelf, id, living, epochs: &community.epochs };
        let intake = Intake { entries, anew: false, rewrite: None, before: Vec::new() };
        let taken_in = source.bring_in(held, &intake);
        let whole = taken_in.rejected.is_empty()
            && taken_in.later.is_empty()
            && taken_in.waiting.is_empty()
            && !taken_in.forked;
        let patches = held.refresh();
        self.tell_texts(id, document, &patches);
        self.set_aside(id, document, taken_in.rejected);
        whole
    }

    /// Writes own words again that lost their place: entries that ceased to count, each once, and the journal where it
    /// was written under an earlier name.
    fn write_again(&mut self, id: CommunityId, document: DocumentId, rewrite: Option<Incarnation>) {
        let lost = self.lost_words(id, document);
        if lost.is_empty() && rewrite.is_none() {
            return;
        }
        let (device, now) = (self.key.id(), self.incarnation);
        let Some(community) = self.communities.get_mut(&id) else { return };
        let member = community.member_of(&device);
        let Some(living) = &community.living else { return };
        let Some(held) = community.documents.get_mut(&document) else { return };
        let source = Source { shelf: &*self.shelf, id, living, epochs: &community.epochs };
        let lost = source.open(held, &lost).opened;
        held.note_author(&device, now, member);
        let journal = std::mem::take(&mut held.journal);
        let mut renamed = Renamed::new();
        // Later words of one life stand on earlier ones: they are placed together.
        for one_life in
            lost.chunk_by(|one, other| one.header.incarnation == other.header.incarnation)
        {
            let words: Vec<Vec<u8>> = one_life.iter().map(|entry| entry.payload.clone()).collect();
            let was = one_life[0].header.incarnation;
            renamed.extend(held.write_again(&device, now, &words, was));
        }
        held.written_anew.extend(lost.iter().map(|entry| entry.id));
        community.membership_seen = None;
        renamed.extend(held.write_again(&device, now, &journal, rewrite.unwrap_or(now)));
        let journal = held.journal.clone();
        self.saving.next().clear_journal(id, document);
        for change in journal {
            self.saving.next().put_journal(id, document, change);
        }
        if !lost.is_empty() {
            self.keep_community(id);
        }
        self.rename(id, document, &renamed);
    }

    /// Own entries that do not count and whose words are not written anew yet. Words wait while this device may not
    /// write.
    fn lost_words(&self, id: CommunityId, document: DocumentId) -> Vec<EntryId> {
        let me = self.key.id();
        let Some(community) = self.communities.get(&id) else { return Vec::new() };
        let Some(living) = &community.living else { return Vec::new() };
        let Some(held) = community.documents.get(&document) else { return Vec::new() };
        let Some(log) = living.ledger.log(&document) else { return Vec::new() };
        if !living.ledger.membership().state().stands(&me) {
            return Vec::new();
        }
        let mut lost = log.lost_words(me);
        lost.retain(|entry| !held.written_anew.contains(entry));
        lost
    }

    /// What counts in a document now, in causal order. Where that closes this device's incarnation, because a fork of
    /// it came to light or its last entry ceased to count, a new one begins.
    fn count_anew(&mut self, id: CommunityId, document: DocumentId) -> Option<Vec<EntryId>> {
        let me = self.key.id();
        let community = self.communities.get_mut(&id)?;
        let living = community.living.as_mut()?;
        let verdict = living.ledger.verdict(&document)?;
        community.membership_seen = None;
        let log = living.ledger.log(&document)?;
        let place = log.place_to_write(me, self.incarnation);
        let mut counts = verdict.counts;
        // Who is out keeps what a few have, or they alone: no removal can say how far that counts.
        let held = community.documents.get(&document);
        if held.is_some_and(|held| !held.is_for_everyone())
            && !living.ledger.membership().state().stands(&me)
        {
            counts.extend(log.brought_in_by(&log.keepable(|_| true)));
        }
        if place == WriteAt::NewIncarnation {
            self.begin_new_incarnation();
        }
        Some(counts)
    }

    /// Entries that no device can use: kept, named by who signed them, and out of everybody's way.
    fn set_aside(&mut self, id: CommunityId, document: DocumentId, rejected: Vec<Rejected>) {
        for Rejected { id: entry, device, reason } in rejected {
            let Some(community) = self.communities.get_mut(&id) else { return };
            let Some(living) = community.living.as_mut() else { return };
            living.ledger.mark_unsound(&document, &entry);
            living.set_aside.entry(device).or_default().add(&reason);
            community.membership_seen = None;
            if let Some(held) = community.documents.get_mut(&document) {
                held.recount = true;
            }
            self.effects.push(super::Effect::Tell(Event::Problem(Problem::SetAside {
                community: id,
                device,
                reason,
            })));
        }
    }

    /// Tells the text fields that have a text open what changed in it.
    pub(super) fn tell_texts(&mut self, id: CommunityId, document: DocumentId, patches: &[Patch]) {
        let Some(held) = self.held(id, document) else { return };
        let mut news = Vec::new();
        for (object, live) in &mut held.live {
            let splices: Vec<Splice> = patches
                .iter()
                .filter_map(|patch| match patch {
                    Patch::Splice { object: changed, at, delete, insert, .. }
                        if changed.to_string() == *object =>
                    {
                        Some(Splice { at: *at, delete: *delete, insert: insert.clone() })
                    }
                    _ => None,
                })
                .collect();
            if !splices.is_empty() {
                let version = live.news(&splices);
                let text = TextRef { document, object: object.clone() };
                news.push(TextNews { community: id, text, version, splices });
            }
        }
        self.effects.extend(news.into_iter().map(|news| super::Effect::Tell(Event::Text(news))));
    }
}

/// After a document was built anew: how the texts that are open differ from before.
fn rebuilt_texts(held: &Held, before: &[(String, String)]) -> Vec<Patch> {
    before
        .iter()
        .filter_map(|(object, old)| {
            let new = held.words(object).unwrap_or_default();
            let splice = horseshoe_merge::text::diff(old, &new)?;
            Some(Patch::Splice {
                object: horseshoe_merge::ObjectRef::parse(object).ok()?,
                path: Vec::new(),
                at: splice.at,
                delete: splice.delete,
                insert: splice.insert,
            })
        })
        .collect()
}
