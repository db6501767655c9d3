//! The key file: it opens for its owner only, says what is wrong, and never loses the keys.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::fs;
use std::path::PathBuf;

use horseshoe_trust::{Cost, DeviceKey, KeyFile, KeyFileError, Keys, Protection};
use tempfile::TempDir;

struct Place {
    _folder: TempDir,
    path: PathBuf,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    Place { _folder: folder, path }
}

fn keys() -> Keys {
    Keys { device_key: DeviceKey::from_bytes(&[1; 32]), store_key: [2; 32] }
}

fn with(passphrase: Option<&str>) -> Place {
    let place = place();
    KeyFile::create_with(&place.path, &keys(), passphrase, Cost::testing()).unwrap();
    place
}

impl Place {
    fn open(&self, passphrase: Option<&str>) -> Result<[u8; 32], KeyFileError> {
        KeyFile::open(&self.path, passphrase).map(|keys| {
            assert_eq!(keys.device_key.to_bytes(), [1; 32]);
            keys.store_key
        })
    }

    fn change(&self, current: Option<&str>, new: Option<&str>) -> Result<(), KeyFileError> {
        KeyFile::set_passphrase_with(&self.path, current, new, Cost::testing())
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
    KeyFile::create(&place.path, &keys(), Some("tulip river")).unwrap();
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
fn a_passphrase_is_set_changed_and_taken_away() {
    let place = with(None);
    assert_eq!(KeyFile::protection(&place.path).unwrap(), Protection::FilePermissions);
    place.change(None, Some("first")).unwrap();
    assert_eq!(KeyFile::protection(&place.path).unwrap(), Protection::Passphrase);
    place.change(Some("first"), Some("second")).unwrap();
    assert!(matches!(place.open(Some("first")), Err(KeyFileError::WrongPassphrase)));
    assert_eq!(place.open(Some("second")).unwrap(), [2; 32]);
    place.change(Some("second"), None).unwrap();
    assert_eq!(place.open(None).unwrap(), [2; 32]);
}

#[test]
fn a_change_that_may_not_be_leaves_the_file_as_it_was() {
    let place = with(Some("first"));
    let before = place.bytes();
    let wrong = place.change(Some("guess"), Some("mine"));
    assert!(matches!(wrong, Err(KeyFileError::WrongPassphrase)));
    assert!(matches!(place.change(None, Some("mine")), Err(KeyFileError::NeedsPassphrase)));
    assert!(matches!(place.change(Some("first"), Some("")), Err(KeyFileError::EmptyPassphrase)));
    assert_eq!(place.bytes(), before);
}

#[test]
fn keys_that_are_there_are_never_replaced() {
    let place = with(None);
    let other = Keys { device_key: DeviceKey::from_bytes(&[9; 32]), store_key: [9; 32] };
    let again = KeyFile::create_with(&place.path, &other, None, Cost::testing());
    assert!(matches!(again, Err(KeyFileError::Exists)));
    assert_eq!(place.open(None).unwrap(), [2; 32]);
}

#[test]
fn no_file_and_no_readable_file_are_told_apart() {
    let place = place();
    assert!(matches!(place.open(None), Err(KeyFileError::Missing)));
    fs::create_dir(&place.path).unwrap();
    KeyFile::restrict(&place.path).unwrap();
    assert!(matches!(place.open(None), Err(KeyFileError::NotReadable(_))));
}

#[test]
fn a_folder_that_takes_no_file_is_told() {
    let place = place();
    let path = place.path.join("nowhere").join("keys");
    let created = KeyFile::create_with(&path, &keys(), None, Cost::testing());
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
    let whole = place.bytes();
    for at in 16..whole.len() - 32 {
        for value in [0, 1, 2, 0xff] {
            if whole[at] == value {
                continue;
            }
            place.rewrite(|bytes| bytes[at] = value);
            assert!(place.open(Some("tulip river")).is_err(), "byte {at} as {value}");
            fs::write(&place.path, &whole).unwrap();
        }
    }
}

#[test]
fn a_newer_file_is_called_so_and_left_alone() {
    let place = with(None);
    place.rewrite(|bytes| bytes[15] = 2);
    let before = place.bytes();
    assert!(matches!(place.open(None), Err(KeyFileError::NewerVersion { found: 2 })));
    let changed = place.change(None, Some("first"));
    assert!(matches!(changed, Err(KeyFileError::NewerVersion { found: 2 })));
    assert_eq!(place.bytes(), before);
}

#[test]
fn slots_of_newer_programs_stay_byte_for_byte() {
    let place = with(None);
    let slots: [&[u8]; 2] = [&[2, 3, 0, 7, 8, 9], &[200, 1, 0, 42]];
    place.rewrite(|bytes| {
        let own_len = usize::from(u16::from_le_bytes([bytes[18], bytes[19]]));
        let after_own = 20 + own_len;
        bytes[16] = 3;
        bytes.splice(after_own..after_own, slots.concat());
    });
    place.change(None, Some("first")).unwrap();
    place.change(Some("first"), Some("second")).unwrap();
    place.change(Some("second"), None).unwrap();
    assert_eq!(place.open(None).unwrap(), [2; 32]);
    let bytes = place.bytes();
    assert_eq!(bytes[16], 3);
    assert!(bytes.windows(10).any(|window| window == slots.concat()));
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
        place.change(None, Some("first")).unwrap();
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
        assert_eq!(place.open(None).unwrap(), [2; 32]);
        place.change(None, Some("first")).unwrap();
        assert!(!beside.exists());
        assert_eq!(mode(&place), 0o600);
        assert_eq!(place.open(Some("first")).unwrap(), [2; 32]);
    }
}
