//! Tickets survive mail and paper, and a damaged one never becomes another.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::net::SocketAddr;

use horseshoe_trust::{
    Answer, CommunityId, DeviceId, DeviceKey, Invitations, MAX_ADDRESSES, MAX_RELAY, Ticket,
    TicketError, TicketKind, TicketSecret,
};
use proptest::prelude::*;

const NOW: u64 = 1_800_000_000;
const WEEK: u64 = 7 * 24 * 3600;

fn device(seed: u8) -> DeviceId {
    DeviceKey::from_bytes(&[seed; 32]).id()
}

fn ticket() -> Ticket {
    Ticket {
        kind: TicketKind::Join(CommunityId::from_bytes([3; 32])),
        community_name: "Dienstagsgruppe Süd".to_owned(),
        secret: TicketSecret::from_bytes([4; 16]),
        inviter: device(5),
        addresses: vec!["192.168.1.20:4433".parse().unwrap(), "[fe80::1]:4433".parse().unwrap()],
        relay: Some("https://relay.example.org/".to_owned()),
        expires: NOW + WEEK,
    }
}

#[test]
fn the_text_of_version_1() {
    let found = Ticket {
        kind: TicketKind::Found,
        community_name: "A".to_owned(),
        addresses: Vec::new(),
        relay: None,
        ..ticket()
    };
    insta::assert_snapshot!(found.to_qr_text(), @"HORSESHOE:AE5AAAABIECAIBAEAQCAIBAEAQCAIBAEAQCG46Q43UU3BN4P2E5PJRKZR7X7J3ZKS4LG4PFG6LSPX7GNQBIFX4IAACAJTTG2AYIFFGEO");
    insta::assert_snapshot!(ticket().to_qr_text(), @"HORSESHOE:AGRAAAIDAMBQGAYDAMBQGAYDAMBQGAYDAMBQGAYDAMBQGAYDAMBQGAYDAMKEI2LFNZZXIYLHONTXE5LQOBSSAU6DXRSAIBAEAQCAIBAEAQCAIBAEAQCAI3T2DTOSTMFXR7ITV5GFLGH675HPFKLRM3R4U3ZOJ674ZWAFAW7RAIAMBKABCTISEAP6QAAAAAAAAAAAAAAAAAAAAAAB2ERACGTIOR2HA4Z2F4XXEZLMMF4S4ZLYMFWXA3DFFZXXEZZPQCM4ZWQGYBBFFBY");
    insta::assert_snapshot!(ticket().id().as_bytes().map(|b| format!("{b:02x}")).concat(), @"c46914947d038ea0ff5d2df3a32f5b120c2c50e408bcd1ffec0fa83add67eb18");
}

#[test]
fn it_reads_back_as_it_was_in_both_forms() {
    for text in [ticket().to_text(), ticket().to_qr_text(), ticket().to_text().to_uppercase()] {
        assert_eq!(Ticket::from_text(&text, NOW), Ok(ticket()));
    }
    assert!(ticket().to_text().lines().all(|line| line.len() <= 64));
}

#[test]
fn it_survives_what_mail_and_people_do_to_it() {
    let text = ticket().to_text();
    let one_line = text.replace('\n', "");
    let each_letter =
        |between: &str| one_line.chars().map(String::from).collect::<Vec<_>>().join(between);
    let mangled = [
        format!("Dear Nora,\n\ncome and join us:\n\n{text}\n\nSee you on Tuesday. Yours, Ann"),
        format!("{text}. Until then!"),
        format!("<{one_line}>"),
        text.replace('\n', "\r\n"),
        text.replace('\n', "\n> "),
        text.replace('\n', "\r\n>> >  "),
        text.replace('\n', "=\n"),
        text.replace('\n', "-\n"),
        text.replace('\n', ""),
        each_letter("\u{ad}"),
        each_letter("\u{200b}"),
        each_letter(" "),
        each_letter("\n> "),
        one_line.replace('o', "0").replace('l', "1").replacen("h0rsesh0e", "horseshoe", 1),
        format!("We use Horseshoe for this. Horseshoe: a small app. Here it is: {text}"),
        format!("horseshoe:aebagbaf… no, that one broke. Again:\n{text}"),
        one_line.replace("horseshoe:", "horseshoe "),
        format!("\u{feff}{text}\u{a0}"),
    ];
    for text in mangled {
        assert_eq!(Ticket::from_text(&text, NOW), Ok(ticket()), "{text}");
    }
}

