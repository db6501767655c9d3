//! Markdown that nothing people wrote can break: whatever the words are, they come out as words.

/// A page being written.
#[derive(Default)]
pub(super) struct Markdown {
    text: String,
}

impl Markdown {
    /// A page with its title.
    pub(super) fn titled(title: &str) -> Self {
        let mut page = Self::default();
        page.heading(1, title);
        page
    }

    /// A heading; the words may be anybody's.
    pub(super) fn heading(&mut self, level: usize, words: &str) {
        self.block(&format!("{} {}", "#".repeat(level), inline(words)));
    }

    /// A paragraph of ours. What people wrote goes in through [`inline`].
    pub(super) fn paragraph(&mut self, text: &str) {
        self.block(text);
    }

    /// What somebody wrote, with its lines.
    pub(super) fn quote(&mut self, words: &str) {
        self.block(&quoted(words, "> "));
    }

    /// Items of ours, each one line.
    pub(super) fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = items.into_iter().map(|item| format!("- {item}")).collect();
        if !lines.is_empty() {
            self.block(&lines.join("\n"));
        }
    }

    /// Rows of ours under a row of column titles.
    pub(super) fn table<const N: usize>(
        &mut self,
        titles: [&str; N],
        rows: impl IntoIterator<Item = [String; N]>,
    ) {
        let row = |cells: &[String]| format!("| {} |", cells.join(" | "));
        let mut lines =
            vec![row(&titles.map(ToOwned::to_owned)), row(&titles.map(|_| "---".to_owned()))];
        lines.extend(rows.into_iter().map(|cells| row(&cells)));
        self.block(&lines.join("\n"));
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    fn block(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }
}

/// Words on one line: in a heading, a list, a cell of a table.
pub(super) fn inline(words: &str) -> String {
    let words: Vec<&str> =
        words.split(is_line_end).filter(|line| !line.trim().is_empty()).collect();
    escape(words.join(" ").trim())
}

/// Words with their lines, as a block that starts every line with `mark`.
fn quoted(words: &str, mark: &str) -> String {
    let words = words.replace("\r\n", "\n");
    let lines: Vec<String> = words.split(is_line_end).map(whole_line).collect();
    let mut block = String::new();
    for (number, line) in lines.iter().enumerate() {
        block.push_str(if line.is_empty() { mark.trim_end() } else { mark });
        block.push_str(line);
        match lines.get(number + 1) {
            // Two spaces keep the line's end.
            Some(next) if !line.is_empty() && !next.is_empty() => block.push_str("  \n"),
            Some(_) => block.push('\n'),
            None => {}
        }
    }
    block
}

/// A line as it stands. Indentation would make it code; a space that does not break looks the same.
fn whole_line(line: &str) -> String {
    let words = line.trim();
    let indent = line.chars().take_while(|character| character.is_whitespace()).count();
    if words.is_empty() { String::new() } else { "\u{a0}".repeat(indent) + &escape(words) }
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// One line of words, so that no Markdown program sees anything but words in it.
fn escape(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, character) in line.char_indices() {
        let starts_block = match character {
            '-' | '+' | '=' | ':' => at == 0,
            // "1." and "1)" begin a list.
            '.' | ')' => at > 0 && at == digits,
            _ => false,
        };
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '^'
            | '{' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ if starts_block => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\t' => escaped.push(' '),
            _ if character.is_control() => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    /// What a Markdown program sees in a page: what stands in a quote as words, everything else by name.
    fn seen(markdown: &str) -> Vec<String> {
        let mut seen: Vec<String> = vec![String::new()];
        for event in Parser::new_ext(markdown, everything()) {
            let last = seen.last_mut().expect("never empty");
            match event {
                Event::Text(text) => last.push_str(&text),
                Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => {
                    last.push('\n');
                }
                Event::Start(Tag::BlockQuote(None) | Tag::Paragraph)
                | Event::End(TagEnd::BlockQuote(None)) => {}
                other => seen.push(format!("{other:?}")),
            }
        }
        seen
    }

    /// All that Markdown programs add to Markdown, but for quotation marks and dashes made prettier.
    fn everything() -> Options {
        Options::all().difference(Options::ENABLE_SMART_PUNCTUATION)
    }

    fn words_alone(text: &str) -> String {
        text.split_whitespace().map(|word| word.replace('\u{a0}', "")).collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn whatever_people_wrote_comes_out_as_words(
            words in "([-+=:#>*_`~|<>&;!$.\\\\\\[\\](){}^%@\"'/ 0-9aZ\t\n\r\u{a0}é]|amp;|http://a\\.b|1\\. |    |---|```|<b>){0,40}"
        ) {
            let mut page = Markdown::default();
            page.quote(&words);
            prop_assert_eq!(
                seen(&page.finish()).iter().map(|text| words_alone(text)).collect::<Vec<_>>(),
                [words_alone(&words)]
            );
        }

        #[test]
        fn words_on_one_line_stay_on_it(words in "\\PC{0,30}|[-+=:#>*_`~|<>&;!$.1\n ]{0,30}") {
            let mut page = Markdown::default();
            page.list([inline(&words), "next".to_owned()]);
            let lines = page.finish();
            prop_assert_eq!(lines.lines().count(), 2);
            let items = Parser::new_ext(&lines, everything())
                .filter(|event| matches!(event, Event::Start(Tag::Item)))
                .count();
            prop_assert_eq!(items, 2);
        }
    }

    #[test]
    fn a_page_reads_well_without_any_program() {
        let mut page = Markdown::titled("Groundrules of *us*");
        page.quote("Phones off, please.\n  - also watches\n\n# Really");
        page.table(
            ["Issue", "Green"],
            [["A | B".to_owned(), "2".to_owned()].map(|cell| inline(&cell))],
        );
        insta::assert_snapshot!(page.finish().replace('\u{a0}', "·").replace("  \n", "␣␣\n"), @r"
        # Groundrules of \*us\*

        > Phones off, please.␣␣
        > ··\- also watches
        >
        > \# Really

        | Issue | Green |
        | --- | --- |
        | A \| B | 2 |
        ");
    }
}
