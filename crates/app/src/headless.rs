//! A window without a screen: the same frames, for pictures and for benches.

use crate::app::{App, Settings};
use crate::line::{Heard, Line};
use crate::node_line::NodeLine;
use crate::screen::Area;
use egui::epaint::{ClippedPrimitive, ClippedShape};
use egui::{Event, FullOutput, RawInput, Rect, Vec2};
use horseshoe_node::{Command, Node, Snapshot};
use std::sync::Arc;
use tokio::runtime::Handle;

/// A window, frame by frame.
#[derive(Debug)]
pub struct Headless {
    ctx: egui::Context,
    app: App,
    size: Vec2,
    seconds: f64,
}

impl Headless {
    /// A window on one snapshot. What is asked of the node behind it comes to nothing.
    pub fn still(snapshot: Arc<Snapshot>, size: Vec2) -> Self {
        Self::on(Box::new(Still { snapshot }), size)
    }

    /// A window on a real node.
    pub fn live(node: &Node, runtime: &Handle, size: Vec2) -> Self {
        Self::on(Box::new(NodeLine::new(node, runtime, || {})), size)
    }

    fn on(line: Box<dyn Line>, size: Vec2) -> Self {
        let ctx = egui::Context::default();
        ctx.enable_accesskit();
        let app = App::new(&ctx, line, Settings::default());
        Self { ctx, app, size, seconds: 0.0 }
    }

    /// How many areas there are to show.
    pub fn areas() -> usize {
        Area::ALL.len()
    }

    /// Shows an area, and gives what it is called.
    pub fn show(&mut self, area: usize) -> String {
        self.app.show(Area::ALL[area]);
        self.app.area_name()
    }

    /// One frame, a tenth of a second after the one before, in which this happened.
    pub fn frame(&mut self, events: Vec<Event>) -> FullOutput {
        self.seconds += 0.1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, self.size)),
            time: Some(self.seconds),
            events,
            ..RawInput::default()
        };
        self.ctx.run_ui(input, |ui| self.app.draw(ui))
    }

    /// What was drawn as triangles, ready to be painted.
    pub fn tessellate(
        &self,
        shapes: Vec<ClippedShape>,
        pixels_per_point: f32,
    ) -> Vec<ClippedPrimitive> {
        self.ctx.tessellate(shapes, pixels_per_point)
    }
}

/// A line to nobody: what was seen last stays.
#[derive(Debug)]
struct Still {
    snapshot: Arc<Snapshot>,
}

impl Line for Still {
    fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.clone()
    }

    fn ask(&mut self, _number: u64, _command: Command) {}

    fn hear(&mut self) -> Vec<Heard> {
        Vec::new()
    }
}
