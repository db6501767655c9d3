//! What survives a crash. A [`Store`] takes whole batches and is done only when the disk has them; every call can
//! fail and says so in words a person can act on. [`Disk`] is the real one, on redb; [`Memory`] is its twin for tests and
//! demos; the `LyingDisk` of the feature `testing` is what a disk may do at the worst moment. [`Writer`] gives a store
//! its own thread. Everything here blocks.

mod disk;
mod layout;
#[cfg(feature = "testing")]
mod lying_disk;
mod memory;
mod seal;
mod store;
mod writer;

pub use disk::Disk;
#[cfg(feature = "testing")]
pub use lying_disk::{Fault, LyingDisk};
pub use memory::Memory;
pub use store::{
    Batch, Damage, Kind, MAX_VALUE, OpenError, Place, Read, Record, Store, StoreError, StoreSizes,
};
pub use writer::{OnDone, Writer};
