# Wer in der Gruppe ist: wie sicher man sich sein kann, eigene Geräte, Gehen und Entfernen, und was zu tun ist, wenn etwas schiefging.
names-and = { $names } und { $last }
another-member = Noch ein anderes Mitglied
given-reason = „{ $reason }“
act-devices = Meine Geräte in dieser Gruppe

people-compared = Wörter verglichen, von dir
people-others-say = { $count ->
    [one] ein anderes Mitglied sagt: Wörter verglichen
   *[other] { $count } andere sagen: Wörter verglichen
}
member-was = { $name } ist zurückgekommen, früher in der Gruppe als { $was }. So sagen es die, die Ja gesagt haben
member-devices = Geräte von { $name }
compare-title = Wörter vergleichen mit { $name }
compare-not-yet = Noch sind keine Wörter da. Sie kommen, wenn eure Geräte sich getroffen haben
compare-how = Trefft euch oder ruft euch an. Am anderen Gerät steht unter „Menschen“ bei deinem Namen dasselbe, wenn { $name } ihn aufklappt. Lest euch diese sechzehn Wörter vor, Zeile für Zeile.
compare-guards = Sind alle gleich, weißt du: Was hier als { $name } ankommt, kommt vom Gerät der Person, die du gerade hörst. Niemand steht dazwischen.
compare-not = Es sagt dir nicht, wer dieses Gerät morgen in der Hand hat, und nicht, was mit dem Gelesenen geschieht.
compare-others-say = { $count ->
    [one] Ein anderes Mitglied sagt, es habe die Wörter mit { $name } verglichen. Das wird gesagt; geprüft hast du es nicht.
   *[other] { $count } andere Mitglieder sagen, sie hätten die Wörter mit { $name } verglichen. Das wird gesagt; geprüft hast du es nicht.
}
compare-same = Sie sind gleich
compare-same-name = Die Wörter sind gleich: { $name }
compare-differ = Sind sie verschieden, lass es und sprich mit den anderen: Vielleicht ist jemand unter fremdem Namen hier.
compare-done = Diese Wörter hast du verglichen
said-compared = Notiert, auch für die anderen

