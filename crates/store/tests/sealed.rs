//! Nothing that people wrote, and no name of anything, can be read in the file.

use data_encoding::BASE64;
use horseshoe_store::{Batch, Disk, LyingDisk, Read as _, Store as _};

#[path = "helpers/kept.rs"]
mod kept;

use kept::{certificate, community, document, entry};

const KEY: [u8; 32] = [7; 32];

fn canary(number: usize) -> String {
    format!("canary {number:04} sings at dawn")
}

/// How a text could stand somewhere: as it is, in UTF-16, or in Base64 wherever it began.
fn spellings(text: &str) -> Vec<Vec<u8>> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut spellings = vec![text.as_bytes().to_vec(), wide];
    for skipped in 0..3 {
        let whole = &text.as_bytes()[skipped..];
        let whole = &whole[..whole.len() / 3 * 3];
        spellings.push(BASE64.encode(whole).into_bytes());
    }
    spellings
}

fn finds(file: &[u8], wanted: &[u8]) -> bool {
    file.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn nothing_kept_can_be_read_in_the_file() {
    let disk = LyingDisk::new(1);
    let mut store = {
        let disk = disk.clone();
        Disk::open_on(&KEY, move || disk.clone()).unwrap()
    };
    let mut canaries = 0;
    let mut sing = || {
        canaries += 1;
        canary(canaries)
    };
    let (of, on) = (community(1), document(1));
    for number in 0..20 {
        let mut batch = Batch::new();
        batch.put_certificate(of, certificate(number), sing().into());
        batch.put_grant(of, on, sing().into());
        batch.put_entry(of, on, entry(number), sing().into());
        batch.put_journal(of, on, sing().into());
        batch.put_note(sing(), sing().into());
        batch.put_quarantine(of, sing().into());
        if number % 7 == 6 {
            // What is no longer kept is still in the file for a while.
            batch.forget_community(of);
        }
        store.commit(batch).unwrap();
    }
    let open = disk.contents();
    assert!(store.note(&canary(5)).unwrap().is_some(), "they were kept");
    drop(store);
    let closed = disk.contents();
    for spelling in (1..=canaries).flat_map(|number| spellings(&canary(number))) {
        assert!(!finds(&open, &spelling) && !finds(&closed, &spelling), "{spelling:?}");
    }
    assert!(!finds(&closed, &KEY[..8]), "nor the key");
    assert!(finds(&closed, community(1).as_bytes()), "the search finds what is there");
}
