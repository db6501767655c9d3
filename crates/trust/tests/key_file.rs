//! The key file: it opens for its owner only, says what is wrong, and never loses the keys.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use horseshoe_trust::{
    Cost, DeviceKey, KeyFile, KeyFileError, Keyring, KeyringError, KeyringItem, Keys, Offered,
    RecoveryCode, Way,
};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use tempfile::TempDir;
use zeroize::Zeroizing;

struct Place {
    _folder: TempDir,
    path: PathBuf,
    keyring: TestKeyring,
}

/// A keyring that remembers, or is not there.
#[derive(Debug, Default)]
struct TestKeyring {
    items: Mutex<BTreeMap<String, [u8; 32]>>,
    gone: Mutex<bool>,
}

impl TestKeyring {
    fn here(&self) -> Result<(), KeyringError> {
        if *self.gone.lock().unwrap() { Err(KeyringError("gone".to_owned())) } else { Ok(()) }
    }

    fn names(&self) -> Vec<String> {
        self.items.lock().unwrap().keys().cloned().collect()
    }
}

impl Keyring for TestKeyring {
    fn keep(&self, item: &KeyringItem, secret: &[u8; 32]) -> Result<(), KeyringError> {
        self.here()?;
        self.items.lock().unwrap().insert(item.to_string(), *secret);
        Ok(())
    }

    fn find(&self, item: &KeyringItem) -> Result<Option<Zeroizing<[u8; 32]>>, KeyringError> {
        self.here()?;
        Ok(self.items.lock().unwrap().get(&item.to_string()).copied().map(Zeroizing::new))
    }

    fn remove(&self, item: &KeyringItem) -> Result<(), KeyringError> {
        self.here()?;
        self.items.lock().unwrap().remove(&item.to_string());
        Ok(())
    }
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    Place { _folder: folder, path, keyring: TestKeyring::default() }
}

fn keys() -> Keys {
    let device_key = DeviceKey::from_bytes(&[1; 32]);
    Keys { device_key, store_key: [2; 32], next_store_key: None }
}

fn with(passphrase: Option<&str>) -> Place {
    let place = place();
    KeyFile::create_with(&place.path, keys(), passphrase, Cost::testing()).unwrap();
    place
}

fn code(seed: u64) -> RecoveryCode {
    RecoveryCode::generate(&mut ChaCha20Rng::seed_from_u64(seed))
}

impl Place {
    fn open(&self, passphrase: Option<&str>) -> Result<[u8; 32], KeyFileError> {
        self.opened(&Offered { passphrase, ..Offered::default() })
    }

    fn opened(&self, offered: &Offered<'_>) -> Result<[u8; 32], KeyFileError> {
        KeyFile::open(&self.path, offered).map(|file| {
            assert_eq!(file.keys().device_key.to_bytes(), [1; 32]);
            file.keys().store_key
        })
    }

    fn by_keyring(&self) -> Result<[u8; 32], KeyFileError> {
        self.opened(&Offered { keyring: Some(&self.keyring), ..Offered::default() })
    }

    fn by_code(&self, code: &RecoveryCode) -> Result<[u8; 32], KeyFileError> {
        self.opened(&Offered { recovery_code: Some(code), ..Offered::default() })
    }

    fn file(&self, passphrase: Option<&str>) -> KeyFile {
        KeyFile::open(&self.path, &Offered { passphrase, ..Offered::default() }).unwrap()
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(&self.path).unwrap()
    }

    /// Changes everything before the checksum and makes the checksum right again.
    fn rewrite(&self, change: impl FnOnce(&mut Vec<u8>)) {
        let mut bytes = self.bytes();
        bytes.truncate(bytes.len() - 32);
        change(&mut bytes);
        let sum = *blake3::hash(&bytes).as_bytes();
        bytes.extend(sum);
        fs::write(&self.path, bytes).unwrap();
    }
}

#[test]
fn keys_come_back_with_and_without_a_passphrase() {
    assert_eq!(with(None).open(None).unwrap(), [2; 32]);
    assert_eq!(with(Some("tulip river")).open(Some("tulip river")).unwrap(), [2; 32]);
}

