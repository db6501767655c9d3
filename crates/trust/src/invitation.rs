//! Inviting someone: the ticket, who may still use it, comparing words, and the talk that ends in
//! a certificate.
//!
//! A ticket never lets anybody in. It lets somebody knock; people say yes, and the certificate
//! with their signatures is what counts.

mod caller;
mod compare;
mod inviter;
mod issued;
mod message;
mod newcomer;
mod ticket;
mod ticket_text;

/// What a proof is for where no challenge can be given; the device that shows it signs the letter.
const BY_LETTER: [u8; 32] = *b"asked by letter, not in a talk..";

pub use caller::{Caller, CallerNews};
pub use compare::{compare_words, words_commitment};
pub use inviter::{Asker, Inviter, InviterNews, Knocker};
pub use issued::{Answer, Invitations, Issued};
pub use message::{
    Introduction, JoinError, JoinMessage, JoinStep, Knock, MAX_JOIN_MESSAGE, MAX_PRACTICE,
    ProposalProblem, TicketProblem, WelcomeProblem,
};
pub use newcomer::{Joined, Newcomer, NewcomerNews};
pub use ticket::{
    MAX_ADDRESSES, MAX_RELAY, MAX_TICKET_NAME, Ticket, TicketError, TicketKind, TicketSecret,
};
