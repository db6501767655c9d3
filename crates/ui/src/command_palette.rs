//! Go to, or do, by typing a few letters: a list of commands, filtered, worked by keys.

use egui::{
    Align2, Area, Context, CornerRadius, Frame, Id, Key, Margin, Modifiers, Order, ScrollArea,
    Sense, Stroke, Ui, accesskit::Role, vec2,
};

use crate::{
    Icon, Size, focus,
    interaction::set_bounds,
    space, theme,
    widgets::{ListRow, StatusLine, TextField},
};

/// Something that can be done, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteCommand<C> {
    pub id: C,
    pub title: String,
    /// The keys that do it, for learning them.
    pub keys: String,
    /// Why it cannot be done now; `None` when it can.
    pub unavailable: Option<String>,
}

/// The words of the palette itself.
#[derive(Clone, Copy, Debug)]
pub struct PaletteWords<'a> {
    /// Label of the field, for example "Go to or do".
    pub label: &'a str,
    pub nothing_found: &'a str,
}

/// Open or not, what was typed, which row is next.
#[derive(Debug, Default)]
pub struct CommandPalette {
    open: bool,
    query: String,
    chosen: usize,
    focus_before: Option<Id>,
    /// The frame in which it was opened. A frame may be drawn several times, and it may be opened after it was drawn.
    opened_in: u64,
    /// Another row is the next.
    moved: bool,
}

impl CommandPalette {
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Opens it empty, with the focus in its field.
    pub fn open(&mut self, ctx: &Context) {
        *self = Self {
            open: true,
            focus_before: ctx.memory(|memory| memory.focused()),
            opened_in: ctx.cumulative_frame_nr(),
            ..Self::default()
        };
    }

