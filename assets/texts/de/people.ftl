# Menschen, Nur ich, dieses Gerät.
people-note = Geräte treffen sich direkt. Jedes hat alles und bringt die anderen auf den neuesten Stand
people-members = Mitglieder
people-here = gerade da
people-away = nicht da
people-has-all = hat alles
people-not-all = hat noch nicht alles
people-let-in-by = Ja gesagt haben: { $names }
people-founder = von Anfang an dabei
people-me = du
people-past = Nicht mehr in der Gruppe
people-alone = Eure Gemeinschaft beginnt, wenn die zweite Person beitritt. Lade die Person ein, mit der du beginnen möchtest

request-asks = { $name } bittet um Einlass
request-practice = Arbeitsfeld: { $practice }
request-words = Lest euch diese Wörter vor. Sag nur Ja, wenn sie gleich sind: Dann steht niemand dazwischen
request-no-words = Angeklopft wurde bei einem anderen Mitglied: Dessen Gerät zeigt die Wörter
request-count = { $needed ->
    [one] Ein Ja genügt
   *[other] { $yes } von { $needed } haben Ja gesagt
}
request-yes = Hereinlassen
request-yes-name = { $name } hereinlassen
request-no = Diesmal nicht
request-no-name = Diesmal nicht: { $name }
request-said-yes = Du hast Ja gesagt
request-waiting = { $other } muss auch Ja sagen, dann ist { $name } drin
request-waiting-for-them = Nun fehlt noch: „Die Wörter sind gleich“ am anderen Gerät
door-title = Jemand in diesem Raum
door-note = Du öffnest die Tür, die andere Person klopft am eigenen Gerät an, ihr seht beide vier Wörter. Niemand ist drin, bevor du sie verglichen und Ja gesagt hast
door-open = Tür öffnen
door-offline = Dieses Gerät ist nicht im Netz
door-is-open = Deine Tür ist offen und heißt { $called }
door-is-open-note = Die Person neben dir öffnet Horseshoe am eigenen Gerät und drückt „Hier anklopfen“. Die Tür schließt sich nach zehn Minuten von selbst
door-close = Tür schließen
invite-ticket = Ticket machen
invite-elsewhere = Jemand anderswo
invite-first = Mit der Person neben dir beginnen

invite = Jemanden einladen
invite-note = Ein Ticket ist für eine Person und gilt eine Woche. Zwei Mitglieder sagen Ja, bevor jemand drin ist
invite-draft-note = Gib das Ticket der Person, mit der du beginnen möchtest. Wenn sie es benutzt und du Ja sagst, beginnt die Gemeinschaft
invite-sees = Wer beitritt, sieht deinen Namen, dein Arbeitsfeld, alles, was die Gruppe geschrieben hat, und die Netzadressen ihrer Geräte
invite-missing-name = Sag zuerst, wer du bist
tickets-title = Tickets von dir
ticket-row = Ein Ticket, { $left }
ticket-show = Zeigen
ticket-show-name = Das Ticket zeigen, { $left }
ticket-hide = Verbergen
ticket-picture = Bild des Tickets, für die Kamera eines anderen Geräts
ticket-copy = Ticket kopieren
ticket-save = Als Datei speichern…
ticket-back = Zurücknehmen
ticket-back-name = Das Ticket zurücknehmen, { $left }
ticket-how = Gib es im Raum weiter oder sende es so, dass nur die andere Person es lesen kann
said-ticket-back = Das Ticket ist zurückgenommen
ticket-file-name = ticket.horseshoe

files-place = Wohin?
files-place-hint = Ein Ordner auf diesem Gerät
files-choose = Auswählen…
files-missing = Es braucht einen Ort
files-busy = Das dauert einen Augenblick…
files-save = Hier speichern
files-saved = In { $folder } gespeichert
files-no-folder = Diesen Ordner gibt es nicht
files-not-written = In { $folder } kann nichts geschrieben werden
files-open = Ticketdatei öffnen…
files-open-title = Ein Ticket aus einer Datei
files-open-place = Die Datei
files-open-do = Lesen
files-not-read = Diese Datei kann nicht gelesen werden
files-not-a-ticket = In dieser Datei ist kein Ticket
files-export-title = Alles Lesbare in einen Ordner
files-ticket-title = Das Ticket als Datei

only-me-note = Nichts von hier verlässt dieses Gerät
only-me-badge = Nur du siehst das
only-me-notes = Meine Notizen
only-me-add-label = Neue Notiz, nur für dich
only-me-add-example = Für dich selbst…
only-me-empty = Nichts von hier verlässt dieses Gerät.
only-me-empty-start = Eine Notiz schreiben
only-me-label = Meine Notiz { $number }
only-me-out-show = { $count ->
    [one] Eine herausgenommene zeigen
   *[other] { $count } herausgenommene zeigen
}
questions-title = Meine Fragen
questions-note = Notiere sie, wie sie dir kommen: Vielleicht hörst du die Antwort noch
questions-add-label = Neue Frage, nur für dich
questions-add-example = Hilfst du mir zu verstehen…?
questions-jot = Notieren
questions-kinds = Hilfreiche Arten: { $kinds }
questions-ask = Stellen
questions-ask-name = Vor allen stellen: { $question }
questions-heard = Antwort gehört
questions-heard-name = Ich habe die Antwort gehört: { $question }
questions-not-heard = Doch nicht
questions-not-heard-name = Ich habe die Antwort doch nicht gehört: { $question }
questions-was-heard = du hast die Antwort gehört
questions-was-asked = du hast sie { $when } gestellt
questions-out-name = Herausnehmen: { $question }
said-jotted = Notiert
said-asked = Gestellt: Sie steht in den Notizen der Gruppe
said-question-out = Herausgenommen
said-heard = Festgehalten: gehört
said-heard-not = Festgehalten: noch nicht gehört
said-private-note = Für dich aufgeschrieben

