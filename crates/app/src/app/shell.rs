//! What is around every screen: the name on top, the places on the left, the line at the bottom.

use super::apply::PANES;
use super::status::{Others, SavedNow, Status};
use super::{App, Wish};
use crate::action::{Act, Action, TABLE, keys_of};
use crate::screen::{Area, ScreenCx};
use crate::words;
use egui::{
    Frame, Id, Label, Margin, Panel, ScrollArea, Sense, Sides, Ui, UiBuilder, accesskit::Role,
};
use horseshoe_node::{Community, CommunityId, Saved, Snapshot, Stage};
use horseshoe_ui::widgets::{Badge, Banner, Button, Dialog, Rail, RailItem, StatusLine};
use horseshoe_ui::{Icon, Size, space, tokens};

/// Below this width the rail shows icons only.
const NARROW: f32 = 760.0;
/// Kept free for a badge beside the name of the community.
const BADGE_ROOM: f32 = 140.0;

impl App {
    pub(super) fn shell_ui(
        &mut self,
        ui: &mut Ui,
        snapshot: &Snapshot,
        community: Option<&Community>,
        actions: &mut Vec<Action>,
    ) {
        let ground = tokens(ui).ground.page;
        let bar = Frame::new()
            .fill(ground)
            .inner_margin(Margin::symmetric(space::L as i8, space::S as i8));
        Panel::top("top").frame(bar).show_separator_line(false).show(ui, |ui| {
            self.top_ui(ui, snapshot, community, actions);
        });
        Panel::bottom("bottom").frame(bar).show(ui, |ui| self.status_ui(ui, snapshot, community));
        let narrow = ui.available_width() < NARROW;
        let margin = Margin::symmetric(space::M as i8, space::S as i8);
        Panel::left("places")
            .frame(Frame::new().fill(ground).inner_margin(margin))
            .resizable(false)
            .show_separator_line(false)
            .exact_size(Rail::width(narrow) + 2.0 * space::M)
            .show(ui, |ui| {
                // In a low window, or with large letters, not all places fit.
                ScrollArea::vertical().id_salt("places").auto_shrink(false).show(ui, |ui| {
                    // Room for the ring around the first place.
                    ui.add_space(space::XS);
                    self.places_ui(ui, narrow, community, actions);
                    self.show_focus(ui);
                });
            });
        let sunken = tokens(ui).ground.page;
        let margin =
            Margin { left: space::L as i8, right: space::L as i8, top: space::S as i8, bottom: 0 };
        egui::CentralPanel::default().frame(Frame::new().fill(sunken).inner_margin(margin)).show(
            ui,
            |ui| {
                pane_start(ui, PANES[1], &self.texts.t("pane-screen"));
                self.made_up_ui(ui);
                self.notices.trouble_ui(ui, &self.texts);
                self.lasting_troubles_ui(ui, snapshot);
                ScrollArea::vertical().id_salt(self.area).auto_shrink(false).show(ui, |ui| {
                    ui.set_max_width(
                        (space::READING_WIDTH + 180.0).min(ui.available_width() - space::M),
                    );
                    let mut cx = ScreenCx {
                        snapshot,
                        community,
                        handbook: &self.handbook,
                        texts: &self.texts,
                        look: &self.settings.appearance,
                        made_up: self.made_up,
                        drafts: &mut self.drafts,
                        now_ms: (self.now)(),
                        actions,
                    };
                    // A lasting id: a banner that comes above takes the focus from nothing below.
                    let screen = UiBuilder::new().scope_id(Id::unique(("screen", self.area)));
                    ui.scope_builder(screen, |ui| self.screens.ui(self.area, ui, &mut cx));
                    ui.add_space(space::XXXL);
                    self.show_focus(ui);
                });
            },
        );
        self.keep_focus(ui.ctx());
    }

    /// What had the focus may be gone: then it waits at the beginning of the screen, not of the window. Who uses the
    /// mouse may put it down.
    fn keep_focus(&mut self, ctx: &egui::Context) {
        let now = ctx.memory(|memory| memory.focused());
        let put_down = ctx.input(|input| input.pointer.any_pressed() || input.pointer.any_down());
        if self.focused.is_some() && now.is_none() && !put_down {
            ctx.memory_mut(|memory| memory.request_focus(Id::unique(PANES[1])));
        }
        self.focused = now;
    }

