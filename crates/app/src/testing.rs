//! Communities for tests, as a node would show them: empty, with one thing in it, filled, and overfull.

mod coming_in;
mod erasing;
mod ids;
mod membership;
mod pictures;
mod session;
mod things;

pub(crate) use coming_in::*;
pub(crate) use erasing::*;
use horseshoe_model::{
    Closing, ClosingId, CommunityView, Field, MemberId as Author, MemberView, Moment, Note, NoteId,
    NotebookView, PrivateNote, Question, QuestionId, Review, ReviewId, ReviewResult, Swap, SwapId,
    Theme, ThemeStatus, ThingId, tallies,
};
use horseshoe_node::{
    Community, Guard, Me, Member, Network, News, Notebook, Snapshot, Stage, SyncStatus, Way,
};
pub(crate) use ids::*;
pub(crate) use membership::*;
pub(crate) use pictures::*;
pub(crate) use session::*;
use std::sync::Arc;
use things::{ballot, clash, meeting, note, offer, parked, rule, vote, wording, words};

/// The moment of every fixture: 24 November 2026, a little after nine in the morning.
pub(crate) const NOW_MS: u64 = 1_795_511_100_000;
const HOUR_MS: u64 = 3_600_000;

const PEOPLE: [(&str, &str); 4] = [
    ("Amira Haddad", "District nursing"),
    ("Jo Llewellyn", "Social work"),
    ("Sam Okafor", "Occupational therapy"),
    ("Priya Nair", "Community pharmacy"),
];

/// The first groundrule of a filled community.
pub(crate) const FIRST_RULE: &str =
    "What we hear stays in the room; learning may leave if we agree";

const RULES: [&str; 4] = [
    FIRST_RULE,
    "Listen to how as well as what is said",
    "Phones on silent, say if you’re on call",
    "Be kind and generous, to oneself and to others",
];

/// A community of four, the first of them me, with nothing in it.
pub(crate) fn community() -> Community {
    let members = PEOPLE.iter().enumerate().map(|(place, (name, practice))| Member {
        id: member_id(place),
        name: (*name).to_owned(),
        practice: (*practice).to_owned(),
        standing: true,
        me: place == 0,
        here: place < 3,
        has_all: place < 2,
        lacks: if place == 3 { 3 } else { 0 },
        met_at: (place < 3).then_some(NOW_MS - HOUR_MS),
        let_in_by: if place < 2 { Vec::new() } else { vec![member_id(0), member_id(1)] },
        was: None,
        words: Vec::new(),
        compared: false,
        compared_by: 0,
        devices: vec![device(place)],
        view: Arc::new(MemberView::default()),
    });
    Community {
        id: community_id(),
        name: "Riverside practitioners".to_owned(),
        stage: Stage::Living,
        continues: None,
        me: member_id(0),
        members: Arc::new(members.collect()),
        invitations: Vec::new(),
        door: None,
        requests: Vec::new(),
        community: Arc::default(),
        community_document: document(1),
        notebook: Arc::default(),
        sessions: Arc::default(),
        news: Arc::new(News::of(
            &CommunityView::default(),
            &Notebook::default(),
            &Arc::default(),
            author(0),
        )),
        private: Arc::default(),
        private_document: document(3),
        few: Arc::default(),
        erasing: Arc::default(),
        tallies: Arc::default(),
        typing: Vec::new(),
        sync: Arc::new(SyncStatus { connected: 2, in_sync: 2, others: 3, ..SyncStatus::default() }),
        spread: Arc::default(),
        can_undo: false,
        membership: Arc::default(),
    }
}

/// A community of one that has not begun.
pub(crate) fn draft() -> Community {
    let mut community = community();
    community.stage = Stage::Draft;
    community.members = Arc::new(community.members[..1].to_vec());
    community.sync = Arc::default();
    community
}

pub(crate) fn with_rules(rules: &[&str]) -> Community {
    let mut community = community();
    community.set(|view| {
        view.groundrules.rules =
            rules.iter().enumerate().map(|(place, text)| Arc::new(rule(place, text))).collect();
    });
    community
}

