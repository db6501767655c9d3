# Who is in the group: how sure one can be of somebody, one’s own devices, leaving and removing, what to do when it went wrong.
names-and = { $names } and { $last }
another-member = Another member
given-reason = “{ $reason }”
act-devices = My devices in this group

people-compared = you compared words with them
people-others-say = { $count ->
    [one] one other member says they compared words
   *[other] { $count } others say they compared words
}
member-was = { $name } came back: in the group before as { $was }, as they and those who let them in say
member-devices = Devices of { $name }
compare-title = Compare words with { $name }
compare-not-yet = There are no words yet. They come when your devices have met
compare-how = Meet, or ring each other. { $name } opens People on their own device and unfolds your name. Read these sixteen words aloud to each other, line by line.
compare-guards = If all are the same, you know that what comes here as { $name } comes from the device of the person you are listening to. Nobody has put themselves in between.
compare-not = It does not tell you who has that device in their hands tomorrow, or what they do with what they read.
compare-others-say = { $count ->
    [one] One other member says they compared words with { $name }. That is what they say; you have not checked it.
   *[other] { $count } other members say they compared words with { $name }. That is what they say; you have not checked it.
}
compare-same = They are the same
compare-same-name = The words are the same: { $name }
compare-differ = If they differ, leave it, and talk with the others: somebody may be here under a name that is not theirs.
compare-done = You compared these words
said-compared = Noted, for the others too

devices-title = Your devices
devices-note = Each of them reads all that you can read, also what only you can see, and writes in your name
device-called = Device “{ $called }”
device-this = this one
device-rename = Rename
device-rename-name = Rename: { $name }
device-name = What do you call it?
device-name-example = The laptop at home
device-name-hint = Only your own devices know this name
device-add = Add a device
device-add-note = Makes a ticket for one hour. Whoever has it, and whom you then let in, can write in your name: use it only for a device in your hands
device-paper = Print a recovery key
device-paper-note = A device on paper, for a drawer. If all your devices are lost, you are yourself again with it, and nobody needs to let you in. It stands in the list, where you can remove it
device-paper-name = Paper in a drawer
device-ticket-row = A ticket for a device of yours, { $left }
device-ticket-show-name = Show the ticket for a device, { $left }
device-ticket-back-name = Take the ticket for a device back, { $left }
device-ticket-how = On the other device, open “Begin or join” and use this ticket. Then say yes here. Give it to nobody: it is for writing in your name
device-remove = Remove…
device-remove-name = Remove: { $name }
device-remove-title = Remove { $name } for good?
device-remove-writes = It can no longer write in your name, and gets nothing new. What you wrote on it stays.
device-remove-holds = It keeps what it holds. In the wrong hands that can be read, unless a passphrase guards it.
device-remove-good = This can never be taken back. To use the device here again, begin a new profile on it and add that.
device-remove-do = Remove it
said-device-removed = It can no longer write in your name
device-lost-title = Lost or stolen?
device-lost = Remove it above, from a device you still have. It helps from the moment the others hear of it.
device-theft = A thief can do the same to your devices, or leave in your name. Then nobody can tell whose act it was: all of them are out, and two members let you in as a new member, with a new profile.
device-all-lost = If all your devices are lost and you have no recovery key, two members let you in as a new member and say who you were. Your earlier words stay under your earlier entry; what only you could see is gone, unless you have a backup.
device-in-other-hands = In other hands?
device-in-other-hands-name = Device “{ $called }” of { $name } may be in other hands
request-own-device = A device asks to write in your name
request-own-device-note = Say yes only if you hold it in your hands. It will read all that you can read, also what only you can see.
request-before = Was in the group before?
request-before-name = { $name } was in the group before?
request-before-title = Who were they before?
request-before-note = For somebody who lost all their devices. They come back as a new member, and this is told beside their name. Their earlier words stay under their earlier entry
request-before-nobody = Nobody, they are new here

removal-only-two = With two of you, nobody can be removed. You can leave, or begin anew
removal-propose = Propose to remove { $name }…
removal-title = Remove { $name } from the group?
removal-device = device “{ $called }” of { $name }
removal-device-title = { $name }’s device “{ $called }” may be in other hands. Remove it?
removal-means = What it will mean
removal-stays = What { $name } wrote before stays, and they keep what they have.
removal-late = What they wrote and nobody has yet is shown aside. Each of you can keep it with one tap.
removal-devices = { $count ->
    [one] It goes for { $name } and the one device they have here.
   *[other] It goes for { $name } and all { $count } of their devices.
}
removal-device-stays = It can no longer write in the name of { $name }. What was written on it before stays, and it keeps what it holds.
removal-device-others = { $count ->
    [0] It is the only device { $name } has here: they are out with it, until two of you let them in again.
    [one] { $name } stays in the group with one other device.
   *[other] { $name } stays in the group with { $count } other devices.
}
removal-nothing-new = It gets nothing new from any device that has heard of this. A device that has not heard yet may still pass things on.
removal-remain = { $count ->
    [one] One remains in the group: { $names }.
   *[other] { $count } remain in the group: { $names }.
}
removal-then-two = With two of you, nobody can be removed any more.
removal-for-good = It can never be taken back, and neither can a signature. To come back one has to be let in anew.
removal-anyone = Any two members can do this to anybody. Where it happens in anger, the others can begin a new community with all that is written.
removal-reason = Why, in one line
removal-reason-hint = Everybody in the group will read it
removal-no-reason = No reason was given
removal-with = Who is asked to sign as well?
removal-with-note = Only they see it. Nothing happens until they sign
removal-with-missing = Choose who is asked
removal-ask = Ask { $name } to sign
removal-ask-nobody = Ask to sign
said-removal-proposed = They are asked. Nothing happens until they sign
removal-asked = { $by } asks you to sign: { $what } is to be removed
removal-by = Proposed by { $name }
removal-private = Only you two know of it
removal-declined = You said not this time. You can still look at it
removal-look = Look at it…
removal-look-name = Look at it: remove { $what }
removal-not-name = Not this time: remove { $what }
removal-sign = Sign
removal-later = Later
said-removal-signed = It is signed
said-removal-not = Not this time
removal-waits = Removing { $what } waits for { $name }
removal-waits-note = Only you two know of it. Nothing happens until they sign
removal-drop = Ask no more
removal-drop-name = Ask no more: remove { $what }

