//! What guards this profile, new keys for it, and its backup: asked here, carried out where files are written.

use super::{Core, Effect, Promise};
use crate::guard::GuardChange;
use crate::{Guard, Problem, Reply, Secret};
use horseshoe_trust::Way;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The note with when the profile closes by itself.
const LOCK: &str = "lock";

impl Core {
    pub(super) fn load_guard(&mut self, ways: BTreeSet<Way>) -> Result<(), Problem> {
        let kept = self.shelf.note(LOCK)?;
        let minutes = kept.and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes);
        self.guard = Guard { ways, lock_after_minutes: minutes }.into();
        Ok(())
    }

    pub(super) fn change_guard(&mut self, number: u64, change: GuardChange) {
        let GuardChange::LockAfter { minutes } = change else {
            return self.effects.push(Effect::Guard { number, change });
        };
        match minutes {
            Some(minutes) => {
                self.saving.next().put_note(LOCK, minutes.to_le_bytes().to_vec());
            }
            None => {
                self.saving.next().delete_note(LOCK);
            }
        }
        let ways = self.guard.ways.clone();
        self.guard = Guard { ways, lock_after_minutes: minutes }.into();
        self.changed = true;
        self.answer_when_saved(number, Reply::Done);
    }

    /// Something else opens the key file from now on.
    pub(super) fn guarded(&mut self, ways: BTreeSet<Way>) {
        let lock_after_minutes = self.guard.lock_after_minutes;
        self.guard = Guard { ways, lock_after_minutes }.into();
        self.changed = true;
    }

    /// Seals everything on this device under new keys, as soon as all that was given to the disk so far is there: what
    /// was forgotten before opens no more with anything that is left, not even from an old copy of the store. Gives a
    /// number: [`Self::keys_renewed`] tells how it went, for this and all earlier ones. A program that ends before that
    /// goes through with it at the next start but tells nobody: ask again then.
    pub(super) fn renew_keys_when_saved(&mut self) -> u64 {
        self.renewals += 1;
        self.saving.then(Promise::RenewKeys { number: self.renewals });
        self.renewals
    }

    /// The keys are new, or could not be renewed: then old copies may still open, and it is worth asking again later.
    pub(super) fn keys_renewed(&mut self, upto: u64, result: Result<(), Problem>) {
        match result {
            Ok(()) => self.destroyed_for_good(upto),
            Err(problem) => self.trouble(problem),
        }
    }

    /// Writes a backup. What waits to become entries becomes that first: others may have it from here before the
    /// backup is used, and it must not come twice.
    pub(super) fn back_up(&mut self, number: u64, file: PathBuf, passphrase: Secret) {
        if passphrase.as_str().is_empty() {
            return self.answer(number, Err(Problem::EmptyPassphrase));
        }
        let living = self.communities.iter().filter(|(_, community)| community.living.is_some());
        let documents: Vec<_> = living
            .flat_map(|(id, community)| community.documents.keys().map(|document| (*id, *document)))
            .collect();
        for (id, document) in documents {
            self.make_typed_words_changes(id, document, |_| true);
            self.seal(id, document);
        }
        self.saving.then(Promise::BackUp { number, file, passphrase });
    }
}
