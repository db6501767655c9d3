//! An agenda as the handbook gives it: points with their lengths, from which the starts follow.

use serde::Deserialize;

/// The agenda of one kind of session.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaTemplate {
    pub id: String,
    pub revision: u32,
    pub title: String,
    pub purpose: String,
    pub items: Vec<AgendaItem>,
}

/// One point on an agenda.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    pub title: String,
    pub minutes: u32,
    /// What happens in it: `presentation`, `discussion`, `break` …
    pub kind: String,
    /// For the facilitator; may be empty.
    pub notes: String,
    /// Ids of prompts that belong here.
    #[serde(default)]
    pub prompts: Vec<String>,
}

impl AgendaTemplate {
    /// Minutes from the beginning at which each point starts.
    pub fn starts(&self) -> Vec<u32> {
        let mut elapsed = 0;
        let start = |item: &AgendaItem| {
            elapsed += item.minutes;
            elapsed - item.minutes
        };
        self.items.iter().map(start).collect()
    }

    /// The points with their numbers in the template, where only so many presentations are held: each that is left out
    /// takes the discussion and the capturing after it along. A break that would then have nothing after it but the end
    /// stays: people decide about that themselves.
    pub fn with_presentations(&self, most: Option<u8>) -> Vec<(usize, &AgendaItem)> {
        let most = most.map_or(usize::MAX, usize::from);
        let mut held = 0;
        let mut left_out = false;
        let mut points = Vec::new();
        for (number, item) in self.items.iter().enumerate() {
            match item.kind.as_str() {
                "presentation" => {
                    held += 1;
                    left_out = held > most;
                }
                "discussion" | "capture" => {}
                _ => left_out = false,
            }
            if !left_out {
                points.push((number, item));
            }
        }
        points
    }

    /// Minutes from beginning to finish.
    pub fn minutes(&self) -> u32 {
        self.items.iter().map(|item| item.minutes).sum()
    }
}

#[cfg(test)]
mod tests {
    use crate::{Handbook, Language};

    #[test]
    fn d5_the_design_session_starts_its_points_as_the_handbook_says() {
        let handbook = Handbook::of(Language::English);
        let agenda = handbook.agenda("agenda-design-session").unwrap();
        assert_eq!(agenda.starts(), [0, 10, 20, 35, 55, 90, 100, 150, 165]);
        assert_eq!(agenda.minutes(), 175);
    }

    #[test]
    fn f5_the_session_starts_its_points_as_the_handbook_says() {
        let handbook = Handbook::of(Language::English);
        let agenda = handbook.agenda("agenda-session").unwrap();
        assert_eq!(agenda.starts(), [0, 5, 10, 20, 50, 85, 90, 100, 130, 165, 170, 175]);
        assert_eq!(agenda.minutes(), 180);
    }

    #[test]
    fn a5_the_design_session_captures_at_the_end_of_its_discussion_without_a_time_for_it() {
        let handbook = Handbook::of(Language::English);
        let agenda = handbook.agenda("agenda-design-session").unwrap();
        assert!(agenda.items.iter().all(|item| item.kind != "capture"));
        let discussion = agenda.items.iter().find(|item| item.kind == "discussion").unwrap();
        let session = handbook.agenda("agenda-session").unwrap();
        let capture = session.items.iter().find(|item| item.kind == "capture").unwrap();
        assert_eq!(discussion.prompts, capture.prompts);
        let of_capture: Vec<_> =
            handbook.prompts_for("capture").map(|prompt| prompt.id.as_str()).collect();
        assert_eq!(capture.prompts, of_capture);
    }

    #[test]
    fn t1_a_half_day_workshop_is_three_hours_with_a_break_after_its_discussion() {
        let handbook = Handbook::of(Language::English);
        let agenda = handbook.agenda("agenda-training-half-day").unwrap();
        assert_eq!(agenda.starts(), [0, 15, 25, 40, 60, 85, 105, 120, 150, 160, 170]);
        assert_eq!(agenda.minutes(), 180);
        let kinds = agenda.items.iter().map(|item| item.kind.as_str());
        assert_eq!(kinds.clone().position(|kind| kind == "break"), Some(6));
        let known: Vec<&str> = ["agenda-session", "agenda-design-session"]
            .iter()
            .flat_map(|id| &handbook.agenda(id).unwrap().items)
            .map(|item| item.kind.as_str())
            .chain(["other"])
            .collect();
        assert!(kinds.into_iter().all(|kind| known.contains(&kind)));
    }

    #[test]
    fn d38_one_presentation_takes_its_discussion_and_capturing_along() {
        let handbook = Handbook::of(Language::English);
        let agenda = handbook.agenda("agenda-session").unwrap();
        let minutes = |most| {
            let points = agenda.with_presentations(most);
            points.iter().map(|(_, item)| item.minutes).sum::<u32>()
        };
        assert_eq!((minutes(None), minutes(Some(2)), minutes(Some(1))), (180, 180, 110));
        let numbers: Vec<_> =
            agenda.with_presentations(Some(1)).iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 10, 11]);
    }

    #[test]
    fn n26_a_longer_point_moves_the_later_starts_and_nothing_else() {
        let handbook = Handbook::of(Language::English);
        let mut agenda = handbook.agenda("agenda-session").unwrap().clone();
        let before = agenda.starts();
        agenda.items[4].minutes += 10;
        let after = agenda.starts();
        assert_eq!(after[..5], before[..5]);
        assert!(after[5..].iter().zip(&before[5..]).all(|(later, earlier)| *later == earlier + 10));
    }
}
