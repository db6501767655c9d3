# Geschriebenes gemeinsam vernichten, und bis wann Notizen bleiben.
erase-title = Behalten und vernichten
erase-note = Geschriebenes lässt sich auf den Geräten der Gruppe vernichten, die erreicht werden. Nie mit Sicherheit überall
erase-propose = { $notebooks ->
    [one] Vorschlagen, diese Notizen zu vernichten…
   *[other] Vorschlagen, Notizheft { $number } mit { $count } Notizen zu vernichten…
}
erase-propose-few = Vorschlagen, { $what }, zu vernichten…
# Was es ist, mitten in den Sätzen weiter unten.
erase-notebook = { $count ->
    [0] ein Notizheft
    [one] ein Notizheft mit einer Notiz
   *[other] ein Notizheft mit { $count } Notizen
}
erase-of-few = was nur { $names } und du haben
erase-of-few-gone = was nur ein paar von euch hatten
erase-room = was in einem Raum gesagt wurde
erase-question = Vorschlagen, das zu vernichten: { $what }?
erase-two = Nichts geschieht, bevor ein zweites Mitglied zustimmt.
erase-wait = Haben zwei zugestimmt, zeigt es jedes Gerät 72 Stunden eigener Zeit lang, bevor es etwas vernichtet. So lange können alle sagen, dass sie es lieber behalten.
erase-what = Dann wird das Geschriebene mit seinen früheren Fassungen und dem Schlüssel dazu vernichtet, auf jedem Gerät, das davon hört. Das lässt sich nicht zurücknehmen.
erase-not = Ein Gerät, das aus ist, kopiert oder verändert wurde, behält, was es hatte, und ebenso alle, die es anderswo aufgeschrieben haben. Niemand kann versprechen, dass es überall weg ist.
erase-propose-do = Vorschlagen
said-erase-proposed = Vorgeschlagen. Nichts geschieht, bevor ein zweites Mitglied zustimmt
erase-proposed = Vernichten: { $what }? Vorgeschlagen: { $names }
erase-agreed-count = { $yes } von { $needed } haben zugestimmt
erase-agree = Ich stimme zu: vernichten
erase-object = Ich möchte es lieber behalten
erase-object-no-more = Von mir aus doch
erase-objected = Möchte es lieber behalten: { $names }
erase-agreed = { $hours ->
    [one] In einer Stunde vernichtet dieses Gerät: { $what }
   *[other] In { $hours } Stunden vernichtet dieses Gerät: { $what }
}
erase-kept-here = Soll vernichtet werden: { $what }. Nicht auf diesem Gerät, solange du es lieber behältst
erase-agreed-note = Gezählt in der eigenen Zeit dieses Geräts. Wenn du es lieber behältst, hält das dieses Gerät an, und alle, die es haben, sehen es; andere Geräte hält es nicht an. Sprecht darüber
erase-destroyed = Auf diesem Gerät vernichtet, { $when }: { $what }
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
