//! What the widgets look like, in every theme and enlarged. Drawn by the software renderer,
//! on one system, so that the same letters give the same pixels.
//!
//! After a wanted change: `UPDATE_SNAPSHOTS=true cargo test -p horseshoe-ui --test pictures`,
//! then look at each picture.

use egui::{Ui, Vec2, vec2};
use egui_kittest::{Harness, SnapshotResults};
use horseshoe_ui::{
    Appearance,
    gallery::{self, Gallery},
    theme::{self, ContrastChoice, Face, Motion},
};

#[derive(Clone, Copy)]
enum Theme {
    Light,
    Dark,
    HighLight,
    HighDark,
    Easier,
}

const ALL: [Theme; 4] = [Theme::Light, Theme::Dark, Theme::HighLight, Theme::HighDark];

fn appearance(which: Theme) -> Appearance {
    let dark = matches!(which, Theme::Dark | Theme::HighDark);
    let high = matches!(which, Theme::HighLight | Theme::HighDark);
    Appearance {
        theme: if dark { egui::ThemePreference::Dark } else { egui::ThemePreference::Light },
        contrast: if high { ContrastChoice::High } else { ContrastChoice::Normal },
        face: if matches!(which, Theme::Easier) { Face::EasierToRead } else { Face::Inter },
        motion: Motion::Reduced,
        ..Appearance::default()
    }
}

fn picture(
    results: &mut SnapshotResults,
    name: &str,
    size: Vec2,
    which: Theme,
    scale: f32,
    draw: impl Fn(&mut Ui, &mut Gallery) + 'static,
) {
    let mut state = Gallery::default();
    let framed = if name.contains("window") || name.contains("rail") { 0.0 } else { 12.0 };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(1.0)
        .with_os(egui::os::OperatingSystem::Nix)
        .with_theme(match which {
            Theme::Dark | Theme::HighDark => egui::Theme::Dark,
            Theme::Light | Theme::HighLight | Theme::Easier => egui::Theme::Light,
        })
        .with_context_setup(move |ctx: &egui::Context| {
            theme::install(ctx, &Appearance { text_scale: scale, ..appearance(which) });
        })
        .wgpu()
        .build_ui(move |ui| {
            let fill = theme::tokens(ui).ground.page;
            let page = egui::Frame::new().fill(fill).inner_margin(framed);
            egui::CentralPanel::default().frame(page).show(ui, |ui| draw(ui, &mut state));
        });
    harness.run();
    harness.remove_cursor();
    harness.run();
    results.add(harness.try_snapshot(name));
}

#[test]
fn every_widget_in_every_theme() {
    let mut results = SnapshotResults::new();
    for which in ALL {
        let name = match which {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::HighLight => "high_contrast_light",
            Theme::HighDark | Theme::Easier => "high_contrast_dark",
        };
        picture(
            &mut results,
            &format!("controls_{name}"),
            vec2(520.0, 520.0),
            which,
            1.0,
            |ui, g| {
                gallery::buttons_ui(ui, g);
                gallery::choices_ui(ui, g);
                gallery::messages_ui(ui, g);
            },
        );
        picture(
            &mut results,
            &format!("window_{name}"),
            vec2(660.0, 385.0),
            which,
            1.0,
            |ui, g| {
                gallery::window_ui(ui, g, false);
            },
        );
    }
    picture(&mut results, "writing_light", vec2(480.0, 230.0), Theme::Light, 1.0, |ui, g| {
        gallery::live_ui(ui, g);
    });
    picture(
        &mut results,
        "writing_easier_to_read",
        vec2(480.0, 230.0),
        Theme::Easier,
        1.0,
        |ui, g| {
            gallery::fields_ui(ui, g);
            gallery::live_ui(ui, g);
        },
    );
    picture(&mut results, "messages_light", vec2(520.0, 500.0), Theme::Light, 1.0, |ui, g| {
        gallery::messages_ui(ui, g);
        gallery::fields_ui(ui, g);
    });
    picture(&mut results, "empty_light", vec2(480.0, 320.0), Theme::Light, 1.0, |ui, g| {
        gallery::empty_ui(ui, g);
    });
    picture(&mut results, "enlarged_200", vec2(360.0, 290.0), Theme::Light, 2.0, |ui, g| {
        gallery::choices_ui(ui, g);
        gallery::fields_ui(ui, g);
    });
    picture(&mut results, "narrow_rail_dark", vec2(480.0, 360.0), Theme::Dark, 1.0, |ui, g| {
        gallery::window_ui(ui, g, true);
    });
    picture(&mut results, "icons_and_qr", vec2(560.0, 600.0), Theme::Light, 1.0, |ui, _| {
        gallery::qr_ui(ui);
        gallery::icons_ui(ui);
    });
}
