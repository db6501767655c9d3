//! What there is to tell about who is in the group, each thing with a sentence of its own.

use horseshoe_node::{Community, DepartureKind, DeviceId, MemberId, Stage, Target};

/// Something people should know, or may decide about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// I lost all my devices and came back.
    CameBack,
    LastOne,
    /// The words of somebody wait until others let them in again.
    LetInByGone {
        device: DeviceId,
        name: String,
    },
    /// Somebody knocked with a ticket that serves no more.
    TurnedAway {
        device: DeviceId,
        name: String,
        used_by: Option<String>,
    },
    /// Somebody who is out wrote something that nobody had.
    LateWords {
        member: MemberId,
        name: String,
        entries: u64,
    },
    TwoHistories {
        device: DeviceId,
        whose: Whose,
    },
    /// My vote may have arrived twice.
    VoteTwice,
    PutBack(u64),
}

/// Whose device has two histories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    Mine,
    Theirs(MemberId),
}

/// Why I am out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WhyOut {
    Removed {
        by: Vec<MemberId>,
        reason: String,
    },
    /// I am one of those who removed each other.
    EachOther(Vec<MemberId>),
    /// I left, or somebody did with a device of mine.
    Left,
    /// Another device of mine removed this one.
    OwnDevice,
    /// Two devices of mine removed each other.
    OwnDevicesEachOther,
    /// Others removed this device.
    Device {
        by: Vec<MemberId>,
        reason: String,
    },
    /// Not known here.
    Unknown,
}

impl Notice {
    /// Those of a community I am in, what can be decided first.
    pub(crate) fn all(community: &Community) -> Vec<Self> {
        if community.stage != Stage::Living {
            return Vec::new();
        }
        let membership = &community.membership;
        let mut notices = Vec::new();
        for gone in &membership.let_in_by_gone {
            notices.push(Self::LetInByGone { device: gone.device, name: gone.name.clone() });
        }
        for away in &membership.turned_away {
            let (name, used_by) = (away.name.clone(), away.used_by.clone());
            notices.push(Self::TurnedAway { device: away.device, name, used_by });
        }
        for late in &membership.late_words {
            let name = name_of(community, late.member);
            notices.push(Self::LateWords { member: late.member, name, entries: late.entries });
        }
        for two in &membership.two_histories {
            let whose = if two.mine { Whose::Mine } else { Whose::Theirs(two.member) };
            notices.push(Self::TwoHistories { device: two.device, whose });
        }
        if membership.two_histories.iter().any(|two| two.mine && two.votes) {
            notices.push(Self::VoteTwice);
        }
        if membership.put_back > 0 {
            notices.push(Self::PutBack(membership.put_back));
        }
        let mine = community.members.iter().find(|member| member.me);
        if mine.is_some_and(|member| member.was.is_some()) {
            notices.push(Self::CameBack);
        }
        if community.members.iter().filter(|member| member.standing).count() == 1 {
            notices.push(Self::LastOne);
        }
        notices
    }
}

/// Why I can no longer write in a community; nothing while I can.
pub(crate) fn why_out(community: &Community) -> Option<WhyOut> {
    if community.stage != Stage::Left {
        return None;
    }
    let membership = &community.membership;
    let mine = || membership.departures.iter().filter(|departure| departure.mine);
    let whole = mine().find(|departure| matches!(departure.target, Target::Member(_)));
    let Some(departure) = whole.or_else(|| mine().next()) else { return Some(WhyOut::Unknown) };
    let (by, reason) = (departure.by.clone(), departure.reason.clone());
    let none_stands = membership.devices.iter().all(|device| !device.standing);
    let removed_by_own = |device: &&horseshoe_node::OwnDevice| {
        membership.departures.iter().any(|departure| {
            departure.kind == DepartureKind::OwnDevice
                && departure.target == Target::Device(device.id)
        })
    };
    let own = membership.devices.iter().filter(removed_by_own).count();
    Some(match departure.kind {
        DepartureKind::Removed if departure.each_other.contains(&community.me) => {
            WhyOut::EachOther(departure.each_other.clone())
        }
        DepartureKind::Removed => WhyOut::Removed { by, reason },
        DepartureKind::Left => WhyOut::Left,
        DepartureKind::OwnDevice if none_stands && own > 1 => WhyOut::OwnDevicesEachOther,
        DepartureKind::OwnDevice => WhyOut::OwnDevice,
        DepartureKind::DeviceRemoved => WhyOut::Device { by, reason },
    })
}

/// The name of a member, also of one who is out.
fn name_of(community: &Community, id: MemberId) -> String {
    let departed = community.membership.departures.iter().find(|gone| gone.member == id);
    let member = community.members.iter().find(|member| member.id == id);
    let name = member.map(|member| member.name.clone()).filter(|name| !name.is_empty());
    name.or_else(|| departed.map(|gone| gone.name.clone())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use std::sync::Arc;

    #[test]
    fn a_group_in_which_nothing_happened_has_nothing_to_tell() {
        assert_eq!(Notice::all(&testing::community()), []);
        assert_eq!(why_out(&testing::community()), None);
    }

    #[test]
    fn what_can_be_decided_comes_first_and_who_left_is_told_none_of_it() {
        let mut community = testing::with_troubles(testing::community());
        let told = Notice::all(&community);
        assert!(matches!(told[0], Notice::LetInByGone { .. }));
        assert!(matches!(&told[2], Notice::LateWords { name, .. } if name == "Xaver Lindt"));
        assert_eq!(told.len(), 7, "{told:?}");
        community.stage = Stage::Left;
        assert_eq!(Notice::all(&community), []);
    }

    #[test]
    fn who_is_the_last_one_is_told_so() {
        let mut community = testing::community();
        for member in &mut Arc::make_mut(&mut community.members)[1..] {
            member.standing = false;
        }
        assert_eq!(Notice::all(&community), [Notice::LastOne]);
    }

    #[test]
    fn why_somebody_is_out_is_told_by_who_signed_it() {
        let why = |kind, each_other: &[usize]| {
            why_out(&testing::out(kind, each_other)).expect("I am out")
        };
        let by = vec![testing::member_id(1), testing::member_id(2)];
        let reason = "as we talked about".to_owned();
        let removed = WhyOut::Removed { by: by.clone(), reason: reason.clone() };
        assert_eq!(why(DepartureKind::Removed, &[]), removed);
        let both = vec![testing::member_id(0), testing::member_id(1)];
        assert_eq!(why(DepartureKind::Removed, &[0, 1]), WhyOut::EachOther(both));
        assert_eq!(why(DepartureKind::Left, &[]), WhyOut::Left);
        assert_eq!(why(DepartureKind::DeviceRemoved, &[]), WhyOut::Device { by, reason });
        assert_eq!(why(DepartureKind::OwnDevice, &[]), WhyOut::OwnDevice);
        assert_eq!(why_out(&testing::devices_each_other()), Some(WhyOut::OwnDevicesEachOther));
    }
}
