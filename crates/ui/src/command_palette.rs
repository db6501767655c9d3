//! Go to, or do, by typing a few letters: a list of commands, filtered, worked by keys.

use egui::{
    Align2, Area, Context, CornerRadius, Frame, Id, Key, Margin, Modifiers, Order, ScrollArea,
    Stroke, Ui, accesskit::Role, vec2,
};

use crate::{
    Icon, Size, space, theme,
    widgets::{ListRow, TextField},
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
    just_opened: bool,
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
            just_opened: true,
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
        self.chosen = self.chosen.min(found.len().saturating_sub(1));
        let mut answer = enter.then(|| found.get(self.chosen).copied()).flatten();

        let area = Area::new(Id::unique("horseshoe-palette"))
            .order(Order::Foreground)
            .anchor(Align2::CENTER_TOP, vec2(0.0, 72.0))
            .show(ctx, |ui| {
                if let Some(pressed) = self.contents(ui, words, &found) {
                    answer = Some(pressed);
                }
            });
        close |= ctx.input(|input| input.pointer.any_pressed())
            && !area.response.contains_pointer()
            && !self.just_opened;
        self.just_opened = false;
        let answer = answer.filter(|command| command.unavailable.is_none());
        if answer.is_some() || close {
            self.open = false;
            if let Some(before) = self.focus_before {
                ctx.memory_mut(|memory| memory.request_focus(before));
            }
        }
        answer.map(|command| command.id.clone())
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
                    node.set_label(words.label);
                });
                let field = TextField::new(words.label)
                    .id(Id::unique("horseshoe-palette-field"))
                    .show(ui, &mut self.query);
                if self.just_opened {
                    field.request_focus();
                }
                if field.changed() {
                    self.chosen = 0;
                }
                ui.add_space(space::XS);
                if found.is_empty() {
                    let muted = tokens.ink.muted;
                    ui.label(Size::Body.text(words.nothing_found).color(muted));
                }
                ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    for (index, command) in found.iter().enumerate() {
                        let mut row = ListRow::new(("palette", &command.title), &command.title)
                            .chosen(index == self.chosen)
                            .pressable();
                        if let Some(reason) = &command.unavailable {
                            row = row.note(reason).icon(Icon::Lock);
                        }
                        let (response, ()) = row.show_with(ui, |ui| {
                            let keys = Size::Note.text(&command.keys).color(tokens.ink.muted);
                            ui.label(keys);
                        });
                        if index == self.chosen && (self.just_opened || field.changed()) {
                            response.scroll_to_me(None);
                        }
                        if response.clicked() {
                            pressed = Some(*command);
                        }
                    }
                });
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
