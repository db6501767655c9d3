//! What a group comes back to at the beginning of a session: from the session before, and what is open.

use crate::dates;
use crate::screens::learning::contents::{ActionRow, Actions};
use crate::texts::Texts;
use crate::words;
use horseshoe_model::{LearningPoint, ParkedIssue, SessionView};
use horseshoe_node::{Community, DocumentId};
use std::sync::Arc;

/// In the order it is gone through.
#[derive(Debug, Default)]
pub(crate) struct Since {
    /// Names of those who presented last time: they come first.
    pub(crate) presented: Vec<String>,
    /// What the group kept in the session before.
    pub(crate) kept: Vec<Arc<LearningPoint>>,
    /// What is still to be done.
    pub(crate) actions: Vec<ActionRow>,
    /// Parked issues to look at again by today.
    pub(crate) parked: Vec<Arc<ParkedIssue>>,
}

impl Since {
    pub(crate) fn of(
        community: &Community,
        session: DocumentId,
        texts: &Texts,
        now_ms: u64,
    ) -> Self {
        let view = &community.community;
        let today = dates::date_of(now_ms);
        let before = community.sessions.iter().take_while(|other| other.document != session).last();
        let key = before.map(|before| before.document.to_hex());
        let kept = view.learning.iter();
        let kept = kept.filter(|point| point.kept() && key.is_some() && point.session == key);
        Self {
            presented: before
                .map(|before| presenters(community, &before.view, texts))
                .unwrap_or_default(),
            kept: kept.cloned().collect(),
            actions: Actions::of(community, texts).into_open(),
            parked: view.parked.iter().filter(|parked| parked.due(&today)).cloned().collect(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.presented.is_empty()
            && self.kept.is_empty()
            && self.actions.is_empty()
            && self.parked.is_empty()
    }
}

/// Who presented in a session, in the order of its agenda.
fn presenters(community: &Community, session: &SessionView, texts: &Texts) -> Vec<String> {
    let slots = community.community.meetings.iter().flat_map(|meeting| &meeting.slots);
    let slots: Vec<_> = slots.collect();
    let points = session.agenda.points.iter().filter(|point| point.began.is_some());
    let held = points.filter_map(|point| slots.iter().find(|slot| Some(slot.id) == point.slot));
    let who = held.filter_map(|slot| slot.presenter.as_ref());
    who.map(|presenter| words::member(texts, community, Some(presenter.value))).collect()
}
