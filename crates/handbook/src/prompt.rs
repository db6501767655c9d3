//! A sentence a facilitator or the app can offer at the right moment.

use serde::Deserialize;

/// One prompt. `{theme}` stands where a theme is put in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    pub id: String,
    pub revision: u32,
    /// The moment it is for: `groundrules`, `capture`, `deciding` …
    pub when: String,
    pub text: String,
}

impl Prompt {
    /// The sentence with a theme put in its place.
    pub fn about(&self, theme: &str) -> String {
        self.text.replace("{theme}", theme)
    }
}
