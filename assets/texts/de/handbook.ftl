# Das Handbuch.
area-handbook = Handbuch
act-go-handbook = Zum Handbuch
handbook-note = Was eine Learning Community ist und wie sie arbeitet, in je ein paar Worten
handbook-search = Im Handbuch suchen
handbook-search-example = Vertrauen, Ablauf, eine gute Frage…
handbook-all = Alle Seiten
handbook-group-idea = Wozu es da ist
handbook-group-beginning = Anfangen
handbook-group-session = Beim Treffen
handbook-group-decisions = Entscheiden und behalten
handbook-group-horseshoe = Über Horseshoe
handbook-found = { $count ->
    [0] Auf keiner Seite stehen alle diese Wörter. Versuch es mit weniger oder mit anderen
    [one] Auf einer Seite stehen diese Wörter
   *[other] Auf { $count } Seiten stehen diese Wörter
}
handbook-sources = Im Handbuch: { $sources }
handbook-copy = Kopieren: { $prompt }
handbook-theme = (dies oder das)
handbook-agenda-point = { $title } ({ $count } Min.)
handbook-agenda-at = { $start } { $title }
handbook-agenda-end = Ende
handbook-before-name = Die Seite davor: { $page }
handbook-after-name = Die nächste Seite: { $page }
handbook-my-note = Meine Notiz zu dieser Seite
handbook-note-on = Meine Notiz zu „{ $page }“
handbook-note-label = Neue Notiz zu dieser Seite, nur für dich
handbook-note-example = Was das für uns heißt, wo ich unsicher bin…
handbook-link = Im Handbuch
handbook-link-name = Im Handbuch: { $page }
only-me-about = auf der Seite „{ $page }“, { $when }
