# Was um jeden Bildschirm herum steht.
#
# Wir sagen du, kurz und freundlich, ohne Fachwörter. Diese Wörter bleiben überall dieselben:
#
#   community       Gemeinschaft (Learning Community heißt die Arbeitsweise und wird nicht übersetzt)
#   member          Mitglied                          to be let in     um Einlass bitten, hereinlassen
#   device          Gerät                             ticket           Ticket
#   groundrules     Grundregeln                       still right      stimmt noch
#   capture         festhalten                        jot down         notieren
#   meeting         Treffen                           to present       vorstellen, etwas vorstellen
#   presenter       wer vorstellt                     case study       Fallbeispiel
#   facilitator     Moderation                        role model       Vorbild
#   area of practice  Arbeitsfeld                     learning         Lernen, was wir gelernt haben
#   vote            Abstimmung                        issue            Anliegen
#   green, red mark grünes, rotes Zeichen             what else?       was noch?
#   favourite       mag ich am liebsten               least favourite  mag ich am wenigsten
#   park            parken                            dealt with       erledigt
#   report          berichten, Bericht                release          freigeben
#   sponsor         auftraggebende Stelle             take out         herausnehmen
#   learning point  Punkt zum Festhalten, ein festgehaltener
#   action          Aufgabe                           owner            wer sie übernimmt
#   wording         Fassung                           put away         weglegen
#   relay           Relais                            sealed           versiegelt
#   to leave        gehen, die Gruppe verlassen       to remove        entfernen
#   to sign         unterschreiben                    compare words    Wörter vergleichen
#   passphrase      Passphrase                        backup           Sicherung
#   keyring         Schlüsselbund                     recovery code    Wiederherstellungscode
#   to lock         sperren                           recovery key     Wiederherstellungsschlüssel
#
# Menschen nennen wir ohne Geschlecht: Mitglied, jemand, wer vorstellt. Wer selbst gemeint ist, heißt „du“; darum steht
# ein Name nie so im Satz, dass „du“ dort nicht passt.
app-name = Horseshoe
you = du
name-me = { $name } (du)
somebody = jemand
undo = Rückgängig
undo-last = Letztes rückgängig
put-away = Weglegen
save = Speichern
cancel = Abbrechen
done = Fertig

area-home = Übersicht
area-groundrules = Grundregeln
area-meetings = Treffen
area-notes = Notizen
area-decide = Entscheiden
area-people = Menschen
area-only-me = Nur ich
area-connection = Dieses Gerät
area-begin = Beginnen oder beitreten

pane-places = Orte
pane-top = Oben
pane-status = Wie es steht
asking-news = { $count ->
    [one] { $count } Anfrage
   *[other] { $count } Anfragen
}

stage-draft = noch nicht begonnen
stage-left = nur zum Lesen

status-saved = Auf diesem Gerät gespeichert
status-saving = Wird gespeichert…
status-not-saved = Noch nicht gespeichert
status-nobody = Noch wird nichts irgendwohin gesendet
status-draft = Nur auf diesem Gerät, bis die zweite Person beitritt
status-left = Du bist nicht mehr in dieser Gruppe. Was hier ist, kannst du lesen
status-stopped = Angehalten. Nichts wird empfangen oder gesendet, bis du weitermachst
status-offline = { $count ->
    [0] Nicht im Netz. Was du schreibst, bleibt erhalten und kommt zu den anderen, wenn ihr euch trefft
    [one] Nicht im Netz. Eine Änderung wartet auf die anderen
   *[other] Nicht im Netz. { $count } Änderungen warten auf die anderen
}
status-alone = { $count ->
    [0] Gerade bist du für dich. Was du schreibst, bleibt erhalten und kommt zu den anderen, wenn ihr euch trefft
    [one] Gerade bist du für dich. Eine Änderung wartet auf die anderen
   *[other] Gerade bist du für dich. { $count } Änderungen warten auf die anderen
}
status-receiving = Kommt an: { $done } von { $all }
status-catching = { $count ->
    [one] Ein Gerät verbunden, der Austausch läuft noch
   *[other] { $count } Geräte verbunden, der Austausch läuft noch
}
status-all-have = { $count ->
    [one] Ein Gerät verbunden, es hat alles
   *[other] { $count } Geräte verbunden, alle haben alles
}

