//! The node without IO: what happened comes in, what to do goes out.
//!
//! Everything a node decides is decided here, in [`Core::step`], from values: the time, the input, what the store
//! holds. So a story with three members and a week offline is a test that takes milliseconds.

mod asked;
mod at_a_door;
mod audiences;
mod beginning;
mod carets;
mod community;
mod contacted;
mod continuing;
mod devices;
mod document;
mod erasing;
mod exchange;
mod files;
mod guarding;
mod held_by;
mod joining;
mod keeping;
mod letting_in;
mod live_text;
mod loading;
mod membership;
mod notebooks;
mod open_door;
mod proposals;
mod receiving;
mod recovery_key;
mod removing;
mod rooms;
mod saving;
mod seen;
mod session_clock;
mod sessions;
mod signals;
#[cfg(test)]
mod stories;
mod syncing;
mod taking_in;
mod view;
mod ways_back;
#[cfg(any(test, feature = "testing"))]
pub(crate) mod world;
mod writing;

use crate::{Command, Event, Guard, GuardChange, Mode, Now, Problem, Reply, Secret, Snapshot};
use at_a_door::Room;
use community::Community;
pub(crate) use contacted::Contact;
use contacted::Contacts;
use exchange::{Carried, ToSave};
use horseshoe_store::{Batch, Read, StoreError};
use horseshoe_trust::{CommunityId, DeviceId, DeviceKey, Incarnation, TicketId, Way};
use joining::Asking;
use letting_in::Door;
pub(crate) use loading::Start;
use open_door::OpenDoor;
use rand::rngs::StdRng;
use saving::Saving;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Something that happened.
#[derive(Debug)]
pub(crate) enum Input {
    /// A person or a program asks; the answer carries the same number.
    Ask {
        number: u64,
        command: Command,
    },
    /// A write is on the disk, or the disk refused it.
    Saved {
        ticket: u64,
        result: Result<(), StoreError>,
    },
    /// A device that stands in one of my communities is connected.
    Connected {
        peer: DeviceId,
    },
    Frame {
        peer: DeviceId,
        bytes: Vec<u8>,
    },
    Disconnected {
        peer: DeviceId,
    },
    /// A device was found on the local network, or told its addresses.
    Found {
        peer: DeviceId,
        addresses: Vec<SocketAddr>,
    },
    /// A device in the room holds its door open.
    DoorFound {
        peer: DeviceId,
        addresses: Vec<SocketAddr>,
    },
    DoorGone {
        peer: DeviceId,
    },
    /// Somebody who wants to be let in reaches me.
    Knocked {
        talk: u64,
        from: DeviceId,
    },
    /// Whoever may let me in is reached, or is not.
    Reached {
        whom: Whom,
        talk: Option<u64>,
    },
    Heard {
        talk: u64,
        bytes: Vec<u8>,
    },
    HungUp {
        talk: u64,
    },
    /// Where this device takes connections now.
    Listening {
        addresses: Vec<SocketAddr>,
    },
    /// This was contacted so many times more: on my behalf, and for people to read.
    Contacted {
        what: Contact,
        times: u64,
    },
    /// What opens the key file now.
    Guarded {
        ways: BTreeSet<Way>,
    },
    /// What was asked for up to this number is done: everything is sealed under new keys. Or it could not be.
    KeysRenewed {
        upto: u64,
        result: Result<(), Problem>,
    },
    /// Something the network could not do.
    NetworkTrouble {
        problem: Problem,
    },
    /// A file to open was read, or could not be.
    FileRead {
        number: u64,
        community: Option<CommunityId>,
        file: Result<Vec<u8>, Problem>,
    },
    /// Only time has passed.
    Time,
    /// The program wants to end: form and write what is pending.
    Finish,
}

/// Who may let me in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    Inviter(TicketId),
    /// The device that holds its door open.
    Door(DeviceId),
}

