//! What is projected: only what is on the flipchart's own list, on every page and at every moment of a session.

use crate::album::Album;
use crate::flipchart::contents::Page;
use crate::flipchart::{Leaf, Pictured, Pictures, page_ui, preview_ui};
use crate::testing;
use crate::texts::Texts;
use egui::{Theme, vec2};
use egui_kittest::{Harness, SnapshotResults};
use horseshoe_handbook::{Handbook, Language};
use horseshoe_model::{
    AgendaCommand, Person, Presentation, RoundsCommand, SettingsCommand, SheetId, SpeakersCommand,
};
use horseshoe_node::{Community, OfFew, OfFewView, Reply};
use horseshoe_ui::Appearance;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

/// A word for each thing that is not for the projector.
const NOT_FOR_ALL: [&str; 7] =
    ["zebrafinch", "quartzite", "marzipan", "saxophone", "thimble", "walrus", "periwinkle"];

/// Every private item a community has, with a word of its own in it.
fn with_private_things(mut community: Community) -> Community {
    let [note, question, pair, room, typed, ticket, asked] = NOT_FOR_ALL;
    testing::asks(&mut community, asked, false);
    let private = Arc::make_mut(&mut community.private);
    for one in &mut private.notes {
        Arc::make_mut(one).words.text = note.to_owned();
    }
    for one in &mut private.questions {
        Arc::make_mut(one).words.text = question.to_owned();
    }
    let slip = |words: &str| {
        vec![Arc::new(horseshoe_model::Slip {
            id: horseshoe_model::SlipId::from_bytes([1; 16]),
            words: horseshoe_model::Words { text: words.to_owned(), object: String::new() },
            by: None,
            at: 0,
            taken_out: false,
        })]
    };
    let pad = horseshoe_model::PairView { pads: slip(pair), ..Default::default() };
    // Notes of the session's own room, and points of another one.
    let session = Some(testing::document(40).to_hex());
    let point = horseshoe_model::PointHeard {
        slip: (*slip(room)[0]).clone(),
        said_by: None,
        confirmed: None,
    };
    let points = vec![Arc::new(point)];
    let elsewhere = horseshoe_model::RoomView { points, ..Default::default() };
    let heard = horseshoe_model::RoomView { session, notes: slip(room), ..Default::default() };
    let few = |number, view| OfFew { document: testing::document(number), members: vec![], view };
    let few = [
        few(50, OfFewView::Pair(Arc::new(pad))),
        few(51, OfFewView::Room(Arc::new(heard))),
        few(52, OfFewView::Room(Arc::new(elsewhere))),
    ];
    Arc::make_mut(&mut community.few).extend(few);
    community.typing = vec![horseshoe_node::Typing {
        member: testing::member_id(1),
        text: horseshoe_node::TextRef { document: testing::document(1), object: String::new() },
        at: 0,
        anchor: 0,
        deleted: 0,
        words: typed.to_owned(),
    }];
    for invitation in &mut community.invitations {
        invitation.text = ticket.to_owned();
    }
    community
}

/// A session at every point of its agenda, in every state there is a page for.
fn moments() -> Vec<testing::Run> {
    let mut all = vec![testing::Run::laid(1)];
    for place in 0..12 {
        let mut run = testing::in_discussion(true);
        if place != 4 {
            run.moves_to(0, place, 1);
        }
        all.push(run);
    }
    for turn in 0..=4 {
        all.push(testing::in_a_round(true, turn));
    }
    let mut thinking = testing::in_discussion(true);
    thinking.does(0, AgendaCommand::Think { on: true });
    all.push(thinking);
    let mut tea = testing::in_discussion(true);
    let from = tea.point(4);
    tea.does(0, AgendaCommand::BreakNow { from, minutes: 10 });
    all.push(tea);
    let mut new_voices = testing::in_discussion(true);
    new_voices.does(0, SpeakersCommand::SetNewVoicesFirst { on: true });
    all.push(new_voices);
    let mut over = testing::in_discussion(true);
    let from = over.point(4);
    over.does(0, AgendaCommand::Finish { from });
    all.push(over);
    let mut ended = testing::in_a_round(true, 4);
    let round = ended.view().rounds[0].id;
    ended.does(0, RoundsCommand::End { round });
    all.push(ended);
    all.push(testing::capturing(true));
    let mut looking = testing::in_discussion(true);
    looking.does(0, SettingsCommand::LookAtVoices { on: true });
    all.push(looking);
    all
}

