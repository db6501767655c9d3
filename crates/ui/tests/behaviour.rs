//! What people can do with the widgets by mouse, by keyboard and by screen reader. No pixels.

use egui::{Event, Id, ImeEvent, Key, Modifiers, Ui, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use horseshoe_ui::{
    Appearance, Icon, LiveText, Splice,
    command_palette::{CommandPalette, PaletteCommand, PaletteWords},
    focus,
    gallery::{self, Gallery},
    live_text::{RemoteCaret, Selection, TextWord},
    long_list, theme,
    widgets::{
        Button, Dialog, IconButton, LiveField, Mark, MarkWords, Rail, RailItem, StatusLine, Switch,
        TextField, Toasts, mark_buttons, segmented,
    },
};

fn harness<S>(state: S, draw: impl FnMut(&mut Ui, &mut S) + 'static) -> Harness<'static, S> {
    Harness::builder()
        .with_size(vec2(700.0, 600.0))
        .with_step_dt(0.05)
        .with_max_steps(20)
        .with_os(egui::os::OperatingSystem::Nix)
        .with_theme(egui::Theme::Light)
        .with_context_setup(|ctx: &egui::Context| theme::install(ctx, &Appearance::default()))
        .build_ui_state(draw, state)
}

#[test]
fn a_button_is_pressed_by_mouse_and_by_both_keys() {
    let mut h = harness(0, |ui, count| {
        if ui.add(Button::primary("Start capturing").icon(Icon::Plus)).clicked() {
            *count += 1;
        }
    });
    h.get_by_role_and_label(Role::Button, "Start capturing").click();
    h.run();
    h.get_by_label("Start capturing").focus();
    h.run();
    h.key_press(Key::Enter);
    h.run();
    h.key_press(Key::Space);
    h.run();
    assert_eq!(*h.state(), 3);
}

#[test]
fn what_cannot_be_used_says_why_and_does_nothing() {
    let mut h = harness(0, |ui, count| {
        let reason = "Two people have not agreed yet";
        if ui.add(Button::primary("Release").disabled_because(reason)).clicked() {
            *count += 1;
        }
        if ui.add(IconButton::new(Icon::Undo, "Undo").disabled_because("Nothing yet")).clicked() {
            *count += 1;
        }
        let mut on = false;
        ui.add(Switch::new(&mut on, "Found nearby").disabled_because("Chosen by the group"));
        *count += i32::from(on);
    });
    for (label, reason) in [
        ("Release", "Two people have not agreed yet"),
        ("Undo", "Nothing yet"),
        ("Found nearby", "Chosen by the group"),
    ] {
        h.get_by_label(label).click();
        h.get_by_label(label).focus();
        h.run();
        h.key_press(Key::Enter);
        h.run();
        let node = h.get_by_label(label);
        assert!(node.accesskit_node().is_disabled(), "{label}");
        let told = node.accesskit_node().data().description().map(str::to_owned);
        assert_eq!(told.as_deref(), Some(reason), "{label}");
    }
    assert_eq!(*h.state(), 0);
}

#[test]
fn everything_in_the_gallery_has_a_name_and_is_large_enough_to_hit() {
    let mut h = Harness::builder()
        .with_size(vec2(760.0, 2600.0))
        .with_context_setup(|ctx: &egui::Context| theme::install(ctx, &Appearance::default()))
        .build_ui_state(gallery::ui, Gallery::default());
    h.run();
    let mut seen = 0;
    for node in h.root().children_recursive() {
        let inner = node.accesskit_node();
        let pressable = matches!(
            inner.role(),
            Role::Button | Role::CheckBox | Role::Switch | Role::RadioButton
        );
        if !pressable {
            continue;
        }
        seen += 1;
        assert!(inner.label().is_some_and(|label| !label.is_empty()), "{node:?}");
        assert!(node.rect().height() >= 36.0, "{node:?} is too small");
        assert!(node.rect().width() >= 36.0, "{node:?} is too small");
    }
    assert!(seen > 20, "only {seen} controls found");
}

#[test]
fn tab_visits_every_control_once_in_reading_order() {
    let mut h = harness(String::new(), |ui, text| {
        ui.add(Button::primary("First"));
        TextField::new("Second").show(ui, text);
        ui.add(IconButton::new(Icon::More, "Third"));
        ui.add(Button::quiet("Fourth").disabled_because("not now"));
    });
    let mut visited = Vec::new();
    for _ in 0..4 {
        h.key_press(Key::Tab);
        h.run();
        let focused = h.root().children_recursive().find(|node| node.is_focused());
        let name = focused.and_then(|node| node.accesskit_node().label());
        visited.push(name.expect("the focused control has a name"));
    }
    assert_eq!(visited, ["First", "Second", "Third", "Fourth"]);
}

#[test]
fn a_text_field_is_found_by_its_label_and_tells_its_problem() {
    let mut h = harness(String::new(), |ui, text| {
        let problem = text.is_empty().then_some("A meeting needs a place");
        TextField::new("Where we meet").problem(problem).show(ui, text);
    });
    h.run();
    let field = h.get_by_role_and_label(Role::TextInput, "Where we meet");
    let told = field.accesskit_node().data().description().map(str::to_owned);
    assert_eq!(told.as_deref(), Some("A meeting needs a place"));
    field.focus();
    field.type_text("Room 3");
    h.run();
    assert_eq!(h.state(), "Room 3");
    assert!(h.query_by_label("A meeting needs a place").is_none());
}

#[test]
fn a_choice_of_a_few_tells_which_is_chosen() {
    let mut h = harness(1_u8, |ui, choice| {
        segmented(ui, "Light or dark", choice, &[(0, "System"), (1, "Light"), (2, "Dark")]);
    });
    h.run();
    h.get_by_role_and_label(Role::RadioButton, "Dark").click();
    h.run();
    assert_eq!(*h.state(), 2);
    let dark = h.get_by_label("Dark").accesskit_node().data().toggled();
    assert_eq!(dark, Some(egui::accesskit::Toggled::True));
}

#[test]
fn pressing_a_mark_again_takes_it_back() {
    let mut h = harness(Mark::None, |ui, mark| {
        let words = MarkWords {
            favourite: "Favourite",
            least_favourite: "Least favourite",
            favourite_name: "Favourite mark for: Recording",
            least_favourite_name: "Least favourite mark for: Recording",
        };
        if let Some(new) = mark_buttons(ui, *mark, words) {
            *mark = new;
        }
    });
    for (label, expected) in [
        ("Favourite mark for: Recording", Mark::Favourite),
        ("Least favourite mark for: Recording", Mark::LeastFavourite),
        ("Least favourite mark for: Recording", Mark::None),
    ] {
        h.get_by_label(label).click();
        h.run();
        assert_eq!(*h.state(), expected);
    }
}

#[test]
fn a_dialog_takes_the_focus_keeps_it_and_gives_it_back() {
    let mut h = harness(false, |ui, open| {
        if ui.add(Button::quiet("Leave…")).clicked() {
            *open = true;
        }
        ui.add(Button::quiet("Behind"));
        let close =
            Dialog::new(Id::unique("leave"), "Leave the community?").show(ui.ctx(), open, |ui| {
                ui.label("What you wrote stays with the others.");
                ui.add(Button::danger("Leave")).clicked()
            });
        if close.inner == Some(true) {
            *open = false;
        }
        // As a window does at the end of every frame.
        focus::keep(ui.ctx(), Id::unique("home"));
    });
    h.get_by_label("Leave…").focus();
    h.run();
    h.key_press(Key::Enter);
    h.run();
    assert!(h.query_by_role_and_label(Role::Dialog, "Leave the community?").is_some());
    for _ in 0..4 {
        h.key_press(Key::Tab);
        h.run();
        assert!(!h.get_by_label("Behind").is_focused(), "the focus left the dialog");
    }
    h.key_press(Key::Escape);
    h.run();
    assert!(!h.state());
    assert!(h.query_by_role(Role::Dialog).is_none());
    assert!(h.get_by_label("Leave…").is_focused(), "the focus did not come back");
}

#[test]
fn a_toast_is_read_out_can_be_undone_and_goes_away() {
    let mut h = harness((Toasts::new("Undo"), Vec::new()), |ui, (toasts, undone)| {
        if ui.add(Button::quiet("Park")).clicked() {
            toasts.push("Parked “Recording cases”", Some(7));
        }
        undone.extend(toasts.show(ui.ctx()));
    });
    h.get_by_label("Park").click();
    h.run();
    let live = h.get_by_role_and_label(Role::Status, "Parked “Recording cases”");
    assert_eq!(live.accesskit_node().data().live(), Some(egui::accesskit::Live::Polite));
    h.get_by_role_and_label(Role::Button, "Undo").click();
    h.run();
    assert_eq!(h.state().1, [7]);
    h.get_by_label("Park").click();
    h.run();
    h.remove_cursor();
    h.run_steps(250);
    assert!(h.query_by_label("Undo").is_none(), "the toast is still there after 12 seconds");
}

#[test]
fn the_status_line_is_a_polite_live_region_that_stays() {
    let mut h = harness("Saved here", |ui, text| {
        StatusLine::new(Id::unique("status"), Icon::Network, text).show(ui);
    });
    h.run();
    let first = h.get_by_role_and_label(Role::Status, "Saved here").accesskit_node().id();
    *h.state_mut() = "3 people connected";
    h.run();
    let then = h.get_by_role_and_label(Role::Status, "3 people connected");
    assert_eq!(then.accesskit_node().id(), first, "a new node would not be announced");
}

#[test]
fn the_rail_tells_where_we_are_also_when_narrow() {
    for narrow in [false, true] {
        let mut h = harness(0, move |ui, place| {
            let items = [
                RailItem::new(Icon::Home, "Home"),
                RailItem::new(Icon::Rules, "Groundrules").news("2 new"),
            ];
            if let Some(pressed) = Rail::new("Places", &items, *place).narrow(narrow).show(ui) {
                *place = pressed;
            }
        });
        h.get_by_role_and_label(Role::Link, "Groundrules, 2 new").click();
        h.run();
        assert_eq!(*h.state(), 1);
    }
}

#[test]
fn the_palette_filters_and_is_worked_by_keys() {
    let mut h = harness((CommandPalette::default(), None), |ui, (palette, done)| {
        if ui.add(Button::quiet("Go to…")).clicked() {
            palette.open(ui.ctx());
        }
        let command = |id, title: &str, unavailable: Option<&str>| PaletteCommand {
            id,
            title: title.to_owned(),
            keys: "G".to_owned(),
            unavailable: unavailable.map(str::to_owned),
        };
        let commands = [
            command(1, "Home", None),
            command(2, "Groundrules", None),
            command(3, "Groundrules: print", Some("No printer")),
        ];
        let words = PaletteWords { label: "Go to or do", nothing_found: "Nothing" };
        if let Some(id) = palette.show(ui.ctx(), words, &commands) {
            *done = Some(id);
        }
    });
    let open = |h: &mut Harness<'_, (CommandPalette, Option<i32>)>| {
        h.get_by_label("Go to…").click();
        h.run();
    };
    open(&mut h);
    let field = h.get_by_role_and_label(Role::EditableComboBox, "Go to or do");
    // To screen readers the option it would choose has the focus; the keys go to the field.
    let focused = h.ctx.memory(|memory| memory.focused());
    assert_eq!(focused, Some(Id::unique("horseshoe-palette-field")));
    field.type_text("ground");
    h.run();
    assert!(h.query_by_label("Home").is_none());
    h.key_press(Key::ArrowDown);
    h.run();
    h.key_press(Key::Enter);
    h.run();
    assert!(h.state().0.is_open() && h.state().1.is_none(), "an unavailable command was done");
    h.key_press(Key::ArrowUp);
    h.run();
    h.key_press(Key::Enter);
    h.run();
    assert_eq!((h.state().0.is_open(), h.state().1), (false, Some(2)));
    open(&mut h);
    h.key_press(Key::Escape);
    h.run();
    assert!(!h.state().0.is_open());
}

// Live text in the real editor; its rules are tested without a window in `live_text_any_order`.

struct Writing {
    live: LiveText,
    told: Vec<Splice>,
    cut: String,
}

fn writing(text: &str) -> Harness<'static, Writing> {
    let live = LiveText::new(Id::unique("live"), text);
    let mut h = harness(Writing { live, told: Vec::new(), cut: String::new() }, |ui, state| {
        let words = |word: TextWord| format!("{word:?}");
        let output = LiveField::new("Groundrule").words(&words).show(ui, &mut state.live);
        state.told.extend(output.splices);
        state.cut.push_str(&output.cut);
    });
    h.get_by_role_and_label(Role::MultilineTextInput, "Groundrule").focus();
    h.run();
    h
}

