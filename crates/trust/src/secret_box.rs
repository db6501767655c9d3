//! One way to seal bytes under a key: nonce, then XChaCha20-Poly1305.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::CryptoRng;
use zeroize::Zeroizing;

/// What sealing adds: the nonce in front and the tag behind.
pub(crate) const OVERHEAD: usize = NONCE + 16;

const NONCE: usize = 24;

/// Seals `plain` so that only `key` opens it, and only together with the same `context`.
pub(crate) fn seal(
    key: &[u8; 32],
    context: &[u8],
    plain: &[u8],
    rng: &mut impl CryptoRng,
) -> Vec<u8> {
    let mut nonce = [0; NONCE];
    rng.fill_bytes(&mut nonce);
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: context })
        .expect("only texts beyond 256 GiB cannot be sealed");
    [&nonce[..], &sealed].concat()
}

/// Opens what [`seal`] sealed; `None` if key, context or a single bit is another.
pub(crate) fn open(key: &[u8; 32], context: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: context })
        .ok()
        .map(Zeroizing::new)
}

/// [`open`] for what is exactly one key long.
pub(crate) fn open_key(
    key: &[u8; 32],
    context: &[u8],
    sealed: &[u8],
) -> Option<Zeroizing<[u8; 32]>> {
    let plain = open(key, context, sealed)?;
    let bytes = <&[u8; 32]>::try_from(plain.as_slice()).ok()?;
    Some(Zeroizing::new(*bytes))
}
