//! A sentence a facilitator or the app can offer at the right moment.

use serde::Deserialize;

/// One prompt. `{theme}` stands where a theme is put in, or a point that was heard.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    pub id: String,
    pub revision: u32,
    /// The moment it is for: `groundrules`, `capture`, `deciding` …
    pub when: String,
    /// What it is for, in a few words to who facilitates.
    pub title: Option<String>,
    /// Nothing to say aloud, but something for who facilitates to keep in mind. It stands on no page and on no flipchart.
    #[serde(default)]
    pub only_you: bool,
    pub text: String,
}

impl Prompt {
    /// The sentence with a theme or a point put in its place.
    pub fn about(&self, theme: &str) -> String {
        self.text.replace("{theme}", theme)
    }
}
