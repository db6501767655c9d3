//! Lists of questions: the design questions, useful kinds of question, and those that are not really questions.

use crate::fold::Folded;
use serde::Deserialize;

/// A list of questions in the handbook's order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionList {
    pub id: String,
    pub revision: u32,
    pub title: String,
    pub items: Vec<Question>,
}

/// One question, or one kind of question with an example.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: String,
    pub text: String,
    pub example: Option<String>,
}

impl QuestionList {
    /// The question on this list that what somebody types begins like, whatever follows: "Isn’t it true that we …"
    /// begins like "Isn’t it true that…?".
    pub fn begins_like(&self, typed: &str) -> Option<&Question> {
        let typed = bare(typed);
        self.items.iter().find(|question| {
            let beginning = bare(question.text.split('…').next().unwrap_or_default());
            !beginning.is_empty() && typed.starts_with(&beginning)
        })
    }
}

/// Letters and digits, with one space between words.
fn bare(text: &str) -> String {
    let folded = Folded::new(text).text;
    let apostrophe = |letter: &char| !matches!(letter, '’' | '\'' | '‘');
    let letters: String = folded.chars().filter(apostrophe).collect();
    let words = letters.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::{Handbook, Language};

    fn begins_like(language: Language, typed: &str) -> String {
        let handbook = Handbook::of(language);
        let list = handbook.questions("not-really-questions").expect("the handbook has it");
        list.begins_like(typed).map(|question| question.id.clone()).unwrap_or_default()
    }

    #[test]
    fn f22_what_begins_like_a_question_and_is_none_is_known_in_each_language() {
        let english = |typed| begins_like(Language::English, typed);
        assert_eq!(english("Isn't it true that we could have waited?"), "isnt-it-true");
        assert_eq!(english("  don’t you THINK, that she knew"), "dont-you-think");
        assert_eq!(english("Shouldn't we be kinder"), "shouldnt-we");
        for honest in ["What would happen if we waited?", "Isn’t it", "Could you tell me", ""] {
            assert_eq!(english(honest), "", "{honest}");
        }
        let german = |typed| begins_like(Language::German, typed);
        assert_eq!(german("Wäre es nicht besser, zu warten?"), "wouldnt-it");
        assert_eq!(german("Was wäre, wenn wir warten?"), "");
    }
}
