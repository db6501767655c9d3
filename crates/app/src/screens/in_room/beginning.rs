//! Beginning a session: which agenda, and with how many presentations.

use super::contents::meeting_today;
use crate::screen::ScreenCx;
use crate::screens::{body, quiet, title_ui};
use egui::Ui;
use horseshoe_node::{Command, Community};
use horseshoe_ui::widgets::{Button, Heading, Scope, segmented};
use horseshoe_ui::{Icon, space};

/// What is chosen.
#[derive(Debug)]
pub(super) struct Beginning {
    agenda: usize,
    presentations: u8,
}

impl Default for Beginning {
    fn default() -> Self {
        Self { agenda: 0, presentations: 2 }
    }
}

/// Agendas of the handbook, and how many presentations they have.
const AGENDAS: [(&str, u8); 2] = [("agenda-session", 2), ("agenda-design-session", 1)];

impl Beginning {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        today: &str,
        why_not: Option<&str>,
    ) {
        let scope = cx.t("scope-group");
        title_ui(ui, &cx.t("area-in-room"), &cx.t("in-room-note"), Some((Scope::TheGroup, &scope)));
        let meeting = meeting_today(community, today);
        body(
            ui,
            &cx.t(if meeting.is_some() { "begin-session-today" } else { "begin-session-none" }),
        );
        ui.add_space(space::M);
        let titles: Vec<String> = AGENDAS
            .iter()
            .map(|(id, _)| {
                cx.handbook.agenda(id).map(|agenda| agenda.title.clone()).unwrap_or_default()
            })
            .collect();
        let options: Vec<(usize, &str)> =
            titles.iter().enumerate().map(|(place, title)| (place, title.as_str())).collect();
        segmented(ui, &cx.t("begin-session-agenda"), &mut self.agenda, &options);
        let (agenda, most) = AGENDAS[self.agenda.min(AGENDAS.len() - 1)];
        if most > 1 {
            ui.add_space(space::S);
            let words = [(1, cx.t("begin-session-one")), (2, cx.t("begin-session-two"))];
            let options = words.each_ref().map(|(count, words)| (*count, words.as_str()));
            let name = cx.t("begin-session-presentations");
            segmented(ui, &name, &mut self.presentations, &options);
        }
        let presentations = self.presentations.min(most);
        ui.add_space(space::M);
        let begin = Button::primary(cx.t("begin-session")).icon(Icon::Room).disabled_if(why_not);
        if ui.add(begin).clicked() {
            cx.ask(Command::BeginSession {
                community: community.id,
                meeting,
                agenda: agenda.to_owned(),
                presentations: Some(presentations),
            });
        }
        quiet(ui, &cx.t("begin-session-one-laptop"));
        if let Some(template) = cx.handbook.agenda(agenda) {
            let points = template.with_presentations(Some(presentations));
            let minutes: u32 = points.iter().map(|(_, item)| item.minutes).sum();
            let length = [
                ("hours", (minutes / 60).into()),
                ("minutes", format!("{:02}", minutes % 60).into()),
            ];
            ui.add_space(space::M);
            ui.add(Heading::three(cx.with("begin-session-length", &length)).of_a_part());
            for (_, item) in points {
                quiet(ui, &format!("{} · {}", item.title, item.minutes));
            }
        }
    }
}
