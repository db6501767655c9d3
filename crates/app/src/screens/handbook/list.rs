//! The list on the left: pages by group, or what a search found with the words marked.

use super::HandbookScreen;
use super::contents::{Contents, List};
use crate::screen::ScreenCx;
use crate::screens::quiet;
use egui::Ui;
use horseshoe_handbook::{Found, Group, Page};
use horseshoe_ui::widgets::{Heading, ListRow};
use horseshoe_ui::{Icon, space};

impl HandbookScreen {
    /// Beside a page only its own group is unfolded, so that the list stays low.
    pub(super) fn list_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        contents: &Contents<'_>,
        beside: bool,
    ) {
        ui.spacing_mut().item_spacing.y = space::XS;
        let chosen = |page: &Page| beside && page.id == contents.page.id;
        match &contents.list {
            List::Found(found) => self.found_ui(ui, cx, found, chosen),
            List::Groups(groups) => {
                for (group, pages) in groups {
                    let title = cx.t(title(*group));
                    let unfolded = !beside || contents.page.group == *group;
                    if beside {
                        let icon = if unfolded { Icon::Down } else { Icon::Right };
                        let row = ListRow::new(("handbook-group", group), &title)
                            .icon(icon)
                            .unfolds(unfolded)
                            .show(ui);
                        if row.clicked() && !unfolded {
                            self.open(&pages[0].id);
                        }
                    } else {
                        ui.add_space(space::S);
                        ui.add(Heading::three(&title));
                    }
                    for page in pages.iter().filter(|_| unfolded) {
                        let row = ListRow::new(("handbook-page", &page.id), &page.title)
                            .chosen(chosen(page));
                        let row = if beside { row.inset() } else { row.note(&page.lead) };
                        if row.pressable().show(ui).clicked() {
                            self.open(&page.id);
                        }
                    }
                }
            }
        }
    }

    fn found_ui(
        &mut self,
        ui: &mut Ui,
        cx: &ScreenCx<'_>,
        found: &[Found<'_>],
        chosen: impl Fn(&Page) -> bool,
    ) {
        quiet(ui, &cx.with("handbook-found", &[("count", found.len().into())]));
        for Found { page, in_title, excerpt } in found {
            let row = ListRow::new(("handbook-found", &page.id), &page.title)
                .note(&excerpt.text)
                .found(in_title, &excerpt.marks)
                .chosen(chosen(page))
                .pressable();
            if row.show(ui).clicked() {
                self.open(&page.id);
            }
        }
    }
}

pub(super) fn title(group: Group) -> &'static str {
    match group {
        Group::Idea => "handbook-group-idea",
        Group::Beginning => "handbook-group-beginning",
        Group::Session => "handbook-group-session",
        Group::Decisions => "handbook-group-decisions",
        Group::Horseshoe => "handbook-group-horseshoe",
    }
}
