# What is written into a folder to be taken elsewhere: pages of Markdown.

export-somebody = somebody
export-no-day = an unknown day
export-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
export-weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
} { $day }
export-moment = { $day }, { $time }
export-from = { $day }, { $start }
export-from-to = { $day }, { $start }–{ $end }
export-zone = { $when } ({ $zone })

export-member = a member
export-readme = As { $me }’s device had it on { $when }. What the group says stays in the group: nothing here is sealed, and anybody who has this folder can read it.
export-draft = This is a draft: the community begins when the second person joins.
export-left = Its owner is no longer a member. What came afterwards is not here.
export-to-groundrules = [Groundrules](groundrules.md): { $count ->
    [one] 1 rule
   *[other] { $count } rules
}
export-to-meetings = [Meetings](meetings.md): { $count ->
    [one] 1 meeting
   *[other] { $count } meetings
}, and who presents
export-to-notes = [Notes](notes.md): { $count ->
    [one] 1 note
   *[other] { $count } notes
}
export-to-learning = [Learning and actions](learning.md): { $points ->
    [one] 1 point we keep
   *[other] { $points } points we keep
}, { $actions ->
    [one] 1 action
   *[other] { $actions } actions
}
export-to-decisions = [Decisions](decisions.md): { $answers ->
    [one] 1 answer to a design question
   *[other] { $answers } answers to design questions
}, { $votes ->
    [one] 1 vote
   *[other] { $votes } votes
}, { $parked ->
    [one] 1 parked issue
   *[other] { $parked } parked issues
}
export-to-people = [People](people.md): { $count ->
    [one] 1 person
   *[other] { $count } people
}
export-only-me = Only me
export-to-only-me = The folder [only-me](only-me/only-me.md) holds what only { $me } can see. Take it out before you hand this folder on.
export-programs = For programs
export-programs-note = Take these out before you hand this folder on. [community.json](community.json) holds the same as these pages, and also what was not agreed, was left or was taken out. Each document is also here with its whole history, every word that ever stood in it, as an [Automerge](https://automerge.org) file, which any program that knows Automerge opens:
export-holds-community = groundrules, meetings and presenters, votes, decisions, parked issues, learning points, actions
export-holds-session = a session
export-holds-notes = notes
export-holds-member = what { $member } says about themselves, and their marks in votes
export-holds-own = one member’s own

export-groundrules = Groundrules
export-groundrules-none = No groundrules yet.
export-groundrule = Groundrule { $number }
export-kept-by = Kept and brought along by { $names }.
export-held-as = The group holds them as { $how ->
    [flipchart] a flipchart
    [slide] a slide
   *[page] a page
}.
export-still-right = Still right on { $day }.
export-taken-out = Taken out
export-taken-out-by = Taken out by { $who } on { $day }.
export-themes = Themes other groups have considered
export-check-ins = Check-ins
export-check-in = { $when }: { $found ->
    [still-right] still right
   *[changed] led to changes
}, noted by { $who }
export-rule = Added by { $who } on { $day }. These words: { $worded-by }, { $worded }.
export-wordings = Wordings that came together; the group has not chosen yet:
export-earlier = Earlier words:
export-theme = { $name }: { $status ->
    [considered] considered
    [shaped] shaped
    [included] included
    [not-for-us] not for us
   *[suggested] suggested
}

export-meetings = Meetings and presenters
export-meetings-none = No date yet.
export-swaps = Swaps
export-cancelled = Cancelled
export-place = Place: { $place }
export-other-time = { $who } set another time at once: { $when }
export-other-place = { $who } set another place at once: { $place }
export-agreed = Agreed { $how ->
    [aloud] said aloud
    [each] each in person
   *[vote] by a vote
} on { $day }{ $holds ->
    [yes] {""}
   *[no] , for another time
}, noted by { $who }
export-not-agreed = Not agreed yet
export-presenters = Presenters
export-slot = Place { $number }: { $who }
export-slot-free = Place { $number }: nobody picked yet
export-slot-others = { $slot }; picked at once: { $who }
export-slot-offers = { $slot }; would like to: { $offers }
export-a-meeting = a meeting
export-swap-agreed = { $who } ({ $when }) and { $other } ({ $then }) change places: agreed on { $day }
export-swap-proposed = { $who } ({ $when }) and { $other } ({ $then }) change places: proposed by { $by } on { $day }
export-case-study = case study
export-theme-presentation = theme
export-design-session = Design session
export-session = Session
export-training = Training
export-seminar = Seminar

export-notes = Notes
export-notes-none = No notes yet.
export-note = { $kind ->
    [question] Question
   *[note] Note
} by { $who } on { $day }{ $about }; { $scope ->
    [room] stays in the room
    [group] stays in the group
   *[reported] may be reported
}.
export-about = , about { $about }
export-only-me-note = Nobody else has this. Take this folder out before you hand the export on.
export-my-notes = My notes
export-my-note = { $day }{ $about }.
export-my-questions = My questions
export-question = Jotted down on { $day }{ $asked }{ $heard }.
export-question-asked = , asked on { $day }
export-question-heard = , heard on { $day }

export-learning = Learning and actions
export-learning-none = Nothing kept yet, and nothing to do.
export-kept = What we keep
export-route = { $scope ->
    [room] Stays in the room
    [group] Stays in the group
   *[reported] May be reported
}
export-tags = About: { $tags }
export-tag = { $tag ->
    [context] context
    [emotional_content] emotional content
    [support] support and reassurance
    [uncertainty] uncertainty and mistakes
    [sense_making] sense-making
    [problem_solving] problem solving and information sharing
   *[good_practice] good practice
}
export-may-be-told = Agreed to tell { $to }: { $wording }
export-uncertain = Not certain: { $what }
export-actions = Actions
export-action = { $what }: { $owner }
export-nobody-yet = nobody yet
export-action-asked = { $action }, not accepted yet
export-action-accepted = { $action }, accepted on { $day }
export-action-heard = { $action }, accepted aloud on { $day } and noted by { $who }
export-action-due = { $action }; by { $day }
export-action-done = { $action }; done on { $day }
export-arrangement = { $task ->
    [room] Arrange the room
    [date] Arrange the date
    [time] Arrange the time
   *[notices] Send the notices
}

export-decisions = Decisions
export-decisions-none = Nothing decided yet.
export-design-questions = Design questions
export-answer = Noted by { $who } on { $day }{ $superseded ->
    [yes] ; a later answer took its place
   *[no] {""}
}.
export-votes = Traffic-light votes
export-parked = Parked
export-parked-by = Parked by { $who } on { $day }
export-would-help = What would help: { $what }
export-look-again = Look again on { $day }
export-dealt-with = Dealt with on { $day }
export-which-one = Which one?
export-opened = Opened by { $who } on { $day }.
export-still-open = Still open: { $count ->
    [one] 1 person has marked
   *[other] { $count } people have marked
} so far. Counts are shown when it is closed.
export-what-else = Then the group asked what else people needed to know.
export-second-round = Then there was a second round.
export-fewest-reds = Then the fewest reds were taken: { $issue }.
export-then-parked = Then it was parked.
export-issue = Issue
export-green = Green
export-red = Red
export-an-issue = an issue
export-most-green = Most green: { $issue }.
export-tie = The same number of greens: { $issues }. Nobody has picked.
export-no-greens = Nobody marked anything green.
export-closed = Closed by { $who }
export-closed-on = Closed by { $who } on { $day }
export-closed-marked = { $closed }; { $marked } of { $of } had marked
export-closed-counted = { $closed }; hands counted in the room by { $who }
export-closed-end = { $closed }.

export-people = People
export-people-left = No longer in the group
export-let-in-by = { $person }; let in by { $who }