/// Something to do.
#[derive(Debug)]
pub(crate) enum Effect {
    /// Write this durably, then say so with the same ticket.
    Save {
        ticket: u64,
        batch: Batch,
    },
    Answer {
        number: u64,
        result: Result<Reply, Problem>,
    },
    Tell(Event),
    Send {
        peer: DeviceId,
        frame: Vec<u8>,
    },
    Close {
        peer: DeviceId,
    },
    /// These devices, and no others, may connect.
    Allow(BTreeSet<DeviceId>),
    /// Try to be connected to this device, here or wherever it is found.
    Want {
        peer: DeviceId,
        addresses: Vec<SocketAddr>,
    },
    /// Reach whoever may let me in.
    Reach {
        whom: Whom,
        device: DeviceId,
        addresses: Vec<SocketAddr>,
        relay: Option<String>,
    },
    Say {
        talk: u64,
        bytes: Vec<u8>,
    },
    HangUp {
        talk: u64,
    },
    SetMode(Mode),
    SetOnline(bool),
    HoldDoor(bool),
    LookForDoors(bool),
    Listen {
        number: u64,
        address: SocketAddr,
    },
    /// Write what can be read of a community into a folder.
    Export {
        number: u64,
        export: Box<crate::export::Export>,
        folder: PathBuf,
    },
    /// Change what opens the key file.
    Guard {
        number: u64,
        change: GuardChange,
    },
    /// Seal everything under new keys, then say so with the same number.
    RenewKeys {
        number: u64,
    },
    /// Write everything of this profile into a sealed file.
    BackUp {
        number: u64,
        file: PathBuf,
        passphrase: Secret,
    },
    /// Write a file whole, then answer so.
    WriteFile {
        number: u64,
        file: PathBuf,
        bytes: Vec<u8>,
        reply: Reply,
    },
    /// Read a file, then say so.
    ReadFile {
        number: u64,
        community: Option<CommunityId>,
        file: PathBuf,
    },
}

/// What is owed once a write is durable.
#[derive(Debug)]
enum Promise {
    Answer {
        number: u64,
        reply: Reply,
    },
    /// Tell the sync of a community that this entry is stored.
    Stored {
        community: CommunityId,
        stored: Box<horseshoe_sync::Event>,
    },
    Tell(Event),
    RenewKeys {
        number: u64,
    },
    BackUp {
        number: u64,
        file: PathBuf,
        passphrase: Secret,
    },
    /// Make the file that somebody asked to save.
    SaveFile(ToSave),
}

/// Everything a node knows and decides.
pub(crate) struct Core {
    key: DeviceKey,
    incarnation: Incarnation,
    shelf: Arc<dyn Read>,
    rng: StdRng,
    now: Now,
    me: Me,
    network: NetworkState,
    communities: BTreeMap<CommunityId, Community>,
    /// Where I have asked to be let in, by ticket.
    asking: BTreeMap<TicketId, Asking>,
    /// Talks with people at the door, by talk.
    doors: BTreeMap<u64, Door>,
    /// My door, while it is open for who has no ticket.
    open_door: Option<OpenDoor>,
    room: Room,
    saving: Saving<Promise>,
    guard: Arc<Guard>,
    /// How often new keys were asked for.
    renewals: u64,
    connected: BTreeSet<DeviceId>,
    /// Where devices were last reached or say they are.
    addresses: BTreeMap<DeviceId, Vec<SocketAddr>>,
    /// What this device has ever contacted.
    contacts: Contacts,
    /// What goes from device to device in files.
    carried: Carried,
    effects: Vec<Effect>,
    problems: Vec<Problem>,
    snapshot: Arc<Snapshot>,
    changed: bool,
    finishing: bool,
}

/// What people said of themselves on this device.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Me {
    name: String,
    practice: String,
}

#[derive(Clone, Debug, Default)]
struct NetworkState {
    mode: Mode,
    online: bool,
    listening: Vec<SocketAddr>,
}

impl Core {
    /// Takes in what happened and says what to do, in order. What came together is taken in together: a document is
    /// worked on once, not once for each.
    pub(crate) fn step(
        &mut self,
        now: Now,
        inputs: impl IntoIterator<Item = Input>,
    ) -> Vec<Effect> {
        self.now = now;
        for input in inputs {
            self.note(input);
        }
        self.settle();
        std::mem::take(&mut self.effects)
    }

    fn note(&mut self, input: Input) {
        match input {
            Input::Ask { number, command } => self.ask(number, command),
            Input::Saved { ticket, result } => self.saved(ticket, result),
            Input::Connected { peer } => self.peer_connected(peer),
            Input::Frame { peer, bytes } => self.frame(peer, &bytes),
            Input::Disconnected { peer } => self.peer_disconnected(peer),
            Input::Found { peer, addresses } => self.found(peer, addresses),
            Input::DoorFound { peer, addresses } => self.door_found(peer, addresses),
            Input::DoorGone { peer } => self.door_gone(peer),
            Input::Knocked { talk, from } => self.knocked(talk, from),
            Input::Reached { whom: Whom::Inviter(ticket), talk } => self.reached(ticket, talk),
            Input::Reached { whom: Whom::Door(device), talk } => self.reached_door(device, talk),
            Input::Heard { talk, bytes } => self.heard(talk, &bytes),
            Input::HungUp { talk } => self.hung_up(talk),
            Input::Listening { addresses } => self.listening(addresses),
            Input::Contacted { what, times } => self.contacted(what, times),
            Input::Guarded { ways } => self.guarded(ways),
            Input::KeysRenewed { upto, result } => self.keys_renewed(upto, result),
            Input::NetworkTrouble { problem } => self.trouble(problem),
            Input::FileRead { number, community, file } => self.file_read(number, community, file),
            Input::Time => {}
            Input::Finish => {
                self.finishing = true;
                self.keep_contacted();
                self.keep_held_by();
                self.keep_time_shown();
            }
        }
    }

