//! What guards this profile, what can be taken away from that, and what each change comes to.

use horseshoe_node::{Guard, GuardChange, Way};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(crate) by: GuardedBy,
    pub(crate) passphrase: bool,
    pub(crate) keyring: bool,
    pub(crate) code: bool,
    pub(crate) lock_after: Option<u32>,
}

/// All of it in one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GuardedBy {
    /// The account of this computer, and nothing else.
    Nobody,
    Passphrase,
    Keyring,
    Both,
    CodeOnly,
}

/// After so many minutes it can be locked by itself.
pub(crate) const MINUTES: [u32; 3] = [5, 15, 60];

impl Contents {
    pub(crate) fn new(guard: &Guard) -> Self {
        let has = |way| guard.ways.contains(&way);
        let (passphrase, keyring, code) =
            (has(Way::Passphrase), has(Way::Keyring), has(Way::RecoveryCode));
        Self {
            by: match (passphrase, keyring, code) {
                (true, true, _) => GuardedBy::Both,
                (true, false, _) => GuardedBy::Passphrase,
                (false, true, _) => GuardedBy::Keyring,
                (false, false, true) => GuardedBy::CodeOnly,
                (false, false, false) => GuardedBy::Nobody,
            },
            passphrase,
            keyring,
            code,
            lock_after: guard.lock_after_minutes.filter(|_| passphrase),
        }
    }

    /// A code for paper alone would be asked for each time: there must be something else.
    pub(crate) const fn may_make_code(&self) -> bool {
        self.passphrase || self.keyring
    }

    /// Whether locking means anything: only a passphrase keeps out who sits down here.
    pub(crate) const fn can_lock(&self) -> bool {
        self.passphrase
    }

    /// Without its passphrase it would open for whoever uses the account.
    pub(crate) const fn passphrase_is_last(&self) -> bool {
        !self.keyring
    }

    pub(crate) fn without_passphrase(&self) -> GuardChange {
        without(Way::Passphrase, self.keyring)
    }

    pub(crate) fn without_keyring(&self) -> GuardChange {
        without(Way::Keyring, self.passphrase)
    }
}

/// A code on paper is not left as the only way: it would have to be typed in at every start.
const fn without(way: Way, another: bool) -> GuardChange {
    if another { GuardChange::Remove { way } } else { GuardChange::LeaveUnprotected }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(ways: &[Way]) -> Contents {
        let ways = ways.iter().copied().collect();
        Contents::new(&Guard { ways, lock_after_minutes: Some(15) })
    }

    #[test]
    fn what_guards_is_told_in_one_sentence() {
        use Way::{Keyring, Passphrase, RecoveryCode, Unprotected};
        for (ways, by) in [
            (&[Unprotected][..], GuardedBy::Nobody),
            (&[Passphrase], GuardedBy::Passphrase),
            (&[Passphrase, RecoveryCode], GuardedBy::Passphrase),
            (&[Keyring, RecoveryCode], GuardedBy::Keyring),
            (&[Passphrase, Keyring, RecoveryCode], GuardedBy::Both),
            (&[RecoveryCode], GuardedBy::CodeOnly),
        ] {
            assert_eq!(contents(ways).by, by, "{ways:?}");
        }
    }

    #[test]
    fn the_last_way_but_the_paper_ends_the_paper_too() {
        let one = contents(&[Way::Passphrase, Way::RecoveryCode]);
        assert!(one.passphrase_is_last());
        assert_eq!(one.without_passphrase(), GuardChange::LeaveUnprotected);
        let two = contents(&[Way::Passphrase, Way::Keyring]);
        assert_eq!(two.without_passphrase(), GuardChange::Remove { way: Way::Passphrase });
        assert_eq!(two.without_keyring(), GuardChange::Remove { way: Way::Keyring });
        assert_eq!(contents(&[Way::Keyring]).without_keyring(), GuardChange::LeaveUnprotected);
    }

    #[test]
    fn a_code_is_made_and_a_lock_is_set_only_where_they_mean_something() {
        let open = contents(&[Way::Unprotected]);
        assert!(!open.may_make_code() && !open.can_lock());
        assert_eq!(open.lock_after, None);
        let keyring = contents(&[Way::Keyring]);
        assert!(keyring.may_make_code() && !keyring.can_lock());
        assert_eq!(contents(&[Way::Passphrase]).lock_after, Some(15));
    }
}
