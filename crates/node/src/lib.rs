//! The running peer: commands in, snapshots and events out.
