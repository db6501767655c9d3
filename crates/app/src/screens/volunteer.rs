//! Whoever keeps the groundrules: thanked at each session, asked whether they do it again, and found anew where nobody does.

use crate::screen::ScreenCx;
use crate::screens::{body, menu, quiet};
use crate::texts::TextId;
use crate::words;
use egui::Ui;
use horseshoe_model::{MemberId, Role, RolesCommand, Volunteer};
use horseshoe_node::Community;
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::Button;

const ROLE: Role = Role::GroundrulesMonitor;

/// How it stands with what somebody does for the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nobody does it; or whoever did is no longer in the group.
    Nobody,
    /// They said "not this time": the group looks for somebody.
    Called,
    /// They are to be thanked, and asked whether they do it again.
    Asked(Vec<MemberId>),
    Kept(Vec<MemberId>),
}

impl Standing {
    /// In a session that was begun at this moment; `None` outside one, where nobody is asked.
    pub(crate) fn of(community: &Community, session: Option<u64>) -> Self {
        let volunteer = &community.community.roles.groundrules_monitor;
        let Volunteer { renewed_at, called, .. } = *volunteer;
        let mut members = volunteer.members();
        members.retain(|member| is_in(community, *member));
        match (members.is_empty(), session) {
            (true, _) if called => Self::Called,
            (true, _) => Self::Nobody,
            (false, Some(begun)) if renewed_at.is_none_or(|at| at < begun) => Self::Asked(members),
            (false, _) => Self::Kept(members),
        }
    }

    /// Whether this member is asked something by it.
    pub(crate) fn concerns(&self, member: MemberId) -> bool {
        match self {
            Self::Asked(members) => members.contains(&member),
            Self::Called => true,
            Self::Nobody | Self::Kept(_) => false,
        }
    }
}

fn is_in(community: &Community, member: MemberId) -> bool {
    let mut members = community.members.iter().filter(|known| known.standing);
    members.any(|known| known.id.as_bytes() == member.as_bytes())
}

pub(crate) fn volunteer_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    session: Option<u64>,
    why_not: Option<&str>,
) {
    match Standing::of(community, session) {
        Standing::Nobody => {
            body(ui, &cx.t("volunteer-nobody"));
            call_ui(ui, cx, community, why_not);
        }
        Standing::Called => {
            body(ui, &cx.t("volunteer-called"));
            call_ui(ui, cx, community, why_not);
        }
        Standing::Asked(members) => {
            let names = [("name", names(cx, community, &members).into())];
            body(ui, &cx.with("volunteer-thanks", &names));
            again_ui(ui, cx, why_not);
        }
        Standing::Kept(members) => {
            let names = [("name", names(cx, community, &members).into())];
            quiet(ui, &cx.with("volunteer-keeps", &names));
        }
    }
}

fn names(cx: &ScreenCx<'_>, community: &Community, members: &[MemberId]) -> String {
    let names = members.iter().map(|member| words::name(cx.texts, community, *member));
    names.collect::<Vec<_>>().join(", ")
}

/// Both answers are worth the same.
fn again_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, why_not: Option<&str>) {
    ui.horizontal_wrapped(|ui| {
        let again = Button::quiet(cx.t("volunteer-again")).icon(Icon::Check);
        if ui.add(again.disabled_if(why_not)).clicked() {
            cx.do_and_say(RolesCommand::Renew { role: ROLE }, TextId("said-volunteer"));
        }
        let not = Button::quiet(cx.t("volunteer-not")).name(cx.t("volunteer-not-name"));
        if ui.add(not.disabled_if(why_not)).clicked() {
            cx.do_and_say(RolesCommand::LayDown { role: ROLE }, TextId("said-volunteer-not"));
        }
    });
}

/// I would; or somebody in the room would, who has no device at hand.
fn call_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, why_not: Option<&str>) {
    ui.horizontal_wrapped(|ui| {
        let me = Button::quiet(cx.t("volunteer-me")).icon(Icon::Hand);
        if ui.add(me.name(cx.t("volunteer-me-name")).disabled_if(why_not)).clicked() {
            let act = RolesCommand::TakeOn { role: ROLE, member: None };
            cx.do_and_say(act, TextId("said-volunteer"));
        }
        let others = community.members.iter().filter(|member| member.standing && !member.me);
        menu(ui, &cx.t("volunteer-other"), why_not, |ui| {
            for other in others {
                if ui.add(Button::plain(&other.name)).clicked() {
                    let member = Some(MemberId::from_bytes(*other.id.as_bytes()));
                    let act = RolesCommand::TakeOn { role: ROLE, member };
                    cx.do_and_say(act, TextId("said-volunteer"));
                    ui.close();
                }
            }
        });
    });
}
