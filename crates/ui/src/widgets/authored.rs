//! Who wrote what: a text with a tint and a line under each run of words, and a legend with names.

use egui::{
    Color32, CornerRadius, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, TextWrapMode, Ui,
    WidgetInfo, WidgetText, accesskit::Role, pos2, vec2,
};

use crate::{Size, space, theme};

/// Somebody who wrote in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    pub name: String,
    /// Chooses the colour, as in [`crate::widgets::Avatar`].
    pub colour: usize,
}

/// So many characters, written by this one of the authors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub author: usize,
    pub characters: usize,
}

/// A text that is only read, showing who wrote which of its words. The lines differ by pattern as well as by colour,
/// and screen readers hear it as "name: words; name: words".
#[must_use = "call `show`"]
pub struct Authored<'a> {
    text: &'a str,
    authors: &'a [Author],
    runs: &'a [Run],
}

impl<'a> Authored<'a> {
    /// `runs` cover the text from its beginning; authors are shown in their order.
    pub fn new(text: &'a str, authors: &'a [Author], runs: &'a [Run]) -> Self {
        Self { text, authors, runs }
    }

    /// The same in words.
    pub fn spoken(&self) -> String {
        let mut letters = self.text.chars();
        let mut said: Vec<String> = Vec::new();
        for run in self.runs {
            let words: String = letters.by_ref().take(run.characters).collect();
            if let Some(author) = self.authors.get(run.author)
                && !words.trim().is_empty()
            {
                said.push(format!("{}: {}", author.name, words.trim()));
            }
        }
        said.join("; ")
    }

    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let pad = vec2(space::S, space::XS);
        let most = (ui.available_width() - 2.0 * pad.x).max(60.0);
        let words = WidgetText::from(Size::Body.text(self.text));
        let wrap = Some(TextWrapMode::Wrap);
        let galley = words.into_galley(ui, wrap, most, egui::TextStyle::Body);
        let (rect, response) = ui.allocate_exact_size(
            vec2(ui.available_width(), galley.size().y + 2.0 * pad.y),
            Sense::hover(),
        );
        let origin = rect.min + pad;
        for (author, place) in self.places(&galley, origin) {
            if let Some(who) = self.authors.get(author) {
                let colour = tokens.author(who.colour);
                let tint = colour.gamma_multiply(0.16);
                ui.painter().rect_filled(place, CornerRadius::same(2), tint);
                line_under(ui.painter(), place, author, colour);
            }
        }
        ui.painter().galley_with_override_text_color(origin, galley, tokens.ink.text);
        let spoken = self.spoken();
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
        ui.horizontal_wrapped(|ui| {
            for (number, author) in self.authors.iter().enumerate() {
                legend(ui, author, number);
            }
        });
        response
    }

    /// Where the runs are on the rows of a laid out text.
    fn places(&self, galley: &egui::Galley, origin: Pos2) -> Vec<(usize, Rect)> {
        let mut whose =
            self.runs.iter().flat_map(|run| std::iter::repeat_n(run.author, run.characters));
        let mut places: Vec<(usize, Rect)> = Vec::new();
        for row in &galley.rows {
            let corner = origin + row.pos.to_vec2();
            let mut open: Option<(usize, Rect)> = None;
            for glyph in &row.row.glyphs {
                let Some(author) = whose.next() else { break };
                let left = corner.x + glyph.pos.x;
                let right = left + glyph.advance_width;
                match &mut open {
                    Some((last, place)) if *last == author => place.max.x = right,
                    _ => {
                        places.extend(open.take());
                        let bottom = corner.y + row.row.size.y;
                        let place = Rect::from_min_max(pos2(left, corner.y), pos2(right, bottom));
                        open = Some((author, place));
                    }
                }
            }
            places.extend(open);
            if row.ends_with_newline {
                whose.next();
            }
        }
        places
    }
}

/// A name with a sample of its line.
fn legend(ui: &mut Ui, author: &Author, number: usize) {
    let tokens = theme::tokens(ui);
    let name = WidgetText::from(Size::Note.text(&author.name));
    let name = name.into_galley(ui, None, f32::INFINITY, egui::TextStyle::Small);
    let sample = 28.0;
    let size = vec2(sample + 6.0 + name.size().x, name.size().y + 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let colour = tokens.author(author.colour);
    let place = Rect::from_min_size(rect.min, vec2(sample, rect.height()));
    ui.painter().rect_filled(place, CornerRadius::same(2), colour.gamma_multiply(0.16));
    line_under(ui.painter(), place, number, colour);
    let at = pos2(place.right() + 6.0, rect.top() + 2.0);
    ui.painter().galley_with_override_text_color(at, name, tokens.ink.text);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &author.name));
}

/// Whole, dashed, dotted, double, and then again: neighbours never look alike.
fn line_under(painter: &Painter, place: Rect, number: usize, colour: Color32) {
    let y = place.bottom() - 1.0;
    let line = |y: f32| [pos2(place.left() + 1.0, y), pos2(place.right() - 1.0, y)];
    let stroke = Stroke::new(2.0, colour);
    match number % 4 {
        0 => {
            painter.line_segment(line(y), stroke);
        }
        1 => painter.extend(Shape::dashed_line(&line(y), stroke, 6.0, 4.0)),
        2 => painter.extend(Shape::dotted_line(&line(y), colour, 4.0, 1.2)),
        _ => {
            let thin = Stroke::new(1.0, colour);
            painter.line_segment(line(y), thin);
            painter.line_segment(line(y - 3.0), thin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_heard_as_names_with_their_words() {
        let author = |name: &str| Author { name: name.to_owned(), colour: 0 };
        let authors = [author("Amira"), author("Jo")];
        let run = |author, characters| Run { author, characters };
        let runs = [run(0, 10), run(1, 9), run(0, 5)];
        let authored = Authored::new("Listen to how it is said", &authors, &runs);
        assert_eq!(authored.spoken(), "Amira: Listen to; Jo: how it is; Amira: said");
    }
}
