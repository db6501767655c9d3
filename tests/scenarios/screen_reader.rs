//! A screen reader finds in the real window what is written down in `crates/app/tests/trees`.

use crate::support::binary::root;
use crate::support::not_tested;
use crate::support::reader::Desktop;
use crate::support::window::Screen;
use std::fs;

#[test]
fn a_screen_reader_finds_in_the_window_what_is_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let (Some(screen), Some(desktop)) = (Screen::open(), Desktop::start(folder.path())) else {
        not_tested("needs Xvfb, xdotool, ImageMagick, D-Bus, at-spi2-core and its Python");
        return;
    };
    let profile = folder.path().join("Amira/profile");
    fs::create_dir_all(&profile).unwrap();
    let window = screen.window(0, &profile, desktop.within());
    assert_eq!(desktop.reads(window.process(), "Welcome to Horseshoe"), written_down("welcome"));

    window.press("ctrl+7"); // the handbook
    let found = desktop.reads(window.process(), "Handbook");
    assert_eq!(found, written_down("handbook-alone"));
    assert!(window.close().success());
}

/// What is written down, in the words of the desktop's readers: role and name, one a line, in order.
fn written_down(screen: &str) -> Vec<String> {
    let file = root().join("crates/app/tests/trees").join(format!("{screen}.txt"));
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().map(|line| {
        let line = line.trim();
        let role = line.split([' ', ',']).next().unwrap_or_default();
        let rest = line.split_once('“').map_or("", |(_, rest)| rest);
        // There may be quotes in a name: it ends with one that nothing follows, or what else is told.
        let ends = |at: &usize| matches!(rest.as_bytes()[*at..], [_, _, _] | [_, _, _, b',', ..]);
        let end = rest.match_indices('”').map(|(at, _)| at).find(ends);
        format!("{}: {}", reader_role(role), &rest[..end.unwrap_or_default()])
    });
    lines.collect()
}

/// What the desktop calls a role.
fn reader_role(role: &str) -> &str {
    match role {
        "Banner" | "ContentInfo" | "Main" | "Navigation" => "landmark",
        "Button" => "push button",
        "Heading" => "heading",
        "Image" => "image",
        "Label" => "label",
        "Link" => "link",
        "List" => "list",
        "ListItem" => "list item",
        "RadioButton" => "radio button",
        "RadioGroup" => "panel",
        "Status" => "status bar",
        "Switch" => "toggle button",
        "TextInput" => "entry",
        other => other,
    }
}
