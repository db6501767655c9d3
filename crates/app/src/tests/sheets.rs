//! Slides and photographs of paper: added, shown to all, typed up.

use super::Desk;
use super::in_room::desk;
use crate::flipchart::contents::Page;
use crate::flipchart::{Leaf, Pictured};
use crate::screen::Area;
use crate::testing::{self, Change as _};
use crate::texts::Texts;
use horseshoe_handbook::{Handbook, Language};
use horseshoe_model::{Command as Doing, Presentation, PresentersCommand, SheetsCommand, Slides};
use horseshoe_node::{Command, Community, Problem, Reply};
use std::sync::Arc;

/// A picture on this device.
fn photograph() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("paper.png");
    let page = testing::drawn_slides().page(0).expect("a page");
    std::fs::write(&path, &page).expect("written");
    let path = path.display().to_string();
    (folder, path)
}

fn adds_file(desk: &mut Desk, path: &str) -> Vec<Command> {
    let made = Reply::Made { id: testing::file(9).to_string() };
    desk.far.borrow_mut().answers.insert("AddFile", Ok(made));
    desk.far.borrow_mut().asked.clear();
    desk.write("The file", path);
    desk.press("Add it");
    desk.until("Added");
    desk.asked()
}

fn projected(community: &Community, leaf: Leaf) -> Page {
    let language = Language::English;
    let (texts, handbook) = (Texts::of(language), Handbook::of(language));
    Page::of(community, Some(leaf), &handbook, &texts, testing::NOW_MS)
}

#[test]
fn f4_a_photograph_of_paper_is_put_up_by_name() {
    let (_folder, path) = photograph();
    let mut desk = desk(testing::in_session(true));
    desk.press("Pictures");
    desk.press("Add a picture or slides…");
    let asked = adds_file(&mut desk, &path);
    let [Command::AddFile { bytes, .. }, Command::DoIn { document, act, .. }] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(crate::slides::Slides::from_bytes(bytes).map(|slides| slides.len()), Some(1));
    assert_eq!(*document, testing::document(40));
    let slides = Slides { file: testing::file(9), pages: 1 };
    let add = SheetsCommand::Add { slides, text: String::new() };
    assert_eq!(*act, Doing::from(add));
}

#[test]
fn f4_what_is_no_picture_is_told_and_nothing_is_added() {
    let mut desk = desk(testing::in_session(true));
    desk.press("Pictures");
    desk.press("Add a picture or slides…");
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear Jo").unwrap();
    desk.far.borrow_mut().asked.clear();
    desk.write("The file", &letter.display().to_string());
    desk.press("Add it");
    desk.until("This is neither a picture nor a PDF");
    assert!(desk.asked().is_empty());
}

#[test]
fn f4_what_is_on_a_sheet_is_typed_up_beside_it() {
    let run = testing::with_sheet(false);
    let mut desk = desk(run.in_community(testing::filled()));
    desk.press("Show what is written down");
    desk.press("Pictures");
    desk.press_beginning("Names and areas");
    desk.until("Names and areas");
    desk.draw_until(|desk| desk.count("Names and areas") == 1, "the picture itself");
    desk.write("What is on it, typed up", "All ");
    let typed = desk.asked().into_iter().any(|one| matches!(one, Command::Write { .. }));
    assert!(typed);
    let sheet = run.view().sheets[0].id;
    desk.press("Take out");
    let out = desk.asked().into_iter().find_map(|one| match one {
        Command::DoIn { act, .. } => Some(act),
        _ => None,
    });
    assert_eq!(out, Some(SheetsCommand::TakeOut { sheet }.into()));
}

#[test]
fn a_picture_that_has_not_all_arrived_says_so_and_is_looked_for_again() {
    let community = testing::with_sheet(true).in_community(testing::filled());
    let mut desk = desk(community.clone());
    desk.far.borrow_mut().answers.insert("ReadFile", Err(Problem::NotHereYet));
    desk.press("Pictures");
    desk.press_beginning("Names and areas");
    desk.until("This has not all arrived on this device yet");
    desk.far.borrow_mut().answers.clear();
    desk.far.borrow_mut().snapshot = Arc::new(testing::snapshot(vec![community]));
    desk.until_gone("This has not all arrived on this device yet");
}

