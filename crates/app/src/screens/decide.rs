//! Deciding by traffic light: open a vote, mark, close, and what follows from the count.

mod contents;
mod hands;
mod opening;
mod result;

use crate::flipchart::Leaf;
use crate::screen::ScreenCx;
use crate::screens::handbook::link_ui;
use crate::screens::in_room::contents::under_way;
use crate::screens::parked::Parked;
use crate::screens::{new_mark, project, quiet, title_ui, why_not_write};
use crate::texts::{TextId, Texts};
use contents::{Contents, Issue, OpenVote};
use egui::{Key, Label, Ui};
use hands::Counting;
use horseshoe_model::{BallotsCommand, Mark, Vote, VoteMode, VotesCommand};
use horseshoe_node::Community;
use horseshoe_ui::widgets::{
    Badge, Button, Card, EmptyState, Heading, ListRow, Mark as Pressed, MarkWords, Scope,
    mark_buttons,
};
use horseshoe_ui::{Icon, Size, space, tokens};
use opening::Opening;

/// What is half typed, and what is unfolded.
#[derive(Debug, Default)]
pub(crate) struct DecideScreen {
    opening: Option<Opening>,
    counting: Option<Counting>,
    parked: Parked,
    earlier_shown: bool,
}

impl DecideScreen {
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let contents = Contents::new(community);
        let scope = cx.t("scope-group");
        title_ui(ui, &cx.t("area-decide"), &cx.t("decide-note"), Some((Scope::TheGroup, &scope)));
        let why_not = why_not_write(cx, community);
        if contents.is_empty() && self.opening.is_none() {
            let empty =
                EmptyState::new(Icon::Favourite, cx.t("decide-empty")).action(cx.t("decide-open"));
            if empty.show(ui).0.is_some_and(|open| open.clicked()) {
                self.opening = Some(Opening::default());
            }
        }
        for vote in &contents.open {
            self.open_vote_ui(ui, cx, community, vote, why_not.as_deref());
            ui.add_space(space::M);
        }
        self.opening_ui(ui, cx, !contents.is_empty(), why_not.as_deref());
        if self.opening.is_none() {
            link_ui(ui, cx, "deciding");
        }
        ui.add_space(space::M);
        self.results_ui(ui, cx, community, &contents, why_not.as_deref());
        self.parked.ui(ui, cx, community, why_not.as_deref());
    }

    /// The place to open a vote in, or the button that leads there.
    fn opening_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        button_shown: bool,
        why_not: Option<&str>,
    ) {
        if let Some(opening) = &mut self.opening {
            if opening.ui(ui, cx) {
                self.opening = None;
            }
        } else if button_shown {
            let open = Button::quiet(cx.t("decide-open")).icon(Icon::Plus).disabled_if(why_not);
            if ui.add(open).clicked() {
                self.opening = Some(Opening::default());
            }
        }
    }

    fn open_vote_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        open: &OpenVote,
        why_not: Option<&str>,
    ) {
        Card::new(("vote", open.vote.id)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            vote_title_ui(ui, cx, &open.vote);
            let counts = [("marked", open.marked.into()), ("of", open.of.into())];
            quiet(ui, &cx.with("decide-marked", &counts));
            ui.add_space(space::XS);
            for issue in &open.issues {
                issue_ui(ui, cx, &open.vote, issue, why_not);
            }
            ui.add_space(space::XS);
            if cx.look.letter_keys {
                quiet(ui, &cx.t("mark-keys"));
            }
            quiet(ui, &cx.t("decide-hidden"));
            ui.add_space(space::XS);
            hands::counted_ui(ui, cx, community, &open.vote, why_not);
            let question = title_of(&open.vote, cx.texts);
            let about = [("question", question.as_str().into())];
            let vote = open.vote.id;
            if let Some(counting) = self.counting.as_mut().filter(|one| one.is_of(vote)) {
                if counting.ui(ui, cx, open) {
                    self.counting = None;
                }
                return;
            }
            ui.horizontal_wrapped(|ui| {
                let close = Button::primary(cx.t("decide-close"))
                    .name(cx.with("decide-close-name", &about));
                if ui.add(close.disabled_if(why_not)).clicked() {
                    cx.do_and_say(VotesCommand::Close { vote }, TextId("said-vote-closed"));
                }
                let count = Button::quiet(cx.t("hands-count"))
                    .icon(Icon::Hand)
                    .name(cx.with("hands-count-name", &about));
                if ui.add(count.disabled_if(why_not)).clicked() {
                    self.counting = Some(Counting::new(&open.vote));
                }
                let back = Button::plain(cx.t("decide-take-back"))
                    .name(cx.with("decide-take-back-name", &about));
                if ui.add(back.disabled_if(why_not)).clicked() {
                    cx.do_and_say(VotesCommand::TakeBack { vote }, TextId("said-vote-back"));
                }
                project_ui(ui, cx, community, &open.vote);
            });
        });
    }
}

