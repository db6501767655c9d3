//! Keys: the one a device signs with, and the secrets that entries are sealed under.
//!
//! Every signature and every derived key is bound to a domain: a text that says what it is for, so that nothing
//! signed for one purpose can be shown for another. The domains are the constants of [`domain`].

use std::fmt;

use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use rand::CryptoRng;
use zeroize::{Zeroize as _, ZeroizeOnDrop};

use crate::ids::{DeviceId, EpochId, Signature};

/// What signatures, ids and derived keys are for. None is a prefix of a message: a zero byte follows each.
pub mod domain {
    pub const CERTIFICATE_SIGNATURE: &str = "horseshoe 1 certificate signature";
    pub const CERTIFICATE_ID: &str = "horseshoe 1 certificate id";
    pub const ENTRY_SIGNATURE: &str = "horseshoe 1 entry signature";
    pub const ENTRY_ID: &str = "horseshoe 1 entry id";
    pub const DOCUMENT_ID: &str = "horseshoe 1 document id";
    pub const DOCUMENT_SECRET: &str = "horseshoe 1 document secret commitment";
    pub const EPOCH_ID: &str = "horseshoe 1 epoch id";
    pub const ENTRY_KEY: &str = "horseshoe 1 entry key";
    pub const PARCEL_SIGNATURE: &str = "horseshoe 1 parcel signature";
}

/// The signing key of this device. Never leaves it but inside the sealed key file.
#[derive(Clone, ZeroizeOnDrop)]
pub struct DeviceKey(SigningKey);

impl DeviceKey {
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut secret = random(rng);
        let key = Self::from_bytes(&secret);
        secret.zeroize();
        key
    }

    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(bytes))
    }

    /// The secret itself. The caller sees to it that it is wiped.
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    pub fn id(&self) -> DeviceId {
        DeviceId::from_bytes(self.0.verifying_key().to_bytes())
    }

    pub fn sign(&self, domain: &'static str, message: &[u8]) -> Signature {
        Signature::from_bytes(self.0.sign(&bound(domain, message)).to_bytes())
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceKey of {}", self.id())
    }
}

impl DeviceId {
    /// Whether this device signed the message for this purpose. Strict: one message has one signature per key,
    /// and keys for which anybody could sign (of small order, or not written the one right way) sign nothing.
    pub fn verify(&self, domain: &'static str, message: &[u8], signature: &Signature) -> bool {
        self.verifying_key().is_some_and(|key| {
            let signature = ed25519_dalek::Signature::from_bytes(signature.as_bytes());
            key.verify_strict(&bound(domain, message), &signature).is_ok()
        })
    }

    /// The public key, if these bytes are one that only its holder can sign with.
    pub(crate) fn verifying_key(&self) -> Option<VerifyingKey> {
        VerifyingKey::from_bytes(self.as_bytes()).ok().filter(|key| {
            !key.is_weak() && key.to_edwards().compress().as_bytes() == self.as_bytes()
        })
    }
}

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, ZeroizeOnDrop)]
        pub struct $name([u8; 32]);

        impl $name {
            pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// The secret itself. The caller sees to it that copies are wiped.
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl PartialEq for $name {
            /// In constant time.
            fn eq(&self, other: &Self) -> bool {
                blake3::Hash::from_bytes(self.0) == blake3::Hash::from_bytes(other.0)
            }
        }

        impl Eq for $name {}
    };
}

secret! {
    /// What everyone standing since one point of the community's history knows. New after each removal.
    EpochSecret
}
secret! {
    /// What those who may read one document know. The document's id commits to it.
    DocumentSecret
}
secret! {
    /// Seals the entries of one document in one epoch.
    EntryKey
}

