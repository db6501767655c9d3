# What guards what is kept on this device, and the page before it where it is locked.
area-guard = Keys and backups
guard-note = What opens what is kept on this device, and where else you have it
guard-back = Back to how this device connects
guard-go = Keys and backups…
guard-made-up = Nothing here is kept, so there is nothing to guard
guard-nobody = Nothing but your account on this computer guards what is kept here. Whoever can use the account can read it
guard-passphrase = A passphrase guards what is kept here
guard-keyring = What is kept here opens by itself with your login to this computer
guard-both = What is kept here opens by itself with your login to this computer, or with your passphrase
guard-code-only = Only the recovery code on paper opens what is kept here

passphrase-title = Passphrase
passphrase-note = Asked for when Horseshoe opens. Without it nobody reads what is kept here, not even from the disk
passphrase-set = Set a passphrase…
passphrase-change = Change the passphrase…
passphrase-take = Take it away…
passphrase-new = New passphrase
passphrase-hint = A few words that only you know. Long is better than odd
passphrase-again = The same once more
passphrase-differ = The two are not the same
passphrase-missing = It needs a few words
passphrase-forgotten = If you forget it, and have neither a recovery code nor another device, what is kept here is gone. Nobody can bring it back.
passphrase-save = Set it
passphrase-take-last = Then Horseshoe opens for whoever uses your account on this computer. A recovery code ends with it.
passphrase-take-keyring = Then your login to this computer alone opens Horseshoe. A recovery code stays good.
passphrase-take-do = Take it away
said-passphrase-set = The passphrase is set
said-passphrase-gone = The passphrase is taken away

code-title = Recovery code
code-note = For paper. It opens what is kept on this device if you forget the passphrase
code-none = There is none yet.
code-is = You have one on paper. A new one ends it.
code-make = Make a recovery code
code-make-new = Make a new recovery code
printed-code-title = Your recovery code
printed-code-does = It opens what is kept on this device, in place of the passphrase.
printed-code-beware = Keep it apart from this device. Whoever has both can read everything.
printed-key-title = Your recovery key
printed-key-does = It is a device of yours that lies in a drawer. Typed into a new Horseshoe, it is you again in this group.
printed-key-beware = Whoever has it can write in your name. What only you could see does not come back with it; a backup brings that.
printed-once = It is shown this once, and kept nowhere else.
printed-done = I have written it down
printed-save = Save a page to print…
printed-save-title = A page to print
printed-file-name = for-paper.txt
printed-page-file = Print this page, then delete the file.

keyring-title = Keyring of this computer
keyring-switch = Open with my login to this computer
keyring-note = Whoever is logged in as you opens it. Not every computer has a keyring: if this one has none, Horseshoe says so, and nothing changes.
keyring-last = Nothing else guards it. Switched off, it opens for whoever uses your account, and a recovery code ends.
said-keyring-on = Your login to this computer opens it from now on
said-keyring-off = Your login to this computer no longer opens it

lock-title = Lock
lock-note = Locked, the window forgets what it shows until the passphrase is given. What you typed is saved before. It does not help against somebody who can change this program
lock-after = Lock by itself when nobody is at the keys
lock-never = Never
lock-minutes = After { $count ->
    [60] an hour
   *[other] { $count } minutes
}
lock-needs = Set a passphrase first
lock-not-now = Not locked: something you wrote is not on the disk yet
locking = Saving what you typed, then locking…
act-lock = Lock now
act-go-guard = Go to Keys and backups

locked-title = Horseshoe is locked
locked-note = Your passphrase opens it.
locked-note-code = The recovery code on your paper opens it.
locked-note-keyring = The keyring of this computer opens it. Unlock it, then try again.
locked-passphrase = Passphrase
locked-code = Recovery code
locked-code-hint = All the groups of letters and digits. Spaces make no difference
locked-keyring = Keyring of this computer
locked-open = Open
locked-missing = Type it first
locked-wrong = That is not the passphrase. Try again
locked-wrong-code = That is not the recovery code. Try again
locked-with-code = Use the recovery code
locked-with-passphrase = Use the passphrase
locked-forgotten = Without what opens it, nobody can read what is kept here, and nobody can bring it back. What the others in your group hold is safe with them.
