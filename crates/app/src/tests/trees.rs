//! What a screen reader finds on every screen, written down in `tests/trees`, and what must hold on all of them.
//!
//! After a wanted change: `UPDATE_TREES=true cargo test --workspace --locked --lib -- trees`, then read what changed.

mod found;
mod session;

use super::Desk;
use crate::app::Settings;
use crate::locked::Locked;
use crate::screen::Area;
use crate::testing;
use crate::texts::Texts;
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use found::{Found, nodes};
use horseshoe_handbook::Language;
use horseshoe_node::{Command, Community, Network, Problem, Snapshot, Way};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// High enough for every screen of a usual group.
const TALL: egui::Vec2 = vec2(1180.0, 2600.0);

fn of(community: Community) -> Snapshot {
    testing::snapshot(vec![community])
}

fn desk(snapshot: Snapshot, area: Area) -> Desk {
    let mut desk = Desk::sized(snapshot, TALL, Settings::default());
    desk.harness.state_mut().show(area);
    desk.harness.run();
    desk
}

const AREAS: [(&str, Area); 13] = [
    ("home", Area::Home),
    ("in-room", Area::InRoom),
    ("groundrules", Area::Groundrules),
    ("meetings", Area::Meetings),
    ("learning", Area::Learning),
    ("notes", Area::Notes),
    ("decide", Area::Decide),
    ("people", Area::People),
    ("handbook", Area::Handbook),
    ("only-me", Area::OnlyMe),
    ("connection", Area::Connection),
    ("guard", Area::Guard),
    ("begin", Area::Begin),
];

#[test]
fn every_area_says_what_it_is() {
    for (name, area) in AREAS {
        let desk = desk(of(testing::filled()), area);
        compare(name, &desk.harness);
        whole_window(name, &desk.harness);
        let empty = self::desk(of(testing::community()), area);
        whole_window(&format!("{name}, empty"), &empty.harness);
    }
    let welcome = desk(Snapshot::default(), Area::Begin);
    compare("welcome", &welcome.harness);
    whole_window("welcome", &welcome.harness);
    let reading = desk(Snapshot::default(), Area::Handbook);
    compare("handbook-alone", &reading.harness);
    whole_window("handbook, alone", &reading.harness);
    let network = Network { online: true, ..Network::default() };
    let alone = Snapshot { network: Arc::new(network), ..Snapshot::default() };
    let alone = desk(alone, Area::Connection);
    compare("connection-alone", &alone.harness);
    whole_window("connection, alone", &alone.harness);
}

#[test]
fn what_is_opened_says_what_it_is() {
    let mut rule = desk(of(testing::filled()), Area::Groundrules);
    rule.press("Groundrule 2: Listen to how as well as what is said");
    rule.press("New words…");
    compare("groundrules-open", &rule.harness);
    whole_window("a groundrule", &rule.harness);
    let mut note = desk(of(testing::filled()), Area::Notes);
    note.press_beginning("The referral route changed in May");
    compare("notes-open", &note.harness);
    whole_window("a note", &note.harness);
    let mut vote = desk(of(testing::filled()), Area::Decide);
    vote.press("Open a vote");
    vote.press_beginning("Count hands");
    compare("decide-open", &vote.harness);
    whole_window("a vote", &vote.harness);
    let mut meeting = desk(of(testing::filled()), Area::Meetings);
    meeting.press("Propose a date");
    compare("meetings-open", &meeting.harness);
    whole_window("a date", &meeting.harness);
}

#[test]
fn what_lies_in_front_is_all_there_is() {
    let mut palette = desk(of(testing::filled()), Area::Home);
    palette.key(Modifiers::COMMAND, Key::K);
    compare("palette", &palette.harness);
    in_front("palette", &palette.harness);
    let mut keys = desk(of(testing::filled()), Area::Home);
    keys.key(Modifiers::NONE, Key::F1);
    compare("keys", &keys.harness);
    in_front("keys", &keys.harness);
    let mut forget = desk(of(testing::filled()), Area::Connection);
    forget.press("Remove Riverside practitioners from this device…");
    compare("dialog", &forget.harness);
    in_front("forget", &forget.harness);
    let mut file =
        desk(of(Community { invitations: Vec::new(), ..testing::filled() }), Area::Begin);
    file.press("Open a ticket file…");
    compare("dialog-file", &file.harness);
    in_front("file", &file.harness);
}

