//! The room of a session: everybody's device, the clock on the wall, and what people press.

use crate::support::clock::Clock;
use crate::support::keeper::{Device, act_in};
use crate::support::together;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::ops::Index;
use std::path::Path;
use std::time::Duration;

pub(super) const FACILITATOR: &str = "Amira";
pub(super) const CO_FACILITATOR: &str = "Ben";
pub(super) const MEMBERS: [&str; 10] =
    [FACILITATOR, CO_FACILITATOR, "Cleo", "Dan", "Eve", "Femi", "Gita", "Hana", "Ivo", "Jo"];
/// They have no device here.
pub(super) const GUESTS: [(&str, &str); 2] = [("Lee", "Youth work"), ("Mo", "Housing")];

/// From when the clock was set until the session begins.
const BEFOREHAND: Duration = Duration::from_hours(1);
const SESSION: &str = "/communities/0/sessions/0";

pub(super) struct Room {
    clock: Clock,
    devices: Vec<Device>,
    away: BTreeSet<&'static str>,
}

impl Index<&str> for Room {
    type Output = Device;

    fn index(&self, name: &str) -> &Device {
        self.devices.iter().find(|device| device.name == name).expect("one of the members")
    }
}

impl Room {
    /// Everybody comes in, one after another.
    pub(super) fn fills(folder: &Path, clock: Clock) -> Self {
        let devices = MEMBERS.map(|name| Device::start_by(folder, name, &clock));
        let [first, second, others @ ..] = &devices;
        together::begin(first, second, "Riverside practitioners");
        for (number, newcomer) in others.iter().enumerate() {
            let members: Vec<&Device> = devices[..number + 2].iter().collect();
            together::let_in(&members, newcomer);
        }
        together::agree(&devices.each_ref());
        Self { clock, devices: devices.into(), away: BTreeSet::new() }
    }

    /// The clock on the wall shows this minute of the session.
    pub(super) fn is_minute(&self, minute: u64) {
        self.is_time(minute, 0);
    }

    pub(super) fn is_time(&self, minute: u64, second: u64) {
        self.clock.shows(BEFOREHAND + Duration::from_secs(60 * minute + second));
    }

    /// Unix milliseconds of a minute of the session.
    pub(super) fn moment(minute: u64) -> u64 {
        Clock::at(BEFOREHAND + Duration::from_mins(minute))
    }

    pub(super) fn all(&self) -> Vec<&Device> {
        self.devices.iter().collect()
    }

    /// Everybody whose program runs and is reached.
    pub(super) fn here(&self) -> impl Iterator<Item = &Device> {
        self.devices.iter().filter(|device| !self.away.contains(device.name))
    }

    /// What stands in the session, as this person sees it.
    pub(super) fn sees(&self, who: &str, path: &str) -> Value {
        self[who].see(&format!("{SESSION}{path}"))
    }

    /// Waits until this holds in the session for everybody who is here.
    pub(super) fn all_see(&self, path: &str, test: &str, value: impl Into<Value>) {
        let value = value.into();
        for device in self.here() {
            device.wait(&format!("{SESSION}{path}"), test, value.clone());
        }
    }

    /// People press at the same moment: nobody has heard of another. Gives what each was told.
    pub(super) fn at_once(&self, acts: &[(&str, Value)]) -> Vec<Value> {
        let command =
            |(who, act): &(&str, Value)| (&self[who], act_in(&self[who].community(), act));
        let commands: Vec<(&Device, Value)> = acts.iter().map(command).collect();
        for (device, command) in &commands {
            device.send(command);
        }
        commands.iter().map(|(device, _)| device.next()).collect()
    }

    /// What “next” asks for, as the agenda stands on this device.
    pub(super) fn next_of(&self, who: &str) -> Value {
        let agenda = self.sees(who, "/agenda");
        let points = agenda["points"].as_array().unwrap();
        let here = points.iter().position(|point| point["id"] == agenda["at"]);
        let mut later = points[here.map_or(0, |here| here + 1)..].iter();
        let to = later.find(|point| point["skipped"] == false).unwrap();
        json!({ "subject": "agenda", "do": "move_on", "from": agenda["at"], "to": to["id"] })
    }

    /// Presses next; everybody who is here comes to a point of this kind.
    pub(super) fn next(&self, who: &str, kind: &str) {
        self[who].does(&self.next_of(who));
        self.all_are_at(&self.point_at(who), kind);
    }

