//! The screens, one module each, and what they share.

pub(crate) mod begin;
pub(crate) mod capture;
pub(crate) mod connection;
pub(crate) mod decide;
pub(crate) mod groundrules;
pub(crate) mod home;
pub(crate) mod meetings;
pub(crate) mod notes;
pub(crate) mod only_me;
pub(crate) mod people;

use crate::screen::ScreenCx;
use crate::words;
use egui::{Align, Label, Layout, Response, Ui};
use horseshoe_model::Words;
use horseshoe_node::{Community, DocumentId, Stage, TextRef};
use horseshoe_ui::live_text::Wish;
use horseshoe_ui::widgets::{Badge, Heading, ListRow, LiveField, Scope};
use horseshoe_ui::{Size, space, tokens};

/// The title of a screen, a line under it, and who can see what is written here.
fn title_ui(ui: &mut Ui, title: &str, note: &str, scope: Option<(Scope, &str)>) {
    ui.horizontal_wrapped(|ui| {
        ui.add(Heading::one(title));
        if let Some((scope, words)) = scope {
            ui.add_space(space::S);
            ui.add(Badge::scope(scope, words));
        }
    });
    if !note.is_empty() {
        quiet(ui, note);
    }
    ui.add_space(space::M);
}

/// Whether a form has put the focus into its first field, which it does once.
#[derive(Debug, Default)]
struct Begun(bool);

impl Begun {
    /// After the field was drawn: the Enter that opened the form would leave the field again.
    fn focus(&mut self, field: &Response) {
        if !std::mem::replace(&mut self.0, true) {
            field.request_focus();
        }
    }
}

/// Gives the focus back to the row that was opened.
fn focus_row(ui: &Ui, key: impl std::hash::Hash + std::fmt::Debug) {
    ui.memory_mut(|memory| memory.request_focus(ListRow::id(key)));
}

/// Which of two columns.
#[derive(Clone, Copy, Debug)]
enum Side {
    Left,
    Right,
}

/// Two columns beside each other.
fn columns(ui: &mut Ui, mut draw: impl FnMut(&mut Ui, Side)) {
    ui.spacing_mut().item_spacing.x = space::L;
    ui.columns(2, |columns| {
        for (column, side) in columns.iter_mut().zip([Side::Left, Side::Right]) {
            // Columns come with lines stretched to both edges.
            let layout = Layout::top_down(Align::LEFT);
            column.with_layout(layout, |ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                draw(ui, side);
            });
        }
    });
}

/// A quiet line.
fn quiet(ui: &mut Ui, text: &str) {
    let muted = tokens(ui).ink.muted;
    ui.add(Label::new(Size::Note.text(text).color(muted)).wrap());
}

/// A line of running text.
fn body(ui: &mut Ui, text: &str) {
    let ink = tokens(ui).ink.text;
    ui.add(Label::new(Size::Body.text(text).color(ink)).wrap());
}

/// What is open for writing, and in which document.
struct Writing<'a> {
    community: &'a Community,
    document: DocumentId,
    words: &'a Words,
    label: &'a str,
    rows: usize,
}

/// A text several people write at once. Answers what people want beyond editing.
fn live_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, writing: &Writing<'_>) -> Option<Wish> {
    let Writing { community, document, words, label, rows } = writing;
    let key = (community.id, TextRef { document: *document, object: words.object.clone() });
    let now = ui.input(|input| input.time);
    let texts = cx.texts;
    cx.drafts.others(
        &key,
        &community.typing,
        |typing| {
            let id = horseshoe_model::MemberId::from_bytes(*typing.member.as_bytes());
            (words::member(texts, community, Some(id)), words::colour(typing.member.as_bytes()))
        },
        now,
    );
    let fresh = !cx.drafts.is_open(&key);
    let live = cx.drafts.open(&key, &words.text);
    let output = LiveField::new(label).rows(*rows).show(ui, live);
    if fresh {
        output.response.request_focus();
    }
    cx.drafts.typed(&key, output.splices);
    output.wish
}

/// Why nothing can be written in this community, where that is so.
fn why_not_write(cx: &ScreenCx<'_>, community: &Community) -> Option<String> {
    (community.stage == Stage::Left).then(|| cx.t("status-left"))
}

/// Who is writing in this text just now, by name.
fn writing_names(cx: &ScreenCx<'_>, community: &Community, object: &str) -> Vec<String> {
    let mut names: Vec<String> = community
        .typing
        .iter()
        .filter(|typing| typing.text.object == object)
        .map(|typing| {
            let id = horseshoe_model::MemberId::from_bytes(*typing.member.as_bytes());
            words::member(cx.texts, community, Some(id))
        })
        .collect();
    names.dedup();
    names
}