#[test]
fn who_came_and_who_left_says_what_it_is() {
    let group = || testing::with_words(testing::with_devices(testing::community()));
    let mut words = desk(of(testing::with_departures(group())), Area::People);
    words.press_beginning("Sam Okafor");
    words.press("Rename: the phone");
    compare("people-open", &words.harness);
    whole_window("a member", &words.harness);
    let troubled = desk(of(testing::with_proposals(testing::with_troubles(group()))), Area::People);
    compare("people-troubled", &troubled.harness);
    whole_window("troubled", &troubled.harness);
    let asked = desk(of(testing::with_proposals(group())), Area::Home);
    compare("home-asked", &asked.harness);
    whole_window("asked", &asked.harness);
    let left = testing::out(horseshoe_node::DepartureKind::Removed, &[]);
    let left = desk(of(left), Area::People);
    compare("people-left", &left.harness);
    whole_window("left", &left.harness);
    let mut request =
        desk(of(testing::with_request(testing::with_departures(group()))), Area::People);
    request.press("Tom Reid was in the group before?");
    compare("people-before", &request.harness);
    whole_window("before", &request.harness);
    let notes = || testing::with_notes(&["One", "Two"]);
    let mut erasing = desk(of(testing::with_erasing(notes())), Area::Notes);
    erasing.press("Agree on another day…");
    compare("notes-erasing", &erasing.harness);
    whole_window("destroying", &erasing.harness);
    let mut propose = desk(of(notes()), Area::Notes);
    propose.press("Propose to destroy these notes…");
    compare("dialog-erase", &propose.harness);
    in_front("destroying", &propose.harness);
    for (name, press) in [
        ("dialog-propose", &["Priya Nair", "Propose to remove Priya Nair"][..]),
        ("dialog-sign", &["Look at it: remove Priya Nair"]),
        ("dialog-leave", &["Leave Riverside"]),
        ("dialog-device", &["Remove: the phone"]),
    ] {
        let mut dialog = desk(of(testing::with_proposals(group())), Area::People);
        for name in press {
            dialog.press_beginning(name);
        }
        compare(name, &dialog.harness);
        in_front(name, &dialog.harness);
        round(name, &mut dialog);
    }
}

#[test]
fn what_was_done_is_told_beside_the_screen() {
    let mut desk = desk(of(testing::filled()), Area::Groundrules);
    desk.press("Still right");
    compare("toast", &desk.harness);
    whole_window("toast", &desk.harness);
}

#[test]
fn a_profile_that_cannot_be_opened_says_why() {
    let texts = Texts::of(Language::English);
    let mut harness = Harness::builder()
        .with_size(vec2(900.0, 600.0))
        .with_context_setup(|ctx: &egui::Context| Settings::default().install(ctx))
        .build_ui(move |ui| {
            let profile = Path::new("/home/amira/.local/share/horseshoe");
            crate::window::failed_ui(ui, &texts, profile, &Problem::DiskFull);
        });
    harness.run();
    compare("failed", &harness);
    every_screen("failed", &nodes(&harness));
}

fn guarded(ways: &[Way]) -> Snapshot {
    testing::guarded(of(testing::filled()), ways, Some(15))
}

#[test]
fn what_guards_this_device_says_what_it_is() {
    let mut set = desk(of(testing::filled()), Area::Guard);
    set.press("Set a passphrase…");
    compare("guard-set", &set.harness);
    whole_window("a passphrase", &set.harness);
    round("a passphrase", &mut set);
    let ways = [Way::Passphrase, Way::Keyring, Way::RecoveryCode];
    let mut code = desk(guarded(&ways), Area::Guard);
    code.answers("Guard { change: MakeRecoveryCode", super::guard::printed());
    code.press("Make a new recovery code");
    compare("guard-code", &code.harness);
    whole_window("a recovery code", &code.harness);
    round("a recovery code", &mut code);
    let mut take = desk(guarded(&[Way::Passphrase]), Area::Guard);
    take.press("Take it away…");
    compare("guard-take", &take.harness);
    whole_window("a passphrase is taken away", &take.harness);
    let mut copy = desk(guarded(&[Way::Passphrase]), Area::Guard);
    copy.press("Keep a copy somewhere else…");
    compare("guard-copy", &copy.harness);
    whole_window("a copy", &copy.harness);
    round("a copy", &mut copy);
    let mut forget = desk(guarded(&[Way::Passphrase]), Area::Guard);
    forget.press("Forget me on this device…");
    compare("dialog-forget-me", &forget.harness);
    in_front("forget me", &forget.harness);
    round("forget me", &mut forget);
}

