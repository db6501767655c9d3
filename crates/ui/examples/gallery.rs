//! `cargo run -p horseshoe-ui --example gallery`: every widget in a window.

use horseshoe_ui::{Appearance, gallery::Gallery, theme};

#[derive(Default)]
struct Window {
    gallery: Gallery,
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::default()
            .show(ui, |ui| horseshoe_ui::gallery::ui(ui, &mut self.gallery));
    }
}

fn main() -> eframe::Result {
    eframe::run_native(
        "Horseshoe gallery",
        eframe::NativeOptions::default(),
        Box::new(|creation| {
            theme::install(&creation.egui_ctx, &Appearance::default());
            Ok(Box::new(Window::default()))
        }),
    )
}
