//! The screens, one module each, and what they share.

pub(crate) mod begin;
pub(crate) mod capture;
pub(crate) mod carried;
pub(crate) mod connection;
pub(crate) mod decide;
pub(crate) mod for_good;
pub(crate) mod groundrules;
pub(crate) mod guard;
pub(crate) mod handbook;
pub(crate) mod home;
pub(crate) mod in_room;
pub(crate) mod learning;
pub(crate) mod long_text;
pub(crate) mod meetings;
pub(crate) mod membership;
pub(crate) mod notes;
pub(crate) mod only_me;
pub(crate) mod own_notes;
pub(crate) mod parked;
pub(crate) mod people;
pub(crate) mod printed;
pub(crate) mod reminding;
pub(crate) mod volunteer;

use crate::action::Action;
use crate::authorship::Told;
use crate::dates;
use crate::flipchart::Leaf;
use crate::screen::ScreenCx;
use crate::words;
use egui::containers::menu::MenuButton;
use egui::{Align, Label, Layout, Response, TextWrapMode, Ui};
use horseshoe_model::{ThingId, Words};
use horseshoe_node::{Community, DocumentId, MemberId, Stage, TextRef};
use horseshoe_ui::live_text::{RemoteCaret, TextWord, Wish};
use horseshoe_ui::widgets::{
    Author, Authored, Badge, Button, Heading, ListRow, LiveField, Run, Scope, Tint, segmented,
};
use horseshoe_ui::{Icon, Size, space, tokens};

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

/// A day among those of the meetings to come, or none. Says whether another one was chosen.
fn day_ui(
    ui: &mut Ui,
    cx: &ScreenCx<'_>,
    community: &Community,
    day: &mut Option<String>,
    label: &'static str,
    none: &'static str,
) -> bool {
    const MEETINGS: usize = 2;
    let today = dates::date_of(cx.now_ms);
    let coming = community.community.meetings.iter().map(|meeting| &meeting.when.value.date);
    let mut days: Vec<&String> = coming.filter(|date| **date > today).take(MEETINGS).collect();
    let before = day.clone();
    if let Some(own) = before.as_ref().filter(|own| !days.contains(own)) {
        days.push(own);
    }
    let mut choices = vec![(None, cx.t(none))];
    choices.extend(days.into_iter().map(|day| (Some(day), dates::day(cx.texts, day))));
    let options: Vec<_> = choices.iter().map(|(day, words)| (*day, words.as_str())).collect();
    let mut chosen = before.as_ref();
    segmented(ui, &cx.t(label), &mut chosen, &options);
    *day = chosen.cloned();
    before != *day
}

/// A button that shows something, or hides it again. Says whether it is shown.
fn fold_ui(ui: &mut Ui, shown: &mut bool, show: String, hide: String) -> bool {
    if ui.add(Button::plain(if *shown { hide } else { show })).clicked() {
        *shown = !*shown;
    }
    *shown
}

