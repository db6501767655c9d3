//! Any order of merging gives the same view, and a view kept by patches is the view read anew.

#[path = "behaviour/support.rs"]
#[expect(dead_code, reason = "shared with the tests by subject")]
mod support;

use horseshoe_model::*;
use proptest::prelude::*;
use support::*;

/// One step of a random history: who, what kind of act, and where.
type Step = (usize, u8, prop::sample::Index, prop::sample::Index);

const DEVICES: usize = 4;

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_delivery_gives_the_same_view(steps in steps(40)) {
        let room = &mut Kept::new();
        for step in &steps {
            room.step(step);
        }
        room.room.meet();
        let community = room.room.community(0);
        let notebook = room.room.notebook(0);
        let tallies = room.room.tallies(0);
        for who in 1..DEVICES {
            prop_assert_eq!(&room.room.community(who), &community);
            prop_assert_eq!(&room.room.notebook(who), &notebook);
            prop_assert_eq!(&room.room.tallies(who), &tallies);
        }
    }

    #[test]
    fn a_view_kept_by_patches_is_the_view_read_anew(steps in steps(40)) {
        let room = &mut Kept::new();
        for step in &steps {
            room.step(step);
            room.compare()?;
        }
        room.room.meet();
        room.compare()?;
    }

    #[test]
    fn undoing_all_of_ones_own_acts_at_once_leaves_nothing_standing(steps in steps(20)) {
        // Alone, the last act first: everything goes back.
        let room = &mut Kept::new();
        for (_, act, a, b) in &steps {
            room.step(&(0, act % ACTS, *a, *b));
        }
        while let Some(undo) = room.undos.pop() {
            prop_assert_eq!(room.room.undoes(0, &undo).map(|_| ()), Ok(()));
        }
        prop_assert_eq!(room.room.rules(0), Vec::<String>::new());
        prop_assert_eq!(room.room.notebook(0).notes.len(), 0);
        let view = room.room.community(0);
        prop_assert_eq!(view.votes.len() + view.learning.len() + view.actions.len(), 0);
    }
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(
        (0..DEVICES, 0..ACTS + 4, any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        1..most,
    )
}

/// How many kinds of act there are; numbers beyond are meetings of two devices.
const ACTS: u8 = 43;

/// Devices with views they keep up to date by patches.
struct Kept {
    room: Room,
    views: Vec<(CommunityView, NotebookView)>,
    /// Of the first device.
    undos: Vec<Undo>,
}

impl Kept {
    /// Three members; one of them has two devices.
    fn new() -> Self {
        let mut room = Room::of(DEVICES - 1);
        room.add_device(member(0));
        Self { room, views: vec![Default::default(); DEVICES], undos: Vec::new() }
    }

    fn step(&mut self, (who, act, a, b): &Step) {
        let who = *who;
        if *act >= ACTS {
            return self.room.send(a.index(DEVICES), who);
        }
        let mut next = self.command(who, *act, *a, *b);
        while let Some(command) = next {
            // What the rules refuse is no part of the history.
            let Ok(done) = self.room.tries(who, &command) else { return };
            if who == 0 {
                self.undos.extend(done.undo);
            }
            next = done.publish;
        }
    }

    fn compare(&mut self) -> Result<(), TestCaseError> {
        for who in 0..DEVICES {
            let patches = GENERAL.map(|name| self.room.patches(who, name));
            let (now, notebook) = (self.room.community(who), self.room.notebook(who));
            let device = &mut self.room.devices[who];
            let (kept, kept_notebook) = &mut self.views[who];
            let was = kept.clone();
            let changed = kept.apply_patches(device.doc_mut(GENERAL[0]), &authors, &patches[0]);
            kept_notebook.apply_patches(device.doc_mut(GENERAL[1]), &authors, &patches[1]);
            prop_assert_eq!(&*kept, &now);
            prop_assert_eq!(&*kept_notebook, &notebook);
            prop_assert_eq!(changed, was != now);
        }
        Ok(())
    }

