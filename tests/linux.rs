//! What a Linux desktop is told about the programs, held against what they do.

use crate::support::binary::root;
use std::fs;
use std::path::Path;

const ID: &str = "org.horseshoe.Horseshoe";

fn read(file: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

fn linux(end: &str) -> String {
    read(format!("assets/linux/{ID}.{end}"))
}

#[test]
fn the_desktop_finds_the_window_by_its_name() {
    let desktop = linux("desktop");
    for line in [format!("StartupWMClass={ID}"), format!("Icon={ID}"), "Exec=horseshoe %u".into()] {
        assert!(desktop.lines().any(|there| there == line), "{line} is missing");
    }
    assert!(read("crates/app/src/window.rs").contains(&format!("with_app_id(\"{ID}\")")));
}

#[test]
fn the_desktop_opens_tickets_as_the_window_writes_them() {
    let (desktop, types) = (linux("desktop"), linux("mime.xml"));
    let opens = desktop.lines().find_map(|line| line.strip_prefix("MimeType=")).unwrap();
    assert_eq!(opens, "application/x-horseshoe-ticket;x-scheme-handler/horseshoe;");
    for named in [r#"type="application/x-horseshoe-ticket""#, r#"glob pattern="*.horseshoe""#] {
        assert!(types.contains(named), "{named} is missing");
    }
    let mut names = 0;
    for language in fs::read_dir(root().join("assets/texts")).unwrap() {
        for file in fs::read_dir(language.unwrap().path()).unwrap() {
            let texts = fs::read_to_string(file.unwrap().path()).unwrap();
            for name in texts.lines().filter_map(|line| line.strip_prefix("ticket-file-name = ")) {
                assert!(name.ends_with(".horseshoe"), "{name}");
                names += 1;
            }
        }
    }
    assert!(names > 0, "no language has a name for the file");
}

#[test]
fn exchange_files_are_known_by_their_first_line() {
    let types = linux("mime.xml");
    assert!(types.contains(r#"glob pattern="*.horseshoe-exchange""#));
    let first = "Horseshoe exchange ";
    assert!(types.contains(&format!("value=\"{first}\"")));
    assert!(read("crates/sync/src/exchange_file.rs").contains(&format!("b\"{first}1\\n\"")));
}
