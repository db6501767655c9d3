# People, only me, how this device connects.
people-note = Devices meet directly. Each holds everything, and brings the others up to date
people-members = Members
people-here = here now
people-away = away
people-has-all = has everything
people-not-all = not yet everything
people-let-in-by = let in by { $names }
people-founder = here from the beginning
people-me = you
people-past = No longer in the group
people-alone = Your community begins when the second person joins. Invite the person you want to begin with

request-asks = { $name } asks to be let in
request-practice = Area of practice: { $practice }
request-words = Read these words aloud to each other. Say yes only if they are the same: then nobody stands in between
request-no-words = They knocked at another member’s device: the words are shown there
request-count = { $needed ->
    [one] One yes is enough
   *[other] { $yes } of { $needed } have said yes
}
request-yes = Let them in
request-yes-name = Let { $name } in
request-no = Not this time
request-no-name = Not this time: { $name }
request-said-yes = You said yes
request-waiting = { $other } also needs to say yes before { $name } is in
request-waiting-for-them = Now they say that the words are the same

door-title = Somebody in this room
door-note = You open the door, they ask on their own device, you both see four words. Nobody is in before you compared them and said yes
door-open = Open the door
door-offline = This device is off the network
door-is-open = Your door is open, called { $called }
door-is-open-note = On their device the person beside you opens Horseshoe and presses “Ask here”. It closes by itself after ten minutes
door-close = Close the door
invite-ticket = Make a ticket
invite-elsewhere = Somebody elsewhere
invite-first = Begin with the person beside you
invite = Invite somebody
invite-note = A ticket is for one person and can be used for a week. Two members say yes before anybody is in
invite-draft-note = Give the ticket to the person you want to begin with. When they use it and you say yes, the community begins
invite-sees = Whoever joins sees your name, your area of practice, everything the group wrote, and the network addresses of its devices
invite-missing-name = Say who you are first
tickets-title = Tickets you gave out
ticket-row = A ticket, { $left }
ticket-show = Show
ticket-show-name = Show the ticket, { $left }
ticket-hide = Hide
ticket-picture = Picture of the ticket, for the camera of another device
ticket-copy = Copy the ticket
ticket-save = Save as a file…
ticket-back = Take it back
ticket-back-name = Take the ticket back, { $left }
ticket-how = Hand it over in the room, or send it so that only they can read it
said-ticket-back = The ticket is taken back
ticket-file-name = ticket.horseshoe

files-place = Where to?
files-place-hint = A folder on this device
files-choose = Choose…
files-missing = It needs a place
files-busy = This takes a moment…
files-save = Save here
files-saved = Saved in { $folder }
files-no-folder = There is no such folder
files-not-written = Nothing can be written into { $folder }
files-open = Open a ticket file…
files-open-title = A ticket from a file
files-open-place = The file
files-open-do = Read it
files-not-read = This file cannot be read
files-not-a-ticket = There is no ticket in this file
files-export-title = Everything readable, into a folder
files-ticket-title = The ticket as a file

only-me-note = Nothing here leaves this device
only-me-badge = Only you can see this
only-me-notes = My notes
only-me-add-label = New note, only for you
only-me-add-example = For yourself…
only-me-empty = Nothing here leaves this device.
only-me-empty-start = Write a note
only-me-label = My note { $number }
only-me-out-show = { $count ->
    [one] Show one that was taken out
   *[other] Show { $count } that were taken out
}
questions-title = My questions
questions-note = Jot them down as they occur to you: you may hear the answer
questions-add-label = New question, only for you
questions-add-example = Can you help me understand…?
questions-jot = Jot down
questions-kinds = Useful kinds: { $kinds }
questions-ask = Ask it
questions-ask-name = Ask in front of everybody: { $question }
questions-heard = I heard the answer
questions-heard-name = I heard the answer: { $question }
questions-not-heard = Not after all
questions-not-heard-name = I have not heard the answer after all: { $question }
questions-was-heard = you heard the answer
questions-was-asked = you asked it { $when }
questions-out-name = Take out: { $question }
said-jotted = Jotted down
said-asked = Asked: it stands in the group’s notes
said-question-out = Taken out
said-heard = Noted: heard
said-heard-not = Noted: not heard yet
said-private-note = Written for yourself

connection-note = Nothing is contacted that nobody chose
connection-online = On the network
connection-mode = What this device may contact
mode-room = This room only
mode-room-note = The local network, and nothing beyond it. Devices in the same room find each other by themselves
mode-relay = Our own relay
mode-relay-note = Also a computer of your group that passes sealed messages on. It sees which devices talk, never what they say
mode-public = Public help
mode-public-note = Also public computers run by n0, a company, that help devices find and reach each other over the internet. They see which devices talk and where they are, never what they say
mode-chosen = chosen
relay-address = Address of the relay
relay-example = https://relay.example.org
relay-use = Use this relay
relay-missing = It needs an address
connection-addresses = Where others reach this device
connection-no-addresses = Nowhere just now
connection-contacted = What this device has contacted
connection-nothing = Nothing yet
contacted-nearby = A member’s device, on a local network
contacted-beyond = A member’s device, beyond the local network
contacted-relay = A relay
contacted-lookup = Public help that says where devices are
contacted-local-network = Everybody on the local network, to be found there
contacted-times = { $count ->
    [one] once, { $last }
   *[other] { $count } times, first { $first }, last { $last }
}
contacted-forget = Forget this list
said-contacted-forgotten = The list is forgotten
connection-looks = How the window looks
look-language = Language
look-language-system = As the system
look-theme = Light or dark
look-theme-system = As the system
look-theme-light = Light
look-theme-dark = Dark
look-contrast = Higher contrast
look-letters = Letters that are easier to read
look-motion = Keep things still
look-letter-keys = Single letters as keys, where nothing is being written
look-size = Size of text: { $percent } %
look-larger = Larger text
look-smaller = Smaller text
kept-title = Kept on this device
kept-counts = { $entries ->
    [one] One entry
   *[other] { $entries } entries
} and { $certificates ->
    [one] one certificate
   *[other] { $certificates } certificates
} of { $name }
kept-set-aside = { $count ->
    [one] One entry could not be used. It is set aside, and nothing else is affected
   *[other] { $count } entries could not be used. They are set aside, and nothing else is affected
}
kept-export = Write everything readable into a folder…
kept-verify = Check what is kept
kept-forget = Remove { $name } from this device…
forget-title = Remove { $name } from this device?
forget-note = What only this device holds is gone for good: your own notes and questions, and whatever has not reached the others. What the others hold they keep.
forget-do = Remove it
said-verified = { $count ->
    [one] Checked one entry: all is well
   *[other] Checked { $count } entries: all is well
}
said-verified-wrong = { $count ->
    [one] One thing is not right
   *[other] { $count } things are not right
}
said-forgotten = Removed from this device

made-up-title = Look around first
made-up-note = A made-up community with groundrules, notes, a meeting and an open vote. Try anything: nothing here is kept
made-up-do = Look around in a made-up community
made-up-banner = This community is made up
made-up-nothing-kept = Its members are programs on this device. Nothing you do here is kept or leaves the device
made-up-back = Back to your own
made-up-making = Making up a community…
opening = Opening…
opening-failed = Horseshoe cannot open your profile
opening-folder = The profile is the folder { $folder }
opening-again = Try again
opening-close = Close