#[test]
fn the_standard_cost_opens_too() {
    let place = place();
    KeyFile::create(&place.path, keys(), Some("tulip river")).unwrap();
    assert_eq!(place.open(Some("tulip river")).unwrap(), [2; 32]);
}

#[test]
fn a_missing_or_wrong_passphrase_is_called_so() {
    let place = with(Some("tulip river"));
    assert!(matches!(place.open(None), Err(KeyFileError::NeedsPassphrase)));
    assert!(matches!(place.open(Some("tulip")), Err(KeyFileError::WrongPassphrase)));
    assert!(matches!(place.open(Some("")), Err(KeyFileError::WrongPassphrase)));
}

#[test]
fn s13_a_hundred_wrong_passphrases_are_refused_alike() {
    let place = with(Some("tulip river"));
    let before = place.bytes();
    let close =
        ["tulip rive", "tulip riverr", "Tulip river", " tulip river", "tulip river\n", "tulip"];
    let guesses = close.map(ToOwned::to_owned).into_iter();
    for guess in guesses.chain((0..94).map(|number| format!("guess {number}"))) {
        let error = place.open(Some(&guess)).unwrap_err();
        assert!(matches!(error, KeyFileError::WrongPassphrase), "{guess}");
        assert_eq!(format!("{error} {error:?}"), "this is not the passphrase WrongPassphrase");
    }
    assert_eq!(place.bytes(), before);
    assert_eq!(place.open(Some("tulip river")).unwrap(), [2; 32]);
}

/// Each of the ways people have, in the order they are added; then each taken away, in every order.
#[test]
fn ways_are_added_and_taken_away_in_every_order_without_touching_the_others() {
    const WAYS: [Way; 3] = [Way::Passphrase, Way::Keyring, Way::RecoveryCode];
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let code = code(1);
    let opens = |place: &Place, way: Way| {
        match way {
            Way::Passphrase => place.open(Some("tulip river")),
            Way::Keyring => place.by_keyring(),
            _ => place.by_code(&code),
        }
        .is_ok()
    };
    for added in orders {
        for removed in orders {
            let place = with(None);
            let mut file = place.file(None);
            let mut ways = BTreeSet::new();
            for way in added.map(|at| WAYS[at]) {
                match way {
                    Way::Passphrase => file.set_passphrase_with("tulip river", Cost::testing()),
                    Way::Keyring => file.set_keyring(&place.keyring),
                    _ => file.set_recovery_code(&code),
                }
                .unwrap();
                ways.insert(way);
                assert_eq!(KeyFile::ways_of(&place.path).unwrap(), ways);
                assert!(place.open(None).is_err(), "protected, it opens to nobody by itself");
                for way in WAYS {
                    assert_eq!(opens(&place, way), ways.contains(&way), "{way:?} of {ways:?}");
                }
            }
            for way in removed.map(|at| WAYS[at]).into_iter().take(2) {
                file.remove(way, Some(&place.keyring)).unwrap();
                ways.remove(&way);
                for way in WAYS {
                    assert_eq!(opens(&place, way), ways.contains(&way), "{way:?} of {ways:?}");
                }
            }
            let last = WAYS[removed[2]];
            let refused = file.remove(last, Some(&place.keyring));
            assert!(matches!(refused, Err(KeyFileError::LastProtection)));
            assert!(opens(&place, last));
            file.leave_unprotected(Some(&place.keyring)).unwrap();
            assert_eq!(place.open(None).unwrap(), [2; 32]);
            assert_eq!(file.ways(), BTreeSet::from([Way::Unprotected]));
            assert_eq!(place.keyring.names(), [""; 0], "nothing is left in the keyring");
        }
    }
}

#[test]
fn a_passphrase_and_a_code_are_replaced() {
    let place = with(Some("first"));
    let mut file = place.file(Some("first"));
    file.set_passphrase_with("second", Cost::testing()).unwrap();
    assert!(matches!(place.open(Some("first")), Err(KeyFileError::WrongPassphrase)));
    assert_eq!(place.open(Some("second")).unwrap(), [2; 32]);
    file.set_recovery_code(&code(1)).unwrap();
    file.set_recovery_code(&code(2)).unwrap();
    assert!(matches!(place.by_code(&code(1)), Err(KeyFileError::WrongRecoveryCode)));
    assert_eq!(place.by_code(&code(2)).unwrap(), [2; 32]);
}

