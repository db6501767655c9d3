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
    while let Ok((mut batch, on_done)) = receiver.recv() {
        let mut answers = vec![on_done];
        for (next, on_done) in receiver.try_iter().take(WAITING) {
            batch.append(next);
            answers.push(on_done);
        }
        let result = store.commit(batch);
        for on_done in answers {
            on_done(result.clone());
        }
    }
}