fn caret(h: &mut Harness<'static, Writing>, at: usize) {
    h.state_mut().live.select(Selection { anchor: at, caret: at });
    h.run();
}

fn letters(h: &mut Harness<'static, Writing>, text: &str) {
    h.event(Event::Text(text.to_owned()));
    h.run();
}

#[test]
fn typing_comes_out_as_splices_and_others_move_the_caret() {
    let mut h = writing("hello");
    caret(&mut h, 5);
    letters(&mut h, "!");
    assert_eq!(h.state().told, [Splice::new(5, 0, "!")]);
    h.state_mut().live.apply_remote(&[Splice::new(0, 0, "Oh, ")]);
    h.run();
    letters(&mut h, "?");
    assert_eq!(h.state().live.text(), "Oh, hello!?");
    assert_eq!(h.state().told[1], Splice::new(10, 0, "?"));
}

#[test]
fn the_undo_key_takes_back_only_my_words() {
    let mut h = writing("");
    letters(&mut h, "mine");
    h.state_mut().live.apply_remote(&[Splice::new(2, 0, "THEIRS")]);
    h.run();
    h.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    h.run();
    assert_eq!(h.state().live.text(), "THEIRS");
    h.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    h.run();
    assert_eq!(h.state().live.text().replace("THEIRS", ""), "mine");
    h.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    h.run();
    h.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    h.run();
    assert_eq!(h.state().live.text().replace("THEIRS", ""), "mine");
}

