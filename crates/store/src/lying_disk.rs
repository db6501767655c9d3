//! A disk in memory that does what real ones do at the worst moment: at a loss of power any part of what was not
//! synced may be kept, and any call can fail. Seeded, so that a failure can be had again.

use std::io::{Error, ErrorKind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand::{Rng as _, RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use redb::StorageBackend;

/// A disk for [`Disk::open_on`](crate::Disk::open_on). Clones are the same disk, as a file opened again is.
#[derive(Clone, Debug)]
pub struct LyingDisk {
    state: Arc<Mutex<State>>,
}

/// How a call fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The disk reports an error and did nothing. What a failed sync was to write may be lost for good, though it is
    /// still shown: systems count it as written.
    Io,
    /// There is no room for it.
    Full,
    /// A part is written, then the disk reports an error.
    Short,
}

#[derive(Clone, Debug)]
struct State {
    /// What whoever reads is shown.
    shown: Vec<u8>,
    /// What a loss of power cannot touch.
    durable: Vec<u8>,
    /// What was done since the last sync.
    unsynced: Vec<Change>,
    calls: u64,
    fault: Option<(u64, Fault)>,
    power_ends: Option<u64>,
    rng: ChaCha8Rng,
}

#[derive(Clone, Debug)]
enum Change {
    Write { offset: usize, bytes: Vec<u8> },
    Length(usize),
}

impl LyingDisk {
    /// An empty disk. It tells the truth until told otherwise.
    pub fn new(seed: u64) -> Self {
        let state = State {
            shown: Vec::new(),
            durable: Vec::new(),
            unsynced: Vec::new(),
            calls: 0,
            fault: None,
            power_ends: None,
            rng: ChaCha8Rng::seed_from_u64(seed),
        };
        Self { state: Arc::new(Mutex::new(state)) }
    }

    /// How many calls it has been asked so far.
    pub fn calls(&self) -> u64 {
        self.state().calls
    }

    /// The call after this many more fails, once.
    pub fn fail_after(&self, calls: u64, fault: Fault) {
        let mut state = self.state();
        state.fault = Some((state.calls + calls + 1, fault));
    }

    /// The call after this many more is cut off in the middle, and none succeeds until [`Self::restart`].
    pub fn lose_power_after(&self, calls: u64) {
        let mut state = self.state();
        state.power_ends = Some(state.calls + calls + 1);
    }

    /// A disk that holds these bytes.
    pub fn holding(bytes: Vec<u8>, seed: u64) -> Self {
        let disk = Self::new(seed);
        disk.state().shown.clone_from(&bytes);
        disk.state().durable = bytes;
        disk
    }

    /// What whoever reads it is shown.
    pub fn contents(&self) -> Vec<u8> {
        self.state().shown.clone()
    }

    /// Another disk that is in the same state.
    pub fn fork(&self) -> Self {
        let state = State::clone(&self.state());
        Self { state: Arc::new(Mutex::new(state)) }
    }

    /// The power is back. Of what was not synced, some is there.
    pub fn restart(&self) {
        let state = &mut *self.state();
        let unsynced = std::mem::take(&mut state.unsynced);
        keep_some(&mut state.durable, unsynced, &mut state.rng);
        state.shown.clone_from(&state.durable);
        state.power_ends = None;
        state.fault = None;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Counts a call, and says whether and how it fails.
    fn call(&mut self) -> Result<(), Trouble> {
        self.calls += 1;
        if self.power_ends.is_some_and(|ends| self.calls >= ends) {
            let last = self.power_ends == Some(self.calls);
            return Err(Trouble::NoPower { last });
        }
        match self.fault.take_if(|(call, _)| *call == self.calls) {
            Some((_, fault)) => Err(Trouble::Fault(fault)),
            None => Ok(()),
        }
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.shown);
        self.unsynced.push(change);
    }
}

/// Why a call does not succeed.
enum Trouble {
    /// The last call before the power went may have done its work, unseen.
    NoPower {
        last: bool,
    },
    Fault(Fault),
}

impl From<Trouble> for Error {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::NoPower { .. } => Self::other("no power"),
            Trouble::Fault(Fault::Full) => Self::from(ErrorKind::StorageFull),
            Trouble::Fault(Fault::Io | Fault::Short) => Self::other("input/output error"),
        }
    }
}

