//! What a removal will mean, worked out before anybody signs it.

use horseshoe_node::{Community, DeviceId, MemberId, Target, words_for};

/// What will be so once it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Preview {
    pub(crate) member: MemberId,
    pub(crate) of: Of,
    /// Who is in the group then, in the order of the list.
    pub(crate) remain: Vec<MemberId>,
}

/// What is removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// A person, with so many devices.
    Person { devices: usize },
    /// One device, as it is called; so many others of theirs stay.
    Device { called: String, others: usize },
}

impl Preview {
    pub(crate) fn new(community: &Community, target: Target) -> Option<Self> {
        let find = |wanted: &dyn Fn(&horseshoe_node::Member) -> bool| {
            community.members.iter().find(|member| wanted(member))
        };
        let standing = |of: &horseshoe_node::Member| standing_devices(community, of.id);
        let (member, of) = match target {
            Target::Member(id) => {
                let member = find(&|member| member.id == id)?;
                (member.id, Of::Person { devices: standing(member).len() })
            }
            Target::Device(id) => {
                let member = find(&|member| member.devices.contains(&id))?;
                let others = standing(member).iter().filter(|device| **device != id).count();
                (member.id, Of::Device { called: called(&id), others })
            }
        };
        let gone = match of {
            Of::Person { .. } | Of::Device { others: 0, .. } => Some(member),
            Of::Device { .. } => None,
        };
        let members = community.members.iter().filter(|member| member.standing);
        let remain = members.map(|member| member.id).filter(|id| Some(*id) != gone).collect();
        Some(Self { member, of, remain })
    }
}

/// Who could sign as well, where I propose to remove this member or a device of theirs.
pub(crate) fn may_sign(community: &Community, about: MemberId) -> Vec<MemberId> {
    let others = community.members.iter().filter(|member| member.standing && !member.me);
    others.map(|member| member.id).filter(|id| *id != about).collect()
}

/// A member's devices that can still write in their name.
pub(crate) fn standing_devices(community: &Community, member: MemberId) -> Vec<DeviceId> {
    let removed = |device: &DeviceId| {
        let departures = &community.membership.departures;
        departures.iter().any(|departure| departure.target == Target::Device(*device))
    };
    let of = community.members.iter().filter(|other| other.id == member && other.standing);
    of.flat_map(|member| member.devices.iter().copied()).filter(|id| !removed(id)).collect()
}

/// What a device is called: tells devices apart and proves nothing.
pub(crate) fn called(device: &DeviceId) -> String {
    words_for(device)[..2].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use std::sync::Arc;

    #[test]
    fn a_person_goes_with_all_devices_and_the_rest_remain() {
        let mut community = testing::community();
        Arc::make_mut(&mut community.members)[3].devices.push(testing::device(50));
        let about = Target::Member(testing::member_id(3));
        let preview = Preview::new(&community, about).expect("they are in");
        assert_eq!(preview.of, Of::Person { devices: 2 });
        assert_eq!(preview.remain, [0, 1, 2].map(testing::member_id));
    }

    #[test]
    fn who_loses_the_only_device_remains_no_longer() {
        let mut community = testing::community();
        let about = Target::Device(testing::device(3));
        let preview = Preview::new(&community, about).expect("it is in");
        assert!(matches!(preview.of, Of::Device { others: 0, .. }));
        assert_eq!(preview.remain.len(), 3);
        Arc::make_mut(&mut community.members)[3].devices.push(testing::device(50));
        let preview = Preview::new(&community, about).expect("it is in");
        assert!(matches!(preview.of, Of::Device { others: 1, .. }));
        assert_eq!(preview.remain.len(), 4);
    }

    #[test]
    fn neither_of_the_two_it_is_between_signs_as_well() {
        let mut community = testing::community();
        let may = may_sign(&community, testing::member_id(3));
        assert_eq!(may, [1, 2].map(testing::member_id));
        Arc::make_mut(&mut community.members).truncate(2);
        assert_eq!(may_sign(&community, testing::member_id(1)), []);
    }
}
