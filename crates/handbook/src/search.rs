//! Finding pages by words: case and accents do not matter, and all words must be on the page.

use crate::fold::Folded;
use crate::{Handbook, Page};
use std::ops::Range;

/// A page that has all the words.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    pub page: &'a Page,
    /// Where the words are in its title, in bytes.
    pub in_title: Vec<Range<usize>>,
    pub excerpt: Excerpt,
}

/// The part of the page that says most of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    /// Where the words are in it, in bytes.
    pub marks: Vec<Range<usize>>,
}

/// An excerpt is about this long, in characters.
const LENGTH: usize = 120;
/// So many characters stand before the first word that was found.
const BEFORE: usize = 40;

impl Handbook {
    /// The pages with all these words, those with words in the title first.
    pub fn search(&self, words: &str) -> Vec<Found<'_>> {
        let words = words.split_whitespace().map(|word| Folded::new(word).text);
        let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Found<'_>> =
            self.pages.iter().filter_map(|page| find(self, page, &words)).collect();
        found.sort_by_key(|found| found.in_title.is_empty());
        found
    }
}

fn find<'a>(handbook: &Handbook, page: &'a Page, words: &[String]) -> Option<Found<'a>> {
    let lines = page.lines(handbook);
    let folded: Vec<Folded> = lines.iter().map(|line| Folded::new(line)).collect();
    let everywhere = |word: &String| folded.iter().any(|line| line.text.contains(word.as_str()));
    if !words.iter().all(everywhere) {
        return None;
    }
    let has = |line: &Folded| words.iter().filter(|word| line.text.contains(*word)).count();
    // The title is shown anyway; of the other lines the first that has most.
    let rest = &folded[1..];
    let best = (0..rest.len()).rev().max_by_key(|line| has(&rest[*line])).unwrap_or_default();
    Some(Found {
        page,
        in_title: marks(&folded[0], words),
        excerpt: excerpt(lines[best + 1], &rest[best], words),
    })
}

/// Where the words are, in order and without overlaps.
fn marks(line: &Folded, words: &[String]) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = words
        .iter()
        .flat_map(|word| line.text.match_indices(word.as_str()))
        .map(|(at, word)| line.original(at..at + word.len()))
        .collect();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match apart.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => apart.push(mark),
        }
    }
    apart
}

/// The line, shortened at spaces around the first word where it is long.
fn excerpt(line: &str, folded: &Folded, words: &[String]) -> Excerpt {
    let all = marks(folded, words);
    let first = all.first().map_or(0, |mark| mark.start);
    let start = match line[..first].char_indices().rev().nth(BEFORE) {
        Some((at, _)) => line[at..first].find(' ').map_or(first, |space| at + space + 1),
        None => 0,
    };
    let end = line[start..]
        .char_indices()
        .nth(LENGTH)
        .and_then(|(at, _)| line[..start + at].rfind(' '))
        .filter(|end| *end > first)
        .unwrap_or(line.len());
    let (before, after) =
        (if start > 0 { "… " } else { "" }, if end < line.len() { " …" } else { "" });
    let marks = all
        .into_iter()
        .filter(|mark| mark.start >= start && mark.end <= end)
        .map(|mark| mark.start - start + before.len()..mark.end - start + before.len());
    Excerpt { marks: marks.collect(), text: format!("{before}{}{after}", &line[start..end]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    fn titles(words: &str) -> Vec<String> {
        let handbook = Handbook::of(Language::English);
        handbook.search(words).iter().map(|found| found.page.title.clone()).collect()
    }

    #[test]
    fn all_words_must_be_on_the_page_wherever() {
        let found = titles("mobile confidentiality");
        assert_eq!(found, ["Groundrules"]);
        assert!(titles("mobile horseshoe-shaped").is_empty());
        assert!(titles("   ").is_empty() && titles(" ’ ").is_empty());
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(titles("TRÁFFIC light")[0], "When a decision is needed");
        assert_eq!(titles("dont you thínk"), titles("don’t you think"));
    }

    #[test]
    fn words_in_a_title_come_first() {
        let found = titles("questions");
        assert_eq!(found[0], "Asking good questions");
        assert!(found.len() > 3, "{found:?}");
    }

    #[test]
    fn the_words_found_are_marked_in_what_is_shown_of_the_page() {
        let handbook = Handbook::of(Language::English);
        for words in ["tea", "in", "wisdom phronesis", "green favourite", "you"] {
            for found in handbook.search(words) {
                let excerpt = &found.excerpt;
                for mark in &excerpt.marks {
                    let marked = Folded::new(&excerpt.text[mark.clone()]).text;
                    assert!(words.split(' ').any(|word| marked.contains(word)), "{excerpt:?}");
                }
                assert!(!excerpt.marks.is_empty() || !found.in_title.is_empty(), "{found:?}");
                assert!(excerpt.text.chars().count() < LENGTH + BEFORE + 40, "{excerpt:?}");
            }
        }
    }

    #[test]
    fn a_long_line_is_shown_around_the_word() {
        let line = format!("{}the needle, and {}", "hay ".repeat(60), "straw ".repeat(60));
        let words = ["needle".to_owned()];
        let excerpt = excerpt(&line, &Folded::new(&line), &words);
        assert!(excerpt.text.starts_with("… hay") && excerpt.text.ends_with("straw …"));
        assert_eq!(&excerpt.text[excerpt.marks[0].clone()], "needle");
    }
}
