//! Profiles that are moved, copied, put back, guarded, renewed and destroyed.

use super::*;
use crate::guard::ME;
use crate::{Secret, forget_me, remove_unused, ways};
use horseshoe_trust::{CommunityId, DocumentId, EntryId, KeyringError, KeyringItem, Way};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use zeroize::Zeroizing;

/// A home with a profile in it, and a place for what stands outside.
struct Home {
    folder: TempDir,
    config: Config,
    keyring: Arc<TestKeyring>,
}

#[derive(Debug, Default)]
struct TestKeyring(Mutex<BTreeMap<String, [u8; 32]>>);

impl Keyring for TestKeyring {
    fn keep(&self, item: &KeyringItem, secret: &[u8; 32]) -> Result<(), KeyringError> {
        self.0.lock().unwrap().insert(item.to_string(), *secret);
        Ok(())
    }

    fn find(&self, item: &KeyringItem) -> Result<Option<Zeroizing<[u8; 32]>>, KeyringError> {
        Ok(self.0.lock().unwrap().get(&item.to_string()).copied().map(Zeroizing::new))
    }

    fn remove(&self, item: &KeyringItem) -> Result<(), KeyringError> {
        self.0.lock().unwrap().remove(&item.to_string());
        Ok(())
    }
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Arc::new(TestKeyring::default());
        let config = Config {
            keyring: Some(keyring.clone()),
            state: Some(folder.path().join("state")),
            ..Config::on_loopback(folder.path().join("profile"))
        };
        Self { folder, config, keyring }
    }

    /// Starts, tells whether the profile may be a copy, and ends in good order.
    fn moved(&self) -> bool {
        let mut profile = Profile::open(&self.config).unwrap();
        let moved = profile.moved;
        let mut batch = std::mem::take(&mut profile.marks);
        profile.store.commit(std::mem::take(&mut batch)).unwrap();
        profile.witness.advance(&mut batch);
        profile.store.commit(batch).unwrap();
        moved
    }

    fn file(&self, name: &str) -> PathBuf {
        self.config.profile.join(name)
    }

    fn outside(&self) -> Vec<PathBuf> {
        let Some(state) = &self.config.state else { return Vec::new() };
        let Ok(entries) = fs::read_dir(state) else { return Vec::new() };
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

/// Writes what a file was, in the same place on the disk, as a disk that is rolled back does.
fn put_back(file: &Path, bytes: &[u8]) {
    let number = |file: &Path| -> u64 {
        #[cfg(unix)]
        return std::os::unix::fs::MetadataExt::ino(&fs::metadata(file).unwrap());
        #[cfg(not(unix))]
        0
    };
    let before = number(file);
    fs::write(file, bytes).unwrap();
    assert_eq!(number(file), before);
}

#[test]
fn a_profile_that_stays_where_it_is_goes_on_under_its_name() {
    let home = Home::new();
    for _ in 0..4 {
        assert!(!home.moved());
    }
}

#[test]
fn a_profile_from_before_there_were_witnesses_goes_on_under_its_name() {
    let mut home = Home::new();
    let state = home.config.state.take();
    assert!(!home.moved());
    home.config.state = state;
    assert!(!home.moved());
    assert!(!home.moved());
}

#[test]
fn a_disk_that_is_rolled_back_is_noticed() {
    let home = Home::new();
    home.moved();
    let earlier = fs::read(home.file(STORE)).unwrap();
    assert!(!home.moved());
    put_back(&home.file(STORE), &earlier);
    assert!(home.moved(), "the store has forgotten what it said meanwhile");
    assert!(!home.moved(), "from then on it goes on under its new name");
}

#[test]
fn a_disk_that_is_rolled_back_to_the_middle_of_a_run_is_noticed() {
    let home = Home::new();
    home.moved();
    let mut profile = Profile::open(&home.config).unwrap();
    let mut batch = std::mem::take(&mut profile.marks);
    profile.store.commit(std::mem::take(&mut batch)).unwrap();
    let in_the_middle = fs::read(home.file(STORE)).unwrap();
    profile.witness.advance(&mut batch);
    profile.store.commit(batch).unwrap();
    drop(profile);
    put_back(&home.file(STORE), &in_the_middle);
    assert!(home.moved());
}

#[test]
fn a_new_name_is_taken_even_where_the_first_start_after_a_rollback_wrote_nothing() {
    let home = Home::new();
    home.moved();
    let earlier = fs::read(home.file(STORE)).unwrap();
    home.moved();
    put_back(&home.file(STORE), &earlier);
    assert!(Profile::open(&home.config).unwrap().moved, "and the power goes at once");
    assert!(home.moved());
}

#[test]
fn a_copied_folder_and_one_on_another_computer_are_noticed() {
    let home = Home::new();
    home.moved();
    home.moved();
    let copy = home.folder.path().join("copy");
    fs::create_dir(&copy).unwrap();
    for entry in fs::read_dir(&home.config.profile).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
    }
    let config = Config { profile: copy, ..home.config.clone() };
    assert!(Profile::open(&config).unwrap().moved);
    fs::remove_dir_all(home.config.state.as_ref().unwrap()).unwrap();
    assert!(home.moved(), "nothing outside knows it");
    assert!(!home.moved());
}

