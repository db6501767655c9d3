//! The side of somebody who has no ticket and asks at an open door: compare words, be handed a ticket.
//!
//! The ticket that comes out of it is like any other, and used like any other: this talk only saves
//! carrying it from one device to the other by hand.

use rand::CryptoRng;

use super::message::Introduction;
use super::{
    JoinError, JoinMessage, JoinStep, Ticket, TicketError, compare_words, words_commitment,
};
use crate::{DeviceId, words};

/// What the two agree on when nothing has been given yet: the place of a ticket in
/// [`compare_words`].
pub(super) const AT_A_DOOR: [u8; 32] = *b"asked at an open door, no ticket";

/// One talk with a device that holds its door open, which the transport has proved to be it.
///
/// After every error the talk is to be closed.
#[derive(Debug)]
pub struct Caller {
    me: DeviceId,
    keeper: DeviceId,
    who: Introduction,
    phase: Phase,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallerNews {
    /// Show these: if the other device shows the same four, nobody stands in between.
    Words([&'static str; words::SPOKEN]),
    /// The person said yes. Use it once the people have compared the words.
    Handed(Box<Ticket>),
    Declined,
    /// The door is not open, or no longer.
    Closed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Begun,
    Asked { commitment: [u8; 32] },
    Heard,
    Over,
}

impl Caller {
    /// The device `me` asks at the door of `keeper`, as the person `name`.
    pub fn new(
        me: DeviceId,
        keeper: DeviceId,
        name: &str,
        practice: &str,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, JoinError> {
        let who = Introduction::new(name, practice, rng)?;
        Ok(Self { me, keeper, who, phase: Phase::Begun })
    }

    /// Takes in one message. `now` in unix seconds.
    pub fn handle(&mut self, bytes: &[u8], now: u64) -> Result<JoinStep<CallerNews>, JoinError> {
        match (self.phase, JoinMessage::from_bytes(bytes)?) {
            (Phase::Begun, JoinMessage::Challenge { words_commitment: commitment, .. }) => {
                self.phase = Phase::Asked { commitment };
                Ok(JoinStep::send(&JoinMessage::Ask(self.who.clone())))
            }
            (Phase::Asked { commitment }, JoinMessage::Reveal { words_nonce }) => {
                if words_commitment(&self.keeper, &self.me, &words_nonce) != commitment {
                    return Err(JoinError::BrokenCommitment);
                }
                self.phase = Phase::Heard;
                Ok(JoinStep::news(CallerNews::Words(compare_words(
                    (&self.keeper, &words_nonce),
                    (&self.me, &self.who.words_nonce),
                    &AT_A_DOOR,
                ))))
            }
            (Phase::Heard, JoinMessage::Handed { ticket }) => {
                let ticket = Ticket::from_text(&ticket, now).map_err(refused)?;
                if ticket.inviter != self.keeper {
                    return Err(JoinError::NotTheirTicket);
                }
                self.phase = Phase::Over;
                Ok(JoinStep::news(CallerNews::Handed(Box::new(ticket))))
            }
            (Phase::Asked { .. } | Phase::Heard, JoinMessage::Declined) => {
                self.phase = Phase::Over;
                Ok(JoinStep::news(CallerNews::Declined))
            }
            (Phase::Asked { .. } | Phase::Heard, JoinMessage::DoorClosed) => {
                self.phase = Phase::Over;
                Ok(JoinStep::news(CallerNews::Closed))
            }
            _ => Err(JoinError::OutOfTurn),
        }
    }
}

fn refused(_error: TicketError) -> JoinError {
    JoinError::NotTheirTicket
}