#[test]
fn backspace_takes_a_whole_letter_as_people_see_it() {
    let mut h = writing("ae\u{301}");
    caret(&mut h, 3);
    h.key_press(Key::Backspace);
    h.run();
    assert_eq!(h.state().told, [Splice::new(1, 2, "")]);
}

#[test]
fn arrow_keys_step_over_whole_letters_with_and_without_a_selection() {
    let mut h = writing("ae\u{301}o\u{308}u\u{308}z");
    caret(&mut h, 0);
    let at = |h: &Harness<'static, Writing>| {
        let Selection { anchor, caret } = h.state().live.selection();
        (anchor, caret)
    };
    for place in [1, 3, 5, 7, 8, 8] {
        h.key_press(Key::ArrowRight);
        h.run();
        assert_eq!(at(&h), (place, place));
    }
    for place in [7, 5, 3, 1] {
        h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
        h.run();
        assert_eq!(at(&h), (8, place));
    }
    h.key_press(Key::Delete);
    h.run();
    assert_eq!(h.state().live.text(), "a");
    assert_eq!(h.state().told, [Splice::new(1, 7, "")]);
}

#[test]
fn a_screen_reader_hears_who_else_is_writing_here() {
    let mut h = writing("Listen");
    let jo = RemoteCaret {
        name: "Jo".to_owned(),
        author: 1,
        caret: 99,
        anchor: Some(2),
        ghost: String::new(),
        says: "Jo is writing here".to_owned(),
    };
    h.state_mut().live.set_others(vec![jo], 0.0);
    h.run_steps(3);
    let told = |h: &Harness<'static, Writing>| {
        let field = h.get_by_role(Role::MultilineTextInput);
        field.accesskit_node().data().description().map(str::to_owned)
    };
    assert_eq!(told(&h).as_deref(), Some("Jo is writing here"));
    h.state_mut().live.set_others(Vec::new(), 0.0);
    h.run_steps(3);
    assert_eq!(told(&h), None);
}

