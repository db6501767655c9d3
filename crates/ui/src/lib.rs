//! How Horseshoe looks: theme, letters, icons, and the widgets every screen is made of.
//! It knows egui and nothing of communities, documents or networks; all words shown are given
//! to it. Each widget has an accessible name, works by keyboard, is at least 36 points high,
//! and never tells anything by colour alone.

pub mod command_palette;
pub mod focus;
pub mod fonts;
pub mod gallery;
pub mod icons;
mod interaction;
pub mod live_text;
mod long_list;
pub mod theme;
pub mod widgets;

pub use icons::Icon;
pub use live_text::{LiveText, LiveTextOutput, Splice};
pub use long_list::long_list;
pub use theme::{Appearance, Size, space, tokens};
