//! People whose devices never meet: everything goes by files on a stick.

use super::World;
use crate::{
    Brought, Command, CommunityId, DeviceId, FileBytes, ForWhom, LetterNews, Problem, Reply,
    RequestId, Stage,
};
use horseshoe_model::{FileRef, Kind, PrivateCommand};
use horseshoe_trust::{MemberId, TicketId};
use std::path::PathBuf;
use std::time::Duration;

fn file() -> PathBuf {
    PathBuf::from("stick")
}

/// Row F4.
#[test]
fn f4_a_picture_goes_on_a_stick_with_everything_else() {
    let (mut world, community) = World::founded_by_letters(2);
    let bytes = FileBytes::from(vec![7; 400_000]);
    let command = Command::AddFile { community, bytes: bytes.clone() };
    let Ok(Reply::Made { id }) = world.ask(0, command) else { panic!("a file is added") };
    let file: FileRef = id.parse().unwrap();
    let whom = ForWhom::Member { member: world.member(1) };
    let read = Command::ReadFile { community, file };
    assert_eq!(world.ask(1, read.clone()), Err(Problem::NotHereYet));
    world.save(0, community, whom).unwrap();
    world.open(1).unwrap();
    assert_eq!(world.ask(1, read), Ok(Reply::File { bytes }));
}

impl World {
    /// People whose devices are never connected.
    fn without_network(people: usize) -> Self {
        let mut world = Self::of(people);
        for who in 0..people {
            world.go_apart(who);
        }
        world
    }

    fn save(&mut self, who: usize, community: CommunityId, whom: ForWhom) -> Result<u64, Problem> {
        let saved = self.ask(who, Command::SaveExchange { community, whom, file: file() })?;
        let Reply::FileSaved { entries, .. } = saved else { panic!("{saved:?}") };
        Ok(entries)
    }

    fn open(&mut self, who: usize) -> Result<Brought, Problem> {
        let opened = self.ask(who, Command::OpenExchange { file: file(), community: None })?;
        let Reply::Opened { brought } = opened else { panic!("{opened:?}") };
        Ok(brought)
    }

    fn join_by_letter(&mut self, who: usize, ticket: String) -> TicketId {
        let Ok(Reply::Joining { ticket }) = self.ask(who, Command::Join { ticket }) else {
            panic!("a ticket can be used")
        };
        ticket
    }

    /// Somebody asks the first with a ticket of theirs, who has read it.
    fn ask_by_letter(&mut self, who: usize, community: CommunityId) -> TicketId {
        let ticket = self.invite(0, community);
        let ticket = self.join_by_letter(who, ticket);
        self.save_asking(who, ticket);
        self.open(0).unwrap();
        ticket
    }

    fn save_asking(&mut self, who: usize, ticket: TicketId) {
        self.ask(who, Command::SaveAsking { ticket, file: file() }).expect("a letter is saved");
    }

    fn member(&mut self, who: usize) -> MemberId {
        MemberId::from(self.device(who))
    }

    fn request(&self, who: usize) -> RequestId {
        RequestId(self.device(who))
    }

    /// The first two found a community by letters, and both hold it.
    fn founded_by_letters(people: usize) -> (Self, CommunityId) {
        let mut world = Self::without_network(people);
        let draft = world.begin();
        world.add_rule(0, draft, "Listen");
        let ticket = world.invite(0, draft);
        let ticket = world.join_by_letter(1, ticket);
        world.save_asking(1, ticket);
        let request = world.request(1);
        let asks = Some(LetterNews::Asks { request });
        assert_eq!(world.open(0).unwrap().letter, asks);
        let whom = ForWhom::Newcomer { request };
        assert_eq!(world.save(0, draft, whom), Err(Problem::NotApprovedYet));
        world.approve(0, draft, 1);
        world.save(0, draft, whom).unwrap();
        assert_eq!(world.open(1).unwrap().letter, Some(LetterNews::ToBringBack { ticket }));
        assert!(world.see(1).joining[0].to_bring_back);
        // Both programs end in between: what was agreed goes on.
        world.kill(0);
        world.start(0, false);
        world.kill(1);
        world.start(1, false);
        world.save_asking(1, ticket);
        assert_eq!(world.open(0).unwrap().letter, Some(LetterNews::Signed { request }));
        let community = world.community(0).id;
        assert_ne!(community, draft);
        world.save(0, community, whom).unwrap();
        let brought = world.open(1).unwrap();
        assert_eq!(brought.letter, Some(LetterNews::In { community }));
        assert!(brought.entries.iter().any(|(kind, _)| *kind == Some(Kind::Community)));
        (world, community)
    }

