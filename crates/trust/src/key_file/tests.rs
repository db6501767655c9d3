//! The bytes of every version of the key file.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::*;

fn keys() -> Keys {
    let device_key = DeviceKey::from_bytes(&[1; 32]);
    Keys { device_key, store_key: [2; 32], next_store_key: None }
}

/// Files written by version 1 stay readable: one without, one with the passphrase “open”.
#[test]
fn the_bytes_of_version_1() {
    let open = |hex: &str, passphrase| {
        let bytes = data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap();
        let Version::One(file) = format::read(&bytes).unwrap() else { panic!("version 1") };
        let (keys, slot) = file.open(passphrase).unwrap();
        assert_eq!((keys.device_key.to_bytes(), keys.store_key), ([1; 32], [2; 32]));
        // Written anew, it opens with the same.
        let written = seal(&keys, vec![slot], &mut ChaCha20Rng::seed_from_u64(7)).unwrap();
        let offered = Offered { passphrase, ..Offered::default() };
        let master = master(&written.slots, &offered).unwrap();
        assert_eq!(open_keys(&written, &master).unwrap().store_key, [2; 32]);
    };
    open(
        "686f72736573686f65206b6579730a01010068003a9afa8c98415d2fde7ae061aed1ef6821fb9ab3e89e9c7d07e32aa9c034fcd27a0786b127a9d7b2cad8ed51528891fd641a359f29f44c6b2ff752270688bd6a3490c6b8ed5ce414b123c2fed5b602b1884237524e519ef9170b69917c94002210021a93e92165ed6800d8cac846aaf615e283c16016e1e0e2a6a665081da4cd5089a3cfaecd3fc4976be794ca1f7d9d10150889c5df67b933a4f2b141810800b4ad57bebeba1990e17f39d36d91f384b8a86f234a3c25e6b523d0d8d1a270f94dc54c98149720ce773ad9990a0ef47d63401742cc8e3cb60e22fb55920be90982a59faae1129ba7cb8ca7927902ed411855",
        None,
    );
    open(
        "686f72736573686f65206b6579730a01010164000800000001000000010000003a9afa8c98415d2fde7ae061aed1ef6821fb9ab3e89e9c7d07e32aa9c034fcd27a0786b127a9d7b24427e41552bd625065cb7cac4f7c9315fb94e505bd43071d328542c1d9301c53a17349ff1fae68243f491eed2d9e29cd6800cad8ed51528891fd641a359f29f44c6bd8cac846aaf615e29570e56e5a931ec890e7e487ff52ba5f232b9f62863c4f0dc20f95c4a6258baea0ba501fc564655dffaa8e84f35bb484a5b6eede3e39ab48deeabac9dfa9adfed39881b4472ff2d062b810cfee63d2f7a8abba882039acf921bb0141a91bc1b4c5a55d5908e0c06d0feb01bee47cd097",
        Some("open"),
    );
}

