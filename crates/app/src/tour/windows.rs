//! Two of the members' windows, side by side, on the people of the tour.

use super::people::People;
use crate::app::{App, Settings};
use crate::node_line::NodeLine;
use egui::{ViewportBuilder, ViewportId, pos2, vec2};
use horseshoe_node::Node;
use tokio::runtime::Runtime;

const SIZE: egui::Vec2 = vec2(900.0, 760.0);

/// Opens the windows and comes back when the first is closed. The others of the group go on beside them.
pub(super) fn open(runtime: &Runtime, people: People) -> anyhow::Result<()> {
    let nodes: Vec<(&'static str, Node)> = people.nodes();
    let lines = |ctx: &egui::Context| {
        nodes.iter().take(2).map(|(name, node)| Side::new(ctx, runtime, name, node)).collect()
    };
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title(nodes[0].0)
            .with_position(pos2(20.0, 20.0))
            .with_inner_size(SIZE),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    let pair = |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App + '_>, _> {
        Ok(Box::new(Pair { sides: lines(&cc.egui_ctx) }))
    };
    eframe::run_native("horseshoe", options, Box::new(pair))
        .map_err(|error| anyhow::anyhow!("no window can be opened: {error}"))?;
    runtime.block_on(async {
        for (_, node) in nodes {
            node.shutdown().await;
        }
    });
    Ok(())
}

/// One member's window.
struct Side {
    name: &'static str,
    app: App,
}

struct Pair {
    sides: Vec<Side>,
}

impl Side {
    fn new(ctx: &egui::Context, runtime: &Runtime, name: &'static str, node: &Node) -> Self {
        let woken = ctx.clone();
        // Either may have news for both: what one writes is seen in the other's window.
        let wake = move || woken.request_repaint();
        let line = NodeLine::new(node, runtime.handle(), wake);
        Self { name, app: App::new(ctx, Box::new(line), Settings::default()) }
    }
}

impl eframe::App for Pair {
    fn logic(&mut self, _ctx: &egui::Context, _frame: &mut eframe::Frame) {
        for side in &mut self.sides {
            side.app.take_news();
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let [first, others @ ..] = &mut self.sides[..] else { return };
        first.app.frame(ui);
        for (number, side) in others.iter_mut().enumerate() {
            let left = 40.0 + SIZE.x * (number + 1) as f32;
            let window = ViewportBuilder::default()
                .with_title(side.name)
                .with_position(pos2(left, 20.0))
                .with_inner_size(SIZE);
            let id = ViewportId::from_hash_of(side.name);
            ui.ctx().show_viewport_immediate(id, window, |ui, _class| side.app.frame(ui));
        }
    }
}
