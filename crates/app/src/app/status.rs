//! What the bottom line says: whether what was written is on the disk, and whether the others have it.

use horseshoe_node::{Community, MemberId, Saved, Snapshot, Stage};

/// Both halves of the line, as values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Status {
    pub(crate) saved: SavedNow,
    pub(crate) others: Others,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SavedNow {
    Saved,
    Saving,
    NotSaved,
}

/// How it stands between this device and the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Others {
    /// There is no community on this device.
    Nobody,
    /// The community has not begun.
    Draft,
    Left,
    /// People wanted nothing to be exchanged for now.
    Stopped,
    Offline {
        waiting: u64,
    },
    OnMyOwn {
        waiting: u64,
    },
    Receiving {
        so_far: u64,
        expected: u64,
    },
    Catching {
        connected: usize,
    },
    AllHave {
        connected: usize,
    },
}

impl Status {
    pub(crate) fn new(snapshot: &Snapshot, community: Option<&Community>) -> Self {
        let saved = match snapshot.saved {
            Saved::All => SavedNow::Saved,
            Saved::Saving => SavedNow::Saving,
            Saved::Failed { .. } => SavedNow::NotSaved,
        };
        Self { saved, others: Self::others(snapshot, community) }
    }

    fn others(snapshot: &Snapshot, community: Option<&Community>) -> Others {
        let Some(community) = community else { return Others::Nobody };
        let sync = &community.sync;
        let waiting = sync.not_yet_sent;
        match community.stage {
            Stage::Draft => Others::Draft,
            Stage::Left => Others::Left,
            Stage::Living if sync.stopped => Others::Stopped,
            Stage::Living if !snapshot.network.online => Others::Offline { waiting },
            Stage::Living if sync.connected == 0 => Others::OnMyOwn { waiting },
            Stage::Living => match sync.receiving {
                Some((so_far, expected)) => Others::Receiving { so_far, expected },
                None if sync.in_sync == sync.connected => {
                    Others::AllHave { connected: sync.connected }
                }
                None => Others::Catching { connected: sync.connected },
            },
        }
    }
}

/// How it stands between this device and one member's, as far as this device knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WithMember {
    pub(crate) id: MemberId,
    pub(crate) name: String,
    /// It is I, with my other devices.
    pub(crate) mine: bool,
    pub(crate) here: bool,
    /// Unix milliseconds.
    pub(crate) met_at: Option<u64>,
    pub(crate) has: Has,
}

/// What somebody has of what was written here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Has {
    Everything,
    Lacks(u64),
}

/// Everybody else who stands, and I where I have another device.
pub(crate) fn with_members(community: &Community) -> Vec<WithMember> {
    let standing = community.members.iter().filter(|member| member.standing);
    let others = standing.filter(|member| !member.me || member.devices.len() > 1);
    others
        .map(|member| WithMember {
            id: member.id,
            name: member.name.clone(),
            mine: member.me,
            here: member.here && !member.me,
            met_at: member.met_at,
            has: if member.lacks == 0 { Has::Everything } else { Has::Lacks(member.lacks) },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use horseshoe_node::{Network, Problem, SyncStatus};
    use std::sync::Arc;

    fn status(online: bool, sync: SyncStatus) -> Others {
        let network = Arc::new(Network { online, ..Network::default() });
        let snapshot = Snapshot { network, ..Snapshot::default() };
        let community = Community { sync: Arc::new(sync), ..testing::community() };
        Status::new(&snapshot, Some(&community)).others
    }

    #[test]
    fn the_line_tells_how_it_stands_with_the_others() {
        let with = |connected, in_sync| SyncStatus {
            connected,
            in_sync,
            not_yet_sent: 2,
            ..SyncStatus::default()
        };
        assert_eq!(status(false, with(0, 0)), Others::Offline { waiting: 2 });
        assert_eq!(status(true, with(0, 0)), Others::OnMyOwn { waiting: 2 });
        assert_eq!(status(true, with(3, 2)), Others::Catching { connected: 3 });
        assert_eq!(status(true, with(3, 3)), Others::AllHave { connected: 3 });
        let stopped = SyncStatus { stopped: true, ..with(0, 0) };
        assert_eq!(status(true, stopped), Others::Stopped);
        let receiving = SyncStatus { receiving: Some((3, 9)), ..with(1, 0) };
        assert_eq!(status(true, receiving), Others::Receiving { so_far: 3, expected: 9 });
    }

    #[test]
    fn each_of_the_others_is_told_by_what_they_have() {
        let has: Vec<_> = with_members(&testing::community())
            .into_iter()
            .map(|row| (row.name, row.here, row.has))
            .collect();
        assert_eq!(has.len(), 3, "not I, who have one device");
        assert_eq!(has[0], ("Jo Llewellyn".to_owned(), true, Has::Everything));
        assert_eq!(has[2], ("Priya Nair".to_owned(), false, Has::Lacks(3)));
    }

    #[test]
    fn saved_is_said_only_when_the_disk_has_it() {
        let saved = |saved| Status::new(&Snapshot { saved, ..Snapshot::default() }, None).saved;
        assert_eq!(saved(Saved::All), SavedNow::Saved);
        assert_eq!(saved(Saved::Saving), SavedNow::Saving);
        assert_eq!(saved(Saved::Failed { problem: Problem::DiskFull }), SavedNow::NotSaved);
    }
}
