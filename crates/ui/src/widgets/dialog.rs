//! A question in front of everything else: focus goes in, Escape gets out, focus goes back.

use egui::{
    Context, CornerRadius, Frame, Id, Label, Margin, Modal, ScrollArea, Sense, Stroke, Ui,
    accesskit::Role,
};

use crate::{Size, focus, interaction::set_bounds, space, theme};

/// Call `show` every frame, open or not: it remembers where the focus was.
#[must_use = "call `show`"]
pub struct Dialog {
    id: Id,
    title: String,
    width: f32,
}

/// What became of a dialog in this frame.
#[derive(Debug)]
pub struct DialogAnswer<R> {
    /// What the contents gave, while it was open.
    pub inner: Option<R>,
    /// Escape was pressed, or the space around it. Nothing typed may be lost by this.
    pub dismissed: bool,
}

#[derive(Clone, Copy, Default)]
struct Memory {
    open: bool,
    focus_before: Option<Id>,
    focus_placed: bool,
}

impl Dialog {
    pub fn new(id: Id, title: impl Into<String>) -> Self {
        Self { id, title: title.into(), width: 440.0 }
    }

    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Draws it if `open`; sets `open` to false when dismissed.
    pub fn show<R>(
        self,
        ctx: &Context,
        open: &mut bool,
        contents: impl FnOnce(&mut Ui) -> R,
    ) -> DialogAnswer<R> {
        let mut memory: Memory = ctx.data(|data| data.get_temp(self.id)).unwrap_or_default();
        if *open && !memory.open {
            memory = Memory {
                open: true,
                focus_before: ctx.memory(|memory| memory.focused()),
                ..Memory::default()
            };
        }
        let mut answer = DialogAnswer { inner: None, dismissed: false };
        if *open {
            let response = self.draw(ctx, &mut memory, contents);
            answer.dismissed = response.should_close();
            answer.inner = Some(response.inner);
            if answer.dismissed {
                *open = false;
            }
        }
        if !*open && memory.open {
            if let Some(before) = memory.focus_before {
                focus::give(ctx, before);
            }
            memory = Memory::default();
        }
        focus::giving(ctx);
        ctx.data_mut(|data| data.insert_temp(self.id, memory));
        answer
    }

    /// Call it at the end of a frame with what lies behind dialogs: while one is open, nobody gets there, not with a
    /// screen reader either.
    pub fn behind(ui: &Ui) {
        if ui.memory(|memory| memory.top_modal_layer()).is_some() {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_hidden());
        }
    }

    fn draw<R>(
        &self,
        ctx: &Context,
        memory: &mut Memory,
        contents: impl FnOnce(&mut Ui) -> R,
    ) -> egui::ModalResponse<R> {
        let dark = ctx.theme() == egui::Theme::Dark;
        let tokens = theme::tokens_of(ctx, dark);
        let frame = Frame::new()
            .fill(tokens.ground.surface)
            .stroke(Stroke::new(tokens.edge.control, tokens.ink.border))
            .shadow(ctx.global_style().visuals.window_shadow)
            .corner_radius(CornerRadius::same(space::CARD_RADIUS))
            .inner_margin(Margin::same(space::XL as i8));
        let layer = self.id.with("layer");
        // The dialog itself has its role and its name.
        let area = Modal::default_area(layer).role(Role::GenericContainer);
        Modal::new(layer).area(area).frame(frame).show(ctx, |ui| {
            let room = ctx.content_rect().width() - 2.0 * (space::XL + space::L);
            ui.set_width(self.width.min(room));
            let node = ui.unique_id();
            ctx.accesskit_node_builder(node, |node| {
                node.set_role(Role::Dialog);
                node.set_modal();
                node.set_label(self.title.as_str());
            });
            let title = Size::Heading3.strong(&self.title).color(tokens.ink.text);
            let sense = Sense::focusable_noninteractive();
            let heading = ui.add(Label::new(title).wrap().sense(sense));
            focus::seen(ui, &heading);
            ctx.accesskit_node_builder(heading.id, |node| {
                node.set_role(Role::Heading);
                node.set_level(2);
                node.clear_value();
                node.set_label(self.title.as_str());
            });
            ui.add_space(space::XS);
            // In a low window, or with large letters, not everything fits.
            let most = ctx.content_rect().height() - 2.0 * (space::XL + space::M);
            let most = most - heading.rect.height() - space::S;
            let most = most.max(space::XXXL);
            // It grows as far as there is room, also where its contents have grown.
            let scroll = ScrollArea::vertical().max_height(most).min_scrolled_height(most);
            let inner = scroll.show(ui, |ui| {
                let inner = contents(ui);
                focus::follow(ui);
                inner
            });
            let inner = inner.inner;
            // The title takes the focus unless the contents asked for it themselves.
            if !memory.focus_placed {
                memory.focus_placed = true;
                let focused = ctx.memory(|memory| memory.focused());
                if focused.is_none() || focused == memory.focus_before {
                    heading.request_focus();
                }
            }
            ctx.accesskit_node_builder(node, |node| set_bounds(node, ui.min_rect()));
            inner
        })
    }
}
