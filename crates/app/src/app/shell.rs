//! What is around every screen: the name on top, the places on the left, the line at the bottom.

use super::apply::PANES;
use super::{App, Wish};
use crate::action::{Act, Action, TABLE, keys_of};
use crate::screen::{Area, ScreenCx};
use crate::screens::in_room::contents::is_on;
use crate::{dates, words};
use egui::{Frame, Id, Label, Margin, Panel, ScrollArea, Ui, UiBuilder};
use horseshoe_node::{Community, CommunityId, Saved, Snapshot, Stage};
use horseshoe_ui::widgets::{Badge, Banner, Button, Dialog, Landmark, ListRow, Rail, RailItem};
use horseshoe_ui::{Icon, Size, focus, space, tokens};

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
            Landmark::top(&self.texts.t("pane-top"))
                .show(ui, |ui| self.top_ui(ui, snapshot, community, actions));
        });
        Panel::bottom("bottom").frame(bar).show(ui, |ui| {
            let line = Landmark::status(&self.texts.t("pane-status"))
                .show(ui, |ui| self.status_ui(ui, snapshot, community));
            if line.inner {
                actions.push(Action::Act(Act::Standing));
            }
        });
        let narrow = ui.available_width() < NARROW;
        let margin = Margin::symmetric(space::M as i8, space::S as i8);
        Panel::left("places")
            .frame(Frame::new().fill(ground).inner_margin(margin))
            .resizable(false)
            .show_separator_line(false)
            .exact_size(Rail::width(narrow) + 2.0 * space::M)
            .show(ui, |ui| {
                let name = self.texts.t("pane-places");
                Landmark::places(Id::unique(PANES[0]), &name).show(ui, |ui| {
                    // In a low window, or with large letters, not all places fit.
                    ScrollArea::vertical().id_salt("places").auto_shrink(false).show(ui, |ui| {
                        // Room for the ring around the first place.
                        ui.add_space(space::XS);
                        self.places_ui(ui, narrow, community, actions);
                        focus::follow(ui);
                    });
                });
            });
        let sunken = tokens(ui).ground.page;
        let margin =
            Margin { left: space::L as i8, right: space::L as i8, top: space::S as i8, bottom: 0 };
        egui::CentralPanel::default().frame(Frame::new().fill(sunken).inner_margin(margin)).show(
            ui,
            |ui| {
                let name = self.area_name();
                Landmark::screen(Id::unique(PANES[1]), &name)
                    .show(ui, |ui| self.screen_ui(ui, snapshot, community, actions));
            },
        );
    }

    fn screen_ui(
        &mut self,
        ui: &mut Ui,
        snapshot: &Snapshot,
        community: Option<&Community>,
        actions: &mut Vec<Action>,
    ) {
        // What is always in sight leaves at least half of the room to the screen.
        let most = ui.available_height() / 2.0;
        ScrollArea::vertical().id_salt("above").max_height(most).show(ui, |ui| {
            self.made_up_ui(ui);
            self.crash_ui(ui, actions);
            self.notices.trouble_ui(ui, &self.texts);
            self.lasting_troubles_ui(ui, snapshot);
            self.carried.ui(ui, &self.texts, snapshot, actions);
            focus::follow(ui);
        });
        ScrollArea::vertical().id_salt(self.area).auto_shrink(false).show(ui, |ui| {
            let all = ui.available_width() - space::M;
            let most = if self.area.is_wide() { all } else { space::READING_WIDTH + 180.0 };
            ui.set_max_width(most.min(all));
            let mut cx = ScreenCx {
                snapshot,
                community,
                handbook: &self.handbook,
                texts: &self.texts,
                look: &self.settings.appearance,
                language: self.settings.chosen_language(),
                made_up: self.made_up,
                projected: self.flipchart.turned_to(),
                flipchart_open: self.flipchart.is_open(),
                drafts: &mut self.drafts,
                authorship: &mut self.authorship,
                album: &mut self.album,
                now_ms: (self.now)(),
                actions,
            };
            // A lasting id: a banner that comes above takes the focus from nothing below.
            let screen = UiBuilder::new().scope_id(Id::unique(("screen", self.area)));
            ui.scope_builder(screen, |ui| self.screens.ui(self.area, ui, &mut cx));
            ui.add_space(space::XXXL);
            focus::follow(ui);
        });
    }

    fn top_ui(
        &self,
        ui: &mut Ui,
        snapshot: &Snapshot,
        community: Option<&Community>,
        actions: &mut Vec<Action>,
    ) {
        let undo = community
            .is_some_and(|community| community.can_undo)
            .then(|| Button::plain(self.texts.t("undo-last")).icon(Icon::Undo));
        let keys =
            keys_of(Act::Palette).map(|keys| words::keys(&self.texts, keys)).unwrap_or_default();
        let search = Button::quiet(self.texts.t("act-palette")).icon(Icon::Search).hint(keys);
        ui.horizontal(|ui| {
            // The name gives way to what can be pressed.
            let between = ui.spacing().item_spacing.x;
            let room = |button: &Button| button.width(ui) + between;
            let taken = room(&search) + undo.as_ref().map_or(0.0, room);
            let left = (ui.available_width() - taken).max(space::XXL);
            ui.allocate_ui(egui::vec2(left, space::TARGET), |ui| {
                ui.set_width(left);
                ui.horizontal(|ui| {
                    ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                    let chosen = self.community_ui(ui, snapshot, community);
                    actions.extend(chosen.map(Action::Choose));
                });
            });
            if undo.is_some_and(|undo| ui.add(undo).clicked()) {
                actions.push(Action::Act(Act::UndoLast));
            }
            if ui.add(search).clicked() {
                actions.push(Action::Act(Act::Palette));
            }
        });
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
        let areas: Vec<Area> = match community {
            Some(community) => {
                let today = dates::date_of((self.now)());
                // In the room is there on its day, and while one is in it.
                let on = is_on(community, &today) || self.area == Area::InRoom;
                let shown = |area: &Area| area.part_of() == *area && (*area != Area::InRoom || on);
                Area::ALL.into_iter().filter(shown).collect()
            }
            None => vec![Area::Begin, Area::Handbook, Area::Connection],
        };
        let asking = community.map_or(0, |community| {
            community.requests.iter().filter(|one| !one.approved_by_me).count()
        });
        let labels: Vec<String> = areas.iter().map(|area| self.texts.t(area.title().0)).collect();
        let keys: Vec<String> = areas
            .iter()
            .map(|area| {
                keys_of(Act::Go(*area))
                    .map(|keys| words::keys(&self.texts, keys))
                    .unwrap_or_default()
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
        let current = if community.is_none() && !self.area.without_community() {
            Area::Begin
        } else {
            self.area
        };
        let current = areas.iter().position(|area| *area == current.part_of()).unwrap_or_default();
        let name = self.texts.t("pane-places");
        if let Some(pressed) = Rail::new(&name, &items, current).narrow(narrow).show(ui) {
            actions.push(Action::Act(Act::Go(areas[pressed])));
        }
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

    /// That the window ended unexpectedly last time, until it is put away.
    fn crash_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if self.last_time.told || self.last_time.crash.is_none() {
            return;
        }
        let t = |id| self.texts.t(id);
        let pressed = Banner::notice(t("crash-happened"))
            .safe(t("crash-safe"))
            .can_do(t("crash-do"))
            .action(t("crash-look"))
            .action(t("put-away"))
            .show(ui);
        if pressed == Some(0) {
            actions.push(Action::Act(Act::Report));
        }
        if pressed.is_some() {
            self.last_time.told = true;
            self.wish = Some(Wish::ForgetCrash);
        }
        ui.add_space(space::S);
    }

    /// Troubles that last, as long as they do.
    fn lasting_troubles_ui(&self, ui: &mut Ui, snapshot: &Snapshot) {
        let unsaved = match &snapshot.saved {
            Saved::Failed { problem } => Some(problem),
            Saved::All | Saved::Saving => None,
        };
        for problem in unsaved.into_iter().chain(snapshot.problems.iter().take(2)) {
            words::problem(&self.texts, problem).banner().show(ui);
            ui.add_space(space::S);
        }
    }

    /// The keys, on one page.
    pub(super) fn keys_ui(&mut self, ctx: &egui::Context) {
        let mut open = self.keys_shown;
        let title = self.texts.t("act-keys");
        Dialog::new(Id::unique("keys"), title).width(520.0).show(ctx, &mut open, |ui| {
            for entry in &TABLE {
                let (title, keys) = (self.texts.t(entry.title.0), entry.keys);
                let keys = keys.map(|keys| words::keys(&self.texts, keys)).unwrap_or_default();
                let name = format!("{title} {keys}");
                ListRow::new(("key", entry.title.0), &title).name(name.trim()).show_with(
                    ui,
                    |ui| {
                        ui.label(Size::Body.strong(keys));
                    },
                );
            }
        });
        self.keys_shown = open;
    }
}