fn page(run: &testing::Run, leaf: Option<Leaf>) -> Page {
    let community = with_private_things(run.in_community(testing::filled()));
    let language = Language::English;
    let (texts, handbook) = (Texts::of(language), Handbook::of(language));
    Page::of(&community, leaf, &handbook, &texts, testing::NOW_MS)
}

fn words(page: &Page) -> String {
    let beside = page.beside.iter().flatten();
    let beside = beside.flat_map(|column| std::iter::once(&column.title).chain(&column.items));
    let all = std::iter::once(&page.title).chain(&page.lines).chain(&page.items).chain(beside);
    all.map(String::as_str).collect::<Vec<_>>().join("\n")
}

/// Every page there is to turn to; one that is missing here does not compile.
fn leaves() -> Vec<Option<Leaf>> {
    let leaves = [
        Leaf::Groundrules,
        Leaf::Rule(testing::rule_id(1)),
        Leaf::Who,
        Leaf::How,
        Leaf::Heard,
        Leaf::Views,
        Leaf::Keep,
        Leaf::ToDo,
        Leaf::Vote(testing::vote_id(0)),
        Leaf::Vote(testing::vote_id(1)),
        Leaf::Picture { of: Pictured::Sheet(SheetId::from_bytes([1; 16])), page: 0 },
        Leaf::Picture { of: Pictured::Slides(testing::slot_id(0)), page: 0 },
    ];
    for leaf in leaves {
        match leaf {
            Leaf::Groundrules
            | Leaf::Rule(_)
            | Leaf::Who
            | Leaf::How
            | Leaf::Heard
            | Leaf::Views
            | Leaf::Keep
            | Leaf::ToDo
            | Leaf::Vote(_)
            | Leaf::Picture { of: Pictured::Sheet(_) | Pictured::Slides(_), .. } => {}
        }
    }
    std::iter::once(None).chain(leaves.map(Some)).collect()
}

#[test]
fn nothing_private_and_nothing_of_a_few_is_ever_projected() {
    for run in moments() {
        for leaf in leaves() {
            let words = words(&page(&run, leaf));
            for not_for_all in NOT_FOR_ALL {
                assert!(!words.contains(not_for_all), "{words}");
            }
        }
    }
}

#[test]
fn nothing_for_the_facilitator_alone_is_ever_projected() {
    let handbook = Handbook::of(Language::English);
    let agenda = handbook.agenda("agenda-session").unwrap();
    let notes = agenda.items.iter().map(|item| item.notes.as_str()).filter(|it| !it.is_empty());
    let notes: Vec<&str> = notes.collect();
    for (run, leaf) in
        moments().iter().flat_map(|run| leaves().into_iter().map(move |leaf| (run, leaf)))
    {
        let words = words(&page(run, leaf));
        for note in &notes {
            assert!(!words.contains(note), "{words}");
        }
        for digits in ["min left", "+", "behind"] {
            assert!(!words.contains(digits), "{digits}: {words}");
        }
        for line in words.lines() {
            let name =
                line.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
            assert!(name != "you" && !name.starts_with("you "), "nobody is called you: {words}");
        }
    }
}

#[test]
fn a_page_has_twelve_lines_at_most_and_says_how_many_more_people_there_are() {
    let mut run = testing::in_discussion(true);
    for number in 0..30 {
        let name = format!("Guest {number}");
        let area = String::new();
        run.does(0, horseshoe_model::AttendanceCommand::WriteDown { name, area });
    }
    let page = page(&run, Some(Leaf::Who));
    assert_eq!(page.items.len(), 12);
    assert_eq!(page.items.last().map(String::as_str), Some("and 23 more"));
}

#[test]
fn f15_a_break_says_when_it_is_over() {
    let mut run = testing::in_discussion(true);
    run.now = testing::NOW_MS;
    let from = run.point(4);
    run.does(0, AgendaCommand::BreakNow { from, minutes: 10 });
    let back = crate::dates::clock(testing::NOW_MS + 10 * 60_000);
    assert_eq!(page(&run, None).lines, [format!("Back at {back}")]);
}

