//! Who wrote what in the texts that are open: asked for when people want to see it, worked out beside the window.

use crate::action::Action;
use horseshoe_model::Words;
use horseshoe_node::{CommunityId, DocumentId, MemberId, Reply, TextRef};

/// Of the texts of one thing at a time.
#[derive(Debug, Default)]
pub(crate) struct Authorship {
    shown: Vec<Shown>,
}

#[derive(Debug)]
struct Shown {
    community: CommunityId,
    text: TextRef,
    /// The words on screen when it was last asked; other words are a reason to ask again.
    asked: Option<String>,
    told: Option<Told>,
}

/// A text, and so many characters each by whom, from its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) text: String,
    pub(crate) runs: Vec<(Option<MemberId>, usize)>,
}

impl Authorship {
    /// Shows it for these texts from now on, and for no others.
    pub(crate) fn show(&mut self, community: CommunityId, document: DocumentId, texts: &[&Words]) {
        let shown = |words: &&Words| {
            let text = TextRef { document, object: words.object.clone() };
            Shown { community, text, asked: None, told: None }
        };
        self.shown = texts.iter().map(shown).collect();
    }

    pub(crate) fn hide(&mut self) {
        self.shown.clear();
    }

    pub(crate) fn is_shown(&self, words: &Words) -> bool {
        self.shown.iter().any(|shown| shown.text.object == words.object)
    }

    /// What is known about these words, and what to ask where they are not the ones it was told about.
    pub(crate) fn of(&mut self, words: &Words) -> (Option<&Told>, Option<Action>) {
        let shown = self.shown.iter_mut().find(|shown| shown.text.object == words.object);
        let Some(shown) = shown else { return (None, None) };
        let ask = shown.asked.as_ref() != Some(&words.text);
        let ask = ask.then(|| {
            shown.asked = Some(words.text.clone());
            Action::WhoWrote { community: shown.community, text: shown.text.clone() }
        });
        (shown.told.as_ref(), ask)
    }

    /// The answer to what was asked about this text.
    pub(crate) fn answered(&mut self, about: &TextRef, reply: Reply) {
        if let Some(shown) = self.shown.iter_mut().find(|shown| shown.text == *about)
            && let Reply::WhoWrote { text, runs } = reply
        {
            shown.told = Some(Told { text, runs });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_asked_once_for_each_wording_and_answered_for_the_text_that_is_shown() {
        let words = |text: &str| Words { text: text.to_owned(), object: "1@a".to_owned() };
        let (community, document) =
            (CommunityId::from_bytes([1; 32]), DocumentId::from_bytes([2; 32]));
        let mut authorship = Authorship::default();
        assert!(authorship.of(&words("Listen")).1.is_none());
        authorship.show(community, document, &[&words("Listen")]);
        let (_, asked) = authorship.of(&words("Listen"));
        let Some(Action::WhoWrote { text, .. }) = asked else { panic!("{asked:?}") };
        assert!(authorship.of(&words("Listen")).1.is_none(), "not again while it is on its way");
        let reply = Reply::WhoWrote { text: "Listen".to_owned(), runs: vec![(None, 6)] };
        authorship.answered(&TextRef { object: "2@a".to_owned(), ..text.clone() }, reply.clone());
        assert!(authorship.of(&words("Listen")).0.is_none(), "that was about another text");
        authorship.answered(&text, reply);
        assert_eq!(authorship.of(&words("Listen")).0.unwrap().runs, [(None, 6)]);
        assert!(authorship.of(&words("Listen well")).1.is_some(), "the words have changed");
    }
}
