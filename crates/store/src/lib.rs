//! What survives a crash. A [`Store`] takes whole batches and is done only when the disk has them; every call can
//! fail and says so in words a person can act on. The real one, on redb, is to come; [`Memory`] is its
//! twin for tests and demos. [`Writer`] gives a store its own thread. Everything here blocks.

mod memory;
mod store;
mod writer;

pub use memory::Memory;
pub use store::{Batch, Damage, Kind, OpenError, Place, Read, Store, StoreError, StoreSizes};
pub use writer::{OnDone, Writer};
