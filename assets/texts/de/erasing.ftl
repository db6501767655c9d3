# Geschriebenes gemeinsam vernichten, und bis wann Notizen bleiben.
erase-title = Behalten und vernichten
erase-note = Geschriebenes lässt sich auf den Geräten der Gruppe vernichten, die erreicht werden. Nie mit Sicherheit überall
erase-propose = { $notebooks ->
    [one] Vorschlagen, diese Notizen zu vernichten…
   *[other] Vorschlagen, Notizheft { $number } mit { $count } Notizen zu vernichten…
}
erase-question = { $count ->
    [one] Vorschlagen, dieses Notizheft mit der einen Notiz zu vernichten?
   *[other] Vorschlagen, dieses Notizheft mit allen { $count } Notizen zu vernichten?
}
erase-two = Nichts geschieht, bevor ein zweites Mitglied zustimmt.
erase-wait = Haben zwei zugestimmt, zeigt es jedes Gerät 72 Stunden eigener Zeit lang, bevor es etwas vernichtet. So lange können alle sagen, dass sie es lieber behalten.
erase-what = Dann werden die Notizen, ihre früheren Fassungen und der Schlüssel dazu vernichtet, auf jedem Gerät, das davon hört. Das lässt sich nicht zurücknehmen.
erase-not = Ein Gerät, das aus ist, kopiert oder verändert wurde, behält, was es hatte, und ebenso alle, die es anderswo aufgeschrieben haben. Niemand kann versprechen, dass es überall weg ist.
erase-propose-do = Vorschlagen
said-erase-proposed = Vorgeschlagen. Nichts geschieht, bevor ein zweites Mitglied zustimmt
erase-proposed = { $count ->
    [one] Ein Notizheft mit einer Notiz vernichten? Vorgeschlagen: { $names }
   *[other] Ein Notizheft mit { $count } Notizen vernichten? Vorgeschlagen: { $names }
}
erase-agreed-count = { $yes } von { $needed } haben zugestimmt
erase-agree = Ich stimme zu: vernichten
erase-object = Ich möchte es lieber behalten
erase-object-no-more = Von mir aus doch
erase-objected = Möchte es lieber behalten: { $names }
erase-agreed = { $hours ->
    [one] In einer Stunde vernichtet dieses Gerät ein Notizheft mit { $count } Notizen
   *[other] In { $hours } Stunden vernichtet dieses Gerät ein Notizheft mit { $count } Notizen
}
erase-kept-here = Ein Notizheft mit { $count } Notizen soll vernichtet werden. Nicht auf diesem Gerät, solange du es lieber behältst
erase-agreed-note = Gezählt in der eigenen Zeit dieses Geräts. Wenn du es lieber behältst, hält das dieses Gerät an, und alle sehen es; andere Geräte hält es nicht an. Sprecht darüber
erase-destroyed = Ein Notizheft wurde auf diesem Gerät vernichtet, { $when }
erase-confirmed = { $confirmed } von { $count ->
    [one] 1 Gerät hat das Vernichten gemeldet
   *[other] { $count } Geräten haben das Vernichten gemeldet
}
erase-unconfirmed = Noch nichts gemeldet: { $devices }
erase-device = „{ $called }“ von { $name }
erase-disk = Die Festplatte dieses Geräts hat es noch nicht losgelassen. Das geschieht später von selbst
keep-until = { $count ->
    [0] Die Gruppe behält ihre Notizen bis { $day }. Der Tag ist da: Jemand darf vorschlagen, sie zu vernichten
    [one] Die Gruppe behält ihre Notizen bis { $day }, noch einen Tag
   *[other] Die Gruppe behält ihre Notizen bis { $day }, noch { $count } Tage
}
keep-until-note = Von selbst wird nichts vernichtet: Jemand schlägt es dann vor, und zwei stimmen zu. Solange jemand sie lieber behält, gilt der Tag nicht als gekommen
keep-always = Die Gruppe behält ihre Notizen, solange es sie gibt
keep-object = Ich möchte die Notizen lieber behalten
keep-object-no-more = Von mir aus doch nicht behalten
keep-change = Einen anderen Tag vereinbaren…
keep-day = Notizen behalten bis
keep-do = Diesen Tag haben wir vereinbart
keep-no-day = Solange es die Gruppe gibt
said-keep = Für alle notiert