#[test]
fn what_a_person_gives_must_be_right_even_where_the_keyring_would_open() {
    let place = with(Some("tulip river"));
    place.file(Some("tulip river")).set_keyring(&place.keyring).unwrap();
    let offered =
        Offered { passphrase: Some("tulip"), keyring: Some(&place.keyring), ..Offered::default() };
    assert!(matches!(place.opened(&offered), Err(KeyFileError::WrongPassphrase)));
    assert_eq!(place.by_keyring().unwrap(), [2; 32]);
}

#[test]
fn without_its_keyring_a_file_says_what_it_needs() {
    let place = with(None);
    let mut file = place.file(None);
    file.set_keyring(&place.keyring).unwrap();
    *place.keyring.gone.lock().unwrap() = true;
    assert!(matches!(place.by_keyring(), Err(KeyFileError::NeedsKeyring)));
    assert!(matches!(place.open(None), Err(KeyFileError::NeedsKeyring)));
    file.set_passphrase_with("tulip river", Cost::testing()).unwrap();
    assert!(matches!(place.by_keyring(), Err(KeyFileError::NeedsPassphrase)));
    assert_eq!(place.open(Some("tulip river")).unwrap(), [2; 32]);
}

#[test]
fn a_keyring_that_is_not_there_changes_nothing() {
    let place = with(Some("tulip river"));
    *place.keyring.gone.lock().unwrap() = true;
    let before = place.bytes();
    let refused = place.file(Some("tulip river")).set_keyring(&place.keyring);
    assert!(matches!(refused, Err(KeyFileError::Keyring(_))));
    assert_eq!(place.bytes(), before);
}

#[test]
fn an_item_in_the_keyring_says_nothing_but_a_random_number() {
    let place = with(None);
    place.file(None).set_keyring(&place.keyring).unwrap();
    let names = place.keyring.names();
    let [name] = &names[..] else { panic!("{names:?}") };
    let (id, generation) = name.split_once('-').unwrap();
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{name}");
    assert_eq!(generation, "0");
}

/// A renewal: whoever kept a copy of the store's key has nothing of what is written from then on, and whoever kept a
/// copy of the file opens it with nothing this device still has.
#[test]
fn renewed_keys_open_with_the_same_secrets_and_nothing_old_opens_with_what_is_left() {
    let place = with(Some("tulip river"));
    let mut file = place.file(Some("tulip river"));
    file.set_keyring(&place.keyring).unwrap();
    file.set_recovery_code(&code(1)).unwrap();
    let before = place.bytes();
    let next = file.begin_renewal().unwrap();
    assert!(matches!(file.begin_renewal(), Err(KeyFileError::RenewalOpen)));
    assert_eq!(place.file(Some("tulip river")).keys().next_store_key, Some(next));
    assert_eq!(place.open(Some("tulip river")).unwrap(), [2; 32], "a crash may come now");
    file.finish_renewal(Some(&place.keyring)).unwrap();
    assert_eq!(place.open(Some("tulip river")).unwrap(), next);
    assert_eq!(place.by_keyring().unwrap(), next);
    assert_eq!(place.by_code(&code(1)).unwrap(), next);
    assert_eq!(place.file(Some("tulip river")).keys().next_store_key, None);
    assert_eq!(place.keyring.names().len(), 1, "the old secret is gone from the keyring");
    fs::write(&place.path, &before).unwrap();
    assert!(place.by_keyring().is_err(), "the old file and the present keyring do not go together");
}

#[test]
fn a_renewal_without_the_keyring_says_so_and_keeps_every_way() {
    let place = with(Some("tulip river"));
    let mut file = place.file(Some("tulip river"));
    file.set_keyring(&place.keyring).unwrap();
    let next = file.begin_renewal().unwrap();
    assert!(matches!(file.finish_renewal(None), Err(KeyFileError::Keyring(_))));
    assert_eq!(place.open(Some("tulip river")).unwrap(), next);
    assert_eq!(place.by_keyring().unwrap(), next);
    let newest = file.begin_renewal().unwrap();
    assert_ne!(newest, next);
    file.finish_renewal(Some(&place.keyring)).unwrap();
    assert_eq!(place.by_keyring().unwrap(), newest);
}