    /// What each wrote goes to all the others, once around.
    fn carry_around(&mut self, community: CommunityId, people: &[usize]) {
        for _ in 0..2 {
            for who in people {
                self.save(*who, community, ForWhom::Everyone).unwrap();
                for other in people.iter().filter(|other| *other != who) {
                    self.open(*other).unwrap();
                }
            }
        }
    }
}

#[test]
fn two_who_never_share_a_network_begin_a_community_and_hold_the_same() {
    let (mut world, community) = World::founded_by_letters(2);
    assert_eq!(world.rules(1), ["Listen"]);
    world.add_rule(1, community, "Speak for yourself");
    world.add_note(0, community, "A note");
    world.carry_around(community, &[0, 1]);
    world.assert_all_agree();
    let names = |world: &mut World, who| {
        let members = world.community(who).members.clone();
        members.iter().map(|member| member.name.clone()).collect::<Vec<_>>()
    };
    let first = names(&mut world, 0);
    assert_eq!(first, names(&mut world, 1));
    assert!(first.contains(&"Amira".to_owned()) && first.contains(&"Ben".to_owned()));
}

#[test]
fn a_third_is_let_in_by_two_with_nothing_but_files() {
    let (mut world, community) = World::founded_by_letters(3);
    world.carry_around(community, &[0, 1]);
    let ticket = world.ask_by_letter(2, community);
    assert!(world.community(0).requests[0].by_letter);
    assert_eq!(world.community(0).requests[0].words, None, "nothing could be compared");
    world.approve(0, community, 2);
    let whom = ForWhom::Newcomer { request: world.request(2) };
    world.save(0, community, whom).unwrap();
    world.open(2).unwrap();
    world.save_asking(2, ticket);
    world.open(0).unwrap();
    world.save(0, community, whom).unwrap();
    let waits = LetterNews::Waiting { ticket, missing: 1 };
    assert_eq!(world.open(2).unwrap().letter, Some(waits), "one yes is not enough");
    assert!(world.see(2).communities.is_empty());

    world.save(0, community, ForWhom::Everyone).unwrap();
    world.open(1).unwrap();
    assert_eq!(world.community(1).requests[0].name, "Cleo");
    world.approve(1, community, 2);
    assert_eq!(world.community(1).members.len(), 3);
    world.save(1, community, ForWhom::Everyone).unwrap();
    let brought = world.open(0).unwrap();
    assert_eq!(brought.came, [world.member(2)]);
    world.save(0, community, whom).unwrap();
    assert_eq!(world.open(2).unwrap().letter, Some(LetterNews::In { community }));
    assert_eq!(world.community(2).stage, Stage::Living);
    world.add_rule(2, community, "From the third");
    world.carry_around(community, &[0, 1, 2]);
    world.assert_all_agree();
    assert!(world.rules(1).contains(&"From the third".to_owned()));
}

#[test]
fn what_somebody_lacks_who_was_let_in_by_files_is_first_of_all_that_they_are_in() {
    let (mut world, community) = World::founded_by_letters(3);
    world.carry_around(community, &[0, 1]);
    let ticket = world.ask_by_letter(2, community);
    world.approve(0, community, 2);
    let whom = ForWhom::Newcomer { request: world.request(2) };
    world.save(0, community, whom).unwrap();
    world.open(2).unwrap();
    world.save_asking(2, ticket);
    world.open(0).unwrap();
    world.save(0, community, ForWhom::Everyone).unwrap();
    world.open(1).unwrap();
    world.approve(1, community, 2);
    world.save(1, community, ForWhom::Everyone).unwrap();
    world.open(0).unwrap();
    // Beside their name, as for any other member.
    let member = world.member(2);
    world.save(0, community, ForWhom::Member { member }).unwrap();
    assert_eq!(world.open(2).unwrap().letter, Some(LetterNews::In { community }));
    world.carry_around(community, &[0, 1, 2]);
    // They have said something since: they know.
    world.save(0, community, ForWhom::Member { member }).unwrap();
    assert_eq!(world.open(2).unwrap().letter, None);
    world.assert_all_agree();
}

