//! One way to the keys: a secret that a person, a keyring or the file itself has, and the master key sealed to it.
//!
//! Whatever the secret is, a key pair is derived from it. The file holds the public half, and the master key sealed to
//! that. So a new master key can be sealed for every slot without any of the secrets: nobody is asked for a passphrase
//! when the keys are renewed, and a slot of a kind that only newer programs know is carried along.

use argon2::{Algorithm, Argon2, Params, Version};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem, OpModeR, OpModeS, Serializable as _};
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Cost, KeyFileError};
use crate::{KeyringItem, RecoveryCode};

/// What opens a key file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Nothing but the file itself: only that it belongs to one account of the computer guards it.
    Unprotected,
    Passphrase,
    /// The keyring of the system, which opens with the login.
    Keyring,
    /// A code on paper.
    RecoveryCode,
}

#[derive(Clone)]
pub(super) struct Slot {
    /// Which way it is; see [`Way::of_tag`].
    pub(super) tag: u8,
    /// What this way needs to come to its secret.
    pub(super) parameters: Zeroizing<Vec<u8>>,
    pub(super) public: [u8; 32],
    /// The master key; empty until the file is written.
    pub(super) sealed: Vec<u8>,
}

/// How long a sealed master key is: encapsulated key, secret, tag.
pub(super) const SEALED: usize = 32 + 32 + 16;

const UNPROTECTED: u8 = 0;
const PASSPHRASE: u8 = 1;
const KEYRING: u8 = 2;
const RECOVERY_CODE: u8 = 3;

impl Way {
    fn of_tag(tag: u8) -> Option<Self> {
        Some(match tag {
            UNPROTECTED => Self::Unprotected,
            PASSPHRASE => Self::Passphrase,
            KEYRING => Self::Keyring,
            RECOVERY_CODE => Self::RecoveryCode,
            _ => return None,
        })
    }
}

impl Slot {
    pub(super) fn unprotected(rng: &mut impl CryptoRng) -> Self {
        let secret = random_key(rng);
        Self::new(UNPROTECTED, secret.to_vec(), &*secret)
    }

