//! Stories of members with real programs, on the loopback or in networks the stories make.

mod bad_input;
mod export;
mod nothing_readable;
mod one_room;
mod three_members;
mod two_windows;
