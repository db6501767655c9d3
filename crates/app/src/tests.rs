//! The whole window over a line to nobody: what it shows is found by accessible names, what it asks is written down.

mod alone;
mod begin;
mod beside_the_agenda;
mod carried;
mod decide;
mod everywhere;
mod flipchart;
mod groundrules;
mod guard;
mod handbook;
mod home;
mod in_room;
mod keys;
mod language;
mod large;
mod locking;
mod meetings;
mod membership;
mod notes;
mod people;
mod pictures;
mod private;
mod program;
mod real;
mod report;
mod room;
mod sheets;
mod standing;
mod trees;

use crate::app::{App, Settings};
use crate::line::{Heard, Line};
use crate::testing;
use crate::texts::Texts;
use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use horseshoe_model::Command as Doing;
use horseshoe_node::{Command, Community, Event, Problem, Reply, Snapshot};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// A window on a desk nobody else sees.
struct Desk {
    harness: Harness<'static, App>,
    far: Rc<RefCell<Far>>,
}

/// What would be a node: answers at once, and writes down what it was asked.
#[derive(Default)]
struct Far {
    snapshot: Arc<Snapshot>,
    asked: Vec<Command>,
    heard: Vec<Heard>,
    /// Answers other than done, by the first words of the command as text.
    answers: BTreeMap<&'static str, Result<Reply, Problem>>,
}

struct FarLine(Rc<RefCell<Far>>);

impl Line for FarLine {
    fn snapshot(&self) -> Arc<Snapshot> {
        self.0.borrow().snapshot.clone()
    }

    fn ask(&mut self, number: u64, command: Command) {
        let mut far = self.0.borrow_mut();
        let answer = match &command {
            Command::OpenText { text, .. } => {
                Ok(Reply::Text { version: 0, text: far.text(&text.object), typed: Vec::new() })
            }
            Command::ReadFile { .. } if !far.answers.contains_key("ReadFile") => {
                Ok(Reply::File { bytes: testing::drawn_slides().to_bytes().into() })
            }
            other => {
                let name = format!("{other:?}");
                let given = far.answers.iter().find(|(begins, _)| name.starts_with(**begins));
                given.map_or(Ok(Reply::Done), |(_, answer)| answer.clone())
            }
        };
        far.heard.push(Heard::Answer { number, answer });
        far.asked.push(command);
    }

    fn hear(&mut self) -> Vec<Heard> {
        std::mem::take(&mut self.0.borrow_mut().heard)
    }
}

impl Far {
    /// The words of a text, wherever in the communities it is.
    fn text(&self, object: &str) -> String {
        let all = self.snapshot.communities.iter().flat_map(|community| {
            let rules = community.community.groundrules.rules.iter().map(|rule| rule.words.clone());
            let notes = community.notebook.notes.iter();
            let notes = notes.flat_map(|note| note.texts().cloned().collect::<Vec<_>>());
            let mine = community.private.notes.iter().map(|note| note.words.clone());
            let learning = community.community.learning.iter();
            let learning = learning.flat_map(|point| {
                let reports = point.reports.iter().map(|report| report.wording.clone());
                reports.chain([point.words.clone(), point.uncertainty.clone()]).collect::<Vec<_>>()
            });
            let actions = community.community.actions.iter().map(|action| action.words.clone());
            rules.chain(notes).chain(mine).chain(learning).chain(actions).collect::<Vec<_>>()
        });
        all.into_iter()
            .find(|words| words.object == object)
            .map(|words| words.text)
            .unwrap_or_default()
    }
}

impl Desk {
    fn of(communities: Vec<Community>) -> Self {
        Self::with(testing::snapshot(communities))
    }

    fn with(snapshot: Snapshot) -> Self {
        Self::sized(snapshot, vec2(1180.0, 800.0), Settings::default())
    }

    /// In a window of this many pixels.
    fn sized(snapshot: Snapshot, size: egui::Vec2, settings: Settings) -> Self {
        let far = Rc::new(RefCell::new(Far { snapshot: Arc::new(snapshot), ..Far::default() }));
        let texts = Texts::of(settings.language());
        Self::on(Box::new(FarLine(far.clone())), far, size, settings, texts)
    }

    /// In a window of this size, which says everything in these words.
    fn saying(snapshot: Snapshot, size: egui::Vec2, texts: Texts) -> Self {
        let far = Rc::new(RefCell::new(Far { snapshot: Arc::new(snapshot), ..Far::default() }));
        let settings = Settings::in_language(texts.language());
        Self::on(Box::new(FarLine(far.clone())), far, size, settings, texts)
    }

    /// Over a line to a real node.
    fn real(line: Box<dyn Line>) -> Self {
        let texts = Texts::of(Settings::default().language());
        Self::on(line, Rc::default(), vec2(1180.0, 800.0), Settings::default(), texts)
    }

    fn on(
        line: Box<dyn Line>,
        far: Rc<RefCell<Far>>,
        size: egui::Vec2,
        settings: Settings,
        texts: Texts,
    ) -> Self {
        let mut harness = Harness::builder()
            // The harness counts in points: there is less room for larger text.
            .with_size(size / settings.appearance.text_scale)
            .with_pixels_per_point(1.0)
            .with_step_dt(0.05)
            .with_max_steps(30)
            .with_os(egui::os::OperatingSystem::Nix)
            .with_theme(egui::Theme::Light)
            .build_eframe(move |cc| {
                App::new(&cc.egui_ctx, line, settings).at(testing::NOW_MS).saying(texts)
            });
        harness.run();
        Self { harness, far }
    }

