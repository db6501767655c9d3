# The beginning, and Home.
welcome-title = Welcome to Horseshoe
welcome-what = Horseshoe is for a small group that meets in trust, talks honestly about its practice and learns together.
welcome-where = There is no account and no server. What your group writes lives on your own devices, and works without any network.
welcome-who = Who are you?
welcome-name = Your name
welcome-name-hint = As the others in your group call you
welcome-practice = Your area of practice
welcome-practice-example = District nursing
welcome-go-on = Go on

begin-title = Welcome, { $name }
begin-note = A community begins when the second person joins
begin-new = Begin a community
begin-new-note = You write on your own until somebody joins you. Then it begins, words and all.
begin-name = Name of the community
begin-name-example = Riverside practitioners
begin-name-missing = It needs a name
begin-do = Begin
room-title = Join somebody in this room
room-note = Somebody in the group opens their door on their own device. You both compare four words, they say yes, and you are in.
room-no-door = No open door here yet. Ask the person beside you to press “Open the door” under People. Both devices must be on the same network.
room-door = An open door, called { $called }
room-ask = Ask here
room-ask-name = Ask at the door called { $called }
room-reaching = Knocking at the door…
room-words = Read these words aloud. The person who opened the door must see the same four:
room-said-yes = They said yes: you come into { $community }.
room-same = The words are the same
room-differ = They differ
room-differ-note = If they differ, somebody stands in between. Nothing of yours has been told but your name and area of practice
room-you-said-same = You said they are the same
room-wait-for-yes = Now they say yes on their device

join-title = Join with a ticket
join-note = Somebody in the group gives you a ticket. Two of them say yes, and you are in.
join-ticket = The ticket
join-ticket-example = horseshoe:…
join-ticket-missing = Paste the ticket first
join-do = Ask to be let in
join-under-way = You have asked to join { $name }
join-failed = You could not join { $name }
join-reaching = Looking for the device of the person who invited you
join-asked = They have heard. Somebody has to say yes
join-waiting = { $count ->
    [one] One more member has to say yes
   *[other] { $count } more members have to say yes
}
join-stop = Stop asking
join-words-note = Read these words aloud to each other. If they are the same, nobody stands in between

home-next = Next
home-no-meeting = No date yet. Who will make the arrangements: room, date, time, notices?
home-to-meetings = Go to meetings
home-to-presenting = Go to where you present
home-presenter = { $name } presents
home-presenter-topic = { $name } presents: { $topic }
home-in-days = { $count ->
    [0] Today
    [1] Tomorrow
   *[other] In { $count } days
}
missing-agreement = The group has not agreed on this date yet
missing-one-date = Two dates came together: which shall we keep?
missing-room = No room yet
missing-presenters = { $count ->
    [one] One more presenter is wanted
   *[other] { $count } more presenters are wanted
}
missing-one-presenter = Two were picked for one place: which shall we keep?
place-setting-up = Setting up
place-co-design = Co-design
place-facilitating = Facilitating
place-here = We are here: { $place }
home-away = While you were away
away-groundrules = { $count ->
    [one] 1 groundrule
   *[other] { $count } groundrules
}
away-new-words = { $count ->
    [one] 1 groundrule in new words
   *[other] { $count } groundrules in new words
}
away-notes = { $count ->
    [one] 1 note
   *[other] { $count } notes
}
away-meetings = { $count ->
    [one] 1 date
   *[other] { $count } dates
}
away-offers = { $count ->
    [one] 1 offer to present
   *[other] { $count } offers to present
}
away-votes = { $count ->
    [one] 1 vote
   *[other] { $count } votes
}
away-parked = { $count ->
    [one] 1 parked issue
   *[other] { $count } parked issues
}
away-learning = { $count ->
    [one] 1 point to keep
   *[other] { $count } points to keep
}
away-actions = { $count ->
    [one] 1 action
   *[other] { $count } actions
}
away-go = New: { $what }. Go to { $area }
away-own = Your own, all kept: { $what }
away-seen = I have seen this
new-mark = new
home-no-presenter = Nobody is down to present. Someone may like to go first
home-groundrules = Groundrules
home-rules = { $count ->
    [0] No groundrules yet. They are written together
    [one] One rule
   *[other] { $count } rules
}
home-confirmed = Still right { $when }
home-not-confirmed = Not confirmed together yet
home-clashes = { $count ->
    [one] One rule has two wordings: which shall we keep?
   *[other] { $count } rules have two wordings: which shall we keep?
}
home-to-groundrules = Go to groundrules
home-who = Who is here
home-asking = { $count ->
    [one] Somebody asks to be let in
   *[other] { $count } people ask to be let in
}
home-to-people = Go to people
home-open-votes = { $count ->
    [one] One vote is open
   *[other] { $count } votes are open
}
home-look-again = Look at it again: { $issue }
home-to-decide = Go to decide
home-parked = { $count ->
    [one] One issue is parked for later
   *[other] { $count } issues are parked for later
}
home-you-present = You present
home-swap = Somebody would like to change places with you
home-for-you = For you
home-questions = { $count ->
    [one] One question you jotted down
   *[other] { $count } questions you jotted down
}
home-to-only-me = Go to only me
home-draft = Your community begins when the second person joins. Everything you write moves in with you.
home-invite = Invite somebody
