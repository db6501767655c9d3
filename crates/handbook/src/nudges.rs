//! What somebody who facilitates may be offered while a session goes on: rules over a few plain facts.
//!
//! What is promised:
//!
//! - Of one point of the agenda at most one prompt, and none in its first minute, in a break, in thinking time or while
//!   the session is paused. In one session at most once to be a role model.
//! - The rules see [`Facts`] and nothing else. No fact is a name, or a word that somebody said or wrote; what is offered
//!   names nobody. Who has not been heard is a fact only where the group agreed to that, and then only whether somebody
//!   has not.
//! - The same facts give the same answer. Nothing is kept here: whoever asks remembers on their own device what they
//!   were offered, and forgets it when the session closes.
//!
//! The moves for when talk has turned into gossip or moaning are never offered: whether it has is for people to judge,
//! who then ask for [`MOVES`].

use std::time::Duration;

pub const THANK_PRESENTER: &str = "thank-presenter";
pub const SIGNAL_TIME: &str = "signal-time";
pub const OTHERS_THINK: &str = "others-think";
pub const QUIET_MEMBER: &str = "quiet-member";
pub const ANOTHER_POINT: &str = "another-point";
pub const ALTERNATIVE_VIEWS: &str = "alternative-views";
pub const ROLE_MODEL: &str = "role-model";
pub const PARTLY_KNOWS: &str = "partly-knows";
pub const TEA_BREAK: &str = "tea-break";
pub const CHAIRING: &str = "design-chairing";

/// Every prompt that may be offered, by its id.
pub const ALL: [&str; 10] = [
    THANK_PRESENTER,
    SIGNAL_TIME,
    OTHERS_THINK,
    QUIET_MEMBER,
    ANOTHER_POINT,
    ALTERNATIVE_VIEWS,
    ROLE_MODEL,
    PARTLY_KNOWS,
    TEA_BREAK,
    CHAIRING,
];

/// The three moves out of gossip or moaning, by the ids of their prompts; for whoever asks for them.
pub const MOVES: [&str; 3] = ["move-notice", "move-own-practice", "move-on"];

/// Everything the rules know of a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The kind of the agenda point, as agendas give it: `presentation`, `discussion` …
    pub kind: &'a str,
    /// How long the group has been at the point, without pauses.
    pub elapsed: Duration,
    /// How long the point is to be.
    pub length: Duration,
    pub pace: Pace,
    /// The speaker list; none where the group manages its own conversation.
    pub speakers: Option<Speakers>,
    /// How many points somebody wrote down as heard in this point of the agenda.
    pub points_heard: usize,
    /// The design question the group is at, by its id.
    pub question: Option<&'a str>,
    /// One was offered in this point of the agenda already.
    pub offered: bool,
    /// To be a role model was offered in this session already.
    pub role_model_offered: bool,
    /// The group has had a break in this session.
    pub break_had: bool,
}

/// Whether the session goes on just now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    #[default]
    GoingOn,
    /// Thinking time: silence is okay.
    Thinking,
    Paused,
}

/// What the rules know of who speaks, whom they do not know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speakers {
    /// How long somebody has been speaking without a break.
    pub speaking_for: Option<Duration>,
    /// How many wait for their turn.
    pub waiting: usize,
    /// Whether somebody has not spoken yet. None where the group has not agreed that this is worked out, and then it
    /// must not be.
    pub somebody_unheard: Option<bool>,
}

const MINUTE: Duration = Duration::from_mins(1);
/// Whoever speaks for so long while others wait has had the word long.
const LONG: Duration = Duration::from_mins(3);
/// So many points heard, and one of them can be taken up.
const MANY: usize = 5;
/// So few, and other views can be asked for.
const FEW: usize = 1;

/// The prompt for this moment, by its id, if there is one.
pub fn offer(facts: &Facts<'_>) -> Option<&'static str> {
    if facts.offered || facts.pace != Pace::GoingOn || facts.elapsed < MINUTE {
        return None;
    }
    match facts.kind {
        // The one prompt is kept for the thanks: when time is nearly up is signalled beside it.
        "presentation" => (facts.left() <= MINUTE).then_some(THANK_PRESENTER),
        "discussion" => in_discussion(facts),
        "break" => None,
        "design" if facts.question == Some("chair") => Some(CHAIRING),
        _ => (4 * MINUTE < facts.left() && facts.left() <= 5 * MINUTE).then_some(SIGNAL_TIME),
    }
}

fn in_discussion(facts: &Facts<'_>) -> Option<&'static str> {
    let speakers = facts.speakers.clone().unwrap_or_default();
    let somebody_waits = speakers.waiting > 0;
    if facts.elapsed > facts.length {
        return (!facts.break_had).then_some(TEA_BREAK);
    }
    if somebody_waits && speakers.speaking_for.is_some_and(|length| length >= LONG) {
        return Some(OTHERS_THINK);
    }
    if !facts.over(1, 2) {
        return None;
    }
    if !somebody_waits && speakers.somebody_unheard == Some(true) {
        return Some(QUIET_MEMBER);
    }
    if facts.points_heard >= MANY {
        return Some(ANOTHER_POINT);
    }
    if facts.points_heard <= FEW {
        return Some(ALTERNATIVE_VIEWS);
    }
    // Something to keep in mind is for a calm moment.
    if somebody_waits || !facts.over(2, 3) {
        return None;
    }
    Some(if facts.role_model_offered { PARTLY_KNOWS } else { ROLE_MODEL })
}

impl Facts<'_> {
    fn left(&self) -> Duration {
        self.length.saturating_sub(self.elapsed)
    }

    /// Whether so many of so many parts of the point are over.
    fn over(&self, parts: u32, of: u32) -> bool {
        self.elapsed.saturating_mul(of) >= self.length.saturating_mul(parts)
    }
}

#[cfg(test)]
mod tests;