/// A button that unfolds more to press, or says why it does not. Its words stay on one line.
fn menu(ui: &mut Ui, label: &str, why_not: Option<&str>, contents: impl FnOnce(&mut Ui)) {
    if let Some(why_not) = why_not {
        ui.add(Button::quiet(label).disabled_because(why_not));
        return;
    }
    let button = egui::Button::new(Size::Body.text(label)).wrap_mode(TextWrapMode::Extend);
    MenuButton::from_button(button).ui(ui, contents);
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

/// Turns the flipchart to a page, or lets it go with the agenda again. Says whether it is turned to this one.
fn project(ui: &mut Ui, cx: &mut ScreenCx<'_>, leaf: Leaf, label: &'static str) -> bool {
    let shown = cx.projected == Some(leaf);
    let label = if shown { "project-not" } else { label };
    if ui.add(Button::plain(cx.texts.t(label)).icon(Icon::Flipchart)).clicked() {
        cx.act(Action::Project((!shown).then_some(leaf)));
    }
    shown
}

/// A quiet line.
pub(crate) fn quiet(ui: &mut Ui, text: &str) {
    let muted = tokens(ui).ink.muted;
    ui.add(Label::new(Size::Note.text(text).color(muted)).wrap());
}

/// The same size, to be read.
pub(crate) fn small(ui: &mut Ui, text: &str) {
    let ink = tokens(ui).ink.text;
    ui.add(Label::new(Size::Note.text(text).color(ink)).wrap());
}

/// A line of running text.
pub(crate) fn body(ui: &mut Ui, text: &str) {
    let ink = tokens(ui).ink.text;
    ui.add(Label::new(Size::Body.text(text).color(ink)).wrap());
}

/// A quiet word at what came in and was not seen yet.
fn new_mark(ui: &mut Ui, cx: &ScreenCx<'_>, thing: impl Into<ThingId>) {
    if cx.community.is_some_and(|community| community.news.is_new(thing)) {
        ui.add(Badge::new(cx.t("new-mark")).tint(Tint::Accent));
    }
}

/// A quiet word at what I wrote on this device and nobody else has yet; not in the moment in which it is passed on.
fn saved_here_mark(ui: &mut Ui, cx: &ScreenCx<'_>, document: DocumentId, object: &str, at_ms: u64) {
    const PASSED_ON_WITHIN_MS: u64 = 10_000;
    let Some(community) = cx.community else { return };
    let on_its_way =
        community.sync.connected > 0 && cx.now_ms < at_ms.saturating_add(PASSED_ON_WITHIN_MS);
    let living = community.stage == Stage::Living && community.spread.others > 0;
    if living && !on_its_way && community.spread.with(document, object) == Some(0) {
        ui.add(Badge::new(cx.t("saved-here")).name(cx.t("saved-here-name")));
    }
}

/// With whom something is that was written on this device.
fn spread_ui(
    ui: &mut Ui,
    cx: &ScreenCx<'_>,
    community: &Community,
    document: DocumentId,
    texts: &[&Words],
) {
    let others = community.spread.others;
    if others == 0 {
        return;
    }
    let with = texts.iter().filter_map(|words| community.spread.with(document, &words.object));
    match with.min() {
        None => {}
        Some(0) => quiet(ui, &cx.t("with-nobody")),
        Some(all) if all >= others => quiet(ui, &cx.t("with-all")),
        Some(some) => {
            let count = [("count", some.into()), ("others", others.into())];
            quiet(ui, &cx.with("with-some", &count));
        }
    }
}

/// Who wrote what in texts that are open, where people want to see it.
fn who_wrote_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    document: DocumentId,
    texts: &[&Words],
) {
    let shown = texts.iter().any(|words| cx.authorship.is_shown(words));
    let label = cx.t(if shown { "who-wrote-hide" } else { "who-wrote" });
    if ui.add(Button::plain(label).icon(Icon::People)).clicked() {
        if shown {
            cx.authorship.hide();
        } else {
            cx.authorship.show(community.id, document, texts);
        }
    }
    for words in texts {
        authored_ui(ui, cx, community, words);
    }
}

fn authored_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, words: &Words) {
    let (told, ask) = cx.authorship.of(words);
    let told = told.cloned();
    if let Some(ask) = ask {
        cx.act(ask);
    }
    match told {
        Some(told) => {
            let (authors, runs) = authors(cx, community, &told);
            Authored::new(&told.text, &authors, &runs).show(ui);
        }
        None if cx.authorship.is_shown(words) => quiet(ui, &cx.t("who-wrote-asking")),
        None => {}
    }
}