devices-title = Deine Geräte
devices-note = Jedes liest alles, was du lesen kannst, auch was nur du siehst, und schreibt in deinem Namen
device-called = Gerät „{ $called }“
device-this = dieses
device-rename = Umbenennen
device-rename-name = Umbenennen: { $name }
device-name = Wie nennst du es?
device-name-example = Der Laptop zu Hause
device-name-hint = Diesen Namen kennen nur deine eigenen Geräte
device-add = Gerät hinzufügen
device-add-note = Macht ein Ticket für eine Stunde. Wer es hat und dann dein Ja bekommt, kann in deinem Namen schreiben: Nimm es nur für ein Gerät, das du in der Hand hast
device-paper = Wiederherstellungsschlüssel drucken
device-paper-note = Ein Gerät auf Papier, für eine Schublade. Sind alle deine Geräte verloren, bist du damit wieder du, und niemand muss dich hereinlassen. Es steht in der Liste, dort kannst du es entfernen
device-paper-name = Papier in einer Schublade
device-ticket-row = Ein Ticket für ein Gerät von dir, { $left }
device-ticket-show-name = Das Ticket für ein Gerät zeigen, { $left }
device-ticket-back-name = Das Ticket für ein Gerät zurücknehmen, { $left }
device-ticket-how = Öffne am anderen Gerät „Beginnen oder beitreten“ und benutze dort dieses Ticket. Sag dann hier Ja. Gib es niemandem: Damit schreibt man in deinem Namen
device-remove = Entfernen…
device-remove-name = Entfernen: { $name }
device-remove-title = { $name } für immer entfernen?
device-remove-writes = Es kann nicht mehr in deinem Namen schreiben und bekommt nichts Neues. Was du darauf geschrieben hast, bleibt.
device-remove-holds = Was darauf ist, behält es. In falschen Händen kann das gelesen werden, wenn keine Passphrase davor ist.
device-remove-good = Das lässt sich nie zurücknehmen. Um das Gerät hier wieder zu benutzen, beginne darauf ein neues Profil und füge das hinzu.
device-remove-do = Entfernen
said-device-removed = Es kann nicht mehr in deinem Namen schreiben
device-lost-title = Verloren oder gestohlen?
device-lost = Entferne es oben, von einem Gerät aus, das du noch hast. Es hilft von dem Augenblick an, in dem die anderen davon hören.
device-theft = Wer ein Gerät stiehlt, kann dasselbe mit deinen tun oder in deinem Namen gehen. Dann weiß niemand, wer es war: Alle sind draußen, und zwei Mitglieder lassen dich als neues Mitglied herein, mit einem neuen Profil.
device-all-lost = Sind alle deine Geräte verloren und hast du keinen Wiederherstellungsschlüssel, lassen dich zwei Mitglieder als neues Mitglied herein und sagen, wer du warst. Frühere Worte bleiben unter deinem früheren Eintrag; was nur du sehen konntest, ist weg, wenn du keine Sicherung hast.
device-in-other-hands = In fremder Hand?
device-in-other-hands-name = Gerät „{ $called }“ von { $name } ist vielleicht in fremder Hand
request-own-device = Ein Gerät möchte in deinem Namen schreiben
request-own-device-note = Sag nur Ja, wenn du es in der Hand hast. Es wird alles lesen, was du lesen kannst, auch was nur du siehst.
request-before = Früher schon in der Gruppe?
request-before-name = War { $name } früher schon in der Gruppe?
request-before-title = Wer war das früher?
request-before-note = Für jemanden, dem alle Geräte verloren gingen. Es beginnt ein neuer Eintrag, und beim Namen steht, wer es war. Frühere Worte bleiben unter dem früheren Eintrag
request-before-nobody = Niemand, neu hier

removal-only-two = Zu zweit kann niemand entfernt werden. Du kannst gehen oder neu beginnen
removal-propose = Vorschlagen, { $name } zu entfernen…
removal-title = { $name } aus der Gruppe entfernen?
removal-device = Gerät „{ $called }“ von { $name }
removal-device-title = Das Gerät „{ $called }“ von { $name } ist vielleicht in fremder Hand. Entfernen?
removal-means = Was es bedeuten wird
removal-stays = Was { $name } bisher geschrieben hat, bleibt, hier und auf dem eigenen Gerät.
removal-late = Was geschrieben ist und noch niemand hat, wird beiseite gezeigt. Jedes Mitglied kann es mit einem Druck behalten.
removal-devices = { $count ->
    [one] Es gilt für { $name } und das eine Gerät in dieser Gruppe.
   *[other] Es gilt für { $name } und alle { $count } Geräte in dieser Gruppe.
}
removal-device-stays = Es kann nicht mehr im Namen von { $name } schreiben. Was bisher darauf geschrieben wurde, bleibt; was darauf ist, behält es.
removal-device-others = { $count ->
    [0] Es ist das einzige Gerät von { $name } hier: Damit endet die Mitgliedschaft, bis zwei von euch wieder Ja sagen.
    [one] { $name } bleibt mit einem anderen Gerät in der Gruppe.
   *[other] { $name } bleibt mit { $count } anderen Geräten in der Gruppe.
}
removal-nothing-new = Neues gibt es dorthin nicht mehr, von keinem Gerät, das davon gehört hat. Ein Gerät, das noch nichts weiß, kann noch etwas weitergeben.
removal-remain = { $count ->
    [one] In der Gruppe bleibt: { $names }.
   *[other] In der Gruppe bleiben { $count }: { $names }.
}
removal-then-two = Zu zweit kann dann niemand mehr entfernt werden.
removal-for-good = Es lässt sich nie zurücknehmen, und eine Unterschrift auch nicht. Zurück geht es nur mit neuem Einlass.
removal-anyone = Zwei Mitglieder können das mit jedem tun. Geschieht es im Zorn, können die anderen eine neue Gemeinschaft beginnen, mit allem, was geschrieben ist.
removal-reason = Warum, in einer Zeile
removal-reason-hint = Alle in der Gruppe werden es lesen
removal-no-reason = Ein Grund ist nicht genannt
removal-with = Wer soll mit unterschreiben?
removal-with-note = Nur diese Person sieht es. Nichts geschieht, bevor sie unterschreibt
removal-with-missing = Wähle, wer gefragt wird
removal-ask = { $name } um die Unterschrift bitten
removal-ask-nobody = Um die Unterschrift bitten
said-removal-proposed = Die Bitte ist gestellt. Ohne die zweite Unterschrift geschieht nichts
removal-asked = { $by } bittet dich um deine Unterschrift: Entfernt werden soll { $what }
removal-by = Vorgeschlagen hat es { $name }
removal-private = Nur ihr zwei wisst davon
removal-declined = Du hast gesagt: diesmal nicht. Ansehen kannst du es noch
removal-look = Ansehen…
removal-look-name = Ansehen: { $what } entfernen
removal-not-name = Diesmal nicht: { $what } entfernen
removal-sign = Unterschreiben
removal-later = Später
said-removal-signed = Es ist unterschrieben
said-removal-not = Diesmal nicht
removal-waits = { $what } entfernen: Es wartet auf { $name }
removal-waits-note = Nur ihr zwei wisst davon. Ohne die zweite Unterschrift geschieht nichts
removal-drop = Nicht mehr darum bitten
removal-drop-name = Nicht mehr darum bitten: { $what } entfernen

