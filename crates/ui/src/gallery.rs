//! Every widget in every state, on one page: to look at while changing them, and for the
//! pictures the tests compare.

use egui::{Id, ScrollArea, Ui};

use crate::{
    Icon, LiveText, Size, Splice,
    live_text::RemoteCaret,
    space, theme,
    widgets::{
        Avatar, Badge, Banner, Button, Card, Checkbox, EmptyState, Heading, IconButton, ListRow,
        LiveField, Mark, MarkWords, ProgressRow, QrCard, Rail, RailItem, Scope, Section,
        StatusLine, Switch, TextField, Tint, mark_buttons, segmented, time_bar,
    },
};

/// What the gallery's widgets hold.
#[derive(Debug)]
pub struct Gallery {
    pub name: String,
    pub long: String,
    pub agreed: bool,
    pub quiet: bool,
    pub choice: u8,
    pub mark: Mark,
    pub place: usize,
    pub live: LiveText,
    pub pressed: Vec<String>,
}

impl Default for Gallery {
    fn default() -> Self {
        let mut live = LiveText::new(
            Id::unique("gallery-live"),
            "Listen to how as well as what is said.\nSay if you are on call.",
        );
        let caret = |name: &str, author, caret, anchor, ghost: &str| RemoteCaret {
            name: name.to_owned(),
            author,
            caret,
            anchor,
            ghost: ghost.to_owned(),
            says: format!("{name} is writing here"),
        };
        live.set_others(
            vec![caret("Jo", 1, 16, Some(10), ""), caret("Amira", 4, 62, None, "and leave")],
            -100.0,
        );
        Self {
            name: "Riverside practitioners".to_owned(),
            long: String::new(),
            agreed: true,
            quiet: false,
            choice: 0,
            mark: Mark::Favourite,
            place: 2,
            live,
            pressed: Vec::new(),
        }
    }
}

/// The whole gallery, scrolling.
pub fn ui(ui: &mut Ui, gallery: &mut Gallery) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(space::READING_WIDTH);
        ui.add(Heading::one("Gallery"));
        buttons_ui(ui, gallery);
        fields_ui(ui, gallery);
        choices_ui(ui, gallery);
        rows_ui(ui, gallery);
        messages_ui(ui, gallery);
        live_ui(ui, gallery);
        empty_ui(ui, gallery);
        qr_ui(ui);
        icons_ui(ui);
    });
}

pub fn buttons_ui(ui: &mut Ui, gallery: &mut Gallery) {
    Section::new("Buttons").note("One primary per place").show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for button in [
                Button::primary("Start capturing"),
                Button::quiet("We wrote them on paper"),
                Button::quiet("Add a point").icon(Icon::Plus),
                Button::danger("Take out of the room…"),
                Button::plain("Not this time"),
                Button::primary("Release").disabled_because("Two people have not agreed yet"),
                Button::quiet("Next").disabled_because("This is the last point"),
            ] {
                if ui.add(button).clicked() {
                    gallery.pressed.push("button".to_owned());
                }
            }
            ui.add(IconButton::new(Icon::Up, "Move up"));
            ui.add(IconButton::new(Icon::Down, "Move down").framed());
            ui.add(IconButton::new(Icon::Undo, "Undo").disabled_because("Nothing to undo"));
        });
    });
}

pub fn fields_ui(ui: &mut Ui, gallery: &mut Gallery) {
    Section::new("Fields").show(ui, |ui| {
        TextField::new("Name of the community")
            .hint("Everyone who joins sees it")
            .show(ui, &mut gallery.name);
        ui.add_space(space::S);
        TextField::new("Where we meet")
            .placeholder("Room 3, Elm House")
            .problem(Some("A meeting needs a place"))
            .show(ui, &mut gallery.long);
    });
}

pub fn choices_ui(ui: &mut Ui, gallery: &mut Gallery) {
    Section::new("Choices").show(ui, |ui| {
        ui.add(Checkbox::new(&mut gallery.agreed, "The brief is agreed"));
        ui.add(Switch::new(&mut gallery.quiet, "Keep things still"));
        let mut on = true;
        ui.add(
            Switch::new(&mut on, "Found on the local network")
                .disabled_because("Chosen by the group"),
        );
        segmented(
            ui,
            "Light or dark",
            &mut gallery.choice,
            &[(0, "As the system"), (1, "Light"), (2, "Dark")],
        );
        let words = MarkWords {
            favourite: "Favourite",
            least_favourite: "Least favourite",
            favourite_name: "Favourite mark for: Recording cases",
            least_favourite_name: "Least favourite mark for: Recording cases",
        };
        if let Some(mark) = mark_buttons(ui, gallery.mark, words) {
            gallery.mark = mark;
        }
    });
}

