//! What the people screen shows: members, who asks to be let in, tickets I gave out.

use crate::words;
use horseshoe_model::MemberId;
use horseshoe_node::{Community, Invitation, Member, Request, Stage};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contents {
    /// The others are still to come.
    pub(crate) draft: bool,
    pub(crate) members: Vec<MemberRow>,
    /// No longer in the group.
    pub(crate) past: Vec<MemberRow>,
    pub(crate) requests: Vec<RequestRow>,
    /// My own door, while it is open.
    pub(crate) door: Option<Door>,
    pub(crate) tickets: Vec<Invitation>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MemberRow {
    pub(crate) member: Member,
    pub(crate) reach: Reach,
    /// Names of those who let them in, in the order of the certificates; empty for founders.
    pub(crate) let_in_by: Vec<MemberId>,
}

/// How it stands with the devices of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    Me,
    /// Connected, and has everything of mine.
    HereWithAll,
    Here,
    /// Not connected; had everything of mine when we last met.
    AwayWithAll,
    Away,
}

/// My open door, and what the others see it called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Door {
    pub(crate) called: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestRow {
    pub(crate) request: Request,
    pub(crate) yes: usize,
    pub(crate) words: Option<String>,
}

impl Contents {
    pub(crate) fn new(community: &Community) -> Self {
        let rows = community.members.iter().map(|member| MemberRow {
            reach: match (member.me, member.here, member.has_all) {
                (true, _, _) => Reach::Me,
                (false, true, true) => Reach::HereWithAll,
                (false, true, false) => Reach::Here,
                (false, false, true) => Reach::AwayWithAll,
                (false, false, false) => Reach::Away,
            },
            let_in_by: member
                .let_in_by
                .iter()
                .map(|id| MemberId::from_bytes(*id.as_bytes()))
                .collect(),
            member: member.clone(),
        });
        let (mut members, past): (Vec<MemberRow>, _) = rows.partition(|row| row.member.standing);
        members.sort_by_key(|row| !row.member.me);
        let requests = community.requests.iter().map(|request| RequestRow {
            yes: request.approved_by.len(),
            words: request.words.as_ref().map(|words| words.join(" · ")),
            request: request.clone(),
        });
        Self {
            draft: community.stage == Stage::Draft,
            members,
            past,
            requests: requests.collect(),
            door: community.door.as_ref().map(|door| Door { called: words::door(&door.called) }),
            tickets: community.invitations.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use std::sync::Arc;

    #[test]
    fn members_stay_in_their_order_and_say_how_it_stands() {
        let contents = Contents::new(&testing::community());
        let reach: Vec<Reach> = contents.members.iter().map(|row| row.reach).collect();
        assert_eq!(reach, [Reach::Me, Reach::HereWithAll, Reach::Here, Reach::Away]);
        assert!(contents.past.is_empty() && !contents.draft);
    }

    #[test]
    fn who_left_stands_apart() {
        let mut community = testing::community();
        Arc::make_mut(&mut community.members)[3].standing = false;
        let contents = Contents::new(&community);
        assert_eq!((contents.members.len(), contents.past.len()), (3, 1));
    }

    #[test]
    fn a_request_counts_who_said_yes_and_shows_its_words_as_one_line() {
        let contents = Contents::new(&testing::with_request(testing::community()));
        let request = &contents.requests[0];
        assert_eq!((request.yes, request.request.needed), (1, 2));
        assert_eq!(request.words.as_deref(), Some("river · candle · orchard · seven"));
    }
}
