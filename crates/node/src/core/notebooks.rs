//! Which notebook a note goes in, and when the next one is begun.

use super::Core;
use super::community::Community;
use super::document::{Held, View};
use crate::Problem;
use horseshoe_model::{Command as Act, Kind, NotebookView};
use horseshoe_trust::{CommunityId, DocumentId, DocumentSecret, document_id};
use std::sync::Arc;

impl Community {
    /// All notebooks, in an order that every device has.
    pub(super) fn notebooks(&self) -> Vec<(DocumentId, Arc<NotebookView>)> {
        let notebook = |held: &Held| match &held.view {
            View::Notebook(view) => Some((held.id, view.clone())),
            _ => None,
        };
        self.documents.values().filter_map(notebook).collect()
    }
}

impl Core {
    /// The document an act is done in. A new note goes where there is room for it, so the next notebook may be begun.
    pub(super) fn document_for(
        &mut self,
        id: CommunityId,
        act: &Act,
    ) -> Result<DocumentId, Problem> {
        let community = self.community_mut(id)?;
        if act.kind() == Kind::Session {
            return community.session_under_way().ok_or(Problem::NotHereYet);
        }
        // Of documents of a few people there may be any number: which one is said with the act.
        let first = community.roots.of(act.kind()).ok_or(Problem::NotHereYet)?;
        let Act::Notes(act) = act else { return Ok(first) };
        let notebooks = community.notebooks();
        if let Some(note) = act.note() {
            let holds = notebooks.iter().find(|(_, notebook)| notebook.holds(note));
            return Ok(holds.map_or(first, |(document, _)| *document));
        }
        let erasing = &community.erasing;
        if !community.documents.contains_key(&first) && !erasing.has_destroyed(&first) {
            return Ok(first);
        }
        let takes = |(document, notebook): &&(DocumentId, Arc<NotebookView>)| {
            !notebook.is_full() && !erasing.is_to_be_destroyed(document)
        };
        match notebooks.iter().find(takes) {
            Some((document, _)) => Ok(*document),
            None => self.begin_notebook(id),
        }
    }

    fn begin_notebook(&mut self, id: CommunityId) -> Result<DocumentId, Problem> {
        let device = self.key.id();
        let secret = DocumentSecret::generate(&mut self.rng);
        let document = document_id(Kind::Notebook.name(), None, &secret);
        let community = self.community_mut(id)?;
        if !community.may_write(&device) {
            return Err(Problem::NotAMember);
        }
        let held = Held::empty(document, Kind::Notebook, None, secret);
        community.documents.insert(document, held);
        self.grant_own_documents(id);
        self.keep_community(id);
        Ok(document)
    }
}
