//! What is done with files beside the window: choosing, saving, reading, trying.

use super::{Filed, Trouble, What, picture};
use horseshoe_node::{Secret, check_backup};
use std::path::{Path, PathBuf};

/// Longer files have no ticket in them.
const MOST_BYTES: u64 = 20 << 20;
/// A ticket as text is shorter.
const MOST_TEXT: usize = 64 << 10;
const TICKET_BEGINS: &str = "horseshoe:";

/// The system's own chooser.
pub(super) fn choose(what: &What) -> Filed {
    let dialog = rfd::FileDialog::new();
    let chosen = if what.opens() { dialog.pick_file() } else { dialog.pick_folder() };
    chosen.map_or(Filed::Nothing, Filed::Chosen)
}

/// Saves a file in a folder, for its owner only, and never over something else.
pub(super) fn save(folder: &Path, name: &str, bytes: &[u8]) -> Filed {
    if !folder.is_dir() {
        return Filed::Trouble(Trouble::NoFolder);
    }
    for name in names(name) {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(folder.join(name)) {
            Ok(mut file) => {
                return match std::io::Write::write_all(&mut file, bytes) {
                    Ok(()) => Filed::Saved(folder.to_owned()),
                    Err(_full) => not_written(folder),
                };
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(_refused) => return not_written(folder),
        }
    }
    not_written(folder)
}

/// A place in a folder where nothing stands yet.
pub(super) fn free(folder: &Path, name: &str) -> Filed {
    if !folder.is_dir() {
        return Filed::Trouble(Trouble::NoFolder);
    }
    let free = |name: String| {
        let place = folder.join(name);
        matches!(place.try_exists(), Ok(false)).then_some(place)
    };
    names(name).find_map(free).map_or_else(|| not_written(folder), Filed::Free)
}

/// The name, and what it is called where that is taken.
fn names(name: &str) -> impl Iterator<Item = String> {
    let (stem, end) = name.split_once('.').unwrap_or((name, "txt"));
    (1..1000).map(move |number| match number {
        1 => format!("{stem}.{end}"),
        number => format!("{stem}-{number}.{end}"),
    })
}

fn not_written(folder: &Path) -> Filed {
    Filed::Trouble(Trouble::NotWritten(folder.display().to_string()))
}

pub(super) fn read(path: &Path) -> Filed {
    match read_ticket(path) {
        Ok(Some(ticket)) => Filed::Ticket(ticket),
        Ok(None) => Filed::Trouble(Trouble::NotATicket),
        Err(_unreadable) => Filed::Trouble(Trouble::NotRead),
    }
}

/// Tries whether a backup opens and is whole.
pub(super) fn try_backup(file: PathBuf, passphrase: &Secret) -> Filed {
    match check_backup(&file, passphrase) {
        Ok(contents) => Filed::Backup { file, made: contents.made },
        Err(problem) => Filed::Trouble(Trouble::Problem(problem)),
    }
}

/// The ticket in a file; `None` where there is none in it.
pub(crate) fn read_ticket(path: &Path) -> std::io::Result<Option<String>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    let text = match picture::text(&bytes) {
        Some(text) => text,
        None => String::from_utf8_lossy(&bytes[..bytes.len().min(MOST_TEXT)]).into_owned(),
    };
    let begins = text.to_ascii_lowercase().contains(TICKET_BEGINS);
    Ok(begins.then(|| text.trim().to_owned()))
}

/// Where people look for their files.
pub(super) fn usual_folder() -> String {
    let folders = directories::UserDirs::new();
    let folder = folders.as_ref().map(|folders| {
        folders
            .download_dir()
            .filter(|folder| folder.is_dir())
            .unwrap_or_else(|| folders.home_dir())
    });
    folder.map(|folder| folder.display().to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_saved_beside_another_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            assert!(matches!(
                save(folder.path(), "t.horseshoe", b"horseshoe:abc"),
                Filed::Saved(_)
            ));
        }
        for name in ["t.horseshoe", "t-2.horseshoe"] {
            let ticket = read_ticket(&folder.path().join(name)).unwrap();
            assert_eq!(ticket.as_deref(), Some("horseshoe:abc"));
        }
    }

    #[test]
    fn a_place_is_one_where_nothing_stands_yet() {
        let folder = tempfile::tempdir().unwrap();
        let place = |folder: &Path| match free(folder, "copy.age") {
            Filed::Free(place) => place,
            other => panic!("{other:?}"),
        };
        let first = place(folder.path());
        assert!(first.ends_with("copy.age"));
        std::fs::write(first, "something").unwrap();
        assert!(place(folder.path()).ends_with("copy-2.age"));
        let nowhere = free(&folder.path().join("nowhere"), "copy.age");
        assert!(matches!(nowhere, Filed::Trouble(Trouble::NoFolder)));
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("nowhere");
        let trouble = |filed| match filed {
            Filed::Trouble(trouble) => trouble,
            other => panic!("{other:?}"),
        };
        assert_eq!(trouble(save(&nowhere, "t.horseshoe", b"")), Trouble::NoFolder);
        assert_eq!(trouble(read(&nowhere)), Trouble::NotRead);
        let letter = folder.path().join("letter.txt");
        std::fs::write(&letter, "Dear Jo").unwrap();
        assert_eq!(trouble(read(&letter)), Trouble::NotATicket);
    }
}
