//! Texts that are open for writing: what is typed goes to the node at once, what others write comes in, and no
//! keystroke waits for either.
//!
//! Each write says which version of the text it was made on. News of others' words that arrives while the node has not
//! answered every write could have been made before or after them: then the text is asked for once more, and
//! what both sides did meanwhile is brought together over the words both know.

mod over;

use crate::drafts::over::{Side, over};
use horseshoe_model::text::Splice as Written;
use horseshoe_node::{Command, CommunityId, Problem, Reply, TextNews, TextRef, Typing};
use horseshoe_ui::live_text::{RemoteCaret, Selection, difference};
use horseshoe_ui::{LiveText, Splice};
use std::collections::BTreeMap;

/// All texts that are open, and what is to be asked because of them.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    open: BTreeMap<Key, Draft>,
    asks: Vec<(Purpose, Command)>,
}

/// Why a draft asked something; given back with the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Open(Key),
    Write(Key),
    Close,
}

/// Which text of which community.
pub(crate) type Key = (CommunityId, TextRef);

/// One open text.
#[derive(Debug)]
struct Draft {
    live: LiveText,
    /// The text with everything that was sent and every piece of news in it.
    known: String,
    /// The newest version whose news is in `known`.
    version: u64,
    /// Typed while the node was asked for the text, and not sent yet.
    unsent: Vec<Splice>,
    /// Writes the node has not answered yet.
    unanswered: usize,
    state: State,
    /// News that came while the text was asked for.
    news: Vec<TextNews>,
    /// Drawn since the last frame began; what is no longer drawn is closed.
    drawn: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The text was asked for; nothing is sent until it is there.
    Asked,
    Steady,
}

impl Drafts {
    /// The open text, opened now if it was not: `words` is how the snapshot has it.
    pub(crate) fn open(&mut self, key: &Key, words: &str) -> &mut LiveText {
        if !self.open.contains_key(key) {
            self.asks.push((Purpose::Open(key.clone()), open_command(key)));
        }
        let draft = self.open.entry(key.clone()).or_insert_with(|| Draft::new(key, words));
        draft.drawn = true;
        &mut draft.live
    }

    /// Whether this text is on screen already.
    pub(crate) fn is_open(&self, key: &Key) -> bool {
        self.open.contains_key(key)
    }

    /// Sends what was typed in this frame.
    pub(crate) fn typed(&mut self, key: &Key, splices: Vec<Splice>) {
        let Some(draft) = self.open.get_mut(key) else { return };
        draft.unsent.extend(splices);
        draft.send(key, &mut self.asks);
    }

    /// Shows where others are writing in an open text.
    pub(crate) fn others(
        &mut self,
        key: &Key,
        typing: &[Typing],
        name: impl Fn(&Typing) -> (String, usize),
        now: f64,
    ) {
        let Some(draft) = self.open.get_mut(key) else { return };
        let carets = typing.iter().filter(|typing| typing.text == key.1).map(|typing| {
            let (name, author) = name(typing);
            RemoteCaret {
                name,
                author,
                caret: typing.at,
                anchor: None,
                ghost: typing.words.clone(),
            }
        });
        draft.live.set_others(carets.collect(), now);
    }

    /// Takes in news of a text.
    pub(crate) fn news(&mut self, news: TextNews) {
        let key = (news.community, news.text.clone());
        let Some(draft) = self.open.get_mut(&key) else { return };
        draft.news.push(news);
        draft.take_news(&key, &mut self.asks);
    }

    /// Takes in the node's answer to something asked here. What could not be done closes the draft.
    pub(crate) fn answer(&mut self, purpose: &Purpose, answer: &Result<Reply, Problem>) {
        match (purpose, answer) {
            (Purpose::Open(key), Ok(Reply::Text { version, text })) => {
                if let Some(draft) = self.open.get_mut(key) {
                    draft.have(key, *version, text, &mut self.asks);
                }
            }
            (Purpose::Write(key), Ok(_)) => {
                if let Some(draft) = self.open.get_mut(key) {
                    draft.unanswered = draft.unanswered.saturating_sub(1);
                }
            }
            (Purpose::Open(key) | Purpose::Write(key), _) => {
                self.open.remove(key);
            }
            (Purpose::Close, _) => {}
        }
    }

