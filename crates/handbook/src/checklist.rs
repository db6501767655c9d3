//! Lists to go through: themes for groundrules, the room before people arrive.

use serde::Deserialize;

/// A list to go through.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    pub id: String,
    pub revision: u32,
    pub title: String,
    pub items: Vec<ChecklistItem>,
}

/// One thing to consider or to do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    pub id: String,
    pub text: String,
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use crate::{Handbook, Language};

    fn items(id: &str) -> Vec<String> {
        let handbook = Handbook::of(Language::English);
        handbook.checklist(id).unwrap().items.iter().map(|item| item.id.clone()).collect()
    }

    #[test]
    fn f25_the_space_has_five_things_to_consider() {
        let five = ["seating", "temperature", "technology", "nearness", "refreshments"];
        assert_eq!(items("space"), five);
    }

    #[test]
    fn d3_n17_the_room_has_its_seats_its_refreshments_and_its_kit_ready() {
        assert_eq!(items("room"), ["seats", "refreshments", "av", "flipchart", "temperature"]);
    }
}
