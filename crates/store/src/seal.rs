//! How rows look on the disk: sealed under the profile's store key, each bound to its place in the file.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::Rng as _;
use zeroize::Zeroizing;

const NONCE: usize = 24;
const TAG: usize = 16;

/// Bytes that sealing adds to a value.
pub(crate) const ADDED: u64 = (NONCE + TAG) as u64;

/// Seals and opens rows. A row opens only in the table and under the key it was sealed for, so that rows of a
/// damaged or tampered file cannot stand in for one another.
pub(crate) struct Seals {
    rows: XChaCha20Poly1305,
    names: Zeroizing<[u8; 32]>,
}

impl Seals {
    /// Seals under this key, with the names of a new store.
    pub(crate) fn new(store_key: &[u8; 32]) -> Self {
        let rows = Zeroizing::new(blake3::derive_key("horseshoe 1 store rows", store_key));
        Self {
            rows: XChaCha20Poly1305::new((&*rows).into()),
            names: Zeroizing::new(blake3::derive_key("horseshoe 1 store names", store_key)),
        }
    }

    /// The same with other names: those of the store as it began. A name cannot be read back, so it must stay.
    pub(crate) fn with_names(self, names: [u8; 32]) -> Self {
        Self { names: Zeroizing::new(names), ..self }
    }

    /// The key of names, to be kept sealed.
    pub(crate) fn names(&self) -> &[u8; 32] {
        &self.names
    }

    /// What a name is called on the disk: the same each time, and telling nothing.
    pub(crate) fn name(&self, name: &[u8]) -> [u8; 32] {
        *blake3::keyed_hash(&self.names, name).as_bytes()
    }

    pub(crate) fn seal(&self, table: &str, key: &[u8], value: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        rand::rng().fill_bytes(&mut nonce);
        let sealed = self
            .rows
            .encrypt(&XNonce::from(nonce), Payload { msg: value, aad: &place(table, key) })
            .expect("rows are far below the cipher's limit");
        [&nonce[..], &sealed].concat()
    }

    /// `None` where these are not the bytes that were sealed for this place.
    pub(crate) fn open(&self, table: &str, key: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        self.rows
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &place(table, key) })
            .ok()
    }
}

fn place(table: &str, key: &[u8]) -> Vec<u8> {
    [table.as_bytes(), &[0], key].concat()
}

impl std::fmt::Debug for Seals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seals")
    }
}
