//! The kit. Words are given to it; it gives them a shape, a name for screen readers, and keys.

mod avatar;
mod badge;
mod banner;
mod button;
mod card;
mod dialog;
mod empty;
mod heading;
mod marks;
mod progress;
mod qr;
mod rail;
mod row;
mod segmented;
mod status;
mod text_field;
mod toast;
mod toggle;

pub use avatar::Avatar;
pub use badge::{Badge, Scope, Tint};
pub use banner::Banner;
pub use button::{Button, IconButton};
pub use card::{Card, Section};
pub use dialog::{Dialog, DialogAnswer};
pub use empty::EmptyState;
pub use heading::Heading;
pub use marks::{Mark, MarkWords, mark_buttons};
pub use progress::ProgressRow;
pub use qr::QrCard;
pub use rail::{Rail, RailItem};
pub use row::ListRow;
pub use segmented::segmented;
pub use status::StatusLine;
pub use text_field::TextField;
pub use toast::Toasts;
pub use toggle::{Checkbox, Switch};
