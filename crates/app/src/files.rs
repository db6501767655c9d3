//! Files outside the profile: a ticket to save or to read, a report to save, everything readable to take along. The window asks where;
//! the work is done beside it, so that no frame waits for a disk or for the system's own chooser.

mod picture;

use crate::texts::Texts;
use egui::{Context, Id, Key};
use horseshoe_node::{CommunityId, Secret};
use horseshoe_ui::space;
use horseshoe_ui::widgets::{Button, Dialog, TextField};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// What is asked of a person, and what comes back from the work beside.
#[derive(Debug)]
pub(crate) struct Files {
    asking: Option<Asking>,
    done: Receiver<Filed>,
    doing: SyncSender<Filed>,
}

/// What a place is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    SaveTicket(String),
    SaveReport(String),
    /// A page to print.
    SavePage(Secret),
    OpenTicket,
    Export(CommunityId),
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Ticket(String),
    Saved {
        folder: String,
    },
    /// The node writes it.
    Export {
        community: CommunityId,
        folder: PathBuf,
    },
}

#[derive(Debug)]
struct Asking {
    what: What,
    place: String,
    trouble: Option<Trouble>,
    /// The work has begun.
    busy: bool,
    /// The focus was put into the field.
    begun: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Trouble {
    NoFolder,
    NotWritten(String),
    NotRead,
    NotATicket,
}

#[derive(Debug)]
enum Filed {
    Chosen(PathBuf),
    Saved(PathBuf),
    Ticket(String),
    Trouble(Trouble),
    /// The chooser was closed without a choice.
    Nothing,
}

/// Longer files have no ticket in them.
const MOST_BYTES: u64 = 20 << 20;
/// A ticket as text is shorter.
const MOST_TEXT: usize = 64 << 10;
const TICKET_BEGINS: &str = "horseshoe:";

impl Default for Files {
    fn default() -> Self {
        let (doing, done) = sync_channel(8);
        Self { asking: None, done, doing }
    }
}

impl Files {
    /// Asks for a place.
    pub(crate) fn ask(&mut self, ctx: &Context, what: What) {
        let place = match what {
            What::OpenTicket => String::new(),
            What::SaveTicket(_) | What::SaveReport(_) | What::SavePage(_) | What::Export(_) => {
                usual_folder()
            }
        };
        self.asking = Some(Asking { what, place, trouble: None, busy: false, begun: false });
        ctx.request_repaint();
    }

    /// Draws what is asked; answers what came of it.
    pub(crate) fn ui(&mut self, ctx: &Context, texts: &Texts) -> Vec<Outcome> {
        let mut outcomes = self.take_in();
        self.read_dropped(ctx);
        let Some(asking) = &mut self.asking else {
            // The dialog must hear that it is closed, to give the focus back.
            dialog(texts, None).show(ctx, &mut false, |_| {});
            return outcomes;
        };
        let mut open = true;
        let answer =
            dialog(texts, Some(&asking.what)).show(ctx, &mut open, |ui| asking.ui(ui, texts));
        match answer.inner.unwrap_or(Pressed::Nothing) {
            Pressed::Nothing => {}
            Pressed::Cancel => open = false,
            Pressed::Choose => {
                let what = asking.what.clone();
                beside(ctx, &self.doing, move || choose(&what));
            }
            Pressed::Do => {
                let place = PathBuf::from(asking.place.trim());
                match &asking.what {
                    What::Export(community) => {
                        outcomes.push(Outcome::Export { community: *community, folder: place });
                        open = false;
                    }
                    What::SaveTicket(ticket) => {
                        let (ticket, name) = (ticket.clone(), texts.t("ticket-file-name"));
                        asking.busy = true;
                        beside(ctx, &self.doing, move || save(&place, &name, &ticket));
                    }
                    What::SaveReport(report) => {
                        let (report, name) = (report.clone(), texts.t("report-file-name"));
                        asking.busy = true;
                        beside(ctx, &self.doing, move || save(&place, &name, &report));
                    }
                    What::SavePage(page) => {
                        let (page, name) = (page.clone(), texts.t("printed-file-name"));
                        asking.busy = true;
                        beside(ctx, &self.doing, move || save(&place, &name, page.as_str()));
                    }
                    What::OpenTicket => {
                        asking.busy = true;
                        beside(ctx, &self.doing, move || read(&place));
                    }
                }
            }
        }
        if !open {
            self.asking = None;
        }
        outcomes
    }

    /// What the work beside has given.
    fn take_in(&mut self) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        while let Ok(filed) = self.done.try_recv() {
            match filed {
                Filed::Saved(folder) => {
                    self.asking = None;
                    outcomes.push(Outcome::Saved { folder: folder.display().to_string() });
                }
                Filed::Ticket(ticket) => {
                    self.asking = None;
                    outcomes.push(Outcome::Ticket(ticket));
                }
                Filed::Chosen(place) => {
                    if let Some(asking) = &mut self.asking {
                        asking.place = place.display().to_string();
                        asking.trouble = None;
                    }
                }
                Filed::Trouble(trouble) => {
                    if let Some(asking) = &mut self.asking {
                        asking.trouble = Some(trouble);
                        asking.busy = false;
                    }
                }
                Filed::Nothing => {}
            }
        }
        outcomes
    }

    /// A ticket file dropped onto the window.
    fn read_dropped(&mut self, ctx: &Context) {
        let dropped =
            ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped {
            let place = path.display().to_string();
            self.asking = Some(Asking {
                what: What::OpenTicket,
                place,
                trouble: None,
                busy: true,
                begun: false,
            });
            beside(ctx, &self.doing, move || read(&path));
        }
    }
}