    pub(super) fn all_are_at(&self, point: &Value, kind: &str) {
        assert_eq!(point["kind"], kind);
        self.all_see("/agenda/at", "equals", point["id"].clone());
    }

    /// The point the group is at, as this person sees it.
    pub(super) fn point_at(&self, who: &str) -> Value {
        let agenda = self.sees(who, "/agenda");
        let mut points = agenda["points"].as_array().unwrap().iter();
        points.find(|point| point["id"] == agenda["at"]).expect("they are at a point").clone()
    }

    /// The points of this kind, in order.
    pub(super) fn points(&self, kind: &str) -> Vec<Value> {
        let points = self.sees(CO_FACILITATOR, "/agenda/points");
        let points = points.as_array().unwrap().iter();
        points.filter(|point| point["kind"] == kind).cloned().collect()
    }

    pub(super) fn member(&self, name: &str) -> Value {
        together::member(&self[CO_FACILITATOR], name)
    }

    pub(super) fn guest(&self, name: &str) -> Value {
        let guests = self.sees(CO_FACILITATOR, "/attendance/guests");
        let mut guests = guests.as_array().unwrap().iter();
        guests.find(|guest| guest["name"]["value"] == name).unwrap()["id"].clone()
    }

    /// Who waits to speak, in order, as this person sees it.
    pub(super) fn waiting(&self, who: &str) -> Vec<Value> {
        let waiting = self.sees(who, "/speakers/waiting");
        waiting.as_array().unwrap().iter().map(|turn| turn["person"].clone()).collect()
    }

    /// The turn of this person on the speaker list.
    pub(super) fn turn_of(&self, person: &Value) -> Value {
        let waiting = self.sees(CO_FACILITATOR, "/speakers/waiting");
        let mut waiting = waiting.as_array().unwrap().iter();
        waiting.find(|turn| turn["person"] == *person).expect("they wait")["id"].clone()
    }

    /// Calls whoever is first on the speaker list; everybody sees that it is their turn.
    pub(super) fn call_next(&self, who: &str) -> Value {
        let next = self.sees(who, "/speakers/waiting/0");
        self[who].does(&json!({ "subject": "speakers", "do": "call", "turn": next["id"] }));
        self.all_see("/speakers/speaking/person", "equals", next["person"].clone());
        next["person"].clone()
    }

    /// A round: everybody presses that they had their turn when it is theirs. Whoever passes presses the same.
    pub(super) fn goes_round(&self, who: &str, question: &str, seats: &[Value]) {
        let round = self[who].does(&json!({ "subject": "rounds", "do": "begin",
            "question": question, "seats": seats }));
        let number = self.sees(who, "/rounds").as_array().unwrap().len() - 1;
        let stage = format!("/rounds/{number}/stage");
        let owners: Vec<(Value, &Device)> =
            self.here().map(|device| (self.member(device.name), device)).collect();
        for seat in seats {
            // For whoever has no device, who facilitates presses.
            let owner = owners.iter().find(|(member, _)| member == seat);
            let presser = owner.map_or(&self[who], |(_, device)| device);
            let turn = json!({ "turn_of": seat });
            presser.wait(&format!("{SESSION}{stage}"), "equals", turn);
            presser
                .does(&json!({ "subject": "rounds", "do": "had", "round": round, "person": seat }));
        }
        self.all_see(&stage, "equals", "anything_to_add");
        self[who].does(&json!({ "subject": "rounds", "do": "end", "round": round }));
        self.all_see(&stage, "equals", "ended");
    }

    /// Takes their device off the network.
    pub(super) fn goes_offline(&mut self, who: &'static str) {
        self[who].ok(&json!({ "command": "set_online", "online": false }));
        self[who].wait("/communities/0/sync/connected", "equals", 0);
        self.away.insert(who);
    }

    pub(super) fn comes_online(&mut self, who: &'static str) {
        self[who].ok(&json!({ "command": "set_online", "online": true }));
        self.away.remove(who);
    }

    /// Ends their program in the middle of whatever it does.
    pub(super) fn kills(&mut self, who: &'static str) {
        self.device_mut(who).kill();
        self.away.insert(who);
    }

    pub(super) fn restarts(&mut self, who: &'static str) {
        self.device_mut(who).restart();
        self.away.remove(who);
    }

    fn device_mut(&mut self, name: &str) -> &mut Device {
        self.devices.iter_mut().find(|device| device.name == name).expect("one of the members")
    }
}
