//! Who came in, who left, what waits for a signature: gathered for people to see.

use super::community::{Aside, Community, Living};
use super::document::model_member;
use super::removing::whose;
use crate::{
    Departure, DepartureKind, LetInByGone, Membership, RequestId, SetAside, Target, TwoHistories,
};
use horseshoe_model::{Kind, MemberView};
use horseshoe_trust::{Body, DeviceId, MemberId, Removal, State, words_for};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

impl Community {
    /// Everything of it, worked out again only where something changed.
    pub(super) fn see_membership(&mut self, this: DeviceId) -> Arc<Membership> {
        if let Some(seen) = &self.membership_seen {
            return seen.clone();
        }
        let seen = Arc::new(self.look_at_membership(this));
        self.membership_seen = Some(seen.clone());
        seen
    }

    fn look_at_membership(&self, this: DeviceId) -> Membership {
        let devices = self.see_own_devices(this);
        let Some(living) = &self.living else {
            return Membership { devices, ..Default::default() };
        };
        let state = living.ledger.membership().state();
        let me = self.member_of(&this);
        Membership {
            quorum: u8::try_from(state.quorum()).unwrap_or(u8::MAX),
            devices,
            departures: self.see_departures(&state, this),
            proposed: self.removing.see(&state, me),
            let_in_by_gone: see_let_in_by_gone(living, &state),
            late_words: self.see_late_words(),
            two_histories: self.see_two_histories(living, &state, me),
            set_aside: see_set_aside(living, &state),
            turned_away: self.turned_away.clone(),
            put_back: self.documents.values().map(|held| held.written_anew.len() as u64).sum(),
        }
    }

    fn see_departures(&self, state: &State, this: DeviceId) -> Vec<Departure> {
        let views = self.views_of_members();
        let infos: BTreeMap<MemberId, Option<String>> =
            state.members().into_iter().map(|info| (info.member, info.name)).collect();
        let circles = circles(state);
        let me = self.member_of(&this);
        let see = |removal: &Removal| {
            let member = whose(state, &removal.target)?;
            let own = removal.by.contains(&member);
            let (kind, called) = match removal.target {
                Target::Member(_) if own => (DepartureKind::Left, None),
                Target::Member(_) => (DepartureKind::Removed, None),
                Target::Device(device) => {
                    let kind =
                        if own { DepartureKind::OwnDevice } else { DepartureKind::DeviceRemoved };
                    (kind, Some(words_for(&device).map(ToOwned::to_owned)))
                }
            };
            let said = views.get(&model_member(member)).map(|view| view.profile.name.value.clone());
            let given = infos.get(&member).cloned().flatten();
            let (heard, of) = self.heard_of(state, &this, &removal.certificate);
            Some(Departure {
                id: removal.certificate,
                target: removal.target,
                member,
                name: said.filter(|name| !name.is_empty()).or(given).unwrap_or_default(),
                called,
                kind,
                by: removal.by.iter().copied().collect(),
                reason: removal.reason.clone(),
                mine: match removal.target {
                    Target::Member(member) => member == me,
                    Target::Device(device) => device == this,
                },
                each_other: circles
                    .iter()
                    .find(|circle| circle.contains(&member))
                    .map(|circle| circle.iter().copied().collect())
                    .unwrap_or_default(),
                heard,
                of,
            })
        };
        state.removals().iter().filter_map(see).collect()
    }

    fn see_two_histories(&self, living: &Living, state: &State, me: MemberId) -> Vec<TwoHistories> {
        let mut documents: BTreeMap<DeviceId, (u64, bool)> = BTreeMap::new();
        for (document, held) in &self.documents {
            for device in
                living.ledger.log(document).into_iter().flat_map(|log| log.forked_devices())
            {
                let (count, votes) = documents.entry(device).or_default();
                *count += 1;
                *votes |= held.kind == Kind::Member;
            }
        }
        let see = |(device, (documents, votes))| {
            let member = state.member(&device)?;
            let called = words_for(&device).map(ToOwned::to_owned);
            Some(TwoHistories { member, device, called, mine: member == me, documents, votes })
        };
        documents.into_iter().filter_map(see).collect()
    }