#[test]
fn what_a_file_brought_says_what_it_is() {
    let mut told = desk(of(testing::community()), Area::People);
    told.answers("OpenExchange", Ok(horseshoe_node::Reply::Opened { brought: testing::brought() }));
    told.press("Open a file from a stick…");
    told.write("The file", "/stick/to-carry.horseshoe-exchange");
    in_front("a file from a stick", &told.harness);
    told.press("Open it");
    compare("people-carried", &told.harness);
    whole_window("a file", &told.harness);
    round("a file", &mut told);
    let mut begin = desk(testing::asking_without_a_network(), Area::Begin);
    compare("begin-by-file", &begin.harness);
    whole_window("asking with a file", &begin.harness);
    round("asking with a file", &mut begin);
}

#[test]
fn who_was_here_before_finds_how_to_begin() {
    for (name, press) in [
        ("welcome-backup", "Begin with a backup…"),
        ("welcome-paper", "Begin with a recovery key…"),
    ] {
        let mut welcome = desk(Snapshot::default(), Area::Begin);
        welcome.press(press);
        compare(name, &welcome.harness);
        whole_window(name, &welcome.harness);
        round(name, &mut welcome);
    }
}

#[test]
fn a_profile_that_is_locked_asks_for_what_opens_it_and_tells_nothing_else() {
    let texts = Texts::of(Language::English);
    let mut locked = Locked::new([Way::Passphrase, Way::RecoveryCode].into());
    let mut harness = Harness::builder()
        .with_size(vec2(900.0, 600.0))
        .with_context_setup(|ctx: &egui::Context| Settings::default().install(ctx))
        .build_ui(move |ui| {
            crate::window::locked_ui(ui, &texts, &mut locked);
        });
    harness.run();
    compare("locked", &harness);
    every_screen("locked", &nodes(&harness));
}

#[test]
fn tab_goes_through_every_screen_in_the_order_of_reading() {
    for (name, area) in AREAS {
        for (state, community) in [("filled", testing::filled()), ("empty", testing::community())] {
            round(&format!("{name}, {state}"), &mut desk(of(community), area));
        }
    }
    round("welcome", &mut desk(Snapshot::default(), Area::Begin));
    let mut open = desk(of(testing::filled()), Area::Decide);
    open.press("Open a vote");
    round("a vote", &mut open);
    let mut member = desk(of(testing::everything_happened()), Area::People);
    member.press_beginning("Sam Okafor");
    round("a member", &mut member);
    let mut dialog = desk(of(testing::filled()), Area::Connection);
    dialog.press("Remove Riverside practitioners from this device…");
    round("dialog", &mut dialog);
}

/// Presses the tab key until it comes round: everything once, in the order of the tree, and back the same way.
fn round(name: &str, desk: &mut Desk) {
    let all = nodes(&desk.harness);
    let expected: Vec<String> =
        all.iter().filter(|node| node.focusable).map(Found::described).collect();
    let places: Vec<&Found> = all.iter().filter(|node| node.focusable).collect();
    for pair in places.windows(2) {
        let (one, next) = (pair[0], pair[1]);
        let down = next.rect.center().y >= one.rect.top() - 1.0;
        let right = next.rect.left() >= one.rect.right() - 1.0;
        assert!(down || right, "{name}: {} is read before {}", one.described(), next.described());
    }
    let start = nodes(&desk.harness).iter().position(|node| node.focused);
    let mut visited = Vec::new();
    for _ in 0..expected.len() {
        desk.key(Modifiers::NONE, Key::Tab);
        let now = nodes(&desk.harness);
        let focused: Vec<String> =
            now.iter().filter(|node| node.focused).map(Found::described).collect();
        assert_eq!(focused.len(), 1, "{name}: the focus is lost after {visited:?}");
        visited.extend(focused);
    }
    // It may have begun anywhere: in a dialog the focus is in it already.
    if start.is_some() {
        let first = expected.first().and_then(|first| visited.iter().position(|it| it == first));
        visited.rotate_left(first.unwrap_or_default());
    }
    assert_eq!(visited, expected, "{name}");
    let last = visited.last().cloned();
    desk.key(Modifiers::NONE, Key::Tab);
    desk.key(Modifiers::SHIFT, Key::Tab);
    let back = nodes(&desk.harness).into_iter().find(|node| node.focused);
    if start.is_none() {
        assert_eq!(back.map(|node| node.described()), last, "{name}: and back");
    }
}

