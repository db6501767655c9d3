# Was in einen Ordner geschrieben wird, um es mitzunehmen: Seiten in Markdown.

export-somebody = jemand
export-no-day = einem unbekannten Tag
export-day = { $day }. { $month ->
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
export-weekday = { $weekday ->
    [1] Montag
    [2] Dienstag
    [3] Mittwoch
    [4] Donnerstag
    [5] Freitag
    [6] Samstag
   *[7] Sonntag
}, { $day }
export-moment = { $day }, { $time } Uhr
export-from = { $day }, { $start } Uhr
export-from-to = { $day }, { $start }–{ $end } Uhr
export-zone = { $when } ({ $zone })

export-member = ein Mitglied
export-readme = So, wie das Gerät von { $me } es am { $when } hatte. Was die Gruppe sagt, bleibt in der Gruppe: Hier ist nichts versiegelt, und wer diesen Ordner hat, kann alles lesen.
export-draft = Dies ist ein Entwurf: Die Gemeinschaft beginnt, wenn die zweite Person dazukommt.
export-left = Wem dieses Gerät gehört, ist nicht mehr Mitglied. Was danach kam, ist nicht hier.
export-to-groundrules = [Grundregeln](groundrules.md): { $count ->
    [one] 1 Regel
   *[other] { $count } Regeln
}
export-to-meetings = [Treffen](meetings.md): { $count ->
    [one] 1 Treffen
   *[other] { $count } Treffen
}, und wer vorstellt
export-to-notes = [Notizen](notes.md): { $count ->
    [one] 1 Notiz
   *[other] { $count } Notizen
}
export-to-learning = [Gelerntes und Aufgaben](learning.md): { $points ->
    [one] 1 festgehaltener Punkt
   *[other] { $points } festgehaltene Punkte
}, { $actions ->
    [one] 1 Aufgabe
   *[other] { $actions } Aufgaben
}
export-to-decisions = [Entscheidungen](decisions.md): { $answers ->
    [one] 1 Antwort auf eine Gestaltungsfrage
   *[other] { $answers } Antworten auf Gestaltungsfragen
}, { $votes ->
    [one] 1 Abstimmung
   *[other] { $votes } Abstimmungen
}, { $parked ->
    [one] 1 geparktes Anliegen
   *[other] { $parked } geparkte Anliegen
}
export-to-people = [Menschen](people.md): { $count ->
    [one] 1 Person
   *[other] { $count } Personen
}
export-only-me = Nur ich
export-to-only-me = Der Ordner [only-me](only-me/only-me.md) enthält, was nur { $me } sehen kann. Nimm ihn heraus, bevor du diesen Ordner weitergibst.
export-programs = Für Programme
export-programs-note = Nimm diese Dateien heraus, bevor du diesen Ordner weitergibst. [community.json](community.json) enthält dasselbe wie diese Seiten und auch, was nicht vereinbart, gelassen oder herausgenommen wurde. Jedes Dokument liegt außerdem mit seiner ganzen Geschichte, jedem Wort, das je darin stand, als [Automerge](https://automerge.org)-Datei hier, die jedes Programm öffnet, das Automerge kennt:
export-holds-community = Grundregeln, Treffen und wer vorstellt, Abstimmungen, Entscheidungen, geparkte Anliegen, festgehaltene Punkte, Aufgaben
export-holds-session = eine Sitzung
export-holds-notes = Notizen
export-holds-member = was { $member } über sich sagt, und die Stimmen in Abstimmungen
export-holds-own = was einem Mitglied allein gehört

export-groundrules = Grundregeln
export-groundrules-none = Noch keine Grundregeln.
export-groundrule = Grundregel { $number }
export-kept-by = Gehütet und mitgebracht von: { $names }.
export-held-as = Die Gruppe hält sie fest als { $how ->
    [flipchart] Flipchart
    [slide] Folie
   *[page] Seite
}.
export-still-right = Stimmt noch, am { $day }.
export-taken-out = Herausgenommen
export-taken-out-by = Herausgenommen von { $who } am { $day }.
export-themes = Themen, die andere Gruppen bedacht haben
export-check-ins = Durchsichten
export-check-in = { $when }: { $found ->
    [still-right] stimmt noch
   *[changed] führte zu Änderungen
}, festgehalten von { $who }
export-rule = Hinzugefügt von { $who } am { $day }. Diese Fassung: { $worded-by }, { $worded }.
export-wordings = Fassungen, die zusammengekommen sind; die Gruppe hat noch nicht gewählt:
export-earlier = Frühere Fassungen:
export-theme = { $name }: { $status ->
    [considered] bedacht
    [shaped] zurechtgemacht
    [included] aufgenommen
    [not-for-us] nichts für uns
   *[suggested] vorgeschlagen
}

export-meetings = Treffen und wer vorstellt
export-meetings-none = Noch kein Termin.
export-swaps = Getauschte Plätze
export-cancelled = Abgesagt
export-place = Ort: { $place }
export-other-time = { $who } hat gleichzeitig eine andere Zeit gesetzt: { $when }
export-other-place = { $who } hat gleichzeitig einen anderen Ort gesetzt: { $place }
export-agreed = Vereinbart { $how ->
    [aloud] durch lautes Sagen
    [each] von allen einzeln
   *[vote] durch eine Abstimmung
} am { $day }{ $holds ->
    [yes] {""}
   *[no] , für eine andere Zeit
}, festgehalten von { $who }
export-not-agreed = Noch nicht vereinbart
export-presenters = Wer vorstellt
export-slot = Platz { $number }: { $who }
export-slot-free = Platz { $number }: noch niemand gewählt
export-slot-others = { $slot }; gleichzeitig gewählt: { $who }
export-slot-offers = { $slot }; möchte auch: { $offers }
export-a-meeting = ein Treffen
export-swap-agreed = { $who } ({ $when }) und { $other } ({ $then }) tauschen: vereinbart am { $day }
export-swap-proposed = { $who } ({ $when }) und { $other } ({ $then }) tauschen: vorgeschlagen von { $by } am { $day }
export-case-study = Fallbeispiel
export-theme-presentation = Thema
export-design-session = Gestaltungstreffen
export-session = Sitzung
export-training = Schulung
export-seminar = Seminar

export-notes = Notizen
export-notes-none = Noch keine Notizen.
export-note = { $kind ->
    [question] Frage
   *[note] Notiz
} von { $who } am { $day }{ $about }; { $scope ->
    [room] bleibt im Raum
    [group] bleibt in der Gruppe
   *[reported] darf berichtet werden
}.
export-about = , zu { $about }
export-only-me-note = Das hat sonst niemand. Nimm diesen Ordner heraus, bevor du den Export weitergibst.
export-my-notes = Meine Notizen
export-my-note = { $day }{ $about }.
export-my-questions = Meine Fragen
export-question = Notiert am { $day }{ $asked }{ $heard }.
export-question-asked = , gestellt am { $day }
export-question-heard = , gehört am { $day }

export-learning = Gelerntes und Aufgaben
export-learning-none = Noch nichts festgehalten, und nichts zu tun.
export-kept = Was wir festhalten
export-route = { $scope ->
    [room] Bleibt im Raum
    [group] Bleibt in der Gruppe
   *[reported] Darf berichtet werden
}
export-tags = Worum es geht: { $tags }
export-tag = { $tag ->
    [context] Zusammenhang
    [emotional_content] Gefühle
    [support] Unterstützung und Zuspruch
    [uncertainty] Unsicherheit und Fehler
    [sense_making] Sinn finden
    [problem_solving] Probleme lösen und Wissen teilen
   *[good_practice] gute Praxis
}
export-may-be-told = Vereinbart zu berichten an { $to }: { $wording }
export-uncertain = Nicht sicher: { $what }
export-actions = Aufgaben
export-action = { $what }: { $owner }
export-nobody-yet = noch niemand
export-action-asked = { $action }, noch nicht zugesagt
export-action-accepted = { $action }, zugesagt am { $day }
export-action-heard = { $action }, laut zugesagt am { $day } und festgehalten von { $who }
export-action-due = { $action }; bis { $day }
export-action-done = { $action }; erledigt am { $day }
export-arrangement = { $task ->
    [room] Den Raum besorgen
    [date] Den Tag festlegen
    [time] Die Uhrzeit festlegen
   *[notices] Die Einladungen schicken
}

export-decisions = Entscheidungen
export-decisions-none = Noch nichts entschieden.
export-design-questions = Gestaltungsfragen
export-answer = Festgehalten von { $who } am { $day }{ $superseded ->
    [yes] ; eine spätere Antwort trat an ihre Stelle
   *[no] {""}
}.
export-votes = Ampel-Abstimmungen
export-parked = Geparkt
export-parked-by = Geparkt von { $who } am { $day }
export-would-help = Was helfen würde: { $what }
export-look-again = Wieder ansehen am { $day }
export-dealt-with = Erledigt am { $day }
export-which-one = Welches?
export-opened = Eröffnet von { $who } am { $day }.
export-still-open = Noch offen: bisher { $count ->
    [one] hat 1 Person
   *[other] haben { $count } Personen
} abgestimmt. Gezählt wird gezeigt, wenn sie geschlossen ist.
export-what-else = Dann fragte die Gruppe, was alle noch wissen müssten.
export-second-round = Dann gab es eine zweite Runde.
export-fewest-reds = Dann galt, was am wenigsten Rot hatte: { $issue }.
export-then-parked = Dann wurde es geparkt.
export-issue = Anliegen
export-green = Grün
export-red = Rot
export-an-issue = ein Anliegen
export-most-green = Am meisten Grün: { $issue }.
export-tie = Gleich viel Grün: { $issues }. Niemand hat gewählt.
export-no-greens = Niemand hat etwas grün markiert.
export-closed = Geschlossen von { $who }
export-closed-on = Geschlossen von { $who } am { $day }
export-closed-marked = { $closed }; { $marked } von { $of } hatten abgestimmt
export-closed-counted = { $closed }; Hände im Raum gezählt von { $who }
export-closed-end = { $closed }.

export-people = Menschen
export-people-left = Nicht mehr in der Gruppe
export-let-in-by = { $person }; eingelassen von { $who }
