//! A file on a stick: opened by those it was sealed to, and by nobody else; its bytes, for ever.

use horseshoe_trust::{DeviceKey, Letter, Parcel, ParcelError, TicketId};
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;

fn key(seed: u8) -> DeviceKey {
    DeviceKey::from_bytes(&[seed; 32])
}

fn letter() -> Letter {
    let messages = vec![b"let me in".to_vec(), vec![7; 40]];
    Letter { ticket: TicketId::from_bytes([3; 32]), messages }
}

fn sealed(records: &[u8], to: &[u8]) -> Vec<u8> {
    let to: Vec<_> = to.iter().map(|seed| key(*seed).id()).collect();
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    Parcel::seal(&key(1), Some(letter()), records, &to, &mut rng).expect("it fits")
}

#[test]
fn each_device_it_was_sealed_to_opens_it_and_sees_who_made_it() {
    // Also where the content fills its pieces exactly, and where it needs several.
    for length in [0, 1, 64 * 1024 - 174, 64 * 1024, 300_000] {
        let records = vec![5; length];
        let file = sealed(&records, &[2, 3]);
        for seed in [2, 3] {
            let opened = Parcel::open(&key(seed), &file).unwrap();
            assert_eq!((opened.from, opened.letter), (key(1).id(), Some(letter())));
            assert!(opened.records == records, "{length}");
        }
        assert_eq!(Parcel::open(&key(4), &file), Err(ParcelError::NotForThisDevice));
        assert_eq!(Parcel::open(&key(1), &file), Err(ParcelError::NotForThisDevice));
    }
}

#[test]
fn nothing_in_it_is_in_clear_and_the_number_of_devices_is_not_told() {
    let records = b"certificates with the names Amira and Ben".repeat(100);
    let (one, eight) = (sealed(&records, &[2]), sealed(&records, &[2, 3, 4, 5, 6, 7, 8, 9]));
    assert_eq!(one.len(), eight.len());
    let holds = |what: &[u8]| one.windows(what.len()).any(|window| window == what);
    assert!(!holds(b"Amira") && !holds(b"let me in"));
    assert!(!holds(&key(1).id().as_bytes()[..6]) && !holds(&key(2).id().as_bytes()[..6]));
    assert!(!holds(&[3; 6]), "the ticket");
}

#[test]
fn no_changed_byte_no_cut_and_no_moved_piece_goes_unnoticed() {
    let file = sealed(&vec![5; 150_000], &[2]);
    let opened = |file: &[u8]| Parcel::open(&key(2), file);
    let begins = file.len() - 150_000;
    for at in (0..file.len()).filter(|at| *at < begins || at % 997 == 0) {
        let mut damaged = file.clone();
        damaged[at] ^= 1;
        assert!(opened(&damaged).is_err(), "byte {at}");
    }
    let cuts = (0..file.len()).filter(|at| *at < 800 || at % 9_973 == 0);
    for cut in cuts.chain([file.len() - 1]) {
        assert!(opened(&file[..cut]).is_err(), "cut at {cut}");
    }
    assert!(opened(&[&file[..], &[0]].concat()).is_err());
    // Two whole pieces change places; the last one is left out where a piece ends.
    let piece = 64 * 1024 + 16;
    let head = file.len() - (file.len() - 21 - 2 - 8 * 80);
    let mut moved = file.clone();
    let (first, second) = moved[head..].split_at_mut(piece);
    first.swap_with_slice(&mut second[..piece]);
    assert_eq!(opened(&moved), Err(ParcelError::Damaged));
    assert_eq!(opened(&file[..head + 2 * piece]), Err(ParcelError::Damaged));
}

#[test]
fn what_is_no_such_file_is_told_apart() {
    let opened = |file: &[u8]| Parcel::open(&key(2), file).unwrap_err();
    assert_eq!(opened(b"PK zip"), ParcelError::NotOne);
    assert_eq!(opened(b"Horseshoe exchange 3\n"), ParcelError::NewerVersion);
    assert_eq!(opened(b"Horseshoe exchange 2\n"), ParcelError::Damaged);
    // A file that promises more slots than any can have takes no memory for them.
    assert_eq!(opened(b"Horseshoe exchange 2\n\xff\xff"), ParcelError::Damaged);
    let nobody: [&horseshoe_trust::DeviceId; 0] = [];
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let sealed = Parcel::seal(&key(1), None, &[], nobody, &mut rng);
    assert_eq!(sealed, Err(ParcelError::Recipients));
}

/// Files of version 2 open for ever.
#[test]
fn the_bytes_of_version_2() {
    let hex = include_str!("golden/parcel_v2.txt");
    let file = data_encoding::HEXLOWER.decode(hex.replace('\n', "").as_bytes()).unwrap();
    assert!(file == sealed(b"records", &[2, 3]), "what is written has changed");
    let opened = Parcel::open(&key(3), &file).unwrap();
    assert_eq!((opened.records, opened.letter), (b"records".to_vec(), Some(letter())));
}