/// Everybody who wrote in a text, in the order of their first words, and which words are whose.
fn authors(cx: &ScreenCx<'_>, community: &Community, told: &Told) -> (Vec<Author>, Vec<Run>) {
    let mut members: Vec<Option<MemberId>> = Vec::new();
    let mut runs = Vec::new();
    for (member, characters) in &told.runs {
        let known = members.iter().position(|known| known == member);
        let author = known.unwrap_or_else(|| {
            members.push(*member);
            members.len() - 1
        });
        runs.push(Run { author, characters: *characters });
    }
    let author = |member: &Option<MemberId>| {
        let id = member.map(|member| horseshoe_model::MemberId::from_bytes(*member.as_bytes()));
        let name = words::member(cx.texts, community, id);
        let known = community.members.iter().find(|known| Some(known.id) == *member);
        let gone = known.is_some_and(|known| !known.standing && !known.me);
        Author {
            name: if gone { cx.with("author-gone", &[("name", name.into())]) } else { name },
            colour: member.map_or(0, |member| words::colour(member.as_bytes())),
        }
    };
    (members.iter().map(author).collect(), runs)
}

/// What is open for writing, and in which document.
struct Writing<'a> {
    community: &'a Community,
    document: DocumentId,
    words: &'a Words,
    label: &'a str,
    rows: usize,
    /// The focus goes into it when it opens.
    focus: bool,
    /// It is part of a long text.
    part: Option<Part>,
}

/// How a text is open that is part of a long one.
#[derive(Clone, Copy)]
struct Part {
    /// It takes no words just now.
    full: bool,
}

/// What people did in a text beyond editing it.
struct Written {
    wish: Option<Wish>,
    focused: bool,
    /// Words that did not fit.
    cut: String,
}

/// A text several people write at once.
fn live_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, writing: &Writing<'_>) -> Written {
    let Writing { community, document, words, label, rows, focus, part } = writing;
    let key = (community.id, TextRef { document: *document, object: words.object.clone() });
    let now = ui.input(|input| input.time);
    let texts = cx.texts;
    cx.drafts.others(
        &key,
        &community.typing,
        |typing| {
            let id = horseshoe_model::MemberId::from_bytes(*typing.member.as_bytes());
            let name = words::member(texts, community, Some(id));
            RemoteCaret {
                says: texts.with("is-writing-here", &[("name", name.as_str().into())]),
                name,
                author: words::colour(typing.member.as_bytes()),
                caret: typing.at,
                anchor: Some(typing.anchor),
                ghost: typing.words.clone(),
            }
        },
        now,
    );
    let fresh = !cx.drafts.is_open(&key);
    let live = cx.drafts.open(&key, &words.text);
    let text_words = |word| texts.t(text_word(word));
    let mut field = LiveField::new(label).rows(*rows).words(&text_words);
    if let Some(part) = part {
        field = field.goes_on().full(part.full);
    }
    let mut output = field.show(ui, live);
    if fresh && *focus {
        output.response.request_focus();
    }
    let cut = std::mem::take(&mut output.cut);
    let written = Written { wish: output.wish, focused: output.focused, cut };
    cx.drafts.drawn(&key, output);
    written
}

/// Which of the texts of something that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The one that has the focus when it opens.
    First,
    Later,
}

/// A text in the community's document, open for writing. Says whether whoever writes is done.
fn text_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    words: &Words,
    label: &'static str,
    place: Place,
) -> bool {
    let writing = Writing {
        community,
        document: community.community_document,
        words,
        label: &cx.t(label),
        rows: if place == Place::First { 2 } else { 1 },
        focus: place == Place::First,
        part: None,
    };
    live_ui(ui, cx, &writing).wish == Some(Wish::Done)
}

/// What a text being written says of itself, and the entries of its menu.
const fn text_word(word: TextWord) -> &'static str {
    match word {
        TextWord::Undo => "text-undo",
        TextWord::Redo => "text-redo",
        TextWord::Cut => "text-cut",
        TextWord::Copy => "text-copy",
        TextWord::Paste => "text-paste",
        TextWord::SelectAll => "text-select-all",
        TextWord::Long => "text-long",
        TextWord::Full => "text-full",
    }
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
