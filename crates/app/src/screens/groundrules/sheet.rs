//! The groundrules on one sheet: as a page to print, and as a picture for the projector.

use crate::action::Action;
use crate::files::What;
use crate::flipchart::contents::Page;
use crate::flipchart::picture;
use crate::screen::ScreenCx;
use crate::screens::quiet;
use egui::Ui;
use horseshoe_model::{HeldAs, SettingsCommand};
use horseshoe_node::Community;
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{Button, Section, segmented};

/// What is on the sheet, in the words of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    language: &'static str,
    title: String,
    community: String,
    rules: Vec<String>,
}

/// How the group holds them, and the sheet to take along.
pub(super) fn held_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    why_not: Option<&str>,
) {
    let held = community.community.settings.groundrules_held_as.as_ref();
    Section::new(cx.t("held-title")).note(cx.t("held-note")).show(ui, |ui| {
        let words = [
            (HeldAs::Page, cx.t("held-page")),
            (HeldAs::Flipchart, cx.t("held-flipchart")),
            (HeldAs::Slide, cx.t("held-slide")),
        ];
        let options = words.each_ref().map(|(one, words)| (Some(*one), words.as_str()));
        let before = held.map(|held| held.value);
        let mut held_as = before;
        ui.add_enabled_ui(why_not.is_none(), |ui| {
            segmented(ui, &cx.t("held-title"), &mut held_as, &options);
        });
        if let Some(held_as) = held_as.filter(|_| held_as != before) {
            cx.do_it(SettingsCommand::HoldGroundrules { held_as });
        }
        if held.is_some_and(|held| !held.clash.is_empty()) {
            quiet(ui, &cx.t("held-clash"));
        }
        ui.horizontal_wrapped(|ui| {
            let print = Button::quiet(cx.t("sheet-print")).icon(Icon::File);
            if ui.add(print).clicked() {
                cx.act(Action::Place(What::SaveSheet(Sheet::of(cx, community))));
            }
            let picture = Button::quiet(cx.t("sheet-picture")).icon(Icon::Flipchart);
            if ui.add(picture).clicked() {
                cx.act(Action::Place(What::SaveSlide(Sheet::of(cx, community))));
            }
        });
    });
}

impl Sheet {
    fn of(cx: &ScreenCx<'_>, community: &Community) -> Self {
        let rules = &community.community.groundrules.rules;
        Self {
            language: cx.texts.language().code(),
            title: cx.t("area-groundrules"),
            community: community.name.clone(),
            rules: rules.iter().map(|rule| rule.words.text.clone()).collect(),
        }
    }

    /// A page that prints on one A4, in letters as large as there is room for.
    pub(crate) fn html(&self) -> String {
        let rules = self.rules.iter().map(|rule| format!("<li>{}</li>\n", escaped(rule)));
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <style>\n@page {{ size: A4; margin: {MARGIN_MM}mm }}\n\
             body {{ font: {points}pt/{LEADING} sans-serif; color: #222; max-width: 174mm; margin: 0 auto }}\n\
             h1 {{ font-size: 28pt; line-height: 1.2; margin: 0 }}\np {{ font-size: 12pt; margin: 0 0 8mm }}\n\
             ol {{ margin: 0; padding-left: 2em }}\nli {{ margin: 0 0 {BETWEEN}em; break-inside: avoid }}\n</style>\n\
             <h1>{title}</h1>\n<p>{community}</p>\n<ol>\n{rules}</ol>\n</html>\n",
            self.language,
            title = escaped(&self.title),
            community = escaped(&self.community),
            points = self.points(),
            rules = rules.collect::<String>(),
        )
    }

    /// The size of letters in which all of them are on the page.
    fn points(&self) -> u32 {
        (SMALLEST..=LARGEST)
            .rev()
            .find(|points| self.height_mm(*points) <= ROOM_MM)
            .unwrap_or(SMALLEST)
    }

    /// How high the rules are in letters of this size, rather too high than too low.
    fn height_mm(&self, points: u32) -> f32 {
        let letter_mm = points as f32 * 0.353;
        let in_a_line = ((174.0 - 2.0 * letter_mm) / (0.55 * letter_mm)).floor();
        let lines = |rule: &String| {
            let lines = rule.lines().map(|line| (line.chars().count() as f32 / in_a_line).ceil());
            lines.map(|lines| lines.max(1.0)).sum::<f32>().max(1.0)
        };
        let of = |rule: &String| (lines(rule) * LEADING + BETWEEN) * letter_mm;
        self.rules.iter().map(of).sum()
    }

    /// The picture for the projector, as a PNG file.
    pub(crate) fn png(&self) -> Option<Vec<u8>> {
        let rules = (1..).zip(&self.rules);
        let items = rules.map(|(number, rule)| format!("{number}  {rule}")).collect();
        let lines = vec![self.community.clone()];
        picture::png(&Page { title: self.title.clone(), lines, items, ..Page::default() })
    }
}

const MARGIN_MM: u32 = 18;
/// Of the 297 mm of an A4 page, without its margins and the title.
const ROOM_MM: f32 = 297.0 - 2.0 * MARGIN_MM as f32 - 32.0;
const LEADING: f32 = 1.35;
const BETWEEN: f32 = 0.4;
const LARGEST: u32 = 22;
/// Smaller ones nobody reads: what is too long even so goes on the next page.
const SMALLEST: u32 = 6;

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rules: usize, words: &str) -> Sheet {
        Sheet {
            language: "en",
            title: "Groundrules".to_owned(),
            community: "Riverside & Elm".to_owned(),
            rules: vec![words.to_owned(); rules],
        }
    }

    #[test]
    fn d20_however_many_there_are_the_groundrules_are_on_one_a4_page() {
        let long = "Listen to how as well as to what is said, and ask before you advise anybody";
        for (rules, words) in [(1, "Listen"), (8, long), (24, long), (60, long)] {
            let sheet = sheet(rules, words);
            assert!(sheet.height_mm(sheet.points()) <= ROOM_MM, "{rules}");
        }
        assert_eq!(sheet(4, "Listen").points(), LARGEST);
        assert!(sheet(60, long).points() < sheet(24, long).points());
        let html = sheet(2, long).html();
        assert!(html.contains("@page { size: A4; margin: 18mm }"), "{html}");
        assert_eq!(html.matches("<li>").count(), 2);
    }

    #[test]
    fn d20_what_people_write_stays_text_on_the_page() {
        let html = sheet(1, "<script>alert(1)</script> & \"listen\"\nalways").html();
        assert!(
            html.contains(
                "<li>&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"listen\"<br>always</li>"
            )
        );
        assert!(html.contains("<p>Riverside &amp; Elm</p>"));
    }
}