receiving = Wird empfangen
receiving-count = { $done } von { $all }
exchange-stop = Erst einmal anhalten
exchange-stop-note = Dann wird nichts empfangen oder gesendet, bis du weitermachst. Was hier ist, bleibt
exchange-go-on = Weitermachen
said-exchange-stopped = Angehalten. Was hier ist, bleibt
said-exchange-on = Es geht weiter
standing-members = Wer hat, was du auf diesem Gerät geschrieben hast, soweit es das weiß
my-other-device = Dein anderes Gerät
has-all-of-yours = hat alles von dir
lacks-of-yours = { $count ->
    [one] 1 Änderung von dir fehlt
   *[other] { $count } Änderungen von dir fehlen
}
met-at = zuletzt verbunden: { $when }
not-met = noch nicht verbunden
has-and-met = { $has } · { $met }
saved-here = hier gespeichert
saved-here-name = Hier gespeichert, noch bei niemand anderem
with-nobody = Auf diesem Gerät gespeichert, noch bei niemand anderem
with-some = Bei { $count } von { $others } anderen, soweit dieses Gerät weiß
with-all = Bei allen anderen
who-wrote = Wer hat was geschrieben?
who-wrote-hide = Nicht mehr zeigen, wer was geschrieben hat
who-wrote-asking = Wird nachgesehen…

act-go-home = Zur Übersicht
act-go-groundrules = Zu den Grundregeln
act-go-meetings = Zu den Treffen
act-go-notes = Zu den Notizen
act-go-decide = Zum Entscheiden
act-go-people = Zu den Menschen
act-go-only-me = Zu „Nur ich“
act-go-connection = Zu „Dieses Gerät“
act-begin-another = Zu „Beginnen oder beitreten“
act-begin = Noch eine Gemeinschaft beginnen oder einer beitreten
act-palette = Suchen und tun…
act-undo = Letztes rückgängig machen
act-standing = Wie es mit den anderen steht
act-keys = Tasten
act-next-pane = Nächster Teil des Fensters
act-previous-pane = Voriger Teil des Fensters
act-larger-text = Größere Schrift
act-larger-text-too = Größere Schrift, dasselbe
act-smaller-text = Kleinere Schrift
act-normal-text = Normale Schriftgröße
act-theme = Hell, dunkel oder wie das System
act-contrast = Mehr Kontrast oder normaler
act-letters = Leichter lesbare Buchstaben oder normale
act-motion = Bewegung anhalten oder zulassen
act-speak-system = Sprache: wie das System
act-speak-english = Sprache: English
act-speak-german = Sprache: Deutsch
act-online = Ins Netz gehen oder heraus

key-ctrl = Strg
key-shift = Umschalt
palette-label = Suchen und tun
palette-nothing = Nichts enthält diese Wörter
not-without-community = Beginne zuerst eine Gemeinschaft oder tritt einer bei

said-begun = Die Gemeinschaft hat begonnen
said-let-in = Du bist drin
said-copied = Kopiert
said-exported = In den Ordner geschrieben

ago-now = gerade eben
ago-minutes = { $count ->
    [one] vor einer Minute
   *[other] vor { $count } Minuten
}
ago-hours = { $count ->
    [one] vor einer Stunde
   *[other] vor { $count } Stunden
}
ago-days = { $count ->
    [one] gestern
   *[other] vor { $count } Tagen
}
left-soon = keine Stunde mehr
left-hours = { $count ->
    [one] noch eine Stunde
   *[other] noch { $count } Stunden
}
left-days = { $count ->
    [one] noch einen Tag
   *[other] noch { $count } Tage
}

text-undo = Getipptes zurücknehmen
text-redo = Wieder hinschreiben
text-cut = Ausschneiden
text-copy = Kopieren
text-paste = Einfügen
text-select-all = Alles auswählen
text-long = Das wird lang. Ein neuer Text liest sich leichter
text-full = Hier ist es voll. Nicht alles hat gepasst: Der Rest kann in einen neuen Text