    /// The line of a desk without the desk.
    fn line(snapshot: Snapshot) -> Box<dyn Line> {
        let far = Far { snapshot: Arc::new(snapshot), ..Far::default() };
        Box::new(FarLine(Rc::new(RefCell::new(far))))
    }

    fn made_up(mut self) -> Self {
        self.harness.state_mut().set_made_up();
        self.harness.run();
        self
    }

    /// Presses what has this name, wherever on the page it is.
    fn press(&mut self, name: &str) {
        self.harness.get_by(|node| is_control(node, name)).click_accesskit();
        self.harness.run();
    }

    /// Presses the only control whose name begins like this.
    fn press_beginning(&mut self, begins: &str) {
        let begins = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
            let name = node.label();
            name.is_some_and(|name| name.starts_with(begins) && is_control(node, &name))
        };
        self.harness.get_by(begins).click_accesskit();
        self.harness.run();
    }

    /// Empties a field.
    fn empty(&mut self, label: &str) {
        self.harness.get_by(|node| is_field(node, label)).focus();
        self.harness.run();
        self.key(Modifiers::COMMAND, Key::A);
        self.key(Modifiers::NONE, Key::Backspace);
    }

    /// Draws until something is shown: for work that is done beside the window.
    fn until(&mut self, name: &str) {
        self.draw_until(|desk| desk.shows(name), name);
    }

    fn until_gone(&mut self, name: &str) {
        self.draw_until(|desk| !desk.shows(name), name);
    }

    fn draw_until(&mut self, reached: impl Fn(&Self) -> bool, what: &str) {
        let clock = horseshoe_node::Clock::start();
        while !reached(self) {
            assert!(clock.now().running.as_secs() < 20, "waited in vain for {what}");
            std::thread::yield_now();
            self.harness.run();
        }
    }

    /// Puts the focus on a control, as the tab key does.
    fn focus(&mut self, name: &str) {
        self.harness.get_by(|node| is_control(node, name)).focus();
        self.harness.run();
    }

    fn shows(&self, name: &str) -> bool {
        self.harness.query_all_by_label_contains(name).next().is_some()
    }

    /// How often exactly this is shown.
    fn count(&self, name: &str) -> usize {
        self.harness.query_all_by_label(name).count()
    }

    /// Closes the window.
    fn close(&mut self) {
        self.harness.state_mut().finish();
    }

    fn has_control(&self, name: &str) -> bool {
        self.harness.query_all_by(|node| is_control(node, name)).next().is_some()
    }

    /// Types into the field with this label.
    fn write(&mut self, label: &str, text: &str) {
        self.harness.get_by(|node| is_field(node, label)).focus();
        self.harness.run();
        self.harness.get_by(|node| is_field(node, label)).type_text(text);
        self.harness.run();
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    /// Goes to an area by its number in the rail.
    fn go(&mut self, key: Key) {
        self.key(Modifiers::COMMAND, key);
    }

    /// What was asked since the last time, without the opening and closing of texts and what goes with it.
    fn asked(&self) -> Vec<Command> {
        let asked = std::mem::take(&mut self.far.borrow_mut().asked);
        let by_itself = |one: &Command| {
            use Command::{CloseText, LookForDoors, OpenText, Point, Remember};
            matches!(
                one,
                OpenText { .. }
                    | CloseText { .. }
                    | LookForDoors { .. }
                    | Point { .. }
                    | Remember { .. }
            )
        };
        asked.into_iter().filter(|one| !by_itself(one)).collect()
    }

    /// The one thing that was done in the community.
    fn did(&self) -> Doing {
        let mut asked = self.asked();
        assert_eq!(asked.len(), 1, "{asked:?}");
        match asked.remove(0) {
            Command::Do { community, act } => {
                assert_eq!(community, testing::community_id());
                act
            }
            other => panic!("{other:?}"),
        }
    }

    fn answers(&self, begins: &'static str, answer: Result<Reply, Problem>) {
        self.far.borrow_mut().answers.insert(begins, answer);
    }

    fn tell(&mut self, event: Event) {
        self.far.borrow_mut().heard.push(Heard::Event(event));
        self.harness.run();
    }

    fn change(&mut self, snapshot: Snapshot) {
        self.far.borrow_mut().snapshot = Arc::new(snapshot);
        self.harness.run();
    }
}

fn is_field(node: &egui_kittest::kittest::AccessKitNode<'_>, label: &str) -> bool {
    matches!(node.role(), Role::TextInput | Role::MultilineTextInput | Role::PasswordInput)
        && node.label().as_deref() == Some(label)
}

/// Of what can be pressed; a field to write in is not.
fn is_pressable(role: Role) -> bool {
    matches!(
        role,
        Role::Button
            | Role::CheckBox
            | Role::Switch
            | Role::RadioButton
            | Role::Link
            | Role::ListItem
            | Role::Tab
    )
}

fn begins_control(node: &egui_kittest::kittest::AccessKitNode<'_>, begins: &str) -> bool {
    is_pressable(node.role()) && node.label().is_some_and(|name| name.starts_with(begins))
}

/// Draws until every picture is there.
fn pictures_come(harness: &mut Harness<'_, App>) {
    let clock = horseshoe_node::Clock::start();
    while harness.state().waits_for_pictures() {
        assert!(clock.now().running.as_secs() < 20, "a picture does not come");
        std::thread::yield_now();
        harness.run();
    }
}

fn is_control(node: &egui_kittest::kittest::AccessKitNode<'_>, name: &str) -> bool {
    is_pressable(node.role()) && node.label().as_deref() == Some(name)
}
