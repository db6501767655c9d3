//! Places where no store can be, or not now: each is said in words, and nothing is lost.
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Barrier;

use horseshoe_store::{Batch, Disk, OpenError, Read as _, Store as _, StoreError};

#[path = "helpers/child.rs"]
mod child;

use child::{child, store_of_child};

const KEY: [u8; 32] = [7; 32];

fn note(number: u32) -> Batch {
    let mut batch = Batch::new();
    batch.put_note(format!("note {number}"), vec![number as u8; 20_000]);
    batch
}

#[test]
fn another_key_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    Disk::open(&path, &KEY).unwrap().commit(note(1)).unwrap();
    let refused = Disk::open(&path, &[8; 32]).unwrap_err();
    assert_eq!(refused, OpenError::WrongKey { path: path.clone() });
    assert!(Disk::open(&path, &KEY).unwrap().note("note 1").unwrap().is_some());
}

#[test]
fn a_store_that_is_open_is_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let mut store = Disk::open(&path, &KEY).unwrap();
    let refused = Disk::open(&path, &KEY).unwrap_err();
    assert_eq!(refused, OpenError::InUse { path: path.clone() });
    assert_eq!(opened_by_another_process(&path), "in use");
    // Neither attempt harms whoever has it.
    store.commit(note(1)).unwrap();
    let reader = store.reader();
    drop(store);
    assert_eq!(opened_by_another_process(&path), "in use", "readers use it too");
    drop(reader);
    assert_eq!(opened_by_another_process(&path), "opened");
}

fn opened_by_another_process(path: &Path) -> String {
    let mut said = String::new();
    let mut process = child("opens_a_store", path).spawn().unwrap();
    process.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    process.wait().unwrap();
    said.lines().find_map(|line| line.strip_prefix("it is: ")).unwrap().to_owned()
}

#[test]
#[ignore = "a process that the test above starts"]
fn opens_a_store() {
    let Some(path) = store_of_child() else { return };
    let what = match Disk::open(&path, &KEY) {
        Ok(_) => "opened".to_owned(),
        Err(OpenError::InUse { .. }) => "in use".to_owned(),
        Err(other) => other.to_string(),
    };
    std::io::Write::write_all(&mut std::io::stdout(), format!("it is: {what}\n").as_bytes())
        .unwrap();
}

#[test]
fn of_two_that_begin_a_store_at_once_one_wins() {
    for _ in 0..50 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let (start, done) = (Barrier::new(2), Barrier::new(2));
        let open = || {
            start.wait();
            let opened = Disk::open(&path, &KEY);
            done.wait();
            opened.map(drop)
        };
        let both = std::thread::scope(|scope| {
            [scope.spawn(open), scope.spawn(open)].map(|thread| thread.join().unwrap())
        });
        let lost = Err(OpenError::InUse { path: path.clone() });
        assert!(both.contains(&Ok(())) && both.contains(&lost), "{both:?}");
    }
}

#[test]
fn a_place_that_cannot_be_written_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "not a folder").unwrap();
    let places = [
        file.join("store"),
        folder.path().join("missing").join("store"),
        folder.path().to_owned(),
        PathBuf::from("/proc/horseshoe"),
    ];
    for path in places {
        let refused = Disk::open(&path, &KEY).unwrap_err();
        assert_eq!(refused, OpenError::NotWritable { path });
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "not a folder");
}

#[test]
fn a_file_of_something_else_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    for content in ["short".to_owned(), "a letter ".repeat(10_000), "\0".repeat(9) + "letter"] {
        std::fs::write(&path, &content).unwrap();
        assert!(matches!(Disk::open(&path, &KEY).unwrap_err(), OpenError::Damaged { .. }));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), content);
    }
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_a_store() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    Disk::open(&path, &KEY).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
}

/// A disk of two MiB, which goes away when it is dropped.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// `None` where one may not mount.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=2m", "small"];
        let mounted = Command::new("mount").args(mount).arg(folder.path()).output().ok()?;
        mounted.status.success().then_some(Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg(self.0.path()).status().unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::print_stderr, reason = "a test that could not be done must say so")]
fn a_full_disk_loses_nothing_and_work_goes_on_once_there_is_room() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("NOT TESTED: a full disk, because this machine does not let us mount one");
        return;
    };
    let filler = disk.0.path().join("filler");
    std::fs::write(&filler, vec![1; 400 << 10]).unwrap();
    let path = disk.0.path().join("store");
    let mut store = Disk::open(&path, &KEY).unwrap();
    let reader = store.reader();
    let all_there = |until: u32| {
        for number in 0..until {
            let found = reader.note(&format!("note {number}")).unwrap();
            assert_eq!(found, Some(vec![number as u8; 20_000]));
        }
    };
    let full = (0..1_000).find(|number| store.commit(note(*number)).is_err()).unwrap();
    assert!(full > 5, "{full} fitted");
    for _ in 0..20 {
        assert_eq!(store.commit(note(full)), Err(StoreError::DiskFull));
        all_there(full);
    }
    std::fs::remove_file(&filler).unwrap();
    store.commit(note(full)).unwrap();
    store.commit(note(full + 1)).unwrap();
    all_there(full + 2);
    // It can also be opened while the disk is full.
    std::fs::write(&filler, vec![1; 4 << 20]).unwrap_err();
    drop((reader, store));
    let store = Disk::open(&path, &KEY).unwrap();
    assert!(store.note("note 0").unwrap().is_some());
}
