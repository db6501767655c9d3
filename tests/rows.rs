//! Every row of the session that the handbook asks for has a test that carries its id: in its name, as `f7_…`, or in its
//! doc comment.

use std::collections::BTreeSet;
use std::path::Path;

/// The rows a session asks for.
const ROWS: &str = "C2 C3 C7 C12 C13 \
    D1 D2 D3 D4 D5 D6 D7 D8 D9 D14 D20 D24 D25 D26 D27 D28 D29 D30 D44 D45 D46 D47 \
    F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24 F25 F26 F27 F28 F29 F30 \
    F31 F32 F33 F34 F35 F38 F39 F40 F42 F48 F49 F51 F52 F56 F59 F60";

#[test]
fn every_row_of_a_session_has_a_test_that_carries_its_id() {
    let carried = carried();
    let without: Vec<&str> =
        ROWS.split_whitespace().filter(|row| !carried.contains(*row)).collect();
    assert!(without.is_empty(), "no test carries {without:?}");
}

#[test]
fn a_row_is_carried_by_a_whole_word_of_a_test_and_by_nothing_else() {
    let carried = carried_in(
        "/// Row D6.\n#[test]\nfn f10_and_d4_hold() {}\n\nfn f11_no_test() {}\n/// F12\nfn helper() {}\n",
    );
    assert_eq!(carried, ["D4", "D6", "F10"].map(str::to_owned).into());
}

/// By every test there is.
fn carried() -> BTreeSet<String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut carried = BTreeSet::new();
    for folder in [tests.to_owned(), tests.join("../crates")] {
        carried_below(&folder, &mut carried);
    }
    carried
}

fn carried_below(folder: &Path, carried: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            carried_below(&path, carried);
        } else if path.extension().is_some_and(|end| end == "rs") {
            carried.extend(carried_in(&std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The ids in the names and doc comments of the tests in a file.
fn carried_in(text: &str) -> BTreeSet<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut carried = BTreeSet::new();
    for (place, _) in lines.iter().enumerate().filter(|(_, line)| is_test(line)) {
        let docs = lines[..place].iter().rev().take_while(|line| line.starts_with("///"));
        let name = lines[place..].iter().find(|line| line.contains("fn ")).copied();
        let words = docs.copied().chain(name);
        let words = words.flat_map(|line| line.split(|letter: char| !letter.is_alphanumeric()));
        carried.extend(words.filter(|word| is_row(word)).map(str::to_uppercase));
    }
    carried
}

fn is_test(line: &str) -> bool {
    line == "#[test]" || line.starts_with("#[tokio::test")
}

fn is_row(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|letter| letter.is_ascii_alphabetic())
        && !letters.as_str().is_empty()
        && letters.all(|digit| digit.is_ascii_digit())
}