enum Pressed {
    Nothing,
    Choose,
    Do,
    Cancel,
}

impl Asking {
    fn ui(&mut self, ui: &mut egui::Ui, texts: &Texts) -> Pressed {
        let open = self.what == What::OpenTicket;
        let label = texts.t(if open { "files-open-place" } else { "files-place" });
        let trouble = self.trouble.as_ref().map(|trouble| match trouble {
            Trouble::NoFolder => texts.t("files-no-folder"),
            Trouble::NotWritten(folder) => {
                texts.with("files-not-written", &[("folder", folder.as_str().into())])
            }
            Trouble::NotRead => texts.t("files-not-read"),
            Trouble::NotATicket => texts.t("files-not-a-ticket"),
        });
        let mut field = TextField::new(label).id(Id::unique("files-place")).problem(trouble);
        if !open {
            field = field.hint(texts.t("files-place-hint"));
        }
        let field = field.show(ui, &mut self.place);
        if !std::mem::replace(&mut self.begun, true) {
            field.request_focus();
        }
        if field.changed() {
            self.trouble = None;
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let ready = !self.busy && !self.place.trim().is_empty();
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            let label = texts.t(if open { "files-open-do" } else { "files-save" });
            let missing = self.place.trim().is_empty().then(|| texts.t("files-missing"));
            let pressed = ui.add(Button::primary(label).disabled_if(missing)).clicked();
            if (pressed || entered) && ready {
                return Pressed::Do;
            }
            if ui
                .add(Button::quiet(texts.t("files-choose")).icon(horseshoe_ui::Icon::Search))
                .clicked()
            {
                return Pressed::Choose;
            }
            if ui.add(Button::plain(texts.t("cancel"))).clicked() {
                return Pressed::Cancel;
            }
            Pressed::Nothing
        })
        .inner
    }
}

fn dialog(texts: &Texts, what: Option<&What>) -> Dialog {
    let title = match what {
        Some(What::SaveTicket(_)) => texts.t("files-ticket-title"),
        Some(What::SaveReport(_)) => texts.t("files-report-title"),
        Some(What::SavePage(_)) => texts.t("printed-save-title"),
        Some(What::OpenTicket) => texts.t("files-open-title"),
        Some(What::Export(_)) => texts.t("files-export-title"),
        None => String::new(),
    };
    Dialog::new(Id::unique("files"), title).width(520.0)
}

/// Does it in a thread of its own and wakes the window.
fn beside(ctx: &Context, doing: &SyncSender<Filed>, work: impl FnOnce() -> Filed + Send + 'static) {
    let (ctx, told) = (ctx.clone(), doing.clone());
    let thread = std::thread::Builder::new().name("files".to_owned()).spawn(move || {
        // A window that is gone needs no answer.
        drop(told.send(work()));
        ctx.request_repaint();
    });
    if let Err(error) = thread {
        tracing::warn!(%error, "no thread for a file");
        drop(doing.try_send(Filed::Trouble(Trouble::NotRead)));
    }
}

/// The system's own chooser.
fn choose(what: &What) -> Filed {
    let dialog = rfd::FileDialog::new();
    let chosen = match what {
        What::OpenTicket => dialog.pick_file(),
        What::SaveTicket(_) | What::SaveReport(_) | What::SavePage(_) | What::Export(_) => {
            dialog.pick_folder()
        }
    };
    chosen.map_or(Filed::Nothing, Filed::Chosen)
}

/// Saves a text in a folder, for its owner only, and never over something else.
fn save(folder: &Path, name: &str, text: &str) -> Filed {
    if !folder.is_dir() {
        return Filed::Trouble(Trouble::NoFolder);
    }
    let (stem, end) = name.split_once('.').unwrap_or((name, "txt"));
    for number in 1..1000 {
        let name = if number == 1 { name.to_owned() } else { format!("{stem}-{number}.{end}") };
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(folder.join(name)) {
            Ok(mut file) => {
                return match std::io::Write::write_all(&mut file, text.as_bytes()) {
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

fn not_written(folder: &Path) -> Filed {
    Filed::Trouble(Trouble::NotWritten(folder.display().to_string()))
}

fn read(path: &Path) -> Filed {
    match read_ticket(path) {
        Ok(Some(ticket)) => Filed::Ticket(ticket),
        Ok(None) => Filed::Trouble(Trouble::NotATicket),
        Err(_unreadable) => Filed::Trouble(Trouble::NotRead),
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
fn usual_folder() -> String {
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
            assert!(matches!(save(folder.path(), "t.horseshoe", "horseshoe:abc"), Filed::Saved(_)));
        }
        for name in ["t.horseshoe", "t-2.horseshoe"] {
            let ticket = read_ticket(&folder.path().join(name)).unwrap();
            assert_eq!(ticket.as_deref(), Some("horseshoe:abc"));
        }
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("nowhere");
        let trouble = |filed| match filed {
            Filed::Trouble(trouble) => trouble,
            other => panic!("{other:?}"),
        };
        assert_eq!(trouble(save(&nowhere, "t.horseshoe", "")), Trouble::NoFolder);
        assert_eq!(trouble(read(&nowhere)), Trouble::NotRead);
        let letter = folder.path().join("letter.txt");
        std::fs::write(&letter, "Dear Jo").unwrap();
        assert_eq!(trouble(read(&letter)), Trouble::NotATicket);
    }
}
