//! What a file that was carried here has brought: from whom, how much of what, who came and went, and what comes next.

use horseshoe_model::Kind;
use horseshoe_node::{
    Brought, Community, CommunityId, ForWhom, LetterNews, MemberId, RequestId, Snapshot, TicketId,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(crate) from: From,
    /// The community it belongs to, where that is here.
    pub(crate) community: Option<CommunityId>,
    /// What is new here by it, in the order it is told.
    pub(crate) new: Vec<New>,
    pub(crate) next: Next,
}

/// Who made the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// This device, or another one of mine.
    Me,
    Member(MemberId),
    /// Who is not in the group, or a file that does not say.
    Somebody,
}

/// New by the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum New {
    Came(MemberId),
    Went(MemberId),
    /// So many entries of this sort.
    Entries(Sort, u64),
    /// They stand on something that is not here.
    Waiting(u64),
}

/// Entries, in words people have for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// Groundrules, meetings, votes.
    Together,
    Notes,
    /// What members say of themselves, and their marks.
    Members,
    /// Between a few.
    Few,
    OnlyMe,
    /// What cannot be opened here yet.
    Sealed,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Nothing,
    /// Somebody asks to be let in: a yes, then the answer is saved.
    SayYes {
        community: Option<CommunityId>,
    },
    /// They have signed: the answer is to be saved for them.
    SaveAnswer {
        community: CommunityId,
        whom: ForWhom,
    },
    /// I have signed: that is to be saved and brought back.
    BringBack {
        ticket: TicketId,
    },
    /// So many more have to say yes.
    Wait {
        missing: u8,
    },
    /// I am in.
    In,
}

impl Contents {
    pub(crate) fn new(snapshot: &Snapshot, brought: &Brought) -> Self {
        let community = brought.community.and_then(|id| snapshot.community(&id));
        let came = brought.came.iter().map(|member| New::Came(*member));
        let went = brought.went.iter().map(|member| New::Went(*member));
        let mut new: Vec<New> = came.chain(went).collect();
        new.extend(sorts(&brought.entries));
        if brought.waiting > 0 {
            new.push(New::Waiting(brought.waiting));
        }
        Self {
            from: from(snapshot, community.map(|community| &**community), brought),
            community: community.map(|community| community.id),
            new,
            next: next(snapshot, brought),
        }
    }
}

fn from(snapshot: &Snapshot, community: Option<&Community>, brought: &Brought) -> From {
    let Some(device) = brought.from else { return From::Somebody };
    let has = |community: &Community| {
        community
            .members
            .iter()
            .find(|member| member.devices.contains(&device))
            .map(|member| if member.me { From::Me } else { From::Member(member.id) })
    };
    if snapshot.me.device == Some(device) {
        return From::Me;
    }
    community.and_then(has).unwrap_or(From::Somebody)
}

/// Counted by sort, the sorts in their order.
fn sorts(entries: &[(Option<Kind>, u64)]) -> Vec<New> {
    let sort = |kind: Option<Kind>| match kind {
        Some(Kind::Community | Kind::Session) => Sort::Together,
        Some(Kind::Notebook) => Sort::Notes,
        Some(Kind::Member) => Sort::Members,
        Some(Kind::Pair | Kind::Room | Kind::Arrangements) => Sort::Few,
        Some(Kind::Private) => Sort::OnlyMe,
        None => Sort::Sealed,
    };
    let mut counted = std::collections::BTreeMap::new();
    for (kind, count) in entries {
        *counted.entry(sort(*kind)).or_insert(0) += count;
    }
    counted.into_iter().map(|(sort, count)| New::Entries(sort, count)).collect()
}

fn next(snapshot: &Snapshot, brought: &Brought) -> Next {
    match brought.letter {
        None => Next::Nothing,
        Some(LetterNews::Asks { request }) => Next::SayYes { community: asked(snapshot, request) },
        Some(LetterNews::Signed { request }) => match asked(snapshot, request) {
            Some(community) => Next::SaveAnswer { community, whom: ForWhom::Newcomer { request } },
            None => Next::Nothing,
        },
        Some(LetterNews::ToBringBack { ticket }) => Next::BringBack { ticket },
        Some(LetterNews::Waiting { missing, .. }) => Next::Wait { missing },
        Some(LetterNews::In { .. }) => Next::In,
    }
}

/// The community in which somebody asks, or came in by it.
fn asked(snapshot: &Snapshot, request: RequestId) -> Option<CommunityId> {
    let asks = |community: &&std::sync::Arc<Community>| {
        let waiting = community.requests.iter().any(|one| one.id == request);
        let in_it = || community.members.iter().any(|one| one.devices.contains(&request.0));
        waiting || in_it()
    };
    snapshot.communities.iter().find(asks).map(|community| community.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn snapshot() -> Snapshot {
        testing::snapshot(vec![testing::with_request(testing::community())])
    }

    fn of(brought: &Brought) -> Contents {
        Contents::new(&snapshot(), brought)
    }

    #[test]
    fn a_file_tells_from_whom_it_is_and_what_is_new() {
        let contents = of(&Brought {
            community: Some(testing::community_id()),
            from: Some(testing::device(1)),
            came: vec![testing::member_id(3)],
            entries: vec![
                (None, 1),
                (Some(Kind::Notebook), 2),
                (Some(Kind::Community), 3),
                (Some(Kind::Pair), 4),
                (Some(Kind::Room), 5),
            ],
            waiting: 6,
            ..Brought::default()
        });
        assert_eq!(contents.from, From::Member(testing::member_id(1)));
        assert_eq!(
            contents.new,
            [
                New::Came(testing::member_id(3)),
                New::Entries(Sort::Together, 3),
                New::Entries(Sort::Notes, 2),
                New::Entries(Sort::Few, 9),
                New::Entries(Sort::Sealed, 1),
                New::Waiting(6),
            ]
        );
        assert_eq!(contents.next, Next::Nothing);
    }

    #[test]
    fn my_own_file_is_known_as_mine_and_a_strangers_as_nobodys() {
        let from = |device| of(&Brought { from: device, ..Brought::default() }).from;
        assert_eq!(from(Some(testing::device(0))), From::Me);
        assert_eq!(from(Some(testing::device(40))), From::Somebody);
        assert_eq!(from(None), From::Somebody);
    }

    #[test]
    fn each_letter_leads_to_the_next() {
        let next = |letter| of(&Brought { letter: Some(letter), ..Brought::default() }).next;
        let request = RequestId(testing::device(40));
        let community = testing::community_id();
        assert_eq!(next(LetterNews::Asks { request }), Next::SayYes { community: Some(community) });
        let whom = ForWhom::Newcomer { request };
        assert_eq!(next(LetterNews::Signed { request }), Next::SaveAnswer { community, whom });
        // Let in by it, they ask no longer.
        let request = RequestId(testing::device(3));
        let whom = ForWhom::Newcomer { request };
        assert_eq!(next(LetterNews::Signed { request }), Next::SaveAnswer { community, whom });
        let ticket = testing::ticket_id();
        assert_eq!(next(LetterNews::ToBringBack { ticket }), Next::BringBack { ticket });
        assert_eq!(next(LetterNews::Waiting { ticket, missing: 1 }), Next::Wait { missing: 1 });
    }
}
