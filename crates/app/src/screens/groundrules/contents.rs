//! What the groundrules screen shows.

use horseshoe_handbook::Handbook;
use horseshoe_model::{GroundrulesCommand, MemberId, Rule, RuleId, ThemeStatus, WordingId};
use horseshoe_node::Community;
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contents {
    pub(crate) rules: Vec<RuleRow>,
    pub(crate) taken_out: Vec<Arc<Rule>>,
    pub(crate) confirmed: Option<Confirmed>,
    pub(crate) themes: Vec<ThemeRow>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RuleRow {
    pub(crate) rule: Arc<Rule>,
    /// From one, as people say it aloud.
    pub(crate) number: usize,
    /// Where the rule goes with "up" and "down"; `None` at the ends.
    pub(crate) up: Option<GroundrulesCommand>,
    pub(crate) down: Option<GroundrulesCommand>,
}

/// The newest check-in that found the rules still right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Confirmed {
    pub(crate) session: String,
    pub(crate) by: Option<MemberId>,
    pub(crate) at: u64,
}

/// A theme others considered that this group has not decided about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ThemeRow {
    pub(crate) key: String,
    pub(crate) text: String,
    pub(crate) note: Option<String>,
    pub(crate) considered: bool,
}

/// Something that happened to a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Past {
    pub(crate) what: What,
    pub(crate) by: Option<MemberId>,
    pub(crate) at: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// It got the words it has.
    Now {
        text: String,
    },
    /// It got words it no longer has; they can be restored.
    Worded {
        wording: WordingId,
        text: String,
        first: bool,
    },
    TakenOut,
    BroughtBack,
}

impl Contents {
    pub(crate) fn new(community: &Community, handbook: &Handbook) -> Self {
        let groundrules = &community.community.groundrules;
        let order: Vec<RuleId> = groundrules.rules.iter().map(|rule| rule.id).collect();
        let rules = groundrules.rules.iter().enumerate().map(|(place, rule)| RuleRow {
            rule: rule.clone(),
            number: place + 1,
            up: (place > 0).then(|| GroundrulesCommand::Move {
                rule: rule.id,
                after: place.checked_sub(2).map(|before| order[before]),
            }),
            down: order
                .get(place + 1)
                .map(|next| GroundrulesCommand::Move { rule: rule.id, after: Some(*next) }),
        });
        let confirmed = groundrules.last_confirmed().map(|review| Confirmed {
            session: review.session.clone(),
            by: review.by,
            at: review.at,
        });
        let themes = handbook
            .checklist("groundrule-themes")
            .map(|list| list.items.as_slice())
            .unwrap_or_default();
        let themes = themes.iter().filter_map(|item| {
            let theme = groundrules.themes.iter().find(|theme| theme.key == item.id);
            let status = theme.and_then(|theme| theme.status.as_ref()).map(|status| status.value);
            match status {
                None | Some(ThemeStatus::Considered) => Some(ThemeRow {
                    key: item.id.clone(),
                    text: item.text.clone(),
                    note: item.note.clone(),
                    considered: status.is_some(),
                }),
                Some(ThemeStatus::Shaped | ThemeStatus::Included | ThemeStatus::NotForUs) => None,
            }
        });
        Self {
            rules: rules.collect(),
            taken_out: groundrules.taken_out.clone(),
            confirmed,
            themes: themes.collect(),
        }
    }
}

/// What happened to a rule, the latest first.
pub(crate) fn history(rule: &Rule) -> Vec<Past> {
    let now = What::Now { text: rule.words.text.clone() };
    let mut history = vec![Past { what: now, by: rule.worded_by, at: rule.worded_at }];
    for (place, wording) in rule.earlier.iter().enumerate().rev() {
        let text = wording.words.text.clone();
        let what = What::Worded { wording: wording.id, text, first: place == 0 };
        history.push(Past { what, by: wording.by, at: wording.at });
    }
    let out = rule.last_out.map(|moment| (What::TakenOut, moment));
    let back = rule.brought_back.map(|moment| (What::BroughtBack, moment));
    for (what, moment) in out.into_iter().chain(back) {
        let after = history.iter().take_while(|past| past.at > moment.at).count();
        history.insert(after, Past { what, by: moment.by, at: moment.at });
    }
    history
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use horseshoe_handbook::Language;

    fn contents(community: &Community) -> Contents {
        Contents::new(community, &Handbook::of(Language::English))
    }

    #[test]
    fn f8_rules_are_numbered_and_the_ends_go_no_further() {
        let community = testing::with_rules(&["Listen", "Be kind", "Phones on silent"]);
        let rules = contents(&community).rules;
        let rule = |place: usize| testing::rule_id(place);
        assert_eq!(rules.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(rules[0].up, None);
        assert_eq!(rules[1].up, Some(GroundrulesCommand::Move { rule: rule(1), after: None }));
        assert_eq!(
            rules[2].up,
            Some(GroundrulesCommand::Move { rule: rule(2), after: Some(rule(0)) })
        );
        assert_eq!(
            rules[0].down,
            Some(GroundrulesCommand::Move { rule: rule(0), after: Some(rule(1)) })
        );
        assert_eq!(rules[2].down, None);
    }

    #[test]
    fn f8_the_history_tells_every_wording_and_who_took_the_rule_out_and_brought_it_back() {
        let community = testing::with_history();
        let history = history(&community.community.groundrules.rules[0]);
        let told: Vec<(&str, Option<MemberId>)> = history
            .iter()
            .map(|past| {
                let what = match &past.what {
                    What::Now { text } | What::Worded { text, .. } => text,
                    What::TakenOut => "out",
                    What::BroughtBack => "back",
                };
                (what, past.by)
            })
            .collect();
        let by = |place| Some(testing::author(place));
        assert_eq!(
            told,
            [
                ("Phones on silent", by(0)),
                ("back", by(1)),
                ("out", by(2)),
                ("Phones away", by(3)),
                ("No phones", by(1)),
            ]
        );
        assert!(matches!(history.last().unwrap().what, What::Worded { first: true, .. }));
    }

    #[test]
    fn f8_the_newest_check_in_is_the_one_that_counts() {
        let community = testing::with_rules(&["Listen"]);
        assert_eq!(contents(&community).confirmed, None);
        let community = testing::confirmed(community, "session 4");
        assert_eq!(contents(&community).confirmed.unwrap().session, "session 4");
    }

    #[test]
    fn a_theme_that_is_not_for_the_group_does_not_come_back() {
        let community = testing::with_rules(&[]);
        let all = contents(&community).themes.len();
        assert!(all >= 5);
        let community = testing::with_theme(community, "listening", ThemeStatus::NotForUs);
        let themes = contents(&community).themes;
        assert_eq!(themes.len(), all - 1);
        assert!(themes.iter().all(|theme| theme.key != "listening"));
    }
}
