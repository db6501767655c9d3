//! Beginning anew with those who come along: what is written here is written into a draft as well, which begins as a
//! new community when the second person joins it.

use super::Core;
use super::community::Community;
use super::document::{Held, View};
use crate::{Problem, Reply};
use horseshoe_model::Kind;
use horseshoe_trust::{Body, CommunityId, DocumentId, DocumentSecret, MemberId, document_id};
use rand::Rng as _;

impl Core {
    /// Begins a draft that carries on a community. What is readable there stays there too.
    pub(super) fn continue_anew(&mut self, number: u64, id: CommunityId) {
        match self.begin_anew(id) {
            Ok(draft) => self.answer_when_saved(number, Reply::Begun { community: draft }),
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    fn begin_anew(&mut self, id: CommunityId) -> Result<CommunityId, Problem> {
        if self.me.name.is_empty() {
            return Err(Problem::NoName);
        }
        for document in self.community_mut(id)?.documents.keys().copied().collect::<Vec<_>>() {
            self.make_typed_words_changes(id, document, |_| true);
        }
        let device = self.key.id();
        let former = self.communities.get(&id).ok_or(Problem::NoSuchCommunity { community: id })?;
        if former.living.is_none() {
            return Err(Problem::StillADraft);
        }
        let mut draft_id = [0; 32];
        self.rng.fill_bytes(&mut draft_id);
        let draft_id = CommunityId::from_bytes(draft_id);
        let me = MemberId::from(device);
        let mut draft = Community::draft(draft_id, former.name.clone(), me, &mut self.rng);
        draft.continues = Some(id);
        for (kind, held) in former.moving_along(former.member_of(&device)) {
            let is_root = former.roots.of(kind) == Some(held.id);
            let place = match draft.roots.of(kind).filter(|_| is_root) {
                Some(first) => first,
                None => draft.more(kind, &mut self.rng),
            };
            let Some(new) = draft.documents.get_mut(&place) else { continue };
            new.note_author(&device, self.incarnation, me);
            let actor = new.actor(&device, self.incarnation);
            let copied = new.merged.copy_from(&held.merged, actor);
            new.journal = copied.map_err(|error| Problem::Refused {
                rule: "copy".to_owned(),
                reason: error.to_string(),
            })?;
            new.merged.take_patches();
            new.view = View::read(kind, &new.merged, &new.authors);
        }
        let batch = self.saving.next();
        draft.keep(batch);
        batch.put_note(Community::continues_name(&draft_id), id.as_bytes().to_vec());
        for (document, held) in &draft.documents {
            for change in &held.journal {
                batch.put_journal(draft_id, *document, change.clone());
            }
        }
        self.communities.insert(draft_id, draft);
        self.keep_list();
        self.say_who_i_am(draft_id);
        self.changed = true;
        Ok(draft_id)
    }
}

impl Community {
    /// The name under which a draft keeps which community it carries on.
    pub(crate) fn continues_name(id: &CommunityId) -> String {
        format!("continues/{}", id.to_hex())
    }

    /// The community this one carries on, if it does.
    pub(super) fn carries_on(&self) -> Option<CommunityId> {
        match &self.living {
            Some(living) => match living.ledger.membership().genesis().body() {
                Body::Genesis { continues, .. } => *continues,
                _ => None,
            },
            None => self.continues,
        }
    }

    /// What goes into a new community: what everyone has, and of the rest only what is my own.
    fn moving_along(&self, me: MemberId) -> Vec<(Kind, &Held)> {
        let goes = |held: &&Held| match held.kind {
            Kind::Community | Kind::Notebook | Kind::Session => true,
            Kind::Member | Kind::Private => held.owner == Some(me),
            // They stay with the few who have them, and can be read where they are.
            Kind::Pair | Kind::Room | Kind::Arrangements => false,
        };
        self.documents.values().filter(goes).map(|held| (held.kind, held)).collect()
    }

    /// One more document of a kind, empty.
    fn more(&mut self, kind: Kind, rng: &mut impl rand::CryptoRng) -> DocumentId {
        let secret = DocumentSecret::generate(rng);
        let id = document_id(kind.name(), None, &secret);
        self.documents.insert(id, Held::empty(id, kind, None, secret));
        id
    }
}
