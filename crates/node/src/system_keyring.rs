//! The keyring of the system: the Secret Service on Linux, the keychain or credential manager elsewhere.

use horseshoe_trust::{Keyring, KeyringError, KeyringItem};
use std::sync::mpsc;
use std::time::Duration;
use zeroize::Zeroizing;

/// Contacted only when a person chose it. Where there is none, every call says so.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemKeyring;

/// What its items are filed under. With a random number this is all they say.
const SERVICE: &str = "horseshoe";

/// The system may ask a person to unlock it, and that takes a while; but nobody is kept waiting for ever by a service
/// that does not answer.
const LONGEST: Duration = Duration::from_mins(2);

impl Keyring for SystemKeyring {
    fn keep(&self, item: &KeyringItem, secret: &[u8; 32]) -> Result<(), KeyringError> {
        let (item, secret) = (*item, Zeroizing::new(*secret));
        ask(move || entry(&item)?.set_secret(&*secret))
    }

    fn find(&self, item: &KeyringItem) -> Result<Option<Zeroizing<[u8; 32]>>, KeyringError> {
        let item = *item;
        let found = ask(move || match entry(&item)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })?;
        Ok(found.and_then(|secret| Some(Zeroizing::new(*secret.first_chunk()?))))
    }

    fn remove(&self, item: &KeyringItem) -> Result<(), KeyringError> {
        let item = *item;
        ask(move || match entry(&item)?.delete_credential() {
            Err(keyring::Error::NoEntry) => Ok(()),
            done => done,
        })
    }
}

fn entry(item: &KeyringItem) -> keyring::Result<keyring::Entry> {
    keyring::Entry::new(SERVICE, &item.to_string())
}

/// On a thread of its own, which is left behind if it never comes back.
fn ask<T: Send + 'static>(
    question: impl FnOnce() -> keyring::Result<T> + Send + 'static,
) -> Result<T, KeyringError> {
    let (answer, answered) = mpsc::sync_channel(1);
    let asked = std::thread::Builder::new().name("keyring".to_owned()).spawn(move || {
        // Whoever asked may have given up.
        answer.send(question()).ok();
    });
    asked.map_err(|error| KeyringError(error.to_string()))?;
    match answered.recv_timeout(LONGEST) {
        Ok(answer) => answer.map_err(|error| KeyringError(error.to_string())),
        Err(_) => Err(KeyringError("it does not answer".to_owned())),
    }
}