impl EpochSecret {
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self(random(rng))
    }

    /// The name of this secret, which does not give it away.
    pub fn id(&self) -> EpochId {
        let hash = blake3::derive_key(domain::EPOCH_ID, &self.0);
        let mut id = [0; EpochId::LENGTH];
        id.copy_from_slice(&hash[..EpochId::LENGTH]);
        EpochId::from_bytes(id)
    }
}

impl DocumentSecret {
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self(random(rng))
    }
}

impl EntryKey {
    /// Needs both: the document's secret says who may read it, the epoch's who is still here.
    pub fn derive(document: &DocumentSecret, epoch: &EpochSecret) -> Self {
        let mut both = [0; 64];
        both[..32].copy_from_slice(&document.0);
        both[32..].copy_from_slice(&epoch.0);
        let key = Self(blake3::derive_key(domain::ENTRY_KEY, &both));
        both.zeroize();
        key
    }
}

fn random(rng: &mut impl CryptoRng) -> [u8; 32] {
    let mut bytes = [0; 32];
    rng.fill_bytes(&mut bytes);
    bytes
}

fn bound(domain: &str, message: &[u8]) -> Vec<u8> {
    [domain.as_bytes(), &[0], message].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;
    use rand_chacha::ChaCha20Rng;

    fn key(seed: u64) -> DeviceKey {
        DeviceKey::generate(&mut ChaCha20Rng::seed_from_u64(seed))
    }

    #[test]
    fn a_signature_holds_for_its_key_purpose_and_message_only() {
        let (ann, ben) = (key(1), key(2));
        let signature = ann.sign(domain::ENTRY_SIGNATURE, b"words");
        assert!(ann.id().verify(domain::ENTRY_SIGNATURE, b"words", &signature));
        assert!(!ben.id().verify(domain::ENTRY_SIGNATURE, b"words", &signature));
        assert!(!ann.id().verify(domain::CERTIFICATE_SIGNATURE, b"words", &signature));
        assert!(!ann.id().verify(domain::ENTRY_SIGNATURE, b"word", &signature));
        let mut damaged = signature.to_bytes();
        damaged[40] ^= 1;
        assert!(!ann.id().verify(
            domain::ENTRY_SIGNATURE,
            b"words",
            &Signature::from_bytes(damaged)
        ));
    }

    #[test]
    fn a_key_read_back_is_the_same_device() {
        let ann = key(3);
        assert_eq!(DeviceKey::from_bytes(&ann.to_bytes()).id(), ann.id());
        assert!(!format!("{ann:?}").contains(&data_encoding::HEXLOWER.encode(&ann.to_bytes())));
    }

    /// With R the neutral point and s = 0, a key of small order would pass the plain check for any message.
    #[test]
    fn keys_that_anybody_could_sign_with_are_refused() {
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut minus_one = [0xff; 32];
        minus_one[0] = 0xec;
        minus_one[31] = 0x7f;
        let mut forged = [0; 64];
        forged[0] = 1;
        for small in [[0; 32], neutral, minus_one] {
            let device = DeviceId::from_bytes(small);
            assert!(device.verifying_key().is_none());
            assert!(!device.verify(
                domain::ENTRY_SIGNATURE,
                b"anything",
                &Signature::from_bytes(forged)
            ));
        }
    }

    #[test]
    fn an_entry_key_needs_both_secrets_in_their_places() {
        let (a, b) = ([1; 32], [2; 32]);
        let key =
            |d, e| EntryKey::derive(&DocumentSecret::from_bytes(d), &EpochSecret::from_bytes(e));
        assert_eq!(key(a, b), key(a, b));
        assert_ne!(key(a, b), key(b, a));
        assert_ne!(key(a, b), key(a, a));
    }

    #[test]
    fn an_epoch_is_named_without_giving_its_secret_away() {
        let secret = EpochSecret::from_bytes([9; 32]);
        assert_ne!(secret.id().as_bytes()[..], secret.as_bytes()[..16]);
        assert_eq!(secret.id(), EpochSecret::from_bytes([9; 32]).id());
    }
}