    /// Events were missed: every open text is asked for once more.
    pub(crate) fn missed(&mut self) {
        for (key, draft) in &mut self.open {
            draft.ask(key, &mut self.asks);
        }
    }

    /// Ends a frame: closes what was not drawn, and gives what is to be asked.
    pub(crate) fn end_frame(&mut self) -> Vec<(Purpose, Command)> {
        let asks = &mut self.asks;
        self.open.retain(|key, draft| {
            let keep = std::mem::take(&mut draft.drawn);
            if !keep {
                draft.send(key, asks);
                asks.push((
                    Purpose::Close,
                    Command::CloseText { community: key.0, text: key.1.clone() },
                ));
            }
            keep
        });
        std::mem::take(asks)
    }
}

impl Draft {
    fn new(key: &Key, words: &str) -> Self {
        let mut live = LiveText::new(egui::Id::unique(("draft", key.0, &key.1)), words);
        let end = words.chars().count();
        live.select(Selection { anchor: end, caret: end });
        Self {
            live,
            known: words.to_owned(),
            version: 0,
            unsent: Vec::new(),
            unanswered: 0,
            state: State::Asked,
            news: Vec::new(),
            drawn: true,
        }
    }

    fn ask(&mut self, key: &Key, asks: &mut Vec<(Purpose, Command)>) {
        if self.state == State::Steady {
            self.state = State::Asked;
            asks.push((Purpose::Open(key.clone()), open_command(key)));
        }
    }

    fn send(&mut self, key: &Key, asks: &mut Vec<(Purpose, Command)>) {
        if self.state == State::Asked || self.unsent.is_empty() {
            return;
        }
        let splices = std::mem::take(&mut self.unsent);
        for splice in &splices {
            splice.apply(&mut self.known);
        }
        let splices = splices.into_iter().map(written).collect();
        let write = Command::Write {
            community: key.0,
            text: key.1.clone(),
            version: self.version,
            splices,
        };
        self.unanswered += 1;
        asks.push((Purpose::Write(key.clone()), write));
    }

    fn take_news(&mut self, key: &Key, asks: &mut Vec<(Purpose, Command)>) {
        if self.state == State::Asked {
            return;
        }
        for news in std::mem::take(&mut self.news) {
            if news.version <= self.version {
                continue;
            }
            if self.unanswered > 0 || news.version != self.version + 1 {
                // The text that is asked for has it.
                return self.ask(key, asks);
            }
            let splices: Vec<Splice> = news.splices.into_iter().map(shown).collect();
            for splice in &splices {
                splice.apply(&mut self.known);
            }
            self.live.apply_remote(&splices);
            self.version = news.version;
        }
    }

    /// The text as the node has it, with everything in it that was sent before it was asked for.
    fn have(&mut self, key: &Key, version: u64, text: &str, asks: &mut Vec<(Purpose, Command)>) {
        let mut typed = self.known.clone();
        for splice in std::mem::take(&mut self.unsent) {
            splice.apply(&mut typed);
        }
        let mine = difference(&self.known, &typed);
        let theirs = difference(&self.known, text);
        match (mine, theirs) {
            (Some(mine), Some(theirs)) => {
                self.live.apply_remote(&over(&theirs, &mine, Side::Before));
                self.unsent = over(&mine, &theirs, Side::After);
            }
            (None, Some(theirs)) => self.live.apply_remote(&[theirs]),
            (mine, None) => self.unsent.extend(mine),
        }
        text.clone_into(&mut self.known);
        self.version = version;
        self.state = State::Steady;
        self.send(key, asks);
        self.take_news(key, asks);
    }
}

fn open_command(key: &Key) -> Command {
    Command::OpenText { community: key.0, text: key.1.clone() }
}

fn written(splice: Splice) -> Written {
    Written { at: splice.at, delete: splice.delete, insert: splice.insert }
}

