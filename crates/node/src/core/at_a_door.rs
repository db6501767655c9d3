//! Asking at an open door in the room: find it, compare words, and use the ticket that is handed over.

use super::open_door::called;
use super::{Core, Effect, Whom};
use crate::{Call, Door, Problem, Reply};
use horseshoe_trust::{Caller, CallerNews, DeviceId, Ticket};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;

/// As many doors as a room can have; more are somebody's joke.
const DOORS: usize = 32;

/// What is known of the room: open doors, and the asking at them. Nothing of it is kept.
#[derive(Debug, Default)]
pub(crate) struct Room {
    looking: bool,
    doors: BTreeMap<DeviceId, Vec<SocketAddr>>,
    calls: BTreeMap<DeviceId, Calling>,
    /// Devices whose words I have compared, as the one whose door was open.
    compared: BTreeSet<DeviceId>,
}

#[derive(Debug, Default)]
struct Calling {
    talk: Option<(u64, Caller)>,
    words: Option<[String; 4]>,
    same: bool,
    ticket: Option<Box<Ticket>>,
    problem: Option<Problem>,
}

impl Room {
    pub(super) fn looking(&self) -> bool {
        self.looking
    }

    pub(super) fn doors(&self) -> Vec<Door> {
        let doors = self.doors.keys();
        doors.map(|device| Door { device: *device, called: called(device) }).collect()
    }

    pub(super) fn calls(&self) -> Vec<Call> {
        let see = |(device, calling): (&DeviceId, &Calling)| Call {
            device: *device,
            called: called(device),
            words: calling.words.clone(),
            same: calling.same,
            community_name: calling.ticket.as_ref().map(|ticket| ticket.community_name.clone()),
            problem: calling.problem.clone(),
        };
        self.calls.iter().map(see).collect()
    }

    /// At whose door this talk is held.
    pub(super) fn called(&self, talk: u64) -> Option<DeviceId> {
        let held = |calling: &Calling| calling.talk.as_ref().is_some_and(|(it, _)| *it == talk);
        self.calls.iter().find(|(_, calling)| held(calling)).map(|(device, _)| *device)
    }

    pub(super) fn talks(&self) -> impl Iterator<Item = u64> {
        self.calls.values().filter_map(|calling| Some(calling.talk.as_ref()?.0))
    }

    pub(super) fn compared(&self, device: &DeviceId) -> bool {
        self.compared.contains(device)
    }

    pub(super) fn now_compared(&mut self, device: DeviceId) {
        self.compared.insert(device);
    }
}

impl Core {
    pub(super) fn look_for_doors(&mut self, number: u64, look: bool) {
        if self.room.looking != look {
            self.room.looking = look;
            self.room.doors.clear();
            self.effects.push(Effect::LookForDoors(look));
            self.changed = true;
        }
        self.answer(number, Ok(Reply::Done));
    }

    pub(super) fn door_found(&mut self, peer: DeviceId, addresses: Vec<SocketAddr>) {
        let room = &mut self.room;
        let more = room.doors.len() < DOORS || room.doors.contains_key(&peer);
        if room.looking && more && peer != self.key.id() {
            room.doors.insert(peer, addresses);
            self.changed = true;
        }
    }

    pub(super) fn door_gone(&mut self, peer: DeviceId) {
        self.changed |= self.room.doors.remove(&peer).is_some();
    }

    pub(super) fn ask_at_door(&mut self, number: u64, device: DeviceId) {
        if self.me.name.trim().is_empty() {
            return self.answer(number, Err(Problem::NoName));
        }
        let Some(addresses) = self.room.doors.get(&device).cloned() else {
            return self.answer(number, Err(Problem::DoorClosed));
        };
        // With whoever is talking already, the talk goes on.
        if self.room.calls.get(&device).is_none_or(|calling| calling.talk.is_none()) {
            self.room.calls.insert(device, Calling::default());
            let whom = Whom::Door(device);
            self.effects.push(Effect::Reach { whom, device, addresses, relay: None });
            self.changed = true;
        }
        self.answer(number, Ok(Reply::Done));
    }

