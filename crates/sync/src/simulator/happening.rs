//! What can happen in a simulated world, and the plan of a run: who writes when, and everything that goes wrong.

use std::time::Duration;

use horseshoe_trust::EntryId;
use rand::RngExt as _;

use super::Simulator;
use super::network::Packet;
use super::news::News;
use super::rogue::Mischief;

/// What is in the queue. `life` is the device's: what was meant for it before a crash does not reach it after.
pub(super) enum Happening {
    Arrive {
        from: usize,
        to: usize,
        packet: Packet,
    },
    Dial {
        a: usize,
        b: usize,
    },
    Notice {
        at: usize,
        gone: usize,
        connection: u64,
    },
    Wake {
        at: usize,
        life: u64,
        alarm: u64,
    },
    Commit {
        at: usize,
        life: u64,
    },
    Seal {
        at: usize,
        life: u64,
    },
    ReadDone {
        at: usize,
        life: u64,
        ticket: u64,
        ids: Vec<EntryId>,
        limit: usize,
    },
    /// One edit, in one of the documents the device may write in; of a burst, all in the same.
    Write {
        at: usize,
        burst: u64,
    },
    Restart {
        at: usize,
    },
    /// The person goes on with the other copy of the profile.
    Swap {
        at: usize,
        back: bool,
    },
    Mischief(Mischief),
    Trouble(Trouble),
    News(News),
}

/// What goes wrong, with somebody chosen when it does.
#[derive(Clone, Copy)]
pub(super) enum Trouble {
    Partition,
    Crash,
    ClockJump,
    BreakOne,
    Copy,
}

impl Simulator {
    pub(super) fn plan(&mut self) {
        let busy = self.scenario.busy.as_millis() as u64;
        let mut left = self.scenario.operations;
        while left > 0 {
            // People write in bursts: a few words, a few lines.
            let at = self.millis(4_000..busy);
            let device = self.rng.random_range(0..self.devices.len());
            let (burst, pause) = (self.rng.random(), self.rng.random_range(20..400));
            let length = self.rng.random_range(1..=40).min(left);
            for number in 0..length {
                let at = at + Duration::from_millis(pause * number as u64);
                self.at(at.min(self.scenario.busy), Happening::Write { at: device, burst });
            }
            left -= length;
        }
        if self.scenario.trouble {
            self.plan_trouble();
            self.plan_news();
        }
        if self.rogue.is_some() {
            self.plan_mischief();
        }
    }

    /// After healing nothing of what was planned happens any more, and nobody dials at an earlier time.
    pub(super) fn drop_plans(&mut self) {
        self.queue.retain(|_, happening| {
            !matches!(
                happening,
                Happening::Trouble(_)
                    | Happening::Mischief(_)
                    | Happening::News(_)
                    | Happening::Write { .. }
                    | Happening::Dial { .. }
                    | Happening::Restart { .. }
            )
        });
    }

    fn plan_trouble(&mut self) {
        let busy = self.scenario.busy.as_millis() as u64;
        let peers = self.scenario.peers;
        let kinds = [
            (Trouble::Crash, peers),
            (Trouble::ClockJump, peers),
            (Trouble::Partition, 4),
            (Trouble::BreakOne, peers * 10),
            (Trouble::Copy, if self.rogue.is_some() { peers / 3 } else { 0 }),
        ];
        for (trouble, times) in kinds {
            for _ in 0..times {
                let at = self.millis(2_000..busy);
                self.at(at, Happening::Trouble(trouble));
            }
        }
    }

    fn plan_news(&mut self) {
        let most = self.scenario.busy.as_millis() as u64 * 3 / 4;
        let newcomers = self.scenario.newcomers();
        let admissions = (self.scenario.peers - newcomers..self.scenario.peers)
            .map(|newcomer| News::Admit { newcomer });
        let others = [News::Remove, News::NewDocument].repeat(newcomers.min(2));
        for news in admissions.chain(others).collect::<Vec<_>>() {
            let at = self.millis(4_000..most);
            self.at(at, Happening::News(news));
        }
    }

    /// In the end it is removed, and does not stop.
    fn plan_mischief(&mut self) {
        let busy = self.scenario.busy.as_millis() as u64;
        for kind in Mischief::ALL {
            for _ in 0..kind.often() {
                let at = self.millis(4_000..busy);
                self.at(at, Happening::Mischief(kind));
            }
        }
        let at = self.millis(busy / 2..busy * 2 / 3);
        self.at(at, Happening::News(News::RemoveRogue));
    }

    /// Puts what happens into the trace.
    pub(super) fn note(&mut self, happening: &Happening) {
        let (kind, numbers): (u8, [u64; 3]) = match happening {
            Happening::Arrive { from, to, packet } => {
                self.trace.update(&packet.frame);
                (0, [*from as u64, *to as u64, packet.connection])
            }
            Happening::Dial { a, b } => (1, [*a as u64, *b as u64, 0]),
            Happening::Notice { at, gone, connection } => {
                (2, [*at as u64, *gone as u64, *connection])
            }
            Happening::Wake { at, life, alarm } => (3, [*at as u64, *life, *alarm]),
            Happening::Commit { at, life } => (4, [*at as u64, *life, 0]),
            Happening::ReadDone { at, life, ticket, .. } => (5, [*at as u64, *life, *ticket]),
            Happening::Write { at, burst } => (6, [*at as u64, *burst, 0]),
            Happening::Restart { at } => (7, [*at as u64, 0, 0]),
            Happening::Seal { at, life } => (8, [*at as u64, *life, 0]),
            Happening::Trouble(trouble) => (9, [*trouble as u64, 0, 0]),
            Happening::News(News::Admit { newcomer }) => (10, [*newcomer as u64, 0, 0]),
            Happening::News(News::Remove) => (11, [0; 3]),
            Happening::News(News::NewDocument) => (12, [0; 3]),
            Happening::News(News::RemoveRogue) => (13, [0; 3]),
            Happening::Swap { at, back } => (14, [*at as u64, u64::from(*back), 0]),
            Happening::Mischief(kind) => (15, [*kind as u64, 0, 0]),
        };
        self.trace.update(&[kind]);
        self.trace.update(&(self.now.as_millis() as u64).to_le_bytes());
        for number in numbers {
            self.trace.update(&number.to_le_bytes());
        }
    }
}
