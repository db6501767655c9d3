//! What there is to see of it.

use super::super::Core;
use super::super::community::Community;
use super::super::document::{Held, View};
use super::{Agreed, Erasing, SHOWN, objectors, signers};
use crate::{Destroyed, EraseAgreed, EraseProposed, Erasing as Seen, RetentionNotice};
use horseshoe_model::{Kind, Retention};
use horseshoe_trust::{DeviceId, DocumentId, MemberId, Proposal};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

/// Days before something is destroyed on which people are told.
const NOTICES: [u8; 3] = [1, 7, 30];
/// A day in milliseconds. Days are those of UTC, the same on every device.
const DAY: u64 = 24 * 60 * 60 * 1_000;

impl Core {
    pub(in super::super) fn see_erasing(
        &self,
        before: Option<&Arc<crate::Community>>,
        community: &Community,
    ) -> Arc<Seen> {
        let Some(living) = &community.living else { return Arc::default() };
        let state = living.ledger.membership().state();
        let objectors = objectors(community);
        let objected_by = |document: &DocumentId| -> Vec<MemberId> {
            objectors.get(document).into_iter().flatten().copied().collect()
        };
        let erasing = &community.erasing;
        let me = state.member(&self.key.id());
        let quorum = u8::try_from(state.quorum()).unwrap_or(u8::MAX);
        let proposed = |(document, bytes): (&DocumentId, &Vec<u8>)| {
            let proposal = Proposal::from_bytes(bytes).ok()?;
            if erasing.is_agreed(document) || erasing.has_destroyed(document) {
                return None;
            }
            let by = signers(&state, &proposal);
            Some(EraseProposed {
                document: *document,
                kind: community.kind_of(document),
                needed: community.few_needed(&community.readers_of(document)).unwrap_or(quorum),
                agreed_by_me: me.is_some_and(|me| by.contains(&me)),
                agreed_by: by.into_iter().collect(),
                objected_by: objected_by(document),
            })
        };
        let agreed = erasing.agreed.values().map(|agreed| EraseAgreed {
            document: agreed.document,
            kind: community.kind_of(&agreed.document),
            left_secs: SHOWN.saturating_sub(erasing.shown_now(agreed, self.now.running)).as_secs(),
            objected_by: objected_by(&agreed.document),
            kept_here: agreed.kept_here,
        });
        let said = confirmations(community);
        let devices = state.standing_devices();
        let destroyed = erasing.destroyed.iter().map(|(document, destroyed)| {
            let has_said = |device: &DeviceId| {
                if *device == self.key.id() {
                    return destroyed.for_good;
                }
                let said = said.get(document).into_iter().flatten();
                destroyed.told_by.contains(device)
                    || said.into_iter().any(|half| device.to_hex().starts_with(half))
            };
            let concerned = devices.iter().filter(|(_, member)| {
                destroyed.readers.is_empty() || destroyed.readers.contains(member)
            });
            let (confirmed, unconfirmed) = concerned.map(|(device, _)| *device).partition(has_said);
            Destroyed {
                document: *document,
                kind: destroyed.kind,
                at: destroyed.at,
                for_good: destroyed.for_good,
                confirmed,
                unconfirmed,
            }
        });
        let seen = Seen {
            proposed: erasing.proposals.iter().filter_map(proposed).collect(),
            agreed: agreed.collect(),
            destroyed: destroyed.collect(),
            retention: self.see_retention(community),
        };
        match before {
            Some(before) if *before.erasing == seen => before.erasing.clone(),
            _ => Arc::new(seen),
        }
    }

    /// A new day has begun: where people agreed on one, it is nearer.
    pub(super) fn notice_the_day(&mut self) {
        let now = self.now;
        for community in self.communities.values_mut() {
            let waits = community.kept_until().is_some();
            let erasing = &mut community.erasing;
            if waits && erasing.next_day.is_none_or(|next| next <= now.running) {
                let rest = Duration::from_millis(DAY - now.unix_ms % DAY);
                erasing.next_day = Some(now.running + rest);
                self.changed = true;
            } else if !waits {
                erasing.next_day = None;
            }
        }
    }

    fn see_retention(&self, community: &Community) -> Option<RetentionNotice> {
        let retention = community.kept_until()?;
        let until = retention.until.value.clone()?;
        let day: jiff::civil::Date = until.parse().ok()?;
        let starts = day_number(day);
        let days_left = u32::try_from(starts.saturating_sub(self.now.unix_ms / DAY)).ok()?;
        let objected_by: Vec<MemberId> = retention
            .objected_by
            .iter()
            .map(|member| MemberId::from_bytes(*member.as_bytes()))
            .collect();
        let erasing = &community.erasing;
        let under_way = |document: &DocumentId| {
            erasing.proposals.contains_key(document)
                || erasing.agreed.values().any(|agreed| agreed.document == *document)
        };
        let day_end = (starts + 1) * DAY;
        let mut due = Vec::new();
        if days_left == 0 && objected_by.is_empty() {
            // A notebook that was begun since is not what people agreed about.
            let before = |held: &&Held| match &held.view {
                View::Notebook(notebook) => notebook.begun_before(day_end),
                _ => false,
            };
            let notebooks = community.documents.values().filter(before).map(|held| held.id);
            due.extend(notebooks.filter(|document| !under_way(document)));
        }
        let notice = NOTICES.into_iter().find(|days| days_left <= u32::from(*days));
        Some(RetentionNotice { until, days_left, notice, due, objected_by })
    }
}

impl Community {
    /// What people agreed about a day until which notes are kept, where they did.
    fn kept_until(&self) -> Option<&Retention> {
        let Some(View::Community(view)) = self.root(Kind::Community).map(|held| &held.view) else {
            return None;
        };
        view.retention.until.value.is_some().then_some(&view.retention)
    }
}

impl Erasing {
    fn shown_now(&self, agreed: &Agreed, now: Duration) -> Duration {
        let since = self.counted.map(|counted| now.saturating_sub(counted));
        agreed.shown + since.unwrap_or_default()
    }
}

/// By document, the devices that members say have destroyed it, by the first half of their digits. Only of a member's
/// own devices, which the digits are compared with.
fn confirmations(community: &Community) -> BTreeMap<DocumentId, BTreeSet<String>> {
    let mut all: BTreeMap<DocumentId, BTreeSet<String>> = BTreeMap::new();
    let Some(living) = &community.living else { return all };
    let devices = living.ledger.membership().state().standing_devices();
    for (member, view) in community.member_views() {
        let member = MemberId::from_bytes(*member.as_bytes());
        for (document, said) in &view.erasing.destroyed {
            let Ok(document) = DocumentId::from_hex(document) else { continue };
            for half in said.keys() {
                let own = |(device, of): (&DeviceId, &MemberId)| {
                    *of == member && device.to_hex().starts_with(half)
                };
                if devices.iter().any(own) {
                    all.entry(document).or_default().insert(half.clone());
                }
            }
        }
    }
    all
}

/// Days since 1970.
fn day_number(day: jiff::civil::Date) -> u64 {
    let since = day.duration_since(jiff::civil::date(1970, 1, 1));
    u64::try_from(since.as_secs()).unwrap_or(0) * 1_000 / DAY
}
