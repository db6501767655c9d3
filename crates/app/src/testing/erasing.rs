//! What is destroyed together, for tests.

use super::{HOUR_MS, NOW_MS, device, document, member_id};
use horseshoe_model::Kind;
use horseshoe_node::{
    Community, Destroyed, EraseAgreed, EraseProposed, Erasing, OfFew, OfFewView, RetentionNotice,
};
use std::sync::Arc;

/// One notebook is proposed, one agreed, one was destroyed; notes are kept for another week.
pub(crate) fn with_erasing(mut community: Community) -> Community {
    let kind = Some(Kind::Notebook);
    community.erasing = Arc::new(Erasing {
        proposed: vec![EraseProposed {
            document: document(2),
            kind,
            agreed_by: vec![member_id(1)],
            needed: 2,
            agreed_by_me: false,
            objected_by: vec![member_id(3)],
        }],
        agreed: vec![EraseAgreed {
            document: document(30),
            kind,
            left_secs: 69 * 3600 + 60,
            objected_by: Vec::new(),
            kept_here: false,
        }],
        destroyed: vec![Destroyed {
            document: document(31),
            kind,
            at: NOW_MS - 50 * HOUR_MS,
            for_good: false,
            confirmed: [0, 1].map(device).to_vec(),
            unconfirmed: [2, 3].map(device).to_vec(),
        }],
        retention: Some(RetentionNotice {
            until: "2026-12-01".to_owned(),
            days_left: 7,
            notice: Some(7),
            due: Vec::new(),
            objected_by: Vec::new(),
        }),
    });
    community
}

/// Something two members have among themselves, me and another.
pub(crate) fn with_a_pair(mut community: Community) -> Community {
    let view = OfFewView::Pair(Arc::default());
    let members = vec![member_id(0), member_id(1)];
    community.few = Arc::new(vec![OfFew { document: document(50), members, view }]);
    community
}

/// The other of the two proposes to destroy it.
pub(crate) fn with_a_pair_to_erase(community: Community) -> Community {
    let mut community = with_a_pair(community);
    let erasing = Arc::make_mut(&mut community.erasing);
    erasing.proposed.push(EraseProposed {
        document: document(50),
        kind: Some(Kind::Pair),
        agreed_by: vec![member_id(1)],
        needed: 2,
        agreed_by_me: false,
        objected_by: Vec::new(),
    });
    community
}