#[test]
fn a_file_is_for_whom_it_was_saved_and_a_stranger_reads_nothing_in_it() {
    let (mut world, community) = World::founded_by_letters(3);
    let second = world.member(1);
    world.save(0, community, ForWhom::Member { member: second }).unwrap();
    let before = world.see(2).number;
    assert_eq!(world.open(2), Err(Problem::NotForThisDevice));
    assert!(world.see(2).communities.is_empty(), "{before}");
    let bytes = world.stick[&file()].clone();
    let holds = |what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
    let devices: Vec<DeviceId> = (0..2).map(|who| world.device(who)).collect();
    assert!(!holds(b"Amira") && !holds(b"Ben") && !holds(b"Tuesday"));
    assert!(!holds(community.as_bytes()) && !holds(&community.as_bytes()[..8]));
    assert!(devices.iter().all(|device| !holds(&device.as_bytes()[..8])));
    // Whoever made it can look what it is.
    assert_eq!(world.open(0).unwrap().entries, []);
}

#[test]
fn a_damaged_file_changes_nothing() {
    let (mut world, community) = World::founded_by_letters(2);
    world.add_rule(0, community, "More");
    world.save(0, community, ForWhom::Everyone).unwrap();
    let whole = world.stick[&file()].clone();
    for cut in [5, 30, 700, whole.len() - 1] {
        world.stick.insert(file(), whole[..cut].to_vec());
        let refused = world.open(1).unwrap_err();
        let damaged = matches!(
            refused,
            Problem::ExchangeFileDamaged | Problem::NotAnExchangeFile | Problem::NotForThisDevice
        );
        assert!(damaged, "{cut}: {refused:?}");
    }
    let mut changed = whole;
    let last = changed.len() - 40;
    changed[last] ^= 1;
    world.stick.insert(file(), changed);
    assert_eq!(world.open(1), Err(Problem::ExchangeFileDamaged));
    assert_eq!(world.rules(1), ["Listen"]);
}

#[test]
fn only_what_somebody_lacks_is_saved_for_them_and_all_of_it() {
    let (mut world, community) = World::founded_by_letters(2);
    let (first, second) = (world.member(0), world.member(1));
    let for_second = ForWhom::Member { member: second };
    let all = world.save(0, community, for_second).unwrap();
    assert!(all > 0, "nothing is known of what they hold");
    world.open(1).unwrap();
    // Their file says what they hold; the answer need not bring it again.
    world.save(1, community, ForWhom::Member { member: first }).unwrap();
    world.open(0).unwrap();
    assert_eq!(world.save(0, community, for_second).unwrap(), 0);
    world.add_rule(0, community, "New");
    assert_eq!(world.save(0, community, for_second).unwrap(), 1);
    let brought = world.open(1).unwrap();
    assert_eq!(brought.entries, [(Some(Kind::Community), 1)]);
    assert_eq!((brought.waiting, brought.from), (0, Some(world.device(0))));
    assert_eq!(world.rules(1), ["Listen", "New"]);
    // Opened again, it brings nothing.
    assert_eq!(world.open(1).unwrap().entries, []);
    assert!(world.save(0, community, ForWhom::Everyone).unwrap() > 1);
}

#[test]
fn what_only_i_can_see_is_in_no_file_for_others() {
    let (mut world, community) = World::founded_by_letters(2);
    let text = "only mine".to_owned();
    let note = PrivateCommand::AddNote { text, about: None, after: None };
    world.act(0, community, note).unwrap();
    let mine = world.community(0).private_document;
    for whom in [ForWhom::Everyone, ForWhom::Member { member: world.member(1) }] {
        world.save(0, community, whom).unwrap();
        world.open(1).unwrap();
        let theirs =
            horseshoe_store::Store::reader(&world.people[1].store).documents(&community).unwrap();
        assert!(!theirs.is_empty() && !theirs.contains(&mine));
    }
    let mine = world.save(0, community, ForWhom::MyDevices);
    assert_eq!(mine, Err(Problem::NobodyToSaveFor));
}

#[test]
fn a_file_of_another_community_is_named_and_left_alone() {
    let (mut world, community) = World::founded_by_letters(2);
    world.save(0, community, ForWhom::Everyone).unwrap();
    let Ok(Reply::Begun { community: other }) =
        world.ask(1, Command::Begin { name: "Another".to_owned() })
    else {
        panic!("a draft is begun")
    };
    let open = Command::OpenExchange { file: file(), community: Some(other) };
    let name = "Tuesday group".to_owned();
    assert_eq!(world.ask(1, open), Err(Problem::OfAnotherCommunity { community, name }));
    world.ask(1, Command::Forget { community }).unwrap();
    assert_eq!(world.open(1), Err(Problem::NoSuchCommunity { community }));
}

