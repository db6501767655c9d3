//! The key file of an open profile: what guards it, and new keys. Everything here blocks, so it is done beside the loop.

use super::{Happened, Loop};
use crate::core::Input;
use crate::guard::GuardChange;
use crate::{Problem, Reply, Secret};
use horseshoe_trust::{KeyFile, KeyFileError, Keyring, RecoveryCode, Way};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use zeroize::Zeroizing;

/// The key file, and who waits for new keys.
pub(super) struct KeyDesk {
    file: Arc<Mutex<KeyFile>>,
    keyring: Option<Arc<dyn Keyring>>,
    /// The number up to which the renewal under way was asked for.
    renewing: Option<u64>,
    /// The last number that came since it began: what it is about was perhaps sealed already.
    next: Option<u64>,
}

/// How far a renewal has come.
#[derive(Debug)]
pub(super) enum Renewal {
    /// The key file knows the key that comes next. An earlier renewal that was not finished goes on first: its key may
    /// be in use already.
    Begun { earlier: bool, key: Result<Zeroizing<[u8; 32]>, Problem> },
    /// The store is sealed under it.
    Sealed { earlier: bool, result: Result<(), Problem> },
    /// The key file has forgotten the one before.
    Ended { earlier: bool, result: Result<(), Problem> },
}

impl KeyDesk {
    pub(super) fn new(file: KeyFile, keyring: Option<Arc<dyn Keyring>>) -> Self {
        let file = Arc::new(Mutex::new(file));
        Self { file, keyring, renewing: None, next: None }
    }

    /// The key file for work elsewhere.
    pub(super) fn file(&self) -> Arc<Mutex<KeyFile>> {
        self.file.clone()
    }
}

impl Loop {
    pub(super) fn change_guard(&self, number: u64, change: GuardChange) {
        self.at_the_key_file(
            move |file, keyring| {
                let reply = carry_out(file, keyring, change)?;
                Ok((reply, file.ways()))
            },
            move |result| Happened::Guarded { number, result },
        );
    }

    pub(super) fn renew_keys(&mut self, number: u64) {
        self.keys.next = Some(number);
        if self.keys.renewing.is_none() {
            self.begin_renewal();
        }
    }

    fn begin_renewal(&mut self) {
        self.keys.renewing = self.keys.next.take();
        if self.keys.renewing.is_some() {
            self.go_on_renewing();
        }
    }

    fn go_on_renewing(&self) {
        self.at_the_key_file(
            |file, _| match file.keys().next_store_key {
                Some(key) => Ok((true, Zeroizing::new(key))),
                None => Ok((false, Zeroizing::new(file.begin_renewal()?))),
            },
            |begun| {
                let earlier = begun.as_ref().is_ok_and(|(earlier, _)| *earlier);
                let key = begun.map(|(_, key)| key);
                Happened::Renewal(Renewal::Begun { earlier, key })
            },
        );
    }

    pub(super) fn renewal(&mut self, renewal: Renewal) -> Option<Input> {
        match renewal {
            Renewal::Begun { earlier, key: Ok(key) } => {
                let inputs = self.inputs.clone();
                let on_done = Box::new(move |result: Result<(), _>| {
                    let result = result.map_err(Problem::from);
                    // The loop may have ended.
                    inputs
                        .blocking_send(Happened::Renewal(Renewal::Sealed { earlier, result }))
                        .ok();
                });
                self.writer.as_ref()?.seal_anew(key, on_done);
                None
            }
            Renewal::Sealed { earlier, result: Ok(()) } => {
                self.at_the_key_file(
                    |file, keyring| file.finish_renewal(keyring),
                    move |result| Happened::Renewal(Renewal::Ended { earlier, result }),
                );
                None
            }
            Renewal::Ended { earlier: true, result: Ok(()) } => {
                self.go_on_renewing();
                None
            }
            Renewal::Begun { key: Err(problem), .. }
            | Renewal::Sealed { result: Err(problem), .. }
            | Renewal::Ended { result: Err(problem), .. } => self.end_renewal(Err(problem)),
            Renewal::Ended { result: Ok(()), .. } => self.end_renewal(Ok(())),
        }
    }

    fn end_renewal(&mut self, result: Result<(), Problem>) -> Option<Input> {
        let number = self.keys.renewing.take()?;
        self.begin_renewal();
        Some(Input::KeysRenewed { upto: number, result })
    }

    /// Works on the key file beside the loop, which is told how it went.
    fn at_the_key_file<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut KeyFile, Option<&dyn Keyring>) -> Result<T, KeyFileError>
        + Send
        + 'static,
        tell: impl FnOnce(Result<T, Problem>) -> Happened + Send + 'static,
    ) {
        let (file, keyring, inputs) =
            (self.keys.file(), self.keys.keyring.clone(), self.inputs.clone());
        self.tasks.spawn_to_its_end(async move {
            let working = tokio::task::spawn_blocking(move || {
                // What broke off in the middle must not be written over the keys.
                let mut file = file.lock().map_err(|_broken_off| KeyFileError::Damaged)?;
                work(&mut file, keyring.as_deref())
            });
            let result = match working.await {
                Ok(result) => result.map_err(Problem::from),
                Err(error) => Err(Problem::Disk { detail: error.to_string() }),
            };
            inputs.send(tell(result)).await.ok(); // the loop may have ended
        });
    }
}

pub(super) type Guarded = (Reply, BTreeSet<Way>);

fn carry_out(
    file: &mut KeyFile,
    keyring: Option<&dyn Keyring>,
    change: GuardChange,
) -> Result<Reply, KeyFileError> {
    match change {
        GuardChange::SetPassphrase { passphrase } => file.set_passphrase(passphrase.as_str())?,
        GuardChange::UseKeyring => {
            let none = || horseshoe_trust::KeyringError("there is none".to_owned());
            file.set_keyring(keyring.ok_or_else(none)?)?;
        }
        GuardChange::MakeRecoveryCode => {
            let code = RecoveryCode::generate(&mut rand::rng());
            file.set_recovery_code(&code)?;
            let text = Secret::new(code.to_text().as_str());
            return Ok(Reply::Printed { text, device: None });
        }
        GuardChange::Remove { way } => file.remove(way, keyring)?,
        GuardChange::LeaveUnprotected => file.leave_unprotected(keyring)?,
        // Not a matter of the key file: kept in the store.
        GuardChange::LockAfter { .. } => {}
    }
    Ok(Reply::Done)
}