/// The same, with its first rule written on this device and with nobody else yet.
pub(crate) fn with_nobody_else(mut community: Community) -> Community {
    community.set(|view| {
        let rule = Arc::make_mut(&mut view.groundrules.rules[0]);
        rule.words.object = format!("5@{}", "02".repeat(16));
    });
    let spread = Arc::make_mut(&mut community.spread);
    spread.others = 3;
    spread.wrote(community.community_document, [2; 16]);
    community
}

/// One rule that had two other wordings, was taken out and brought back.
pub(crate) fn with_history() -> Community {
    let mut community = with_rules(&["Phones on silent"]);
    community.set(|view| {
        let rule = Arc::make_mut(&mut view.groundrules.rules[0]);
        let hours_ago = |hours| NOW_MS - hours * HOUR_MS;
        rule.worded_by = Some(author(0));
        rule.worded_at = hours_ago(1);
        rule.earlier = vec![
            wording(0, "No phones", author(1), hours_ago(50)),
            wording(1, "Phones away", author(3), hours_ago(30)),
        ];
        rule.last_out = Some(Moment { by: Some(author(2)), at: hours_ago(20) });
        rule.brought_back = Some(Moment { by: Some(author(1)), at: hours_ago(10) });
    });
    community
}

pub(crate) fn confirmed(mut community: Community, session: &str) -> Community {
    let review = Review {
        id: ReviewId::from_bytes(id(6, 0)),
        result: ReviewResult::StillRight,
        session: session.to_owned(),
        by: Some(author(1)),
        at: NOW_MS - 12 * 24 * HOUR_MS,
    };
    community.set(|view| view.groundrules.reviews.push(Arc::new(review)));
    community
}

pub(crate) fn with_theme(mut community: Community, key: &str, status: ThemeStatus) -> Community {
    let status = Field { value: status, by: Some(author(0)), clash: Vec::new() };
    let theme = Theme { key: key.to_owned(), name: None, status: Some(status), rule: None };
    community.set(|view| view.groundrules.themes.push(theme));
    community
}

pub(crate) fn with_meetings(dates: &[&str]) -> Community {
    let mut community = community();
    community.set(|view| {
        view.meetings =
            dates.iter().enumerate().map(|(place, date)| Arc::new(meeting(place, date))).collect();
    });
    community
}

/// A meeting with two places; these members offered for the first.
pub(crate) fn with_offers(members: &[usize]) -> Community {
    let mut community = with_meetings(&["2026-12-10"]);
    community.set(|view| {
        let meeting = Arc::make_mut(&mut view.meetings[0]);
        meeting.slots[0].offers = members.iter().map(|member| offer(*member)).collect();
    });
    community
}

/// A meeting where I present first and Jo second, and Jo proposes to change places.
pub(crate) fn with_swap() -> Community {
    let mut community = with_offers(&[0]);
    community.set(|view| {
        let meeting = Arc::make_mut(&mut view.meetings[0]);
        for (place, slot) in meeting.slots.iter_mut().enumerate() {
            slot.presenter =
                Some(Field { value: author(place), by: Some(author(2)), clash: Vec::new() });
        }
        view.swaps.push(Arc::new(Swap {
            id: SwapId::from_bytes(id(8, 0)),
            slot: slot_id(1),
            with: slot_id(0),
            presenter: author(1),
            other: author(0),
            by: Some(author(1)),
            at: NOW_MS - HOUR_MS,
            agreed: None,
        }));
    });
    community
}

pub(crate) fn with_notes(notes: &[&str]) -> Community {
    let mut community = community();
    community.notebook = notebook(notes);
    community
}

/// One note whose words go on in further texts.
pub(crate) fn with_long_note(texts: &[&str]) -> Community {
    let mut community = community();
    let mut long = note(0, texts[0]);
    long.further =
        texts[1..].iter().enumerate().map(|(place, text)| words(20, place, text)).collect();
    community.notebook = notebook_of(vec![long]);
    community
}

/// The same, to somebody who has seen only these.
pub(crate) fn with_news(mut community: Community, seen: &[ThingId]) -> Community {
    let seen = Arc::new(seen.iter().copied().collect());
    let (view, notebook) = (&community.community, &community.notebook);
    community.news = Arc::new(News::of(view, notebook, &seen, author(0)));
    community
}