#[test]
fn what_does_not_fit_is_said_and_handed_over_as_a_whole() {
    let mut h = writing("");
    h.event(Event::Paste("é".repeat(3100)));
    h.run();
    assert!(h.query_by_label("Long").is_some() && h.state().cut.is_empty());
    h.event(Event::Paste(format!("{}END", "é".repeat(996))));
    h.run();
    assert_eq!(h.state().live.text().len(), 8 * 1024);
    assert_eq!(h.state().cut, "END");
    assert!(h.query_by_label("Full").is_some());
    h.key_press(Key::Backspace);
    h.run();
    assert!(h.query_by_label("Full").is_none());
}

#[test]
fn the_other_button_offers_to_cut_and_to_undo() {
    let mut h = writing("keep this");
    letters(&mut h, "");
    h.state_mut().live.select(Selection { anchor: 4, caret: 9 });
    h.run();
    let menu = |h: &mut Harness<'static, Writing>, entry: &str| {
        h.get_by_role(Role::MultilineTextInput).click_secondary();
        h.run();
        h.get_by_role_and_label(Role::Button, entry).click();
        h.run();
    };
    menu(&mut h, "Cut");
    assert_eq!(h.state().live.text(), "keep");
    assert_eq!(h.state().told, [Splice::new(4, 5, "")]);
    menu(&mut h, "Undo");
    assert_eq!(h.state().live.text(), "keep this");
    assert!(h.get_by_role(Role::MultilineTextInput).is_focused());
}