    /// The newest snapshot; the same one as before where nothing anybody can see has changed.
    pub(crate) fn snapshot(&mut self) -> Arc<Snapshot> {
        if std::mem::take(&mut self.changed) {
            let me = self.key.id();
            for community in self.communities.values_mut() {
                community.see_membership(me);
            }
            self.snapshot = Arc::new(self.look());
        }
        self.snapshot.clone()
    }

    /// When to step with [`Input::Time`] if nothing else happens before.
    pub(crate) fn wakes_at(&self) -> Option<Duration> {
        let texts =
            self.communities.values().filter_map(|community| community.wakes_at(self.now.running));
        let door = self.open_door.as_ref().map(OpenDoor::closes_at);
        let file = self.carried.is_opening().then_some(self.now.running);
        texts
            .chain(file)
            .chain(self.saving.wakes_at())
            .chain(self.asking_wakes_at())
            .chain(door)
            .min()
    }

    /// Whether nothing is left to write: after [`Input::Finish`] the program may end.
    pub(crate) fn finished(&self) -> bool {
        self.finishing && self.saving.idle()
    }

    /// The network has begun, or begun anew: it is told who may connect and who is looked for.
    pub(crate) fn network_began(&mut self, now: Now, addresses: Vec<SocketAddr>) -> Vec<Effect> {
        self.allow_members();
        self.effects.push(Effect::HoldDoor(self.open_door.is_some()));
        self.effects.push(Effect::LookForDoors(self.room.looking()));
        self.step(now, [Input::Listening { addresses }])
    }

    /// What to take in when the network has gone: everybody is disconnected, every talk is over.
    pub(crate) fn all_gone(&self) -> Vec<Input> {
        let peers = self.connected.iter().map(|peer| Input::Disconnected { peer: *peer });
        let asking =
            self.asking.values().filter_map(Asking::talk).map(|talk| Input::HungUp { talk });
        let calls = self.room.talks().map(|talk| Input::HungUp { talk });
        peers
            .chain(calls)
            .chain(self.doors.keys().map(|talk| Input::HungUp { talk: *talk }))
            .chain(asking)
            .collect()
    }

    pub(crate) fn mode(&self) -> Mode {
        self.network.mode.clone()
    }

    pub(crate) fn online(&self) -> bool {
        self.network.online
    }

    /// What follows from what happened: due words become changes, changes become entries, what arrived is taken in,
    /// and one write starts.
    fn settle(&mut self) {
        self.wake_syncs();
        self.carry_out_erasing();
        self.take_in_from_file();
        self.work_on_documents();
        self.close_rooms();
        self.tell_carets();
        self.forget_carets();
        self.close_door_in_time();
        self.keep_asking();
        if let Some((ticket, batch)) = self.saving.start(self.now.running) {
            self.effects.push(Effect::Save { ticket, batch });
        }
    }

    fn saved(&mut self, ticket: u64, result: Result<(), StoreError>) {
        self.changed = true;
        for promise in self.saving.ended(ticket, result, self.now.running) {
            match promise {
                Promise::Answer { number, reply } => self.answer(number, Ok(reply)),
                Promise::Tell(event) => self.effects.push(Effect::Tell(event)),
                Promise::RenewKeys { number } => self.effects.push(Effect::RenewKeys { number }),
                Promise::BackUp { number, file, passphrase } => {
                    self.effects.push(Effect::BackUp { number, file, passphrase });
                }
                Promise::SaveFile(to_save) => self.write_exchange(to_save),
                Promise::Stored { community, stored } => self.sync(community, *stored),
            }
        }
    }

    fn answer(&mut self, number: u64, result: Result<Reply, Problem>) {
        self.effects.push(Effect::Answer { number, result });
    }

    /// Answers once everything written so far is durable.
    fn answer_when_saved(&mut self, number: u64, reply: Reply) {
        self.saving.then(Promise::Answer { number, reply });
    }

    fn trouble(&mut self, problem: Problem) {
        self.changed = true;
        self.problems.retain(|known| *known != problem);
        self.problems.insert(0, problem);
        self.problems.truncate(20);
    }

    fn listening(&mut self, addresses: Vec<SocketAddr>) {
        self.changed = true;
        self.network.listening = addresses;
    }
}