people-past-note = Vielleicht haben noch nicht alle Geräte davon gehört: Jedes hört es, wenn es das nächste von euch trifft
gone-left = { $name } hat die Gruppe verlassen. Das Geschriebene bleibt
gone-removed = { $name } ist nicht mehr in der Gruppe. Was vorher geschrieben wurde, bleibt
gone-each-other = { $count ->
    [2] { $names } haben einander entfernt. Beide sind draußen; ihr anderen macht weiter
   *[other] { $names } haben einander entfernt. Sie alle sind draußen; ihr anderen macht weiter
}
gone-my-device = Dein Gerät { $device } kann nicht mehr in deinem Namen schreiben
gone-device = Gerät „{ $called }“ von { $name } kann nicht mehr mitschreiben
gone-by = entfernt von { $names }
gone-heard = { $heard } von { $count ->
    [one] 1 Gerät weiß davon
   *[other] { $count } Geräten wissen davon
}

leave-title = Gehen
leave-keeps = Du behältst, was du hast, und kannst es hier lesen. Neues kommt nicht mehr, und schreiben kannst du nicht mehr.
leave = { $name } verlassen…
leave-question = { $name } für immer verlassen?
leave-words = Was du geschrieben hast, bleibt bei den anderen. Was noch niemand hat, bleibt nur hier.
leave-devices = Es gilt für alle deine Geräte.
leave-good = Es lässt sich nicht zurücknehmen. Um zurückzukommen, beginne ein neues Profil; zwei Mitglieder lassen dich als neues Mitglied herein.
leave-stay = Bleiben
leave-do = Gehen
said-left = Du bist gegangen. Lesen kannst du hier weiter
anew-title = Als neue Gemeinschaft weitermachen
anew-note = Als neue Gemeinschaft weitermachen, mit allen, die mitkommen? Nichts Geschriebenes geht verloren: Alles, was du hier lesen kannst, zieht mit um, und diese bleibt lesbar. Sie beginnt, wenn die zweite Person beitritt.
anew-do = Als neue Gemeinschaft weitermachen

