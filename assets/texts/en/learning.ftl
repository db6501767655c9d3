# What the group keeps, whom it would tell, and who will do what.
area-learning = Learning
act-go-learning = Go to Learning
learning-note = What the group agreed to keep, whom it would tell, and who will do what

learning-proposed = For the group to decide
learning-title = What we keep
learning-how = Anybody proposes; it is kept once the group says yes
learning-none = Nothing yet. The group decides at the end of each discussion what to keep
learning-add-label = Propose something to keep
learning-add-example = What have we learned?
learning-add = Propose
learning-proposed-by = proposed by { $who }, { $when }
learning-agreed-on = the group agreed on { $day }
learning-words-changed = The words have changed since the group agreed. Does it still?
learning-clash = One recorded a yes and another a no. Which is it?
learning-keep = We keep it
learning-keep-name = The group keeps: { $point }
learning-leave = Not this one
learning-leave-name = The group does not keep: { $point }
learning-again = Decide again
learning-again-name = Decide again: { $point }
learning-left-show = { $count ->
    [one] Show one the group left
   *[other] Show { $count } the group left
}
learning-left-hide = Hide what the group left
said-proposed = Proposed. All members can see it
said-point-kept = The group keeps it
said-point-left = Left
said-learning-out = Taken out

learning-words = What to keep
learning-uncertainty = What is not certain about it
learning-tags = What it is about
learning-route = How far it may go
tag-context = Context
tag-emotional = Feelings
tag-support = Support
tag-uncertainty = Uncertainty
tag-sense = Making sense
tag-solving = Solving a problem
tag-good = Good practice

tell-title = Who would we report this to?
tell-note = And in which words? Nothing is sent from here
report-to = Name somebody to tell
report-to-example = The team leaders’ meeting
report-add = Add
report-to-whom = To { $to }
report-wording = In these words
report-agreed = agreed
report-words-changed = the words have changed since
report-agree = We agree to these words
report-agree-name = We agree to tell { $to } in these words
report-not = Not to them
report-not-name = Do not tell { $to }
said-report-agreed = The group agreed to these words
said-report-not = Not to them

actions-title = What to do
actions-none = Nothing is open
actions-done-show = { $count ->
    [one] Show one that is done
   *[other] Show { $count } that are done
}
actions-done-hide = Hide what is done
action-add-label = Something to do
action-add-example = Ask about the room
action-add = Note it
said-action-added = Noted
action-words = What
action-who = Who
action-nobody = nobody yet
action-two = two people were named at once
action-asked = { $who }: asked, no answer yet
action-accepted = { $who } will
action-due = by { $day }
action-by-when = By when
action-no-date = no date
action-mine = I’ll do it
action-mine-name = I’ll do it: { $action }
action-accept = Yes, I will
action-accept-name = Yes, I will: { $action }
action-said-yes = They said yes
action-said-yes-name = They said yes to: { $action }
action-done = Done
action-done-name = Done: { $action }
action-done-already = It is done
action-again = Not after all
action-again-name = Not done after all: { $action }
said-action-done = Done
said-action-out = Taken out
arrange-room = Book a room
arrange-date = Settle the date
arrange-time = Settle the time
arrange-notices = Send the notices

parked-issue = The issue
parked-help-label = What would help
parked-review-label = Look again
parked-no-day = when we think of it

since-title = Since last time
since-presented = Presented last time, and asked first: { $names }
since-nothing = Nothing is open from before
since-kept = Kept last time
since-parked = Parked until today

heard-title = Points heard
heard-note = As they were said. They stay in the room and go with the session
heard-add-label = A point, as they said it
heard-add-example = In their own words
heard-add = Write it down
heard-words = The point, as they said it
heard-said-by = { $name }
heard-who = Who said it
heard-nobody = nobody in particular
heard-confirmed = yes, that is what I said
heard-confirm = That is what I said
heard-confirm-name = That is what I said: { $point }
heard-keep = Propose to keep
heard-keep-name = Propose to keep, where all members see it: { $point }
said-point-heard = Written down
said-heard-out = Taken out

views-title = Different views
views-note = Beside each other; neither has to win
views-left = One view
views-right = Another view
views-left-title = What the left side stands for
views-right-title = What the right side stands for
views-left-add = A view for the left side
views-right-add = A view for the right side
views-add-example = In their own words
views-left-name = Name left
views-right-name = Name right
views-left-go = Add left
views-right-go = Add right
views-out-name = Take out: { $view }

flipchart-keep = What do we keep?
