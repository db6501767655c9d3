//! A member with good keys and a bad will sends, over real connections, payloads that nobody honest wrote: nobody's
//! program ends, all honest devices hold the same, every document loads, and it is said who it was.

#![cfg_attr(test, expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly"))]

#[path = "../crates/merge/tests/support/hostile.rs"]
mod hostile;
#[path = "../crates/merge/tests/support/people.rs"]
#[expect(dead_code, reason = "here nobody but the rogue writes")]
mod people;
#[path = "support"]
#[expect(dead_code, reason = "one story needs a part of what all need")]
mod support {
    pub(crate) mod altered;
    pub(crate) mod binary;
    pub(crate) mod clock;
    pub(crate) mod keeper;
    pub(crate) mod together;
}

use crate::support::altered::wire::Said;
use crate::support::altered::{Given, Link, SYNC, Speaker, be_given, endpoint, keys_of, maker_of};
use crate::support::keeper::Device;
use crate::support::together::{agree, begin, invite, let_in, member, words};
use horseshoe_merge::{Actor, EntryId as MergeId, Incoming, Outcome, Pending};
use horseshoe_model::Kind;
use horseshoe_trust::{
    CommunityId, DeviceKey, DocumentGrant, DocumentId, DocumentSecret, Entry, EntryId, EntryKey,
    EpochSecret, Header, Incarnation, Ticket,
};
use people::Person;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::json;

/// `HOSTILE_SENT=200000` when everything is tried, in a few minutes. More by hand, many times with another
/// `HOSTILE_SEED`. What the check alone is given is far more, in the crate of the documents.
fn payloads() -> usize {
    asked("HOSTILE_SENT").unwrap_or(20_000) as usize
}

#[expect(clippy::disallowed_methods, reason = "how long to try is for whoever runs the test")]
fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// So many go into one notebook before the next is begun.
const IN_ONE_NOTEBOOK: usize = 100;
/// After so many the others write a note.
const BETWEEN_NOTES: usize = 1000;
/// So often a device can begin anew after it was refused and still be listened to in one document.
const LIVES: usize = 60;

#[test]
fn what_a_member_sends_on_purpose_to_do_harm_harms_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let [mut amira, mut ben, mut cleo] =
        ["Amira", "Ben", "Cleo"].map(|name| Device::start(folder.path(), name));
    begin(&amira, &ben, "Riverside practitioners");
    let_in(&[&amira, &ben], &cleo);
    add_note(&cleo, "Written when all was well");
    agree(&[&amira, &ben, &cleo]);
    assert!(cleo.end().success());

    let written = tokio::runtime::Runtime::new().unwrap().block_on(storm(&cleo, [&amira, &ben]));
    let seen = agree(&[&amira, &ben]);
    let notes = words(&seen, "/notebook/notes", "/words/text");
    for note in &written {
        assert!(notes.contains(note), "{note} is lost");
    }
    for device in [&amira, &ben] {
        let named = device.see("/communities/0/membership/set_aside");
        let members = named.as_array().unwrap().iter().map(|aside| &aside["member"]);
        let cleo = member(device, "Cleo");
        assert_eq!(members.collect::<Vec<_>>(), [&cleo], "{named}");
    }

    // Every document is read again from the disk, and is the same.
    for first in [true, false] {
        let (device, other) = if first { (&mut amira, &ben) } else { (&mut ben, &amira) };
        device.kill();
        let verified = device.run(&["verify"]);
        assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
        device.restart();
        let (to, address) = (reached_at(other).inviter, reached_at(other).addresses[0]);
        device.ok(&json!({ "command": "connect", "device": to, "address": address }));
        assert_eq!(agree(&[&amira, &ben]), seen);
    }
}

/// A ticket says where its maker is.
fn reached_at(device: &Device) -> Ticket {
    let ticket = invite(device, &device.community().into());
    Ticket::from_text(ticket.as_str().unwrap(), 0).unwrap()
}

fn add_note(device: &Device, text: &str) {
    device.does(&json!({ "subject": "notes", "do": "add", "text": text }));
}

