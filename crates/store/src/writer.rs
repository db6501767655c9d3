//! A store on its own thread: batches go in and never wait for the disk, answers come once the disk has them.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread::{Builder, JoinHandle};

use crate::store::{Batch, Read, Store, StoreError};

/// Called on the writer's thread, once, after the commit or its failure. Must not block.
pub type OnDone = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// At most this many batches wait; one commit takes all that do.
const WAITING: usize = 1024;

/// Owns a store. Dropping it finishes what waits, without waiting for that.
pub struct Writer {
    sender: SyncSender<(Batch, OnDone)>,
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
        let refused = match self.sender.try_send((batch, on_done)) {
            Ok(()) => return,
            Err(TrySendError::Full(waiting)) => {
                self.sender.send(waiting).err().map(|error| error.0)
            }
            Err(TrySendError::Disconnected(waiting)) => Some(waiting),
        };
        if let Some((_, on_done)) = refused {
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

fn write(mut store: impl Store, receiver: &Receiver<(Batch, OnDone)>) {
    while let Ok(first) = receiver.recv() {
        let waiting = std::iter::once(first).chain(receiver.try_iter().take(WAITING - 1));
        let (batches, answers) = waiting.unzip();
        commit_all(&mut store, batches, answers);
    }
}

/// One commit for all. Where that fails for what one of them holds or touches, each goes alone.
fn commit_all(store: &mut impl Store, batches: Vec<Batch>, answers: Vec<OnDone>) {
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
