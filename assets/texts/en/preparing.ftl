# Before a meeting: what a presenter is told, who makes the arrangements, and what is missing when it draws near.
briefing-copy = Copy for an e-mail
briefing-copy-name = Copy for an e-mail: what { $name } needs to know
briefing-title = Presenting at { $community }
briefing-when = When: { $when }
briefing-where = Where: { $place }
briefing-what = What: { $topic }
briefing-agreed = What the group agreed on

checks-facilitator = Whoever facilitates looks after this. Once the design session is over, it is everybody’s
checks-community = This is everybody’s: whoever sees to it ticks it

arrange-add = Add room, date, time and notices for { $day }
arrange-add-next = Add room, date, time and notices for the next meeting
said-arrangements = On the list. Who will?
action-for = for { $day }

lacks-room = a room
lacks-date = a date we agreed on
lacks-time = a time
lacks-notices = the notices
remind-lacks = { $days ->
    [0] We meet today, and something is missing: { $what }
    [one] We meet tomorrow, and something is missing: { $what }
   *[other] We meet in { $days } days, and something is missing: { $what }
}
remind-mine = You said you would see to it
remind-nobody = Nobody sees to it yet
remind-others = { $names } may be glad of a hand
remind-sponsor = Now is the time to ask the sponsor. There is a letter you can copy; nothing is sent by itself
remind-go = See what is to do
remind-letter = Copy a letter to the sponsor
letter-greeting = Hello,
letter-meets = our Learning Community “{ $community }” meets on { $when }.
letter-lacks = For that we still need: { $what }. We have not managed to settle it ourselves. Could you help us?
letter-thanks = Thank you.
remind-days-show = Who is reminded when
remind-days-hide = Hide who is reminded when
remind-days-note = While something is missing for a meeting. Each device reminds its own people
remind-days = { $days ->
    [0] { $who }: on the day
    [one] { $who }: one day before
   *[other] { $who }: { $days } days before
}
remind-makers = Whoever makes the arrangements
remind-another = All the others
remind-the-sponsor = The sponsor, by letter
remind-sooner = A day sooner: { $who }
remind-later = A day later: { $who }
remind-end = The order stays: those who arrange, the others, the sponsor
