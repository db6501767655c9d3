//! A row of a list: what it is, a quieter line, and what can be done with it on the right, or below where there is no
//! room beside the words.

use std::{hash::Hash, ops::Range, sync::Arc};

use egui::{
    Align, Color32, CornerRadius, FontSelection, Galley, Id, Layout, Rect, Response, RichText,
    Sense, Stroke, StrokeKind, TextWrapMode, Ui, UiBuilder, Vec2, WidgetInfo, WidgetText,
    accesskit::Role, pos2, text::LayoutJob, vec2,
};

use super::{avatar, list};
use crate::{
    Icon, Size,
    interaction::{focus_ring, quiet_ground},
    space, theme,
};

/// One row. Its `key` is the lasting id of the thing shown, so that focus stays when rows move.
#[must_use = "call `show` or `show_with`"]
pub struct ListRow<'a> {
    key: Id,
    title: &'a str,
    note: Option<&'a str>,
    lead: Lead<'a>,
    chosen: bool,
    press: Press,
    struck: bool,
    unfolded: Option<bool>,
    in_title: &'a [Range<usize>],
    in_note: &'a [Range<usize>],
    name: Option<String>,
}

/// What pressing the whole row means.
#[derive(Clone, Copy, PartialEq)]
enum Press {
    Nothing,
    Button,
    /// One of several rows of which one is chosen.
    Choice,
    /// The same, where a field above has the focus: in this list, at this place.
    Option(Id, usize),
}

enum Lead<'a> {
    None,
    /// As much room as an icon takes.
    Inset,
    Icon(Icon),
    Person(&'a str, usize),
    Number(usize),
}

/// The words of a row, laid out.
struct Words {
    title: Arc<Galley>,
    note: Option<Arc<Galley>>,
}

/// How much room what stands behind the words took when it was last drawn.
#[derive(Clone, Copy, Default, PartialEq)]
struct Trailing {
    size: Vec2,
    /// It did not fit into one line.
    wrapped: bool,
}

/// Words are not made narrower than this for what stands beside them.
const LEAST_WORDS: f32 = 180.0;
const PAD: Vec2 = vec2(space::S, 6.0);

impl<'a> ListRow<'a> {
    pub fn new(key: impl Hash + std::fmt::Debug, title: &'a str) -> Self {
        Self {
            key: Self::id(key),
            title,
            note: None,
            lead: Lead::None,
            chosen: false,
            press: Press::Nothing,
            struck: false,
            unfolded: None,
            in_title: &[],
            in_note: &[],
            name: None,
        }
    }

    /// The lasting id of the row with this key, for giving it the focus.
    pub fn id(key: impl Hash + std::fmt::Debug) -> Id {
        Id::unique(("list-row", key))
    }