#[test]
fn a_ticket_by_letter_serves_one_person_until_it_expires_or_is_taken_back() {
    let (mut world, community) = World::founded_by_letters(4);
    let text = world.invite(0, community);
    let ticket = world.join_by_letter(2, text.clone());
    world.save_asking(2, ticket);
    world.open(0).unwrap();
    let ticket = world.join_by_letter(3, text);
    world.save_asking(3, ticket);
    assert_eq!(world.open(0), Err(Problem::TicketUsed));

    let hours = Some(1);
    let Ok(Reply::Ticket { text, .. }) = world.ask(0, Command::Invite { community, hours }) else {
        panic!("a ticket is made")
    };
    let ticket = world.join_by_letter(3, text);
    world.save_asking(3, ticket);
    world.run(Duration::from_hours(2));
    assert_eq!(world.open(0), Err(Problem::TicketExpired));
    world.ask(0, Command::Uninvite { community, ticket }).unwrap();
    assert_eq!(world.open(0), Err(Problem::TicketUnknown));
    assert_eq!(world.community(0).requests.len(), 1, "only the first one asks");
}

#[test]
fn a_file_that_is_lost_is_made_up_for_by_the_next() {
    let (mut world, community) = World::founded_by_letters(2);
    let (first, second) = (world.member(0), world.member(1));
    world.save(1, community, ForWhom::Member { member: first }).unwrap();
    world.open(0).unwrap();
    world.add_rule(0, community, "In a file that is lost");
    world.save(0, community, ForWhom::Member { member: second }).unwrap();
    let lost = world.stick[&file()].clone();
    // Saved is not arrived: only what the other says it holds is left out.
    world.add_rule(0, community, "In the next");
    world.save(0, community, ForWhom::Member { member: second }).unwrap();
    let brought = world.open(1).unwrap();
    assert_eq!((brought.entries.clone(), brought.waiting), (vec![(Some(Kind::Community), 2)], 0));
    world.stick.insert(file(), lost);
    assert_eq!(world.open(1).unwrap().entries, []);
    world.carry_around(community, &[0, 1]);
    world.assert_all_agree();
}

#[test]
fn somebody_is_removed_with_nothing_but_files_and_the_new_secret_travels_along() {
    let (mut world, community) = World::community_of(3);
    for who in 0..3 {
        world.go_apart(who);
    }
    world.add_rule(2, community, "Written before");
    world.carry_around(community, &[0, 1, 2]);
    world.assert_all_agree();
    let (second, third) = (world.member(1), world.member(2));
    let target = crate::Target::Member(third);
    let reason = String::new();
    world.ask(0, Command::ProposeRemoval { community, target, with: second, reason }).unwrap();
    // Half signed, it is in nobody's hands but those of who was asked.
    world.save(0, community, ForWhom::Everyone).unwrap();
    for who in [1, 2] {
        world.open(who).unwrap();
        assert!(world.community(who).membership.proposed.is_empty(), "{who}");
    }
    world.save(0, community, ForWhom::Member { member: second }).unwrap();
    assert_eq!(world.open(2), Err(Problem::NotForThisDevice));
    world.open(1).unwrap();
    let proposal = world.community(1).membership.proposed[0].id;
    world.ask(1, Command::SignRemoval { community, proposal }).unwrap();
    world.add_rule(1, community, "Written after");
    world.save(1, community, ForWhom::Everyone).unwrap();
    let brought = world.open(0).unwrap();
    assert_eq!(brought.went, [third]);
    assert_eq!(world.rules(0), ["Written before", "Written after"]);
    assert_eq!(world.open(2), Err(Problem::NotForThisDevice), "nothing more is for them");
    // What they write now counts nowhere, and their file is refused nobody: it brings nothing that counts.
    world.add_rule(2, community, "Written by who is out");
    world.save(2, community, ForWhom::Everyone).unwrap();
    world.open(0).unwrap();
    assert_eq!(world.rules(0), ["Written before", "Written after"]);
    world.carry_around(community, &[0, 1]);
    assert_eq!(world.rules(1), world.rules(0));
    assert_eq!(world.community(0).sync.digest, world.community(1).sync.digest);
}