#[test]
fn f28_the_rule_that_orders_the_list_is_shown_while_it_does() {
    let mut run = testing::in_discussion(true);
    let rule = "Those who have not spoken first".to_owned();
    assert!(!page(&run, None).items.contains(&rule));
    run.does(0, SpeakersCommand::SetNewVoicesFirst { on: true });
    assert!(page(&run, None).items.contains(&rule));
}

#[test]
fn d10_a_slide_fills_the_page() {
    let (community, slot) = testing::presenting_slides(true);
    let language = Language::English;
    let (texts, handbook) = (Texts::of(language), Handbook::of(language));
    let leaf = Leaf::Picture { of: Pictured::Slides(slot), page: 1 };
    let page = Page::of(&community, Some(leaf), &handbook, &texts, testing::NOW_MS);
    let waits = Rc::new(Cell::new(true));
    let told = waits.clone();
    let mut album = None;
    let mut harness = Harness::builder()
        .with_size(vec2(1280.0, 720.0))
        .with_pixels_per_point(1.0)
        .with_os(egui::os::OperatingSystem::Nix)
        .with_theme(Theme::Dark)
        .wgpu()
        .build_ui(move |ui| {
            let Some(album) = &mut album else {
                let theme = egui::ThemePreference::Dark;
                let look = Appearance { theme, ..Appearance::default() };
                horseshoe_ui::theme::install(ui.ctx(), &look);
                album = Some(Album::new(ui.ctx()));
                return;
            };
            album.take_in();
            page_ui(ui, &page, &mut Pictures { album, texts: &texts });
            for (_, file) in album.take_wanted() {
                let bytes = testing::drawn_slides().to_bytes().into();
                album.answered(file, Ok(Reply::File { bytes }));
            }
            told.set(album.waits());
        });
    let clock = horseshoe_node::Clock::start();
    while waits.get() {
        assert!(clock.now().running.as_secs() < 20, "the slide does not come");
        std::thread::yield_now();
        harness.run();
    }
    harness.run();
    let mut results = SnapshotResults::new();
    results.add(harness.try_snapshot("flipchart_slide"));
}

#[test]
fn the_groundrules_have_a_page_of_their_own() {
    let run = testing::in_discussion(true);
    let page = page(&run, Some(Leaf::Groundrules));
    assert_eq!(page.title, "Groundrules");
    assert_eq!(page.items.len(), 4);
}

#[test]
fn pages_of_the_flipchart() {
    let mut results = SnapshotResults::new();
    let discussion = testing::in_discussion(true);
    let capturing = testing::capturing(true);
    let mut presentation = testing::in_discussion(true);
    presentation.moves_to(0, 3, 1);
    let mut tea = testing::in_discussion(true);
    let from = tea.point(4);
    tea.does(0, AgendaCommand::BreakNow { from, minutes: 10 });
    let pages = [
        ("flipchart_discussion", page(&discussion, None), Theme::Light),
        ("flipchart_groundrules", page(&discussion, Some(Leaf::Groundrules)), Theme::Dark),
        ("flipchart_who", page(&discussion, Some(Leaf::Who)), Theme::Light),
        ("flipchart_round", page(&testing::in_a_round(true, 1), None), Theme::Light),
        ("flipchart_break", page(&tea, None), Theme::Dark),
        ("flipchart_presentation", page(&presentation, None), Theme::Light),
        ("flipchart_heard", page(&capturing, Some(Leaf::Heard)), Theme::Light),
        ("flipchart_views", page(&capturing, Some(Leaf::Views)), Theme::Dark),
        ("flipchart_keep", page(&capturing, Some(Leaf::Keep)), Theme::Light),
        ("flipchart_vote", page(&discussion, Some(Leaf::Vote(testing::vote_id(0)))), Theme::Light),
    ];
    for (name, page, theme) in pages {
        let chosen = match theme {
            Theme::Light => egui::ThemePreference::Light,
            Theme::Dark => egui::ThemePreference::Dark,
        };
        let look = Appearance { theme: chosen, ..Appearance::default() };
        let texts = Texts::of(Language::English);
        let mut installed = false;
        let mut harness = Harness::builder()
            .with_size(vec2(1280.0, 720.0))
            .with_pixels_per_point(1.0)
            .with_os(egui::os::OperatingSystem::Nix)
            .with_theme(theme)
            .wgpu()
            .build_ui(move |ui| {
                if !std::mem::replace(&mut installed, true) {
                    horseshoe_ui::theme::install(ui.ctx(), &look);
                    return;
                }
                let album = &mut Album::new(ui.ctx());
                page_ui(ui, &page, &mut Pictures { album, texts: &texts });
            });
        harness.run();
        results.add(harness.try_snapshot(name));
    }
}

