//! Traffic-light votes, every case of them.

use crate::support::*;
use horseshoe_model::*;

struct Voting {
    room: Room,
    vote: VoteId,
    options: Vec<OptionId>,
}

impl Voting {
    fn open(members: usize, options: &[&str], mode: VoteMode, fewest_reds: bool) -> Self {
        let mut room = Room::of(members);
        let open = VotesCommand::Open {
            question: "What shall we look at next?".into(),
            options: options.iter().map(|&words| words.to_owned()).collect(),
            mode,
            fewest_reds,
        };
        let vote = made(&room.does(0, open));
        room.meet();
        let options = room.community(0).votes[0].options.iter().map(|option| option.id).collect();
        Self { room, vote, options }
    }

    /// One letter for each issue: g, r, or -.
    fn marks(&mut self, who: usize, marks: &str) {
        for (place, mark) in marks.chars().enumerate() {
            let mark = match mark {
                'g' => Mark::Green,
                'r' => Mark::Red,
                _ => continue,
            };
            self.mark(who, place, mark).expect("the vote is open");
        }
    }

    fn mark(&mut self, who: usize, option: usize, mark: Mark) -> Result<Done, CommandError> {
        let command = BallotsCommand::Mark { vote: self.vote, option: self.options[option], mark };
        self.room.tries(who, &command.into())
    }

    fn close(&mut self, who: usize) {
        self.room.does(who, VotesCommand::Close { vote: self.vote });
    }

    fn view(&mut self, who: usize) -> TallyView {
        self.room.tallies(who)[0].clone()
    }

    /// The result as a flipchart would have it.
    fn text(&mut self, who: usize) -> String {
        let tally = self.view(who).tally.expect("the vote is closed");
        let vote = self.room.community(who).votes[0].clone();
        let words = |id: &OptionId| vote.option(*id).expect("an issue of this vote").words.clone();
        let mut lines: Vec<String> = tally
            .counts
            .iter()
            .map(|count| {
                format!("{} green {} red {}", words(&count.option), count.greens, count.reds)
            })
            .collect();
        lines.push(match &tally.outcome {
            Outcome::Winner { option } => format!("winner {}", words(option)),
            Outcome::Tie { options } => {
                format!("tie {}", options.iter().map(words).collect::<Vec<_>>().join(" "))
            }
            Outcome::NoGreens => "no greens".to_owned(),
        });
        lines.join("\n")
    }
}

