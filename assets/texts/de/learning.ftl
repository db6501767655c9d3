# Was die Gruppe behält, wem sie davon erzählen würde, und wer was tut.
area-learning = Gelerntes
act-go-learning = Zum Gelernten
learning-note = Was die Gruppe behalten will, wem sie davon erzählen würde, und wer was tut

learning-proposed = Zu entscheiden
learning-title = Was wir behalten
learning-how = Jede und jeder schlägt vor; behalten ist es, wenn die Gruppe ja sagt
learning-none = Noch nichts. Die Gruppe entscheidet am Ende jedes Gesprächs, was sie behält
learning-add-label = Etwas zum Behalten vorschlagen
learning-add-example = Was haben wir gelernt?
learning-add = Vorschlagen
learning-proposed-by = vorgeschlagen von { $who }, { $when }
learning-agreed-on = von der Gruppe beschlossen: { $day }
learning-words-changed = Die Worte sind seit dem Ja der Gruppe andere. Gilt es noch?
learning-clash = Einmal wurde ja festgehalten, einmal nein. Was gilt?
learning-keep = Behalten wir
learning-keep-name = Die Gruppe behält: { $point }
learning-leave = Das nicht
learning-leave-name = Die Gruppe behält nicht: { $point }
learning-again = Neu entscheiden
learning-again-name = Neu entscheiden: { $point }
learning-left-show = { $count ->
    [one] Zeigen, was die Gruppe nicht behält
   *[other] { $count } zeigen, die die Gruppe nicht behält
}
learning-left-hide = Verbergen, was die Gruppe nicht behält
said-proposed = Vorgeschlagen. Alle Mitglieder sehen es
said-point-kept = Die Gruppe behält es
said-point-left = Nicht behalten
said-learning-out = Herausgenommen

learning-words = Was wir behalten
learning-uncertainty = Was daran nicht sicher ist
learning-tags = Worum es geht
learning-route = Wie weit es gehen darf
tag-context = Umfeld
tag-emotional = Gefühle
tag-support = Unterstützung
tag-uncertainty = Unsicherheit
tag-sense = Sinn finden
tag-solving = Ein Problem lösen
tag-good = Gute Praxis

tell-title = Wem würden wir davon berichten?
tell-note = Und in welchen Worten? Von hier wird nichts verschickt
report-to = Jemanden nennen, dem wir es sagen
report-to-example = Die Runde der Teamleitungen
report-add = Hinzufügen
report-to-whom = An { $to }
report-wording = In diesen Worten
report-agreed = vereinbart
report-words-changed = die Worte sind seither andere
report-agree = Mit diesen Worten einverstanden
report-agree-name = Wir sind einverstanden, { $to } in diesen Worten zu berichten
report-not = Doch nicht
report-not-name = { $to } nicht berichten
said-report-agreed = Die Gruppe ist mit diesen Worten einverstanden
said-report-not = Doch nicht

actions-title = Was zu tun ist
actions-none = Nichts ist offen
actions-done-show = { $count ->
    [one] Ein erledigtes zeigen
   *[other] { $count } erledigte zeigen
}
actions-done-hide = Erledigtes verbergen
action-add-label = Etwas zu tun
action-add-example = Nach dem Raum fragen
action-add = Notieren
said-action-added = Notiert
action-words = Was
action-who = Wer
action-nobody = noch niemand
action-two = zwei wurden zugleich genannt
action-asked = { $who }: gefragt, noch keine Antwort
action-accepted = { $who }: zugesagt
action-due = bis { $day }
action-by-when = Bis wann
action-no-date = kein Datum
action-mine = Das mache ich
action-mine-name = Das mache ich: { $action }
action-accept = Ja, mache ich
action-accept-name = Ja, mache ich: { $action }
action-said-yes = Hat ja gesagt
action-said-yes-name = Hat ja gesagt zu: { $action }
action-done = Erledigt
action-done-name = Erledigt: { $action }
action-done-already = Ist erledigt
action-again = Doch nicht
action-again-name = Doch nicht erledigt: { $action }
said-action-done = Erledigt
said-action-out = Herausgenommen
arrange-room = Einen Raum finden
arrange-date = Den Tag festlegen
arrange-time = Die Uhrzeit festlegen
arrange-notices = Die Einladungen schicken

parked-issue = Das Anliegen
parked-help-label = Was helfen würde
parked-review-label = Wieder ansehen
parked-no-day = wenn es uns einfällt

since-title = Seit dem letzten Mal
since-presented = Haben letztes Mal vorgestellt und werden zuerst gefragt: { $names }
since-nothing = Von früher ist nichts offen
since-kept = Letztes Mal behalten
since-parked = Bis heute geparkt

heard-title = Gehörtes
heard-note = Wie es gesagt wurde. Es bleibt im Raum und geht mit der Sitzung
heard-add-label = Ein Punkt, so wie er gesagt wurde
heard-add-example = In eigenen Worten
heard-add = Aufschreiben
heard-words = Der Punkt, so wie er gesagt wurde
heard-said-by = { $name }
heard-who = Wer es gesagt hat
heard-nobody = niemand Bestimmtes
heard-confirmed = ja, das habe ich gesagt
heard-confirm = Das habe ich gesagt
heard-confirm-name = Das habe ich gesagt: { $point }
heard-keep = Zum Behalten vorschlagen
heard-keep-name = Zum Behalten vorschlagen, wo alle Mitglieder es sehen: { $point }
said-point-heard = Aufgeschrieben
said-heard-out = Herausgenommen

views-title = Verschiedene Sichten
views-note = Nebeneinander; keine muss gewinnen
views-left = Eine Sicht
views-right = Eine andere Sicht
views-left-title = Wofür die linke Seite steht
views-right-title = Wofür die rechte Seite steht
views-left-add = Eine Sicht für die linke Seite
views-right-add = Eine Sicht für die rechte Seite
views-add-example = In eigenen Worten
views-left-name = Links benennen
views-right-name = Rechts benennen
views-left-go = Links dazu
views-right-go = Rechts dazu
views-out-name = Herausnehmen: { $view }

flipchart-keep = Was behalten wir?
