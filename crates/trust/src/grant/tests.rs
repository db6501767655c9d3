//! What a grant says, whom it opens for, and the bytes of each version.

use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::*;

const OWNER: MemberId = MemberId::from_bytes([3; 32]);
const COMMUNITY: CommunityId = CommunityId::from_bytes([1; 32]);

fn secret() -> DocumentSecret {
    DocumentSecret::from_bytes([5; 32])
}

fn epoch() -> EpochSecret {
    EpochSecret::from_bytes([6; 32])
}

fn grant(kind: &str, owner: Option<MemberId>) -> Result<DocumentGrant, GrantError> {
    let mut rng = ChaCha20Rng::seed_from_u64(2);
    DocumentGrant::seal(COMMUNITY, kind, owner, &secret(), &epoch(), &mut rng)
}

#[test]
fn whoever_holds_the_epoch_reads_the_secret() {
    let grant = grant("notebook", None).unwrap();
    assert_eq!(grant.open(&epoch()).unwrap().as_bytes(), secret().as_bytes());
    let read = DocumentGrant::from_bytes(&grant.to_bytes()).unwrap();
    assert_eq!(read, grant);
    let other = EpochSecret::from_bytes([0; 32]);
    assert_eq!(grant.open(&other).err(), Some(GrantError::OtherEpoch));
}

/// Grants of version 1 open for ever.
#[test]
fn the_bytes_of_version_1() {
    let bytes = grant(MEMBER, Some(OWNER)).unwrap().to_bytes();
    insta::assert_snapshot!(data_encoding::HEXLOWER.encode(&bytes), @"010101010101010101010101010101010101010101010101010101010101010101a10503396c11347d2c10664204ce03034fbcc193ca489bd717173411744746a0066d656d6265720103030303030303030303030303030303030303030303030303030303030303032bc78e080ef6f510bb4c2cc4ebcbd8ec1a9df806836f46c468b6a1c5647cc10c612dec3c8a31397bb97688588bfce92b488e0bb7534fcf4f12ac7458fb8092fe529ce56ea0bb68edb6579cdf2b7b20fd4978c49aaea61f642b90f5b9c477d8cebc5f2bc1141ed98cfb93ab32c78057cf4ae909e082cd60fece");
}

#[test]
fn kind_owner_document_and_community_cannot_be_changed() {
    let honest = grant(MEMBER, Some(OWNER)).unwrap();
    let others = [
        DocumentGrant { kind: PRIVATE.to_owned(), ..honest.clone() },
        DocumentGrant { owner: Some(MemberId::from_bytes([4; 32])), ..honest.clone() },
        DocumentGrant { document: DocumentId::from_bytes([4; 32]), ..honest.clone() },
        DocumentGrant { commitment: [4; 32], ..honest.clone() },
        DocumentGrant { community: CommunityId::from_bytes([4; 32]), ..honest.clone() },
    ];
    for other in &others {
        assert_eq!(other.open(&epoch()).err(), Some(GrantError::DoesNotOpen));
    }
    // All but the last are seen through without any key.
    for other in &others[..4] {
        let read = DocumentGrant::from_bytes(&other.to_bytes());
        assert_eq!(read.err(), Some(GrantError::Malformed));
    }
}

#[test]
fn a_grant_made_for_the_wrong_document_is_found_out() {
    let mut forged = grant("notebook", None).unwrap();
    forged.document = DocumentId::from_bytes([4; 32]);
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    let sealed =
        secret_box::seal(&sealing_key(&epoch()), &forged.context(), secret().as_bytes(), &mut rng);
    forged.sealed = SealedSecret::InEpoch { epoch: epoch().id(), secret: sealed };
    assert_eq!(forged.open(&epoch()).err(), Some(GrantError::OtherDocument));
}