#[test]
fn f47_most_green_wins_and_reds_are_shown_but_never_subtracted() {
    let mut voting = Voting::open(4, &["A", "B"], VoteMode::PerIssue, false);
    voting.marks(0, "gr");
    voting.marks(1, "g-");
    voting.marks(2, "rg");
    voting.marks(3, "r-");
    voting.room.meet();
    voting.close(0);
    voting.room.meet();
    insta::assert_snapshot!(voting.text(3), @r"
    A green 2 red 2
    B green 1 red 1
    winner A
    ");
    let view = voting.view(3);
    assert_eq!((view.marked, view.of, view.closed_by), (4, 4, Some(member(0))));
    assert!(view.next.is_empty());
}

#[test]
fn f47_while_a_vote_is_open_only_how_many_have_marked_is_seen() {
    let mut voting = Voting::open(3, &["A", "B"], VoteMode::PerIssue, false);
    voting.marks(0, "g-");
    voting.marks(1, "-r");
    voting.room.meet();
    let view = voting.view(2);
    assert_eq!((view.marked, view.of, view.tally, view.closed), (2, 3, None, false));
}

#[test]
fn f47_a_tie_is_listed_and_never_broken() {
    let mut voting = Voting::open(3, &["A", "B", "C"], VoteMode::PerIssue, false);
    voting.marks(0, "gg-");
    voting.marks(1, "grr");
    voting.marks(2, "-gg");
    voting.room.meet();
    voting.close(1);
    insta::assert_snapshot!(voting.text(1), @r"
    A green 2 red 0
    B green 2 red 1
    C green 1 red 1
    tie A B
    ");
    let [a, b] = [voting.options[0], voting.options[1]];
    assert_eq!(
        voting.view(1).next,
        [NextStep::WhatElse, NextStep::SecondRound { options: vec![a, b] }, NextStep::Park]
    );
    let fewest = VotesCommand::FewestReds { vote: voting.vote, option: a }.into();
    assert_eq!(voting.room.tries(1, &fewest), Err(CommandError::NotChosenBeforehand));
}

#[test]
fn f47_fewest_reds_is_offered_only_if_chosen_beforehand_and_people_take_it() {
    let mut voting = Voting::open(2, &["A", "B"], VoteMode::PerIssue, true);
    voting.marks(0, "gg");
    voting.marks(1, "-r");
    voting.room.meet();
    voting.close(0);
    let [a, b] = [voting.options[0], voting.options[1]];
    let next = voting.view(0).next;
    assert_eq!(next[2], NextStep::FewestReds { options: vec![a] });
    assert_eq!(next.len(), 4);
    let wrong = VotesCommand::FewestReds { vote: voting.vote, option: b }.into();
    assert_eq!(voting.room.tries(0, &wrong), Err(CommandError::NotFewestReds));
    voting.room.does(0, VotesCommand::FewestReds { vote: voting.vote, option: a });
    assert!(voting.view(0).next.is_empty());
    let taken = voting.room.community(0).votes[0].next.clone().unwrap();
    assert_eq!(taken.value, NextTaken::FewestReds { option: a });
}

#[test]
fn f47_what_else_then_a_second_round_on_the_tied_issues_only() {
    let mut voting = Voting::open(2, &["A", "B", "C"], VoteMode::OneEach, false);
    voting.marks(0, "g--");
    voting.marks(1, "-g-");
    voting.room.meet();
    voting.close(0);
    voting.room.does(0, VotesCommand::WhatElse { vote: voting.vote });
    assert_eq!(voting.view(0).next.len(), 2);
    voting.room.does(0, VotesCommand::SecondRound { vote: voting.vote });
    voting.room.meet();
    let second = voting.room.community(1).votes[1].clone();
    assert_eq!(
        second.options.iter().map(|option| option.words.as_str()).collect::<Vec<_>>(),
        ["A", "B"]
    );
    assert_eq!(
        (second.follows, second.mode, second.closed()),
        (Some(voting.vote), VoteMode::OneEach, false)
    );
    // Ballots of the first round do not count in the second.
    assert_eq!(voting.room.tallies(1)[1].marked, 0);
    let again = VotesCommand::SecondRound { vote: voting.vote }.into();
    assert_eq!(voting.room.tries(1, &again), Err(CommandError::StepTaken));
}

#[test]
fn f47_no_greens_offers_what_else_and_park() {
    let mut voting = Voting::open(2, &["A", "B"], VoteMode::PerIssue, true);
    voting.marks(0, "rr");
    voting.room.meet();
    voting.close(1);
    assert_eq!(voting.view(1).tally.unwrap().outcome, Outcome::NoGreens);
    assert_eq!(voting.view(1).next, [NextStep::WhatElse, NextStep::Park]);
    let park = VotesCommand::Park {
        vote: voting.vote,
        would_help: "numbers".into(),
        review_on: Some("2027-01-14".into()),
    };
    voting.room.does(1, park);
    let parked = voting.room.community(1).parked[0].clone();
    assert_eq!(
        (parked.issue.text.as_str(), parked.vote),
        ("What shall we look at next?", Some(voting.vote))
    );
    assert!(voting.view(1).next.is_empty());
}

#[test]
fn f47_a_step_needs_a_closed_vote_without_a_winner() {
    let mut voting = Voting::open(1, &["A", "B"], VoteMode::PerIssue, false);
    let what_else = Command::from(VotesCommand::WhatElse { vote: voting.vote });
    assert_eq!(voting.room.tries(0, &what_else), Err(CommandError::VoteOpen));
    voting.marks(0, "g-");
    voting.close(0);
    assert_eq!(voting.room.tries(0, &what_else), Err(CommandError::HasWinner));
}

#[test]
fn f47_a_ballot_can_be_changed_until_closing_and_not_after() {
    let mut voting = Voting::open(1, &["A", "B"], VoteMode::PerIssue, false);
    voting.marks(0, "gr");
    voting.mark(0, 0, Mark::None).unwrap();
    voting.marks(0, "-g");
    voting.close(0);
    insta::assert_snapshot!(voting.text(0), @r"
    B green 1 red 0
    A green 0 red 0
    winner B
    ");
    assert_eq!(voting.mark(0, 0, Mark::Green), Err(CommandError::VoteClosed));
}

#[test]
fn f47_one_green_and_one_red_each_move_when_marked_elsewhere() {
    let mut voting = Voting::open(1, &["A", "B", "C"], VoteMode::OneEach, false);
    voting.marks(0, "g-r");
    voting.marks(0, "-g-");
    voting.close(0);
    insta::assert_snapshot!(voting.text(0), @r"
    B green 1 red 0
    A green 0 red 0
    C green 0 red 1
    winner B
    ");
}

#[test]
fn f47_a_ballot_made_offline_counts_if_it_arrives_before_closing_and_is_shown_if_after() {
    let mut voting = Voting::open(3, &["A", "B"], VoteMode::PerIssue, false);
    voting.marks(0, "g-");
    voting.marks(1, "-g");
    voting.marks(2, "-g");
    voting.room.send(1, 0);
    voting.close(0);
    let before = voting.text(0);
    voting.room.meet();
    for who in 0..3 {
        assert_eq!(voting.text(who), before);
        assert_eq!(voting.view(who).after_closing, [member(2)]);
    }
    insta::assert_snapshot!(before, @r"
    A green 1 red 0
    B green 1 red 0
    tie A B
    ");
}

#[test]
fn f47_a_mark_changed_while_another_closed_is_shown_as_late() {
    let mut voting = Voting::open(2, &["A", "B"], VoteMode::PerIssue, false);
    voting.marks(1, "g-");
    voting.room.meet();
    voting.close(0);
    voting.mark(1, 0, Mark::Red).unwrap();
    voting.room.meet();
    assert_eq!(voting.view(0).tally.unwrap().counts[0].greens, 1);
    assert_eq!(voting.view(0).after_closing, [member(1)]);
}

#[test]
fn f47_somebody_who_joins_while_a_vote_is_open_can_mark_and_later_cannot() {
    let mut voting = Voting::open(2, &["A", "B"], VoteMode::PerIssue, false);
    voting.room.add_device(member(2));
    voting.room.meet();
    voting.marks(2, "g-");
    voting.room.meet();
    voting.close(0);
    voting.room.add_device(member(3));
    voting.room.meet();
    assert_eq!(voting.mark(3, 0, Mark::Green), Err(CommandError::VoteClosed));
    let view = voting.view(3);
    assert_eq!((view.marked, view.of), (1, 3));
}

#[test]
fn f47_two_devices_of_one_person_have_one_ballot() {
    let mut voting = Voting::open(1, &["A", "B"], VoteMode::PerIssue, false);
    voting.room.add_device(member(0));
    voting.room.meet();
    voting.marks(0, "gg");
    voting.marks(1, "gr");
    voting.room.meet();
    let ballot = voting.room.members(0)[0].1.ballots[&voting.vote].clone();
    assert!(ballot.unclear.contains(&voting.options[1]));
    assert_eq!(voting.view(0).unclear, [member(0)]);
    voting.mark(0, 1, Mark::Red).unwrap();
    voting.close(0);
    insta::assert_snapshot!(voting.text(0), @r"
    A green 1 red 0
    B green 0 red 1
    winner A
    ");
}

#[test]
fn f47_greens_of_two_devices_beyond_one_each_are_unclear() {
    let mut voting = Voting::open(1, &["A", "B"], VoteMode::OneEach, false);
    voting.room.add_device(member(0));
    voting.room.meet();
    voting.marks(0, "g-");
    voting.marks(1, "-g");
    voting.room.meet();
    assert_eq!(voting.view(1).unclear, [member(0)]);
    voting.close(1);
    assert_eq!(voting.view(1).tally.unwrap().outcome, Outcome::NoGreens);
}

#[test]
fn f47_a_ballot_counts_only_from_the_voters_own_document() {
    let mut voting = Voting::open(3, &["A", "B"], VoteMode::PerIssue, false);
    voting.marks(0, "g-");
    voting.room.meet();
    let views = voting.room.members(0);
    let community = voting.room.community(0);
    // The document of somebody who is not a member is not looked at.
    let members: Vec<(MemberId, &MemberView)> =
        views[1..].iter().map(|(member, view)| (*member, view)).collect();
    assert_eq!(tallies(&community, &members)[0].marked, 0);
}

#[test]
fn f47_two_people_who_close_at_once_give_one_result_and_the_other_is_shown() {
    // Whatever ids the two closings get.
    (0..6).for_each(closed_at_once);
}

fn closed_at_once(ids_used_before: usize) {
    let mut voting = Voting::open(3, &["A", "B"], VoteMode::PerIssue, false);
    for _ in 0..ids_used_before {
        voting.room.does(0, GroundrulesCommand::StillRight { session: String::new() });
    }
    voting.marks(0, "g-");
    voting.marks(1, "-g");
    voting.marks(2, "-g");
    voting.room.send(2, 1);
    voting.close(0);
    voting.close(1);
    voting.room.meet();
    let result = voting.view(0);
    assert_eq!(voting.view(1), result);
    assert_eq!(voting.view(2), result);
    // The closing that saw more ballots holds.
    assert_eq!(
        (result.closed_by, result.marked, result.other_closings.len()),
        (Some(member(1)), 2, 1)
    );
    let other = result.other_closings[0].0;
    voting.room.does(2, VotesCommand::KeepClosing { vote: voting.vote, closing: other });
    voting.room.meet();
    assert_eq!(voting.view(0).closed_by, Some(member(0)));
    assert_eq!(voting.view(0), voting.view(1));
}

#[test]
fn f47_taking_a_closing_back_opens_the_vote_again() {
    let mut voting = Voting::open(1, &["A", "B"], VoteMode::PerIssue, false);
    let done = voting.room.does(0, VotesCommand::Close { vote: voting.vote });
    voting.room.undoes(0, done.undo.as_ref().unwrap()).unwrap();
    voting.marks(0, "g-");
    assert!(!voting.view(0).closed);
}

fn hands(options: &[OptionId], counts: &[(u32, u32)]) -> Vec<HandCount> {
    let count = |(option, (greens, reds)): (&OptionId, &(u32, u32))| HandCount {
        option: *option,
        greens: *greens,
        reds: *reds,
    };
    options.iter().zip(counts).map(count).collect()
}

#[test]
fn f47_hands_counted_in_the_room_are_added_and_say_who_counted() {
    let mut voting = Voting::open(2, &["A", "B"], VoteMode::PerIssue, false);
    voting.marks(0, "g-");
    let counts = hands(&voting.options, &[(1, 0), (4, 1)]);
    voting.room.does(1, VotesCommand::EnterHands { vote: voting.vote, counts, whole_room: false });
    voting.room.meet();
    voting.close(0);
    insta::assert_snapshot!(voting.text(0), @r"
    B green 4 red 1
    A green 2 red 0
    winner B
    ");
    let view = voting.view(0);
    assert_eq!((view.counted_in_room, view.counted_in_room_by), (true, Some(member(1))));
}

#[test]
fn f47_hands_of_the_whole_room_take_the_place_of_ballots() {
    let mut voting = Voting::open(1, &["A", "B"], VoteMode::PerIssue, false);
    voting.marks(0, "g-");
    let counts = hands(&voting.options, &[(3, 0), (5, 2)]);
    voting.room.does(0, VotesCommand::EnterHands { vote: voting.vote, counts, whole_room: true });
    voting.close(0);
    insta::assert_snapshot!(voting.text(0), @r"
    B green 5 red 2
    A green 3 red 0
    winner B
    ");
}

#[test]
fn f47_two_counts_of_hands_at_once_are_kept_until_one_is_chosen() {
    let mut voting = Voting::open(2, &["A", "B"], VoteMode::PerIssue, false);
    for (who, greens) in [(0, 3), (1, 4)] {
        let counts = hands(&voting.options, &[(greens, 0), (0, 0)]);
        voting
            .room
            .does(who, VotesCommand::EnterHands { vote: voting.vote, counts, whole_room: false });
    }
    voting.room.meet();
    let both = voting.room.community(0).votes[0].hands.clone();
    assert_eq!(both.len(), 2);
    // Both choose at once: the same words twice are no loss, and each says who counted.
    let kept = both.iter().find(|hands| hands.by == Some(member(1))).unwrap().id;
    for who in 0..2 {
        voting.room.does(who, VotesCommand::KeepHands { vote: voting.vote, hands: kept });
    }
    voting.room.meet();
    let now = voting.room.community(0).votes[0].hands.clone();
    assert!(
        now.iter()
            .all(|hands| hands.by == Some(member(1)) && hands.counts[&voting.options[0]] == (4, 0))
    );
    voting.close(0);
    assert_eq!(voting.view(0).tally.unwrap().counts[0].greens, 4);
}

#[test]
fn f47_hands_replaced_while_another_closed_stay_in_the_result() {
    let mut voting = Voting::open(2, &["A", "B"], VoteMode::PerIssue, false);
    let enter = |voting: &Voting, greens| VotesCommand::EnterHands {
        vote: voting.vote,
        counts: hands(&voting.options, &[(greens, 0), (0, 0)]),
        whole_room: false,
    };
    let first = enter(&voting, 3);
    voting.room.does(0, first);
    voting.room.meet();
    voting.close(0);
    let second = enter(&voting, 9);
    voting.room.does(1, second.clone());
    voting.room.meet();
    assert_eq!(voting.view(1).tally.unwrap().counts[0].greens, 3);
    assert_eq!(voting.room.tries(0, &second.into()), Err(CommandError::VoteClosed));
}

#[test]
fn a_vote_needs_two_issues_with_words() {
    let mut room = Room::of(1);
    let open = |options: &[&str]| {
        Command::from(VotesCommand::Open {
            question: String::new(),
            options: options.iter().map(|&words| words.to_owned()).collect(),
            mode: VoteMode::PerIssue,
            fewest_reds: false,
        })
    };
    assert_eq!(room.tries(0, &open(&["A"])), Err(CommandError::Empty));
    assert_eq!(room.tries(0, &open(&["A", " "])), Err(CommandError::Empty));
    let many = ["x"; limits::OPTIONS + 1];
    assert_eq!(room.tries(0, &open(&many)), Err(CommandError::TooMany { most: limits::OPTIONS }));
    assert!(room.tries(0, &open(&many[1..])).is_ok());
}