#[test]
fn a_screen_reader_replacing_what_is_selected_makes_one_small_edit() {
    use egui::accesskit::{Action, ActionData, ActionRequest, TreeId};
    let mut h = writing("hello world");
    h.state_mut().live.select(Selection { anchor: 6, caret: 11 });
    h.run();
    let target_node = h.get_by_role(Role::MultilineTextInput).accesskit_node().locate().0;
    h.event(Event::AccessKitActionRequest(ActionRequest {
        action: Action::ReplaceSelectedText,
        target_tree: TreeId::ROOT,
        target_node,
        data: Some(ActionData::Value("wörld".into())),
    }));
    h.run();
    assert_eq!(h.state().live.text(), "hello wörld");
    assert_eq!(h.state().told, [Splice::new(7, 1, "ö")]);
}

#[test]
fn half_composed_words_are_told_to_nobody() {
    let mut h = writing("a");
    caret(&mut h, 1);
    for text in ["k", "ke"] {
        h.event(Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None }));
        h.run();
    }
    h.state_mut().live.apply_remote(&[Splice::new(0, 0, "R")]);
    h.run();
    assert_eq!(h.state().told, []);
    h.event(Event::Ime(ImeEvent::Commit("é".to_owned())));
    h.run();
    assert_eq!(h.state().live.text(), "Raé");
    assert_eq!(h.state().told, [Splice::new(2, 0, "é")]);
    letters(&mut h, "!");
    assert_eq!(h.state().live.text(), "Raé!");
}

#[test]
fn a_screen_reader_setting_the_whole_text_makes_one_small_edit() {
    let mut h = writing("hello world");
    h.get_by_role(Role::MultilineTextInput).set_text_value_accesskit("hello brave world");
    h.run();
    assert_eq!(h.state().told, [Splice::new(6, 0, "brave ")]);
}

/// What came of drawing a page with a thousand rows of different heights.
#[derive(Default)]
struct LongPage {
    drawn: Vec<usize>,
    end: f32,
    scroll_to: Option<f32>,
}

fn long_page() -> Harness<'static, LongPage> {
    let rows: Vec<usize> = (0..1000).collect();
    harness(LongPage::default(), move |ui, page| {
        page.drawn.clear();
        let mut area = egui::ScrollArea::vertical().auto_shrink(false);
        if let Some(offset) = page.scroll_to.take() {
            area = area.vertical_scroll_offset(offset);
        }
        area.show(ui, |ui| {
            long_list(
                ui,
                Id::unique("rows"),
                &rows,
                |row| Id::unique(row),
                None,
                |ui, row| {
                    page.drawn.push(row);
                    let size = vec2(200.0, 40.0 + (row % 5) as f32 * 10.0);
                    let response = ui.add_sized(size, egui::Button::new(format!("Row {row}")));
                    if response.gained_focus() {
                        response.scroll_to_me(None);
                    }
                },
            );
            page.end = ui.cursor().top();
        });
    })
}

#[test]
fn of_a_long_list_only_what_is_near_is_drawn_and_the_rest_keeps_its_place() {
    let mut h = long_page();
    h.run();
    assert_eq!(h.state().drawn.first(), Some(&0));
    assert!(h.state().drawn.len() < 40, "{:?}", h.state().drawn);
    // Rows are 60 points high on average, with some space between.
    let end = h.state().end;
    assert!((60_000.0..75_000.0).contains(&end), "the page ends at {end}");
    for _ in 0..5 {
        h.state_mut().scroll_to = Some(100_000.0);
        h.run_steps(30);
    }
    assert_eq!(h.state().drawn.last(), Some(&999), "the page ends at {}", h.state().end);
    assert!(h.state().drawn.len() < 40, "{:?}", h.state().drawn);
    assert!(h.state().end <= 610.0, "the page ends at {}", h.state().end);
}

#[test]
fn tab_walks_through_a_long_list_row_by_row() {
    let mut h = long_page();
    h.run();
    for row in 0..60 {
        h.key_press(Key::Tab);
        h.run_steps(20);
        let name = format!("Row {row}");
        let row = h.get_by_label(&name);
        assert!(
            row.accesskit_node().is_focused(),
            "{name} at {:?}, {:?}",
            row.rect(),
            h.state().drawn
        );
        assert!(row.rect().bottom() <= 601.0, "what has the focus is seen");
    }
}
