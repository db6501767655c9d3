//! Where others are in the text, and the words they are just writing.

use egui::{
    Align2, Color32, CornerRadius, Pos2, Rect, Shape, Stroke, Ui, pos2,
    text::{CCursor, CharIndex},
    text_edit::TextEditOutput,
    vec2,
};

use super::splice::{Splice, map_position};
use crate::{Size, theme};

/// Somebody else's caret, in characters of the shared text.
#[derive(Clone, Debug, PartialEq)]
pub struct RemoteCaret {
    /// Shown beside the caret for two seconds after it moved.
    pub name: String,
    /// Chooses the author colour, as in [`crate::widgets::Avatar`].
    pub author: usize,
    pub caret: usize,
    /// The other end of a selection.
    pub anchor: Option<usize>,
    /// Words on their way, not yet in the text.
    pub ghost: String,
    /// For screen readers: that this person is writing here.
    pub says: String,
}

/// How a line is drawn, so that people are told apart by more than colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pattern {
    Solid,
    Double,
    Dotted,
    Dashed,
}

/// A caret with the moment it last moved on the window's clock.
#[derive(Clone, Debug)]
pub(super) struct ShownCaret {
    pub(super) caret: RemoteCaret,
    pub(super) moved_at: f64,
}

const NAME_SECS: f64 = 2.0;

impl ShownCaret {
    pub(super) fn map(&mut self, splice: &Splice) {
        self.caret.caret = map_position(self.caret.caret, splice);
        self.caret.anchor = self.caret.anchor.map(|anchor| map_position(anchor, splice));
    }
}

impl Pattern {
    /// As the rims of avatars: people who share a colour have different ones.
    fn of(author: usize, colours: usize) -> Self {
        match (author / colours + author) % 4 {
            0 => Self::Solid,
            1 => Self::Double,
            2 => Self::Dotted,
            _ => Self::Dashed,
        }
    }

    fn line(self, painter: &egui::Painter, ends: [Pos2; 2], colour: Color32) {
        let stroke = Stroke::new(2.0, colour);
        match self {
            Self::Solid => {
                painter.line_segment(ends, stroke);
            }
            Self::Double => {
                let across = (ends[1] - ends[0]).normalized().rot90() * 1.5;
                for side in [across, -across] {
                    let stroke = Stroke::new(1.0, colour);
                    painter.line_segment([ends[0] + side, ends[1] + side], stroke);
                }
            }
            Self::Dotted => {
                painter.extend(Shape::dotted_line(&ends, colour, 4.0, 1.25));
            }
            Self::Dashed => {
                painter.extend(Shape::dashed_line(&ends, stroke, 5.0, 3.0));
            }
        }
    }
}

/// Paints carets, selections and ghost words over the editor.
pub(super) fn paint(ui: &Ui, output: &TextEditOutput, carets: &[ShownCaret], now: f64) {
    if carets.is_empty() {
        return;
    }
    let tokens = theme::tokens(ui);
    let painter = ui.painter_at(output.text_clip_rect.expand(2.0));
    let above = ui.ctx().layer_painter(ui.layer_id());
    let galley = &output.galley;
    let origin = output.galley_pos.to_vec2() - vec2(galley.rect.left(), 0.0);
    for shown in carets {
        let colour = tokens.author(shown.caret.author);
        let pattern = Pattern::of(shown.caret.author, tokens.authors.fills.len());
        let at = |position| CCursor { index: CharIndex(position), prefer_next_row: false };
        if let Some(anchor) = shown.caret.anchor.filter(|anchor| *anchor != shown.caret.caret) {
            let (from, to) = (anchor.min(shown.caret.caret), anchor.max(shown.caret.caret));
            let (from, to) =
                (galley.layout_from_cursor(at(from)), galley.layout_from_cursor(at(to)));
            for index in from.row..=to.row {
                let Some(row) = galley.rows.get(index) else { break };
                let left = if index == from.row { row.x_offset(from.column) } else { 0.0 };
                let right = if index == to.row { row.x_offset(to.column) } else { row.size.x };
                let rect = Rect::from_min_max(
                    row.pos + vec2(left, 0.0),
                    row.pos + vec2(right, row.size.y),
                );
                let rect = rect.translate(origin);
                painter.rect_filled(rect, 2.0, tokens.selection_of(shown.caret.author));
                pattern.line(&painter, [rect.left_bottom(), rect.right_bottom()], colour);
            }
        }
        let caret = galley.pos_from_cursor(at(shown.caret.caret)).translate(origin);
        if !output.text_clip_rect.expand(2.0).intersects(caret.expand(1.0)) {
            continue;
        }
        pattern.line(&painter, [caret.left_top(), caret.left_bottom()], colour);
        painter.circle_filled(pos2(caret.left(), caret.top()), 3.0, colour);
        let fresh = now - shown.moved_at < NAME_SECS;
        let looked_at = ui.rect_contains_pointer(caret.expand(6.0));
        if fresh || looked_at || !shown.caret.ghost.is_empty() {
            let label = if shown.caret.ghost.is_empty() {
                shown.caret.name.clone()
            } else {
                format!("{}: {}", shown.caret.name, shown.caret.ghost)
            };
            flag(&above, caret, &label, colour, tokens.authors.on_fill);
        }
        if fresh {
            let left = (NAME_SECS - (now - shown.moved_at)).max(0.05);
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
    }
}

/// Name, and the words on their way, under the caret's line so that nothing written is hidden.
fn flag(painter: &egui::Painter, caret: Rect, label: &str, fill: Color32, ink: Color32) {
    let galley = painter.layout(label.to_owned(), Size::Caption.font(), ink, 260.0);
    let rect = Align2::LEFT_TOP
        .anchor_size(pos2(caret.left(), caret.bottom() + 1.0), galley.size() + vec2(10.0, 4.0));
    painter.rect_filled(rect, CornerRadius { nw: 0, ne: 4, sw: 4, se: 4 }, fill);
    painter.galley(rect.min + vec2(5.0, 2.0), galley, ink);
}
