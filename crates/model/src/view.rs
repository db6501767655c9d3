//! What a community sees of its document, as plain data.

use crate::acting::Authors;
use crate::actions::Action;
use crate::collection::{self, Touched};
use crate::decisions::Decision;
use crate::groundrules::Groundrules;
use crate::learning::LearningPoint;
use crate::meetings::Meeting;
use crate::parked::ParkedIssue;
use crate::presenters::Swap;
use crate::reading::Item;
use crate::retention::{self, Retention};
use crate::roles::{self, Roles};
use crate::settings::{self, Settings};
use crate::traffic_light::Vote;
use horseshoe_merge::{Document, Patch};
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
    /// Oldest first.
    pub learning: Vec<Arc<LearningPoint>>,
    pub learning_taken_out: Vec<Arc<LearningPoint>>,
    /// Oldest first.
    pub actions: Vec<Arc<Action>>,
    pub actions_taken_out: Vec<Arc<Action>>,
    /// By question, then oldest first.
    pub decisions: Vec<Arc<Decision>>,
    /// How long shared notes are kept.
    pub retention: Retention,
    /// Who does what for the group.
    pub roles: Roles,
    /// What it agreed on that the program goes by.
    pub settings: Settings,
}

impl CommunityView {
    /// Reads the whole document.
    pub fn read(doc: &Document, authors: &dyn Authors) -> Self {
        let root = Item::root(doc, authors);
        let (meetings, cancelled_meetings) = collection::read(&root);
        let (parked, parked_taken_out) = collection::read(&root);
        let (learning, learning_taken_out) = collection::read(&root);
        let (actions, actions_taken_out) = collection::read(&root);
        Self {
            groundrules: Groundrules::read(&root),
            meetings,
            cancelled_meetings,
            swaps: collection::read(&root).0,
            votes: collection::read(&root).0,
            parked,
            parked_taken_out,
            learning,
            learning_taken_out,
            actions,
            actions_taken_out,
            decisions: collection::read(&root).0,
            retention: Retention::read(&root),
            roles: Roles::read(&root),
            settings: Settings::read(&root),
        }
    }

    /// Reads again what patches touched. Says whether anything changed.
    pub fn apply_patches(
        &mut self,
        doc: &Document,
        authors: &dyn Authors,
        patches: &[Patch],
    ) -> bool {
        let root = Item::root(doc, authors);
        let touched = Touched::by(patches);
        // Kinds that never show what was taken out.
        let (mut swaps, mut votes, mut decisions) = (Vec::new(), Vec::new(), Vec::new());
        [
            touched.any(retention::MAP) && replaced(&mut self.retention, Retention::read(&root)),
            touched.any(settings::MAP) && replaced(&mut self.settings, Settings::read(&root)),
            touched.any(roles::MAP) && replaced(&mut self.roles, Roles::read(&root)),
            self.groundrules.refresh(&root, &touched),
            collection::refresh(&root, &touched, &mut self.meetings, &mut self.cancelled_meetings),
            collection::refresh(&root, &touched, &mut self.swaps, &mut swaps),
            collection::refresh(&root, &touched, &mut self.votes, &mut votes),
            collection::refresh(&root, &touched, &mut self.parked, &mut self.parked_taken_out),
            collection::refresh(&root, &touched, &mut self.learning, &mut self.learning_taken_out),
            collection::refresh(&root, &touched, &mut self.actions, &mut self.actions_taken_out),
            collection::refresh(&root, &touched, &mut self.decisions, &mut decisions),
        ]
        .contains(&true)
    }
}

/// Puts it in place of what was. Says whether that was something else.
fn replaced<T: PartialEq>(was: &mut T, now: T) -> bool {
    let changed = *was != now;
    *was = now;
    changed
}
