//! What happened to who is in the group, told in a sentence, with what one can do.

use super::contents::{Notice, Whose, WhyOut};
use crate::action::{Act, Action};
use crate::screen::{Area, ScreenCx};
use crate::texts::TextId;
use crate::words;
use egui::Ui;
use horseshoe_node::{Command, Community};
use horseshoe_ui::space;
use horseshoe_ui::widgets::Banner;

/// One of them, as long as it is so.
pub(crate) fn notice_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    notice: &Notice,
) {
    let id = community.id;
    match notice {
        Notice::CameBack => {
            Banner::notice(cx.t("came-back")).show(ui);
        }
        Notice::LastOne => {
            Banner::notice(cx.t("last-one")).show(ui);
        }
        Notice::LetInByGone { name, .. } => {
            let name = [("name", named(cx, name).into())];
            let banner = Banner::notice(cx.with("let-in-by-gone", &name))
                .safe(cx.with("let-in-by-gone-safe", &name))
                .action(cx.with("let-in-by-gone-do", &name));
            if banner.show(ui).is_some() {
                cx.ask(Command::Invite { community: id, hours: None });
            }
        }
        Notice::TurnedAway { name, used_by, .. } => {
            let name = named(cx, name);
            let about = [("name", name.as_str().into())];
            let happened = match used_by {
                Some(by) => {
                    let about = [about[0].clone(), ("by", named(cx, by).into())];
                    cx.with("turned-away-used", &about)
                }
                None => cx.with("turned-away-expired", &about),
            };
            let banner = Banner::notice(happened).safe(cx.t("turned-away-do"));
            let banner = banner.action(cx.with("let-in-by-gone-do", &about));
            if banner.show(ui).is_some() {
                cx.ask(Command::Invite { community: id, hours: None });
            }
        }
        Notice::LateWords { member, name, entries } => {
            let about = [("name", named(cx, name).into()), ("count", (*entries).into())];
            let banner = Banner::notice(cx.with("late-words", &about))
                .safe(cx.t("late-words-safe"))
                .action(cx.with("late-words-keep", &about[..1]));
            if banner.show(ui).is_some() {
                let command = Command::KeepWords { community: id, member: *member };
                cx.act(Action::AskAndSay { command, said: TextId("said-words-kept") });
            }
        }
        Notice::TwoHistories { whose: Whose::Mine, .. } => {
            Banner::notice(cx.t("two-histories-mine")).safe(cx.t("two-histories-safe")).show(ui);
        }
        Notice::TwoHistories { whose: Whose::Theirs(member), .. } => {
            let name = [("name", words::somebody(cx.texts, community, *member).into())];
            let banner = Banner::notice(cx.with("two-histories", &name));
            banner.safe(cx.t("two-histories-safe")).can_do(cx.t("two-histories-do")).show(ui);
        }
        Notice::VoteTwice => {
            let banner = Banner::notice(cx.t("vote-twice")).action(cx.t("home-to-decide"));
            if banner.show(ui).is_some() {
                cx.act(Action::Act(Act::Go(Area::Decide)));
            }
        }
        Notice::PutBack(count) => {
            Banner::notice(cx.with("put-back", &[("count", (*count).into())])).show(ui);
        }
    }
    ui.add_space(space::M);
}

/// That I am out, and why. Reading goes on.
pub(crate) fn out_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, why: &WhyOut) {
    let texts = cx.texts;
    let names = |ids| words::names(texts, community, ids);
    let reason = |reason: &str| {
        let given = [("reason", reason.into())];
        (!reason.is_empty()).then(|| texts.with("given-reason", &given))
    };
    let (happened, why, can_do) = match why {
        WhyOut::Removed { by, reason: given } => {
            let happened = cx.with("out-removed", &[("names", names(by).into())]);
            (happened, reason(given), Some("out-again"))
        }
        WhyOut::EachOther(all) => {
            let happened = cx.with("out-each-other", &[("names", names(all).into())]);
            (happened, None, Some("out-again"))
        }
        WhyOut::Left => (cx.t("out-left"), None, Some("out-left-not-me")),
        WhyOut::OwnDevice => (cx.t("out-own-device"), None, Some("out-own-device-do")),
        WhyOut::OwnDevicesEachOther => (cx.t("out-own-devices"), None, Some("out-own-devices-do")),
        WhyOut::Device { by, reason: given } => {
            let happened = cx.with("out-device", &[("names", names(by).into())]);
            (happened, reason(given), Some("out-device-do"))
        }
        WhyOut::Unknown => (cx.t("status-left"), None, None),
    };
    let keeps = cx.t("out-keeps");
    let mut banner = Banner::notice(happened).safe(match why {
        Some(why) => format!("{why}. {keeps}"),
        None => keeps,
    });
    if let Some(can_do) = can_do {
        banner = banner.can_do(cx.t(can_do));
    }
    if banner.action(cx.t("anew-do")).show(ui).is_some() {
        cx.ask(Command::ContinueAnew { community: community.id });
    }
    ui.add_space(space::M);
}

fn named(cx: &ScreenCx<'_>, name: &str) -> String {
    if name.is_empty() { cx.t("somebody") } else { name.to_owned() }
}
