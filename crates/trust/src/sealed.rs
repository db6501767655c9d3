//! Secrets sealed to one device: HPKE (X25519, HKDF-SHA256, ChaCha20-Poly1305).

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem, OpModeR, OpModeS, Serializable as _};
use rand::CryptoRng;
use zeroize::Zeroizing;

use crate::{CommunityId, DeviceId, DeviceKey, EpochSecret};

/// How long every sealed epoch secret is: version, encapsulated key, secret, tag.
pub const SEALED_SECRET_LEN: usize = 1 + ENCAPSULATED + 32 + 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    #[error("the device id is not a key that anything can be sealed to")]
    NotAKey,
    #[error("the sealed secret is of a newer version of Horseshoe")]
    NewerVersion,
    /// Sealed to another device, in another community, or damaged: which one cannot be told.
    #[error("the sealed secret does not open with this device's key")]
    DoesNotOpen,
}

/// Seals `epoch` so that only the device `to` can open it, and only as a secret of `community`.
///
/// It does not say who sealed it: an epoch has no power (anybody may offer one, and a device uses
/// it only if it was sealed to exactly those who stand in its view).
pub fn seal_secret(
    to: &DeviceId,
    epoch: &EpochSecret,
    community: &CommunityId,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealError> {
    seal_as(to, &info(community), epoch.as_bytes(), rng)
}

/// Opens a secret that was sealed to this device in this community.
pub fn open_secret(
    key: &DeviceKey,
    community: &CommunityId,
    sealed: &[u8],
) -> Result<EpochSecret, SealError> {
    open_as(key, &info(community), sealed).map(|secret| EpochSecret::from_bytes(*secret))
}

/// Seals a document's secret so that only the device `to` can open it, and only in the same context.
pub(crate) fn seal_to(
    to: &DeviceId,
    context: &[u8],
    secret: &[u8; 32],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealError> {
    seal_as(to, &document_info(context), secret, rng)
}

/// Opens what [`seal_to`] sealed to this device.
pub(crate) fn open_sealed(
    key: &DeviceKey,
    context: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<[u8; 32]>, SealError> {
    open_as(key, &document_info(context), sealed)
}

const VERSION: u8 = 1;
const ENCAPSULATED: usize = 32;

/// What a sealed file key is long: it says nothing of itself, not even its version.
pub(crate) const SEALED_FILE_KEY_LEN: usize = SEALED_SECRET_LEN - 1;

/// Seals the key of a file so that only the device `to` can open it.
pub(crate) fn seal_file_key(
    to: &DeviceId,
    key: &[u8; 32],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealError> {
    Ok(seal_as(to, FILE_KEY, key, rng)?.split_off(1))
}

/// Opens what [`seal_file_key`] sealed to this device.
pub(crate) fn open_file_key(key: &DeviceKey, sealed: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    open_as(key, FILE_KEY, &[&[VERSION][..], sealed].concat()).ok()
}

const FILE_KEY: &[u8] = b"horseshoe 1 parcel key";

fn seal_as(
    to: &DeviceId,
    info: &[u8],
    secret: &[u8; 32],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealError> {
    let recipient = public_key(to)?;
    let (encapsulated, sealed) = hpke::single_shot_seal_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        X25519HkdfSha256,
    >(&OpModeS::Base, &recipient, info, secret, to.as_bytes(), rng)
    .or(Err(SealError::NotAKey))?;
    Ok([&[VERSION][..], &encapsulated.to_bytes(), &sealed].concat())
}

fn open_as(key: &DeviceKey, info: &[u8], sealed: &[u8]) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let (&version, rest) = sealed.split_first().ok_or(SealError::DoesNotOpen)?;
    if version > VERSION {
        return Err(SealError::NewerVersion);
    }
    if version != VERSION || sealed.len() != SEALED_SECRET_LEN {
        return Err(SealError::DoesNotOpen);
    }
    let (encapsulated, ciphertext) = rest.split_at(ENCAPSULATED);
    let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(encapsulated)
        .or(Err(SealError::DoesNotOpen))?;
    let plain = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &private_key(key),
        &encapsulated,
        info,
        ciphertext,
        key.id().as_bytes(),
    )
    .map(Zeroizing::new)
    .or(Err(SealError::DoesNotOpen))?;
    let secret = <&[u8; 32]>::try_from(plain.as_slice()).or(Err(SealError::DoesNotOpen))?;
    Ok(Zeroizing::new(*secret))
}

fn info(community: &CommunityId) -> Vec<u8> {
    [b"horseshoe 1 epoch secret ", &community.as_bytes()[..]].concat()
}

fn document_info(context: &[u8]) -> Vec<u8> {
    [b"horseshoe 1 document secret ", context].concat()
}

/// The X25519 key that belongs to an Ed25519 one: the same point on the other form of the curve.
fn public_key(device: &DeviceId) -> Result<<X25519HkdfSha256 as Kem>::PublicKey, SealError> {
    let key = device.verifying_key().ok_or(SealError::NotAKey)?;
    <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&key.to_montgomery().to_bytes())
        .or(Err(SealError::NotAKey))
}

fn private_key(key: &DeviceKey) -> <X25519HkdfSha256 as Kem>::PrivateKey {
    let seed = Zeroizing::new(key.to_bytes());
    let scalar = Zeroizing::new(ed25519_dalek::SigningKey::from_bytes(&seed).to_scalar_bytes());
    <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&*scalar)
        .expect("every 32 bytes are a private key of this curve")
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng as _;

    use super::*;

    fn key(seed: u8) -> DeviceKey {
        DeviceKey::from_bytes(&[seed; 32])
    }

    fn sealed() -> Vec<u8> {
        let epoch = EpochSecret::from_bytes([7; 32]);
        let community = CommunityId::from_bytes([9; 32]);
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        seal_secret(&key(1).id(), &epoch, &community, &mut rng).unwrap()
    }

    #[test]
    fn the_named_device_opens_it_in_the_named_community() {
        let secret = open_secret(&key(1), &CommunityId::from_bytes([9; 32]), &sealed()).unwrap();
        assert_eq!(secret.as_bytes(), &[7; 32]);
    }

    /// Secrets sealed by version 1 open for ever. The bytes hold the conversion of keys in place, too.
    #[test]
    fn the_bytes_of_version_1() {
        insta::assert_snapshot!(data_encoding::HEXLOWER.encode(&sealed()), @"0190b9a6f5fb049b278885d481918d49f7a71883ad6306c19e27c14ce3b7f8bf4ea187333fab6469a842898afaa301bc5f37e08bfa6672d5a7c306d11904eaeeefd4fb3db008bd0d68c291a3c11d48a6c3");
    }

    #[test]
    fn another_device_or_community_does_not_open_it() {
        let community = CommunityId::from_bytes([9; 32]);
        let other = CommunityId::from_bytes([8; 32]);
        assert_eq!(open_secret(&key(2), &community, &sealed()).err(), Some(SealError::DoesNotOpen));
        assert_eq!(open_secret(&key(1), &other, &sealed()).err(), Some(SealError::DoesNotOpen));
    }

    #[test]
    fn no_changed_bit_and_no_cut_goes_unnoticed() {
        let community = CommunityId::from_bytes([9; 32]);
        let whole = sealed();
        for bit in 0..whole.len() * 8 {
            let mut damaged = whole.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(open_secret(&key(1), &community, &damaged).is_err(), "bit {bit}");
        }
        for len in 0..whole.len() {
            assert!(open_secret(&key(1), &community, &whole[..len]).is_err(), "cut at {len}");
        }
        assert!(open_secret(&key(1), &community, &[&whole[..], &[0]].concat()).is_err());
    }

    #[test]
    fn a_newer_version_is_called_so() {
        let mut newer = sealed();
        newer[0] = VERSION + 1;
        let community = CommunityId::from_bytes([9; 32]);
        assert_eq!(open_secret(&key(1), &community, &newer).err(), Some(SealError::NewerVersion));
    }

    #[test]
    fn nothing_is_sealed_to_a_key_that_is_none() {
        let epoch = EpochSecret::from_bytes([7; 32]);
        let community = CommunityId::from_bytes([9; 32]);
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let mut identity = [0; 32];
        identity[0] = 1;
        let mut off_the_curve = [0; 32];
        off_the_curve[0] = 2;
        for bytes in [[0; 32], identity, off_the_curve] {
            let sealed = seal_secret(&DeviceId::from_bytes(bytes), &epoch, &community, &mut rng);
            assert_eq!(sealed, Err(SealError::NotAKey), "{bytes:?}");
        }
    }
}
