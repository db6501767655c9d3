//! Removing somebody or a device: proposed to one other member, looked at before it is signed, in private.

use super::preview::{Of, Preview, called, may_sign};
use crate::action::Action;
use crate::screen::ScreenCx;
use crate::screens::{body, quiet};
use crate::texts::TextId;
use crate::words;
use egui::{Id, Ui};
use horseshoe_node::{Command, Community, MemberId, ProposalId, ProposedRemoval, Target};
use horseshoe_ui::widgets::{
    Badge, Button, Card, Dialog, Heading, ListRow, Scope, TextField, Tint,
};
use horseshoe_ui::{Icon, space, tokens};

/// The question that is open, if one is.
#[derive(Debug, Default)]
pub(crate) struct Removals {
    open: Option<Open>,
}

#[derive(Debug)]
enum Open {
    /// What is half written.
    Propose {
        target: Target,
        reason: String,
        with: Option<MemberId>,
    },
    Sign(ProposalId),
}

/// Of a dialog.
enum Pressed {
    Nothing,
    Close,
    Do(Box<Command>, TextId),
}

/// A reason is a line.
const LONGEST_REASON: usize = 200;

/// The button that begins a proposal, or why there can be none.
pub(crate) fn propose_ui(
    ui: &mut Ui,
    cx: &ScreenCx<'_>,
    community: &Community,
    about: MemberId,
    button: Button,
    why_not: Option<&str>,
) -> bool {
    let nobody = may_sign(community, about).is_empty().then(|| cx.t("removal-only-two"));
    ui.add(button.disabled_if(why_not.map(str::to_owned).or(nobody))).clicked()
}

impl Removals {
    /// Asks what to propose about this member or device.
    pub(crate) fn propose(&mut self, target: Target) {
        self.open = Some(Open::Propose { target, reason: String::new(), with: None });
    }

    /// What waits: asked of me first, then what I proposed.
    pub(crate) fn waiting_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        why_not: Option<&str>,
    ) {
        let proposed = &community.membership.proposed;
        for removal in proposed.iter().filter(|removal| !removal.mine) {
            self.asked_ui(ui, cx, community, removal, why_not);
            ui.add_space(space::M);
        }
        for removal in proposed.iter().filter(|removal| removal.mine) {
            waits_ui(ui, cx, community, removal);
            ui.add_space(space::M);
        }
    }

    fn asked_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        removal: &ProposedRemoval,
        why_not: Option<&str>,
    ) {
        let what = what(cx, community, removal.target, removal.member);
        let by = words::somebody(cx.texts, community, removal.by);
        Card::new(("removal", removal.id)).chosen(!removal.declined).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let about = [("by", by.as_str().into()), ("what", what.as_str().into())];
            ui.add(Heading::two(cx.with("removal-asked", &about)));
            reason_ui(ui, cx, &removal.reason);
            ui.add_space(space::XS);
            ui.add(Badge::scope(Scope::YouTwo, cx.t("removal-private")));
            if removal.declined {
                ui.add_space(space::XS);
                quiet(ui, &cx.t("removal-declined"));
            }
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                let about = [("what", what.as_str().into())];
                let look = Button::quiet(cx.t("removal-look"))
                    .name(cx.with("removal-look-name", &about))
                    .disabled_if(why_not);
                if ui.add(look).clicked() {
                    self.open = Some(Open::Sign(removal.id));
                }
                let not =
                    Button::quiet(cx.t("request-no")).name(cx.with("removal-not-name", &about));
                if !removal.declined && ui.add(not.disabled_if(why_not)).clicked() {
                    cx.ask(drop(community, removal.id));
                }
            });
        });
    }

    /// Call it in every frame.
    pub(crate) fn dialog_ui(&mut self, ui: &Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let mut shown = self.open.take().and_then(|open| {
            let removal = match &open {
                Open::Propose { target, .. } => Some(*target),
                Open::Sign(id) => proposed(community, *id).map(|removal| removal.target),
            };
            // It may have been settled meanwhile.
            let preview = Preview::new(community, removal?)?;
            Some((open, preview))
        });
        let title = match &shown {
            Some((_, preview)) => title(cx, community, preview),
            None => String::new(),
        };
        let mut open = shown.is_some();
        let dialog = Dialog::new(Id::unique("removal"), title).width(560.0);
        let answer = dialog.show(ui.ctx(), &mut open, |ui| match &mut shown {
            Some((Open::Propose { target, reason, with }, preview)) => {
                proposing_ui(ui, cx, community, preview, *target, reason, with)
            }
            Some((Open::Sign(id), preview)) => signing_ui(ui, cx, community, preview, *id),
            None => Pressed::Nothing,
        });
        match answer.inner.unwrap_or(Pressed::Nothing) {
            Pressed::Nothing => {}
            Pressed::Close => open = false,
            Pressed::Do(command, said) => {
                cx.act(Action::AskAndSay { command: *command, said });
                open = false;
            }
        }
        self.open = shown.filter(|_| open).map(|(open, _)| open);
    }
}

