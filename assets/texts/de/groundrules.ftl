# Grundregeln und Notizen.
scope-group = die Gruppe
scope-reported = darf berichtet werden
scope-room = bleibt im Raum
add = Hinzufügen
bring-back = Zurückholen
move-up = Nach oben
move-down = Nach unten
already-first = Sie steht schon ganz oben
already-last = Sie steht schon ganz unten
take-out = Herausnehmen
is-writing = { $name } schreibt
is-writing-here = { $name } schreibt hier
written-by = { $who }, { $when }
restore = Wiederherstellen
restore-name = Wiederherstellen: { $words }

groundrules-confirmed = „Stimmt noch“, { $when } (festgehalten: { $who })
groundrules-not-confirmed = Noch nicht gemeinsam bestätigt
groundrules-empty = Noch keine Grundregeln. Sie entstehen gemeinsam. Fragt die Gruppe:
groundrules-start = Festhalten beginnen
groundrules-add-label = Neue Grundregel
groundrules-add-example = Was gerade jemand gesagt hat…
groundrules-add-hint = Enter nimmt sie auf und wartet auf die nächste
groundrules-rule-name = Grundregel { $number }: { $rule }
groundrules-rule-label = Grundregel { $number }
groundrules-edit-name = Grundregel { $number } bearbeiten
groundrules-taken-out-show = { $count ->
    [one] Eine herausgenommene Regel zeigen
   *[other] { $count } herausgenommene Regeln zeigen
}
groundrules-taken-out-hide = { $count ->
    [one] Die herausgenommene Regel verbergen
   *[other] Die { $count } herausgenommenen Regeln verbergen
}
groundrules-changed-since = Jemand hat darin geschrieben, während sie herausgenommen war: einen zweiten Blick wert
groundrules-can-come-back = Sie kann zurückgeholt werden
groundrules-out-by = Herausgenommen von { $who }, { $when }. { $note }
groundrules-bring-back-name = Zurückholen: { $rule }
new-words = Neue Fassung…
new-words-label = Die Regel in neuen Worten
new-words-hint = Die frühere Fassung bleibt erhalten
new-words-same = So lautet sie schon
history-show = Verlauf
history-hide = Verlauf ausblenden
history-title = Wie diese Regel entstanden ist
history-now = so gilt sie jetzt, von { $who }, { $when }
history-added = zuerst geschrieben von { $who }, { $when }
history-out = Herausgenommen
history-back = Zurückgeholt
history-who = von { $who }, { $when }
still-right = Stimmt noch
we-changed-them = Wir haben sie geändert
clash-question = { $count ->
    [2] Zwei Fassungen von Regel { $number } sind zusammengekommen: Welche wollen wir behalten?
   *[other] { $count } Fassungen von Regel { $number } sind zusammengekommen: Welche wollen wir behalten?
}
clash-keep = Diese behalten
clash-keep-name = Behalten: { $words }
clash-note = Alle bleiben, bis ihr wählt
themes-title = Worüber andere nachgedacht haben
themes-note = Nichts davon muss eine Regel werden
themes-add = Als Regel aufnehmen
themes-add-name = Als Regel aufnehmen: { $theme }
themes-not = Nicht für uns
themes-not-name = Nicht für uns: { $theme }

said-rule-added = Grundregel hinzugefügt
said-rule-out = Herausgenommen
said-rule-back = Zurückgeholt
said-reworded = Neue Fassung übernommen, die frühere bleibt
said-restored = Frühere Fassung wiederhergestellt
said-kept = Behalten
said-still-right = Festgehalten: stimmt noch
said-changed = Festgehalten: geändert
said-theme-not = Festgehalten: nicht für uns

notes-note = Was die Gruppe behalten will. Alle können in jeder Notiz schreiben
notes-empty = Noch keine Notizen. Alle können eine beginnen
notes-start = Eine Notiz beginnen
notes-add-label = Neue Notiz
notes-add-example = Ein Punkt, so wie er gesagt wurde…
notes-label = Notiz { $number }
long-text-part = { $label }, Teil { $part } von { $parts }
notes-question = eine Frage, vor allen gestellt
notes-scope-clash = Zwei Angaben sind zusammengekommen. Die engere gilt, bis jemand wählt
notes-scope-name = Wie weit darf Notiz { $number } gehen?
notes-out-show = { $count ->
    [one] Eine herausgenommene Notiz zeigen
   *[other] { $count } herausgenommene Notizen zeigen
}
said-note-added = Notiz hinzugefügt
said-note-out = Herausgenommen
said-note-back = Zurückgeholt
questions-not-really = Das könnte eine Meinung in Form einer Frage sein. Was möchtest du wissen?
questions-long = Eine kurze Frage lässt sich leichter beantworten
journal-title = Nach einer Sitzung
journal-note = Wie es war, nur für dich. Es bleibt in dem, was nur du siehst
journal-label = Was du geschrieben hast: { $day }
journal-add-label = Wie ist es gegangen?
journal-add-example = Nur für dich
journal-add = Hinschreiben

volunteer-nobody = Noch hütet niemand die Grundregeln und bringt sie jedes Mal mit. Wer würde das tun?
volunteer-called = Wer hütet von jetzt an die Grundregeln und bringt sie jedes Mal mit?
volunteer-thanks = Danke fürs Hüten der Grundregeln, { $name }. Noch einmal?
volunteer-keeps = Gehütet und mitgebracht von: { $name }. Danke
volunteer-again = Ja, noch einmal
volunteer-not = Diesmal nicht
volunteer-not-name = Diesmal nicht: Die Gruppe sucht jemanden, der die Grundregeln hütet
volunteer-me = Ich würde
volunteer-me-name = Ich würde die Grundregeln hüten
volunteer-other = Jemand hier würde
said-volunteer = Danke
said-volunteer-not = In Ordnung. Wer würde es tun?

held-title = Wie wir sie festhalten
held-note = Hier stehen sie immer auch
held-page = Eine Seite
held-flipchart = Ein Flipchart
held-slide = Eine Folie
held-clash = Zwei Antworten kamen zusammen. Wählt noch einmal, was gilt
sheet-print = Seite zum Drucken speichern…
sheet-picture = Bild für den Beamer speichern…
sheet-print-title = Die Grundregeln als Seite zum Drucken
sheet-picture-title = Die Grundregeln als Bild
sheet-file-page = grundregeln.html
sheet-file-picture = grundregeln.png
