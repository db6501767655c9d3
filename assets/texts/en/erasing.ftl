# Destroying what was written, together; and until when notes are kept.
erase-title = Keeping and destroying
erase-note = What was written can be destroyed on the devices of the group that can be reached. Never everywhere for certain
erase-propose = { $notebooks ->
    [one] Propose to destroy these notes…
   *[other] Propose to destroy notebook { $number }, with { $count } notes…
}
erase-propose-few = Propose to destroy { $what }…
# What it is, inside the sentences below.
erase-notebook = { $count ->
    [0] a notebook
    [one] a notebook with one note
   *[other] a notebook with { $count } notes
}
erase-of-few = what only { $names } and you have
erase-of-few-gone = what only a few of you had
erase-room = what was said in a room
erase-question = Propose to destroy { $what }?
erase-two = Nothing happens before a second member agrees.
erase-wait = Once two have agreed, each device shows it for 72 hours of its own time before it destroys anything. Until then anybody can say that they would rather keep it.
erase-what = Then what is written, its earlier versions and the key to it are destroyed on each device that hears of it. It cannot be taken back.
erase-not = A device that is off, was copied or altered keeps what it had, and so does everybody who wrote it down elsewhere. Nobody can promise that it is gone everywhere.
erase-propose-do = Propose it
said-erase-proposed = It is proposed. Nothing happens before a second member agrees
erase-proposed = Destroy { $what }? Proposed: { $names }
erase-agreed-count = { $yes } of { $needed } have agreed
erase-agree = I agree: destroy it
erase-object = I would rather keep it
erase-object-no-more = I no longer mind
erase-objected = Would rather keep it: { $names }
erase-agreed = { $hours ->
    [one] In an hour this device destroys { $what }
   *[other] In { $hours } hours this device destroys { $what }
}
erase-kept-here = To be destroyed: { $what }. Not on this device, as long as you would rather keep it
erase-agreed-note = Counted in this device’s own time. Saying you would rather keep it stops this device and is seen by all who have it; it stops nobody else’s. Talk about it
erase-destroyed = Destroyed on this device { $when }: { $what }
erase-confirmed = { $confirmed } of { $count ->
    [one] 1 device has said that it destroyed it
   *[other] { $count } devices have said that they destroyed it
}
erase-unconfirmed = Not yet said: { $devices }
erase-device = “{ $called }” of { $name }
erase-disk = The disk of this device has not let go of it yet. It will, by itself
keep-until = { $count ->
    [0] The group keeps its notes until { $day }. The day has come: somebody may propose to destroy them
    [one] The group keeps its notes until { $day }, one more day
   *[other] The group keeps its notes until { $day }, { $count } more days
}
keep-until-note = Nothing is destroyed by itself: somebody proposes it then, and two agree. As long as anybody would rather keep them, the day does not count as come
keep-always = The group keeps its notes for as long as there is the group
keep-object = I would rather keep the notes
keep-object-no-more = I no longer mind about the notes
keep-change = Agree on another day…
keep-day = Keep the notes until
keep-do = We agreed on this day
keep-no-day = For as long as there is the group
said-keep = Noted for all