#[test]
fn what_is_no_ticket_or_not_whole_is_told_apart() {
    for text in ["", "Dear Nora, see you on Tuesday", "We use Horseshoe every week, it is fine"] {
        assert_eq!(Ticket::from_text(text, NOW), Err(TicketError::NotATicket), "{text}");
    }
    let text = ticket().to_text();
    for len in "horseshoe:".len()..text.len() {
        assert_eq!(Ticket::from_text(&text[..len], NOW), Err(TicketError::Damaged), "cut at {len}");
    }
    // A line lost on the way.
    let lines: Vec<&str> = text.lines().collect();
    let without_second = [&lines[..1], &lines[2..]].concat().join("\n");
    assert_eq!(Ticket::from_text(&without_second, NOW), Err(TicketError::Damaged));
}

#[test]
fn it_expires_on_the_second() {
    let last = ticket().expires - 1;
    assert_eq!(Ticket::from_text(&ticket().to_text(), last), Ok(ticket()));
    let expired =
        TicketError::Expired { community_name: ticket().community_name, expires: ticket().expires };
    assert_eq!(Ticket::from_text(&ticket().to_text(), ticket().expires), Err(expired));
}

#[test]
fn of_several_the_first_that_still_serves_is_taken() {
    let old = Ticket { expires: NOW - 1, ..ticket() };
    let text = format!("{}\n> quoted:\n> {}", old.to_text(), ticket().to_text());
    assert_eq!(Ticket::from_text(&text, NOW), Ok(ticket()));
}

#[test]
fn a_ticket_for_a_device_is_of_version_2_and_no_other() {
    let kind = TicketKind::Device(CommunityId::from_bytes([4; 32]));
    let ticket = Ticket { kind, ..ticket() };
    let mut bytes = ticket.to_bytes();
    assert_eq!(bytes[0], 2);
    assert_eq!(Ticket::from_text(&ticket.to_text(), NOW), Ok(ticket));
    bytes.truncate(bytes.len() - 4);
    bytes[0] = 1;
    let sum = blake3::derive_key("horseshoe 1 ticket checksum", &bytes);
    bytes.extend(&sum[..4]);
    assert_eq!(Ticket::from_bytes(&bytes), Err(TicketError::Damaged));
}

#[test]
fn a_ticket_of_a_newer_version_is_called_so() {
    let mut bytes = ticket().to_bytes();
    bytes.truncate(bytes.len() - 4);
    bytes[0] = 3;
    let sum = blake3::derive_key("horseshoe 1 ticket checksum", &bytes);
    bytes.extend(&sum[..4]);
    let text = format!("horseshoe:{}", data_encoding::BASE32_NOPAD.encode(&bytes));
    assert_eq!(Ticket::from_text(&text, NOW), Err(TicketError::NewerVersion { found: 3 }));
}

#[test]
fn the_longest_ticket_fits_a_qr_code_of_version_20() {
    let address: SocketAddr = "[2001:db8:ffff:ffff:ffff:ffff:ffff:ffff]:65535".parse().unwrap();
    let longest = Ticket {
        community_name: "ü".repeat(200),
        addresses: vec![address; 20],
        relay: Some("r".repeat(MAX_RELAY)),
        expires: u64::MAX,
        ..ticket()
    };
    let text = longest.to_qr_text();
    // What version 20 holds in alphanumeric mode with medium error correction.
    assert!(text.len() <= 970, "{}", text.len());
    assert!(text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == ':'));
    let read = Ticket::from_text(&text, NOW).unwrap();
    assert_eq!(read.addresses.len(), MAX_ADDRESSES);
    assert_eq!(read.community_name, "ü".repeat(60));
}

#[test]
fn the_secret_is_in_no_debug_output() {
    let mut invitations = Invitations::default();
    invitations.issue(&ticket());
    let shown = format!("{:?} {invitations:?}", ticket());
    assert!(!shown.contains("4, 4, 4"), "{shown}");
    assert!(shown.contains("TicketSecret(…)"));
}

