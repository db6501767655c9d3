//! What was asked of the node, why, and what follows from its answer.

use super::App;
use crate::drafts::Purpose;
use crate::files::ForWhat;
use crate::screen::Area;
use crate::texts::TextId;
use horseshoe_model::{FileRef, Presentation, PresentersCommand, SheetsCommand, Slides};
use horseshoe_node::{Command, CommunityId, Problem, Reply, TextRef};

/// Why something was asked of the node.
#[derive(Debug)]
pub(super) enum Why {
    Draft(Purpose),
    /// Who wrote what in this text.
    WhoWrote(TextRef),
    /// To be said once it is done, where there is something to say.
    Act {
        said: Option<(TextId, CommunityId)>,
    },
    /// To be said once it is done; it cannot be undone.
    Say(TextId),
    /// A copy of everything is being written.
    BackUp,
    /// A device of mine on paper, in this community.
    Print(CommunityId),
    /// Slides of so many pages, for this.
    AddFile {
        community: CommunityId,
        what: ForWhat,
        pages: u16,
    },
    /// To show what is in it.
    ReadFile(FileRef),
}

impl App {
    /// As if the node had answered this to something that was asked.
    #[cfg(test)]
    pub(crate) fn answered_with(&mut self, answer: Result<Reply, Problem>) {
        self.asked.insert(0, Why::Act { said: None });
        self.answered(0, answer);
    }

    pub(super) fn answered(&mut self, number: u64, answer: Result<Reply, Problem>) {
        match self.asked.remove(&number) {
            Some(Why::Draft(purpose)) => {
                self.drafts.answer(&purpose, &answer);
                if let Err(problem) = answer {
                    self.notices.trouble(problem);
                }
            }
            Some(Why::WhoWrote(text)) => match answer {
                Ok(reply) => self.authorship.answered(&text, reply),
                Err(problem) => self.notices.trouble(problem),
            },
            Some(Why::Say(said)) => match answer {
                Ok(_) => self.notices.say(self.texts.t(said.0)),
                Err(problem) => self.notices.trouble(problem),
            },
            Some(Why::BackUp) => {
                let answer = answer.map_err(|problem| self.notices.trouble(problem));
                self.screens.guard.backup_ended(answer.ok());
            }
            Some(Why::Print(community)) => match answer {
                Ok(reply) => self.printed(community, reply),
                Err(problem) => self.notices.trouble(problem),
            },
            Some(Why::AddFile { community, what, pages }) => match answer {
                Ok(reply) => self.file_added(community, what, pages, &reply),
                Err(problem) => self.notices.trouble(problem),
            },
            Some(Why::ReadFile(file)) => self.album.answered(file, answer),
            Some(Why::Act { said }) => match (answer, said) {
                (Ok(Reply::Ticket { ticket, .. }), _) => self.screens.people.show_ticket(ticket),
                (Ok(Reply::Verified { entries, wrong, .. }), _) => {
                    let (id, count) = if wrong.is_empty() {
                        ("said-verified", entries)
                    } else {
                        ("said-verified-wrong", wrong.len() as u64)
                    };
                    self.notices.say(self.texts.with(id, &[("count", count.into())]));
                }
                (Ok(Reply::Begun { community }), _) => {
                    self.community = Some(community);
                    // Unless people have gone on meanwhile.
                    if matches!(self.area, Area::Begin | Area::Home) {
                        self.area = Area::People;
                    }
                }
                (Ok(Reply::Printed { text, .. }), _) => self.screens.guard.show_code(text),
                (Ok(Reply::Opened { brought }), _) => self.carried.brought(brought),
                (Ok(Reply::FileSaved { entries, .. }), _) => {
                    let said = self.texts.with("said-carried", &[("count", entries.into())]);
                    self.notices.say(said);
                }
                (Ok(Reply::Exported { .. }), _) => self.notices.say(self.texts.t("said-exported")),
                (Ok(_), Some((text, community))) => {
                    self.notices.done(self.texts.t(text.0), community);
                }
                (Ok(_), None) => {}
                (Err(problem), _) => self.notices.trouble(problem),
            },
            None => {}
        }
    }

    /// Shows a device on paper, and gives it a name among mine.
    fn printed(&mut self, community: CommunityId, reply: Reply) {
        let Reply::Printed { text, device: Some(device) } = reply else { return };
        self.screens.people.show_paper(text);
        let name = self.texts.t("device-paper-name");
        self.ask(Why::Act { said: None }, Command::NameDevice { community, device, name });
    }

    /// Puts it where it belongs.
    fn file_added(&mut self, community: CommunityId, what: ForWhat, pages: u16, reply: &Reply) {
        let Reply::Made { id } = reply else { return };
        let Ok(file) = id.parse::<FileRef>() else { return };
        let slides = Slides { file, pages };
        let command = match what {
            ForWhat::Session(document) => {
                let act = SheetsCommand::Add { slides, text: String::new() }.into();
                Command::DoIn { community, document, act }
            }
            ForWhat::Slot { slot, presentation } => {
                let presentation = Presentation { slides: Some(slides), ..presentation };
                let act = PresentersCommand::SetPresentation { slot, presentation }.into();
                Command::Do { community, act }
            }
        };
        self.ask(Why::Act { said: Some((TextId("said-pictures"), community)) }, command);
    }

    pub(super) fn ask(&mut self, why: Why, command: Command) {
        let number = self.next_number;
        self.next_number += 1;
        self.asked.insert(number, why);
        self.line.ask(number, command);
    }
}
