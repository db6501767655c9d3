# Im Raum: die Sitzung von heute, und das Flipchart.
area-in-room = Im Raum
act-go-in-room = Zu „Im Raum“
act-flipchart = Flipchart öffnen oder schließen

in-room-note = Das Treffen von heute: seine Agenda, wer sprechen möchte, eine Runde
begin-session-today = Heute ist ein Treffen. Wer beginnt, beginnt für alle
begin-session-none = Für heute ist kein Treffen vereinbart. Beginnen kann man trotzdem
begin-session-agenda = Agenda
begin-session-presentations = Vorstellungen
begin-session-one = Eine Vorstellung
begin-session-two = Zwei Vorstellungen
begin-session-length = { $hours } Std. { $minutes } im Ganzen
begin-session = Treffen beginnen
begin-session-one-laptop = Ein Laptop genügt. Wer eines hat, kann mitgehen; Papier und Hände tun es auch

in-room-finish = Ende { $clock }
in-room-on-time = in der Zeit
in-room-behind = etwa { $minutes } Min. später
in-room-ahead = etwa { $minutes } Min. früher
in-room-hand-over = Ich moderiere nicht mehr
in-room-take-over = Ich moderiere
in-room-several = { $count ->
    [one] Jemand hat getrennt davon ein weiteres Treffen begonnen. Dieses war das erste
   *[other] { $count } weitere Treffen wurden getrennt davon begonnen. Dieses war das erste
}
in-room-nobody-facilitates = Gerade moderiert niemand. Jede und jeder kann es tun
in-room-facilitated-by = Moderation: { $names }
said-facilitate = Du moderierst
said-facilitate-no-more = Du moderierst nicht mehr

in-room-close = Treffen schließen
in-room-close-title = Das Treffen schließen?
in-room-close-thanks = Danke an alle, dass ihr dabei wart
in-room-close-stays = Die Agenda, wie sie war, was die Gruppe behält, Vorhaben und Termine bleiben bei der Gruppe
in-room-close-goes = Was im Raum gehört wurde, geht: auf jedem Gerät, das dabei war, sobald es davon erfährt
in-room-close-not-yet = Noch nicht
in-room-close-now = Schließen
said-session-closed = Das Treffen ist geschlossen

in-room-not-begun = Noch nicht begonnen
in-room-not-begun-note = Die Leute kommen an. Wenn alle da sind, geht es los
in-room-waits = Das Treffen hat noch nicht begonnen
in-room-begin-with = Beginnen mit: { $title }
said-begun-session = Begonnen
in-room-finished = Das war der letzte Punkt
in-room-finish-now = Das war’s
said-session-finished = Der letzte Punkt ist vorbei
in-room-untitled = Ein Punkt ohne Namen
in-room-break = Pause
in-room-goes-on = { $title }, Fortsetzung
in-room-start = { $hours }:{ $minutes }
in-room-paused = die Uhr steht
in-room-thinking = Zeit zum Nachdenken
in-room-thinking-calm = Zeit zum Nachdenken. Niemand muss etwas sagen
in-room-left = noch { $minutes } Min.
in-room-over = { $minutes ->
    [0] die Zeit ist um
   *[other] +{ $minutes } Min.
}
in-room-bar = Verbleibende Zeit dieses Punkts
in-room-back-at = Weiter um { $clock }
in-room-said = { $title }. { $cue }
cue-five = Noch etwa fünf Minuten
cue-one = Noch etwa eine Minute
cue-end = Zeit, zum Ende zu kommen

in-room-next = Weiter: { $title }
in-room-back = Zurück
in-room-back-name = Zurück zu: { $title }
in-room-more = +5
in-room-more-name = Fünf Minuten mehr; das Ende verschiebt sich
in-room-less = −5
in-room-less-name = Fünf Minuten weniger
in-room-take-from = +5 Min. von: { $title } ({ $clock })
in-room-do-more = Mehr
in-room-think = Zeit zum Nachdenken
in-room-think-end = Genug nachgedacht
in-room-pause = Uhr anhalten
in-room-resume = Uhr weiterlaufen lassen
in-room-tea = Jetzt Teepause
said-longer = Fünf Minuten mehr
said-shorter = Fünf Minuten weniger
said-tea = Zehn Minuten Pause. Was übrig ist, kommt danach

activity-name = Was wir tun
activity-discuss = Reden
activity-writing = Still schreiben
activity-pairs = Zu zweit
activity-film = Film ansehen
activity-writing-note = Alle schreiben, niemand spricht
activity-pairs-note = Zu zweit sprechen
activity-film-note = Wir sehen einen Film

in-room-agenda = Agenda
in-room-agenda-show = Agenda zeigen
in-room-agenda-hide = Agenda verbergen
in-room-over-points = { $count } Punkte sind vorbei
in-room-minutes = { $minutes } Min.
in-room-left-out = fällt heute aus
in-room-leave-out-name = Heute weglassen: { $title }
in-room-put-back-name = Doch auf der Agenda: { $title }
in-room-add-point = Neuer Punkt, am Ende
in-room-add-point-example = Noch ein Punkt
said-point-added = Steht auf der Agenda
point-had = vorbei
point-now = jetzt
point-later = später

