//! What there is to see of everything a core knows.

use super::Core;
use super::audiences::see_few;
use super::community::Community as Held;
use super::document::{View, model_member};
use super::held_by::Own;
use super::sessions::see_sessions;
use crate::{
    Community, Invitation, Joining, Me, Member, Network, News, Notebook, Request, RequestId,
    Snapshot, Stage, SyncStatus,
};
use horseshoe_model::{CommunityView, Kind, tallies};
use horseshoe_trust::{MemberId, Proposal, words_between};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Core {
    /// Everything there is to see, sharing what has not changed with the snapshot before.
    pub(super) fn look(&self) -> Snapshot {
        let before = &self.snapshot;
        let me = Me {
            device: Some(self.key.id()),
            name: self.me.name.clone(),
            practice: self.me.practice.clone(),
        };
        let network = Network {
            mode: self.network.mode.clone(),
            online: self.network.online,
            addresses: self.network.listening.clone(),
            contacted: self.contacts.seen(),
        };
        Snapshot {
            number: before.number + 1,
            me: Arc::new(me),
            communities: self
                .communities
                .values()
                .map(|community| Arc::new(self.see(community)))
                .collect(),
            joining: self.see_joining(),
            doors: self.room.doors(),
            calls: self.room.calls(),
            network: Arc::new(network),
            saved: self.saving.saved(),
            guard: self.guard.clone(),
            problems: self.problems.clone(),
        }
    }

    fn see(&self, held: &Held) -> Community {
        let me = held.member_of(&self.key.id());
        let stage = match &held.living {
            None => Stage::Draft,
            Some(living) if living.ledger.membership().state().stands(&self.key.id()) => {
                Stage::Living
            }
            Some(_) => Stage::Left,
        };
        let community = match held.root(Kind::Community).map(|held| &held.view) {
            Some(View::Community(view)) => view.clone(),
            _ => Arc::default(),
        };
        let before = self.snapshot.community(&held.id);
        let notebook = before.map(|before| before.notebook.clone()).unwrap_or_default();
        let notebook = Notebook::after(&notebook, held.notebooks());
        let news = see_news(before, held, &community, &notebook, me);
        let private = match held.root(Kind::Private).map(|held| &held.view) {
            Some(View::Private(view)) => view.clone(),
            _ => Arc::default(),
        };
        let views = held.member_views();
        let standing: Vec<_> = views.iter().map(|(member, view)| (*member, &**view)).collect();
        let counted = tallies(&community, &standing);
        let own = held.own_entries(&self.key.id());
        Community {
            id: held.id,
            name: held.name.clone(),
            stage,
            continues: held.carries_on(),
            me,
            members: Arc::new(self.see_members(held, me, &own)),
            membership: held.membership_seen.clone().unwrap_or_default(),
            invitations: self.see_invitations(held),
            door: self.see_door(&held.id),
            requests: held
                .requests
                .iter()
                .filter_map(|(id, request)| self.see_request(held, *id, request))
                .collect(),
            community_document: held.roots.community,
            private_document: held.roots.private,
            few: see_few(before, held),
            erasing: self.see_erasing(before, held),
            community,
            notebook,
            sessions: see_sessions(before, held),
            news,
            private,
            tallies: Arc::new(counted),
            typing: held.writers(),
            sync: Arc::new(self.see_sync(held)),
            spread: Arc::new(held.spread(&self.key.id(), self.incarnation, &own)),
            can_undo: held.ways_back.acts() > 0,
        }
    }

    fn see_members(&self, held: &Held, me: MemberId, own: &Own) -> Vec<Member> {
        let views = held.views_of_members();
        let compared = compared_by(held, &views);
        let Some(living) = &held.living else {
            return vec![Member {
                id: me,
                name: self.me.name.clone(),
                practice: self.me.practice.clone(),
                standing: true,
                me: true,
                here: true,
                has_all: false,
                lacks: 0,
                met_at: None,
                let_in_by: Vec::new(),
                was: None,
                words: Vec::new(),
                compared: false,
                compared_by: 0,
                devices: vec![self.key.id()],
                view: views.get(&model_member(me)).cloned().unwrap_or_default(),
            }];
        };
        let members = living.ledger.membership().state().members().into_iter();
        let see = |info: horseshoe_trust::MemberInfo| {
            let view = views.get(&model_member(info.member)).cloned().unwrap_or_default();
            let said = view.profile.name.value.clone();
            let mine = info.member == me;
            let this = self.key.id();
            let others = || {
                let others = info.devices.iter().filter(|device| **device != this);
                others.copied().collect::<Vec<_>>()
            };
            let peers = || info.devices.iter().filter_map(|device| held.peers.get(device));
            Member {
                id: info.member,
                name: if said.is_empty() { info.name.clone().unwrap_or_default() } else { said },
                practice: view.profile.practice.value.clone(),
                standing: info.standing,
                me: mine,
                here: mine || peers().next().is_some(),
                has_all: mine || peers().any(|peer| peer.in_sync),
                lacks: held.lacked_by(&others(), own),
                met_at: others().iter().filter_map(|device| held.held_by.met_at(device)).max(),
                let_in_by: info.let_in_by.clone(),
                was: info.was,
                words: if mine { Vec::new() } else { words(held, me, info.member) },
                compared: compared
                    .get(&model_member(info.member))
                    .is_some_and(|by| by.contains(&me)),
                compared_by: compared
                    .get(&model_member(info.member))
                    .map_or(0, |by| by.iter().filter(|by| **by != me).count() as u64),
                devices: info.devices.clone(),
                view,
            }
        };
        members.map(see).collect()
    }

    fn see_invitations(&self, held: &Held) -> Vec<Invitation> {
        let open = held.invitations.open(self.now.unix_secs());
        open.filter_map(|(ticket, issued)| {
            let text = held.tickets.get(ticket)?.clone();
            let own_device = held.is_for_a_device(Some(ticket));
            Some(Invitation { ticket: *ticket, text, expires: issued.expires, own_device })
        })
        .collect()
    }

    fn see_request(
        &self,
        held: &Held,
        id: RequestId,
        request: &super::letting_in::Request,
    ) -> Option<Request> {
        if request.declined_by_me {
            return None;
        }
        let proposal =
            request.proposal.as_deref().and_then(|bytes| Proposal::from_bytes(bytes).ok());
        let approved_by =
            proposal.map(|proposal| self.approved_by(held.id, &proposal)).unwrap_or_default();
        let needed =
            held.living.as_ref().map_or(1, |living| living.ledger.membership().state().quorum());
        let own_device = held.is_for_a_device(request.ticket.as_ref());
        Some(Request {
            id,
            name: request.name.clone(),
            practice: request.practice.clone(),
            words: request.words.clone(),
            approved_by: approved_by.into_iter().collect(),
            needed: if own_device { 1 } else { u8::try_from(needed).unwrap_or(u8::MAX) },
            approved_by_me: request.approved_by_me,
            own_device,
            by_letter: self.carried.by_letter(&id.0),
        })
    }

    fn see_sync(&self, held: &Held) -> SyncStatus {
        let Some(living) = &held.living else {
            return SyncStatus {
                documents: held.documents.len() as u64,
                not_yet_sent: not_yet_sent(held),
                ..SyncStatus::default()
            };
        };
        let receiving: Vec<(u64, u64)> =
            held.peers.values().flat_map(|peer| peer.receiving.values().copied()).collect();
        let total = receiving.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        let mut hasher = blake3::Hasher::new();
        let mut certificates = living.ledger.membership().ids();
        certificates.sort_unstable();
        for certificate in &certificates {
            hasher.update(certificate.as_bytes());
        }
        let mut entries = 0;
        // What only I can see is on my own devices alone, and no part of what others can hold as well.
        let shared = living.ledger.documents().filter(|grant| grant.is_for_everyone());
        let logs = shared.filter_map(|grant| living.ledger.log(&grant.document));
        for log in logs.filter(|log| !log.is_empty()) {
            entries += log.len() as u64;
            hasher.update(log.digest());
        }
        SyncStatus {
            connected: held.peers.len(),
            in_sync: held.peers.values().filter(|peer| peer.in_sync).count(),
            others: held.others(&self.key.id()).len(),
            stopped: held.stopped,
            receiving: (!receiving.is_empty()).then_some(total),
            documents: held.documents.len() as u64,
            entries,
            certificates: certificates.len() as u64,
            digest: hasher.finalize().to_hex()[..16].to_owned(),
            not_yet_sent: not_yet_sent(held),
            set_aside: living
                .set_aside
                .iter()
                .map(|(device, aside)| (*device, aside.entries))
                .collect(),
        }
    }

    fn see_joining(&self) -> Vec<Joining> {
        self.asking
            .iter()
            .map(|(ticket, asking)| Joining {
                ticket: *ticket,
                community_name: asking.ticket.community_name.clone(),
                state: asking.state.clone(),
                words: asking.words.clone(),
                to_bring_back: self.carried.to_bring_back(ticket),
            })
            .collect()
    }
}