/// What I proposed, and for whom it waits.
fn waits_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, removal: &ProposedRemoval) {
    let what = what(cx, community, removal.target, removal.member);
    let asked = words::somebody(cx.texts, community, removal.asked);
    Card::new(("removal", removal.id)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let about = [("what", what.as_str().into()), ("name", asked.as_str().into())];
        ui.add(Heading::three(cx.with("removal-waits", &about)).of_a_part());
        reason_ui(ui, cx, &removal.reason);
        quiet(ui, &cx.t("removal-waits-note"));
        ui.add_space(space::S);
        let drop_it =
            Button::quiet(cx.t("removal-drop")).name(cx.with("removal-drop-name", &about[..1]));
        if ui.add(drop_it).clicked() {
            cx.ask(drop(community, removal.id));
        }
    });
}

fn proposing_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    preview: &Preview,
    target: Target,
    reason: &mut String,
    with: &mut Option<MemberId>,
) -> Pressed {
    preview_ui(ui, cx, community, preview);
    ui.add_space(space::M);
    TextField::new(cx.t("removal-reason"))
        .hint(cx.t("removal-reason-hint"))
        .limit(LONGEST_REASON)
        .show(ui, reason);
    ui.add_space(space::M);
    ui.add(Heading::three(cx.t("removal-with")));
    quiet(ui, &cx.t("removal-with-note"));
    for id in may_sign(community, preview.member) {
        let Some(member) = community.members.iter().find(|member| member.id == id) else {
            continue;
        };
        let name = words::somebody(cx.texts, community, id);
        let chosen = *with == Some(id);
        let row = ListRow::new(("with", id), &name)
            .person(&member.name, words::colour(id.as_bytes()))
            .chosen(chosen)
            .choice();
        let (row, ()) = row.show_with(ui, |ui| {
            if chosen {
                let words = cx.t("mode-chosen");
                ui.add(Badge::new(words).icon(Icon::Check).tint(Tint::Accent));
            }
        });
        if row.clicked() {
            *with = Some(id);
        }
    }
    ui.add_space(space::M);
    let asked = with.map(|id| words::somebody(cx.texts, community, id));
    let label = match &asked {
        Some(name) => cx.with("removal-ask", &[("name", name.as_str().into())]),
        None => cx.t("removal-ask-nobody"),
    };
    let missing = with.is_none().then(|| cx.t("removal-with-missing"));
    let mut pressed = Pressed::Nothing;
    ui.horizontal_wrapped(|ui| {
        if ui.add(Button::quiet(cx.t("cancel"))).clicked() {
            pressed = Pressed::Close;
        }
        let ask = ui.add(Button::danger(label).disabled_if(missing)).clicked();
        if let Some(with) = with.filter(|_| ask) {
            let reason = reason.trim().to_owned();
            let command = Command::ProposeRemoval { community: community.id, target, with, reason };
            pressed = Pressed::Do(Box::new(command), TextId("said-removal-proposed"));
        }
    });
    pressed
}

