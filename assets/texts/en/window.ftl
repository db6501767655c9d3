# What is around every screen.
app-name = Horseshoe
you = you
name-me = { $name } (you)
somebody = somebody
undo = Undo
undo-last = Undo my last act
put-away = Put away
save = Save
cancel = Cancel
done = Done

area-home = Home
area-groundrules = Groundrules
area-meetings = Meetings
area-notes = Notes
area-decide = Decide
area-people = People
area-only-me = Only me
area-connection = How this device connects
area-begin = Begin or join

pane-places = Places
pane-top = Top
pane-status = How things stand
asking-news = { $count } asking

stage-draft = not begun yet
stage-left = reading only

status-saved = Saved on this device
status-saving = Saving…
status-not-saved = Not saved yet
status-nobody = Nothing is sent anywhere yet
status-draft = Only on this device, until the second person joins
status-left = You are no longer in this group. What is here can be read
status-stopped = Stopped for now. Nothing is received or sent until you go on
status-offline = { $count ->
    [0] Off the network. What you write is kept and joins the others’ when you meet
    [one] Off the network. One change waits for the others
   *[other] Off the network. { $count } changes wait for the others
}
status-alone = { $count ->
    [0] You’re on your own for now. What you write is kept and joins the others’ when you meet
    [one] You’re on your own for now. One change waits for the others
   *[other] You’re on your own for now. { $count } changes wait for the others
}
status-receiving = Receiving: { $done } of { $all }
status-catching = { $count ->
    [one] One device connected, still exchanging
   *[other] { $count } devices connected, still exchanging
}
status-all-have = { $count ->
    [one] One device connected, and it has everything
   *[other] { $count } devices connected, and all have everything
}

receiving = Receiving
receiving-count = { $done } of { $all }
exchange-stop = Stop for now
exchange-stop-note = Then nothing is received or sent until you go on. What is here stays
exchange-go-on = Go on
said-exchange-stopped = Stopped. What is here stays
said-exchange-on = Going on
standing-members = Who has what you wrote on this device, as far as it knows
my-other-device = Your other device
has-all-of-yours = has everything you wrote
lacks-of-yours = { $count ->
    [one] lacks 1 of your changes
   *[other] lacks { $count } of your changes
}
met-at = last met { $when }
not-met = not met yet
has-and-met = { $has } · { $met }
saved-here = saved here
saved-here-name = Saved here, with nobody else yet
with-nobody = Saved on this device, with nobody else yet
with-some = With { $count } of { $others } others, as far as this device knows
with-all = With all the others
who-wrote = Who wrote what
who-wrote-hide = Hide who wrote what
who-wrote-asking = Looking…

act-go-home = Go to Home
act-go-groundrules = Go to Groundrules
act-go-meetings = Go to Meetings
act-go-notes = Go to Notes
act-go-decide = Go to Decide
act-go-people = Go to People
act-go-only-me = Go to Only me
act-go-connection = Go to How this device connects
act-begin-another = Go to Begin or join
act-begin = Begin another community, or join one
act-palette = Go to or do…
act-undo = Undo my last act
act-keys = Keys
act-standing = How it stands with the others
act-next-pane = Next part of the window
act-previous-pane = Previous part of the window
act-larger-text = Larger text
act-larger-text-too = Larger text, the same
act-smaller-text = Smaller text
act-normal-text = Normal text size
act-theme = Light, dark or as the system
act-contrast = Higher contrast, or normal
act-letters = Letters that are easier to read, or normal
act-motion = Keep things still, or let them move
act-speak-system = Language: as the system
act-speak-english = Language: English
act-speak-german = Language: Deutsch
act-online = Go on the network, or off it

key-ctrl = Ctrl
key-shift = Shift
palette-label = Go to or do
palette-nothing = Nothing has these words
not-without-community = Begin or join a community first

said-begun = The community has begun
said-let-in = You were let in
said-copied = Copied
said-exported = Written into the folder

ago-now = just now
ago-minutes = { $count ->
    [one] a minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] an hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] yesterday
   *[other] { $count } days ago
}
left-soon = less than an hour left
left-hours = { $count ->
    [one] an hour left
   *[other] { $count } hours left
}
left-days = { $count ->
    [one] a day left
   *[other] { $count } days left
}

text-undo = Undo what I typed
text-redo = Type it again
text-cut = Cut
text-copy = Copy
text-paste = Paste
text-select-all = Select all
text-long = This is getting long. A new one is easier to read
text-full = This is full. Not all of it fitted: the rest can go into a new one