#[test]
fn private_goes_to_its_owner_and_member_to_everyone() {
    let private = grant(PRIVATE, Some(OWNER)).unwrap();
    let member = grant(MEMBER, Some(OWNER)).unwrap();
    let notebook = grant("notebook", Some(OWNER)).unwrap();
    let somebody = MemberId::from_bytes([4; 32]);
    assert_eq!(private.audience(), Audience::Member(OWNER));
    assert_eq!(member.audience(), Audience::Everyone);
    assert_eq!(notebook.audience(), Audience::Everyone);
    for (grant, others_write) in [(private, false), (member, false), (notebook, true)] {
        assert!(grant.may_write(OWNER));
        assert_eq!(grant.may_write(somebody), others_write, "{}", grant.kind);
    }
}

#[test]
fn kinds_are_short_plain_words_and_owned_ones_have_an_owner() {
    let long = "k".repeat(KIND_BYTES + 1);
    for kind in ["", "Member", "ein heft", long.as_str()] {
        assert_eq!(grant(kind, None).err(), Some(GrantError::BadKind), "{kind}");
    }
    assert_eq!(grant(PRIVATE, None).err(), Some(GrantError::NoOwner));
    assert_eq!(grant(MEMBER, None).err(), Some(GrantError::NoOwner));
    let longest = grant(&"k".repeat(KIND_BYTES), Some(OWNER)).unwrap();
    assert_eq!(DocumentGrant::from_bytes(&longest.to_bytes()), Ok(longest));
}

#[test]
fn a_newer_version_is_called_so() {
    let mut bytes = grant("notebook", None).unwrap().to_bytes();
    bytes[0] = 3;
    let newer = GrantError::Decode(DecodeError::NewerVersion { found: 3 });
    assert_eq!(DocumentGrant::from_bytes(&bytes).err(), Some(newer));
}

fn device(seed: u8) -> DeviceKey {
    DeviceKey::from_bytes(&[seed; 32])
}

fn member(seed: u8) -> MemberId {
    device(seed).id().into()
}

fn for_readers(kind: &str, readers: &[u8]) -> Result<DocumentGrant, GrantError> {
    let mut rng = ChaCha20Rng::seed_from_u64(4);
    let members = readers.iter().map(|seed| member(*seed)).collect();
    let devices = readers.iter().map(|seed| device(*seed).id());
    DocumentGrant::seal_to_readers(COMMUNITY, kind, members, &secret(), devices, &mut rng)
}

#[test]
fn only_a_readers_device_opens_what_is_for_readers() {
    let grant = for_readers("pair", &[1, 2]).unwrap();
    assert_eq!(DocumentGrant::from_bytes(&grant.to_bytes()).as_ref(), Ok(&grant));
    for reader in [1, 2] {
        assert_eq!(grant.open_on(&device(reader)).unwrap().as_bytes(), secret().as_bytes());
        assert!(grant.may_write(member(reader)) && grant.audience().includes(member(reader)));
    }
    assert_eq!(grant.open_on(&device(3)).err(), Some(GrantError::OtherDevice));
    assert_eq!(grant.open(&epoch()).err(), Some(GrantError::OtherEpoch), "no epoch opens it");
    assert!(!grant.may_write(member(3)) && !grant.audience().includes(member(3)));
}

#[test]
fn a_readers_later_device_is_given_a_further_grant_that_is_the_same_from_whoever_makes_it() {
    let first = for_readers("pair", &[1, 2]).unwrap();
    let again = |seed| {
        let readers = first.readers.clone();
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let (kind, later) = ("pair", [device(9).id()]);
        DocumentGrant::seal_to_readers(COMMUNITY, kind, readers, &secret(), later, &mut rng)
            .unwrap()
    };
    let (one, other) = (again(1), again(2));
    assert_eq!(one.document, first.document);
    assert_eq!(one.edition(), other.edition());
    assert_ne!(one.edition(), first.edition());
    assert!(one.reaches(&device(9).id()) && !first.reaches(&device(9).id()));
    assert_eq!(one.open_on(&device(9)).unwrap().as_bytes(), secret().as_bytes());
}