connection-note = Kontakt gibt es nur zu dem, was jemand gewählt hat
connection-online = Im Netz
connection-mode = Womit dieses Gerät Kontakt aufnehmen darf
mode-room = Nur dieser Raum
mode-room-note = Das örtliche Netz und nichts darüber hinaus. Geräte im selben Raum finden einander von selbst
mode-relay = Unser eigenes Relais
mode-relay-note = Außerdem ein Rechner eurer Gruppe, der versiegelte Nachrichten weitergibt. Er sieht, welche Geräte miteinander sprechen, aber nie, was sie sagen
mode-public = Öffentliche Hilfe
mode-public-note = Außerdem öffentliche Rechner der Firma n0, die Geräten helfen, einander über das Internet zu finden und zu erreichen. Sie sehen, welche Geräte miteinander sprechen und wo sie sind, aber nie, was sie sagen
mode-chosen = gewählt
relay-address = Adresse des Relais
relay-example = https://relay.example.org
relay-use = Dieses Relais nehmen
relay-missing = Es braucht eine Adresse
connection-addresses = Wo andere dieses Gerät erreichen
connection-no-addresses = Gerade nirgends
connection-contacted = Womit sich dieses Gerät verbunden hat
connection-nothing = Noch mit nichts
contacted-nearby = Das Gerät eines Mitglieds, in einem lokalen Netz
contacted-beyond = Das Gerät eines Mitglieds, außerhalb des lokalen Netzes
contacted-relay = Ein Relais
contacted-lookup = Öffentliche Hilfe, die sagt, wo Geräte sind
contacted-local-network = Alle im lokalen Netz, um dort gefunden zu werden
contacted-times = { $count ->
    [one] einmal, { $last }
   *[other] { $count }-mal, zuerst { $first }, zuletzt { $last }
}
contacted-forget = Diese Liste vergessen
said-contacted-forgotten = Die Liste ist vergessen
connection-looks = Wie das Fenster aussieht
look-language = Sprache
look-language-system = Wie das System
look-theme = Hell oder dunkel
look-theme-system = Wie das System
look-theme-light = Hell
look-theme-dark = Dunkel
look-contrast = Mehr Kontrast
look-letters = Leichter lesbare Buchstaben
look-motion = Alles ruhig halten
look-letter-keys = Einzelne Buchstaben als Tasten, wo gerade nichts geschrieben wird
look-size = Schriftgröße: { $percent } %
look-larger = Größere Schrift
look-smaller = Kleinere Schrift
kept-title = Auf diesem Gerät aufbewahrt
kept-counts = { $entries ->
    [one] Ein Eintrag
   *[other] { $entries } Einträge
} und { $certificates ->
    [one] ein Zertifikat
   *[other] { $certificates } Zertifikate
} von { $name }
kept-set-aside = { $count ->
    [one] Ein Eintrag war nicht zu gebrauchen. Er liegt beiseite, und sonst ist nichts betroffen
   *[other] { $count } Einträge waren nicht zu gebrauchen. Sie liegen beiseite, und sonst ist nichts betroffen
}
kept-export = Alles Lesbare in einen Ordner schreiben…
kept-verify = Prüfen, was aufbewahrt ist
kept-forget = { $name } von diesem Gerät entfernen…
forget-title = { $name } von diesem Gerät entfernen?
forget-note = Was nur dieses Gerät hat, ist dann endgültig weg: deine eigenen Notizen und Fragen und alles, was die anderen noch nicht erreicht hat. Was die anderen haben, behalten sie.
forget-do = Entfernen
said-verified = { $count ->
    [one] Einen Eintrag geprüft: alles in Ordnung
   *[other] { $count } Einträge geprüft: alles in Ordnung
}
said-verified-wrong = { $count ->
    [one] Eine Sache stimmt nicht
   *[other] { $count } Sachen stimmen nicht
}
said-forgotten = Von diesem Gerät entfernt

made-up-title = Erst einmal umsehen
made-up-note = Eine erfundene Gemeinschaft mit Grundregeln, Notizen, einem Treffen und einer offenen Abstimmung. Probier alles aus: Nichts davon bleibt
made-up-do = In einer erfundenen Gemeinschaft umsehen
made-up-banner = Diese Gemeinschaft ist erfunden
made-up-nothing-kept = Ihre Mitglieder sind Programme auf diesem Gerät. Nichts, was du hier tust, bleibt oder verlässt das Gerät
made-up-back = Zurück zu deiner eigenen
made-up-making = Eine Gemeinschaft wird erfunden…
opening = Wird geöffnet…
opening-failed = Horseshoe kann dein Profil nicht öffnen
opening-folder = Das Profil ist der Ordner { $folder }
opening-again = Noch einmal versuchen
opening-close = Schließen
