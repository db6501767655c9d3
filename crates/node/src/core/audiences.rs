//! Documents of a few people: made for members who are named then, and nobody else ever has or knows of them.

use super::Core;
use super::community::Community;
use super::document::{Held, View};
use crate::{OfFew, OfFewView, Problem, Reply};
use horseshoe_model::Kind;
use horseshoe_sync::Origin;
use horseshoe_trust::{
    CommunityId, DeviceId, DocumentGrant, DocumentId, DocumentSecret, MemberId, limits,
};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Core {
    /// Makes a document for me and these members, and answers with it.
    pub(super) fn begin_with(
        &mut self,
        number: u64,
        id: CommunityId,
        kind: Kind,
        with: Vec<MemberId>,
    ) {
        match self.begin_for_few(id, kind, with) {
            Ok(made) => self.answer_when_saved(number, Reply::Made { id: made.to_hex() }),
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    /// Makes a document for me and these members.
    pub(super) fn begin_for_few(
        &mut self,
        id: CommunityId,
        kind: Kind,
        with: Vec<MemberId>,
    ) -> Result<DocumentId, Problem> {
        let device = self.key.id();
        let community = self.communities.get_mut(&id);
        let community = community.ok_or(Problem::NoSuchCommunity { community: id })?;
        if !community.may_write(&device) {
            return Err(Problem::NotAMember);
        }
        let standing: BTreeSet<MemberId> = community.standing().into_iter().collect();
        let mut readers: BTreeSet<MemberId> = with.into_iter().collect();
        readers.insert(community.member_of(&device));
        let fits = match kind {
            Kind::Pair => (2..=3).contains(&readers.len()),
            // Also of one: who runs a session alone, with everybody else on paper.
            Kind::Room | Kind::Arrangements => (1..=limits::READERS).contains(&readers.len()),
            Kind::Community | Kind::Member | Kind::Private | Kind::Notebook | Kind::Session => {
                false
            }
        };
        // In a draft there is nobody to share with.
        if !fits || (community.living.is_none() && kind != Kind::Room) {
            return Err(Problem::NotForSoMany);
        }
        if !readers.is_subset(&standing) {
            return Err(Problem::NoSuchMember);
        }
        let secret = DocumentSecret::generate(&mut self.rng);
        let held = Held::for_few(kind, readers, secret);
        let document = held.id;
        community.documents.insert(document, held);
        self.changed = true;
        // This device is told first and alone: it has the document in any case, however many the others are.
        self.grant_to(id, document, &[device]);
        self.grant_to_lacking_devices(id);
        self.keep_community(id);
        Ok(document)
    }

    /// Gives the documents of a few people to devices of their members that lack them: those of a new one, and those its
    /// members have come to have since.
    pub(super) fn grant_to_lacking_devices(&mut self, id: CommunityId) {
        let Some(community) = self.communities.get(&id) else { return };
        let Some(living) = &community.living else { return };
        let standing = living.ledger.membership().state().standing_devices();
        let mut lacking = Vec::new();
        for held in community.documents.values().filter(|held| !held.readers.is_empty()) {
            let grants = living.ledger.grants(&held.id);
            for (device, member) in &standing {
                let reached = grants.iter().any(|grant| grant.reaches(device));
                if held.readers.contains(member) && !reached {
                    lacking.push((held.id, *device));
                }
            }
        }
        for (document, device) in lacking {
            self.grant_to(id, document, &[device]);
        }
    }

    /// Seals a document's secret to devices of its readers. One device in a grant: then grants that several readers make
    /// for it are of one edition, and only one of them travels.
    fn grant_to(&mut self, id: CommunityId, document: DocumentId, to: &[DeviceId]) {
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(held) = community.documents.get(&document) else { return };
        let Some(living) = community.living.as_mut() else { return };
        let (readers, devices) = (held.readers.clone(), to.iter().copied());
        let (kind, secret) = (held.kind.name(), &held.secret);
        let sealed =
            DocumentGrant::seal_to_readers(id, kind, readers, secret, devices, &mut self.rng);
        let Ok(grant) = sealed else { return };
        if living.ledger.add_grant(grant.clone()) {
            self.saving.next().put_grant(id, document, grant.to_bytes());
            self.tell_grant(id, &grant, Origin::Own);
        }
    }
}

/// What there is to see of documents of a few people; shared with the snapshot before where nothing changed.
pub(super) fn see_few(before: Option<&Arc<crate::Community>>, held: &Community) -> Arc<Vec<OfFew>> {
    let seen = |held: &Held| {
        let view = match &held.view {
            View::Pair(view) => OfFewView::Pair(view.clone()),
            View::Room(view) => OfFewView::Room(view.clone()),
            View::Arrangements(view) => OfFewView::Arrangements(view.clone()),
            View::Community(_)
            | View::Notebook(_)
            | View::Private(_)
            | View::Member(_)
            | View::Session(_) => return None,
        };
        Some(OfFew { document: held.id, members: held.readers.iter().copied().collect(), view })
    };
    let few: Vec<OfFew> = held.documents.values().filter_map(seen).collect();
    match before {
        Some(before) if *before.few == few => before.few.clone(),
        _ => Arc::new(few),
    }
}
