//! Done, and how to take it back: a line at the bottom for some seconds, read out politely.

use egui::{Align2, Area, Context, CornerRadius, Frame, Id, Label, Margin, Order, Stroke, vec2};

use super::{Button, status};
use crate::{Icon, Size, space, theme};

/// The toasts of a window, newest last. `A` is what undoing asks for.
///
/// Undo must also be reachable elsewhere: a toast goes away.
#[derive(Debug)]
pub struct Toasts<A> {
    shown: Vec<Toast<A>>,
    seconds: f64,
    undo_label: String,
}

#[derive(Debug)]
struct Toast<A> {
    text: String,
    undo: Option<A>,
    /// Set when it is first drawn, on the window's clock.
    until: Option<f64>,
}

/// More than these would cover the page.
const MOST: usize = 3;

impl<A: Clone> Toasts<A> {
    /// `undo_label` is the word on the button.
    pub fn new(undo_label: impl Into<String>) -> Self {
        Self { shown: Vec::new(), seconds: 10.0, undo_label: undo_label.into() }
    }

    /// Says something that was done; `undo` is handed back if people press the button.
    pub fn push(&mut self, text: impl Into<String>, undo: Option<A>) {
        self.shown.push(Toast { text: text.into(), undo, until: None });
        if self.shown.len() > MOST {
            self.shown.remove(0);
        }
    }

    /// What the newest toast would undo, for the undo key. Takes the toast away.
    pub fn take_last_undo(&mut self) -> Option<A> {
        let last = self.shown.iter().rposition(|toast| toast.undo.is_some())?;
        self.shown.remove(last).undo
    }

    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Draws them over the bottom of the window; answers what should be undone. Call it every
    /// frame, so that the live region is always there.
    pub fn show(&mut self, ctx: &Context) -> Option<A> {
        let now = ctx.input(|input| input.time);
        for toast in &mut self.shown {
            toast.until.get_or_insert(now + self.seconds);
        }
        let mut pressed = None;
        // Held while the pointer or the focus is on them: reading takes as long as it takes.
        let id = Id::unique("horseshoe-toasts");
        let area = Area::new(id)
            .order(Order::Foreground)
            .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -(space::XXXL + space::L)))
            .show(ctx, |ui| {
                let newest = self.shown.last().map_or("", |toast| toast.text.as_str());
                status::live(ui, id.with("live"), ui.max_rect(), newest);
                for (index, toast) in self.shown.iter().enumerate() {
                    ui.push_id(index, |ui| {
                        if self.toast_ui(ui, toast) {
                            pressed = Some(index);
                        }
                    });
                }
            });
        let focused = ctx.memory(|memory| memory.focused()).and_then(|id| ctx.read_response(id));
        let focus_here = focused.is_some_and(|it| it.layer_id == area.response.layer_id);
        if area.response.contains_pointer() || focus_here {
            for toast in &mut self.shown {
                toast.until = Some(now + self.seconds);
            }
        }
        self.shown.retain(|toast| toast.until.is_none_or(|until| until > now));
        let next = self.shown.iter().filter_map(|toast| toast.until).reduce(f64::min);
        if let Some(next) = next {
            let wait = std::time::Duration::from_secs_f64((next - now).clamp(0.01, 60.0));
            ctx.request_repaint_after(wait);
        }
        let pressed = pressed.filter(|index| *index < self.shown.len())?;
        self.shown.remove(pressed).undo
    }

    fn toast_ui(&self, ui: &mut egui::Ui, toast: &Toast<A>) -> bool {
        let tokens = theme::tokens(ui);
        Frame::new()
            .fill(tokens.ground.surface)
            .stroke(Stroke::new(tokens.edge.control, tokens.ink.border))
            .shadow(ui.visuals().popup_shadow)
            .corner_radius(CornerRadius::same(space::CARD_RADIUS))
            .inner_margin(Margin::symmetric(space::L as i8, space::S as i8))
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    Icon::Check.ui(ui, 18.0, tokens.go.fill);
                    ui.add(Label::new(Size::Body.text(&toast.text).color(tokens.ink.text)));
                    toast.undo.is_some()
                        && ui.add(Button::plain(&self.undo_label).icon(Icon::Undo)).clicked()
                })
                .inner
            })
            .inner
    }
}