pub fn rows_ui(ui: &mut Ui, gallery: &mut Gallery) {
    Section::new("Rows and cards").show(ui, |ui| {
        Card::new("gallery").show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                for (index, name) in
                    ["Amira", "Jo van Berg", "Priya K", "Tom", "Lee", "Sam Ö"].iter().enumerate()
                {
                    ui.add(Avatar::new(*name, index * 5).size(36.0));
                }
                ui.add(Badge::scope(Scope::OnlyYou, "only you"));
                ui.add(Badge::scope(Scope::TheGroup, "the group"));
                ui.add(Badge::scope(Scope::MayBeReported, "may be reported"));
                ui.add(Badge::new("agreed").icon(Icon::Check).tint(Tint::Go));
            });
            ui.add_space(space::XS);
            let rows = [
                ("What we hear stays in the room", "still right on 12 November"),
                ("Listen to how as well as what is said", "held by Sam"),
            ];
            for (index, (title, note)) in rows.into_iter().enumerate() {
                let row = ListRow::new(index, title).note(note).number(index + 1).pressable();
                let (response, ()) = row.chosen(index == 1).show_with(ui, |ui| {
                    ui.add(IconButton::new(Icon::More, format!("More about rule {}", index + 1)));
                    ui.add(IconButton::new(Icon::Edit, format!("Edit rule {}", index + 1)));
                });
                if response.clicked() {
                    gallery.pressed.push(title.to_owned());
                }
            }
            ListRow::new("person", "Jo van Berg")
                .note("presenter")
                .person("Jo van Berg", 5)
                .show(ui);
            ListRow::new("done", "Ask about the room").icon(Icon::Check).struck(true).show(ui);
        });
        Card::new("paper").paper(0).show(ui, |ui| ui.label("I went back too soon"));
    });
}

pub fn messages_ui(ui: &mut Ui, gallery: &mut Gallery) {
    Section::new("Messages").show(ui, |ui| {
        let pressed = Banner::problem("Could not save “Tuesday group”: the disk is full")
            .safe("Your changes are kept while the app is open.")
            .can_do("Free some space and press Save again.")
            .action("Save again")
            .show(ui);
        if pressed.is_some() {
            gallery.pressed.push("save again".to_owned());
        }
        ProgressRow::new("Fetching what you missed", "120 of 300", 0.4).cancel("Stop").show(ui);
        time_bar(ui, 10.0, Some(0.4), "Time left of this point", "12 min left");
        let status = "All saved here. 3 people connected.";
        StatusLine::new(Id::unique("gallery-status"), Icon::Network, status).show(ui);
    });
}

pub fn live_ui(ui: &mut Ui, gallery: &mut Gallery) -> Vec<Splice> {
    Section::new("Written together")
        .show(ui, |ui| {
            LiveField::new("Groundrules as we say them")
                .scope(Scope::TheGroup, "the group")
                .rows(4)
                .show(ui, &mut gallery.live)
                .splices
        })
        .inner
}

pub fn empty_ui(ui: &mut Ui, gallery: &mut Gallery) {
    let (first, _) = EmptyState::new(Icon::Rules, "No groundrules yet. They are written together.")
        .example("What will enable us to talk honestly and authentically with one another?")
        .action("Start capturing")
        .second_action("We wrote them on paper")
        .show(ui);
    if first.is_some_and(|response| response.clicked()) {
        gallery.pressed.push("start".to_owned());
    }
}

pub fn qr_ui(ui: &mut Ui) {
    Section::new("Invitation").show(ui, |ui| {
        QrCard::new("horseshoe-riverside-7f3a-41c9-22d0", "Invitation to Riverside", "Copy")
            .size(180.0)
            .show(ui);
    });
}

pub fn icons_ui(ui: &mut Ui) {
    Section::new("Icons").show(ui, |ui| {
        let ink = theme::tokens(ui).ink.text;
        for size in [16.0, 24.0] {
            ui.horizontal_wrapped(|ui| {
                for icon in Icon::ALL {
                    icon.ui(ui, size, ink);
                }
            });
        }
        ui.label(Size::Caption.text("drawn at 16 and 24 points"));
    });
}

/// A window's frame: rail, a page, the status line.
pub fn window_ui(ui: &mut Ui, gallery: &mut Gallery, narrow: bool) {
    let items = [
        RailItem::new(Icon::Home, "Home").keys("Ctrl+1"),
        RailItem::new(Icon::Room, "In the room").keys("Ctrl+2").news("today"),
        RailItem::new(Icon::Rules, "Groundrules").keys("Ctrl+3"),
        RailItem::new(Icon::Calendar, "Meetings").keys("Ctrl+4"),
        RailItem::new(Icon::Learning, "Learning").keys("Ctrl+5"),
        RailItem::new(Icon::Book, "Handbook").apart(),
        RailItem::new(Icon::Lock, "Only me"),
    ];
    let sunken = theme::tokens(ui).ground.sunken;
    let frame = egui::Frame::new().fill(sunken).inner_margin(space::S);
    let outer = Rail::width(narrow) + 2.0 * space::S;
    egui::Panel::left("gallery-rail").resizable(false).exact_size(outer).frame(frame).show(
        ui,
        |ui| {
            if let Some(place) = Rail::new("Places", &items, gallery.place).narrow(narrow).show(ui)
            {
                gallery.place = place;
            }
        },
    );
    let frame = egui::Frame::new().fill(sunken).inner_margin(space::S);
    egui::Panel::bottom("gallery-status-bar").frame(frame).show(ui, |ui| {
        let status = "All saved here. 3 people connected.";
        StatusLine::new(Id::unique("window-status"), Icon::Network, status).show(ui);
    });
    let page = egui::Frame::new().fill(theme::tokens(ui).ground.page).inner_margin(space::L);
    egui::CentralPanel::default().frame(page).show(ui, |ui| {
        ui.add(Heading::one("Groundrules"));
        rows_ui(ui, gallery);
    });
}
