# Dateien, die zwischen Geräten ohne gemeinsames Netz hin und her getragen werden.
carry-section = Ohne Netz
carry-note = Was nicht über ein Netz kommt, lässt sich auf einem Stick tragen. Eine Datei bringt, was neu ist, und du trägst sie weiter
carry-sealed = Eine Datei ist versiegelt: Nur die Geräte, für die sie gespeichert ist, öffnen sie, und wer sie findet, liest nichts darin.
carry-everyone = Für alle speichern…
carry-mine = Für meine anderen Geräte speichern…
carry-member = Speichern, was { $name } fehlt…
carry-member-note = Eine Datei, die nur die Geräte von { $name } öffnen, mit allem, was dort fehlt, soweit dieses Gerät weiß. Trag sie hin.
carry-title = Eine Datei zum Mitnehmen
carry-asking-title = Eine Datei, die um Einlass bittet
carry-file-name = zum-mitnehmen.horseshoe-exchange
carry-answer = Antwort speichern…
carry-answer-name = Antwort speichern für { $name }
carry-back = Speichern, was du unterschrieben hast…
said-carried = { $count ->
    [0] Gespeichert. Soweit dieses Gerät weiß, fehlt dort sonst nichts
    [one] Gespeichert, mit einem Eintrag darin. Trag sie hin
   *[other] Gespeichert, mit { $count } Einträgen darin. Trag sie hin
}
carried-open = Datei von einem Stick öffnen…
carried-title = Eine Datei, die hierher getragen wurde
carried-do = Öffnen
brought-from = Von { $name }, für { $community }
brought-from-me = Eine Datei, die du selbst gespeichert hast
brought-from-somebody = Eine Datei für dieses Gerät
brought-new = Neu dadurch: { $what }
brought-nothing = Sie brachte nichts, was nicht schon hier war
brought-letter = Sie bringt einen Brief und sonst nichts
brought-came = { $name } ist jetzt in der Gruppe
brought-went = { $name } ist nicht mehr in der Gruppe
brought-together = { $count ->
    [one] 1 Eintrag zu Grundregeln, Treffen oder Abstimmungen
   *[other] { $count } Einträge zu Grundregeln, Treffen oder Abstimmungen
}
brought-notes = { $count ->
    [one] 1 Eintrag in den Notizen
   *[other] { $count } Einträge in den Notizen
}
brought-members = { $count ->
    [one] 1 Eintrag eines Mitglieds über sich selbst
   *[other] { $count } Einträge von Mitgliedern über sich selbst
}
brought-few = { $count ->
    [one] 1 Eintrag unter wenigen von euch
   *[other] { $count } Einträge unter wenigen von euch
}
brought-only-me = { $count ->
    [one] 1 Eintrag, den nur du siehst
   *[other] { $count } Einträge, die nur du siehst
}
brought-sealed = { $count ->
    [one] 1 Eintrag, der sich hier noch nicht öffnen lässt
   *[other] { $count } Einträge, die sich hier noch nicht öffnen lassen
}
brought-waiting = { $count ->
    [one] 1 Eintrag wartet auf etwas, das nicht hier ist. Bitte um eine Datei mit allem
   *[other] { $count } Einträge warten auf etwas, das nicht hier ist. Bitte um eine Datei mit allem
}
brought-asks = Jemand bittet um Einlass. Sag unter „Menschen“ Ja, dann speichere die Antwort
brought-to-people = Ansehen, wer bittet
brought-signed = Es ist unterschrieben. Speichere die Antwort und trag sie hin
brought-bring-back = Das Ja ist da, und du hast unterschrieben. Speichere das und trag es zurück
brought-wait = { $count ->
    [one] Noch ein Mitglied muss Ja sagen. Dann bringt dich noch eine Datei hinein
   *[other] Noch { $count } Mitglieder müssen Ja sagen. Dann bringt dich noch eine Datei hinein
}
brought-in = Du bist drin
request-by-letter = Die Bitte kam mit einer Datei, darum gibt es keine Wörter zu vergleichen. Sag nur Ja, wenn du sicher bist, von wem du sie hast
join-file-note = Kein Netz zwischen euch? Speichere in einer Datei, dass du um Einlass bittest, trag sie zu der Person, die dich eingeladen hat, und bring die Antwort zurück.
join-file = Mit einer Datei bitten…
join-file-back-note = Du hast unterschrieben. Trag das zurück zu der Person, die dich eingeladen hat; die Datei, die dann gespeichert wird, bringt dich hinein.
join-file-name = Datei speichern für die Einladung zu { $name }