#[test]
fn a_picture_that_was_destroyed_is_shown_no_more() {
    let mut community = testing::with_sheet(true).in_community(testing::filled());
    let mut desk = desk(community.clone());
    desk.press("Pictures");
    desk.press_beginning("Names and areas");
    super::pictures_come(&mut desk.harness);
    let document = horseshoe_node::DocumentId::from_bytes(testing::file(1).document);
    let gone = horseshoe_node::Destroyed {
        document,
        kind: None,
        at: testing::NOW_MS,
        for_good: true,
        confirmed: Vec::new(),
        unconfirmed: Vec::new(),
    };
    Arc::make_mut(&mut community.erasing).destroyed.push(gone);
    desk.far.borrow_mut().snapshot = Arc::new(testing::snapshot(vec![community]));
    desk.until("This was destroyed");
}

/// Row D10.
#[test]
fn d10_slides_are_open_when_their_presenter_begins_and_turned_for_all() {
    let (community, slot) = testing::presenting_slides(true);
    let mut desk = desk(community.clone());
    desk.until("Page 1 of 3");
    desk.press("Show it on the flipchart");
    desk.press("Next");
    assert!(desk.shows("Page 2 of 3"));
    let flipchart = desk.harness.state().projected();
    let of = Pictured::Slides(slot);
    assert_eq!(flipchart, Some(Leaf::Picture { of, page: 1 }));
    let page = projected(&community, Leaf::Picture { of, page: 1 });
    let picture = page.picture.expect("a picture");
    assert_eq!((picture.file, picture.number, picture.of), (testing::file(2), 1, 3));
    let beyond = projected(&community, Leaf::Picture { of, page: 90 });
    assert_eq!(beyond.picture.map(|picture| picture.number), Some(2));
}

#[test]
fn only_pictures_of_this_session_are_projected() {
    let (mut community, slot) = testing::presenting_slides(true);
    let sheet = community.sessions[0].view.sheets[0].id;
    let shown = |community: &Community, of| {
        projected(community, Leaf::Picture { of, page: 0 }).picture.is_some()
    };
    assert!(shown(&community, Pictured::Sheet(sheet)) && shown(&community, Pictured::Slides(slot)));
    let view = Arc::make_mut(&mut Arc::make_mut(&mut community.sessions)[0].view);
    Arc::make_mut(&mut view.agenda.points[3]).slot = None;
    view.sheets_taken_out = std::mem::take(&mut view.sheets);
    assert!(!shown(&community, Pictured::Sheet(sheet)));
    assert!(!shown(&community, Pictured::Slides(slot)));
}

/// Row C14.
#[test]
fn c14_whoever_presents_adds_their_slides_beforehand() {
    let (_folder, path) = photograph();
    let mut community = testing::with_swap();
    let me = testing::author(0);
    community.set(|view| {
        let meeting = Arc::make_mut(&mut view.meetings[0]);
        let presenter = horseshoe_model::Field { value: me, by: None, clash: Vec::new() };
        meeting.slots[0].presenter = Some(presenter);
    });
    let slot = community.community.meetings[0].slots[0].id;
    let presentation = community.community.meetings[0].slots[0].presentation.clone();
    let presentation = presentation.map(|field| field.value).unwrap_or_default();
    let mut desk = Desk::of(vec![community]);
    desk.harness.state_mut().show(Area::Meetings);
    desk.harness.run();
    desk.press("Slides for place 1");
    let asked = adds_file(&mut desk, &path);
    let [Command::AddFile { .. }, Command::Do { act, .. }] = &asked[..] else {
        panic!("{asked:?}")
    };
    let slides = Some(Slides { file: testing::file(9), pages: 1 });
    let presentation = Presentation { slides, ..presentation };
    let set = PresentersCommand::SetPresentation { slot, presentation };
    assert_eq!(*act, Doing::from(set));
}
