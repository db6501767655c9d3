# The handbook.
area-handbook = Handbook
act-go-handbook = Go to the Handbook
handbook-note = What a Learning Community is and how it works, in a few words each
handbook-search = Search the handbook
handbook-search-example = trust, agenda, a good question…
handbook-all = All pages
handbook-group-idea = What it is for
handbook-group-beginning = Beginning
handbook-group-session = In a session
handbook-group-decisions = Deciding and keeping
handbook-group-horseshoe = About Horseshoe
handbook-found = { $count ->
    [0] No page has all these words. Try fewer, or others
    [one] One page has these words
   *[other] { $count } pages have these words
}
handbook-sources = In the handbook: { $sources }
handbook-copy = Copy: { $prompt }
handbook-theme = (this or that)
handbook-agenda-point = { $title } ({ $count } min)
handbook-agenda-at = { $start } { $title }
handbook-agenda-end = Finish
handbook-before-name = The page before: { $page }
handbook-after-name = The next page: { $page }
handbook-my-note = My note on this page
handbook-note-on = My note on “{ $page }”
handbook-note-label = New note on this page, only for you
handbook-note-example = What this means for us, where I am not sure…
handbook-link = In the handbook
handbook-link-name = In the handbook: { $page }
only-me-about = on the page “{ $page }”, { $when }
