//! What the middle of the screen is about: one board at a time. The one that goes with the agenda, until somebody turns to
//! another.

use super::asked::asked_ui;
use super::{InRoomScreen, Part, since, who};
use crate::flipchart::contents::Page;
use crate::flipchart::{Leaf, Pictures, preview_ui};
use crate::screen::ScreenCx;
use crate::screens::{project, quiet};
use egui::{Key, Ui};
use horseshoe_model::{PointId, PointKind};
use horseshoe_ui::widgets::{Button, Section, segmented};
use horseshoe_ui::{Icon, space};

/// A board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Board {
    Since,
    Heard,
    Views,
    Pictures,
    Keep,
    ToDo,
    Round,
    Here,
}

/// The board somebody turned to, at this point of the agenda; and whether whoever does not facilitate sees one.
#[derive(Debug, Default)]
pub(super) struct Turned {
    to: Option<(Option<PointId>, Board)>,
    shown_to_all: bool,
}

impl Board {
    /// All of them; those before the round are also for everybody who does not facilitate.
    const ALL: [Self; 8] = [
        Self::Since,
        Self::Heard,
        Self::Views,
        Self::Pictures,
        Self::Keep,
        Self::ToDo,
        Self::Round,
        Self::Here,
    ];

    const fn is_for_all(self) -> bool {
        !matches!(self, Self::Round | Self::Here)
    }

    /// The one that goes with a point.
    const fn of(kind: PointKind) -> Self {
        match kind {
            PointKind::SinceLast => Self::Since,
            PointKind::Presentation | PointKind::Discussion | PointKind::Design => Self::Heard,
            PointKind::Capture => Self::Keep,
            PointKind::NextDate => Self::ToDo,
            PointKind::Feedback => Self::Round,
            PointKind::Intro
            | PointKind::Philosophy
            | PointKind::Groundrules
            | PointKind::Break
            | PointKind::Other => Self::Here,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Since => "board-since",
            Self::Heard => "board-heard",
            Self::Views => "board-views",
            Self::Pictures => "board-pictures",
            Self::Keep => "board-keep",
            Self::ToDo => "board-to-do",
            Self::Round => "board-round",
            Self::Here => "board-here",
        }
    }

    /// The page of the flipchart that shows it to all; a picture is shown by itself. What was last time is for whoever
    /// facilitates to say.
    const fn leaf(self) -> Option<Leaf> {
        match self {
            Self::Since | Self::Pictures | Self::Round => None,
            Self::Heard => Some(Leaf::Heard),
            Self::Views => Some(Leaf::Views),
            Self::Keep => Some(Leaf::Keep),
            Self::ToDo => Some(Leaf::ToDo),
            Self::Here => Some(Leaf::Who),
        }
    }
}

impl InRoomScreen {
    /// Which board it is.
    fn board(&self, part: &Part<'_>) -> Board {
        let here = part.contents.now.here();
        match self.turned.to {
            Some((at, board)) if at == here.map(|here| here.point) => board,
            _ if part.contents.round.is_some() => Board::Round,
            _ if part.contents.pictures.now.is_some() => Board::Pictures,
            _ => here.map_or(Board::Here, |here| Board::of(here.kind)),
        }
    }

    fn turn(&mut self, part: &Part<'_>, board: Board) {
        self.turned.to = Some((part.contents.now.here().map(|here| here.point), board));
    }

    /// The board, and the way to the others.
    pub(super) fn board_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let mine = |board: &Board| part.contents.i_facilitate || board.is_for_all();
        let before = Some(self.board(part)).filter(mine).unwrap_or(Board::Heard);
        let boards: Vec<(Board, String)> =
            Board::ALL.into_iter().filter(mine).map(|it| (it, cx.t(it.word()))).collect();
        let options: Vec<_> =
            boards.iter().map(|(board, words)| (*board, words.as_str())).collect();
        let mut board = before;
        segmented(ui, &cx.t("board-name"), &mut board, &options);
        if board != before {
            self.turn(part, board);
        }
        ui.add_space(space::S);
        match board {
            Board::Since => since::since_ui(ui, cx, part),
            Board::Heard => {
                self.heard.points_ui(ui, cx, part);
                asked_ui(ui, cx, part);
                if part.contents.i_facilitate && !part.contents.now.is_over() {
                    self.asking.ask_ui(ui, cx, part);
                }
            }
            Board::Views => self.heard.views_ui(ui, cx, part),
            Board::Pictures => self.pictures.ui(ui, cx, part),
            Board::Keep => {
                let session = Some(part.contents.document);
                self.keeping.ui(ui, cx, part.community, session, part.why_not);
            }
            Board::ToDo => {
                let session = Some(part.contents.document);
                self.to_do.ui(ui, cx, part.community, session, part.why_not);
                ui.add_space(space::M);
                self.parked.ui(ui, cx, part.community, part.why_not);
            }
            Board::Round => {
                self.round_ui(ui, cx, part);
                self.feedback_ui(ui, cx, part);
            }
            Board::Here => {
                who::here_ui(ui, cx, part, &mut self.guest);
                self.how_ui(ui, cx, part);
            }
        }
        if part.contents.i_facilitate {
            project_ui(ui, cx, part, board);
        }
    }

    /// At its point of the agenda.
    pub(super) fn feedback_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        if part.contents.now.here().is_some_and(|here| here.kind == PointKind::Feedback) {
            ui.add_space(space::M);
            self.feedback.ui(ui, cx, part);
        }
    }

    /// T parks something: the board with the line to park in, and the focus in it.
    pub(super) fn board_keys(&mut self, part: &Part<'_>, pressed: impl Fn(Key) -> bool) {
        if pressed(Key::T) {
            self.park(part);
        }
    }

    pub(super) fn park(&mut self, part: &Part<'_>) {
        self.turn(part, Board::ToDo);
        self.parked.focus();
        self.turned.shown_to_all = true;
    }

    /// For everybody who does not facilitate: folded away, so that nothing moves unless they ask for it.
    pub(super) fn written_down_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let shown = self.turned.shown_to_all;
        let label = if shown { "written-down-hide" } else { "written-down-show" };
        if ui.add(Button::plain(cx.t(label)).icon(Icon::Pages)).clicked() {
            self.turned.shown_to_all = !shown;
        }
        if self.turned.shown_to_all {
            self.board_ui(ui, cx, part);
        }
    }
}

/// Puts this board on the flipchart, or lets it go with the agenda again; and what the flipchart shows, while it is open.
fn project_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, board: Board) {
    ui.add_space(space::XS);
    if let Some(leaf) = board.leaf() {
        ui.horizontal_wrapped(|ui| {
            if project(ui, cx, leaf, "project") {
                quiet(ui, &cx.t("projected"));
            }
        });
    }
    if cx.flipchart_open {
        let page = Page::of(part.community, cx.projected, cx.handbook, cx.texts, cx.now_ms);
        Section::new(cx.t("flipchart-preview")).show(ui, |ui| {
            preview_ui(ui, &page, &mut Pictures { album: cx.album, texts: cx.texts });
        });
    }
}
