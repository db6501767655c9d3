//! A report for whoever helps when something is wrong: settings, counts and kinds of trouble, and nothing anybody wrote.
//! No name, no id, no address and no folder goes into it. It is shown whole, and sent nowhere.

mod dialog;

use crate::crash::Crash;
use crate::texts::{Argument, Texts};
use crate::words;
pub(crate) use dialog::{Asked, ReportDialog};
use egui::Vec2;
use horseshoe_node::{Community, Mode, Opening, Problem, Saved, Snapshot, Stage};
use horseshoe_ui::Appearance;
use horseshoe_ui::theme::{ContrastChoice, Face, Motion};

/// What a report is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) look: &'a Appearance,
    /// In points, at the chosen size of text.
    pub(crate) window: Vec2,
    pub(crate) pixels_per_point: f32,
    /// How long opening took. Not known of a made-up community.
    pub(crate) opening: Option<Opening>,
    /// Kinds of trouble since the window was opened, the newest last.
    pub(crate) troubles: &'a [&'static str],
    pub(crate) crash: Option<&'a Crash>,
    pub(crate) now_ms: u64,
}

/// The whole report, a line for each thing.
pub(crate) fn text(texts: &Texts, facts: &Facts<'_>) -> String {
    let mut lines = vec![
        texts.with("report-version", &[("version", env!("CARGO_PKG_VERSION").into())]),
        texts.with(
            "report-system",
            &[("system", std::env::consts::OS.into()), ("machine", std::env::consts::ARCH.into())],
        ),
    ];
    lines.push(window(texts, facts));
    lines.push(look(texts, facts.look));
    lines.push(texts.t("report-language"));
    lines.push(network(texts, facts.snapshot));
    lines.push(saved(texts, &facts.snapshot.saved));
    if let Some(Opening { profile, documents, network }) = facts.opening {
        let millis = |part: std::time::Duration| (part.as_millis() as u64).into();
        let parts = [
            ("profile", millis(profile)),
            ("documents", millis(documents)),
            ("network", millis(network)),
        ];
        lines.push(texts.with("report-opening", &parts));
    }
    lines.push(troubles(texts, "report-troubles", facts.troubles.iter().copied()));
    let lasting = facts.snapshot.problems.iter().map(Problem::kind);
    lines.push(troubles(texts, "report-lasting", lasting));
    if let Some(crash) = facts.crash {
        let when = words::ago(texts, crash.at * 1000, facts.now_ms);
        let values = [
            ("when", when.into()),
            ("version", crash.version.as_str().into()),
            ("place", crash.place.as_str().into()),
        ];
        lines.push(texts.with("report-crash", &values));
    }
    for (number, one) in (1..).zip(&facts.snapshot.communities) {
        lines.push(community(texts, number, one));
    }
    lines.join("\n")
}

fn window(texts: &Texts, facts: &Facts<'_>) -> String {
    let values = [
        ("width", (facts.window.x.round() as i64).into()),
        ("height", (facts.window.y.round() as i64).into()),
        ("pixels", format!("{:.2}", facts.pixels_per_point).into()),
        ("percent", ((facts.look.text_scale * 100.0).round() as i64).into()),
    ];
    texts.with("report-window", &values)
}

fn look(texts: &Texts, look: &Appearance) -> String {
    let theme = texts.t(match look.theme {
        egui::ThemePreference::System => "look-theme-system",
        egui::ThemePreference::Light => "look-theme-light",
        egui::ThemePreference::Dark => "look-theme-dark",
    });
    let mut chosen = vec![theme];
    let choices = [
        (look.contrast == ContrastChoice::High, "look-contrast"),
        (look.face == Face::EasierToRead, "look-letters"),
        (look.motion == Motion::Reduced, "look-motion"),
    ];
    chosen.extend(choices.into_iter().filter(|(on, _)| *on).map(|(_, id)| texts.t(id)));
    texts.with("report-look", &[("choices", chosen.join(", ").into())])
}

fn network(texts: &Texts, snapshot: &Snapshot) -> String {
    let network = &snapshot.network;
    let mode = texts.t(match network.mode {
        Mode::ThisRoomOnly => "mode-room",
        Mode::OwnRelay { .. } => "mode-relay",
        Mode::PublicHelp => "mode-public",
    });
    let online = texts.t(if network.online { "report-online" } else { "report-offline" });
    let values = [
        ("mode", mode.into()),
        ("online", online.into()),
        ("addresses", network.addresses.len().into()),
        ("contacted", network.contacted.len().into()),
    ];
    texts.with("report-network", &values)
}

fn saved(texts: &Texts, saved: &Saved) -> String {
    match saved {
        Saved::All => texts.t("status-saved"),
        Saved::Saving => texts.t("status-saving"),
        Saved::Failed { problem } => {
            texts.with("report-not-saved", &[("kind", problem.kind().into())])
        }
    }
}

fn troubles<'a>(texts: &Texts, id: &'static str, kinds: impl Iterator<Item = &'a str>) -> String {
    let kinds: Vec<&str> = kinds.collect();
    let kinds = if kinds.is_empty() { texts.t("report-none") } else { kinds.join(", ") };
    texts.with(id, &[("kinds", kinds.into())])
}