speakers-title = Redeliste
speakers-none = Niemand wartet darauf zu sprechen
speakers-now = { $name } spricht
speakers-speaking = spricht
speakers-next = Weiter
speakers-next-name = Als Nächstes spricht: { $name }
speakers-done = Fertig
speakers-done-name = Hat gesprochen: { $name }
speakers-up-name = Einen Platz nach vorn: { $name }
speakers-out-name = Von der Liste: { $name }
speakers-put-down = Name dazu
speakers-new-voices = Wer noch nicht gesprochen hat, zuerst
speakers-closed = Vorerst keine Namen
speakers-closed-note = Vorerst werden keine Namen aufgeschrieben
speakers-self-managed = Die Gruppe führt ihr Gespräch selbst
speakers-my-turn = Du bist dran
speakers-my-turn-next = Du bist als Nächstes dran
speakers-my-place = Du stehst an Stelle { $place } der Liste
hand-raise = Hand heben
hand-lower = Hand senken
contribution-name = Wer wann spricht
contribution-hide = Verbergen, wer wann spricht
contribution-hands = Hände
contribution-chair = Ein Vorsitz
contribution-self = Von selbst

round-begin = Eine Runde beginnen
round-note = Alle der Reihe nach; wer möchte, gibt weiter. Es beginnt jemand anderes als beim letzten Mal
round-question = Was alle gefragt werden
round-question-example = Ein, zwei Sätze: Wie war das für dich?
round-go = Beginnen
round-untitled = Eine Runde
round-had = { $had } von { $of } waren dran
round-turn-of = { $name } ist dran
round-my-turn = Du bist dran
round-my-turn-next = { $name } ist dran. Du bist als Nächstes dran
round-all-had = Alle waren dran
round-next = Als Nächstes: { $name }
round-done = Fertig
round-done-name = Fertig
round-pass = Weitergeben
round-pass-name = Weitergeben; am Ende kannst du noch etwas sagen
round-anything-to-add = Möchte jetzt noch jemand etwas hinzufügen?
round-end = Die Runde ist vorbei
round-end-now = Runde hier beenden
said-round-begun = Die Runde beginnt
said-round-ended = Die Runde ist vorbei

here-title = Im Raum: { $count }
here-me = Ich bin da
here-unfold = Wer ist da
here-fold = Verbergen, wer da ist
here-gone = Gegangen
here-gone-name = Nicht da oder gegangen: { $name }
here-came = Da
here-came-name = Ist da: { $name }
here-write-down = Jemand ohne Gerät: Name, Arbeitsfeld
here-write-down-example = Lee, Apotheke im Viertel
here-write = Hinschreiben
said-written-down = Aufgeschrieben

flipchart-open = Flipchart
flipchart-title = Flipchart
flipchart-thanks = Danke an alle
flipchart-thinking = Zeit zum Nachdenken
flipchart-back-at = Weiter um { $clock }
flipchart-who = Wer ist im Raum?
flipchart-more = und { $count } weitere
flipchart-speaking = { $name } spricht
flipchart-new-voices = Wer noch nicht gesprochen hat, zuerst
flipchart-turn = { $name }

board-name = Auf dieser Seite
board-since = Zuvor
board-heard = Gehört
board-views = Sichten
board-keep = Behalten
board-to-do = Zu tun
board-round = Runde
board-here = Hier
project = Auf dem Flipchart zeigen
project-not = Das Flipchart geht wieder mit der Agenda
projected = auf dem Flipchart
written-down-show = Zeigen, was aufgeschrieben ist
written-down-hide = Verbergen, was aufgeschrieben ist

nudge-title = Ein Gedanke
nudge-only-you = nur du
nudge-away = Weglegen
moves-show = Wenn es um Leute geht, die nicht hier sind
moves-hide = Diese Züge verbergen

how-title = Wie ich heute leite
how-example = Ich achte auf die Zeit und frage mehr, als ich sage
how-write = Sagen, wie
how-write-anew = Neu sagen
how-again = Wie letztes Mal
how-project = Zeigen, wie ich heute leite
said-how = Aufgeschrieben
stuck = Wenn die Gruppe sich nicht einig wird
stuck-pairs = Paararbeit
stuck-vote = Ampel
stuck-park = Parken
stuck-away = Jetzt nicht nötig
feedback-feelings = Wie fühlst du dich?
feedback-feelings-add = Ein Gefühl, in jemandes Worten
feedback-feelings-go = Gefühl aufschreiben
feedback-improve = Wie können wir diese Sitzungen verbessern?
feedback-improve-add = Etwas zum Verbessern, in jemandes Worten
feedback-improve-go = Idee aufschreiben
feedback-example = Niemand muss
feedback-out-name = Herausnehmen: { $words }
said-feedback-out = Herausgenommen
project-rule = Diese auf dem Flipchart zeigen
flipchart-rule = Grundregel { $number }
flipchart-case-study = Eine Fallgeschichte
flipchart-theme = Ein Thema
flipchart-minutes = { $minutes } Minuten
groundrules-round = Alle der Reihe nach fragen

they = Aus „ich“ wurde „die“: { $count }
they-name = Aus „ich“ wurde „die“, { $count }-mal bemerkt. Nur du siehst das
they-less = Einmal zu oft bemerkt
ask-group = Die Gruppe fragen
ask-label = Was jemand die Gruppe fragt
ask-example = Weiß sonst jemand, was hier zu tun ist?
ask-shown = Auch aufs Flipchart
asked-title = An die Gruppe gefragt
voices-look = Wir haben vereinbart, darauf zu achten, wie gleichmäßig wir drankommen
voices-note = Du siehst deinen eigenen Anteil, und alle sehen ein Wort. Aufbewahrt wird davon nichts
voices-mine = { $mine ->
    [0] Von { $of } Redebeiträgen war noch keiner von dir
    [one] Von { $of } Redebeiträgen war einer von dir
   *[other] Von { $of } Redebeiträgen waren { $mine } von dir
}
voices-even = Alle kommen gleichmäßig dran
voices-uneven = Bisher kommen nicht alle gleichmäßig dran
flipchart-preview = Jetzt auf dem Flipchart
flipchart-count = { $issue } · { $greens } grün, { $reds } rot