    /// What somebody is called: as they say, as they were let in, or as they knocked.
    pub(super) fn name_of_device(&self, device: &DeviceId) -> String {
        let member = self.member_of(device);
        let said = self
            .views_of_members()
            .get(&model_member(member))
            .map(|view| view.profile.name.value.clone());
        let asked = || self.requests.get(&RequestId(*device)).map(|request| request.name.clone());
        said.filter(|name| !name.is_empty()).or_else(asked).unwrap_or_default()
    }

    /// What each member says in their own document, also those who are out.
    pub(super) fn views_of_members(&self) -> BTreeMap<horseshoe_model::MemberId, Arc<MemberView>> {
        let own = |held: &super::document::Held| match (&held.view, held.owner) {
            (super::document::View::Member(view), Some(owner)) => {
                Some((model_member(owner), view.clone()))
            }
            _ => None,
        };
        self.documents.values().filter_map(own).collect()
    }
}

/// Members who are out and removed one another: of each, every one they reach by "removed" reaches them again.
fn circles(state: &State) -> Vec<BTreeSet<MemberId>> {
    let mut removed_by: BTreeMap<MemberId, BTreeSet<MemberId>> = BTreeMap::new();
    for removal in state.removals() {
        if let Target::Member(member) = removal.target
            && !removal.by.contains(&member)
        {
            removed_by.entry(member).or_default().extend(removal.by.iter().copied());
        }
    }
    let reached = |from: MemberId| {
        let mut reached = BTreeSet::new();
        let mut open = vec![from];
        while let Some(member) = open.pop() {
            for by in removed_by.get(&member).into_iter().flatten() {
                if reached.insert(*by) {
                    open.push(*by);
                }
            }
        }
        reached
    };
    let behind: BTreeMap<MemberId, BTreeSet<MemberId>> =
        removed_by.keys().map(|member| (*member, reached(*member))).collect();
    let mut circles: Vec<BTreeSet<MemberId>> = Vec::new();
    for (member, theirs) in behind.iter().filter(|(member, theirs)| theirs.contains(member)) {
        let same =
            |other: &&MemberId| behind.get(other).is_some_and(|reached| reached.contains(member));
        let circle: BTreeSet<MemberId> = theirs.iter().filter(same).copied().collect();
        if !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

fn see_set_aside(living: &Living, state: &State) -> Vec<SetAside> {
    let see = |(device, aside): (&DeviceId, &Aside)| {
        Some(SetAside {
            member: state.member(device)?,
            device: *device,
            called: words_for(device).map(ToOwned::to_owned),
            entries: aside.entries,
            reasons: aside.reasons.clone(),
        })
    };
    living.set_aside.iter().filter_map(see).collect()
}

fn see_let_in_by_gone(living: &Living, state: &State) -> Vec<LetInByGone> {
    let membership = living.ledger.membership();
    let admission = |device: &DeviceId| {
        membership.ids().into_iter().find_map(|id| {
            let certificate = membership.get(&id)?;
            match certificate.body() {
                Body::Admit { device: admitted, name, .. }
                    if admitted == device && membership.held(&id) == Some(true) =>
                {
                    let signers = certificate.signers().filter(|signer| signer != device);
                    let by: BTreeSet<MemberId> =
                        signers.filter_map(|signer| state.member(&signer)).collect();
                    Some((name.clone(), by.into_iter().collect()))
                }
                _ => None,
            }
        })
    };
    let see = |(device, member): (DeviceId, MemberId)| {
        let (name, by) = admission(&device).unwrap_or_default();
        LetInByGone { member, device, name, by }
    };
    state.uncertified().into_iter().map(see).collect()
}