/// The question, or that it is a vote, with what is special about it.
fn vote_title_ui(ui: &mut Ui, cx: &ScreenCx<'_>, vote: &Vote) {
    ui.horizontal_wrapped(|ui| {
        ui.add(Heading::two(title_of(vote, cx.texts)));
        if vote.follows.is_some() {
            ui.add(Badge::new(cx.t("decide-second-round")));
        }
        if vote.mode == VoteMode::OneEach {
            ui.add(Badge::new(cx.t("decide-mode-one-note")));
        }
        new_mark(ui, cx, vote.id);
    });
}

/// What a vote asks.
pub(crate) fn title_of(vote: &Vote, texts: &Texts) -> String {
    if vote.question.trim().is_empty() { texts.t("decide-untitled") } else { vote.question.clone() }
}

/// While a session goes on: this vote on the flipchart, which says nothing of who marked what.
fn project_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, vote: &Vote) {
    if under_way(community).is_some() {
        project(ui, cx, Leaf::Vote(vote.id), "project");
    }
}

fn issue_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, vote: &Vote, issue: &Issue, why_not: Option<&str>) {
    let about = [("issue", issue.words.as_str().into())];
    let (green, red) = (cx.t("mark-green"), cx.t("mark-red"));
    let names = [cx.with("mark-green-name", &about), cx.with("mark-red-name", &about)];
    let words = MarkWords {
        favourite: &green,
        least_favourite: &red,
        favourite_name: &names[0],
        least_favourite_name: &names[1],
    };
    let current = match issue.mine {
        Mark::Green => Pressed::Favourite,
        Mark::Red => Pressed::LeastFavourite,
        Mark::None => Pressed::None,
    };
    let note = issue.unclear.then(|| cx.t("mark-unclear"));
    let mut row = ListRow::new(("issue", vote.id, issue.option), &issue.words).number(issue.number);
    if let Some(note) = &note {
        row = row.note(note);
    }
    let (response, pressed) = row.show_with(ui, |ui| {
        if why_not.is_some() {
            ui.disable();
        }
        mark_buttons(ui, current, words)
    });
    let pressed = pressed.or_else(|| key_pressed(ui, &response, cx.look.letter_keys));
    let mark = match pressed {
        Some(Pressed::Favourite) => Mark::Green,
        Some(Pressed::LeastFavourite) => Mark::Red,
        Some(Pressed::None) => Mark::None,
        None => return,
    };
    if why_not.is_none() && mark != issue.mine {
        cx.do_it(BallotsCommand::Mark { vote: vote.id, option: issue.option, mark });
    }
}

/// 1, 2 and 0 mark the issue that has the focus: the issue whose buttons do.
fn key_pressed(ui: &Ui, row: &egui::Response, letter_keys: bool) -> Option<Pressed> {
    let focused = ui.ctx().memory(|memory| memory.focused())?;
    let focused = ui.ctx().read_response(focused)?;
    if !row.rect.contains_rect(focused.rect) || ui.ctx().text_edit_focused() || !letter_keys {
        return None;
    }
    ui.input(|input| {
        [
            (Key::Num1, Pressed::Favourite),
            (Key::Num2, Pressed::LeastFavourite),
            (Key::Num0, Pressed::None),
        ]
        .into_iter()
        .find(|(key, _)| input.key_pressed(*key) && input.modifiers.is_none())
        .map(|(_, mark)| mark)
    })
}

/// A line in strong letters.
fn strong(ui: &mut Ui, text: &str) {
    let ink = tokens(ui).ink.text;
    ui.add(Label::new(Size::Body.strong(text).color(ink)).wrap());
}