fn shown(splice: Written) -> Splice {
    Splice { at: splice.at, delete: splice.delete, insert: splice.insert }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn key() -> Key {
        (
            testing::community_id(),
            TextRef { document: testing::document(1), object: "1@ab".to_owned() },
        )
    }

    fn news(version: u64, at: usize, insert: &str) -> TextNews {
        let splices = vec![Written { at, delete: 0, insert: insert.to_owned() }];
        TextNews { community: key().0, text: key().1, version, splices }
    }

    #[expect(clippy::unnecessary_wraps, reason = "what a node answers")]
    fn text(version: u64, text: &str) -> Result<Reply, Problem> {
        Ok(Reply::Text { version, text: text.to_owned() })
    }

    fn opened(words: &str) -> Drafts {
        let mut drafts = Drafts::default();
        drafts.open(&key(), words);
        assert!(matches!(drafts.end_frame()[..], [(Purpose::Open(_), Command::OpenText { .. })]));
        drafts.answer(&Purpose::Open(key()), &text(0, words));
        drafts
    }

    /// Types as the text field does: shown at once, then handed over.
    fn type_at(drafts: &mut Drafts, at: usize, insert: &str) {
        drafts.typed(&key(), vec![Splice::new(at, 0, insert)]);
    }

    fn known(drafts: &Drafts) -> &str {
        &drafts.open[&key()].known
    }

    fn writes(asks: &[(Purpose, Command)]) -> Vec<(u64, usize, String)> {
        asks.iter()
            .filter_map(|(_, command)| match command {
                Command::Write { version, splices, .. } => {
                    Some((*version, splices[0].at, splices[0].insert.clone()))
                }
                _ => None,
            })
            .collect()
    }

    #[test]
    fn what_is_typed_goes_out_at_once_on_the_version_known() {
        let mut drafts = opened("Listen");
        type_at(&mut drafts, 6, " well");
        drafts.open(&key(), "");
        assert_eq!(writes(&drafts.end_frame()), [(0, 6, " well".to_owned())]);
        assert_eq!(known(&drafts), "Listen well");
    }

    #[test]
    fn news_while_nothing_is_under_way_goes_straight_in() {
        let mut drafts = opened("Listen");
        drafts.news(news(1, 6, "!"));
        assert_eq!(known(&drafts), "Listen!");
        assert_eq!(drafts.open(&key(), "").text(), "Listen!");
        type_at(&mut drafts, 0, "1 ");
        assert_eq!(writes(&drafts.end_frame()), [(1, 0, "1 ".to_owned())]);
    }

    #[test]
    fn news_that_crosses_a_write_is_settled_by_asking_for_the_text() {
        let mut drafts = opened("Listen");
        type_at(&mut drafts, 6, " well");
        drafts.news(news(1, 0, "Do "));
        // Typed while the question is under way: shown, and held.
        type_at(&mut drafts, 11, ".");
        drafts.open(&key(), "");
        let asks = drafts.end_frame();
        assert_eq!(writes(&asks).len(), 1);
        assert!(asks.iter().any(|(purpose, _)| *purpose == Purpose::Open(key())));
        drafts.answer(&Purpose::Open(key()), &text(1, "Do Listen well"));
        assert_eq!(known(&drafts), "Do Listen well.");
        drafts.open(&key(), "");
        assert_eq!(writes(&drafts.end_frame()), [(1, 14, ".".to_owned())]);
    }

    #[test]
    fn news_the_answer_already_holds_is_not_taken_in_twice() {
        let mut drafts = Drafts::default();
        drafts.open(&key(), "Listen");
        drafts.news(news(1, 6, "!"));
        drafts.news(news(2, 7, "?"));
        drafts.answer(&Purpose::Open(key()), &text(1, "Listen!"));
        assert_eq!(known(&drafts), "Listen!?");
    }

    #[test]
    fn missed_events_lead_to_a_fresh_look() {
        let mut drafts = opened("Listen");
        drafts.missed();
        drafts.answer(&Purpose::Open(key()), &text(7, "Listen to one another"));
        assert_eq!(known(&drafts), "Listen to one another");
    }

    #[test]
    fn a_text_no_longer_drawn_is_closed_after_its_last_words_went_out() {
        let mut drafts = opened("Listen");
        drafts.open(&key(), "");
        assert!(drafts.end_frame().is_empty());
        type_at(&mut drafts, 6, "!");
        let asks = drafts.end_frame();
        assert!(matches!(
            asks[..],
            [(Purpose::Write(_), _), (Purpose::Close, Command::CloseText { .. })]
        ));
    }
}
