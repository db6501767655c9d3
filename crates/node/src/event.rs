//! What a node tells besides its snapshots: things that happen once.

use crate::{Problem, TextRef};
use horseshoe_model::text::Splice;
use horseshoe_trust::CommunityId;
use serde::Serialize;

/// Something that happened. Events may be missed by a slow listener; whatever must not be missed is in the snapshot.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A draft became a community: the second person has joined.
    Begun { draft: CommunityId, community: CommunityId },
    /// I was let in.
    LetIn { community: CommunityId },
    /// A text somebody follows has changed.
    Text(TextNews),
    /// Something went wrong that nobody asked for just now.
    Problem(Problem),
}

/// How a followed text changed by somebody else's hand, or by an act of mine outside the text field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextNews {
    pub community: CommunityId,
    pub text: TextRef,
    /// The version after these splices; versions count up by one with every piece of news.
    pub version: u64,
    /// To be applied in order to the text as the follower has it once all its own writes are in it.
    pub splices: Vec<Splice>,
}