/// I ask the group something in the session that goes on.
pub(crate) fn asks(community: &mut Community, text: &str, shown: bool) {
    let mut asked = note(0, text);
    asked.id = note_id(90);
    asked.kind = horseshoe_model::NoteKind::Question;
    asked.about = Some(document(40).to_hex());
    asked.shown = shown;
    let mut notes: Vec<Note> =
        community.notebook.notes.iter().map(|note| (**note).clone()).collect();
    notes.push(asked);
    community.notebook = notebook_of(notes);
}

fn notebook(notes: &[&str]) -> Arc<Notebook> {
    notebook_of(notes.iter().enumerate().map(|(place, text)| note(place, text)).collect())
}

fn notebook_of(notes: Vec<Note>) -> Arc<Notebook> {
    let notes = notes.into_iter().map(Arc::new).collect();
    let view = NotebookView { notes, taken_out: Vec::new() };
    Arc::new(Notebook::of(vec![(document(2), Arc::new(view))]))
}

/// An open vote on these issues; each member's marks as a word of `g`, `r` and `-`.
pub(crate) fn with_vote(issues: &[&str], marks: &[&str]) -> Community {
    let mut community = community();
    let vote = vote(0, "What shall we look at next?", issues);
    for (member, marks) in Arc::make_mut(&mut community.members).iter_mut().zip(marks) {
        Arc::make_mut(&mut member.view).ballots.insert(vote.id, ballot(marks));
    }
    community.set(|view| view.votes.push(Arc::new(vote)));
    community.count();
    community
}

/// The same, closed.
pub(crate) fn with_result(issues: &[&str], marks: &[&str]) -> Community {
    let mut community = with_vote(issues, marks);
    let ballots = community
        .members
        .iter()
        .zip(marks)
        .map(|(member, marks)| (Author::from_bytes(*member.id.as_bytes()), ballot(marks)));
    let closing = Closing {
        id: ClosingId::from_bytes(id(9, 0)),
        by: Some(author(1)),
        at: NOW_MS - HOUR_MS,
        electorate: (0..PEOPLE.len()).map(author).collect(),
        ballots: ballots.collect(),
        hands: None,
    };
    community.set(|view| Arc::make_mut(&mut view.votes[0]).closings.push(closing));
    community.count();
    community
}

/// My own notes and questions.
pub(crate) fn with_private(mut community: Community) -> Community {
    let private = Arc::make_mut(&mut community.private);
    private.notes = ["I went back too soon", "Ask Sam about the family meeting"]
        .iter()
        .enumerate()
        .map(|(place, text)| {
            Arc::new(PrivateNote {
                id: NoteId::from_bytes(id(10, place)),
                words: words(10, place, text),
                further: Vec::new(),
                at: NOW_MS - HOUR_MS,
                about: None,
                taken_out: false,
                order: String::new(),
            })
        })
        .collect();
    private.questions = ["What made you go back when you did?", "Who else was involved?"]
        .iter()
        .enumerate()
        .map(|(place, text)| {
            Arc::new(Question {
                id: QuestionId::from_bytes(id(11, place)),
                words: words(11, place, text),
                at: NOW_MS - 2 * HOUR_MS,
                heard: (place == 1).then_some(NOW_MS - HOUR_MS),
                asked: None,
                taken_out: false,
            })
        })
        .collect();
    community
}

