# In the room: today's session, and the flipchart.
area-in-room = In the room
act-go-in-room = Go to In the room
act-flipchart = Open or close the flipchart

in-room-note = Today’s session: its agenda, who would like to speak, a round
begin-session-today = There is a meeting today. Whoever begins, begins for all
begin-session-none = No meeting is set for today. You can begin all the same
begin-session-agenda = Agenda
begin-session-presentations = Presentations
begin-session-one = One presentation
begin-session-two = Two presentations
begin-session-length = { $hours } h { $minutes } in all
begin-session = Begin the session
begin-session-one-laptop = One laptop is enough. Whoever has one can follow along; paper and hands do too

in-room-finish = finish { $clock }
in-room-on-time = on time
in-room-behind = about { $minutes } min behind
in-room-ahead = about { $minutes } min ahead
in-room-hand-over = I no longer facilitate
in-room-take-over = I facilitate
in-room-several = { $count ->
    [one] Somebody began another session apart from this one. This one came first
   *[other] { $count } other sessions were begun apart from this one. This one came first
}
in-room-nobody-facilitates = Nobody facilitates just now. Anybody can
in-room-facilitated-by = Facilitated by { $names }
said-facilitate = You facilitate
said-facilitate-no-more = You no longer facilitate

in-room-close = Close the session
in-room-close-title = Close the session?
in-room-close-thanks = Thank you, everybody, for taking part
in-room-close-stays = The agenda as it was, what the group kept, actions and dates stay with the group
in-room-close-goes = What was heard in the room goes: on every device that was there, as soon as it hears of it
in-room-close-not-yet = Not yet
in-room-close-now = Close it
said-session-closed = The session is closed

in-room-not-begun = Not begun yet
in-room-not-begun-note = People arrive. When all are there, begin
in-room-waits = The session has not begun yet
in-room-begin-with = Begin with { $title }
said-begun-session = Begun
in-room-finished = That was the last point
in-room-finish-now = That was it
said-session-finished = The last point is over
in-room-untitled = A point without a name
in-room-break = Break
in-room-goes-on = { $title }, going on
in-room-start = { $hours }:{ $minutes }
in-room-paused = the clock stands
in-room-thinking = thinking time
in-room-thinking-calm = Thinking time. Nothing needs to be said
in-room-left = { $minutes } min left
in-room-over = { $minutes ->
    [0] time is up
   *[other] +{ $minutes } min
}
in-room-bar = Time left of this point
in-room-back-at = Back at { $clock }
in-room-said = { $title }. { $cue }
cue-five = About five minutes left
cue-one = About one minute left
cue-end = Time to come to an end

in-room-next = Next: { $title }
in-room-back = Back
in-room-back-name = Back to { $title }
in-room-more = +5
in-room-more-name = Five minutes more; the finish moves
in-room-less = −5
in-room-less-name = Five minutes less
in-room-take-from = +5 min, taken from { $title } ({ $clock })
in-room-do-more = More
in-room-think = Thinking time
in-room-think-end = Thinking time is over
in-room-pause = Stop the clock
in-room-resume = Let the clock go on
in-room-tea = Tea break now
said-longer = Five minutes more
said-shorter = Five minutes less
said-tea = A break of ten minutes. What is left comes after it

activity-name = What people do
activity-discuss = Talk
activity-writing = Write in silence
activity-pairs = In pairs
activity-film = Watch a film
activity-writing-note = Everybody writes, and nobody speaks
activity-pairs-note = Talk in pairs
activity-film-note = We watch a film

in-room-agenda = Agenda
in-room-agenda-show = Show the agenda
in-room-agenda-hide = Hide the agenda
in-room-over-points = { $count } points are over
in-room-minutes = { $minutes } min
in-room-left-out = left out today
in-room-leave-out-name = Leave out today: { $title }
in-room-put-back-name = Put back on the agenda: { $title }
in-room-add-point = New point, at the end
in-room-add-point-example = Another point
said-point-added = It is on the agenda
point-had = over
point-now = now
point-later = later

