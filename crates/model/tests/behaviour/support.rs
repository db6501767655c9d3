//! Several members' devices in one test: each does things in its own documents, and they meet when the test says so.

use horseshoe_merge::{Actor, Document, EntryId, Incoming, Outcome, Patch};
use horseshoe_model::*;
use std::collections::BTreeMap;

/// One document of the community: its kind, and whose it is.
pub(crate) type Name = (Kind, Option<MemberId>);

pub(crate) struct Device {
    pub(crate) member: MemberId,
    number: u8,
    docs: BTreeMap<Name, Document>,
    log: BTreeMap<Name, Vec<Incoming>>,
    /// Patches since the last look, by document.
    patches: BTreeMap<Name, Vec<Patch>>,
}

pub(crate) struct Room {
    pub(crate) devices: Vec<Device>,
    pub(crate) now: u64,
    made: u64,
}

pub(crate) const GENERAL: [Name; 2] = [(Kind::Community, None), (Kind::Notebook, None)];

pub(crate) const SESSION: Name = (Kind::Session, None);

pub(crate) fn member(number: usize) -> MemberId {
    MemberId::from_bytes([number as u8 + 1; 32])
}

pub(crate) fn authors(actor: &Actor) -> Option<MemberId> {
    (actor.as_bytes()[0] > 0).then(|| member(usize::from(actor.as_bytes()[0]) - 1))
}

impl Room {
    /// A room of so many members with one device each.
    pub(crate) fn of(members: usize) -> Self {
        let mut room = Self { devices: Vec::new(), now: 1_000, made: 0 };
        (0..members).for_each(|number| room.add_device(member(number)));
        room
    }

    /// Another device, of a new member or of one who is there.
    pub(crate) fn add_device(&mut self, member: MemberId) {
        let number = self.devices.len() as u8;
        self.devices.push(Device {
            member,
            number,
            docs: BTreeMap::new(),
            log: BTreeMap::new(),
            patches: BTreeMap::new(),
        });
    }

    pub(crate) fn does(&mut self, who: usize, command: impl Into<Command>) -> Done {
        let command = command.into();
        self.tries(who, &command).unwrap_or_else(|error| panic!("{command:?}: {error}"))
    }

    /// Members at the beginning of a session of three hours; all have its agenda.
    pub(crate) fn in_session(members: usize) -> Self {
        let mut room = Self::of(members);
        room.does(0, AgendaCommand::Lay { points: three_hours() });
        room.meet();
        room
    }

    /// Does it so many minutes after the session began.
    pub(crate) fn does_at(&mut self, who: usize, after: u64, command: impl Into<Command>) -> Done {
        self.now = minute(after) - 1_000;
        self.does(who, command)
    }

    /// The group goes on to this point, from where this device sees them.
    pub(crate) fn goes_to(&mut self, who: usize, after: u64, to: PointId) -> Done {
        let from = self.session(who).agenda.at;
        self.does_at(who, after, AgendaCommand::MoveOn { from, to })
    }

    pub(crate) fn tries(&mut self, who: usize, command: &Command) -> Result<Done, CommandError> {
        self.act(who, command.kind(), |doc, acting| perform(command, doc, acting))
    }

    pub(crate) fn undoes(&mut self, who: usize, undo_of: &Undo) -> Result<Done, CommandError> {
        self.act(who, undo_of.kind, |doc, acting| undo(undo_of, doc, acting))
    }

    pub(crate) fn writes(
        &mut self,
        who: usize,
        kind: Kind,
        object: &str,
        splices: &[text::Splice],
    ) -> Done {
        self.act(who, kind, |doc, acting| write(object, splices, doc, acting))
            .expect("the text takes it")
    }

