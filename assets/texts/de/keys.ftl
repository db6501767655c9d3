# Was schützt, was auf diesem Gerät aufbewahrt ist, und die Seite davor, wenn es gesperrt ist.
area-guard = Schlüssel und Sicherungen
guard-note = Was öffnet, was auf diesem Gerät aufbewahrt ist, und wo du es noch hast
guard-back = Zurück zu „Dieses Gerät“
guard-go = Schlüssel und Sicherungen…
guard-made-up = Hier bleibt nichts, also gibt es nichts zu schützen
guard-nobody = Nur dein Konto auf diesem Computer schützt, was hier aufbewahrt ist. Wer das Konto benutzen kann, kann es lesen
guard-passphrase = Eine Passphrase schützt, was hier aufbewahrt ist
guard-keyring = Was hier aufbewahrt ist, öffnet sich von selbst mit deiner Anmeldung an diesem Computer
guard-both = Was hier aufbewahrt ist, öffnet sich von selbst mit deiner Anmeldung an diesem Computer oder mit deiner Passphrase
guard-code-only = Nur der Wiederherstellungscode auf Papier öffnet, was hier aufbewahrt ist

passphrase-title = Passphrase
passphrase-note = Horseshoe fragt beim Öffnen danach. Ohne sie liest niemand, was hier aufbewahrt ist, auch nicht von der Festplatte
passphrase-set = Passphrase setzen…
passphrase-change = Passphrase ändern…
passphrase-take = Wegnehmen…
passphrase-new = Neue Passphrase
passphrase-hint = Ein paar Wörter, die nur du kennst. Lang ist besser als ausgefallen
passphrase-again = Noch einmal dasselbe
passphrase-differ = Die beiden sind nicht gleich
passphrase-missing = Es braucht ein paar Wörter
passphrase-forgotten = Wenn du sie vergisst und weder einen Wiederherstellungscode noch ein anderes Gerät hast, ist weg, was hier aufbewahrt ist. Niemand kann es zurückholen.
passphrase-save = Setzen
passphrase-take-last = Dann öffnet sich Horseshoe für alle, die dein Konto auf diesem Computer benutzen. Ein Wiederherstellungscode endet damit.
passphrase-take-keyring = Dann öffnet allein deine Anmeldung an diesem Computer Horseshoe. Ein Wiederherstellungscode gilt weiter.
passphrase-take-do = Wegnehmen
said-passphrase-set = Die Passphrase ist gesetzt
said-passphrase-gone = Die Passphrase ist weggenommen

code-title = Wiederherstellungscode
code-note = Für Papier. Er öffnet, was auf diesem Gerät aufbewahrt ist, wenn du die Passphrase vergisst
code-none = Es gibt noch keinen.
code-is = Du hast einen auf Papier. Ein neuer beendet ihn.
code-make = Wiederherstellungscode machen
code-make-new = Neuen Wiederherstellungscode machen
printed-code-title = Dein Wiederherstellungscode
printed-code-does = Er öffnet anstelle der Passphrase, was auf diesem Gerät aufbewahrt ist.
printed-code-beware = Verwahre ihn getrennt von diesem Gerät. Wer beides hat, kann alles lesen.
printed-key-title = Dein Wiederherstellungsschlüssel
printed-key-does = Er ist ein Gerät von dir, das in einer Schublade liegt. In ein neues Horseshoe getippt, bist du damit wieder du in dieser Gruppe.
printed-key-beware = Wer ihn hat, kann in deinem Namen schreiben. Was nur du sehen konntest, kommt damit nicht zurück; das bringt eine Sicherung.
printed-once = Das wird nur dieses eine Mal gezeigt und sonst nirgends aufbewahrt.
printed-done = Ich habe es aufgeschrieben
printed-save = Seite zum Drucken speichern…
printed-save-title = Eine Seite zum Drucken
printed-file-name = fuer-papier.txt
printed-page-file = Druck diese Seite, dann lösche die Datei.

keyring-title = Schlüsselbund dieses Computers
keyring-switch = Mit meiner Anmeldung an diesem Computer öffnen
keyring-note = Wer unter deinem Namen angemeldet ist, öffnet es. Nicht jeder Computer hat einen Schlüsselbund: Fehlt er hier, sagt Horseshoe das, und nichts ändert sich.
keyring-last = Sonst schützt es nichts. Ohne ihn öffnet es sich für alle, die dein Konto benutzen, und ein Wiederherstellungscode endet.
said-keyring-on = Ab jetzt öffnet es deine Anmeldung an diesem Computer
said-keyring-off = Deine Anmeldung an diesem Computer öffnet es nicht mehr

lock-title = Sperren
lock-note = Gesperrt vergisst das Fenster, was es zeigt, bis die Passphrase da ist. Was du getippt hast, wird vorher gespeichert. Gegen jemanden, der dieses Programm ändern kann, hilft es nicht
lock-after = Von selbst sperren, wenn niemand an den Tasten ist
lock-never = Nie
lock-minutes = Nach { $count ->
    [60] einer Stunde
   *[other] { $count } Minuten
}
lock-needs = Setze zuerst eine Passphrase
lock-not-now = Nicht gesperrt: Etwas, das du geschrieben hast, ist noch nicht auf der Festplatte
locking = Was du getippt hast, wird gespeichert, dann wird gesperrt…
act-lock = Jetzt sperren
act-go-guard = Zu Schlüssel und Sicherungen

locked-title = Horseshoe ist gesperrt
locked-note = Deine Passphrase öffnet es.
locked-note-code = Der Wiederherstellungscode auf deinem Papier öffnet es.
locked-note-keyring = Der Schlüsselbund dieses Computers öffnet es. Entsperr ihn und versuch es dann noch einmal.
locked-passphrase = Passphrase
locked-code = Wiederherstellungscode
locked-code-hint = Alle Gruppen aus Buchstaben und Ziffern. Leerzeichen spielen keine Rolle
locked-keyring = Schlüsselbund dieses Computers
locked-open = Öffnen
locked-missing = Erst eintippen
locked-wrong = Das ist nicht die Passphrase. Versuch es noch einmal
locked-wrong-code = Das ist nicht der Wiederherstellungscode. Versuch es noch einmal
locked-with-code = Den Wiederherstellungscode nehmen
locked-with-passphrase = Die Passphrase nehmen
locked-forgotten = Ohne das, was es öffnet, kann niemand lesen, was hier aufbewahrt ist, und niemand kann es zurückholen. Was die anderen in deiner Gruppe haben, ist bei ihnen sicher.