#[test]
fn what_stands_outside_says_nothing_but_a_number_and_a_count() {
    let home = Home::new();
    home.moved();
    let outside = home.outside();
    let [file] = &outside[..] else { panic!("{outside:?}") };
    let name = file.file_name().unwrap().to_str().unwrap();
    assert!(name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit()), "{name}");
    assert_eq!(fs::read_to_string(file).unwrap(), "2");
}

#[test]
fn a_profile_says_what_opens_it_and_nothing_else_does() {
    let mut home = Home::new();
    assert_eq!(ways(&home.config.profile).unwrap(), None);
    home.config.passphrase = Some(Secret::new("tulip river"));
    home.moved();
    assert_eq!(ways(&home.config.profile).unwrap(), Some(BTreeSet::from([Way::Passphrase])));
    assert!(Profile::open(&home.config).is_ok());
    home.config.passphrase = None;
    assert_eq!(Profile::open(&home.config).err(), Some(Problem::NeedsPassphrase));
    home.config.passphrase = Some(Secret::new("tulip"));
    assert_eq!(Profile::open(&home.config).err(), Some(Problem::WrongPassphrase));
}

#[test]
fn a_recovery_code_opens_the_profile_whose_passphrase_is_forgotten() {
    let mut home = Home::new();
    home.config.passphrase = Some(Secret::new("tulip river"));
    let code = RecoveryCode::generate(&mut rand::rng());
    let device = {
        let mut profile = Profile::open(&home.config).unwrap();
        profile.keys.set_recovery_code(&code).unwrap();
        profile.device_key().id()
    };
    home.config.passphrase = None;
    home.config.recovery_code = Some(Secret::new(code.to_text().to_lowercase()));
    assert_eq!(Profile::open(&home.config).unwrap().device_key().id(), device);
    let another = RecoveryCode::generate(&mut rand::rng());
    for wrong in [another.to_text().as_str(), "tulip"] {
        home.config.recovery_code = Some(Secret::new(wrong));
        assert_eq!(Profile::open(&home.config).err(), Some(Problem::WrongRecoveryCode));
    }
}

#[test]
fn a_profile_begins_as_the_device_that_was_printed_and_only_where_there_is_none() {
    let mut home = Home::new();
    let paper = DeviceKey::from_bytes(&[5; 32]);
    let mistyped = paper.to_paper().replacen(' ', "0 ", 1);
    home.config.recovery_key = Some(Secret::new(mistyped.as_str()));
    assert_eq!(Profile::open(&home.config).err(), Some(Problem::NotACode));
    assert_eq!(ways(&home.config.profile).unwrap(), None, "nothing was begun");
    home.config.recovery_key = Some(Secret::new(paper.to_paper().as_str()));
    assert_eq!(Profile::open(&home.config).unwrap().device_key().id(), paper.id());
    assert_eq!(Profile::open(&home.config).err(), Some(Problem::ProfileExists));
}

#[test]
fn the_keyring_opens_a_profile_and_none_is_asked_where_it_was_not_chosen() {
    let home = Home::new();
    home.moved();
    assert!(home.keyring.0.lock().unwrap().is_empty());
    let mut profile = Profile::open(&home.config).unwrap();
    profile.keys.set_keyring(&*home.keyring).unwrap();
    drop(profile);
    assert!(Profile::open(&home.config).is_ok());
    let without = Config { keyring: None, ..home.config.clone() };
    assert_eq!(Profile::open(&without).err(), Some(Problem::NeedsKeyring));
}

/// Two documents; the second is forgotten and the keys are renewed, up to the step at which the power goes.
fn renewed(home: &Home, steps: usize) {
    let mut profile = Profile::open(&home.config).unwrap();
    let mut batch = std::mem::take(&mut profile.marks);
    for document in [1, 2] {
        let document = DocumentId::from_bytes([document; 32]);
        batch.put_entry(community(), document, entry(), b"words".to_vec());
    }
    profile.store.commit(batch).unwrap();
    drop(profile);
    fs::copy(home.file(STORE), home.folder.path().join("copy")).unwrap();
    let mut profile = Profile::open(&home.config).unwrap();
    let mut batch = std::mem::take(&mut profile.marks);
    batch.forget_document(community(), DocumentId::from_bytes([2; 32]));
    profile.store.commit(batch).unwrap();
    if steps > 0 {
        let next = profile.keys.begin_renewal().unwrap();
        if steps > 1 {
            profile.store.seal_anew(&next).unwrap();
        }
        if steps > 2 {
            profile.keys.finish_renewal(Some(&*home.keyring)).unwrap();
        }
    }
}