/// Grants of version 2 open for ever.
#[test]
fn the_bytes_of_version_2() {
    let bytes = for_readers("pair", &[1, 2]).unwrap().to_bytes();
    insta::assert_snapshot!(data_encoding::HEXLOWER.encode(&bytes), @"02010101010101010101010101010101010101010101010101010101010101010159a48ba9d9e0552937115b4ace1d8ba676e1d5c931a648c95be302e63c1424740470616972028139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b3948a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c2bc78e080ef6f510bb4c2cc4ebcbd8ec1a9df806836f46c468b6a1c5647cc10c028139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b3945101285441fad93b18e7966b971104b00392397aa0a33c1d7f1898f476ce3a403242dff419e14178e638025d084ad3b3163f20d5ae1b843609470ab2b58eaabe0ba4b379d63661820e72a1e74b7677f77fa78a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c51018c036257ddf65ceaf6cc3ce17ead6afe75a0e57713e00028415ce8c70b5a541cf6314c8b74f31bde4f9d9087b2cde139fae0df45b3215e761db3ad85ab7a08c5534c728dd180eb7a1591794ecba3eefd");
}

#[test]
fn nobody_is_added_to_the_readers_and_no_seal_is_passed_off_as_another_documents() {
    let honest = for_readers("pair", &[1, 2]).unwrap();
    let wider = honest.readers.iter().copied().chain([member(3)]).collect();
    let others = [
        DocumentGrant { kind: "room".to_owned(), ..honest.clone() },
        DocumentGrant { readers: wider, ..honest.clone() },
        DocumentGrant { document: DocumentId::from_bytes([4; 32]), ..honest.clone() },
        DocumentGrant { commitment: [4; 32], ..honest.clone() },
        DocumentGrant { community: CommunityId::from_bytes([4; 32]), ..honest.clone() },
    ];
    for other in &others {
        assert_eq!(other.open_on(&device(1)).err(), Some(GrantError::DoesNotOpen));
    }
    for other in &others[..4] {
        let read = DocumentGrant::from_bytes(&other.to_bytes());
        assert_eq!(read.err(), Some(GrantError::Malformed));
    }
}

#[test]
fn each_kind_has_its_own_version_and_there_are_a_few_readers() {
    for kind in ["community", MEMBER, "notebook", "session", PRIVATE] {
        assert_eq!(for_readers(kind, &[1, 2]).err(), Some(GrantError::BadKind), "{kind}");
    }
    for kind in ["pair", "room", "arrangements"] {
        assert_eq!(grant(kind, None).err(), Some(GrantError::BadKind), "{kind}");
        assert!(for_readers(kind, &[1]).is_ok(), "{kind}");
    }
    let many: Vec<u8> = (1..=17).collect();
    assert!(for_readers("room", &many[..16]).is_ok());
    assert_eq!(for_readers("room", &many).err(), Some(GrantError::BadReaders));
    assert_eq!(for_readers("room", &[]).err(), Some(GrantError::BadReaders));
}

proptest! {
    #[test]
    fn any_bytes_are_read_as_themselves_or_refused(
        version in 1_u8..=2,
        mut bytes in prop::collection::vec(any::<u8>(), 1..600),
    ) {
        bytes[0] = version;
        if let Ok(grant) = DocumentGrant::from_bytes(&bytes) {
            prop_assert_eq!(grant.to_bytes(), bytes);
        }
    }

    #[test]
    fn a_changed_byte_never_yields_another_secret(at in 0_usize..250, change in 1_u8..) {
        let mut bytes = grant(MEMBER, Some(OWNER)).unwrap().to_bytes();
        let at = at % bytes.len();
        bytes[at] ^= change;
        if let Ok(grant) = DocumentGrant::from_bytes(&bytes) {
            prop_assert!(grant.open(&epoch()).is_err());
        }
    }

    #[test]
    fn nor_does_one_in_a_grant_for_readers(at in 0_usize..600, change in 1_u8..) {
        let mut bytes = for_readers("pair", &[1, 2]).unwrap().to_bytes();
        let at = at % bytes.len();
        bytes[at] ^= change;
        if let Ok(grant) = DocumentGrant::from_bytes(&bytes) {
            // What was sealed to the other device may still open.
            for reader in [1, 2] {
                if let Ok(opened) = grant.open_on(&device(reader)) {
                    let ours = secret();
                    prop_assert_eq!(opened.as_bytes(), ours.as_bytes());
                }
            }
        }
    }
}