/// Sends everything; meanwhile the others write notes, which are given back.
async fn storm(rogue: &Device, honest: [&Device; 2]) -> Vec<String> {
    let key = keys_of(rogue);
    let community: CommunityId = honest[0].community().parse().unwrap();
    let from = endpoint(&key, 1).await;
    let mut links = Vec::new();
    let mut given = Given::default();
    for device in honest {
        let mut link = Link::open(&from, maker_of(&reached_at(device)), SYNC).await.unwrap();
        given = be_given(&mut link, &key, community).await;
        links.push(only_speaking(link));
    }
    let mut rng = ChaCha8Rng::seed_from_u64(asked("HOSTILE_SEED").unwrap_or(1));
    let (mut sent, mut accepted, mut written) = (0, 0, Vec::new());
    while sent < payloads() {
        let epoch = given.epochs.last().unwrap();
        let (mut scribe, grant) = Scribe::begin(&key, community, epoch, &mut rng);
        for link in &mut links {
            link.say(&Said::Grants(vec![grant.to_bytes()]).to_frame(community)).await.unwrap();
        }
        for _ in 0..IN_ONE_NOTEBOOK {
            let entry = scribe.next(&mut rng);
            let live = Said::Live { document: scribe.document, entry: entry.to_bytes() };
            let to = rng.random_range(0..links.len());
            links[to].say(&live.to_frame(community)).await.expect("the honest device listens on");
            sent += 1;
        }
        accepted += scribe.accepted;
        if sent % BETWEEN_NOTES == 0 {
            let note = format!("Between payloads, after {sent}");
            add_note(honest[written.len() % 2], &note);
            written.push(note);
        }
    }
    assert!(accepted * 20 > sent, "otherwise it tries too little");
    from.close().await;
    written
}

/// The half that says. Whatever comes is taken and nothing is done with it.
#[expect(clippy::disallowed_methods, reason = "it ends with the runtime of the story")]
fn only_speaking(link: Link) -> Speaker {
    let Link { mut recv, conn, speaker, .. } = link;
    tokio::spawn(async move {
        while recv.read(&mut [0; 4096]).await.is_ok_and(|read| read.is_some()) {}
        drop(conn);
    });
    speaker
}

/// Writes into one notebook of their own making.
struct Scribe<'a> {
    key: &'a DeviceKey,
    community: CommunityId,
    document: DocumentId,
    secret: DocumentSecret,
    epoch: &'a EpochSecret,
    incarnation: Incarnation,
    /// What all honest devices make of it.
    person: Person,
    lives: usize,
    accepted: usize,
}

impl<'a> Scribe<'a> {
    fn begin(
        key: &'a DeviceKey,
        community: CommunityId,
        epoch: &'a EpochSecret,
        rng: &mut ChaCha8Rng,
    ) -> (Self, DocumentGrant) {
        let secret = DocumentSecret::generate(rng);
        let grant = DocumentGrant::seal(community, "notebook", None, &secret, epoch, rng).unwrap();
        let person =
            Person { actor: Actor::from_bytes([0; 16]), document: Kind::Notebook.document() };
        let incarnation = Incarnation::generate(rng);
        let document = grant.document;
        let mut scribe = Self {
            key,
            community,
            document,
            secret,
            epoch,
            incarnation,
            person,
            lives: 0,
            accepted: 0,
        };
        scribe.begin_a_life(rng);
        (scribe, grant)
    }

    fn begin_a_life(&mut self, rng: &mut ChaCha8Rng) {
        self.incarnation = Incarnation::generate(rng);
        self.lives += 1;
        let (device, document) = (self.key.id(), self.document);
        self.person.actor =
            Actor::derive(device.as_bytes(), self.incarnation.as_bytes(), document.as_bytes());
    }

    /// The next bad payload, sealed and signed as it should be. After it was refused, a new life begins; the last life
    /// says two things in one place.
    fn next(&mut self, rng: &mut ChaCha8Rng) -> Entry {
        let Pending { actor, seq, prev, deps, payload, .. } =
            hostile::bad_payload(&self.person, rng);
        let id = |id: &MergeId| EntryId::from_bytes(id.0);
        let header = Header {
            version: Entry::VERSION,
            community: self.community,
            document: self.document,
            device: self.key.id(),
            incarnation: self.incarnation,
            seq,
            prev: prev.as_ref().map(id),
            epoch: self.epoch.id(),
            deps: deps.iter().map(id).collect(),
        };
        let entry_key = EntryKey::derive(&self.secret, self.epoch);
        let entry = Entry::seal(self.key, header, &payload, &entry_key, rng).unwrap();
        let id = MergeId(*entry.id().as_bytes());
        let incoming = Incoming { id, actor, seq, prev, deps, payload };
        if self.person.document.take_in(&[incoming]) == [Outcome::Applied] {
            self.accepted += 1;
        } else if self.lives < LIVES {
            self.begin_a_life(rng);
        }
        entry
    }
}