people-past-note = Not all devices may have heard of it: each hears when it next meets one of yours
gone-left = { $name } left the group. What they wrote stays
gone-removed = { $name } is no longer in the group. What they wrote before stays
gone-each-other = { $count ->
    [2] { $names } removed each other. Both are out; the rest of you carry on
   *[other] { $names } removed each other. All of them are out; the rest of you carry on
}
gone-my-device = Your device { $device } can no longer write in your name
gone-device = Device “{ $called }” of { $name } can no longer write in their name
gone-by = removed by { $names }
gone-heard = { $heard } of { $count ->
    [one] 1 device has heard of it
   *[other] { $count } devices have heard of it
}

leave-title = Leaving
leave-keeps = You keep what you have and can read it here. Nothing new comes to you, and you can write no more.
leave = Leave { $name }…
leave-question = Leave { $name } for good?
leave-words = What you wrote stays with the others. What nobody has yet stays only here.
leave-devices = It goes for all your devices.
leave-good = It cannot be taken back. To come back, begin a new profile; two members let you in as a new member.
leave-stay = Stay
leave-do = Leave
said-left = You have left. You can read on here
anew-title = Carry on as a new community
anew-note = Continue as a new community with those who come along? Nothing written is lost: all you can read here moves in, and this one stays readable. It begins when the second person joins.
anew-do = Continue as a new community

out-removed = { $names } removed you from the group
out-each-other = { $names } removed each other
out-left = You left, from one of your devices
out-own-device = Another device of yours removed this one
out-own-devices = Two of your devices removed each other
out-device = { $names } removed this device
out-keeps = You keep what you had until then, and can read it. You can write no more here.
out-again = If it was a mistake, two members can let you in as a new member, with a new profile. Or go on elsewhere, with those who come along.
out-left-not-me = If it was not you, ask two members to let you in as a new member, with a new profile.
out-own-device-do = If it was not you, remove the other one from a third, or talk with the group. To use this one again, begin a new profile on it and add that.
out-own-devices-do = Ask two members to let you in as a new member, with a new profile.
out-device-do = If it is in your own hands, talk with them. With a new profile on it, it can be added again.

came-back = You came back as a new member. Your earlier words stay under your earlier entry
last-one = You are the last one here. You can read everything, and begin anew with someone
let-in-by-gone = { $name } was let in by somebody who has left the group. Let them in yourselves?
let-in-by-gone-safe = What { $name } wrote waits, and comes when two of you have said yes. Nothing of it is lost.
let-in-by-gone-do = Make a ticket for { $name }
turned-away-used = { $name } knocked with an invitation that was already used by { $by }. Is { $name } meant as well?
turned-away-expired = { $name } knocked with an invitation that has expired. Are they still meant?
turned-away-do = A ticket is for one person. With a new one they can ask.
late-words = { $count ->
    [one] { $name } wrote something before they knew that they are out. Keep it?
   *[other] { $name } wrote { $count } things before they knew that they are out. Keep them?
}
late-words-safe = They are kept aside, and nobody sees them yet. Whoever keeps them brings them in, for everybody.
late-words-keep = Keep what { $name } wrote
said-words-kept = Kept: it is back for everybody
two-histories = The device of { $name } has two different histories, often after a restored backup
two-histories-mine = A device of yours has two different histories, often after a restored backup
two-histories-safe = Nothing is lost. One of the two counts; what stood only in the other is written anew by the device it came from.
two-histories-do = If it happens again, ask them: somebody may have copied the device.
vote-twice = A vote of yours may have arrived twice, differently. Please look, and vote again
put-back = { $count ->
    [one] We put one of your entries back, because what it stood on has changed
   *[other] We put { $count } of your entries back, because what they stood on has changed
}
set-aside-by = { $count ->
    [one] One entry signed by “{ $called }”, a device of { $name }
   *[other] { $count } entries signed by “{ $called }”, a device of { $name }
}
author-gone = { $name }, who is no longer in the group
