//! Stories of members with real programs, on the loopback only.

mod bad_input;
mod export;
mod nothing_readable;
mod three_members;
