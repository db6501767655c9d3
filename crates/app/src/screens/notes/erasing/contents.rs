//! What is to be destroyed and what was, what of it can still be stopped here, and which devices have said so.

use crate::screens::membership::called;
use horseshoe_model::Kind;
use horseshoe_node::{Community, Destroyed, DeviceId, DocumentId, MemberId, OfFewView};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contents {
    pub(super) until: Option<Until>,
    /// What waits, and what was destroyed.
    pub(super) rows: Vec<Row>,
    /// What nobody proposed to destroy.
    pub(super) free: Vec<Free>,
}

/// The day until which notes are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Until {
    pub(super) day: String,
    pub(super) days_left: u32,
    pub(super) objected_by: Vec<MemberId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) document: DocumentId,
    pub(super) thing: Thing,
    pub(super) objected_by: Vec<MemberId>,
    pub(super) step: Step,
}

/// What it is that is destroyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// With so many notes; none where they are not known any more.
    Notebook {
        notes: usize,
    },
    /// What I have with these others alone; with nobody where that is not known any more.
    OfFew {
        with: Vec<MemberId>,
    },
    Room,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Proposed {
        agreed_by: Vec<MemberId>,
        needed: u8,
        mine: bool,
    },
    /// So many hours of this device's own time are left.
    Agreed {
        hours: u64,
        kept_here: bool,
    },
    Destroyed {
        at: u64,
        for_good: bool,
        confirmed: usize,
        missing: Vec<Device>,
    },
}

/// A device that has not said that it destroyed something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Device {
    pub(super) member: MemberId,
    pub(super) called: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Free {
    pub(super) document: DocumentId,
    pub(super) thing: Thing,
}

impl Contents {
    pub(super) fn new(community: &Community) -> Self {
        let erasing = &community.erasing;
        let thing = |document: &DocumentId, kind: Option<Kind>| match kind {
            Some(Kind::Room) => Thing::Room,
            Some(Kind::Pair | Kind::Arrangements) => {
                Thing::OfFew { with: with(community, document) }
            }
            _ => Thing::Notebook { notes: notes(community, document) },
        };
        let mut rows = Vec::new();
        for one in &erasing.proposed {
            rows.push(Row {
                document: one.document,
                thing: thing(&one.document, one.kind),
                objected_by: one.objected_by.clone(),
                step: Step::Proposed {
                    agreed_by: one.agreed_by.clone(),
                    needed: one.needed,
                    mine: one.agreed_by_me,
                },
            });
        }
        for one in &erasing.agreed {
            rows.push(Row {
                document: one.document,
                thing: thing(&one.document, one.kind),
                objected_by: one.objected_by.clone(),
                step: Step::Agreed {
                    hours: one.left_secs.div_ceil(3600),
                    kept_here: one.kept_here,
                },
            });
        }
        let mut free: Vec<Free> = Vec::new();
        let notebooks = community.notebook.notes.iter().chain(&community.notebook.taken_out);
        let notebooks = notebooks.map(|note| (note.document, Kind::Notebook));
        let of_few = community.few.iter().filter_map(|few| match few.view {
            OfFewView::Pair(_) => Some((few.document, Kind::Pair)),
            OfFewView::Arrangements(_) => Some((few.document, Kind::Arrangements)),
            // It closes when everybody leaves.
            OfFewView::Room(_) => None,
        });
        for (document, kind) in notebooks.chain(of_few) {
            let taken = rows.iter().any(|row| row.document == document);
            if !taken && !free.iter().any(|free| free.document == document) {
                free.push(Free { document, thing: thing(&document, Some(kind)) });
            }
        }
        // A room that closed on every device needs no word.
        let over = |one: &&Destroyed| {
            one.kind == Some(Kind::Room) && one.for_good && one.unconfirmed.is_empty()
        };
        for one in erasing.destroyed.iter().filter(|one| !over(one)) {
            let missing = one
                .unconfirmed
                .iter()
                .map(|device| Device { member: owner(community, device), called: called(device) });
            rows.push(Row {
                document: one.document,
                thing: thing(&one.document, one.kind),
                objected_by: Vec::new(),
                step: Step::Destroyed {
                    at: one.at,
                    for_good: one.for_good,
                    confirmed: one.confirmed.len(),
                    missing: missing.collect(),
                },
            });
        }
        let until = erasing.retention.as_ref().map(|notice| Until {
            day: notice.until.clone(),
            days_left: notice.days_left,
            objected_by: notice.objected_by.clone(),
        });
        Self { until, rows, free }
    }

    /// There is nothing that could be destroyed, and nothing was.
    pub(super) fn is_empty(&self) -> bool {
        self.until.is_none() && self.rows.is_empty() && self.free.is_empty()
    }
}

fn notes(community: &Community, document: &DocumentId) -> usize {
    let all = community.notebook.notes.iter().chain(&community.notebook.taken_out);
    all.filter(|note| note.document == *document).count()
}

/// The others who have a document of a few.
fn with(community: &Community, document: &DocumentId) -> Vec<MemberId> {
    let few = community.few.iter().find(|few| few.document == *document);
    let members = few.into_iter().flat_map(|few| few.members.iter());
    members.filter(|member| **member != community.me).copied().collect()
}

/// Whose device it is; nobody's id where that is not known here.
fn owner(community: &Community, device: &DeviceId) -> MemberId {
    let owner = community.members.iter().find(|member| member.devices.contains(device));
    owner.map_or_else(|| MemberId::from(*device), |member| member.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn a_notebook_can_be_proposed_once_and_its_notes_are_counted() {
        let community = testing::with_notes(&["One", "Two"]);
        let contents = Contents::new(&community);
        let free: Vec<_> = contents.free.into_iter().map(|free| free.thing).collect();
        assert_eq!(free, [Thing::Notebook { notes: 2 }]);
        assert!(contents.rows.is_empty());
        let contents = Contents::new(&testing::with_erasing(community));
        assert!(contents.free.is_empty(), "somebody has proposed it");
        assert_eq!(contents.rows[0].thing, Thing::Notebook { notes: 2 });
    }

    #[test]
    fn every_hour_that_has_begun_is_left_and_devices_that_said_nothing_are_named() {
        let contents = Contents::new(&testing::with_erasing(testing::with_notes(&["One"])));
        assert_eq!(contents.rows[1].step, Step::Agreed { hours: 70, kept_here: false });
        let Step::Destroyed { confirmed, missing, .. } = &contents.rows[2].step else {
            panic!("{contents:?}")
        };
        assert_eq!((*confirmed, missing.len()), (2, 2));
        assert_eq!(missing[0].member, testing::member_id(2));
    }
}
