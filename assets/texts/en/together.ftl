# Meetings and decisions.
meetings-propose = Propose a date
meetings-propose-title = A date to propose
meetings-date = Date
meetings-date-example = 2026-12-10
meetings-date-problem = Year, month, day: 2026-12-10
meetings-start = From
meetings-end = To
meetings-place = Place
meetings-place-example = Room 3, Elm House
meetings-agreed = agreed
meetings-proposed = proposed
meetings-agree = We agreed on this
meetings-agree-name = We agreed on { $when }
meetings-add-place = One more presenter
meetings-add-place-name = One more presenter on { $when }
meetings-cancel = Cancel the meeting
meetings-cancel-name = Cancel the meeting on { $when }
meetings-cancelled = Cancelled
meetings-reinstate = It takes place after all
meetings-reinstate-name = It takes place after all: { $when }
meetings-when-clash = Two dates came together: which shall we keep?
date-day = { $weekday ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
} { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
} { $year }
when-from = { $date }, { $start }
when-from-to = { $date }, { $start }–{ $end }
said-meeting-proposed = Date proposed
said-meeting-agreed = Noted: agreed
said-meeting-cancelled = Meeting cancelled

slot-free = Place { $number }: nobody is down to present
slot-presents = Presenter { $number }
slot-presents-topic = Presenter { $number } · { $topic }
slot-one-offer = Place { $number }: somebody would like to
slot-offers = Place { $number }: more than one would like to. The group picks
slot-picked-twice = Place { $number }: two were picked at once. Which shall we keep?
slot-unpick = Free the place
slot-unpick-name = Free place { $number }
offer = I’d like to
offer-name = I’d like to present in place { $number }
offer-topic = What about?
offer-topic-example = A line is enough, or nothing yet
offer-case = A case study
offer-theme = A theme
offer-withdraw = Rather not
offer-withdraw-name = Rather not present in place { $number }
pick = Pick
pick-name = Pick { $name }
swap-propose = Change places with { $name }
swap-question = { $presenter } and { $other } may change places
swap-agree = Yes, change
swap-said-aloud = { $name } said yes in the room
swap-withdraw = Leave it as it is
said-offered = You are down for it
said-withdrawn = Taken back
said-picked = Picked
said-swap-proposed = Proposed
said-swapped = Places changed

decide-note = Traffic light: ▲ green for a favourite, ▼ red for a least favourite. The most greens win
decide-open = Open a vote
decide-empty = Nothing to decide just now. When talking does not settle it, open a vote or park the issue
decide-question = The question
decide-question-example = What shall we look at next?
decide-issues = Issues, one on each line
decide-issues-hint = At least two. They cannot be changed once the vote is open
decide-too-few = It needs at least two issues
decide-too-many = Fifty issues at most
decide-same = Two of the issues have the same words
decide-mode = Marks
decide-mode-each = A mark for each issue
decide-mode-one = One green and one red in all
decide-fewest-reds = Should greens tie, we may ask for the fewest reds
decide-untitled = A vote
decide-second-round = second round
decide-mode-one-note = One green and one red in all
decide-marked = { $marked } of { $of } have marked
decide-hidden = While it is open everybody sees only how many have marked. Names are not shown beside marks, but this is no secret ballot
decide-hands-in = Hands counted in the room by { $who }
decide-hands-whole = Hands of everybody in the room, counted by { $who }. Marks on devices are not added
mark-green = Green
mark-red = Red
mark-green-name = Green mark for: { $issue }
mark-red-name = Red mark for: { $issue }
mark-keys = Keys, with an issue in focus: 1 green, 2 red, 0 clear
mark-unclear = Your devices say different things. Mark it once more
decide-close = Close the vote
decide-close-name = Close the vote: { $question }
decide-take-back = Take the vote back
decide-take-back-name = Take the vote back: { $question }
said-vote-opened = Vote opened
said-vote-closed = Vote closed
said-vote-back = Vote taken back

hands-count = Count hands in the room
hands-count-name = Count hands in the room: { $question }
hands-title = One person counts for everybody
hands-green-of = Green hands for: { $issue }
hands-red-of = Red hands for: { $issue }
hands-green = Green hands
hands-red = Red hands
hands-whole = Everybody raised hands: marks made on devices are not added
hands-not-a-number = A number
hands-enter = Enter the count
hands-cancel-name = Cancel counting hands
hands-clash = Two counts came together: which shall we keep?
hands-by = Counted by { $who }
hands-keep-name = Keep the count by { $who }
hands-line = { $issue }: { $greens } green, { $reds } red
said-hands = Count entered

result-closed = Closed { $when } by { $who }
result-winner = { $issue } has the most greens
result-tie = { $count ->
    [2] Two issues have the same number of greens
   *[other] { $count } issues have the same number of greens
}
result-tie-question = What else do people need to know in order to decide?
result-none = No issue has a green, so nothing is chosen
result-green = { $count } green
result-red = { $count } red
result-row-name = { $issue }: { $greens } green, { $reds } red
result-few = Few have marked: people may guess whose marks these are
result-late = { $count ->
    [one] One person’s marks came after closing and are not counted
   *[other] Marks of { $count } people came after closing and are not counted
}
result-unclear = { $count ->
    [one] One person’s devices say different things; those marks are not counted
   *[other] The devices of { $count } people say different things; those marks are not counted
}
result-two-closings = Two people closed it at once and counted differently. This one holds until you choose
result-keep-this = Keep this count
result-keep-other = Keep the other count
step-what-else = Ask what else
step-second-round = A second round on these
step-fewest-reds = Fewest reds: { $issue }
step-park = Park it
took-what-else = The group asked what else people need to know
took-second-round = A second round was opened on these issues
took-fewest-reds = By fewest reds: { $issue }
took-parked = Parked for later
said-what-else = Noted: what else?
said-second-round = Second round opened
said-fewest-reds = Noted: fewest reds
said-parked = Parked
decide-earlier = { $count ->
    [one] Show one earlier vote
   *[other] Show { $count } earlier votes
}
decide-earlier-hide = Hide earlier votes

parked-title = Parked
parked-note = Issues to come back to with more information or a fresh perspective
parked-add-label = Park an issue
parked-add-example = Something for later…
parked-add = Park
parked-review = Look again on { $date }
parked-help = Would help: { $words }
parked-done = Dealt with
parked-done-name = Dealt with: { $issue }
parked-out-name = Take out: { $issue }
parked-dealt-show = { $count ->
    [one] Show one that is dealt with
   *[other] Show { $count } that are dealt with
}
parked-dealt-hide = Hide what is dealt with
parked-again = Not after all
parked-again-name = Not dealt with after all: { $issue }
said-parked-done = Noted: dealt with
said-parked-out = Taken out
checks-show = Before people arrive: { $ticked } of { $of }
checks-hide = Hide what to look after
checks-by = { $who } sees to it
