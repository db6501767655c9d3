//! Tickets, doors, askings, and what a file brought.

use super::{NOW_MS, community_id, device, member_id, snapshot, ticket_id};
use horseshoe_model::Kind;
use horseshoe_node::{
    Brought, Call, Community, DeviceId, Door, Invitation, Joining, JoiningState, LetterNews,
    OpenDoor, Request, RequestId, Snapshot,
};

pub(crate) fn with_ticket(mut community: Community) -> Community {
    community.invitations.push(Invitation {
        ticket: ticket_id(),
        text: format!("horseshoe:{}", "k3x7q2nw".repeat(24)),
        expires: NOW_MS / 1000 + 6 * 24 * 3600 + 1800,
        own_device: false,
    });
    community
}

/// What a door is called, in every fixture.
pub(crate) fn called() -> [String; 4] {
    ["amber", "fox", "lamp", "river"].map(str::to_owned)
}

/// My door is open.
pub(crate) fn with_open_door(mut community: Community) -> Community {
    community.door = Some(OpenDoor { until: NOW_MS / 1000 + 600, called: called() });
    community
}

/// Nobody is in any community yet; there is an open door in the room.
pub(crate) fn with_door_in_the_room() -> Snapshot {
    let doors = vec![Door { device: DeviceId::from_bytes([5; 32]), called: called() }];
    Snapshot { doors, ..snapshot(Vec::new()) }
}

/// The words at that door are to be compared.
pub(crate) fn comparing_words() -> Snapshot {
    let words = ["river", "candle", "orchard", "seven"].map(str::to_owned);
    let mut snapshot = with_door_in_the_room();
    snapshot.calls = vec![Call {
        device: snapshot.doors[0].device,
        called: called(),
        words: Some(words),
        same: false,
        community_name: None,
        problem: None,
    }];
    snapshot
}

/// What a file somebody carried here has brought.
pub(crate) fn brought() -> Brought {
    Brought {
        community: Some(community_id()),
        from: Some(device(1)),
        came: vec![member_id(3)],
        entries: vec![(Some(Kind::Community), 3), (Some(Kind::Notebook), 12)],
        waiting: 2,
        letter: Some(LetterNews::Asks { request: RequestId(device(40)) }),
        ..Brought::default()
    }
}

/// Somebody has a ticket, and no network.
pub(crate) fn asking_without_a_network() -> Snapshot {
    let joining = vec![Joining {
        ticket: ticket_id(),
        community_name: "Riverside practitioners".to_owned(),
        state: JoiningState::Reaching,
        words: None,
        to_bring_back: false,
    }];
    Snapshot { joining, ..snapshot(Vec::new()) }
}

pub(crate) fn with_request(mut community: Community) -> Community {
    community.requests.push(Request {
        id: RequestId(device(40)),
        name: "Tom Reid".to_owned(),
        practice: "Housing support".to_owned(),
        words: Some(["river", "candle", "orchard", "seven"].map(str::to_owned)),
        approved_by: vec![member_id(1)],
        needed: 2,
        approved_by_me: false,
        own_device: false,
        by_letter: false,
    });
    community
}