#[test]
fn what_was_asked_of_the_node_takes_nothing_from_the_keyboard() {
    let mut desk = desk(of(testing::filled()), Area::OnlyMe);
    desk.focus("I heard the answer: What made you go back when you did?");
    desk.key(Modifiers::NONE, Key::Enter);
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Do { .. }]), "{asked:?}");
    let mut after = testing::filled();
    Arc::make_mut(&mut after.private).questions.remove(0);
    desk.change(of(after));
    let focused =
        nodes(&desk.harness).into_iter().find(|node| node.focused).map(|it| it.described());
    assert_eq!(
        focused.as_deref(),
        Some("Button “I have not heard the answer after all: Who else was involved?”"),
        "what came next"
    );
}

/// Against what is written down; or writes it down.
fn compare<S>(name: &str, harness: &Harness<'_, S>) {
    let mut text = String::new();
    for node in nodes(harness) {
        writeln!(text, "{}{}", "  ".repeat(node.depth), node.line).unwrap();
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/trees");
    let file = folder.join(format!("{name}.txt"));
    #[expect(clippy::disallowed_methods, reason = "as the pictures are: an order to this one run")]
    let update = std::env::var("UPDATE_TREES").is_ok();
    if update {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&file, text).unwrap();
        return;
    }
    let before = std::fs::read_to_string(&file).unwrap_or_default();
    let line = before.lines().zip(text.lines()).position(|(before, now)| before != now);
    let line = line.unwrap_or(before.lines().count().min(text.lines().count()));
    assert!(
        before == text,
        "{name}.txt differs from line {} on:\n  was {:?}\n  is  {:?}\nA wanted change is written \
         down with UPDATE_TREES=true",
        line + 1,
        before.lines().nth(line),
        text.lines().nth(line),
    );
}

/// What holds on every screen and in every dialog.
fn every_screen(name: &str, all: &[Found]) {
    let mut level = 0;
    for heading in all.iter().filter(|node| node.role == Role::Heading) {
        let here = heading.level.unwrap_or_default();
        assert!(here > 0 && !heading.name.is_empty(), "{name}: {}", heading.line);
        let nests = here <= level + 1 || level == 0;
        assert!(nests, "{name}: {} is {here} after {level}", heading.name);
        level = here;
    }
    for node in all {
        let what = &node.line;
        assert!(!node.focusable || !node.name.is_empty(), "{name}: {what} has no name");
        assert!(node.role != Role::Status || node.live, "{name}: {what} is not told");
        let high = node.rect.height() >= 36.0;
        assert!(!node.pressable || high, "{name}: {what} is {} high", node.rect.height());
    }
    let mut names = BTreeSet::new();
    for button in all.iter().filter(|node| node.role == Role::Button) {
        assert!(names.insert(&button.name), "{name}: two buttons “{}”", button.name);
    }
    lists(name, all);
}

/// Every item is in a list and says where in it it stands.
fn lists(name: &str, all: &[Found]) {
    for (place, item) in all.iter().enumerate() {
        if item.role != Role::ListItem {
            continue;
        }
        let list = all[..place].iter().rev().find(|node| node.depth < item.depth);
        let list = list.filter(|node| node.role == Role::List);
        let size = list.and_then(|list| list.size);
        let within = item.place.zip(size).is_some_and(|(place, size)| place < size);
        assert!(within, "{name}: {} is in no list", item.line);
    }
}

fn whole_window<S>(name: &str, harness: &Harness<'_, S>) {
    let all = nodes(harness);
    every_screen(name, &all);
    let first = all.iter().filter(|node| node.level == Some(1)).count();
    assert_eq!(first, 1, "{name}: headings of the first level");
    for role in [Role::Banner, Role::Navigation, Role::Main, Role::ContentInfo] {
        let parts: Vec<_> = all.iter().filter(|node| node.role == role).collect();
        assert_eq!(parts.len(), 1, "{name}: {role:?}");
        assert!(!parts[0].name.is_empty(), "{name}: {role:?} has no name");
    }
}

/// A dialog has a name, is modal, and nothing else can be reached.
fn in_front<S>(name: &str, harness: &Harness<'_, S>) {
    let all = nodes(harness);
    every_screen(name, &all);
    let dialogs: Vec<_> =
        all.iter().filter(|node| node.role == Role::Dialog && node.modal).collect();
    assert_eq!(dialogs.len(), 1, "{name}");
    assert!(!dialogs[0].name.is_empty(), "{name}: a dialog without a name");
    let begins = all.iter().position(|node| node.role == Role::Dialog && node.modal).unwrap();
    let depth = all[begins].depth;
    for (place, node) in all.iter().enumerate() {
        let inside = place > begins && node.depth > depth;
        let reachable = node.focusable || node.pressable;
        assert!(inside || !reachable, "{name}: behind it one reaches {}", node.line);
    }
}