impl Change {
    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Write { offset, bytes } => {
                let end = offset + bytes.len();
                if to.len() < end {
                    to.resize(end, 0);
                }
                to[*offset..end].copy_from_slice(bytes);
            }
            Self::Length(length) => to.resize(*length, 0),
        }
    }
}

/// Applies any part of these changes: all, none or some of them, whole or torn into sectors or runs of a few bytes.
fn keep_some(durable: &mut Vec<u8>, changes: Vec<Change>, rng: &mut ChaCha8Rng) {
    const CHANCES: [f64; 7] = [0.0, 0.05, 0.3, 0.5, 0.7, 0.95, 1.0];
    let chance = CHANCES[rng.random_range(0..CHANCES.len())];
    let sector = [usize::MAX, 4096, 512, rng.random_range(1..64)][rng.random_range(0..4)];
    for change in changes {
        match change {
            Change::Length(_) if rng.random_bool(chance) => change.apply(durable),
            Change::Length(_) => {}
            Change::Write { offset, bytes } => {
                let mut start = offset;
                for bytes in bytes.chunks(sector.min(bytes.len().max(1))) {
                    // What lies behind the end of the file is not there.
                    if rng.random_bool(chance) && start + bytes.len() <= durable.len() {
                        durable[start..start + bytes.len()].copy_from_slice(bytes);
                    }
                    start += bytes.len();
                }
            }
        }
    }
}

impl StorageBackend for LyingDisk {
    fn len(&self) -> Result<u64, Error> {
        let mut state = self.state();
        state.call()?;
        Ok(state.shown.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> Result<(), Error> {
        let mut state = self.state();
        state.call()?;
        let start = place(offset)?;
        let bytes = state.shown.get(start..start + out.len());
        out.copy_from_slice(bytes.ok_or_else(|| Error::from(ErrorKind::UnexpectedEof))?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> Result<(), Error> {
        let mut state = self.state();
        let called = state.call();
        if matches!(called, Ok(()) | Err(Trouble::NoPower { last: true })) {
            state.change(Change::Length(place(len)?));
        }
        Ok(called?)
    }

    fn sync_data(&self) -> Result<(), Error> {
        let state = &mut *self.state();
        let called = state.call();
        match called {
            Ok(()) => {
                for change in state.unsynced.drain(..) {
                    change.apply(&mut state.durable);
                }
            }
            Err(Trouble::Fault(_)) => {
                let unsynced = std::mem::take(&mut state.unsynced);
                keep_some(&mut state.durable, unsynced, &mut state.rng);
            }
            Err(Trouble::NoPower { .. }) => {}
        }
        Ok(called?)
    }

    fn write(&self, offset: u64, data: &[u8]) -> Result<(), Error> {
        let state = &mut *self.state();
        let called = state.call();
        let done = match called {
            Ok(()) | Err(Trouble::NoPower { last: true }) => data.len(),
            Err(Trouble::Fault(Fault::Short | Fault::Full)) => {
                place(state.rng.next_u64() % (data.len() as u64 + 1))?
            }
            Err(Trouble::Fault(Fault::Io) | Trouble::NoPower { last: false }) => 0,
        };
        if done > 0 {
            let bytes = data[..done].to_vec();
            state.change(Change::Write { offset: place(offset)?, bytes });
        }
        Ok(called?)
    }
}

fn place(bytes: u64) -> Result<usize, Error> {
    usize::try_from(bytes).map_err(Error::other)
}