    /// Brings what has just got the focus into view, where it is in this part of the window.
    fn show_focus(&self, ui: &Ui) {
        let focused = ui.ctx().memory(|memory| memory.focused());
        if focused == self.focused {
            return;
        }
        let response = focused.and_then(|id| ui.ctx().read_response(id));
        let here = response.filter(|response| {
            let middle = response.rect.center().x;
            response.layer_id == ui.layer_id() && ui.min_rect().x_range().contains(middle)
        });
        if let Some(response) = here {
            ui.scroll_to_rect(response.rect.expand(space::L), None);
        }
    }

    fn top_ui(
        &self,
        ui: &mut Ui,
        snapshot: &Snapshot,
        community: Option<&Community>,
        actions: &mut Vec<Action>,
    ) {
        // The name gives way to what can be pressed.
        let mut acts = Vec::new();
        let (chosen, ()) = Sides::new().shrink_left().truncate().height(space::TARGET).show(
            ui,
            |ui| self.community_ui(ui, snapshot, community),
            |ui| {
                let search = Button::quiet(self.texts.t("act-palette")).icon(Icon::Search);
                let keys =
                    keys_of(Act::Palette).map(|keys| self.keys_text(keys)).unwrap_or_default();
                if ui.add(search.hint(keys)).clicked() {
                    acts.push(Action::Act(Act::Palette));
                }
                if community.is_some_and(|community| community.can_undo) {
                    let undo = Button::plain(self.texts.t("undo-last")).icon(Icon::Undo);
                    if ui.add(undo).clicked() {
                        acts.push(Action::Act(Act::UndoLast));
                    }
                }
            },
        );
        actions.extend(chosen.map(Action::Choose));
        actions.extend(acts);
    }

    /// Which community this is, and what is special about it.
    fn community_ui(
        &self,
        ui: &mut Ui,
        snapshot: &Snapshot,
        community: Option<&Community>,
    ) -> Option<CommunityId> {
        let mut chosen = None;
        let badge = match community.map(|community| community.stage) {
            Some(Stage::Draft) => Some((self.texts.t("stage-draft"), Icon::Edit)),
            Some(Stage::Left) => Some((self.texts.t("stage-left"), Icon::Book)),
            Some(Stage::Living) | None => None,
        };
        let room = if badge.is_some() { BADGE_ROOM } else { 0.0 };
        let name =
            community.map_or_else(|| self.texts.t("app-name"), |community| community.name.clone());
        if snapshot.communities.len() > 1 {
            ui.menu_button(Size::Body.strong(name), |ui| {
                for other in &snapshot.communities {
                    if ui.add(Button::plain(&other.name)).clicked() {
                        chosen = Some(other.id);
                        ui.close();
                    }
                }
            });
        } else {
            ui.scope(|ui| {
                ui.set_max_width((ui.available_width() - room).max(space::XXXL));
                ui.add(Label::new(Size::Body.strong(name).color(tokens(ui).ink.text)).truncate());
            });
        }
        if let Some((words, icon)) = badge {
            ui.add(Badge::new(words).icon(icon));
        }
        chosen
    }

    fn places_ui(
        &self,
        ui: &mut Ui,
        narrow: bool,
        community: Option<&Community>,
        actions: &mut Vec<Action>,
    ) {
        pane_start(ui, PANES[0], &self.texts.t("pane-places"));
        let areas: Vec<Area> = match community {
            Some(_) => Area::ALL.to_vec(),
            None => vec![Area::Begin, Area::Connection],
        };
        let asking = community.map_or(0, |community| {
            community.requests.iter().filter(|one| !one.approved_by_me).count()
        });
        let labels: Vec<String> = areas.iter().map(|area| self.texts.t(area.title().0)).collect();
        let keys: Vec<String> = areas
            .iter()
            .map(|area| {
                keys_of(Act::Go(*area)).map(|keys| self.keys_text(keys)).unwrap_or_default()
            })
            .collect();
        let news = self.texts.with("asking-news", &[("count", asking.into())]);
        let items: Vec<RailItem<'_>> = areas
            .iter()
            .zip(labels.iter().zip(&keys))
            .map(|(area, (label, keys))| {
                let mut item = RailItem::new(area.icon(), label).keys(keys);
                if *area == Area::People && asking > 0 {
                    item = item.news(&news);
                }
                if area.apart() { item.apart() } else { item }
            })
            .collect();
        let current = if community.is_none() && self.area != Area::Connection {
            Area::Begin
        } else {
            self.area
        };
        let current = areas.iter().position(|area| *area == current).unwrap_or_default();
        let name = self.texts.t("pane-places");
        if let Some(pressed) = Rail::new(&name, &items, current).narrow(narrow).show(ui) {
            actions.push(Action::Act(Act::Go(areas[pressed])));
        }
    }