    /// A quieter line under the title.
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = Some(note);
        self
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.lead = Lead::Icon(icon);
        self
    }

    /// An avatar in front.
    pub fn person(mut self, name: &'a str, index: usize) -> Self {
        self.lead = Lead::Person(name, index);
        self
    }

    /// A number in front, for lists people refer to aloud.
    pub fn number(mut self, number: usize) -> Self {
        self.lead = Lead::Number(number);
        self
    }

    /// The whole row can be pressed.
    pub fn pressable(mut self) -> Self {
        self.press = Press::Button;
        self
    }

    /// Pressing the row chooses it among the others.
    pub fn choice(mut self) -> Self {
        self.press = Press::Choice;
        self
    }

    /// One of the things found by what is typed in a field, which keeps the focus.
    pub(crate) fn option(mut self, list: Id, place: usize) -> Self {
        self.press = Press::Option(list, place);
        self
    }

    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// Pressing the row unfolds what stands under it, or folds it.
    pub fn unfolds(mut self, unfolded: bool) -> Self {
        self.press = Press::Button;
        self.unfolded = Some(unfolded);
        self
    }

    /// Done or set aside: struck through.
    pub fn struck(mut self, struck: bool) -> Self {
        self.struck = struck;
        self
    }

    /// Belongs to the row above.
    pub fn inset(mut self) -> Self {
        self.lead = Lead::Inset;
        self
    }

    /// Marks where words were found in the title and in the note, in bytes.
    pub fn found(mut self, in_title: &'a [Range<usize>], in_note: &'a [Range<usize>]) -> Self {
        (self.in_title, self.in_note) = (in_title, in_note);
        self
    }

    /// What a screen reader says instead of title and note.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    pub fn show(self, ui: &mut Ui) -> Response {
        self.show_with(ui, |_| {}).0
    }

    /// With buttons or badges behind the words, in the order of reading.
    pub fn show_with<R>(self, ui: &mut Ui, trailing: impl FnOnce(&mut Ui) -> R) -> (Response, R) {
        let item = match self.press {
            Press::Option(list, _) => list::Item::Of(list),
            _ => list::Item::next(ui, self.key),
        };
        let key = self.key.with("trailing");
        let known: Trailing = ui.data(|data| data.get_temp(key)).unwrap_or_default();
        let lead = self.lead_width();
        let inner = ui.available_width() - 2.0 * PAD.x - lead;
        let beside = known.size.x == 0.0
            || (!known.wrapped && known.size.x + space::S + self.least_words(ui) <= inner);
        let taken = if beside && known.size.x > 0.0 { known.size.x + space::S } else { 0.0 };
        let words = self.words(ui, (inner - taken).max(60.0));
        let below = if beside { 0.0 } else { known.size.y + space::XS };
        let line = (words.height() + 2.0 * PAD.y).max(theme::target(ui) + space::XS);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), line + below));
        let name = self.accessible_name();
        let own_name = (self.press == Press::Nothing).then_some(name.as_str());
        let mut part = item.part(ui, self.key, rect, own_name);

        let sense = match self.press {
            Press::Nothing => Sense::hover(),
            Press::Button | Press::Choice => Sense::click(),
            Press::Option(..) => Sense::CLICK,
        };
        let first = rect.with_max_y(rect.top() + line);
        // Arrow keys go from row to row, not to what stands behind the words of the next.
        let own = match self.press {
            Press::Nothing | Press::Option(..) => rect,
            Press::Button | Press::Choice => first.with_max_x(rect.right() - taken),
        };
        let response = part.interact(own, self.key, sense);
        self.paint(&part, &response, rect, first, words);
        self.tell(ui, &response, &name);

        let behind = UiBuilder::new().scope_id(self.key.with("right"));
        let (inner, size) = if beside {
            let place = first.shrink2(vec2(PAD.x, 0.0));
            let layout = Layout::left_to_right(Align::Center);
            let mut behind = part.new_child(behind.max_rect(place).layout(layout));
            if known.size.x > 0.0 {
                behind.add_space((place.width() - known.size.x).max(0.0));
            }
            let start = behind.cursor().left();
            let inner = trailing(&mut behind);
            let used = behind.min_rect();
            (inner, vec2((used.right() - start).max(0.0), used.height()))
        } else {
            let start = pos2(rect.left() + PAD.x + lead, first.bottom());
            let place = Rect::from_min_max(start, rect.max - vec2(PAD.x, 0.0));
            let mut behind = part.new_child(behind.max_rect(place).layout(Layout::default()));
            let line = behind.horizontal_wrapped(trailing);
            (line.inner, line.response.rect.size())
        };
        let size = size.ceil();
        let wrapped = !beside && size.y > 1.5 * theme::target(ui);
        let found = Trailing { size, wrapped };
        if found != known {
            ui.data_mut(|data| data.insert_temp(key, found));
            ui.ctx().request_discard("a row learned how much room its buttons take");
        }
        (response, inner)
    }

    fn lead_width(&self) -> f32 {
        match self.lead {
            Lead::None => 0.0,
            Lead::Icon(_) | Lead::Inset => 20.0 + space::M,
            Lead::Number(_) => 24.0 + space::S,
            Lead::Person(..) => 32.0 + space::M,
        }
    }

    /// The room the words need beside something: short ones need less.
    fn least_words(&self, ui: &Ui) -> f32 {
        self.words(ui, f32::INFINITY).width().min(LEAST_WORDS)
    }

    fn words(&self, ui: &Ui, most: f32) -> Words {
        let plain = |words: &str| {
            let words = if self.chosen { Size::Body.strong(words) } else { Size::Body.text(words) };
            if self.struck { words.strikethrough() } else { words }
        };
        let lay_out =
            |text: WidgetText, style| text.into_galley(ui, Some(TextWrapMode::Wrap), most, style);
        let title = marked(ui, self.title, self.in_title, Size::Body, plain);
        let note = self
            .note
            .map(|note| marked(ui, note, self.in_note, Size::Note, |words| Size::Note.text(words)));
        Words {
            title: lay_out(title, egui::TextStyle::Body),
            note: note.map(|note| lay_out(note, egui::TextStyle::Small)),
        }
    }

    /// To screen readers, what pressing it does.
    fn tell(&self, ui: &Ui, response: &Response, name: &str) {
        let works = ui.is_enabled();
        match self.press {
            Press::Nothing => {}
            Press::Button => {
                response.widget_info(|| WidgetInfo::labeled(Role::Button, works, name));
                ui.ctx().accesskit_node_builder(self.key, |node| {
                    if self.chosen {
                        node.set_selected(true);
                    }
                    if let Some(unfolded) = self.unfolded {
                        node.set_expanded(unfolded);
                    }
                });
            }
            Press::Choice => response
                .widget_info(|| WidgetInfo::selected(Role::RadioButton, works, self.chosen, name)),
            Press::Option(_, place) => {
                response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, works, name));
                ui.ctx().accesskit_node_builder(self.key, |node| {
                    node.set_selected(self.chosen);
                    node.set_position_in_set(place);
                });
            }
        }
    }

    fn accessible_name(&self) -> String {
        self.name.clone().unwrap_or_else(|| match self.note {
            Some(note) => format!("{}, {note}", self.title),
            None => self.title.to_owned(),
        })
    }

    /// The ground of the whole row; lead and words in its first part.
    fn paint(&self, ui: &Ui, response: &Response, rect: Rect, first: Rect, words: Words) {
        if !ui.is_rect_visible(rect) {
            return;
        }
        let tokens = theme::tokens(ui);
        let rest = if self.chosen { tokens.ground.selected } else { Color32::TRANSPARENT };
        let radius = CornerRadius::same(space::CONTROL_RADIUS);
        let fill = quiet_ground(ui, response, rest);
        ui.painter().rect_filled(rect, radius, fill);
        if self.chosen && tokens.edge.control > 1.0 {
            let edge = Stroke::new(tokens.edge.control, tokens.accent.fill);
            ui.painter().rect_stroke(rect, radius, edge, StrokeKind::Inside);
        }
        focus_ring(ui, response, rect.shrink(1.0), space::CONTROL_RADIUS);
        let inner = first.shrink2(PAD);
        let middle = inner.left_center();
        match self.lead {
            Lead::None | Lead::Inset => {}
            Lead::Icon(icon) => {
                let place = Rect::from_center_size(middle + vec2(10.0, 0.0), vec2(20.0, 20.0));
                icon.paint(ui.painter(), place, tokens.ink.muted);
            }
            Lead::Number(number) => {
                ui.painter().text(
                    middle + vec2(12.0, 0.0),
                    egui::Align2::CENTER_CENTER,
                    number,
                    Size::Body.strong_font(),
                    tokens.ink.muted,
                );
            }
            Lead::Person(name, index) => {
                let place = Rect::from_center_size(middle + vec2(16.0, 0.0), vec2(32.0, 32.0));
                avatar::paint(ui, place, name, index);
            }
        }
        let ink = if self.struck { tokens.ink.muted } else { tokens.ink.text };
        let left = inner.left() + self.lead_width();
        let at = pos2(left, first.center().y - words.height() / 2.0);
        let under = at + vec2(0.0, words.title.size().y + 2.0);
        ui.painter().galley_with_override_text_color(at, words.title, ink);
        if let Some(note) = words.note {
            ui.painter().galley_with_override_text_color(under, note, tokens.ink.muted);
        }
    }
}

impl Words {
    fn height(&self) -> f32 {
        self.title.size().y + self.note.as_ref().map_or(0.0, |note| note.size().y + 2.0)
    }

    fn width(&self) -> f32 {
        self.title.size().x.max(self.note.as_ref().map_or(0.0, |note| note.size().x))
    }
}

/// The text with some of it marked: stronger, underlined and on a ground of its own.
fn marked(
    ui: &Ui,
    text: &str,
    marks: &[Range<usize>],
    size: Size,
    plain: impl Fn(&str) -> RichText,
) -> WidgetText {
    if marks.is_empty() {
        return plain(text).into();
    }
    let mut job = LayoutJob::default();
    let mut add = |words: RichText| {
        words.append_to(&mut job, ui.style(), FontSelection::Default, Align::BOTTOM);
    };
    let ground = theme::tokens(ui).ground.selected;
    let mut from = 0;
    for mark in marks {
        add(plain(&text[from..mark.start]));
        add(size.strong(&text[mark.clone()]).background_color(ground).underline());
        from = mark.end;
    }
    add(plain(&text[from..]));
    job.into()
}
