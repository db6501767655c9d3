//! Stories of members with real programs, on the loopback or in networks the stories make.

mod bad_input;
mod export;
mod first_minute;
mod keyring;
mod leaving;
mod lost_laptop;
mod nothing_readable;
mod on_a_stick;
mod one_room;
mod one_window;
mod screen_reader;
mod shut_out;
mod three_members;
mod two_windows;
mod whole_session;