    /// Draws it if open; answers the command chosen, and closes.
    pub fn show<C: Clone>(
        &mut self,
        ctx: &Context,
        words: PaletteWords<'_>,
        commands: &[PaletteCommand<C>],
    ) -> Option<C> {
        focus::giving(ctx);
        if !self.open {
            return None;
        }
        let (up, down, enter, escape) = ctx.input_mut(|input| {
            (
                input.consume_key(Modifiers::NONE, Key::ArrowUp),
                input.consume_key(Modifiers::NONE, Key::ArrowDown),
                input.consume_key(Modifiers::NONE, Key::Enter),
                input.consume_key(Modifiers::NONE, Key::Escape),
            )
        });
        let mut close = escape;
        let found = found(commands, &self.query);
        if down {
            self.chosen = (self.chosen + 1).min(found.len().saturating_sub(1));
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let just_opened = self.just_opened(ctx);
        self.moved = up || down || just_opened;
        self.chosen = self.chosen.min(found.len().saturating_sub(1));
        let mut answer = enter.then(|| found.get(self.chosen).copied()).flatten();

        let top = (0.1 * ctx.content_rect().height()).min(72.0);
        let area = Area::new(Id::unique("horseshoe-palette"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_TOP, vec2(0.0, top));
        // Nobody gets to what lies behind.
        ctx.memory_mut(|memory| memory.set_modal_layer(area.layer()));
        let area = area.show(ctx, |ui| {
            if let Some(pressed) = self.contents(ui, words, &found) {
                answer = Some(pressed);
            }
        });
        close |= ctx.input(|input| input.pointer.any_pressed())
            && !area.response.contains_pointer()
            && !just_opened;
        self.moved = false;
        let answer = answer.filter(|command| command.unavailable.is_none());
        if answer.is_some() || close {
            self.open = false;
            if let Some(before) = self.focus_before {
                focus::give(ctx, before);
            }
        }
        answer.map(|command| command.id.clone())
    }

    fn just_opened(&self, ctx: &Context) -> bool {
        ctx.cumulative_frame_nr() <= self.opened_in + 1
    }

    fn contents<'c, C>(
        &mut self,
        ui: &mut Ui,
        words: PaletteWords<'_>,
        found: &[&'c PaletteCommand<C>],
    ) -> Option<&'c PaletteCommand<C>> {
        let tokens = theme::tokens(ui);
        let mut pressed = None;
        Frame::new()
            .fill(tokens.ground.surface)
            .stroke(Stroke::new(tokens.edge.control, tokens.ink.border))
            .shadow(ui.visuals().window_shadow)
            .corner_radius(CornerRadius::same(space::CARD_RADIUS))
            .inner_margin(Margin::same(space::M as i8))
            .show(ui, |ui| {
                ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 64.0));
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.set_role(Role::Dialog);
                    node.set_modal();
                    node.set_label(words.label);
                });
                let dialog = ui.unique_id();
                let field = TextField::new(words.label)
                    .id(Id::unique("horseshoe-palette-field"))
                    .show(ui, &mut self.query);
                if self.just_opened(ui.ctx()) {
                    field.request_focus();
                }
                if field.changed() {
                    self.chosen = 0;
                }
                let list = Id::unique("horseshoe-palette-list");
                let chosen = found.get(self.chosen);
                let chosen = chosen.map(|command| ListRow::id(("palette", &command.title)));
                ui.ctx().accesskit_node_builder(field.id, |node| {
                    node.set_role(Role::EditableComboBox);
                    node.set_expanded(true);
                    node.push_controlled(list.accesskit_id());
                    if let Some(chosen) = chosen {
                        node.set_active_descendant(chosen.accesskit_id());
                    }
                });
                ui.add_space(space::XS);
                if found.is_empty() {
                    let nothing = Id::unique("horseshoe-palette-nothing");
                    StatusLine::new(nothing, Icon::Info, words.nothing_found).show(ui);
                }
                let left = ui.ctx().content_rect().bottom() - ui.cursor().top() - space::XL;
                let scroll = ScrollArea::vertical().max_height(left.clamp(space::XXXL, 360.0));
                scroll.show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    ui.interact(ui.max_rect(), list, Sense::hover());
                    ui.ctx().accesskit_node_builder(list, |node| {
                        node.set_role(Role::ListBox);
                        node.set_label(words.label);
                        node.set_size_of_set(found.len());
                    });
                    for (index, command) in found.iter().enumerate() {
                        let mut row = ListRow::new(("palette", &command.title), &command.title)
                            .chosen(index == self.chosen)
                            .option(list, index);
                        if let Some(reason) = &command.unavailable {
                            row = row.note(reason).icon(Icon::Lock);
                        }
                        let (response, ()) = row.show_with(ui, |ui| {
                            let keys = Size::Note.text(&command.keys).color(tokens.ink.muted);
                            let keys = ui.label(keys);
                            ui.ctx().accesskit_node_builder(keys.id, |node| node.set_hidden());
                        });
                        if !command.keys.is_empty() {
                            ui.ctx().accesskit_node_builder(response.id, |node| {
                                node.set_keyboard_shortcut(command.keys.as_str());
                            });
                        }
                        if index == self.chosen && (self.moved || field.changed()) {
                            response.scroll_to_me(None);
                        }
                        if response.clicked() {
                            pressed = Some(*command);
                        }
                    }
                });
                ui.ctx().accesskit_node_builder(dialog, |node| set_bounds(node, ui.min_rect()));
            });
        pressed
    }
}

/// Those whose title has all typed words, in any order; titles that begin with them first.
fn found<'c, C>(commands: &'c [PaletteCommand<C>], query: &str) -> Vec<&'c PaletteCommand<C>> {
    let query = query.trim().to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<(bool, &PaletteCommand<C>)> = commands
        .iter()
        .filter_map(|command| {
            let title = command.title.to_lowercase();
            let all = words.iter().all(|word| title.contains(word));
            all.then(|| (!title.starts_with(&query), command))
        })
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().map(|(_, command)| command).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commands() -> Vec<PaletteCommand<u8>> {
        [(1, "Show the groundrules"), (2, "Go to meetings"), (3, "Groundrules: still right")]
            .into_iter()
            .map(|(id, title)| PaletteCommand {
                id,
                title: title.to_owned(),
                keys: String::new(),
                unavailable: None,
            })
            .collect()
    }

    fn ids(query: &str) -> Vec<u8> {
        found(&commands(), query).iter().map(|command| command.id).collect()
    }

    #[test]
    fn words_are_found_in_any_order_and_beginnings_come_first() {
        assert_eq!(ids(""), [1, 2, 3]);
        assert_eq!(ids("ground"), [3, 1]);
        assert_eq!(ids("RULES show"), [1]);
        assert_eq!(ids("nowhere"), Vec::<u8>::new());
    }
}
