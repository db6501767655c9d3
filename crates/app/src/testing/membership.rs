//! Who came, who left and what waits, for tests.

use super::{HOUR_MS, NOW_MS, community, device, id, member_id};
use horseshoe_node::{
    CertificateId, Community, Departure, DepartureKind, Invitation, LateWords, LetInByGone, Member,
    Membership, OwnDevice, ProposalId, ProposedRemoval, SetAside, Stage, Target, TicketId,
    TurnedAway, TwoHistories, words_for,
};
use std::sync::Arc;

fn change(community: &mut Community, change: impl FnOnce(&mut Membership)) {
    change(Arc::make_mut(&mut community.membership));
}

fn certificate(place: usize) -> CertificateId {
    CertificateId::from_bytes([place as u8 + 1; 32])
}

pub(crate) fn proposal_id(place: usize) -> ProposalId {
    ProposalId(certificate(place + 100))
}

fn called(place: usize) -> [String; 4] {
    words_for(&device(place)).map(ToOwned::to_owned)
}

/// I compared words with one of them, two others say that they did with the next.
pub(crate) fn with_words(mut community: Community) -> Community {
    let words = "river candle orchard lamp amber fox meadow kettle \
                 harbour violin garden copper lantern willow biscuit thunder";
    let members = Arc::make_mut(&mut community.members);
    for member in members.iter_mut().filter(|member| !member.me) {
        member.words = words.split(' ').map(str::to_owned).collect();
    }
    members[1].compared = true;
    members[1].compared_by = 1;
    members[2].compared_by = 2;
    community
}

/// This laptop, a phone that is here, a device without a name that was never met.
pub(crate) fn with_devices(mut community: Community) -> Community {
    let own = |place: usize, name: Option<&str>| OwnDevice {
        id: device(place),
        name: name.map(str::to_owned),
        called: called(place),
        this: place == 0,
        standing: true,
        here: place == 0 || place == 51,
        met_at: (place == 51).then_some(NOW_MS - HOUR_MS),
    };
    change(&mut community, |membership| {
        membership.devices =
            vec![own(0, Some("the laptop")), own(51, Some("the phone")), own(52, None)];
    });
    let mine = &mut Arc::make_mut(&mut community.members)[0];
    mine.devices = [0, 51, 52].map(device).to_vec();
    community
}

pub(crate) fn with_device_ticket(mut community: Community) -> Community {
    community.invitations.push(Invitation {
        ticket: TicketId::from_bytes(id(21, 0).repeat(2).try_into().unwrap_or([21; 32])),
        text: format!("horseshoe:{}", "d4y8r3mz".repeat(24)),
        expires: NOW_MS / 1000 + 3000,
        own_device: true,
    });
    community
}

/// My own device asks to be let in.
pub(crate) fn with_device_request(community: Community) -> Community {
    let mut community = super::with_request(community);
    let request = &mut community.requests[0];
    request.own_device = true;
    request.approved_by.clear();
    request.needed = 1;
    community
}

fn departure(place: usize, about: usize, name: &str, kind: DepartureKind) -> Departure {
    let member = member_id(about);
    Departure {
        id: certificate(place),
        target: Target::Member(member),
        member,
        name: name.to_owned(),
        called: None,
        kind,
        by: if kind == DepartureKind::Left { vec![member] } else { [1, 2].map(member_id).to_vec() },
        reason: String::new(),
        mine: false,
        each_other: Vec::new(),
        heard: 4,
        of: 6,
    }
}

/// Somebody who is out.
fn gone(community: &mut Community, place: usize, name: &str) {
    let members = Arc::make_mut(&mut community.members);
    let template = members[3].clone();
    members.push(Member {
        id: member_id(place),
        name: name.to_owned(),
        standing: false,
        here: false,
        devices: vec![device(place)],
        ..template
    });
}