    fn status_ui(&self, ui: &mut Ui, snapshot: &Snapshot, community: Option<&Community>) {
        let status = Status::new(snapshot, community);
        let (icon, saved) = match status.saved {
            SavedNow::Saved => (Icon::Check, "status-saved"),
            SavedNow::Saving => (Icon::Clock, "status-saving"),
            SavedNow::NotSaved => (Icon::Warning, "status-not-saved"),
        };
        let saved = self.texts.t(saved);
        let t = |id| self.texts.t(id);
        let count = |id, count: u64| self.texts.with(id, &[("count", count.into())]);
        let (others_icon, others) = match status.others {
            Others::Nobody => (Icon::Network, t("status-nobody")),
            Others::Draft => (Icon::Alone, t("status-draft")),
            Others::Left => (Icon::Book, t("status-left")),
            Others::Offline { waiting } => (Icon::Alone, count("status-offline", waiting)),
            Others::OnMyOwn { waiting } => (Icon::Alone, count("status-alone", waiting)),
            Others::Receiving { so_far, expected } => {
                let arguments = [("done", so_far.into()), ("all", expected.into())];
                (Icon::Network, self.texts.with("status-receiving", &arguments))
            }
            Others::Catching { connected } => {
                (Icon::Network, count("status-catching", connected as u64))
            }
            Others::AllHave { connected } => {
                (Icon::People, count("status-all-have", connected as u64))
            }
        };
        ui.horizontal(|ui| {
            StatusLine::new(Id::unique("status-saved-line"), icon, &saved).show(ui);
            ui.add_space(space::L);
            StatusLine::new(Id::unique("status-others-line"), others_icon, &others).show(ui);
        });
    }

    /// That the community is made up, and the way back.
    fn made_up_ui(&mut self, ui: &mut Ui) {
        if !self.made_up {
            return;
        }
        let look = tokens(ui);
        let strip = Frame::new()
            .fill(look.ground.selected)
            .corner_radius(space::CONTROL_RADIUS)
            .inner_margin(Margin::symmetric(space::M as i8, space::XS as i8));
        strip.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                ui.set_min_height(space::TARGET);
                Icon::Info.ui(ui, 18.0, look.accent.fill);
                let banner = Size::Body.strong(self.texts.t("made-up-banner"));
                ui.label(banner.color(look.ink.text));
                let kept = Size::Note.text(self.texts.t("made-up-nothing-kept"));
                ui.label(kept.color(look.ink.text));
                if ui.add(Button::quiet(self.texts.t("made-up-back"))).clicked() {
                    self.wish = Some(Wish::GoBack);
                }
            });
        });
        ui.add_space(space::S);
    }

    /// Troubles that last, as long as they do.
    fn lasting_troubles_ui(&self, ui: &mut Ui, snapshot: &Snapshot) {
        let unsaved = match &snapshot.saved {
            Saved::Failed { problem } => Some(problem),
            Saved::All | Saved::Saving => None,
        };
        for problem in unsaved.into_iter().chain(snapshot.problems.iter().take(2)) {
            let words = words::problem(&self.texts, problem);
            let mut banner = Banner::problem(words.happened);
            if let Some(can_do) = words.can_do {
                banner = banner.can_do(can_do);
            }
            banner.show(ui);
        }
    }

    /// The keys, on one page.
    pub(super) fn keys_ui(&mut self, ctx: &egui::Context) {
        let mut open = self.keys_shown;
        let title = self.texts.t("act-keys");
        Dialog::new(Id::unique("keys"), title).width(520.0).show(ctx, &mut open, |ui| {
            ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
                egui::Grid::new("keys-grid").num_columns(2).spacing([space::XL, space::XS]).show(
                    ui,
                    |ui| {
                        for entry in TABLE.iter().filter(|entry| entry.keys.is_some()) {
                            let keys =
                                entry.keys.map(|keys| self.keys_text(keys)).unwrap_or_default();
                            ui.label(Size::Body.strong(keys));
                            ui.label(Size::Body.text(self.texts.t(entry.title.0)));
                            ui.end_row();
                        }
                    },
                );
            });
        });
        self.keys_shown = open;
    }
}

/// Where a pane begins: the pane key brings the focus here, and the tab key goes on from here.
fn pane_start(ui: &mut Ui, id: &'static str, name: &str) {
    let rect = egui::Rect::from_min_size(ui.max_rect().min, egui::vec2(ui.available_width(), 1.0));
    let response = ui.interact(rect, Id::unique(id), Sense::focusable_noninteractive());
    if response.has_focus() {
        let ink = tokens(ui).accent.fill;
        ui.painter().hline(rect.x_range(), rect.top(), egui::Stroke::new(2.0, ink));
    }
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Region, true, name));
}