    fn act(
        &mut self,
        who: usize,
        kind: Kind,
        act: impl FnOnce(&mut Document, &mut Acting<'_>) -> Result<Done, CommandError>,
    ) -> Result<Done, CommandError> {
        self.now += 1_000;
        let community = self.community(who);
        let views = self.members(who);
        let members: Vec<(MemberId, &MemberView)> =
            views.iter().map(|(member, view)| (*member, view)).collect();
        let made = &mut self.made;
        let mut ids = || {
            *made += 1;
            let mut id = [0; 16];
            id.copy_from_slice(&blake3::hash(&made.to_le_bytes()).as_bytes()[..16]);
            id
        };
        let device = &mut self.devices[who];
        let name = device.name(kind);
        let mut acting = Acting {
            member: device.member,
            actor: device.actor(kind),
            now: self.now,
            ids: &mut ids,
            community: Some(&community),
            members: &members,
            notebooks: &[],
        };
        let done = act(device.doc_mut(name), &mut acting)?;
        assert_eq!(done.change.is_some(), done.undo.is_some());
        let patches = device.doc_mut(name).take_patches();
        device.patches.entry(name).or_default().extend(patches);
        Ok(done)
    }

    /// Everything `from` has reaches `to`, except what is private to another.
    pub(crate) fn send(&mut self, from: usize, to: usize) {
        self.seal(from);
        self.seal(to);
        let logs = self.devices[from].log.clone();
        let receiver = &mut self.devices[to];
        for (name, entries) in logs {
            if name.0 == Kind::Private && name.1 != Some(receiver.member) {
                continue;
            }
            let new: Vec<Incoming> = entries
                .into_iter()
                .filter(|entry| !receiver.doc_mut(name).contains(&entry.id))
                .collect();
            let outcomes = receiver.doc_mut(name).take_in(&new);
            assert!(
                outcomes.iter().all(|outcome| matches!(outcome, Outcome::Applied)),
                "{outcomes:?}"
            );
            let patches = receiver.doc_mut(name).take_patches();
            receiver.patches.entry(name).or_default().extend(patches);
            receiver.log.entry(name).or_default().extend(new);
        }
    }

    /// Everybody hears everything.
    pub(crate) fn meet(&mut self) {
        for _ in 0..2 {
            for from in 0..self.devices.len() {
                for to in (0..self.devices.len()).filter(|to| *to != from) {
                    self.send(from, to);
                }
            }
        }
    }

    fn seal(&mut self, who: usize) {
        let made = &mut self.made;
        let device = &mut self.devices[who];
        for (name, doc) in &mut device.docs {
            while let Some(pending) = doc.pending() {
                *made += 1;
                let id = EntryId(*blake3::hash(&made.to_le_bytes()).as_bytes());
                doc.sealed(id, pending.seq);
                device.log.entry(*name).or_default().push(Incoming {
                    id,
                    actor: pending.actor,
                    seq: pending.seq,
                    prev: pending.prev,
                    deps: pending.deps,
                    payload: pending.payload,
                });
            }
        }
    }

    pub(crate) fn community(&mut self, who: usize) -> CommunityView {
        CommunityView::read(self.devices[who].doc_mut(GENERAL[0]), &authors)
    }

    pub(crate) fn notebook(&mut self, who: usize) -> NotebookView {
        NotebookView::read(self.devices[who].doc_mut(GENERAL[1]), &authors)
    }

    pub(crate) fn session(&mut self, who: usize) -> SessionView {
        SessionView::read(self.devices[who].doc_mut(SESSION), &authors)
    }

    pub(crate) fn private(&mut self, who: usize) -> PrivateView {
        let name = self.devices[who].name(Kind::Private);
        PrivateView::read(self.devices[who].doc_mut(name))
    }

    /// Every member's document as this device has it.
    pub(crate) fn members(&mut self, who: usize) -> Vec<(MemberId, MemberView)> {
        let mut members: Vec<MemberId> = self.devices.iter().map(|device| device.member).collect();
        members.dedup();
        members.sort_unstable();
        members.dedup();
        let device = &mut self.devices[who];
        let view =
            |member| MemberView::read(device.doc_mut((Kind::Member, Some(member))), &authors);
        let views: Vec<MemberView> = members.iter().copied().map(view).collect();
        members.into_iter().zip(views).collect()
    }

    pub(crate) fn tallies(&mut self, who: usize) -> Vec<TallyView> {
        let views = self.members(who);
        let members: Vec<(MemberId, &MemberView)> =
            views.iter().map(|(member, view)| (*member, view)).collect();
        tallies(&self.community(who), &members)
    }

    pub(crate) fn patches(&mut self, who: usize, name: Name) -> Vec<Patch> {
        self.devices[who].patches.remove(&name).unwrap_or_default()
    }

    /// The words of the rules, as this device sees them.
    pub(crate) fn rules(&mut self, who: usize) -> Vec<String> {
        self.community(who).groundrules.rules.iter().map(|rule| rule.words.text.clone()).collect()
    }
}

impl Device {
    fn name(&self, kind: Kind) -> Name {
        match kind {
            Kind::Community
            | Kind::Notebook
            | Kind::Pair
            | Kind::Room
            | Kind::Arrangements
            | Kind::Session => (kind, None),
            Kind::Member | Kind::Private => (kind, Some(self.member)),
        }
    }

    fn actor(&self, kind: Kind) -> Actor {
        let mut actor = [self.number + 1; 16];
        actor[0] = self.member.as_bytes()[0];
        actor[1] = kind as u8;
        Actor::from_bytes(actor)
    }

    pub(crate) fn doc(&self, kind: Kind) -> Option<&Document> {
        self.docs.get(&self.name(kind))
    }

    pub(crate) fn doc_mut(&mut self, name: Name) -> &mut Document {
        self.docs.entry(name).or_insert_with(|| name.0.document())
    }
}

/// The id of what was made.
pub(crate) fn made<Id: std::str::FromStr>(done: &Done) -> Id {
    done.made.as_ref().and_then(|id| id.parse().ok()).expect("something was made")
}

pub(crate) fn splice(at: usize, delete: usize, insert: &str) -> text::Splice {
    text::Splice { at, delete, insert: insert.to_owned() }
}

pub(crate) fn add_rule(text: &str) -> Command {
    GroundrulesCommand::Add { text: text.to_owned(), after: None }.into()
}

/// A point that takes so many minutes.
pub(crate) fn point(kind: PointKind, minutes: u32) -> NewPoint {
    NewPoint { kind, minutes, ..NewPoint::default() }
}

/// The points of the handbook's session of three hours.
pub(crate) fn three_hours() -> Vec<NewPoint> {
    use PointKind::*;
    [
        (Intro, 5),
        (Groundrules, 5),
        (SinceLast, 10),
        (Presentation, 30),
        (Discussion, 35),
        (Capture, 5),
        (Break, 10),
        (Presentation, 30),
        (Discussion, 35),
        (Capture, 5),
        (Feedback, 5),
        (NextDate, 5),
    ]
    .map(|(kind, minutes)| point(kind, minutes))
    .into()
}

/// The moment so many minutes after a session of these tests began.
pub(crate) const fn minute(minute: u64) -> u64 {
    60_000_000 + 60_000 * minute
}

pub(crate) fn add_note(text: &str) -> NotesCommand {
    NotesCommand::Add {
        text: text.into(),
        kind: NoteKind::Note,
        scope: Scope::default(),
        about: None,
        after: None,
        shown: false,
    }
}
