# Groundrules and notes.
scope-group = the group
scope-reported = may be reported
scope-room = stays in the room
add = Add
bring-back = Bring back
move-up = Move up
move-down = Move down
already-first = It is the first already
already-last = It is the last already
take-out = Take out
is-writing = { $name } is writing
is-writing-here = { $name } is writing here
written-by = { $who }, { $when }
restore = Restore
restore-name = Restore: { $words }

groundrules-confirmed = Still right { $when }, noted by { $who }
groundrules-not-confirmed = Not confirmed together yet
groundrules-empty = No groundrules yet. They are written together. Ask the group:
groundrules-start = Start capturing
groundrules-add-label = New groundrule
groundrules-add-example = What somebody just said…
groundrules-add-hint = Enter takes it and waits for the next
groundrules-rule-name = Groundrule { $number }: { $rule }
groundrules-rule-label = Groundrule { $number }
groundrules-edit-name = Edit groundrule { $number }
groundrules-taken-out-show = { $count ->
    [one] Show one rule that was taken out
   *[other] Show { $count } rules that were taken out
}
groundrules-taken-out-hide = { $count ->
    [one] Hide the rule that was taken out
   *[other] Hide the { $count } rules that were taken out
}
groundrules-changed-since = Somebody wrote in it while it was taken out: worth another look
groundrules-can-come-back = It can be brought back
groundrules-out-by = Taken out by { $who }, { $when }. { $note }
groundrules-bring-back-name = Bring back: { $rule }
new-words = New words…
new-words-label = The rule in new words
new-words-hint = The earlier words are kept
new-words-same = These are the words it has
history-show = History
history-hide = Hide the history
history-title = How this rule came to be
history-now = as it is now, written by { $who }, { $when }
history-added = first written by { $who }, { $when }
history-out = Taken out
history-back = Brought back
history-who = by { $who }, { $when }
still-right = Still right
we-changed-them = We changed them
clash-question = { $count ->
    [2] Two wordings of rule { $number } came together: which shall we keep?
   *[other] { $count } wordings of rule { $number } came together: which shall we keep?
}
clash-keep = Keep this one
clash-keep-name = Keep: { $words }
clash-note = All are kept until you choose
themes-title = Themes others considered
themes-note = Nothing here has to become a rule
themes-add = Add as a rule
themes-add-name = Add as a rule: { $theme }
themes-not = Not for us
themes-not-name = Not for us: { $theme }

said-rule-added = Groundrule added
said-rule-out = Taken out
said-rule-back = Brought back
said-reworded = New words kept, the earlier ones too
said-restored = Earlier words restored
said-kept = Kept
said-still-right = Noted: still right
said-changed = Noted: changed
said-theme-not = Noted: not for us

notes-note = What the group wants to keep. Everybody can write in every note
notes-empty = No notes yet. Anybody can begin one
notes-start = Begin a note
notes-add-label = New note
notes-add-example = A point as they said it…
notes-label = Note { $number }
long-text-part = { $label }, part { $part } of { $parts }
notes-question = a question asked in front of everybody
notes-scope-clash = Two labels came together. The narrower one holds until somebody chooses
notes-scope-name = How far may note { $number } go?
notes-out-show = { $count ->
    [one] Show one note that was taken out
   *[other] Show { $count } notes that were taken out
}
said-note-added = Note added
said-note-out = Taken out
said-note-back = Brought back
questions-not-really = This may be an opinion in the shape of a question. What would you like to know?
questions-long = A short question is easier to answer
journal-title = After a session
journal-note = How it went, for you alone. It stays in what only you see
journal-label = What you wrote on { $day }
journal-add-label = How did it go?
journal-add-example = For you alone
journal-add = Write down

volunteer-nobody = Nobody keeps the groundrules yet, and brings them along each time. Who would?
volunteer-called = Who would keep the groundrules from now on, and bring them along each time?
volunteer-thanks = Thank you for keeping the groundrules, { $name }. Would you do it again?
volunteer-keeps = Kept and brought along by { $name }. Thank you
volunteer-again = Yes, again
volunteer-not = Not this time
volunteer-not-name = Not this time: the group looks for somebody to keep the groundrules
volunteer-me = I would
volunteer-me-name = I would keep the groundrules
volunteer-other = Somebody here would
said-volunteer = Thank you
said-volunteer-not = That is fine. Who would?

held-title = How we hold them
held-note = They are always here as well
held-page = A page
held-flipchart = A flipchart
held-slide = A slide
held-clash = Two answers came together. Choose again what holds
sheet-print = Save a page to print…
sheet-picture = Save a picture for the projector…
sheet-print-title = The groundrules as a page to print
sheet-picture-title = The groundrules as a picture
sheet-file-page = groundrules.html
sheet-file-picture = groundrules.png