out-removed = Du wurdest aus der Gruppe entfernt, von { $names }
out-each-other = Einander entfernt haben sich { $names }
out-left = Du bist gegangen, von einem deiner Geräte aus
out-own-device = Ein anderes Gerät von dir hat dieses entfernt
out-own-devices = Zwei deiner Geräte haben einander entfernt
out-device = Dieses Gerät wurde entfernt, von { $names }
out-keeps = Was du bis dahin hattest, behältst du und kannst es lesen. Schreiben kannst du hier nicht mehr.
out-again = War es ein Versehen, lassen dich zwei Mitglieder als neues Mitglied herein, mit einem neuen Profil. Oder mach anderswo weiter, mit allen, die mitkommen.
out-left-not-me = Warst du es nicht, bitte zwei Mitglieder, dich als neues Mitglied hereinzulassen, mit einem neuen Profil.
out-own-device-do = Warst du es nicht, entferne das andere von einem dritten aus, oder sprich mit der Gruppe. Um dieses wieder zu benutzen, beginne darauf ein neues Profil und füge das hinzu.
out-own-devices-do = Bitte zwei Mitglieder, dich als neues Mitglied hereinzulassen, mit einem neuen Profil.
out-device-do = Ist es in deiner Hand, sprich mit ihnen. Mit einem neuen Profil darauf lässt es sich wieder hinzufügen.

came-back = Du bist als neues Mitglied zurückgekommen. Frühere Worte bleiben unter deinem früheren Eintrag
last-one = Außer dir ist niemand mehr hier. Du kannst alles lesen und mit jemandem neu beginnen
let-in-by-gone = { $name } wurde von jemandem hereingelassen, der die Gruppe verlassen hat. Selbst hereinlassen?
let-in-by-gone-safe = Was { $name } geschrieben hat, wartet und kommt, wenn zwei von euch Ja gesagt haben. Nichts davon geht verloren.
let-in-by-gone-do = Ein Ticket für { $name } machen
turned-away-used = { $name } hat mit einer Einladung angeklopft, die schon benutzt ist, von { $by }. Ist { $name } auch gemeint?
turned-away-expired = { $name } hat mit einer Einladung angeklopft, die abgelaufen ist. Noch immer gemeint?
turned-away-do = Ein Ticket ist für eine Person. Mit einem neuen geht es.
late-words = { $count ->
    [one] { $name } hat noch etwas geschrieben, ohne vom Ende zu wissen. Behalten?
   *[other] { $name } hat noch { $count } Dinge geschrieben, ohne vom Ende zu wissen. Behalten?
}
late-words-safe = Es liegt beiseite, und niemand sieht es. Wer es behält, bringt es für alle herein.
late-words-keep = Behalten, was { $name } geschrieben hat
said-words-kept = Behalten: Es ist für alle wieder da
two-histories = Ein Gerät von { $name } hat zwei verschiedene Verläufe, oft nach dem Zurückholen einer Sicherung
two-histories-mine = Ein Gerät von dir hat zwei verschiedene Verläufe, oft nach dem Zurückholen einer Sicherung
two-histories-safe = Nichts ist verloren. Einer von beiden zählt; was nur im anderen stand, schreibt das Gerät neu, von dem es kam.
two-histories-do = Geschieht es wieder, frag nach: Vielleicht hat jemand das Gerät kopiert.
vote-twice = Eine Abstimmung von dir ist vielleicht zweimal angekommen, verschieden. Bitte sieh nach und stimme noch einmal ab
put-back = { $count ->
    [one] Einer deiner Einträge steht wieder da, weil sich geändert hat, worauf er stand
   *[other] { $count } deiner Einträge stehen wieder da, weil sich geändert hat, worauf sie standen
}
set-aside-by = { $count ->
    [one] Ein Eintrag, unterschrieben von „{ $called }“, einem Gerät von { $name }
   *[other] { $count } Einträge, unterschrieben von „{ $called }“, einem Gerät von { $name }
}
author-gone = { $name }, nicht mehr in der Gruppe