#[test]
fn the_inviter_answers_each_case() {
    let (nora, karl, id) = (device(7), device(8), ticket().id());
    let mut invitations = Invitations::default();
    assert_eq!(invitations.answer(&id, &nora, NOW), Answer::Unknown);
    invitations.issue(&ticket());
    assert_eq!(invitations.answer(&id, &nora, NOW), Answer::Fine { again: false });
    assert_eq!(invitations.answer(&id, &nora, NOW + WEEK), Answer::Expired);
    assert_eq!(invitations.open(NOW).count(), 1);
    assert_eq!(invitations.open(NOW + WEEK).count(), 0);
    invitations.forget(NOW + WEEK);
    assert_eq!(invitations.answer(&id, &karl, NOW + WEEK), Answer::Expired);
    invitations.forget(NOW + WEEK + 1);
    assert_eq!(invitations.answer(&id, &karl, NOW + WEEK), Answer::Unknown);
    invitations.issue(&ticket());
    assert!(invitations.withdraw(&id));
    assert_eq!(invitations.answer(&id, &nora, NOW), Answer::Unknown);
}

#[test]
fn what_the_inviter_remembers_reads_back() {
    let mut invitations = Invitations::default();
    invitations.issue(&ticket());
    invitations.issue(&Ticket { secret: TicketSecret::from_bytes([9; 16]), ..ticket() });
    let bytes = invitations.to_bytes();
    assert_eq!(Invitations::from_bytes(&bytes), Some(invitations));
    assert_eq!(Invitations::from_bytes(&bytes[..bytes.len() - 1]), None);
}

prop_compose! {
    fn any_ticket()(
        join in any::<Option<[u8; 32]>>(),
        community_name in "\\PC{0,30}",
        secret in any::<[u8; 16]>(),
        inviter in any::<[u8; 32]>(),
        addresses in prop::collection::vec(any::<SocketAddr>(), 0..=MAX_ADDRESSES),
        relay in prop::option::of("[ -~]{0,60}"),
        expires in NOW + 1..,
    ) -> Ticket {
        let kind = join.map_or(TicketKind::Found, |id| TicketKind::Join(CommunityId::from_bytes(id)));
        // Flow label and scope mean nothing on another device and do not travel.
        let addresses =
            addresses.into_iter().map(|a| SocketAddr::new(a.ip(), a.port())).collect();
        let secret = TicketSecret::from_bytes(secret);
        let inviter = DeviceId::from_bytes(inviter);
        Ticket { kind, community_name, secret, inviter, addresses, relay, expires }
    }
}

proptest! {
    #[test]
    fn any_ticket_reads_back_through_any_mangling(
        ticket in any_ticket(),
        before in "[ -~\n]{0,40}",
        after in "[ .,;>)\n][ -~\n]{0,40}",
        noise in prop::collection::vec((any::<prop::sample::Index>(), "[ \n>.|*_=-]{1,4}"), 0..20),
        upper in any::<bool>(),
    ) {
        // Words that end in letters of the name right before it would be another text.
        let mut text = ticket.to_text();
        for (at, noise) in noise {
            text.insert_str(at.index(text.len()), &noise);
        }
        if upper {
            text = text.to_uppercase();
        }
        let text = format!("{before}\n{text}{after}");
        prop_assert_eq!(Ticket::from_text(&text, NOW), Ok(ticket));
    }

    #[test]
    fn a_changed_letter_is_noticed(
        ticket in any_ticket(),
        at in any::<prop::sample::Index>(),
        to in "[a-z2-7]",
    ) {
        let text = ticket.to_text().replace('\n', "");
        let at = 10 + at.index(text.len() - 10);
        let mut changed = text.clone();
        changed.replace_range(at..=at, &to);
        prop_assume!(changed != text);
        prop_assert_eq!(Ticket::from_text(&changed, NOW), Err(TicketError::Damaged));
    }

    #[test]
    fn any_text_and_any_bytes_are_read_or_refused(
        text in "(horseshoe:?)?\\PC{0,200}",
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        prop_assert!(Ticket::from_text(&text, NOW).is_err());
        if let Ok(ticket) = Ticket::from_bytes(&bytes) {
            prop_assert_eq!(ticket.to_bytes(), bytes.clone());
        }
        if let Some(invitations) = Invitations::from_bytes(&bytes) {
            prop_assert!(invitations.open(0).count() <= bytes.len());
        }
    }
}
