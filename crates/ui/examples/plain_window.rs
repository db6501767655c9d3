//! `cargo run --workspace --example plain_window`: a window with one line in it, opened as Horseshoe opens its own. The
//! bench `window` holds ours against it.

struct Window;

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |ui| ui.label("Hello"));
    }
}

fn main() -> eframe::Result {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Plain window")
            .with_app_id("org.horseshoe.PlainWindow")
            .with_inner_size([1180.0, 800.0])
            .with_min_inner_size([420.0, 360.0]),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native("plain window", options, Box::new(|_| Ok(Box::new(Window))))
}
