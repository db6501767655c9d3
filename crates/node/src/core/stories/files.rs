//! Files: added whole by one, read by everybody who has all of it, carried, destroyed by whoever added them.

use super::super::world::World;
use crate::{Command, FileBytes, Problem, Reply};
use horseshoe_model::FileRef;
use horseshoe_store::Store as _;
use horseshoe_trust::{CommunityId, DocumentId};
use std::time::Duration;

const HOUR: Duration = Duration::from_hours(1);

/// Bytes that no packing makes smaller.
fn noise(length: usize) -> FileBytes {
    let mut hash = blake3::Hasher::new().finalize_xof();
    let mut bytes = vec![0; length];
    hash.fill(&mut bytes);
    bytes.into()
}

fn add(world: &mut World, who: usize, community: CommunityId, bytes: &FileBytes) -> FileRef {
    let command = Command::AddFile { community, bytes: bytes.clone() };
    match world.ask(who, command).unwrap() {
        Reply::Made { id } => id.parse().unwrap(),
        other => panic!("{other:?}"),
    }
}

fn read(
    world: &mut World,
    who: usize,
    community: CommunityId,
    file: FileRef,
) -> Result<FileBytes, Problem> {
    match world.ask(who, Command::ReadFile { community, file })? {
        Reply::File { bytes } => Ok(bytes),
        other => panic!("{other:?}"),
    }
}

/// Row C14.
#[test]
fn c14_five_megabytes_reach_a_second_peer_and_open_there_without_a_network() {
    let (mut world, community) = World::community_of(3);
    let bytes = noise(5 << 20);
    let file = add(&mut world, 0, community, &bytes);
    world.run(Duration::from_secs(20));
    world.go_apart(1);
    assert_eq!(read(&mut world, 1, community, file), Ok(bytes.clone()));
    world.kill(2);
    world.start(2, false);
    assert_eq!(read(&mut world, 2, community, file), Ok(bytes), "read again from the disk");
    world.come_back(1);
    world.assert_all_agree();
}

#[test]
fn an_empty_file_is_a_file_and_one_that_is_too_large_is_refused_whole() {
    let (mut world, community) = World::community_of(2);
    let empty = add(&mut world, 0, community, &FileBytes::default());
    world.run(Duration::from_secs(5));
    assert_eq!(read(&mut world, 1, community, empty), Ok(FileBytes::default()));
    let before = world.people[0].store.reader().documents(&community).unwrap();
    let command = Command::AddFile { community, bytes: noise((24 << 20) + 1) };
    assert_eq!(world.ask(0, command), Err(Problem::FileTooLarge { most_mib: 24 }));
    assert_eq!(world.people[0].store.reader().documents(&community).unwrap(), before);
}

#[test]
fn a_file_of_which_a_part_is_missing_is_not_shown() {
    let (mut world, community) = World::community_of(2);
    let file = add(&mut world, 0, community, &noise(600_000));
    world.run(Duration::from_secs(5));
    let other = add(&mut world, 0, community, &noise(10));
    world.run(Duration::from_secs(5));
    let nowhere = FileRef { end: [7; 32], ..file };
    assert_eq!(read(&mut world, 1, community, nowhere), Err(Problem::NotHereYet));
    let mixed = FileRef { document: other.document, ..file };
    assert_eq!(read(&mut world, 1, community, mixed), Err(Problem::NotHereYet));
    let notes = world.community(0).community_document;
    let no_file = FileRef { document: *notes.as_bytes(), ..file };
    assert_eq!(read(&mut world, 1, community, no_file), Err(Problem::NotHereYet));
}

#[test]
fn who_left_keeps_what_was_there_and_is_given_no_file_more() {
    let (mut world, community) = World::community_of(3);
    let bytes = noise(300_000);
    let file = add(&mut world, 0, community, &bytes);
    world.run(Duration::from_secs(5));
    world.ask(2, Command::Leave { community }).unwrap();
    world.run(Duration::from_secs(5));
    let since = add(&mut world, 0, community, &bytes);
    world.run(Duration::from_secs(5));
    assert_eq!(read(&mut world, 1, community, since), Ok(bytes.clone()));
    assert_eq!(read(&mut world, 2, community, file), Ok(bytes), "what was there stays readable");
    assert_eq!(read(&mut world, 2, community, since), Err(Problem::NotHereYet));
}

#[test]
fn whoever_added_a_file_destroys_it_alone_and_nobody_else_does() {
    let (mut world, community) = World::community_of(3);
    let file = add(&mut world, 0, community, &noise(300_000));
    world.run(Duration::from_secs(5));
    let document = DocumentId::from_bytes(file.document);
    world.ask(1, Command::ProposeErase { community, document }).unwrap();
    world.run(Duration::from_secs(5));
    assert!(world.community(2).erasing.agreed.is_empty(), "another one needs a second");

    world.ask(0, Command::ProposeErase { community, document }).unwrap();
    world.run(71 * HOUR);
    assert!(read(&mut world, 1, community, file).is_ok(), "it is shown for three days before");
    world.run(2 * HOUR);
    for who in 0..3 {
        assert_eq!(read(&mut world, who, community, file), Err(Problem::NotHereYet), "{who}");
        let destroyed = world.community(who).erasing.destroyed.clone();
        assert_eq!((destroyed.len(), destroyed[0].confirmed.len()), (1, 3), "{who}");
        let reader = world.people[who].store.reader();
        assert!(!reader.documents(&community).unwrap().contains(&document));
    }
    world.assert_all_agree();
}

#[test]
fn two_others_can_destroy_a_file_as_they_can_shared_notes() {
    let (mut world, community) = World::community_of(3);
    let file = add(&mut world, 0, community, &noise(1_000));
    world.run(Duration::from_secs(5));
    let document = DocumentId::from_bytes(file.document);
    world.ask(1, Command::ProposeErase { community, document }).unwrap();
    world.run(Duration::from_secs(5));
    world.ask(2, Command::AgreeToErase { community, document }).unwrap();
    world.run(74 * HOUR);
    assert_eq!(read(&mut world, 0, community, file), Err(Problem::NotHereYet));
}

#[test]
fn who_carries_a_community_on_still_sees_its_files() {
    let (mut world, community) = World::community_of(2);
    let bytes = noise(1_000);
    let file = add(&mut world, 0, community, &bytes);
    world.run(Duration::from_secs(5));
    let Reply::Begun { community: draft } =
        world.ask(1, Command::ContinueAnew { community }).unwrap()
    else {
        panic!("a draft begins");
    };
    assert_eq!(read(&mut world, 1, draft, file), Ok(bytes));
    let command = Command::AddFile { community: draft, bytes: noise(1) };
    assert_eq!(world.ask(1, command), Err(Problem::StillADraft));
}
