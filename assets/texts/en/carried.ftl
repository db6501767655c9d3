# Files that are carried between devices which share no network.
carry-section = Without a network
carry-note = What does not come over a network can be carried on a stick. A file brings what is new, and you carry it on
carry-sealed = A file is sealed: only the devices it was saved for open it, and whoever finds it reads nothing in it.
carry-everyone = Save for everybody…
carry-mine = Save for my other devices…
carry-member = Save what { $name } lacks…
carry-member-note = A file that only the devices of { $name } open, with all they lack as far as this device knows. Carry it to them.
carry-title = A file to carry over
carry-asking-title = A file that says you ask
carry-file-name = to-carry.horseshoe-exchange
carry-answer = Save the answer…
carry-answer-name = Save the answer for { $name }
carry-back = Save what you signed…
said-carried = { $count ->
    [0] Saved. As far as this device knows, nothing else is lacking there
    [one] Saved, with one entry in it. Carry it over
   *[other] Saved, with { $count } entries in it. Carry it over
}
carried-open = Open a file from a stick…
carried-title = A file that was carried here
carried-do = Open it
brought-from = From { $name }, for { $community }
brought-from-me = A file that you saved yourself
brought-from-somebody = A file for this device
brought-new = New by it: { $what }
brought-nothing = It brought nothing that was not here already
brought-letter = It brings a letter, and nothing else
brought-came = { $name } is in the group now
brought-went = { $name } is no longer in the group
brought-together = { $count ->
    [one] 1 entry on groundrules, meetings or votes
   *[other] { $count } entries on groundrules, meetings or votes
}
brought-notes = { $count ->
    [one] 1 entry in the notes
   *[other] { $count } entries in the notes
}
brought-members = { $count ->
    [one] 1 entry of a member about themselves
   *[other] { $count } entries of members about themselves
}
brought-few = { $count ->
    [one] 1 entry between a few of you
   *[other] { $count } entries between a few of you
}
brought-only-me = { $count ->
    [one] 1 entry only you can see
   *[other] { $count } entries only you can see
}
brought-sealed = { $count ->
    [one] 1 entry that cannot be opened here yet
   *[other] { $count } entries that cannot be opened here yet
}
brought-waiting = { $count ->
    [one] 1 entry waits for something that is not here. Ask for a file with everything
   *[other] { $count } entries wait for something that is not here. Ask for a file with everything
}
brought-asks = Somebody asks to be let in. Say yes under People, then save the answer for them
brought-to-people = Look at who asks
brought-signed = They have signed. Save the answer, and carry it to them
brought-bring-back = They said yes, and you have signed. Save that, and carry it back to them
brought-wait = { $count ->
    [one] One more member has to say yes. Then one more file brings you in
   *[other] { $count } more members have to say yes. Then one more file brings you in
}
brought-in = You are in
request-by-letter = They asked with a file, so there are no words to compare. Say yes only if you are sure who gave it to you
join-file-note = No network between you? Save that you ask into a file, carry it to who invited you, and bring their answer back.
join-file = Ask with a file…
join-file-back-note = You have signed. Carry that back to who invited you; the file they save then brings you in.
join-file-name = Save a file for who invited you to { $name }