fn signing_ui(
    ui: &mut Ui,
    cx: &ScreenCx<'_>,
    community: &Community,
    preview: &Preview,
    id: ProposalId,
) -> Pressed {
    if let Some(removal) = proposed(community, id) {
        let by = words::somebody(cx.texts, community, removal.by);
        body(ui, &cx.with("removal-by", &[("name", by.into())]));
        reason_ui(ui, cx, &removal.reason);
        ui.add_space(space::S);
    }
    preview_ui(ui, cx, community, preview);
    ui.add_space(space::M);
    let mut pressed = Pressed::Nothing;
    ui.horizontal_wrapped(|ui| {
        // As easy as the other answer, and as large.
        if ui.add(Button::quiet(cx.t("request-no"))).clicked() {
            pressed = Pressed::Do(Box::new(drop(community, id)), TextId("said-removal-not"));
        }
        if ui.add(Button::danger(cx.t("removal-sign"))).clicked() {
            let command = Command::SignRemoval { community: community.id, proposal: id };
            pressed = Pressed::Do(Box::new(command), TextId("said-removal-signed"));
        }
        if ui.add(Button::plain(cx.t("removal-later"))).clicked() {
            pressed = Pressed::Close;
        }
    });
    pressed
}

/// What it will mean, line by line.
fn preview_ui(ui: &mut Ui, cx: &ScreenCx<'_>, community: &Community, preview: &Preview) {
    let name = words::somebody(cx.texts, community, preview.member);
    let about = [("name", name.as_str().into())];
    let mut lines = Vec::new();
    match &preview.of {
        Of::Person { devices } => {
            lines.push(cx.with("removal-stays", &about));
            lines.push(cx.with("removal-late", &about));
            let devices = [about[0].clone(), ("count", (*devices).into())];
            lines.push(cx.with("removal-devices", &devices));
        }
        Of::Device { others, .. } => {
            lines.push(cx.with("removal-device-stays", &about));
            let others = [about[0].clone(), ("count", (*others).into())];
            lines.push(cx.with("removal-device-others", &others));
        }
    }
    lines.push(cx.t("removal-nothing-new"));
    let remain = words::names(cx.texts, community, &preview.remain);
    let count = preview.remain.len();
    lines.push(cx.with("removal-remain", &[("names", remain.into()), ("count", count.into())]));
    if count == 2 {
        lines.push(cx.t("removal-then-two"));
    }
    lines.push(cx.t("removal-for-good"));
    lines.push(cx.t("removal-anyone"));
    ui.add(Heading::three(cx.t("removal-means")));
    for line in lines {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            Icon::Right.ui(ui, 20.0, tokens(ui).ink.muted);
            ui.vertical(|ui| body(ui, &line));
        });
    }
}

fn reason_ui(ui: &mut Ui, cx: &ScreenCx<'_>, reason: &str) {
    if reason.is_empty() {
        quiet(ui, &cx.t("removal-no-reason"));
    } else {
        body(ui, &cx.with("given-reason", &[("reason", reason.into())]));
    }
}

/// Somebody, or a device of theirs, in a sentence.
fn what(cx: &ScreenCx<'_>, community: &Community, target: Target, member: MemberId) -> String {
    let name = words::somebody(cx.texts, community, member);
    match target {
        Target::Member(_) => name,
        Target::Device(device) => {
            let called = called(&device);
            let about = [("called", called.into()), ("name", name.into())];
            cx.with("removal-device", &about)
        }
    }
}

fn title(cx: &ScreenCx<'_>, community: &Community, preview: &Preview) -> String {
    let name = words::somebody(cx.texts, community, preview.member);
    match &preview.of {
        Of::Person { .. } => cx.with("removal-title", &[("name", name.into())]),
        Of::Device { called, .. } => {
            let about = [("name", name.into()), ("called", called.as_str().into())];
            cx.with("removal-device-title", &about)
        }
    }
}

fn proposed(community: &Community, id: ProposalId) -> Option<&ProposedRemoval> {
    community.membership.proposed.iter().find(|removal| removal.id == id)
}

fn drop(community: &Community, proposal: ProposalId) -> Command {
    Command::DropRemoval { community: community.id, proposal }
}
