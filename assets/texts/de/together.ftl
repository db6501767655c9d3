# Treffen und Entscheidungen.
meetings-propose = Termin vorschlagen
meetings-propose-title = Ein Termin zum Vorschlagen
meetings-date = Tag
meetings-date-example = 10.12.2026
meetings-date-problem = Tag, Monat, Jahr: 10.12.2026
meetings-start = Von
meetings-end = Bis
meetings-place = Ort
meetings-place-example = Raum 3, Haus Ulme
meetings-agreed = vereinbart
meetings-proposed = vorgeschlagen
meetings-agree = Das haben wir vereinbart
meetings-agree-name = Das haben wir vereinbart: { $when }
meetings-add-place = Noch jemand stellt vor
meetings-add-place-name = Noch jemand stellt vor: { $when }
meetings-cancel = Treffen absagen
meetings-cancel-name = Das Treffen absagen: { $when }
meetings-cancelled = Abgesagt
meetings-reinstate = Es findet doch statt
meetings-reinstate-name = Es findet doch statt: { $when }
meetings-when-clash = Zwei Termine sind zusammengekommen: Welchen wollen wir behalten?
date-day = { $weekday ->
    [1] Mo
    [2] Di
    [3] Mi
    [4] Do
    [5] Fr
    [6] Sa
   *[7] So
}, { $day }. { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
} { $year }
when-from = { $date }, { $start } Uhr
when-from-to = { $date }, { $start }–{ $end } Uhr
said-meeting-proposed = Termin vorgeschlagen
said-meeting-agreed = Festgehalten: vereinbart
said-meeting-cancelled = Treffen abgesagt

slot-free = Platz { $number }: Noch stellt niemand vor
slot-presents = Stellt vor, Platz { $number }
slot-presents-topic = Stellt vor, Platz { $number } · { $topic }
slot-one-offer = Platz { $number }: Jemand möchte gern
slot-offers = Platz { $number }: Mehr als eine Person möchte gern. Die Gruppe wählt
slot-picked-twice = Platz { $number }: Zwei wurden zugleich gewählt. Wer soll es sein?
slot-unpick = Platz freigeben
slot-unpick-name = Platz { $number } freigeben
offer = Ich möchte gern
offer-name = Ich möchte auf Platz { $number } vorstellen
offer-topic = Worüber?
offer-topic-example = Eine Zeile genügt, oder noch nichts
offer-case = Ein Fallbeispiel
offer-theme = Ein Thema
offer-withdraw = Lieber nicht
offer-withdraw-name = Lieber nicht auf Platz { $number } vorstellen
pick = Wählen
pick-name = { $name } wählen
swap-propose = Platz tauschen mit { $name }
swap-question = Platz tauschen: { $presenter } und { $other }?
swap-agree = Ja, tauschen
swap-said-aloud = { $name } hat im Raum Ja gesagt
swap-withdraw = So lassen
said-offered = Du bist eingetragen
said-withdrawn = Zurückgenommen
said-picked = Gewählt
said-swap-proposed = Vorgeschlagen
said-swapped = Plätze getauscht

decide-note = Ampel: ▲ grün, was dir am liebsten ist, ▼ rot, was am wenigsten. Die meisten grünen Zeichen gewinnen
decide-open = Abstimmung öffnen
decide-empty = Gerade ist nichts zu entscheiden. Wenn Reden es nicht klärt, öffnet eine Abstimmung oder parkt das Anliegen
decide-question = Die Frage
decide-question-example = Was sehen wir uns als Nächstes an?
decide-issues = Anliegen, eines je Zeile
decide-issues-hint = Mindestens zwei. Ist die Abstimmung offen, sind sie nicht mehr zu ändern
decide-too-few = Es braucht mindestens zwei Anliegen
decide-too-many = Höchstens fünfzig Anliegen
decide-same = Zwei der Anliegen haben dieselben Worte
decide-mode = Zeichen
decide-mode-each = Ein Zeichen für jedes Anliegen
decide-mode-one = Insgesamt ein grünes und ein rotes
decide-fewest-reds = Bei Gleichstand dürfen die wenigsten roten Zeichen entscheiden
decide-untitled = Eine Abstimmung
decide-second-round = zweite Runde
decide-mode-one-note = Insgesamt ein grünes und ein rotes
decide-marked = { $marked } von { $of } haben Zeichen gesetzt
decide-hidden = Solange sie offen ist, sehen alle nur, wie viele Zeichen gesetzt haben. Namen stehen nicht bei den Zeichen, aber geheim ist die Wahl nicht
decide-hands-in = Hände, im Raum gezählt ({ $who })
decide-hands-whole = Die Hände aller im Raum sind gezählt ({ $who }). Zeichen auf Geräten kommen nicht dazu
mark-green = Grün
mark-red = Rot
mark-green-name = Grünes Zeichen für: { $issue }
mark-red-name = Rotes Zeichen für: { $issue }
mark-keys = Tasten, wenn ein Anliegen im Fokus ist: 1 grün, 2 rot, 0 keines
mark-unclear = Deine Geräte sagen Verschiedenes. Setz das Zeichen noch einmal
decide-close = Abstimmung schließen
decide-close-name = Abstimmung schließen: { $question }
decide-take-back = Abstimmung zurücknehmen
decide-take-back-name = Abstimmung zurücknehmen: { $question }
said-vote-opened = Abstimmung geöffnet
said-vote-closed = Abstimmung geschlossen
said-vote-back = Abstimmung zurückgenommen