/// A group in the middle of its year: something of everything.
pub(crate) fn filled() -> Community {
    let mut community = with_result(
        &["Recording cases", "Saying no to managers", "Working with families"],
        &["g-r", "-g-", "gg-", "r-g"],
    );
    let rules = confirmed(with_rules(&RULES), "session 4").community.groundrules.clone();
    let meetings = with_swap().community;
    let open = with_vote(&["Lone working", "Endings", "Supervision"], &["-gr", "g--", "", ""]);
    let ballots: Vec<_> = open.members.iter().map(|member| member.view.ballots.clone()).collect();
    let mut second = (*open.community.votes[0]).clone();
    second.id = vote_id(1);
    second.at += HOUR_MS;
    "Which theme for January?".clone_into(&mut second.question);
    for (member, ballots) in Arc::make_mut(&mut community.members).iter_mut().zip(ballots) {
        let marks = ballots.into_values().next().unwrap_or_default();
        Arc::make_mut(&mut member.view).ballots.insert(second.id, marks);
    }
    community.set(|view| {
        view.groundrules = rules;
        view.meetings.clone_from(&meetings.meetings);
        view.swaps.clone_from(&meetings.swaps);
        view.votes.push(Arc::new(second));
        view.parked.push(Arc::new(parked(0, "Parking permits for visits")));
        clash(&mut view.groundrules);
    });
    community.notebook = with_notes(&[
        "Going back too soon is common; plan a second visit first",
        "The referral route changed in May",
        "What made the difference was writing to the family beforehand",
    ])
    .notebook;
    community.count();
    community.can_undo = true;
    let notes = community.notebook.notes.iter().map(|note| &**note);
    let all = horseshoe_model::things::things(&community.community, notes);
    let seen: Vec<ThingId> = all.iter().map(|thing| thing.id).collect();
    // Two notes came in, and a vote was opened.
    let new = [note_id(1).into(), note_id(2).into(), vote_id(1).into()];
    let seen: Vec<ThingId> = seen.into_iter().filter(|thing| !new.contains(thing)).collect();
    with_news(with_private(with_request(with_ticket(community))), &seen)
}

/// Everything long, and a lot of it.
pub(crate) fn overfull() -> Community {
    let long = "People who have worked together for many years say that the long way round was the \
                short one, because nobody had to be won over twice, and because what was said aloud \
                stayed said";
    let mut community = filled();
    "The Learning Community of Practitioners in Riverside, Elm House and the Outlying Villages"
        .clone_into(&mut community.name);
    community.set(|view| {
        view.groundrules.rules =
            (0..24).map(|place| Arc::new(rule(place, &format!("{} {long}", place + 1)))).collect();
        let issues: Vec<String> = (0..12).map(|place| format!("{long} {place}")).collect();
        let issues: Vec<&str> = issues.iter().map(String::as_str).collect();
        view.votes.push(Arc::new(vote(2, long, &issues)));
        view.parked = (0..8).map(|place| Arc::new(parked(place, long))).collect();
    });
    community.notebook = notebook(&[long; 30]);
    let mut many = Vec::new();
    for place in 0..30 {
        let mut member = community.members[place % 4].clone();
        member.id = member_id(place);
        member.me = place == 0;
        member.name = format!("{} {place} of the Outlying Villages", member.name);
        many.push(member);
    }
    community.members = Arc::new(many);
    community.count();
    community
}

/// A snapshot of a device that is in these communities.
pub(crate) fn snapshot(communities: Vec<Community>) -> Snapshot {
    let me = Me {
        device: Some(device(0)),
        name: PEOPLE[0].0.to_owned(),
        practice: PEOPLE[0].1.to_owned(),
    };
    let network = Network {
        online: true,
        addresses: vec!["192.0.2.17:52311".parse().unwrap()],
        ..Network::default()
    };
    Snapshot {
        number: 1,
        me: Arc::new(me),
        communities: communities.into_iter().map(Arc::new).collect(),
        network: Arc::new(network),
        guard: Arc::new(Guard { ways: [Way::Unprotected].into(), lock_after_minutes: None }),
        ..Snapshot::default()
    }
}

/// Everything that can open a profile that is guarded.
pub(crate) const EVERY_WAY: [Way; 3] = [Way::Passphrase, Way::Keyring, Way::RecoveryCode];

/// The same, guarded like this.
pub(crate) fn guarded(mut snapshot: Snapshot, ways: &[Way], lock_after: Option<u32>) -> Snapshot {
    let ways = ways.iter().copied().collect();
    snapshot.guard = Arc::new(Guard { ways, lock_after_minutes: lock_after });
    snapshot
}

pub(crate) trait Change {
    fn set(&mut self, change: impl FnOnce(&mut horseshoe_model::CommunityView));
    /// Counts the votes anew.
    fn count(&mut self);
}

impl Change for Community {
    fn set(&mut self, change: impl FnOnce(&mut horseshoe_model::CommunityView)) {
        change(Arc::make_mut(&mut self.community));
    }

    fn count(&mut self) {
        let members: Vec<(Author, &MemberView)> = self
            .members
            .iter()
            .map(|member| (Author::from_bytes(*member.id.as_bytes()), &*member.view))
            .collect();
        let counted = tallies(&self.community, &members);
        self.tallies = Arc::new(counted);
    }
}
