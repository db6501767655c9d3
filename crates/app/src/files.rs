//! Files outside the profile: tickets, reports, pages to print, everything readable, backups, files to carry over. The
//! window asks where; the work is done beside it, so that no frame waits for a disk or for the system's own chooser.

mod picture;
mod work;

use crate::screens::groundrules::sheet::Sheet;
use crate::screens::quiet;
use crate::slides::{Slides, SlidesProblem};
use crate::texts::Texts;
use crate::words;
use egui::{Context, Id, Key};
use horseshoe_model::{Presentation, SlotId};
use horseshoe_node::{CommunityId, DocumentId, ForWhom, Problem, Secret, TicketId};
use horseshoe_ui::widgets::{Button, Dialog, TextField};
use horseshoe_ui::{focus, space};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
pub(crate) use work::read_ticket;

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
    /// The groundrules as a page to print.
    SaveSheet(Sheet),
    /// The groundrules as a picture.
    SaveSlide(Sheet),
    OpenTicket,
    Export(CommunityId),
    /// A file the node writes.
    Write(ToWrite),
    /// Whether a copy of everything opens, with its passphrase.
    TryBackup(Secret),
    /// A copy of everything, to begin with.
    Restore(Secret),
    /// A file somebody carried here.
    OpenCarried,
    /// Slides, or a picture of paper.
    OpenSlides(ForWhat),
}

/// What slides are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ForWhat {
    /// This session.
    Session(DocumentId),
    /// What somebody presents at this place.
    Slot { slot: SlotId, presentation: Presentation },
}

/// What the node writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ToWrite {
    /// A copy of everything, under this passphrase.
    Backup(Secret),
    /// What somebody lacks.
    Carry { community: CommunityId, whom: ForWhom },
    /// That I ask to be let in.
    Asking(TicketId),
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
    Write {
        what: ToWrite,
        file: PathBuf,
    },
    /// A copy opens, and is whole.
    BackupOpens {
        made: u64,
    },
    Restore {
        file: PathBuf,
        passphrase: Secret,
    },
    OpenCarried(PathBuf),
    Slides {
        what: ForWhat,
        slides: Slides,
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
    Slides(SlidesProblem),
    Problem(Problem),
}

#[derive(Debug)]
enum Filed {
    Chosen(PathBuf),
    Saved(PathBuf),
    Ticket(String),
    Slides(Slides),
    /// Nothing stands there yet.
    Free(PathBuf),
    Backup {
        file: PathBuf,
        made: u64,
    },
    Trouble(Trouble),
    /// The chooser was closed without a choice.
    Nothing,
}

/// What a file that is carried between devices ends in.
const CARRIED: &str = "horseshoe-exchange";

impl What {
    /// Whether a file is asked for, and not a folder.
    const fn opens(&self) -> bool {
        match self {
            Self::OpenTicket
            | Self::TryBackup(_)
            | Self::Restore(_)
            | Self::OpenCarried
            | Self::OpenSlides(_) => true,
            Self::SaveTicket(_)
            | Self::SaveReport(_)
            | Self::SavePage(_)
            | Self::SaveSheet(_)
            | Self::SaveSlide(_)
            | Self::Export(_)
            | Self::Write(_) => false,
        }
    }

    const fn title(&self) -> &'static str {
        match self {
            Self::SaveTicket(_) => "files-ticket-title",
            Self::SaveReport(_) => "files-report-title",
            Self::SavePage(_) => "printed-save-title",
            Self::SaveSheet(_) => "sheet-print-title",
            Self::SaveSlide(_) => "sheet-picture-title",
            Self::OpenTicket => "files-open-title",
            Self::Export(_) => "files-export-title",
            Self::Write(ToWrite::Backup(_)) => "backup-title",
            Self::Write(ToWrite::Carry { .. }) => "carry-title",
            Self::Write(ToWrite::Asking(_)) => "carry-asking-title",
            Self::TryBackup(_) => "backup-try-title",
            Self::Restore(_) => "restore-title",
            Self::OpenCarried => "carried-title",
            Self::OpenSlides(ForWhat::Session(_)) => "pictures-add",
            Self::OpenSlides(ForWhat::Slot { .. }) => "slot-slides-title",
        }
    }

    const fn go(&self) -> &'static str {
        match self {
            Self::OpenTicket => "files-open-do",
            Self::TryBackup(_) => "backup-try-do",
            Self::Restore(_) => "restore-do",
            Self::OpenCarried => "carried-do",
            Self::OpenSlides(_) => "pictures-add-do",
            _ => "files-save",
        }
    }
}

impl Default for Files {
    fn default() -> Self {
        let (doing, done) = sync_channel(8);
        Self { asking: None, done, doing }
    }
}

impl Files {
    /// Asks for a place.
    pub(crate) fn ask(&mut self, ctx: &Context, what: What) {
        let place = if what.opens() { String::new() } else { work::usual_folder() };
        self.asking = Some(Asking { what, place, trouble: None, busy: false, begun: false });
        ctx.request_repaint();
    }