/// By whom each member's words were compared, as those say who stand. Nobody vouches for themselves.
fn compared_by(
    held: &Held,
    views: &BTreeMap<horseshoe_model::MemberId, Arc<horseshoe_model::MemberView>>,
) -> BTreeMap<horseshoe_model::MemberId, Vec<MemberId>> {
    let mut compared: BTreeMap<_, Vec<MemberId>> = BTreeMap::new();
    for by in held.standing() {
        let Some(view) = views.get(&model_member(by)) else { continue };
        for with in view.compared.iter().filter(|with| **with != model_member(by)) {
            compared.entry(*with).or_default().push(by);
        }
    }
    compared
}

fn words(held: &Held, me: MemberId, other: MemberId) -> Vec<String> {
    words_between(&held.id, me, other).into_iter().map(ToOwned::to_owned).collect()
}

/// What is new to the person at this device: worked out again only where something changed.
fn see_news(
    before: Option<&Arc<Community>>,
    held: &Held,
    community: &Arc<CommunityView>,
    notebook: &Arc<Notebook>,
    me: MemberId,
) -> Arc<News> {
    let Some(seen) = &held.seen else { return Arc::default() };
    let unchanged = before.filter(|before| {
        Arc::ptr_eq(&before.community, community)
            && Arc::ptr_eq(&before.notebook, notebook)
            && before.news.is_of(seen.things())
    });
    match unchanged {
        Some(before) => before.news.clone(),
        None => Arc::new(News::of(community, notebook, seen.things(), model_member(me))),
    }
}

/// Own changes that no entry holds yet, in documents everyone sees. What is for a few, or me alone, is not counted
/// towards the others.
pub(super) fn not_yet_sent(held: &Held) -> u64 {
    let shared = held.documents.values().filter(|document| document.is_for_everyone());
    shared.map(|document| document.journal.len() as u64).sum()
}
