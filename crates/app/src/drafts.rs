//! Texts that are open for writing: what is typed goes to the node at once, what others write comes in, and no
//! keystroke waits for either.
//!
//! Each write says which version of the text it was made on. News of others' words that arrives while the node has not
//! answered every write could have been made before or after them: then the text is asked for once more, and
//! what both sides did meanwhile is brought together over the words both know.

mod over;
mod past;

use crate::drafts::over::{Side, over};
use horseshoe_model::text::Splice as Written;
use horseshoe_node::{
    Caret, Command, CommunityId, Problem, Reply, TextNews, TextRef, TypedStep, Typing,
};
use horseshoe_ui::live_text::{RemoteCaret, Selection, difference, map_position};
use horseshoe_ui::{LiveText, LiveTextOutput, Splice};
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
    /// Nothing depends on the answer.
    Told,
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
    /// Where the others were told my caret is.
    pointed: Option<Selection>,
    /// Which of the pasts that can be taken back is kept by the node; none before the node gave what it had.
    kept: Option<u64>,
    /// Others in this text, as last shown.
    others: Vec<Typing>,
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

    /// Whether an open text shows exactly these words; one that is not open would.
    pub(crate) fn shows(&self, key: &Key, words: &str) -> bool {
        self.open.get(key).is_none_or(|draft| draft.live.text() == words)
    }

    /// Where the caret is in an open text and how long that is, in characters, once everything typed in it was sent.
    pub(crate) fn sent(&self, key: &Key) -> Option<(usize, usize)> {
        let Draft { live, unsent, state, .. } = self.open.get(key)?;
        let sent = *state == State::Steady && unsent.is_empty() && live.settled();
        sent.then(|| (live.selection().caret, live.text().chars().count()))
    }

    /// Sends what was typed in this frame, and where the caret is.
    pub(crate) fn drawn(&mut self, key: &Key, output: LiveTextOutput) {
        let Some(draft) = self.open.get_mut(key) else { return };
        draft.typed(key, output.splices, &mut self.asks);
        draft.point(key, output.focused.then_some(output.selection), &mut self.asks);
    }

    /// Shows where others are in an open text. Between two snapshots they move with the words around them.
    pub(crate) fn others(
        &mut self,
        key: &Key,
        typing: &[Typing],
        caret: impl Fn(&Typing) -> RemoteCaret,
        now: f64,
    ) {
        let Some(draft) = self.open.get_mut(key) else { return };
        let here = || typing.iter().filter(|typing| typing.text == key.1);
        if !here().eq(&draft.others) {
            draft.others = here().cloned().collect();
            draft.live.set_others(draft.others.iter().map(caret).collect(), now);
        }
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
            (Purpose::Open(key), Ok(Reply::Text { version, text, typed })) => {
                if let Some(draft) = self.open.get_mut(key) {
                    draft.have(key, *version, text, typed, &mut self.asks);
                }
            }
            (Purpose::Write(key), Ok(_)) => {
                if let Some(draft) = self.open.get_mut(key) {
                    draft.unanswered = draft.unanswered.saturating_sub(1);
                    if draft.unanswered == 0 {
                        draft.remember(key, &mut self.asks);
                    }
                }
            }
            (Purpose::Open(key) | Purpose::Write(key), _) => {
                self.open.remove(key);
            }
            (Purpose::Told, _) => {}
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
            // Words typed before the node gave the text wait for it.
            let waits = draft.state == State::Asked && !draft.unsent.is_empty();
            let keep = std::mem::take(&mut draft.drawn) || waits;
            if !keep {
                draft.send(key, asks);
                draft.remember(key, asks);
                asks.push((
                    Purpose::Told,
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
            pointed: None,
            kept: None,
            others: Vec::new(),
            drawn: true,
        }
    }

    fn ask(&mut self, key: &Key, asks: &mut Vec<(Purpose, Command)>) {
        if self.state == State::Steady {
            self.state = State::Asked;
            asks.push((Purpose::Open(key.clone()), open_command(key)));
        }
    }

    fn typed(&mut self, key: &Key, splices: Vec<Splice>, asks: &mut Vec<(Purpose, Command)>) {
        if let Some(last) = splices.last() {
            // Whoever hears of the words knows that the caret is behind them.
            let end = last.at + last.insert.chars().count();
            self.pointed = Some(Selection { anchor: end, caret: end });
        }
        self.unsent.extend(splices);
        self.send(key, asks);
    }

    /// Tells where the caret is, once everything before it was sent.
    fn point(&mut self, key: &Key, caret: Option<Selection>, asks: &mut Vec<(Purpose, Command)>) {
        let counts =
            self.state == State::Steady && self.unsent.is_empty() && !self.live.composing();
        if caret == self.pointed || !counts {
            return;
        }
        self.pointed = caret;
        let caret = caret.map(|caret| Caret { at: caret.caret, anchor: caret.anchor });
        let point =
            Command::Point { community: key.0, text: key.1.clone(), version: self.version, caret };
        asks.push((Purpose::Told, point));
    }

    /// Lets the node keep what can be taken back, once it has all the words.
    fn remember(&mut self, key: &Key, asks: &mut Vec<(Purpose, Command)>) {
        let revision = self.live.past_revision();
        let counts = self.state == State::Steady && self.unsent.is_empty() && self.live.settled();
        if self.kept.is_none_or(|kept| kept == revision) || !counts {
            return;
        }
        self.kept = Some(revision);
        let remember = Command::Remember {
            community: key.0,
            text: key.1.clone(),
            version: self.version,
            steps: past::kept(self.live.past()),
        };
        asks.push((Purpose::Told, remember));
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
            // The node moves the caret it knows along by itself.
            self.pointed = self.pointed.map(|pointed| {
                let moved = |place| splices.iter().fold(place, map_position);
                Selection { anchor: moved(pointed.anchor), caret: moved(pointed.caret) }
            });
            self.version = news.version;
            // What was last told of the past may have crossed this, and then was passed over.
            self.kept = self.kept.map(|_| u64::MAX);
        }
    }

    /// The text as the node has it, with everything in it that was sent before it was asked for.
    fn have(
        &mut self,
        key: &Key,
        version: u64,
        text: &str,
        typed_before: &[TypedStep],
        asks: &mut Vec<(Purpose, Command)>,
    ) {
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
        if self.kept.is_none() {
            let length = text.chars().count();
            self.live.recall(past::recalled(typed_before), length, &self.unsent);
            self.kept = Some(self.live.past_revision());
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
        Ok(Reply::Text { version, text: text.to_owned(), typed: Vec::new() })
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
        let Drafts { open, asks } = drafts;
        let draft = open.get_mut(&key()).expect("what is typed in is open");
        draft.typed(&key(), vec![Splice::new(at, 0, insert)], asks);
    }

    fn point_at(drafts: &mut Drafts, at: Option<usize>) -> Vec<(u64, Option<Caret>)> {
        drafts.open(&key(), "");
        let Drafts { open, asks } = drafts;
        let draft = open.get_mut(&key()).expect("what is pointed at is open");
        draft.point(&key(), at.map(|at| Selection { anchor: at, caret: at }), asks);
        let asks = drafts.end_frame();
        let points = asks.into_iter().filter_map(|(_, command)| match command {
            Command::Point { version, caret, .. } => Some((version, caret)),
            _ => None,
        });
        points.collect()
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
    fn a_caret_is_told_when_it_moves_and_not_where_the_words_say_it() {
        let mut drafts = opened("Listen");
        let at = |at| Some(Caret { at, anchor: at });
        assert_eq!(point_at(&mut drafts, Some(2)), [(0, at(2))]);
        assert_eq!(point_at(&mut drafts, Some(2)), []);
        type_at(&mut drafts, 6, " well");
        assert_eq!(point_at(&mut drafts, Some(11)), []);
        drafts.answer(&Purpose::Write(key()), &Ok(Reply::Done));
        drafts.news(news(1, 0, "Do "));
        assert_eq!(point_at(&mut drafts, Some(14)), [], "it was moved by the others alone");
        assert_eq!(point_at(&mut drafts, Some(3)), [(1, at(3))]);
        assert_eq!(point_at(&mut drafts, None), [(1, None)]);
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
            [(Purpose::Write(_), _), (Purpose::Told, Command::CloseText { .. })]
        ));
    }
}
