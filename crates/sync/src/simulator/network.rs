//! Connections between simulated devices: streams in order while they are up, groups that do not reach each other.

use std::collections::BTreeMap;
use std::time::Duration;

use rand::{Rng, RngExt as _};

use crate::wire::Message;

/// What went over the wire.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Traffic {
    pub frames: u64,
    pub bytes: u64,
    /// Entries, counted each time one was sent: straight from the writer, or while catching up.
    pub live_entries: u64,
    pub caught_up_entries: u64,
    /// Messages without entries: digests, frontiers, answers, wants.
    pub other_messages: u64,
    /// Frames by the name of their message.
    pub by_kind: BTreeMap<&'static str, u64>,
}

pub(super) struct Packet {
    pub(super) connection: u64,
    pub(super) frame: Vec<u8>,
}

pub(super) struct Network {
    /// Which group a device can reach; all in one: nobody is cut off.
    groups: Vec<u32>,
    /// By the two devices, the lower first.
    connections: BTreeMap<(usize, usize), Connection>,
    next: u64,
    pub(super) traffic: Traffic,
}

struct Connection {
    number: u64,
    up: bool,
    /// Who has not yet noticed that it is down.
    unaware: [bool; 2],
    /// When the last frame arrives, in each direction: later ones do not overtake it.
    arrives: [Duration; 2],
}

impl Network {
    pub(super) fn new(peers: usize) -> Self {
        Self {
            groups: vec![0; peers],
            connections: BTreeMap::new(),
            next: 1,
            traffic: Traffic::default(),
        }
    }

    pub(super) fn is_connected(&self, a: usize, b: usize) -> bool {
        self.connections.get(&pair(a, b)).is_some_and(|connection| connection.up)
    }

    /// False if they cannot reach each other, are connected, or one still believes so.
    pub(super) fn connect(&mut self, a: usize, b: usize) -> bool {
        let busy = self
            .connections
            .get(&pair(a, b))
            .is_some_and(|old| old.up || old.unaware.contains(&true));
        if busy || self.groups[a] != self.groups[b] {
            return false;
        }
        let (up, unaware, arrives) = (true, [false; 2], [Duration::ZERO; 2]);
        let number = self.next;
        self.next += 1;
        self.connections.insert(pair(a, b), Connection { number, up, unaware, arrives });
        true
    }

    /// The number of the connection that is down now, if there was one.
    pub(super) fn disconnect(&mut self, a: usize, b: usize) -> Option<u64> {
        let connection = self.connections.get_mut(&pair(a, b)).filter(|old| old.up)?;
        connection.up = false;
        connection.unaware = [true; 2];
        Some(connection.number)
    }

    /// True if this is news to the device.
    pub(super) fn notice(&mut self, at: usize, gone: usize, number: u64) -> bool {
        let side = usize::from(at > gone);
        self.connections
            .get_mut(&pair(at, gone))
            .filter(|connection| connection.number == number)
            .is_some_and(|connection| std::mem::take(&mut connection.unaware[side]))
    }

    /// When it will arrive, if there is a connection.
    pub(super) fn post(
        &mut self,
        from: usize,
        to: usize,
        frame: Vec<u8>,
        soonest: Duration,
    ) -> Option<(Duration, Packet)> {
        let connection = self.connections.get_mut(&pair(from, to)).filter(|it| it.up)?;
        let arrives = &mut connection.arrives[usize::from(from > to)];
        *arrives = soonest.max(*arrives);
        let packet = Packet { connection: connection.number, frame };
        let arrives = *arrives;
        self.traffic.count(&packet.frame);
        Some((arrives, packet))
    }

    /// The frame, unless its connection is down.
    pub(super) fn arrive(&mut self, from: usize, to: usize, packet: Packet) -> Option<Vec<u8>> {
        let connection = self.connections.get(&pair(from, to))?;
        (connection.up && connection.number == packet.connection).then_some(packet.frame)
    }

    /// Puts everybody into a group at random; returns the pairs that are now apart.
    pub(super) fn split(&mut self, groups: u32, rng: &mut impl Rng) -> Vec<(usize, usize)> {
        for group in &mut self.groups {
            *group = rng.random_range(0..groups);
        }
        let apart = |(a, b): &&(usize, usize)| self.groups[*a] != self.groups[*b];
        self.connections.keys().filter(apart).copied().collect()
    }

    pub(super) fn unite(&mut self) {
        self.groups.fill(0);
    }
}

impl Traffic {
    fn count(&mut self, frame: &[u8]) {
        self.frames += 1;
        self.bytes += frame.len() as u64;
        // The first byte is the message's number.
        let kind = match frame.first() {
            Some(0) => "hello",
            Some(1 | 2) => "certificates",
            Some(3) => "summary",
            Some(4 | 5) => "grants",
            Some(8) => "digests",
            Some(9) => "frontier",
            Some(10) => "entries",
            Some(11) => "taken",
            Some(12) => "live",
            Some(13) => "want",
            Some(14) => "found",
            _ => "other",
        };
        *self.by_kind.entry(kind).or_default() += 1;
        match kind {
            "live" => self.live_entries += 1,
            "entries" | "found" => {
                if let Ok(Message::Entries { entries, .. } | Message::Found { entries, .. }) =
                    Message::from_frame(frame)
                {
                    self.caught_up_entries += entries.len() as u64;
                }
            }
            _ => self.other_messages += 1,
        }
    }
}

fn pair(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}
