//! Files that are carried between devices which share no network: saved for somebody, opened, and told what they brought.

mod contents;

use crate::action::{Act, Action};
use crate::files::{ToWrite, What};
use crate::screen::{Area, ScreenCx};
use crate::screens::quiet;
use crate::texts::Texts;
use crate::words;
use contents::{Contents, From, New, Next, Sort};
use egui::Ui;
use horseshoe_node::{Brought, Community, ForWhom, Snapshot};
use horseshoe_ui::widgets::{Banner, Button, Heading, Section};
use horseshoe_ui::{Icon, space};

/// What the last file has brought, until it is put away.
#[derive(Debug, Default)]
pub(crate) struct Carried {
    brought: Option<Brought>,
}

impl Carried {
    pub(crate) fn brought(&mut self, brought: Brought) {
        self.brought = Some(brought);
    }

    /// On top of every screen.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        texts: &Texts,
        snapshot: &Snapshot,
        actions: &mut Vec<Action>,
    ) {
        let Some(brought) = &self.brought else { return };
        let contents = Contents::new(snapshot, brought);
        let mut banner =
            Banner::notice(from(texts, snapshot, &contents)).safe(new(texts, snapshot, &contents));
        let (next, go) = next(texts, &contents.next);
        if let Some(next) = next {
            banner = banner.can_do(next);
        }
        let goes = go.is_some();
        if let Some((label, _)) = &go {
            banner = banner.action(label);
        }
        let pressed = banner.action(texts.t("put-away")).show(ui);
        ui.add_space(space::S);
        if pressed == Some(0)
            && let Some((_, go)) = go
        {
            actions.extend(go);
        }
        if pressed == Some(usize::from(goes)) || (pressed.is_some() && leads_away(&contents.next)) {
            self.brought = None;
        }
    }
}

/// What is asked for next is seen elsewhere; what is to be saved stays here until it is put away.
const fn leads_away(next: &Next) -> bool {
    matches!(next, Next::SayYes { .. })
}

/// From whom, and for which community.
fn from(texts: &Texts, snapshot: &Snapshot, contents: &Contents) -> String {
    let community = contents.community.and_then(|id| snapshot.community(&id));
    let Some(community) = community else {
        return texts.t(match contents.from {
            From::Me => "brought-from-me",
            From::Member(_) | From::Somebody => "brought-from-somebody",
        });
    };
    let name = match contents.from {
        From::Me => return texts.t("brought-from-me"),
        From::Member(member) => words::somebody(texts, community, member),
        From::Somebody => texts.t("somebody"),
    };
    let about = [("name", name.into()), ("community", community.name.as_str().into())];
    texts.with("brought-from", &about)
}

/// What is new, as one line.
fn new(texts: &Texts, snapshot: &Snapshot, contents: &Contents) -> String {
    let community = contents.community.and_then(|id| snapshot.community(&id));
    let named = |id, member| {
        let name = community.map(|community| words::somebody(texts, community, member));
        let name = name.unwrap_or_else(|| texts.t("somebody"));
        texts.with(id, &[("name", name.into())])
    };
    let count = |id, count: u64| texts.with(id, &[("count", count.into())]);
    let lines: Vec<String> = contents
        .new
        .iter()
        .map(|new| match *new {
            New::Came(member) => named("brought-came", member),
            New::Went(member) => named("brought-went", member),
            New::Entries(sort, entries) => count(sort_words(sort), entries),
            New::Waiting(entries) => count("brought-waiting", entries),
        })
        .collect();
    match (lines.is_empty(), contents.next) {
        (false, _) => texts.with("brought-new", &[("what", lines.join(" · ").into())]),
        (true, Next::Nothing) => texts.t("brought-nothing"),
        (true, _) => texts.t("brought-letter"),
    }
}

const fn sort_words(sort: Sort) -> &'static str {
    match sort {
        Sort::Together => "brought-together",
        Sort::Notes => "brought-notes",
        Sort::Members => "brought-members",
        Sort::Few => "brought-few",
        Sort::OnlyMe => "brought-only-me",
        Sort::Sealed => "brought-sealed",
    }
}

/// What comes next in words, and what a press does for it.
fn next(texts: &Texts, next: &Next) -> (Option<String>, Option<(String, Vec<Action>)>) {
    let t = |id| Some(texts.t(id));
    match *next {
        Next::Nothing => (None, None),
        Next::In => (t("brought-in"), None),
        Next::Wait { missing } => {
            let missing = [("count", missing.into())];
            (Some(texts.with("brought-wait", &missing)), None)
        }
        Next::SayYes { community } => {
            let choose = community.map(Action::Choose);
            let go = choose.into_iter().chain([Action::Act(Act::Go(Area::People))]).collect();
            (t("brought-asks"), Some((texts.t("brought-to-people"), go)))
        }
        Next::SaveAnswer { community, whom } => {
            let save = vec![Action::Place(What::Write(ToWrite::Carry { community, whom }))];
            (t("brought-signed"), Some((texts.t("carry-answer"), save)))
        }
        Next::BringBack { ticket } => {
            let save = vec![Action::Place(What::Write(ToWrite::Asking(ticket)))];
            (t("brought-bring-back"), Some((texts.t("carry-back"), save)))
        }
    }
}

/// Beside a member: what they lack, for their devices alone.
pub(super) fn for_member_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    member: horseshoe_node::MemberId,
    name: &str,
    why_not: Option<&str>,
) {
    let about = [("name", name.into())];
    ui.add_space(space::M);
    ui.add(Heading::three(cx.t("carry-section")));
    quiet(ui, &cx.with("carry-member-note", &about));
    ui.add_space(space::XS);
    let save = Button::quiet(cx.with("carry-member", &about)).icon(Icon::Export);
    if ui.add(save.disabled_if(why_not)).clicked() {
        save_for(cx, community, ForWhom::Member { member });
    }
}

/// For everybody, for my own devices, and what somebody brought.
pub(super) fn carry_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    draft: bool,
    why_not: Option<&str>,
) {
    Section::new(cx.t("carry-section")).note(cx.t("carry-note")).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            open_ui(ui, cx);
            if draft {
                return;
            }
            let everyone = Button::quiet(cx.t("carry-everyone")).icon(Icon::Export);
            if ui.add(everyone.disabled_if(why_not)).clicked() {
                save_for(cx, community, ForWhom::Everyone);
            }
            let others = community.membership.devices.iter();
            let others = others.filter(|device| device.standing && !device.this).count();
            let mine = Button::quiet(cx.t("carry-mine")).icon(Icon::Key);
            if others > 0 && ui.add(mine.disabled_if(why_not)).clicked() {
                save_for(cx, community, ForWhom::MyDevices);
            }
        });
        quiet(ui, &cx.t("carry-sealed"));
    });
}

/// The way to open a file.
pub(super) fn open_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>) {
    if ui.add(Button::quiet(cx.t("carried-open")).icon(Icon::File)).clicked() {
        cx.act(Action::Place(What::OpenCarried));
    }
}

pub(super) fn save_for(cx: &mut ScreenCx<'_>, community: &Community, whom: ForWhom) {
    let carry = ToWrite::Carry { community: community.id, whom };
    cx.act(Action::Place(What::Write(carry)));
}