fn community() -> CommunityId {
    CommunityId::from_bytes([1; 32])
}

fn entry() -> EntryId {
    EntryId::from_bytes([1; 32])
}

/// S12: with everything the device still has, an old raw copy of its store gives nothing of what was erased, and the
/// present store gives all the rest. However far a renewal came before the power went, the next start ends it.
#[test]
fn s12_a_renewal_is_ended_at_the_next_start_and_old_copies_open_no_more() {
    for (steps, protected) in [(1, false), (2, false), (3, false), (1, true), (2, true), (3, true)]
    {
        let home = Home::new();
        home.moved();
        if protected {
            let mut profile = Profile::open(&home.config).unwrap();
            profile.keys.set_keyring(&*home.keyring).unwrap();
        }
        renewed(&home, steps);
        let profile = Profile::open(&home.config).unwrap();
        assert_eq!(profile.keys.keys().next_store_key, None, "after {steps}");
        let documents = profile.store.documents(&community()).unwrap();
        assert_eq!(documents, [DocumentId::from_bytes([1; 32])], "after {steps}");
        let words = profile.store.entry(&community(), &documents[0], &entry()).unwrap();
        assert_eq!(words, Some(b"words".to_vec()));
        let copy = home.folder.path().join("copy");
        let opened = Disk::open(&copy, &profile.keys.keys().store_key);
        assert!(matches!(opened, Err(OpenError::WrongKey { .. })), "after {steps}");
    }
}

#[test]
fn an_old_key_file_opens_with_nothing_the_keyring_still_has() {
    let home = Home::new();
    let mut profile = Profile::open(&home.config).unwrap();
    profile.keys.set_keyring(&*home.keyring).unwrap();
    drop(profile);
    let old = fs::read(home.file(KEYS)).unwrap();
    renewed(&home, 3);
    let path = home.folder.path().join("old keys");
    fs::write(&path, old).unwrap();
    KeyFile::restrict(&path).unwrap();
    let offered = Offered { keyring: Some(&*home.keyring), ..Offered::default() };
    assert!(matches!(KeyFile::open(&path, &offered), Err(KeyFileError::NeedsKeyring)));
}

#[test]
fn a_forgotten_profile_leaves_nothing_of_itself_and_touches_nothing_else() {
    let home = Home::new();
    let mut profile = Profile::open(&home.config).unwrap();
    profile.keys.set_keyring(&*home.keyring).unwrap();
    assert_eq!(forget_me(&home.config), Err(Problem::ProfileInUse));
    drop(profile);
    assert!(!home.moved(), "it is as it was");
    fs::write(home.file("window.json"), "{}").unwrap();
    fs::write(home.file("letter.txt"), "mine").unwrap();
    forget_me(&home.config).unwrap();
    let left: Vec<_> = fs::read_dir(&home.config.profile).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!(fs::read_to_string(home.file("letter.txt")).unwrap(), "mine");
    assert!(home.keyring.0.lock().unwrap().is_empty());
    assert!(home.outside().is_empty());
    fs::remove_file(home.file("letter.txt")).unwrap();
    forget_me(&home.config).unwrap();
    assert!(!home.config.profile.exists());
}

#[test]
fn only_a_profile_nobody_has_used_gives_way_to_another() {
    let home = Home::new();
    remove_unused(&home.config).unwrap();
    let before = Profile::open(&home.config).unwrap().device_key().id();
    fs::write(home.file("window.json"), "{}").unwrap();
    remove_unused(&home.config).unwrap();
    assert_eq!(ways(&home.config.profile).unwrap(), None);
    assert!(home.file("window.json").exists() && home.outside().is_empty());
    let mut profile = Profile::open(&home.config).unwrap();
    assert_ne!(profile.device_key().id(), before);
    assert_eq!(remove_unused(&home.config), Err(Problem::ProfileInUse));
    let mut batch = Batch::new();
    batch.put_note(ME, b"Amira".to_vec());
    profile.store.commit(batch).unwrap();
    drop(profile);
    assert_eq!(remove_unused(&home.config), Err(Problem::ProfileExists));
    assert!(Profile::open(&home.config).unwrap().store.note(ME).unwrap().is_some());
}

#[test]
fn a_profile_is_forgotten_without_its_passphrase_and_however_damaged() {
    let mut home = Home::new();
    home.config.passphrase = Some(Secret::new("tulip river"));
    home.moved();
    home.config.passphrase = None;
    fs::write(home.file(STORE), b"no store").unwrap();
    forget_me(&home.config).unwrap();
    assert!(!home.config.profile.exists());
}