    pub(super) fn passphrase(
        passphrase: &str,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, KeyFileError> {
        let mut salt = [0; 16];
        rng.fill_bytes(&mut salt);
        Ok(Self::of_stretched(cost, &salt, &*stretch(passphrase, &salt, cost)?))
    }

    /// The slot of a passphrase that was stretched before.
    pub(super) fn of_stretched(cost: Cost, salt: &[u8; 16], stretched: &[u8; 32]) -> Self {
        let Cost { memory_kib, passes, lanes } = cost;
        let mut parameters: Vec<u8> =
            [memory_kib, passes, lanes].into_iter().flat_map(u32::to_le_bytes).collect();
        parameters.extend(salt);
        Self::new(PASSPHRASE, parameters, stretched)
    }

    pub(super) fn keyring(item: KeyringItem, secret: &[u8; 32]) -> Self {
        let parameters = [&item.id[..], &item.generation.to_le_bytes()].concat();
        Self::new(KEYRING, parameters, secret)
    }

    pub(super) fn recovery_code(code: &RecoveryCode) -> Self {
        Self::new(RECOVERY_CODE, Vec::new(), code.as_bytes())
    }

    fn new(tag: u8, parameters: Vec<u8>, secret: &[u8]) -> Self {
        let public = Kem25519::sk_to_pk(&private_key(tag, secret)).to_bytes().into();
        Self { tag, parameters: Zeroizing::new(parameters), public, sealed: Vec::new() }
    }

    pub(super) fn way(&self) -> Option<Way> {
        Way::of_tag(self.tag)
    }

    /// The master key, if the file itself is all that is needed.
    pub(super) fn open_unprotected(&self) -> Option<Zeroizing<[u8; 32]>> {
        (self.tag == UNPROTECTED).then(|| self.open(&self.parameters))?
    }

    /// The master key, if this is the passphrase. Takes a good part of a second.
    pub(super) fn open_passphrase(
        &self,
        passphrase: &str,
    ) -> Result<Option<Zeroizing<[u8; 32]>>, KeyFileError> {
        let (cost, salt) = passphrase_parameters(&self.parameters).ok_or(KeyFileError::Damaged)?;
        Ok(self.open(&*stretch(passphrase, &salt, cost)?))
    }

    pub(super) fn open_recovery_code(&self, code: &RecoveryCode) -> Option<Zeroizing<[u8; 32]>> {
        self.open(code.as_bytes())
    }

    pub(super) fn open_keyring(&self, secret: &[u8; 32]) -> Option<Zeroizing<[u8; 32]>> {
        self.open(secret)
    }

    pub(super) fn keyring_item(&self) -> Option<KeyringItem> {
        if self.tag != KEYRING {
            return None;
        }
        let (id, generation) = self.parameters.split_first_chunk()?;
        let generation = u32::from_le_bytes(generation.try_into().ok()?);
        Some(KeyringItem { id: *id, generation })
    }

    /// Whether a slot of its kind can look like this.
    pub(super) fn is_well_formed(&self) -> bool {
        self.sealed.len() == SEALED
            && match self.way() {
                Some(Way::Unprotected) => self.parameters.len() == 32,
                Some(Way::Passphrase) => passphrase_parameters(&self.parameters).is_some(),
                Some(Way::Keyring) => self.keyring_item().is_some(),
                Some(Way::RecoveryCode) => self.parameters.is_empty(),
                None => true,
            }
    }

    /// Seals a master key for whoever has the secret of this slot.
    pub(super) fn seal(
        &mut self,
        master: &[u8; 32],
        rng: &mut impl CryptoRng,
    ) -> Result<(), KeyFileError> {
        let public = <Kem25519 as Kem>::PublicKey::from_bytes(&self.public)
            .or(Err(KeyFileError::Damaged))?;
        let (encapsulated, sealed) =
            hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem25519>(
                &OpModeS::Base,
                &public,
                SLOT,
                master,
                &self.unsealed_bytes(),
                rng,
            )
            .or(Err(KeyFileError::Damaged))?;
        self.sealed = [&encapsulated.to_bytes()[..], &sealed].concat();
        Ok(())
    }

    /// What is in the slot beside the sealed master key. The keys themselves are bound to it, so that nobody can put a
    /// slot of theirs into the file and wait for the next master key.
    pub(super) fn unsealed_bytes(&self) -> Zeroizing<Vec<u8>> {
        let length = u16::try_from(self.parameters.len()).expect("read with such a length");
        let bytes =
            [&[self.tag][..], &length.to_le_bytes(), &self.parameters, &self.public].concat();
        Zeroizing::new(bytes)
    }

    fn open(&self, secret: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        let private = private_key(self.tag, secret);
        if Kem25519::sk_to_pk(&private).to_bytes()[..] != self.public {
            return None;
        }
        let (encapsulated, sealed) = self.sealed.split_first_chunk::<32>()?;
        let encapsulated = <Kem25519 as Kem>::EncappedKey::from_bytes(encapsulated).ok()?;
        let master = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem25519>(
            &OpModeR::Base,
            &private,
            &encapsulated,
            SLOT,
            sealed,
            &self.unsealed_bytes(),
        )
        .map(Zeroizing::new)
        .ok()?;
        Some(Zeroizing::new(*<&[u8; 32]>::try_from(master.as_slice()).ok()?))
    }
}

type Kem25519 = X25519HkdfSha256;

const SLOT: &[u8] = b"horseshoe 2 key file slot";

fn private_key(tag: u8, secret: &[u8]) -> <Kem25519 as Kem>::PrivateKey {
    let tagged = Zeroizing::new([&[tag][..], secret].concat());
    let derived = Zeroizing::new(blake3::derive_key("horseshoe 2 key file slot key", &tagged));
    <Kem25519 as Kem>::PrivateKey::from_bytes(&*derived)
        .expect("every 32 bytes are a private key of this curve")
}

fn passphrase_parameters(mut bytes: &[u8]) -> Option<(Cost, [u8; 16])> {
    let mut number = || {
        let (number, rest) = bytes.split_first_chunk()?;
        bytes = rest;
        Some(u32::from_le_bytes(*number))
    };
    let cost = Cost { memory_kib: number()?, passes: number()?, lanes: number()? };
    let salt = bytes.try_into().ok()?;
    cost.bearable().then_some((cost, salt))
}

/// Makes a guess of a passphrase as much work as the cost says.
pub(super) fn stretch(
    passphrase: &str,
    salt: &[u8; 16],
    cost: Cost,
) -> Result<Zeroizing<[u8; 32]>, KeyFileError> {
    let mut key = Zeroizing::new([0; 32]);
    let Cost { memory_kib, passes, lanes } = cost;
    Params::new(memory_kib, passes, lanes, Some(32))
        .and_then(|params| {
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
                passphrase.as_bytes(),
                salt,
                &mut *key,
            )
        })
        .or(Err(KeyFileError::Damaged))?;
    Ok(key)
}

pub(super) fn random_key(rng: &mut impl CryptoRng) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    rng.fill_bytes(&mut *key);
    key
}