#[test]
fn a_replaced_item_that_a_crash_left_in_the_keyring_goes_at_the_next_opening() {
    let place = with(None);
    let mut file = place.file(None);
    file.set_keyring(&place.keyring).unwrap();
    let before = place.keyring.items.lock().unwrap().clone();
    file.begin_renewal().unwrap();
    file.finish_renewal(Some(&place.keyring)).unwrap();
    place.keyring.items.lock().unwrap().extend(before);
    place.by_keyring().unwrap();
    assert_eq!(place.keyring.names().len(), 1);
}

#[test]
fn every_writing_seals_under_another_master_key() {
    let place = with(None);
    let before = place.bytes();
    place.file(None).leave_unprotected(None).unwrap();
    let after = place.bytes();
    let differing = before.iter().zip(&after).filter(|(one, other)| one != other).count();
    assert!(differing > 200, "{differing}");
}

#[test]
fn a_destroyed_file_is_gone_and_so_is_what_the_keyring_has_for_it() {
    let place = with(Some("tulip river"));
    place.file(Some("tulip river")).set_keyring(&place.keyring).unwrap();
    let held = fs::File::open(&place.path).unwrap();
    KeyFile::destroy(&place.path, Some(&place.keyring)).unwrap();
    assert!(matches!(place.open(Some("tulip river")), Err(KeyFileError::Missing)));
    assert_eq!(place.keyring.names(), [""; 0]);
    let left = std::io::read_to_string(held).unwrap();
    assert!(left.bytes().all(|byte| byte == 0), "what was in it was wiped before");
    KeyFile::destroy(&place.path, Some(&place.keyring)).unwrap();
}

#[test]
fn a_damaged_file_is_destroyed_as_well() {
    let place = with(None);
    fs::write(&place.path, b"half a file").unwrap();
    KeyFile::destroy(&place.path, None).unwrap();
    assert!(!place.path.exists());
}

#[test]
fn a_change_that_may_not_be_leaves_the_file_as_it_was() {
    let place = with(Some("first"));
    let before = place.bytes();
    let mut file = place.file(Some("first"));
    assert!(matches!(file.set_passphrase(""), Err(KeyFileError::EmptyPassphrase)));
    let refused = file.remove(Way::Passphrase, None);
    assert!(matches!(refused, Err(KeyFileError::LastProtection)));
    assert_eq!(place.bytes(), before);
}

#[test]
fn keys_that_are_there_are_never_replaced() {
    let place = with(None);
    let device_key = DeviceKey::from_bytes(&[9; 32]);
    let other = Keys { device_key, store_key: [9; 32], next_store_key: None };
    let again = KeyFile::create_with(&place.path, other, None, Cost::testing());
    assert!(matches!(again, Err(KeyFileError::Exists)));
    assert_eq!(place.open(None).unwrap(), [2; 32]);
}

#[test]
fn no_file_and_no_readable_file_are_told_apart() {
    let place = place();
    assert!(matches!(place.open(None), Err(KeyFileError::Missing)));
    assert!(matches!(KeyFile::ways_of(&place.path), Err(KeyFileError::Missing)));
    fs::create_dir(&place.path).unwrap();
    KeyFile::restrict(&place.path).unwrap();
    assert!(matches!(place.open(None), Err(KeyFileError::NotReadable(_))));
}

#[test]
fn a_folder_that_takes_no_file_is_told() {
    let place = place();
    let path = place.path.join("nowhere").join("keys");
    let created = KeyFile::create_with(&path, keys(), None, Cost::testing());
    assert!(matches!(created, Err(KeyFileError::NotWritable(_))));
}

#[test]
fn a_file_cut_anywhere_is_damaged() {
    for passphrase in [None, Some("tulip river")] {
        let place = with(passphrase);
        let whole = place.bytes();
        for len in 0..whole.len() {
            fs::write(&place.path, &whole[..len]).unwrap();
            assert!(matches!(place.open(passphrase), Err(KeyFileError::Damaged)), "cut at {len}");
        }
        fs::write(&place.path, [&whole[..], &[0]].concat()).unwrap();
        assert!(matches!(place.open(passphrase), Err(KeyFileError::Damaged)));
    }
}