hands-count = Hände im Raum zählen
hands-count-name = Hände im Raum zählen: { $question }
hands-title = Eine Person zählt für alle
hands-cancel-name = Händezählen abbrechen
hands-green-of = Grüne Hände für: { $issue }
hands-red-of = Rote Hände für: { $issue }
hands-green = Grüne Hände
hands-red = Rote Hände
hands-whole = Alle haben die Hand gehoben: Zeichen auf Geräten kommen nicht dazu
hands-not-a-number = Eine Zahl
hands-enter = Zählung eintragen
hands-clash = Zwei Zählungen sind zusammengekommen: Welche wollen wir behalten?
hands-by = Gezählt: { $who }
hands-keep-name = Diese Zählung behalten: { $who }
hands-line = { $issue }: { $greens } grün, { $reds } rot
said-hands = Zählung eingetragen

result-closed = Geschlossen { $when } ({ $who })
result-winner = { $issue } hat die meisten grünen Zeichen
result-tie = { $count ->
    [2] Zwei Anliegen haben gleich viele grüne Zeichen
   *[other] { $count } Anliegen haben gleich viele grüne Zeichen
}
result-tie-question = Was müssen wir noch wissen, um zu entscheiden?
result-none = Kein Anliegen hat ein grünes Zeichen, also ist keines gewählt
result-green = { $count } grün
result-red = { $count } rot
result-row-name = { $issue }: { $greens } grün, { $reds } rot
result-few = Wenige haben Zeichen gesetzt: Man könnte erraten, von wem sie sind
result-late = { $count ->
    [one] Die Zeichen einer Person kamen nach dem Schließen und zählen nicht
   *[other] Zeichen von { $count } Personen kamen nach dem Schließen und zählen nicht
}
result-unclear = { $count ->
    [one] Die Geräte einer Person sagen Verschiedenes; diese Zeichen zählen nicht
   *[other] Die Geräte von { $count } Personen sagen Verschiedenes; diese Zeichen zählen nicht
}
result-two-closings = Zwei Personen haben zugleich geschlossen und verschieden gezählt. Diese Zählung gilt, bis ihr wählt
result-keep-this = Diese Zählung behalten
result-keep-other = Die andere Zählung behalten
step-what-else = „Was noch?“ fragen
step-second-round = Zweite Runde mit diesen
step-fewest-reds = Am wenigsten Rot: { $issue }
step-park = Parken
took-what-else = Die Gruppe hat gefragt, was sie noch wissen muss
took-second-round = Zu diesen Anliegen ist eine zweite Runde geöffnet
took-fewest-reds = Nach den wenigsten roten Zeichen: { $issue }
took-parked = Für später geparkt
said-what-else = Festgehalten: was noch?
said-second-round = Zweite Runde geöffnet
said-fewest-reds = Festgehalten: am wenigsten Rot
said-parked = Geparkt
decide-earlier = { $count ->
    [one] Eine frühere Abstimmung zeigen
   *[other] { $count } frühere Abstimmungen zeigen
}
decide-earlier-hide = Frühere Abstimmungen verbergen

parked-title = Geparkt
parked-note = Anliegen, auf die ihr mit mehr Wissen oder frischem Blick zurückkommt
parked-add-label = Ein Anliegen parken
parked-add-example = Etwas für später…
parked-add = Parken
parked-review = Wieder ansehen: { $date }
parked-help = Würde helfen: { $words }
parked-done = Erledigt
parked-done-name = Erledigt: { $issue }
parked-out-name = Herausnehmen: { $issue }
parked-dealt-show = { $count ->
    [one] Ein erledigtes zeigen
   *[other] { $count } erledigte zeigen
}
parked-dealt-hide = Erledigte verbergen
parked-again = Doch nicht
parked-again-name = Doch nicht erledigt: { $issue }
said-parked-done = Festgehalten: erledigt
said-parked-out = Herausgenommen
checks-show = Bevor die anderen kommen: { $ticked } von { $of }
checks-hide = Verbergen, woran zu denken ist
checks-by = { $who } kümmert sich
