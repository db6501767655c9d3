//! Somebody who was removed goes on with a changed program and the keys of their device: nothing more reaches them.

use crate::support::altered::wire::Said;
use crate::support::altered::{JOIN, Link, SYNC, be_given, endpoint, keys_of, maker_of};
use crate::support::keeper::Device;
use crate::support::say;
use crate::support::together::{add_rule, agree, begin, invite, let_in, remove};
use horseshoe_node::Clock;
use horseshoe_trust::{CommunityId, DeviceKey, DocumentGrant, JoinMessage, Newcomer, Ticket};
use iroh::EndpointAddr;
use std::time::Duration;
use tokio::time::timeout;

/// How often they try. By hand more: `ROGUE_TRIES=10000`.
#[expect(clippy::disallowed_methods, reason = "how thorough a test is, is for whoever runs it")]
fn tries() -> usize {
    std::env::var("ROGUE_TRIES").ok().and_then(|tries| tries.parse().ok()).unwrap_or(600)
}

/// As many handshakes as an address has in a minute, and a few less.
const FROM_ONE_ADDRESS: usize = 200;
/// The first of the loopback addresses that are theirs.
const FIRST_ADDRESS: u8 = 2;

/// The protocols there are, what they may have been before, and some that others have.
const PROTOCOLS: [&[u8]; 7] =
    [SYNC, JOIN, SYNC, b"horseshoe/sync/0", b"/iroh-gossip/1", SYNC, b"/iroh-bytes/4"];

#[test]
fn whoever_is_removed_gets_not_a_byte_of_content_whatever_their_program_tries() {
    let folder = tempfile::tempdir().unwrap();
    let [amira, ben, mut cleo] =
        ["Amira", "Ben", "Cleo"].map(|name| Device::start(folder.path(), name));
    begin(&amira, &ben, "Riverside practitioners");
    let used = let_in(&[&amira, &ben], &cleo);
    add_rule(&cleo, "Said before");
    agree(&[&amira, &ben, &cleo]);
    assert!(cleo.end().success());
    let others = [&amira, &ben].map(|member| {
        let ticket = invite(member, &member.community().into());
        maker_of(&Ticket::from_text(ticket.as_str().unwrap(), now()).unwrap())
    });
    let mut rogue = Rogue {
        key: keys_of(&cleo),
        community: amira.community().parse().unwrap(),
        used: Ticket::from_text(&used, now()).unwrap(),
        others,
        remembers: Vec::new(),
        turned_away: 0,
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let link = rogue.is_given_what_members_are().await;
        let since_proposed = Clock::start();
        remove(&amira, &ben, "Cleo");
        rogue.hears_why_and_no_word_until_cut_off(link).await;
        let took = since_proposed.now().running;
        say(&format!("proposed, signed and cut off within {took:?}"));
        add_rule(&ben, "Said after");
        agree(&[&amira, &ben]);
        rogue.tries_everything().await;
    });
    add_rule(&amira, "Said in the end");
    assert_eq!(
        agree(&[&amira, &ben])["community"]["groundrules"]["rules"][2]["words"]["text"],
        "Said in the end"
    );
}

fn now() -> u64 {
    Clock::start().now().unix_secs()
}

struct Rogue {
    key: DeviceKey,
    community: CommunityId,
    /// The ticket they came in with.
    used: Ticket,
    others: [EndpointAddr; 2],
    /// What they said when they still were a member, to say it again.
    remembers: Vec<Vec<u8>>,
    turned_away: usize,
}

impl Rogue {
    /// The other way round: this program does get everything, as long as it is a member's.
    async fn is_given_what_members_are(&mut self) -> Link {
        let from = endpoint(&self.key, FIRST_ADDRESS - 1).await;
        let mut link = Link::open(&from, self.others[0].clone(), SYNC).await.unwrap();
        let given = be_given(&mut link, &self.key, self.community).await;
        assert!(given.entries > 0 && !given.epochs.is_empty());
        let opens =
            |grant: &DocumentGrant| given.epochs.iter().any(|epoch| grant.open(epoch).is_ok());
        assert!(given.grants.iter().all(opens));
        self.remembers = given.asked;
        link
    }

    async fn hears_why_and_no_word_until_cut_off(&self, mut link: Link) {
        let listen = async {
            let mut removed = false;
            while let Some(frame) = link.hear().await {
                let said = Said::from_frame(&frame);
                removed |= matches!(said, Said::Certificates { .. });
                assert!(!removed || !said.is_content(), "{said:?}");
            }
            removed
        };
        let removed = timeout(Duration::from_secs(10), listen).await.expect("it is closed");
        assert!(removed, "they are told why");
    }

    async fn tries_everything(&mut self) {
        let tries = tries();
        let (mut heard_at_the_door, mut address) = (0, FIRST_ADDRESS);
        let mut from = endpoint(&self.key, address).await;
        for number in 0..tries {
            if number > 0 && number % FROM_ONE_ADDRESS == 0 {
                from.close().await;
                address += 1;
                from = endpoint(&self.key, address).await;
            }
            let protocol = PROTOCOLS[number % PROTOCOLS.len()];
            let to = self.others[number / PROTOCOLS.len() % 2].clone();
            let Some(mut link) = Link::open(&from, to, protocol).await else { continue };
            if protocol == JOIN {
                heard_at_the_door += self.knocks(&mut link).await;
            } else {
                self.says_what_it_remembers(&mut link, number).await;
                let heard = link.hear_all(Duration::from_secs(5)).await;
                assert_eq!(heard, b"", "try {number}");
                self.turned_away += usize::from(was_turned_away(&link));
            }
            link.conn.close(0_u32.into(), b"");
        }
        from.close().await;
        assert!(
            self.turned_away * 5 > tries,
            "{} of {tries} were turned away as who they are",
            self.turned_away
        );
        assert!(heard_at_the_door > 0, "at the door they were answered at all");
    }

    /// Everything at once, without waiting to be greeted; each time from another place on.
    async fn says_what_it_remembers(&self, link: &mut Link, number: usize) {
        let count = self.remembers.len();
        for frame in self.remembers.iter().cycle().skip(number % count).take(count) {
            if link.say(frame).await.is_none() {
                return;
            }
        }
    }

    /// With the ticket they once came in with. Counts the answers: that the ticket is no good, and nothing else.
    async fn knocks(&self, link: &mut Link) -> usize {
        let rng = &mut rand::rng();
        let newcomer = Newcomer::new(self.used.clone(), self.key.id(), "Cleo", "nursing", rng);
        let (mut newcomer, mut answers) = (newcomer.unwrap(), 0);
        while let Ok(Some(frame)) = timeout(Duration::from_secs(5), link.hear()).await {
            if frame.is_empty() {
                continue;
            }
            match JoinMessage::from_bytes(&frame).unwrap() {
                JoinMessage::Challenge { .. } | JoinMessage::Reveal { .. } => {}
                JoinMessage::TicketProblem(_) => answers += 1,
                other => panic!("{other:?}"),
            }
            let step = newcomer.handle(&frame).unwrap();
            for bytes in step.send {
                link.say(&bytes).await;
            }
        }
        answers
    }
}

/// Whether the other end said that this device is not, or no longer, among those let in.
fn was_turned_away(link: &Link) -> bool {
    let reason = link.conn.close_reason().map(|reason| reason.to_string());
    reason.is_some_and(|reason| reason.contains("not allowed"))
}
