//! A question in front of everything else: focus goes in, Escape gets out, focus goes back.

use egui::{
    Context, CornerRadius, Frame, Id, Label, Margin, Modal, Sense, Stroke, Ui, accesskit::Role,
};

use crate::{Size, space, theme};

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
    /// Frames in which the focus is still to be given back.
    give_back: u8,
}

/// The layer of the dialog keeps the focus from what lies behind for a frame longer.
const FRAMES_TO_GIVE_BACK: u8 = 3;

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
            let focus_before = memory.focus_before;
            memory = Memory { focus_before, give_back: FRAMES_TO_GIVE_BACK, ..Memory::default() };
        }
        if memory.give_back > 0 {
            memory.give_back -= 1;
            if let Some(before) = memory.focus_before {
                ctx.memory_mut(|memory| memory.request_focus(before));
            }
            ctx.request_repaint();
        }
        ctx.data_mut(|data| data.insert_temp(self.id, memory));
        answer
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
        Modal::new(self.id.with("layer")).frame(frame).show(ctx, |ui| {
            let room = ctx.content_rect().width() - 2.0 * (space::XL + space::L);
            ui.set_width(self.width.min(room));
            ctx.accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::Dialog);
                node.set_modal();
                node.set_label(self.title.as_str());
            });
            let title = Size::Heading3.strong(&self.title).color(tokens.ink.text);
            let sense = Sense::focusable_noninteractive();
            let heading = ui.add(Label::new(title).wrap().sense(sense));
            ctx.accesskit_node_builder(heading.id, |node| {
                node.set_role(Role::Heading);
                node.set_level(2);
                node.clear_value();
                node.set_label(self.title.as_str());
            });
            ui.add_space(space::XS);
            let inner = contents(ui);
            // The title takes the focus unless the contents asked for it themselves.
            if !memory.focus_placed {
                memory.focus_placed = true;
                let focused = ctx.memory(|memory| memory.focused());
                if focused.is_none() || focused == memory.focus_before {
                    heading.request_focus();
                }
            }
            inner
        })
    }
}
