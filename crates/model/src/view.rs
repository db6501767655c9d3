//! What a community sees of its document, as plain data.

use crate::decisions::Decision;
use crate::groundrules::Groundrules;
use crate::meetings::Meeting;
use crate::parked::ParkedIssue;
use crate::presenters::Swap;
use crate::traffic_light::Vote;
use serde::Serialize;
use std::sync::Arc;

/// Everything in the `community` document. Unchanged items are shared between one view and the next.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CommunityView {
    pub groundrules: Groundrules,
    /// By date.
    pub meetings: Vec<Arc<Meeting>>,
    pub cancelled_meetings: Vec<Arc<Meeting>>,
    /// Proposals to swap that were not withdrawn, oldest first.
    pub swaps: Vec<Arc<Swap>>,
    /// Oldest first.
    pub votes: Vec<Arc<Vote>>,
    /// Oldest first.
    pub parked: Vec<Arc<ParkedIssue>>,
    pub parked_taken_out: Vec<Arc<ParkedIssue>>,
    /// By question, then oldest first.
    pub decisions: Vec<Arc<Decision>>,
}
