//! Tools for tests of this crate.
