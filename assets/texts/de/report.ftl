# Wenn etwas nicht stimmt: ein Bericht, in dem nichts von euch steht, und was nach einem unerwarteten Ende gesagt wird.
act-report = Etwas stimmt nicht…
report-title = Ein Bericht für Menschen, die dir helfen
report-note = Das ist alles. Es steht nichts darin, was jemand geschrieben hat, keine Namen und keine Adressen, und er wird nirgendwohin geschickt. Du kannst ihn kopieren oder speichern und jemandem geben, dem du vertraust.
report-name = Der Bericht
report-copy = Kopieren
report-save = Als Datei speichern…
report-close = Schließen
report-file-name = horseshoe-bericht.txt
files-report-title = Der Bericht als Datei
report-section = Etwas stimmt nicht
report-section-note = Mach einen Bericht, in dem nichts von euch steht. Du siehst ihn zuerst, und er wird nirgendwohin geschickt
report-make = Bericht machen…

report-version = Horseshoe { $version }
report-system = System: { $system }, { $machine }
report-window = Fenster: { $width } × { $height }, { $pixels } Bildpunkte je Punkt, Schriftgröße { $percent } %, gezeichnet mit OpenGL
report-look = Aussehen: { $choices }
report-language = Sprache: Deutsch
report-network = Netz: { $mode }, { $online }, erreichbar unter { $addresses } Adressen, { $contacted } Kontakte
report-online = im Netz
report-offline = nicht im Netz
report-not-saved = Nicht gespeichert: { $kind }
report-opening = Öffnen: Profil { $profile } ms, Dokumente { $documents } ms, Netz { $network } ms
report-troubles = Schwierigkeiten seit dem Öffnen: { $kinds }
report-lasting = Schwierigkeiten, die bleiben: { $kinds }
report-none = keine
report-crash = Unerwartet geschlossen { $when }, Version { $version }, bei { $place }
report-living = begonnen
report-community = Gemeinschaft { $number }: { $stage }, { $members } Mitglieder, { $devices } Geräte, { $documents } Dokumente, { $entries } Einträge, { $certificates } Zertifikate, { $aside } beiseitegelegt, { $waiting } noch nicht gesendet, { $connected } Geräte verbunden, { $whole } davon mit allem

crash-happened = Horseshoe wurde letztes Mal unerwartet geschlossen
crash-safe = Was als gespeichert galt, ist sicher
crash-do = Du kannst einen Bericht ansehen und ihn jemandem geben, der hilft. Es steht nichts darin, was jemand geschrieben hat
crash-look = Bericht ansehen
