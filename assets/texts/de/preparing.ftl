# Vor einem Treffen: was erfährt, wer vorstellt, wer alles vorbereitet, und was fehlt, wenn es näher rückt.
briefing-copy = Für eine E-Mail kopieren
briefing-copy-name = Für eine E-Mail kopieren: was { $name } wissen muss
briefing-title = Vorstellen bei: { $community }
briefing-when = Wann: { $when }
briefing-where = Wo: { $place }
briefing-what = Was: { $topic }
briefing-agreed = Was die Gruppe vereinbart hat

checks-facilitator = Darum kümmert sich die Moderation. Nach der Sitzung, in der ihr eure Arbeit gestaltet, ist es Sache aller
checks-community = Das ist Sache aller: Wer sich kümmert, hakt es ab

arrange-add = Raum, Termin, Uhrzeit und Einladungen für { $day } aufnehmen
arrange-add-next = Raum, Termin, Uhrzeit und Einladungen fürs nächste Treffen aufnehmen
said-arrangements = Aufgenommen. Wer macht es?
action-for = für { $day }

lacks-room = ein Raum
lacks-date = ein vereinbarter Termin
lacks-time = eine Uhrzeit
lacks-notices = die Einladungen
remind-lacks = { $days ->
    [0] Heute treffen wir uns, und etwas fehlt: { $what }
    [one] Morgen treffen wir uns, und etwas fehlt: { $what }
   *[other] In { $days } Tagen treffen wir uns, und etwas fehlt: { $what }
}
remind-mine = Du hast gesagt, dass du dich kümmerst
remind-nobody = Noch kümmert sich niemand
remind-others = Über Hilfe freut sich vielleicht: { $names }
remind-sponsor = Jetzt ist es Zeit, die auftraggebende Stelle zu fragen. Einen Brief dafür kannst du kopieren; von selbst wird nichts verschickt
remind-go = Ansehen, was zu tun ist
remind-letter = Brief an die auftraggebende Stelle kopieren
letter-greeting = Guten Tag,
letter-meets = unsere Learning Community „{ $community }“ trifft sich: { $when }.
letter-lacks = Dafür fehlt uns noch: { $what }. Allein haben wir es nicht klären können. Ist Hilfe dabei möglich?
letter-thanks = Vielen Dank.
remind-days-show = Wer wann erinnert wird
remind-days-hide = Verbergen, wer wann erinnert wird
remind-days-note = Solange für ein Treffen etwas fehlt. Jedes Gerät erinnert die Menschen, denen es gehört
remind-days = { $days ->
    [0] { $who }: am Tag selbst
    [one] { $who }: einen Tag davor
   *[other] { $who }: { $days } Tage davor
}
remind-makers = Wer alles vorbereitet
remind-another = Alle anderen
remind-the-sponsor = Die auftraggebende Stelle, mit einem Brief
remind-sooner = Einen Tag früher: { $who }
remind-later = Einen Tag später: { $who }
remind-end = Die Reihenfolge bleibt: wer vorbereitet, die anderen, die auftraggebende Stelle