    /// Draws what is asked; answers what came of it.
    pub(crate) fn ui(&mut self, ctx: &Context, texts: &Texts) -> Vec<Outcome> {
        let mut outcomes = self.take_in();
        outcomes.extend(self.read_dropped(ctx));
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
                beside(ctx, &self.doing, move || work::choose(&what));
            }
            Pressed::Do => {
                let place = PathBuf::from(asking.place.trim());
                match asking.what.clone() {
                    What::Export(community) => {
                        outcomes.push(Outcome::Export { community, folder: place });
                        open = false;
                    }
                    What::OpenCarried => {
                        outcomes.push(Outcome::OpenCarried(place));
                        open = false;
                    }
                    what => {
                        asking.busy = true;
                        asking.trouble = None;
                        let name = texts.t(name(&what));
                        beside(ctx, &self.doing, move || carry_out(what, place, &name));
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
                Filed::Slides(slides) => {
                    if let Some(What::OpenSlides(what)) = self.asking.take().map(|it| it.what) {
                        outcomes.push(Outcome::Slides { what, slides });
                    }
                }
                Filed::Free(file) => {
                    if let Some(What::Write(what)) = self.asking.take().map(|asking| asking.what) {
                        outcomes.push(Outcome::Write { what, file });
                    }
                }
                Filed::Backup { file, made } => {
                    match self.asking.take().map(|asking| asking.what) {
                        Some(What::Restore(passphrase)) => {
                            outcomes.push(Outcome::Restore { file, passphrase });
                        }
                        Some(What::TryBackup(_)) => outcomes.push(Outcome::BackupOpens { made }),
                        _ => {}
                    }
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

    /// A file dropped onto the window: one that was carried here, or a ticket.
    fn read_dropped(&mut self, ctx: &Context) -> Option<Outcome> {
        let path =
            ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()))?;
        if path.extension().is_some_and(|end| end == CARRIED) {
            return Some(Outcome::OpenCarried(path));
        }
        let place = path.display().to_string();
        let what = What::OpenTicket;
        self.asking = Some(Asking { what, place, trouble: None, busy: true, begun: false });
        beside(ctx, &self.doing, move || work::read(&path));
        None
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
        let open = self.what.opens();
        let label = texts.t(if open { "files-open-place" } else { "files-place" });
        let trouble = self.trouble.as_ref().map(|trouble| match trouble {
            Trouble::NoFolder => texts.t("files-no-folder"),
            Trouble::NotWritten(folder) => {
                texts.with("files-not-written", &[("folder", folder.as_str().into())])
            }
            Trouble::NotRead => texts.t("files-not-read"),
            Trouble::NotATicket => texts.t("files-not-a-ticket"),
            Trouble::Slides(problem) => slides_trouble(texts, *problem),
            Trouble::Problem(problem) => words::problem(texts, problem).happened,
        });
        let mut field = TextField::new(label).id(Id::unique("files-place")).problem(trouble);
        if !open {
            field = field.hint(texts.t("files-place-hint"));
        }
        let field = field.show(ui, &mut self.place);
        if !std::mem::replace(&mut self.begun, true) {
            // Also where the list of everything, which led here, is about to give it back.
            focus::give(ui.ctx(), field.id);
        }
        if field.changed() {
            self.trouble = None;
        }
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let ready = !self.busy && !self.place.trim().is_empty();
        if self.busy {
            quiet(ui, &texts.t("files-busy"));
        }
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            let label = texts.t(self.what.go());
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
    let title = what.map(|what| texts.t(what.title())).unwrap_or_default();
    Dialog::new(Id::unique("files"), title).width(520.0)
}

fn slides_trouble(texts: &Texts, problem: SlidesProblem) -> String {
    match problem {
        SlidesProblem::NotRead => texts.t("files-not-read"),
        SlidesProblem::NoPicture => texts.t("slides-no-picture"),
        SlidesProblem::Locked => texts.t("slides-locked"),
        SlidesProblem::TooMany { most } => texts.with("slides-too-many", &[("most", most.into())]),
        SlidesProblem::TooLarge => texts.t("slides-too-large"),
        SlidesProblem::Damaged => texts.t("slides-damaged"),
    }
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

/// What a new file is called: neither a name nor a day of anybody's.
const fn name(what: &What) -> &'static str {
    match what {
        What::SaveReport(_) => "report-file-name",
        What::SavePage(_) => "printed-file-name",
        What::SaveSheet(_) => "sheet-file-page",
        What::SaveSlide(_) => "sheet-file-picture",
        What::Write(ToWrite::Backup(_)) => "backup-file-name",
        What::Write(ToWrite::Carry { .. } | ToWrite::Asking(_)) => "carry-file-name",
        _ => "ticket-file-name",
    }
}

fn carry_out(what: What, place: PathBuf, name: &str) -> Filed {
    match what {
        What::SaveTicket(text) | What::SaveReport(text) => {
            work::save(&place, name, text.as_bytes())
        }
        What::SavePage(page) => work::save(&place, name, page.as_str().as_bytes()),
        What::SaveSheet(sheet) => work::save(&place, name, sheet.html().as_bytes()),
        What::SaveSlide(sheet) => match sheet.png() {
            Some(picture) => work::save(&place, name, &picture),
            None => Filed::Trouble(Trouble::NotWritten(place.display().to_string())),
        },
        What::Write(_) => work::free(&place, name),
        What::OpenTicket => work::read(&place),
        What::OpenSlides(_) => match Slides::from_file(&place) {
            Ok(slides) => Filed::Slides(slides),
            Err(problem) => Filed::Trouble(Trouble::Slides(problem)),
        },
        What::TryBackup(passphrase) | What::Restore(passphrase) => {
            work::try_backup(place, &passphrase)
        }
        // Nothing is done beside for these.
        What::Export(_) | What::OpenCarried => Filed::Nothing,
    }
}
