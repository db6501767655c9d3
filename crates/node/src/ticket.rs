//! Tickets from outside, looked at before anything is asked of a node.

use horseshoe_trust::Ticket;

/// The ticket in a text, as it was first written; `None` where there is none that this program can read. Whether it is
/// still good is seen when it is used.
pub fn ticket_in(text: &str) -> Option<String> {
    Ticket::from_text(text, 0).ok().map(|ticket| ticket.to_text())
}
