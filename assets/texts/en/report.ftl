# When something is wrong: a report nobody wrote anything of, and what is said after an unexpected end.
act-report = Something is wrong…
report-title = A report for whoever helps you
report-note = This is all of it. It holds nothing anybody wrote, no names and no addresses, and it is sent nowhere. You can copy it or save it, and give it to somebody you trust.
report-name = The report
report-copy = Copy it
report-save = Save as a file…
report-close = Close
report-file-name = horseshoe-report.txt
files-report-title = The report as a file
report-section = Something is wrong
report-section-note = Make a report without anything anybody wrote. You see it first, and it is sent nowhere
report-make = Make a report…

report-version = Horseshoe { $version }
report-system = System: { $system }, { $machine }
report-window = Window: { $width } × { $height }, { $pixels } pixels for each point, size of text { $percent } %, drawn with OpenGL
report-look = Look: { $choices }
report-language = Language: English
report-network = Network: { $mode }, { $online }, reached at { $addresses } addresses, { $contacted } contacts
report-online = on the network
report-offline = off the network
report-not-saved = Not saved: { $kind }
report-opening = Opening: profile { $profile } ms, documents { $documents } ms, network { $network } ms
report-troubles = Troubles since it was opened: { $kinds }
report-lasting = Troubles that last: { $kinds }
report-none = none
report-crash = Closed unexpectedly { $when }, version { $version }, at { $place }
report-living = begun
report-community = Community { $number }: { $stage }, { $members } members, { $devices } devices, { $documents } documents, { $entries } entries, { $certificates } certificates, { $aside } set aside, { $waiting } not yet sent, { $connected } devices connected, { $whole } of them with everything

crash-happened = Horseshoe closed unexpectedly last time
crash-safe = What was said to be saved is safe
crash-do = You can look at a report and give it to somebody who helps. It holds nothing anybody wrote
crash-look = Look at the report