    /// The two people have read the same words aloud.
    pub(super) fn same_words(&mut self, number: u64, device: DeviceId) {
        let Some(calling) =
            self.room.calls.get_mut(&device).filter(|calling| calling.words.is_some())
        else {
            return self.answer(number, Err(Problem::DoorClosed));
        };
        calling.same = true;
        self.changed = true;
        self.use_what_was_handed_over(device);
        self.answer_when_saved(number, Reply::Done);
    }

    pub(super) fn leave_door(&mut self, number: u64, device: DeviceId) {
        if let Some(Calling { talk: Some((talk, _)), .. }) = self.room.calls.remove(&device) {
            self.effects.push(Effect::HangUp { talk });
        }
        self.changed = true;
        self.answer(number, Ok(Reply::Done));
    }

    /// The device whose door is open was reached, or not.
    pub(super) fn reached_door(&mut self, device: DeviceId, talk: Option<u64>) {
        self.changed = true;
        let me = self.key.id();
        let caller = Caller::new(me, device, &self.me.name, &self.me.practice, &mut self.rng);
        let Some(calling) = self.room.calls.get_mut(&device) else {
            self.effects.extend(talk.map(|talk| Effect::HangUp { talk }));
            return;
        };
        match (talk, caller) {
            (Some(talk), Ok(caller)) => calling.talk = Some((talk, caller)),
            (Some(talk), Err(_)) => {
                self.effects.push(Effect::HangUp { talk });
                calling.problem = Some(Problem::NoName);
            }
            (None, _) => calling.problem = Some(Problem::DoorClosed),
        }
    }

    pub(super) fn heard_from_a_door(&mut self, device: DeviceId, talk: u64, bytes: &[u8]) {
        let now = self.now.unix_secs();
        self.changed = true;
        let Some(calling) = self.room.calls.get_mut(&device) else { return };
        let Some((_, caller)) = calling.talk.as_mut() else { return };
        let Ok(step) = caller.handle(bytes, now) else {
            self.effects.push(Effect::HangUp { talk });
            return self.door_hung_up(talk);
        };
        self.effects.extend(step.send.into_iter().map(|bytes| Effect::Say { talk, bytes }));
        match step.news {
            Some(CallerNews::Words(words)) => {
                calling.words = Some(words.map(ToOwned::to_owned));
            }
            Some(CallerNews::Handed(ticket)) => {
                calling.ticket = Some(ticket);
                calling.talk = None;
                self.effects.push(Effect::HangUp { talk });
                self.use_what_was_handed_over(device);
            }
            Some(CallerNews::Declined) => self.door_refused(device, talk, Problem::Declined),
            Some(CallerNews::Closed) => self.door_refused(device, talk, Problem::DoorClosed),
            None => {}
        }
    }

    /// A talk at a door ended before a ticket was handed over.
    pub(super) fn door_hung_up(&mut self, talk: u64) {
        let Some(device) = self.room.called(talk) else { return };
        if let Some(calling) = self.room.calls.get_mut(&device) {
            calling.talk = None;
            calling.words = None;
            calling.problem = Some(Problem::DoorClosed);
            self.changed = true;
        }
    }

    fn door_refused(&mut self, device: DeviceId, talk: u64, problem: Problem) {
        self.effects.push(Effect::HangUp { talk });
        if let Some(calling) = self.room.calls.get_mut(&device) {
            *calling = Calling { problem: Some(problem), ..Calling::default() };
        }
    }

    /// Once they have said yes and I that the words are the same, I ask with the ticket.
    fn use_what_was_handed_over(&mut self, device: DeviceId) {
        let ready = |calling: &Calling| calling.same && calling.ticket.is_some();
        if !self.room.calls.get(&device).is_some_and(ready) {
            return;
        }
        let Some(ticket) = self.room.calls.remove(&device).and_then(|calling| calling.ticket)
        else {
            return;
        };
        match self.begin_to_ask(&ticket.to_text(), true) {
            Ok(_) => self.keep_asking_list(),
            Err(problem) => {
                let calling = Calling { problem: Some(problem), ..Calling::default() };
                self.room.calls.insert(device, calling);
            }
        }
    }
}
