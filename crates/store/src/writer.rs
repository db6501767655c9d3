//! A store on its own thread: batches go in and never wait for the disk, answers come once the disk has them.

use std::mem::take;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::{Builder, JoinHandle};

use zeroize::Zeroizing;

use crate::store::{Batch, Read, Store, StoreError};

/// Called on the writer's thread, once, after the commit or its failure. Must not block.
pub type OnDone = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// At most this many batches wait; one commit takes all that do.
const WAITING: usize = 1024;

/// What the thread does, in order.
enum Job {
    Write(Batch, OnDone),
    SealAnew(Zeroizing<[u8; 32]>, OnDone),
}

/// Owns a store. Dropping it finishes what waits, without waiting for that.
pub struct Writer {
    sender: SyncSender<Job>,
    reader: Arc<dyn Read>,
    thread: JoinHandle<()>,
}

impl Writer {
    /// Starts the thread.
    pub fn start(store: impl Store + 'static) -> Result<Self, StoreError> {
        let reader = store.reader();
        let (sender, receiver) = sync_channel(WAITING);
        let thread = Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || write(store, &receiver))
            .map_err(|error| StoreError::Io(error.to_string()))?;
        Ok(Self { sender, reader, thread })
    }

    /// Batches are written in the order they are given. If too many wait, this waits for room.
    pub fn submit(&self, batch: Batch, on_done: OnDone) {
        self.give(Job::Write(batch, on_done));
    }

    /// Seals all that is kept, and all that was given before, under another key: see [`Store::seal_anew`].
    pub fn seal_anew(&self, store_key: Zeroizing<[u8; 32]>, on_done: OnDone) {
        self.give(Job::SealAnew(store_key, on_done));
    }

    fn give(&self, job: Job) {
        let refused = match self.sender.try_send(job) {
            Ok(()) => return,
            Err(TrySendError::Full(job)) => self.sender.send(job).err().map(|error| error.0),
            Err(TrySendError::Disconnected(job)) => Some(job),
        };
        if let Some(Job::Write(_, on_done) | Job::SealAnew(_, on_done)) = refused {
            on_done(Err(StoreError::Closed));
        }
    }

    /// For reading from any thread; sees what is durable.
    pub fn reader(&self) -> Arc<dyn Read> {
        Arc::clone(&self.reader)
    }

    /// Writes what waits and ends the thread.
    pub fn finish(self) -> Result<(), StoreError> {
        drop(self.sender);
        self.thread.join().map_err(|_panic| StoreError::Closed)
    }
}

fn write(mut store: impl Store, receiver: &Receiver<Job>) {
    while let Ok(first) = receiver.recv() {
        let waiting = std::iter::once(first).chain(receiver.try_iter().take(WAITING - 1));
        let (mut batches, mut answers) = (Vec::new(), Vec::new());
        for job in waiting {
            match job {
                Job::Write(batch, on_done) => {
                    batches.push(batch);
                    answers.push(on_done);
                }
                Job::SealAnew(store_key, on_done) => {
                    let (batches, answers) = (take(&mut batches), take(&mut answers));
                    commit_all(&mut store, batches, answers);
                    on_done(store.seal_anew(&store_key));
                }
            }
        }
        commit_all(&mut store, batches, answers);
    }
}

/// One commit for all. Where that fails for what one of them holds or touches, each goes alone.
fn commit_all(store: &mut impl Store, batches: Vec<Batch>, answers: Vec<OnDone>) {
    if batches.is_empty() {
        return;
    }
    let mut together = Batch::new();
    for batch in &batches {
        together.append(batch.clone());
    }
    let result = store.commit(together);
    match result {
        Err(StoreError::TooLarge { .. } | StoreError::Damaged(_)) if batches.len() > 1 => {
            for (batch, on_done) in batches.into_iter().zip(answers) {
                on_done(store.commit(batch));
            }
        }
        result => {
            for on_done in answers {
                on_done(result.clone());
            }
        }
    }
}