/// Files written by version 2 stay readable, with each way to open them; here all of them together, and one alone.
#[test]
fn the_bytes_of_version_2() {
    let rng = &mut ChaCha20Rng::seed_from_u64(7);
    let code = RecoveryCode::generate(rng);
    let item = KeyringItem { id: [3; 16], generation: 4 };
    let protected = vec![
        Slot::passphrase("open", Cost::testing(), rng).unwrap(),
        Slot::keyring(item, &[5; 32]),
        Slot::recovery_code(&code),
    ];
    let unprotected = vec![Slot::unprotected(rng)];
    let mut renewing = keys();
    renewing.next_store_key = Some([6; 32]);
    let mut hex = |keys: &Keys, slots: Vec<Slot>| {
        let bytes = seal(keys, slots, rng).unwrap().to_bytes();
        let Version::Two(read) = format::read(&bytes).unwrap() else { panic!("version 2") };
        assert_eq!(read.to_bytes(), bytes);
        (data_encoding::HEXLOWER.encode(&bytes), read)
    };
    let (bytes, read) = hex(&keys(), unprotected);
    insta::assert_snapshot!(bytes, @"686f72736573686f65206b6579730a02010020003a9afa8c98415d2fde7ae061aed1ef6821fb9ab3e89e9c7d07e32aa9c034fcd22c510df1b250048b0b29ba1c3cc1deb695b6bbfc32e6be801ae99646e40505391cfbb4a67a64d87e9cc8ebede34a28d996414252b4e0a2f9dea5bce9768a27437554db13d695f9fcda88371b201c87de2adabf282dd40648b08ad756f0950e6c7a6ca497be255836deb8d2a1241e85176800dfbc6898bb47daab2c76454484a266b7dbb48537acb29385dd80cf7e1668ed7ad4f90f5c3457cbacd16d7adaefa2b6f12264666f55a81f52923c8e35ba73fa3b81382c0cb191e8400aca789b08ab92b4de3d54294c07bde40e1adf8b7dbd8017b4d17e627918e8760a95b25e7777f4469354c338b1a8ca028922955b20244ed3086f33d2552e6166");
    let opened = read.slots[0].open_unprotected().unwrap();
    assert_eq!(open_keys(&read, &opened).unwrap().store_key, [2; 32]);
    let (bytes, read) = hex(&renewing, protected);
    insta::assert_snapshot!(bytes, @"686f72736573686f65206b6579730a0203011c000800000001000000010000008e2df8b773098ef3f7bcd321a7caa748921278ad7eb4537ce2ea8295cdc2692109dadd98e3c71ed90d35a1cf814e3969788cb6ccf04f6b0dcd5c679ac5a70499659af4ccd5d97b8d8b387ef5b563291536e5aebeed45d4cc7a977f8f3e3439e49f89bb3d8ab1e2b819afd8e61c97b74f5aeccb82dec2d056be93604efda9a18402140003030303030303030303030303030303040000007ea602cd910937424dc9beea6daf61cfed5868e01328151a1c53c72419b73253f565fa73bf4bee00eb695eee39af52d5c2163d24eab53a56c36a6d97fb3c1f4ebada34bb90cbac5b3a9c7b486a62d4a2f89501df4356ccb8b7897331f7ab607b9eb73f826e3fa7430682646f260c69710300000df50f7b0d8f5be26d9f04e9c4a2290a71a5182d524146515730df45954a492b639f87e4e862572c6ca46a08fc3042ebe119b9dd73e8222847a471cdb6e1773e2cb7855c948bc9619a27a1a8c1d2fe3e507584f4ff1bda713135f77b8fbb65cfbff1353f75184b86513bbc8246ed5ed18800de3e4bb1a6df2b871f0f4cdcddf6065b17b3ce3cf40ae7ec9e83f3f1cdc4728fc2b62cda7ff9a6909c42ff8e2b6d8ed006e1d0ce5bcfdae4c6c85441e747dd06970e6ff2f811fcab51596165a6d2ab96955840c028f631448ab84a06c298371632a5a8f5b45493f85c6e644e7e2d08259620ea5e9a85c0b672ff24e22aa1b5e8bb6393ba89e2a8f9a86d193746a71d599ac85d540cc7cbaa02e9fa15ec1ca064ccfdde50689bcbf1");
    let masters = [
        read.slots[0].open_passphrase("open").unwrap(),
        read.slots[1].open_keyring(&[5; 32]),
        read.slots[2].open_recovery_code(&code),
    ];
    for master in masters {
        assert_eq!(open_keys(&read, &master.unwrap()).unwrap().next_store_key, Some([6; 32]));
    }
}

#[test]
fn key_files_are_read_without_harm() {
    let rng = &mut ChaCha20Rng::seed_from_u64(7);
    let item = KeyringItem { id: [3; 16], generation: 4 };
    let protected = vec![
        Slot::passphrase("open", Cost::testing(), rng).unwrap(),
        Slot::keyring(item, &[5; 32]),
        Slot::recovery_code(&RecoveryCode::generate(rng)),
    ];
    let honest = [vec![Slot::unprotected(rng)], protected]
        .map(|slots| seal(&keys(), slots, rng).unwrap().to_bytes().to_vec());
    let mend = |bytes: &mut Vec<u8>| {
        bytes.truncate(bytes.len().saturating_sub(32));
        let sum = blake3::hash(bytes);
        bytes.extend(sum.as_bytes());
    };
    crate::hostile_bytes::try_reader("key file", &honest, mend, |bytes| {
        match format::read(bytes) {
            Ok(Version::Two(contents)) => {
                assert_eq!(*contents.to_bytes(), bytes);
                true
            }
            Ok(Version::One(_)) => true,
            Err(_) => false,
        }
    });
}
