//! Lists as screen readers know them. Rows drawn one below the other are a list, and each says where in it it stands;
//! no screen has to.

use egui::{Id, Pos2, Rect, Sense, Ui, UiBuilder, UiStackInfo, accesskit::Role};

use crate::interaction::set_bounds;

/// An item of a list, before it is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) enum Item {
    /// The place it is drawn in is already the item.
    Here(Id),
    /// In a list that is made elsewhere, and tells itself what it is there.
    Of(Id),
    /// It follows the item just drawn, or begins a list.
    Next { list: Id, place: usize, before: Rect },
}

/// Items so far, one following the other without anything in between.
#[derive(Clone, Copy)]
struct Run {
    pass: u64,
    list: Id,
    count: usize,
    rect: Rect,
    /// Where the next one begins.
    end: Pos2,
}

const TAG: &str = "horseshoe-list-item";

impl Item {
    /// What an item that is about to be drawn here is.
    pub(super) fn next(ui: &Ui, key: Id) -> Self {
        if let Some(item) = ui.stack().tags().get_downcast::<Id>(TAG) {
            return Self::Here(*item);
        }
        let run: Option<Run> = ui.data(|data| data.get_temp(run_id(ui)));
        let pass = ui.ctx().cumulative_pass_nr();
        match run.filter(|run| run.pass == pass && run.end == ui.cursor().min) {
            Some(run) => Self::Next { list: run.list, place: run.count, before: run.rect },
            None => Self::Next { list: key.with("list"), place: 0, before: Rect::NOTHING },
        }
    }

    /// Its part of the tree. It has taken this much room already; what it is called, if nothing in it says so.
    pub(super) fn part(self, ui: &mut Ui, key: Id, rect: Rect, name: Option<&str>) -> Ui {
        let part = UiBuilder::new().scope_id(key.with("item")).max_rect(rect);
        let (part, node, place) = match self {
            Self::Here(node) => (part, node, None),
            Self::Of(list) => (part.accessibility_parent(list), key.with("item"), None),
            Self::Next { list, place, before } => {
                let (count, rect) = (place + 1, before.union(rect));
                let (pass, end) = (ui.ctx().cumulative_pass_nr(), ui.cursor().min);
                let run = Run { pass, list, count, rect, end };
                ui.data_mut(|data| data.insert_temp(run_id(ui), run));
                begin(ui, list, count, rect);
                (item(part, list), key.with("item"), Some(place))
            }
        };
        let part = ui.new_child(part);
        ui.ctx().accesskit_node_builder(node, |node| {
            set_bounds(node, rect);
            if let Some(place) = place {
                node.set_position_in_set(place);
            }
            if let Some(name) = name {
                node.set_label(name);
            }
        });
        part
    }
}

/// Makes sure that the list is in the tree, before its items.
pub(crate) fn begin(ui: &Ui, list: Id, count: usize, rect: Rect) {
    // Without this it would hang under the window.
    ui.interact(rect, list, Sense::hover());
    ui.ctx().accesskit_node_builder(list, |node| {
        node.set_role(Role::List);
        node.set_size_of_set(count);
        set_bounds(node, rect);
    });
}

/// One item of a list that knows all its items, with whatever is drawn in it.
pub(crate) fn item_ui(ui: &mut Ui, list: Id, place: usize, id: Id, draw: impl FnOnce(&mut Ui)) {
    let tag = UiStackInfo::default().with_tag_value(TAG, id);
    let part = item(UiBuilder::new().scope_id(id).ui_stack_info(tag), list);
    ui.scope_builder(part, |ui| {
        ui.ctx().accesskit_node_builder(id, |node| node.set_position_in_set(place));
        draw(ui);
    });
}

fn item(part: UiBuilder, list: Id) -> UiBuilder {
    part.accessibility_parent(list).accessibility_role(Role::ListItem)
}

fn run_id(ui: &Ui) -> Id {
    ui.unique_id().with("rows")
}
