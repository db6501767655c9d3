# Der Anfang, und die Übersicht.
welcome-title = Willkommen bei Horseshoe
welcome-what = Horseshoe ist für eine kleine Gruppe, die sich im Vertrauen trifft, ehrlich über ihre Praxis spricht und gemeinsam lernt.
welcome-where = Es gibt kein Konto und keinen Server. Was deine Gruppe schreibt, lebt auf euren eigenen Geräten und braucht kein Netz.
welcome-who = Wer bist du?
welcome-name = Dein Name
welcome-name-hint = So, wie dich die anderen in deiner Gruppe nennen
welcome-practice = Dein Arbeitsfeld
welcome-practice-example = Ambulante Pflege
welcome-go-on = Weiter

begin-title = Willkommen, { $name }
begin-note = Eine Gemeinschaft beginnt, wenn die zweite Person beitritt
begin-new = Eine Gemeinschaft beginnen
begin-new-note = Du schreibst für dich, bis jemand beitritt. Dann beginnt sie, mit allem, was schon da steht.
begin-name = Name der Gemeinschaft
begin-name-example = Praxisrunde Flussufer
begin-name-missing = Sie braucht einen Namen
begin-do = Beginnen
room-title = Bei jemandem in diesem Raum beitreten
room-note = Jemand aus der Gruppe öffnet am eigenen Gerät die Tür. Ihr vergleicht vier Wörter, die andere Person sagt Ja, und du bist drin.
room-no-door = Hier ist noch keine Tür offen. Bitte die Person neben dir, unter „Menschen“ auf „Tür öffnen“ zu drücken. Beide Geräte müssen im selben Netz sein.
room-door = Eine offene Tür namens { $called }
room-ask = Hier anklopfen
room-ask-name = An der Tür namens { $called } anklopfen
room-reaching = Es klopft an der Tür…
room-words = Lest euch diese Wörter vor. Wer die Tür geöffnet hat, muss dieselben vier sehen:
room-said-yes = Das Ja ist da: Du kommst zu { $community }.
room-same = Die Wörter sind gleich
room-differ = Sie sind verschieden
room-differ-note = Sind sie verschieden, steht jemand dazwischen. Von dir ist nichts gesagt außer Name und Arbeitsfeld
room-you-said-same = Du hast gesagt, dass sie gleich sind
room-wait-for-yes = Nun fehlt das Ja am anderen Gerät
join-title = Mit einem Ticket beitreten
join-note = Jemand aus der Gruppe gibt dir ein Ticket. Zwei aus der Gruppe sagen Ja, und du bist drin.
join-ticket = Das Ticket
join-ticket-example = horseshoe:…
join-ticket-missing = Füge zuerst das Ticket ein
join-do = Um Einlass bitten
join-under-way = Du hast bei { $name } um Einlass gebeten
join-failed = Du konntest { $name } nicht beitreten
join-reaching = Das Gerät der Person, die dich eingeladen hat, wird gesucht
join-asked = Die Gruppe weiß davon. Jemand muss Ja sagen
join-waiting = { $count ->
    [one] Noch ein Mitglied muss Ja sagen
   *[other] Noch { $count } Mitglieder müssen Ja sagen
}
join-stop = Nicht mehr fragen
join-words-note = Lest euch diese Wörter vor. Sind sie gleich, steht niemand dazwischen

home-next = Als Nächstes
home-no-meeting = Noch kein Termin. Wer kümmert sich um Raum, Tag, Uhrzeit und Einladung?
home-to-meetings = Zu den Treffen
home-to-presenting = Zu deinem Platz bei den Treffen
home-presenter = Stellt vor: { $name }
home-presenter-topic = { $name }: { $topic }
home-in-days = { $count ->
    [0] Heute
    [1] Morgen
   *[other] In { $count } Tagen
}
missing-agreement = Auf diesen Termin hat sich die Gruppe noch nicht geeinigt
missing-one-date = Zwei Termine sind zusammengekommen: Welchen wollen wir behalten?
missing-room = Noch kein Raum
missing-presenters = { $count ->
    [one] Es darf noch jemand etwas vorstellen
   *[other] { $count } Plätze zum Vorstellen sind noch frei
}
missing-one-presenter = Für einen Platz wurden zwei gewählt: Wen wollen wir behalten?
place-setting-up = Aufbauen
place-co-design = Gemeinsam gestalten
place-facilitating = Miteinander lernen
place-here = Hier sind wir: { $place }
home-away = Während du weg warst
away-groundrules = { $count ->
    [one] 1 Grundregel
   *[other] { $count } Grundregeln
}
away-new-words = { $count ->
    [one] 1 Grundregel in neuen Worten
   *[other] { $count } Grundregeln in neuen Worten
}
away-notes = { $count ->
    [one] 1 Notiz
   *[other] { $count } Notizen
}
away-meetings = { $count ->
    [one] 1 Termin
   *[other] { $count } Termine
}
away-offers = { $count ->
    [one] 1 Angebot, etwas vorzustellen
   *[other] { $count } Angebote, etwas vorzustellen
}
away-votes = { $count ->
    [one] 1 Abstimmung
   *[other] { $count } Abstimmungen
}
away-parked = { $count ->
    [one] 1 geparktes Thema
   *[other] { $count } geparkte Themen
}
away-learning = { $count ->
    [one] 1 Punkt zum Festhalten
   *[other] { $count } Punkte zum Festhalten
}
away-actions = { $count ->
    [one] 1 Aufgabe
   *[other] { $count } Aufgaben
}
away-go = Neu: { $what }. Zu { $area }
away-own = Von dir, alles noch da: { $what }
away-seen = Das habe ich gesehen
new-mark = neu
home-no-presenter = Noch stellt niemand etwas vor. Vielleicht möchte jemand den Anfang machen
home-groundrules = Grundregeln
home-rules = { $count ->
    [0] Noch keine Grundregeln. Sie entstehen gemeinsam
    [one] Eine Regel
   *[other] { $count } Regeln
}
home-confirmed = „Stimmt noch“, { $when }
home-not-confirmed = Noch nicht gemeinsam bestätigt
home-clashes = { $count ->
    [one] Eine Regel hat zwei Fassungen: Welche wollen wir behalten?
   *[other] { $count } Regeln haben zwei Fassungen: Welche wollen wir behalten?
}
home-to-groundrules = Zu den Grundregeln
home-who = Wer da ist
home-asking = { $count ->
    [one] Jemand bittet um Einlass
   *[other] { $count } Menschen bitten um Einlass
}
home-to-people = Zu den Menschen
home-open-votes = { $count ->
    [one] Eine Abstimmung ist offen
   *[other] { $count } Abstimmungen sind offen
}
home-look-again = Noch einmal ansehen: { $issue }
home-to-decide = Zum Entscheiden
home-parked = { $count ->
    [one] Ein Anliegen ist für später geparkt
   *[other] { $count } Anliegen sind für später geparkt
}
home-you-present = Du stellst etwas vor
home-swap = Jemand möchte mit dir den Platz tauschen
home-for-you = Für dich
home-questions = { $count ->
    [one] Eine Frage, die du notiert hast
   *[other] { $count } Fragen, die du notiert hast
}
home-to-only-me = Zu „Nur ich“
home-draft = Eure Gemeinschaft beginnt, wenn die zweite Person beitritt. Alles, was du schreibst, zieht mit ein.
home-invite = Jemanden einladen