/// One was removed, two removed each other, one left, a device of Jo’s and one of mine are out.
pub(crate) fn with_departures(mut community: Community) -> Community {
    for (place, name) in
        [(4, "Ann Marlow"), (5, "Cem Aydin"), (6, "Lee Brandt"), (7, "Xaver Lindt")]
    {
        gone(&mut community, place, name);
    }
    let mut removed = departure(0, 7, "Xaver Lindt", DepartureKind::Removed);
    "we talked about it on 12 November".clone_into(&mut removed.reason);
    let mut each_other = departure(1, 5, "Cem Aydin", DepartureKind::Removed);
    each_other.each_other = [4, 5].map(member_id).to_vec();
    let mut left = departure(2, 6, "Lee Brandt", DepartureKind::Left);
    (left.heard, left.of) = (0, 0);
    let mut theirs = departure(3, 1, "Jo Llewellyn", DepartureKind::DeviceRemoved);
    theirs.target = Target::Device(device(60));
    let mut mine = departure(4, 0, "Amira Haddad", DepartureKind::OwnDevice);
    mine.target = Target::Device(device(53));
    (mine.by, mine.heard) = (vec![member_id(0)], 6);
    Arc::make_mut(&mut community.members)[1].devices.push(device(60));
    change(&mut community, |membership| {
        membership.departures = vec![removed, each_other, left, theirs, mine];
        membership.devices.push(OwnDevice {
            id: device(53),
            name: Some("the old phone".to_owned()),
            called: called(53),
            this: false,
            standing: false,
            here: false,
            met_at: None,
        });
    });
    community
}

/// I was asked to sign a removal, and proposed one of a device myself.
pub(crate) fn with_proposals(mut community: Community) -> Community {
    let proposed = |place: usize, target, about: usize, by: usize, asked: usize| ProposedRemoval {
        id: proposal_id(place),
        target,
        member: member_id(about),
        reason: if place == 0 { "we talked about it on 12 November" } else { "" }.to_owned(),
        by: member_id(by),
        asked: member_id(asked),
        mine: by == 0,
        declined: false,
    };
    let person = proposed(0, Target::Member(member_id(3)), 3, 1, 0);
    let thing = proposed(1, Target::Device(device(2)), 2, 0, 1);
    change(&mut community, |membership| membership.proposed = vec![person, thing]);
    community
}

/// Everything that can be told at once.
pub(crate) fn with_troubles(mut community: Community) -> Community {
    gone(&mut community, 7, "Xaver Lindt");
    change(&mut community, |membership| {
        membership.departures = vec![departure(0, 7, "Xaver Lindt", DepartureKind::Removed)];
        membership.let_in_by_gone = vec![LetInByGone {
            member: member_id(8),
            device: device(8),
            name: "Nora Weiss".to_owned(),
            by: vec![member_id(7), member_id(1)],
        }];
        membership.turned_away = vec![TurnedAway {
            device: device(9),
            name: "Karl Stein".to_owned(),
            used_by: Some("Nora Weiss".to_owned()),
        }];
        membership.late_words = vec![LateWords { member: member_id(7), entries: 2, documents: 1 }];
        let two = |place: usize, mine| TwoHistories {
            member: member_id(place),
            device: device(place),
            called: called(place),
            mine,
            documents: 2,
            votes: mine,
        };
        membership.two_histories = vec![two(3, false), two(0, true)];
        membership.put_back = 3;
        membership.set_aside = vec![SetAside {
            member: member_id(2),
            device: device(2),
            called: called(2),
            entries: 4,
            reasons: vec!["not in its place".to_owned()],
        }];
    });
    community
}

/// All of it in one group.
pub(crate) fn everything_happened() -> Community {
    let departed = with_departures(super::filled());
    let departures = departed.membership.departures.clone();
    let mut community = with_troubles(with_proposals(with_device_ticket(departed)));
    change(&mut community, |membership| membership.departures = departures);
    with_devices(with_words(community))
}

/// I am out.
pub(crate) fn out(kind: DepartureKind, each_other: &[usize]) -> Community {
    let mut community = with_devices(community());
    community.stage = Stage::Left;
    let mut departure = departure(0, 0, "Amira Haddad", kind);
    departure.mine = true;
    departure.each_other = each_other.iter().map(|place| member_id(*place)).collect();
    if matches!(kind, DepartureKind::Removed | DepartureKind::DeviceRemoved) {
        "as we talked about".clone_into(&mut departure.reason);
    }
    if matches!(kind, DepartureKind::OwnDevice | DepartureKind::DeviceRemoved) {
        departure.target = Target::Device(device(0));
    }
    change(&mut community, |membership| {
        membership.devices[0].standing = false;
        membership.departures = vec![departure];
    });
    community
}

/// Two devices of mine removed each other.
pub(crate) fn devices_each_other() -> Community {
    let mut community = out(DepartureKind::OwnDevice, &[]);
    change(&mut community, |membership| {
        membership.devices.truncate(2);
        membership.devices[1].standing = false;
        let mut other = membership.departures[0].clone();
        other.id = certificate(1);
        other.target = Target::Device(device(51));
        other.mine = false;
        membership.departures.push(other);
    });
    community
}