    /// An act on something that is there, if anything is.
    fn command(
        &mut self,
        who: usize,
        act: u8,
        a: prop::sample::Index,
        b: prop::sample::Index,
    ) -> Option<Command> {
        let view = self.room.community(who);
        let notebook = self.room.notebook(who);
        let words = format!("words {} {}", a.index(7), b.index(7));
        let rules = &view.groundrules.rules;
        let rule = || pick(rules, a).map(|rule| rule.id);
        let other = || pick(rules, b).map(|rule| rule.id);
        let note = || pick(&notebook.notes, a).map(|note| note.id);
        let meeting = || pick(&view.meetings, a);
        let slot = |place: prop::sample::Index| pick(&meeting()?.slots, place).cloned();
        let vote = || pick(&view.votes, a);
        let point = || pick(&view.learning, a);
        let action = || pick(&view.actions, a);
        Some(match act {
            0 | 1 => GroundrulesCommand::Add { text: words, after: other() }.into(),
            2 => GroundrulesCommand::Splice {
                rule: rule()?,
                splices: vec![splice(b.index(3), 0, &words)],
            }
            .into(),
            3 => GroundrulesCommand::Reword { rule: rule()?, text: words }.into(),
            4 => GroundrulesCommand::Move {
                rule: rule()?,
                after: other().filter(|other| Some(*other) != rule()),
            }
            .into(),
            5 => GroundrulesCommand::TakeOut { rule: rule()? }.into(),
            6 => GroundrulesCommand::BringBack { rule: pick(&view.groundrules.taken_out, a)?.id }
                .into(),
            7 => {
                let rule = pick(rules, a)?;
                GroundrulesCommand::Keep { rule: rule.id, wording: pick(&rule.clash, b)?.id }.into()
            }
            8 => {
                let rule = pick(rules, a)?;
                GroundrulesCommand::Restore { rule: rule.id, wording: pick(&rule.earlier, b)?.id }
                    .into()
            }
            9 => {
                let status = *pick(
                    &[ThemeStatus::Considered, ThemeStatus::NotForUs, ThemeStatus::Included],
                    b,
                )?;
                ThemesCommand::Set { theme: format!("theme-{}", a.index(2)), status }.into()
            }
            10 => GroundrulesCommand::StillRight { session: words }.into(),
            11 => {
                let (kind, scope) = Default::default();
                NotesCommand::Add {
                    text: words,
                    kind,
                    scope,
                    about: None,
                    after: note(),
                    shown: false,
                }
                .into()
            }
            12 => {
                NotesCommand::Splice { note: note()?, splices: vec![splice(0, b.index(3), &words)] }
                    .into()
            }
            13 => {
                let scope = *pick(&[Scope::StaysInRoom, Scope::MayBeReported], b)?;
                NotesCommand::SetScope { note: note()?, scope }.into()
            }
            14 => NotesCommand::TakeOut { note: note()? }.into(),
            15 => {
                let when = When { date: format!("2026-12-1{}", a.index(10)), ..When::default() };
                MeetingsCommand::Propose {
                    kind: MeetingKind::default(),
                    when,
                    place: words,
                    slots: 2,
                }
                .into()
            }
            16 => {
                let when = When { date: format!("2027-01-1{}", b.index(10)), ..When::default() };
                MeetingsCommand::SetWhen { meeting: meeting()?.id, when }.into()
            }
            17 => {
                let presentation =
                    Presentation { kind: PresentationKind::Theme, topic: words, slides: None };
                PresentersCommand::Offer { slot: slot(b)?.id, presentation, member: None }.into()
            }
            18 => PresentersCommand::Pick { offer: pick(&slot(b)?.offers, b)?.id }.into(),
            19 => PresentersCommand::ProposeSwap { slot: slot(a)?.id, with: slot(b)?.id }.into(),
            20 => PresentersCommand::AgreeSwap { swap: pick(&view.swaps, a)?.id, said_aloud: true }
                .into(),
            21 => {
                let mode = if b.index(2) == 0 { VoteMode::PerIssue } else { VoteMode::OneEach };
                let options = vec!["A".to_owned(), "B".to_owned(), "C".to_owned()];
                VotesCommand::Open { question: words, options, mode, fewest_reds: a.index(2) == 0 }
                    .into()
            }
            22 | 23 => {
                let vote = vote()?;
                let mark = *pick(&[Mark::Green, Mark::Red, Mark::Green, Mark::None], b)?;
                BallotsCommand::Mark { vote: vote.id, option: pick(&vote.options, b)?.id, mark }
                    .into()
            }
            24 => VotesCommand::Close { vote: vote()?.id }.into(),
            25 => {
                let vote = vote()?;
                match b.index(4) {
                    0 => VotesCommand::SecondRound { vote: vote.id }.into(),
                    1 => {
                        let review_on = Some("2027-02-01".to_owned());
                        VotesCommand::Park { vote: vote.id, would_help: words, review_on }.into()
                    }
                    2 => {
                        let option = pick(&vote.options, b)?.id;
                        let counts = vec![HandCount { option, greens: 2, reds: 1 }];
                        VotesCommand::EnterHands { vote: vote.id, counts, whole_room: false }.into()
                    }
                    _ => DecisionsCommand::Decide { question: "held-as".to_owned(), answer: words }
                        .into(),
                }
            }
            26 => {
                let note = pick(&notebook.notes, a)?;
                let text = *pick(&note.texts().collect::<Vec<_>>(), b)?;
                let at = b.index(text.text.chars().count() + 1);
                let many = [words.as_str(), " "].concat().repeat(600);
                NotesCommand::GoOn { note: note.id, object: text.object.clone(), at, text: many }
                    .into()
            }
            27 => {
                let note = pick(&notebook.notes, a)?;
                let object = pick(&note.further, b)?.object.clone();
                NotesCommand::Join { note: note.id, object }.into()
            }
            28 => {
                let route = *pick(&[Scope::default(), Scope::MayBeReported], a)?;
                let (uncertainty, session) = Default::default();
                let tags = Tag::ALL.into_iter().take(b.index(3)).collect();
                LearningCommand::Propose { text: words, uncertainty, session, route, tags }.into()
            }
            29 => {
                let splices = vec![splice(0, b.index(2), &words)];
                LearningCommand::Splice { point: point()?.id, splices }.into()
            }
            30 => LearningCommand::Agree { point: point()?.id, how: AgreedHow::Vote }.into(),
            31 => match b.index(2) {
                0 => LearningCommand::Leave { point: point()?.id }.into(),
                _ => LearningCommand::Reconsider { point: point()?.id }.into(),
            },
            32 => {
                let route = *pick(&[Scope::StaysInRoom, Scope::MayBeReported], b)?;
                LearningCommand::SetRoute { point: point()?.id, route }.into()
            }
            33 => {
                let tags = Tag::ALL.into_iter().skip(b.index(7)).collect();
                LearningCommand::SetTags { point: point()?.id, tags }.into()
            }
            34 => LearningCommand::ReportTo {
                point: point()?.id,
                to: "Dr Hale".to_owned(),
                wording: words,
            }
            .into(),
            35 => {
                let report = pick(&point()?.reports, b)?.id;
                match a.index(3) {
                    0 => LearningCommand::NotTo { report }.into(),
                    1 => LearningCommand::SpliceWording { report, splices: vec![splice(0, 1, "")] }
                        .into(),
                    _ => LearningCommand::AgreeReport { report, how: AgreedHow::Vote }.into(),
                }
            }
            36 => LearningCommand::TakeOut { point: point()?.id }.into(),
            37 => {
                let (due, session) = Default::default();
                let owner = (a.index(2) == 0).then(|| member(b.index(3)));
                ActionsCommand::Add { text: words, owner, due, session }.into()
            }
            38 => {
                let session = ["ab", "cd"][a.index(2)].repeat(16);
                ActionsCommand::Arrangements { session }.into()
            }
            39 => {
                let owner = (a.index(4) > 0).then(|| member(b.index(3)));
                ActionsCommand::SetOwner { action: action()?.id, owner }.into()
            }
            40 => {
                let action = action()?.id;
                match b.index(4) {
                    0 => ActionsCommand::Accept { action, said_aloud: a.index(2) == 0 }.into(),
                    1 => ActionsCommand::Done { action }.into(),
                    2 => {
                        let due = Some(format!("2027-01-1{}", a.index(10)));
                        ActionsCommand::SetDue { action, due }.into()
                    }
                    _ => ActionsCommand::TakeOut { action }.into(),
                }
            }
            41 => {
                let role = Role::GroundrulesMonitor;
                match b.index(3) {
                    0 => RolesCommand::TakeOn { role, member: Some(member(a.index(DEVICES))) },
                    1 => RolesCommand::Renew { role },
                    _ => RolesCommand::LayDown { role },
                }
                .into()
            }
            42 => match b.index(3) {
                0 => {
                    let held_as = *pick(&[HeldAs::Page, HeldAs::Flipchart, HeldAs::Slide], a)?;
                    SettingsCommand::HoldGroundrules { held_as }.into()
                }
                1 => {
                    let sponsor = a.index(9) as u16;
                    let days = Reminders { makers: 20, another: 9, sponsor };
                    SettingsCommand::Remind { days }.into()
                }
                _ => SettingsCommand::LookAtVoices { on: a.index(2) == 0 }.into(),
            },
            _ => return None,
        })
    }
}

fn pick<T>(items: &[T], place: prop::sample::Index) -> Option<&T> {
    if items.is_empty() { None } else { Some(place.get(items)) }
}
