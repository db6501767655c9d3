//! The whole program over a real profile, with its window drawn nowhere: for stories in which a profile is opened, closed,
//! locked, or carried.

use crate::window::Window;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use horseshoe_node::{Clock, Config};
use std::path::Path;
use std::time::Duration;
use tokio::runtime::Runtime;

pub(super) struct Program {
    pub(super) harness: Harness<'static, Window>,
}

impl Program {
    pub(super) fn open(profile: &Path) -> Self {
        Self::of(Config::on_loopback(profile))
    }

    /// On a device that is in no network.
    pub(super) fn offline(profile: &Path) -> Self {
        let mut config = Config::on_loopback(profile);
        config.network.offline = true;
        Self::of(config)
    }

    fn of(config: Config) -> Self {
        let harness = Harness::builder()
            .with_size(vec2(1180.0, 2400.0))
            .with_pixels_per_point(1.0)
            .with_step_dt(0.05)
            .with_os(egui::os::OperatingSystem::Nix)
            .build_eframe(move |cc| Window::new(&cc.egui_ctx, runtime(), config));
        Self { harness }
    }

    pub(super) fn shows(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Draws until these words are there.
    pub(super) fn until(&mut self, words: &str) {
        self.draw_until(|program| program.shows(words), words);
    }

    pub(super) fn draw_until(&mut self, reached: impl Fn(&Self) -> bool, what: &str) {
        let clock = Clock::start();
        while !reached(self) {
            assert!(clock.now().running.as_secs() < 60, "waited in vain for {what}");
            std::thread::yield_now();
            self.harness.step();
        }
    }

    pub(super) fn press(&mut self, name: &str) {
        self.draw_until(
            |it| it.harness.query_all_by(|node| super::is_control(node, name)).next().is_some(),
            name,
        );
        self.harness.get_by(|node| super::is_control(node, name)).click_accesskit();
        self.harness.run_steps(4);
    }

    /// Presses the only control whose name begins like this.
    pub(super) fn press_beginning(&mut self, begins: &str) {
        let name = self
            .harness
            .get_by(|node| {
                let name = node.label();
                name.is_some_and(|name| name.starts_with(begins) && super::is_control(node, &name))
            })
            .accesskit_node()
            .label();
        self.press(&name.unwrap_or_default());
    }

    pub(super) fn write(&mut self, label: &str, text: &str) {
        self.draw_until(
            |it| it.harness.query_all_by(|node| super::is_field(node, label)).next().is_some(),
            label,
        );
        self.harness.get_by(|node| super::is_field(node, label)).focus();
        self.harness.run_steps(3);
        self.harness.get_by(|node| super::is_field(node, label)).type_text(text);
        self.harness.run_steps(3);
    }

    pub(super) fn value(&self, label: &str) -> Option<String> {
        self.harness.query_by(|node| super::is_field(node, label))?.value()
    }

    pub(super) fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_steps(4);
    }

    pub(super) fn empty(&mut self, label: &str) {
        self.harness.get_by(|node| super::is_field(node, label)).focus();
        self.harness.run_steps(3);
        self.key(Modifiers::COMMAND, Key::A);
        self.key(Modifiers::NONE, Key::Backspace);
    }

    /// Chooses where, in the dialog that is open.
    pub(super) fn at(&mut self, label: &str, place: &Path, go: &str) {
        self.until(label);
        self.empty(label);
        self.write(label, &place.display().to_string());
        self.press(go);
    }

    /// Nobody does anything for so long.
    pub(super) fn later(&mut self, by: Duration) {
        self.harness.state_mut().later(by);
    }

    /// Closes the window, as the person does.
    pub(super) fn close(mut self) {
        eframe::App::on_exit(self.harness.state_mut(), None);
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// Amira begins Riverside, and is at the groundrules.
pub(super) fn begin(program: &mut Program) {
    program.write("Your name", "Amira");
    program.press("Go on");
    program.write("Name of the community", "Riverside");
    program.press("Begin");
    program.until("Begin with the person beside you");
    program.key(Modifiers::COMMAND, Key::Num2);
    program.write("New groundrule", "Listen");
    program.key(Modifiers::NONE, Key::Enter);
    program.until("Groundrule 1: Listen");
}