speakers-title = Speaker list
speakers-none = Nobody is waiting to speak
speakers-now = { $name } is speaking
speakers-speaking = is speaking
speakers-next = Next
speakers-next-name = Next to speak: { $name }
speakers-done = Done
speakers-done-name = Done speaking: { $name }
speakers-up-name = One place up: { $name }
speakers-out-name = Off the list: { $name }
speakers-put-down = Add a name
speakers-new-voices = Those who have not spoken first
speakers-closed = No names for now
speakers-closed-note = No names are taken for now
speakers-self-managed = The group manages its own conversation
speakers-my-turn = It is your turn to speak
speakers-my-turn-next = You are next
speakers-my-place = You are number { $place } on the list
hand-raise = Raise my hand
hand-lower = Lower my hand
contribution-name = Who speaks when
contribution-hide = Hide who speaks when
contribution-hands = Hands
contribution-chair = A chair
contribution-self = By itself

round-begin = Begin a round
round-note = Everybody in turn; whoever likes passes. Another one begins than last time
round-question = What everybody is asked
round-question-example = One or two sentences: how was that for you?
round-go = Begin
round-untitled = A round
round-had = { $had } of { $of } have had their turn
round-turn-of = It is { $name }’s turn
round-my-turn = It is your turn
round-my-turn-next = It is { $name }’s turn. You are next
round-all-had = All have had their turn
round-next = Next: { $name }
round-done = Done
round-done-name = Done
round-pass = Pass
round-pass-name = Pass; you can add something at the end
round-anything-to-add = Would anybody like to add anything now?
round-end = The round is over
round-end-now = End the round here
said-round-begun = The round begins
said-round-ended = The round is over

here-title = In the room: { $count }
here-me = I am here
here-unfold = Who is here
here-fold = Hide who is here
here-gone = Gone
here-gone-name = Not here, or gone: { $name }
here-came = Here
here-came-name = Is here: { $name }
here-write-down = Somebody without a device: name, area of practice
here-write-down-example = Lee, community pharmacy
here-write = Write down
said-written-down = Written down

flipchart-open = Flipchart
flipchart-title = Flipchart
flipchart-thanks = Thank you, everybody
flipchart-thinking = Thinking time
flipchart-back-at = Back at { $clock }
flipchart-who = Who is in the room?
flipchart-more = and { $count } more
flipchart-speaking = { $name } is speaking
flipchart-new-voices = Those who have not spoken first
flipchart-turn = { $name }

board-name = On this page
board-since = Before
board-heard = Heard
board-views = Views
board-keep = Keep
board-to-do = To do
board-round = Round
board-here = Here
project = Show it on the flipchart
project-not = Let the flipchart go with the agenda
projected = on the flipchart
written-down-show = Show what is written down
written-down-hide = Hide what is written down

nudge-title = A thought
nudge-only-you = only you
nudge-away = Put it away
moves-show = When talk turns to people who are not here
moves-hide = Hide these moves

how-title = How I will run today
how-example = I keep the time, and ask more than I tell
how-write = Say how
how-write-anew = Say it anew
how-again = As last time
how-project = Show how I will run today
said-how = Written down
stuck = If the group cannot agree
stuck-pairs = Pairwork
stuck-vote = Traffic light
stuck-park = Park it
stuck-away = Not needed now
feedback-feelings = How do you feel?
feedback-feelings-add = A feeling, in somebody’s words
feedback-feelings-go = Write the feeling
feedback-improve = How can we improve these sessions?
feedback-improve-add = Something to improve, in somebody’s words
feedback-improve-go = Write the idea
feedback-example = Nobody has to
feedback-out-name = Take out: { $words }
said-feedback-out = Taken out
project-rule = Show this one on the flipchart
flipchart-rule = Groundrule { $number }
flipchart-case-study = A case study
flipchart-theme = A theme
flipchart-minutes = { $minutes } minutes
groundrules-round = Ask everybody in turn

they = “I” became “they”: { $count }
they-name = “I” became “they”, noticed { $count } times. Only you see this
they-less = Noticed once too often
ask-group = Ask the group
ask-label = What somebody asks the group
ask-example = Does anybody else know what to do here?
ask-shown = On the flipchart as well
asked-title = Asked of the group
voices-look = We agreed to look at how even our turns are
voices-note = Each sees their own share, and the room one word. Nothing of it is kept
voices-mine = { $mine ->
    [0] Of { $of } turns, none was yours yet
    [one] Of { $of } turns, one was yours
   *[other] Of { $of } turns, { $mine } were yours
}
voices-even = The turns are even
voices-uneven = The turns are uneven so far
flipchart-preview = On the flipchart now
flipchart-count = { $issue } · { $greens } green, { $reds } red