#[test]
fn a_file_with_any_changed_byte_is_damaged_and_not_a_wrong_passphrase() {
    let place = with(Some("tulip river"));
    let whole = place.bytes();
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        fs::write(&place.path, changed).unwrap();
        let opened = place.open(Some("tulip river"));
        assert!(matches!(opened, Err(KeyFileError::Damaged)), "byte {at}");
    }
}

#[test]
fn whatever_is_in_a_well_framed_file_never_harms_and_never_opens() {
    let place = with(Some("tulip river"));
    place.file(Some("tulip river")).set_recovery_code(&code(1)).unwrap();
    let whole = place.bytes();
    for at in 16..whole.len() - 32 {
        for value in [0, 1, 2, 0xff] {
            if whole[at] == value {
                continue;
            }
            place.rewrite(|bytes| bytes[at] = value);
            // What one way alone is sealed with is noticed by whoever goes that way.
            let (one, other) = (place.open(Some("tulip river")), place.by_code(&code(1)));
            assert!(one.is_err() || other.is_err(), "byte {at} as {value}");
            fs::write(&place.path, &whole).unwrap();
        }
    }
}

/// Somebody who may write the file puts a slot of theirs in and hopes for the next master key.
#[test]
fn a_slot_that_somebody_slipped_in_is_damage() {
    let (mine, theirs) = (with(Some("tulip river")), with(Some("theirs")));
    let slot = |place: &Place| {
        let bytes = place.bytes();
        let len = 3 + usize::from(u16::from_le_bytes([bytes[18], bytes[19]])) + 32 + 80;
        bytes[17..17 + len].to_vec()
    };
    let slipped = slot(&theirs);
    mine.rewrite(|bytes| {
        bytes[16] = 2;
        bytes.splice(17..17, slipped.iter().copied());
    });
    assert!(mine.open(Some("tulip river")).is_err());
    assert!(matches!(mine.open(Some("theirs")), Err(KeyFileError::Damaged)));
}

#[test]
fn a_newer_file_is_called_so_and_left_alone() {
    let place = with(None);
    place.rewrite(|bytes| bytes[15] = 3);
    let before = place.bytes();
    assert!(matches!(place.open(None), Err(KeyFileError::NewerVersion { found: 3 })));
    assert!(matches!(KeyFile::ways_of(&place.path), Err(KeyFileError::NewerVersion { found: 3 })));
    assert_eq!(place.bytes(), before);
}

#[test]
fn no_key_stands_in_the_file_as_it_is() {
    for passphrase in [None, Some("tulip river")] {
        let bytes = with(passphrase).bytes();
        for secret in [[1; 32], [2; 32]] {
            assert!(!bytes.windows(32).any(|window| window == secret));
        }
    }
}

#[cfg(unix)]
mod permissions {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn mode(place: &Place) -> u32 {
        fs::metadata(&place.path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn the_file_is_its_owners_alone() {
        let place = with(None);
        assert_eq!(mode(&place), 0o600);
        place.file(None).set_passphrase_with("first", Cost::testing()).unwrap();
        assert_eq!(mode(&place), 0o600);
    }

    #[test]
    fn a_file_open_to_others_is_refused_until_a_person_restricts_it() {
        for open in [0o640, 0o604, 0o660, 0o601] {
            let place = with(None);
            fs::set_permissions(&place.path, fs::Permissions::from_mode(open)).unwrap();
            assert!(matches!(place.open(None), Err(KeyFileError::OpenToOthers)), "{open:o}");
            KeyFile::restrict(&place.path).unwrap();
            assert_eq!(place.open(None).unwrap(), [2; 32]);
        }
    }

    #[test]
    fn what_a_crash_left_beside_the_file_is_cleared_away() {
        let place = with(None);
        let beside = place.path.with_added_extension("new");
        fs::write(&beside, b"half a file").unwrap();
        fs::set_permissions(&beside, fs::Permissions::from_mode(0o644)).unwrap();
        let mut file = place.file(None);
        file.set_passphrase_with("first", Cost::testing()).unwrap();
        assert!(!beside.exists());
        assert_eq!(mode(&place), 0o600);
        assert_eq!(place.open(Some("first")).unwrap(), [2; 32]);
    }
}