fn community(texts: &Texts, number: usize, community: &Community) -> String {
    let sync = &community.sync;
    let stage = texts.t(match community.stage {
        Stage::Draft => "stage-draft",
        Stage::Living => "report-living",
        Stage::Left => "stage-left",
    });
    let devices: usize = community.members.iter().map(|member| member.devices.len()).sum();
    let aside: u64 = sync.set_aside.iter().map(|(_, count)| count).sum();
    let values: [Argument<'_>; 11] = [
        ("number", number.into()),
        ("stage", stage.into()),
        ("members", community.members.len().into()),
        ("devices", devices.into()),
        ("documents", sync.documents.into()),
        ("entries", sync.entries.into()),
        ("certificates", sync.certificates.into()),
        ("aside", aside.into()),
        ("waiting", sync.not_yet_sent.into()),
        ("connected", sync.connected.into()),
        ("whole", sync.in_sync.into()),
    ];
    texts.with("report-community", &values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use horseshoe_handbook::Language;
    use horseshoe_node::{Contacted, ContactedKind, Network};
    use serde_json::Value;
    use std::sync::Arc;
    use std::time::Duration;

    const CANARIES: [&str; 4] =
        ["Kingfisherfolder", "Pelicanreason", "Quaggaaddress", "Lemurtitle"];

    /// A device with something of everything, and words to be looked for in every trouble.
    fn full() -> Snapshot {
        let [folder, reason, address, title] = CANARIES.map(str::to_owned);
        let mut community = testing::overfull();
        community.name = title;
        let mode = Mode::OwnRelay { url: format!("https://{address}.example.org") };
        let contacted = vec![Contacted {
            address: address.clone(),
            what: ContactedKind::DeviceBeyond,
            first: 0,
            last: 0,
            times: 1,
        }];
        let network = Network { mode, online: true, contacted, ..Network::default() };
        let problems = vec![
            Problem::NotExported { folder, reason: reason.clone() },
            Problem::Refused { rule: reason.clone(), reason: reason.clone() },
            Problem::AddressInUse { address },
            Problem::SetAside {
                community: testing::community_id(),
                device: community.members[0].devices[0],
                reason: reason.clone(),
            },
        ];
        Snapshot {
            network: Arc::new(network),
            problems,
            saved: Saved::Failed { problem: Problem::Disk { detail: reason } },
            ..testing::snapshot(vec![testing::filled(), community])
        }
    }

    fn report(snapshot: &Snapshot) -> String {
        let look = Appearance::default();
        let crash = Crash {
            version: "0.0.1".to_owned(),
            at: testing::NOW_MS / 1000 - 7200,
            place: "app/src/app.rs:12:3".to_owned(),
        };
        let facts = Facts {
            snapshot,
            look: &look,
            window: egui::vec2(1180.0, 800.0),
            pixels_per_point: 2.0,
            opening: Some(Opening {
                profile: Duration::from_millis(12),
                documents: Duration::from_millis(34),
                network: Duration::from_millis(5),
            }),
            troubles: &["disk_full", "no_network"],
            crash: Some(&crash),
            now_ms: testing::NOW_MS,
        };
        text(&Texts::of(Language::English), &facts)
    }

    fn words_of(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(text) => found.push(text.clone()),
            Value::Array(values) => values.iter().for_each(|value| words_of(value, found)),
            Value::Object(values) => values.iter().for_each(|(key, value)| {
                // The kinds of things are the program's own words.
                if !["stage", "saved", "mode", "kind", "scope", "problem", "status"]
                    .contains(&key.as_str())
                    || !value.is_string()
                {
                    words_of(value, found);
                }
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    #[test]
    fn nothing_anybody_wrote_and_no_id_or_address_is_in_the_report() {
        let snapshot = full();
        let report = report(&snapshot);
        let mut words = CANARIES.map(str::to_owned).to_vec();
        words_of(&serde_json::to_value(&snapshot).unwrap(), &mut words);
        for community in &snapshot.communities {
            let members = community.members.iter();
            words.extend(members.flat_map(|member| [member.name.clone(), member.practice.clone()]));
        }
        words.retain(|word| word.chars().count() > 3);
        assert!(words.len() > 200, "there is something to look for: {}", words.len());
        for word in words {
            assert!(!report.contains(&word), "“{word}” is in the report:\n{report}");
        }
    }

    #[test]
    fn the_report_counts_and_names_kinds_of_trouble() {
        let report = report(&full());
        for line in [
            "1180 × 800",
            "disk_full, no_network",
            "not_exported, refused, address_in_use, set_aside",
            "12 ms",
            "app/src/app.rs:12:3",
            "30 members",
            "Our own relay",
        ] {
            assert!(report.contains(line), "{line} is not in the report:\n{report}");
        }
    }

    #[test]
    fn without_a_community_there_is_a_report_all_the_same() {
        assert!(report(&Snapshot::default()).lines().count() > 8);
    }
}
