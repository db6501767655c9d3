//! What there is in a tree, node by node.

use egui::accesskit::{Action, Live, Role};
use egui::{Pos2, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::{AccessKitNode, NodeT as _};
use std::fmt::Write as _;

/// A node of the tree that is not hidden and says something.
#[expect(clippy::struct_excessive_bools, reason = "as many things a node may be")]
pub(super) struct Found {
    pub(super) depth: usize,
    pub(super) role: Role,
    pub(super) name: String,
    pub(super) line: String,
    pub(super) rect: Rect,
    pub(super) focusable: bool,
    pub(super) focused: bool,
    pub(super) pressable: bool,
    pub(super) live: bool,
    pub(super) modal: bool,
    pub(super) level: Option<usize>,
    pub(super) place: Option<usize>,
    pub(super) size: Option<usize>,
}

impl Found {
    pub(super) fn described(&self) -> String {
        format!("{:?} “{}”", self.role, self.name)
    }
}

pub(super) fn nodes<S>(harness: &Harness<'_, S>) -> Vec<Found> {
    let mut found = Vec::new();
    walk(&harness.root().accesskit_node(), 0, &mut found);
    found
}

fn walk(node: &AccessKitNode<'_>, depth: usize, found: &mut Vec<Found>) {
    let data = node.data();
    if data.is_hidden() || node.role() == Role::TextRun {
        return;
    }
    let name = node.label().or_else(|| node.value()).unwrap_or_default();
    let says_nothing = matches!(node.role(), Role::GenericContainer | Role::Pane | Role::Unknown);
    let shown = !(says_nothing && name.is_empty()) && node.role() != Role::Window;
    if shown {
        let rect = node.bounding_box().map_or(Rect::NOTHING, |it| {
            Rect::from_min_max(
                Pos2::new(it.x0 as f32, it.y0 as f32),
                Pos2::new(it.x1 as f32, it.y1 as f32),
            )
        });
        found.push(Found {
            depth,
            role: node.role(),
            line: line(node, &name),
            name,
            rect,
            focusable: data.supports_action(Action::Focus),
            focused: node.is_focused(),
            pressable: data.supports_action(Action::Click),
            live: data.live() == Some(Live::Polite),
            modal: data.is_modal(),
            level: node.level(),
            place: data.position_in_set(),
            size: data.size_of_set(),
        });
    }
    for child in node.children() {
        walk(&child, depth + usize::from(shown), found);
    }
}

/// Role, name, and everything else a screen reader may say.
pub(super) fn line(node: &AccessKitNode<'_>, name: &str) -> String {
    let data = node.data();
    let mut line = format!("{:?}", node.role());
    if !name.is_empty() {
        write!(line, " “{name}”").unwrap();
    }
    if let Some(value) = node.value().filter(|value| value != name && !value.is_empty()) {
        write!(line, " = “{value}”").unwrap();
    }
    let mut say = |what: Option<String>| {
        if let Some(what) = what {
            write!(line, ", {what}").unwrap();
        }
    };
    say(node.level().map(|level| format!("level {level}")));
    say(data.position_in_set().map(|place| format!("number {}", place + 1)));
    say(data.size_of_set().map(|size| format!("of {size}")));
    say(data.toggled().map(|on| format!("{on:?}").to_lowercase()));
    say((data.is_selected() == Some(true)).then(|| "selected".to_owned()));
    say((data.is_expanded() == Some(true)).then(|| "expanded".to_owned()));
    say(data.aria_current().map(|_| "here".to_owned()));
    say(data.is_disabled().then(|| "disabled".to_owned()));
    say(data.invalid().map(|_| "invalid".to_owned()));
    say(data.is_modal().then(|| "modal".to_owned()));
    say(data.live().map(|live| format!("live {live:?}").to_lowercase()));
    say(data.description().map(|words| format!("described “{words}”")));
    say(data
        .placeholder()
        .filter(|words| !words.is_empty())
        .map(|words| format!("for example “{words}”")));
    say(data.keyboard_shortcut().map(|keys| format!("keys {keys}")));
    line
}
