//! What stories are told with: real keepers, and a community they come together in.

pub(crate) mod binary;
pub(crate) mod canary;
pub(crate) mod javascript;
pub(crate) mod keeper;
pub(crate) mod together;