#[test]
fn f31_what_was_heard_is_projected_in_its_own_words_and_nobody_is_named() {
    let run = testing::capturing(true);
    let heard = page(&run, Some(Leaf::Heard));
    assert_eq!(heard.items.len(), 3);
    assert_eq!(heard.items[0], "Mapping her week with her, on one sheet");
    for name in ["Amira", "Jo", "Sam"] {
        assert!(!words(&heard).contains(name));
    }
}

#[test]
fn f33_different_views_stand_beside_each_other() {
    let page = page(&testing::capturing(true), Some(Leaf::Views));
    let [left, right] = page.beside.expect("two sides");
    assert_eq!((left.title.as_str(), right.title.as_str()), ("Go back soon", "Wait to be asked"));
    assert_eq!(left.items, ["Trust does not wait", "Somebody has to notice"]);
    assert_eq!(right.items.len(), 2);
}

#[test]
fn f12_the_capture_board_tells_what_is_proposed_from_what_is_kept_and_not_who_proposed_it() {
    let page = page(&testing::capturing(true), Some(Leaf::Keep));
    let marks: Vec<&str> = page.items.iter().filter_map(|item| item.split(' ').next()).collect();
    assert_eq!(marks, ["?", "?", "✓"]);
    assert!(!words(&page).contains("Jo"));
}

#[test]
fn f14_an_action_names_only_those_who_said_yes() {
    let page = page(&testing::capturing(true), Some(Leaf::ToDo));
    assert!(page.items.contains(&"Send the article on visits to all · Jo Llewellyn".to_owned()));
    assert!(page.items.contains(&"Ask about a room with daylight".to_owned()));
}

#[test]
fn d24_whoever_presents_is_introduced_with_what_it_is_and_how_long_and_c2_its_kind() {
    let presentation = Presentation { topic: "A visit".to_owned(), ..Presentation::default() };
    let (community, _) = testing::presenting(testing::in_discussion(true), 0, presentation);
    let language = Language::English;
    let (texts, handbook) = (Texts::of(language), Handbook::of(language));
    let page = Page::of(&community, None, &handbook, &texts, testing::NOW_MS);
    let slot = &community.community.meetings[0].slots[0];
    let presenter = slot.presenter.as_ref().expect("somebody was picked").value;
    let name = community.members.iter().find(|it| it.id.as_bytes() == presenter.as_bytes());
    let [first, second, kind, minutes] = &page.lines[..] else { panic!("{:?}", page.lines) };
    assert_eq!((first, second.as_str()), (&name.unwrap().name, "A visit"));
    assert_eq!((kind.as_str(), minutes.as_str()), ("A case study", "30 minutes"));
}

#[test]
fn d6_how_today_is_run_is_a_page() {
    let mut run = testing::in_discussion(true);
    let text = "I keep the time\nI ask more than I tell".to_owned();
    run.does(0, horseshoe_model::SessionCommand::SayHow { text });
    let page = page(&run, Some(Leaf::How));
    assert_eq!(page.title, "How I will run today");
    assert_eq!(page.items, ["I keep the time", "I ask more than I tell"]);
}

#[test]
fn a_groundrule_is_shown_alone_and_names_nobody() {
    let run = testing::in_discussion(true);
    let page = page(&run, Some(Leaf::Rule(testing::rule_id(1))));
    assert_eq!(page.title, "Groundrule 2");
    assert_eq!(page.items, ["Listen to how as well as what is said"]);
}

#[test]
fn d47_at_the_end_people_are_thanked_and_there_is_nothing_to_press() {
    let mut over = testing::in_discussion(true);
    let from = over.point(4);
    over.does(0, AgendaCommand::Finish { from });
    let page = page(&over, None);
    assert_eq!(page, Page { title: "Thank you, everybody".to_owned(), ..Page::default() });
}

