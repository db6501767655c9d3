//! Lists of questions: the design questions, useful kinds of question, and those that are not really questions.

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
