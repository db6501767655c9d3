//! The whole program over a real profile: guarded, locked, opened again. Nothing that was typed is lost.

use crate::window::Window;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use horseshoe_node::{Clock, Config};
use std::path::Path;
use tokio::runtime::Runtime;

/// The program, with its window drawn nowhere.
pub(super) struct Program {
    harness: Harness<'static, Window>,
}

impl Program {
    pub(super) fn open(profile: &Path) -> Self {
        let config = Config::on_loopback(profile);
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

    fn draw_until(&mut self, reached: impl Fn(&Self) -> bool, what: &str) {
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

pub(super) fn set_passphrase(program: &mut Program, passphrase: &str) {
    program.key(Modifiers::COMMAND, Key::Num9);
    program.press("Keys and backups…");
    program.press("Set a passphrase…");
    program.write("New passphrase", passphrase);
    program.write("The same once more", passphrase);
    program.press("Set it");
    program.until("A passphrase guards what is kept here");
}

#[test]
fn locked_it_forgets_what_it_shows_and_the_passphrase_brings_every_word_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path());
    begin(&mut program);
    set_passphrase(&mut program, "long words");
    // A groundrule is open for writing, and a new one is half typed.
    program.key(Modifiers::COMMAND, Key::Num2);
    program.press("Groundrule 1: Listen");
    program.write("Groundrule 1", " well");
    program.write("New groundrule", "half a thou");
    program.key(Modifiers::COMMAND, Key::L);
    program.until("Horseshoe is locked");
    for words in ["Listen", "Riverside", "Amira", "half a thou"] {
        assert!(!program.shows(words), "{words}");
    }
    program.write("Passphrase", "other words");
    program.key(Modifiers::NONE, Key::Enter);
    program.until("That is not the passphrase. Try again");
    assert!(!program.shows("Riverside"));
    program.write("Passphrase", "long words");
    program.key(Modifiers::NONE, Key::Enter);
    program.until("Riverside");
    program.until("Groundrule 1");
    assert_eq!(program.value("Groundrule 1").as_deref(), Some("Listen well"));
    assert_eq!(program.value("New groundrule").as_deref(), Some("half a thou"));
    program.close();
    // Closed and started again, it asks.
    let mut program = Program::open(folder.path());
    program.until("Horseshoe is locked");
    program.write("Passphrase", "long words");
    program.press("Open");
    program.until("Riverside");
    program.key(Modifiers::COMMAND, Key::Num2);
    program.until("Listen well");
    program.close();
}

#[test]
fn who_forgot_the_passphrase_opens_it_with_the_code_on_paper() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path());
    begin(&mut program);
    set_passphrase(&mut program, "long words");
    program.press("Make a recovery code");
    program.until("Your recovery code");
    let is_code = |text: &str| {
        let groups: Vec<&str> = text.split_whitespace().collect();
        groups.len() == 8 && groups.iter().all(|group| group.len() == 4)
    };
    let code = program.harness.get_by(|node| node.value().is_some_and(|text| is_code(&text)));
    let code = code.value().unwrap_or_default();
    program.press("I have written it down");
    program.key(Modifiers::COMMAND, Key::L);
    program.press("Use the recovery code");
    program.write("Recovery code", "0000 1111");
    program.press("Open");
    program.until("That is not the recovery code. Try again");
    program.write("Recovery code", &code.to_lowercase().replace(char::is_whitespace, " "));
    program.press("Open");
    program.until("Riverside");
    program.key(Modifiers::COMMAND, Key::Num2);
    program.until("Groundrule 1: Listen");
    program.close();
}