#[test]
fn c7_a_question_is_on_the_flipchart_only_if_its_asker_says_so_and_names_nobody() {
    let (texts, handbook) = (Texts::of(Language::English), Handbook::of(Language::English));
    let asked = |shown| {
        let mut community = testing::in_discussion(true).in_community(testing::filled());
        testing::asks(&mut community, "What would you have done?", shown);
        [None, Some(Leaf::Heard)]
            .map(|leaf| words(&Page::of(&community, leaf, &handbook, &texts, testing::NOW_MS)))
    };
    assert!(asked(true).iter().all(|words| words.contains("What would you have done?")));
    assert!(asked(false).iter().all(|words| !words.contains("What would you have done?")));
    assert!(!asked(true)[1].contains("Amira"));
}

#[test]
fn c13_the_room_sees_one_word_and_nobodys_number() {
    let mut run = testing::in_discussion(true);
    let lines = |run: &testing::Run| page(run, None).items;
    let before = lines(&run);
    run.does(0, SettingsCommand::LookAtVoices { on: true });
    assert_eq!(lines(&run), before, "too early to say");
    let guest = Person::Guest(run.view().attendance.guests[0].id);
    let all = [0, 1, 2].map(|who| Person::Member(testing::author(who)));
    for person in all.into_iter().chain([guest]).cycle().take(8) {
        let list = run.view().speakers;
        let waiting = list.turn_of(person).map(|turn| turn.id);
        if waiting.is_none() {
            run.does(0, SpeakersCommand::Raise { person: Some(person) });
        }
        let turn = run.view().speakers.turn_of(person).unwrap().id;
        let speaks = list.speaking.as_ref().is_some_and(|speaking| speaking.id == turn);
        if !speaks {
            run.does(0, SpeakersCommand::Call { turn });
        }
        run.does(0, SpeakersCommand::Done { turn });
    }
    assert_eq!(lines(&run), ["The turns are even"]);
}

#[test]
fn f47_a_vote_says_how_many_marked_while_it_is_open_and_afterwards_what_it_says() {
    let run = testing::in_discussion(true);
    let closed = page(&run, Some(Leaf::Vote(testing::vote_id(0))));
    assert_eq!(closed.title, "What shall we look at next?");
    assert_eq!(closed.lines[0], "Two issues have the same number of greens");
    assert_eq!(closed.items[0], "Recording cases · 2 green, 1 red");
    let open = page(&run, Some(Leaf::Vote(testing::vote_id(1))));
    assert_eq!(open.lines, ["2 of 4 have marked"]);
    assert!(!words(&open).contains("green"), "no counts while it is open");
    let gone = page(&run, Some(Leaf::Vote(testing::vote_id(7))));
    assert_eq!(gone.items, Vec::<String>::new());
}

#[test]
fn pages_as_pictures_and_small() {
    let mut results = SnapshotResults::new();
    let run = testing::in_discussion(true);
    let png = crate::flipchart::picture::png(&page(&run, Some(Leaf::Groundrules))).unwrap();
    let picture = image::load_from_memory(&png).unwrap().into_rgba8();
    results.add(egui_kittest::try_image_snapshot(&picture, "flipchart_as_a_picture"));
    let small = page(&testing::capturing(true), Some(Leaf::Views));
    let texts = Texts::of(Language::English);
    let mut installed = false;
    let mut harness = Harness::builder()
        .with_size(vec2(360.0, 220.0))
        .with_pixels_per_point(1.0)
        .with_os(egui::os::OperatingSystem::Nix)
        .with_theme(Theme::Light)
        .wgpu()
        .build_ui(move |ui| {
            if !std::mem::replace(&mut installed, true) {
                let theme = egui::ThemePreference::Light;
                let look = Appearance { theme, ..Appearance::default() };
                horseshoe_ui::theme::install(ui.ctx(), &look);
                return;
            }
            let album = &mut Album::new(ui.ctx());
            preview_ui(ui, &small, &mut Pictures { album, texts: &texts });
        });
    harness.run();
    results.add(harness.try_snapshot("flipchart_small"));
}
