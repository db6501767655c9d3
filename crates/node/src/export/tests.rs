//! A whole export of a small community, read back as people and programs would.

use super::*;
use crate::{Member, Notebook, Stage, SyncStatus};
use horseshoe_merge::{Actor, Document as Merged};
use horseshoe_model as model;
use horseshoe_model::{
    Acting, ActionsCommand, Command, CommunityView, GroundrulesCommand, LearningCommand,
    MeetingsCommand, MemberView, NotebookView, NotesCommand, PresentersCommand, PrivateCommand,
    PrivateView, VotesCommand, When,
};
use horseshoe_trust::{CommunityId, DocumentId};
use std::fs;

const AT: u64 = 1_797_000_000_000;

/// A community of two as its documents, written by Amira.
struct Group {
    documents: BTreeMap<Kind, Merged>,
    ids: u8,
}

impl Group {
    fn new() -> Self {
        let kinds = [Kind::Community, Kind::Notebook, Kind::Private, Kind::Member];
        Self { documents: kinds.map(|kind| (kind, kind.document())).into(), ids: 0 }
    }

    fn does(&mut self, command: impl Into<Command>) -> String {
        let command = command.into();
        let community = self.community();
        let view = MemberView::default();
        let members = [(member(1), &view), (member(2), &view)];
        let ids = &mut self.ids;
        let mut acting = Acting {
            member: member(1),
            actor: Actor::from_bytes([1; 16]),
            now: AT - 60_000,
            ids: &mut || {
                *ids += 1;
                [*ids; 16]
            },
            community: Some(&community),
            members: &members,
            notebooks: &[],
        };
        let document = self.documents.get_mut(&command.kind()).unwrap();
        model::perform(&command, document, &mut acting).unwrap().made.unwrap_or_default()
    }

    fn community(&self) -> CommunityView {
        CommunityView::read(&self.documents[&Kind::Community], &by_amira)
    }

    fn export(&self, name: &str) -> Export {
        let community = self.community();
        let tallies = model::tallies(&community, &[]);
        Export {
            community: Arc::new(Community {
                id: CommunityId::from_bytes([9; 32]),
                name: name.to_owned(),
                stage: Stage::Living,
                me: MemberId::from_bytes([1; 32]),
                members: Arc::new(vec![
                    person(1, "Amira", "District nursing"),
                    person(2, "Sam", "Housing"),
                ]),
                invitations: vec![crate::Invitation {
                    ticket: horseshoe_trust::TicketId::from_bytes([7; 32]),
                    text: "horseshoe:secret".to_owned(),
                    expires: 0,
                    own_device: false,
                }],
                door: None,
                requests: Vec::new(),
                community: Arc::new(community),
                community_document: DocumentId::from_bytes([1; 32]),
                notebook: Arc::new(Notebook::of(vec![(
                    DocumentId::from_bytes([2; 32]),
                    Arc::new(NotebookView::read(&self.documents[&Kind::Notebook], &by_amira)),
                )])),
                sessions: Arc::default(),
                news: Arc::default(),
                few: Arc::default(),
                erasing: Arc::default(),
                private: Arc::new(PrivateView::read(&self.documents[&Kind::Private])),
                private_document: DocumentId::from_bytes([3; 32]),
                tallies: Arc::new(tallies),
                typing: Vec::new(),
                sync: Arc::new(SyncStatus::default()),
                spread: Arc::default(),
                can_undo: false,
                continues: None,
                membership: Default::default(),
            }),
            documents: self
                .documents
                .iter()
                .map(|(kind, document)| {
                    let owner = matches!(kind, Kind::Member | Kind::Private)
                        .then_some(MemberId::from_bytes([1; 32]));
                    (*kind, owner, document.export())
                })
                .collect(),
            at: AT,
            language: Language::English,
        }
    }

    /// Every file that is written, with what is in it.
    fn files(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        self.files_in(Language::English, name)
    }

    fn files_in(&self, language: Language, name: &str) -> BTreeMap<String, Vec<u8>> {
        let parent = tempfile::tempdir().unwrap();
        let root = parent.path().join("export");
        let export = Export { language, ..self.export(name) };
        let written = export.write_with(&root, TimeZone::UTC).unwrap();
        let mut files = BTreeMap::new();
        read_all(&root, &root, &mut files);
        assert_eq!(files.len(), usize::try_from(written).unwrap());
        files
    }
}

fn read_all(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

fn member(number: u8) -> model::MemberId {
    model::MemberId::from_bytes([number; 32])
}

#[expect(clippy::unnecessary_wraps, reason = "authors may be unknown")]
fn by_amira(_: &Actor) -> Option<model::MemberId> {
    Some(member(1))
}

fn person(number: u8, name: &str, practice: &str) -> Member {
    Member {
        id: MemberId::from_bytes([number; 32]),
        name: name.to_owned(),
        practice: practice.to_owned(),
        standing: true,
        me: number == 1,
        here: number == 1,
        has_all: true,
        lacks: 0,
        met_at: None,
        let_in_by: Vec::new(),
        was: None,
        words: Vec::new(),
        compared: false,
        compared_by: 0,
        devices: Vec::new(),
        view: Arc::default(),
    }
}

fn a_full_group() -> Group {
    let mut group = Group::new();
    let rule = group.does(GroundrulesCommand::Add { text: "Phones off".into(), after: None });
    let rule = rule.parse().unwrap();
    group.does(GroundrulesCommand::Reword { rule, text: "Phones off,\nor *silent*".into() });
    group.does(GroundrulesCommand::StillRight { session: "Session 4".into() });
    let role = model::Role::GroundrulesMonitor;
    group.does(model::RolesCommand::TakeOn { role, member: None });
    group.does(model::SettingsCommand::HoldGroundrules { held_as: model::HeldAs::Slide });
    let when = When {
        date: "2026-12-10".into(),
        start: "14:00".into(),
        end: "17:00".into(),
        zone: "Europe/London".into(),
    };
    group.does(MeetingsCommand::Propose {
        kind: model::MeetingKind::Session,
        when,
        place: "Room 3".into(),
        slots: 2,
    });
    let slot = group.community().meetings[0].slots[0].id;
    let topic = "A first visit".to_owned();
    let presentation =
        model::Presentation { kind: model::PresentationKind::CaseStudy, topic, slides: None };
    let offer =
        group.does(PresentersCommand::Offer { slot, presentation, member: Some(member(2)) });
    group.does(PresentersCommand::Pick { offer: offer.parse().unwrap() });
    group.does(NotesCommand::Add {
        text: "Mapping her week | with her".into(),
        kind: model::NoteKind::Note,
        scope: model::Scope::MayBeReported,
        about: Some("Session 4".into()),
        after: None,
        shown: false,
    });
    group.does(model::DecisionsCommand::Decide {
        question: "when-where".into(),
        answer: "Thursdays".into(),
    });
    let vote = group.does(VotesCommand::Open {
        question: "What next?".into(),
        options: vec!["Endings".into(), "Recording".into()],
        mode: model::VoteMode::PerIssue,
        fewest_reds: false,
    });
    let vote = vote.parse().unwrap();
    let options = group.community().votes[0].options.clone();
    let counts = vec![model::HandCount { option: options[1].id, greens: 4, reds: 1 }];
    group.does(VotesCommand::EnterHands { vote, counts, whole_room: true });
    group.does(VotesCommand::Close { vote });
    learn_and_plan(&mut group);
    group.does(PrivateCommand::AddNote {
        text: "I went back too soon".into(),
        about: None,
        after: None,
    });
    group
}

/// Points to keep and one to be told of, one that is only proposed, and actions.
fn learn_and_plan(group: &mut Group) {
    let propose = |text: &str, route, tags: &[model::Tag]| LearningCommand::Propose {
        text: text.into(),
        uncertainty: format!("Unsure: {text}"),
        session: None,
        route,
        tags: tags.iter().copied().collect(),
    };
    let how = model::AgreedHow::SaidAloud;
    let stays = propose("Asking first", model::Scope::default(), &[]);
    let tags = [model::Tag::Uncertainty, model::Tag::GoodPractice];
    let told = propose("Going back *too soon*", model::Scope::MayBeReported, &tags);
    let [stays, told] = [stays, told].map(|point| group.does(point).parse().unwrap());
    group.does(LearningCommand::Agree { point: stays, how });
    group.does(LearningCommand::Agree { point: told, how });
    group.does(propose("Only proposed", model::Scope::default(), &[]));
    for (to, wording, agreed) in
        [("Dr Hale", "A second visit helps", true), ("Housing", "Not agreed", false)]
    {
        let (to, wording) = (to.into(), wording.into());
        let report = group.does(LearningCommand::ReportTo { point: told, to, wording });
        if agreed {
            let report = report.parse().unwrap();
            group.does(LearningCommand::AgreeReport { report, how });
        }
    }
    group.does(ActionsCommand::Add {
        text: "Ask about | the room".into(),
        owner: Some(member(1)),
        due: Some("2026-12-10".into()),
        session: None,
    });
    let session = "ab".repeat(32);
    let notices = model::Arrangement::Notices.action(&session);
    let room = model::Arrangement::Room.action(&session);
    group.does(ActionsCommand::Arrangements { session });
    for action in [notices, room] {
        group.does(ActionsCommand::SetOwner { action, owner: Some(member(2)) });
    }
    group.does(ActionsCommand::Accept { action: notices, said_aloud: true });
    group.does(ActionsCommand::Done { action: notices });
}

fn is_page(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|end| end == "md")
}

/// The pages people read, in one.
fn pages(files: &BTreeMap<String, Vec<u8>>) -> String {
    let pages: Vec<String> = files
        .iter()
        .filter(|(name, _)| is_page(name))
        .map(|(name, bytes)| format!("--- {name}\n{}", String::from_utf8_lossy(bytes)))
        .collect();
    pages.join("\n").replace("  \n", "␣␣\n")
}

#[test]
fn in_another_language_the_pages_are_in_that_and_the_rest_is_the_same() {
    let group = a_full_group();
    let (english, german) =
        (group.files("Riverside"), group.files_in(Language::German, "Riverside"));
    insta::assert_snapshot!(pages(&german));
    for (name, bytes) in english.iter().filter(|(name, _)| !is_page(name)) {
        assert!(german[name] == *bytes, "{name}");
    }
}

#[test]
fn people_read_pages_without_ids_and_programs_the_same_as_json() {
    let files = a_full_group().files("Riverside");
    let pages = pages(&files);
    assert!(!pages.contains("0101010"), "an id is on a page");
    insta::assert_snapshot!(pages);

    let json: serde_json::Value = serde_json::from_slice(&files["community.json"]).unwrap();
    assert_eq!(json["members"][1]["name"], "Sam");
    assert_eq!(
        json["community"]["groundrules"]["rules"][0]["words"]["text"],
        "Phones off,\nor *silent*"
    );
}

#[test]
fn f12_f57_a_point_only_proposed_is_on_no_page_nor_is_doubt_about_one_that_stays() {
    let files = a_full_group().files("Riverside");
    let page = String::from_utf8_lossy(&files["learning.md"]).into_owned();
    assert!(page.contains("Asking first") && page.contains("A second visit helps"));
    assert!(!page.contains("Only proposed") && !page.contains("Not agreed"));
    assert!(page.contains("Unsure: Going back") && !page.contains("Unsure: Asking first"));
}

#[test]
fn what_only_i_see_and_my_tickets_are_in_nothing_that_is_handed_on() {
    let files = a_full_group().files("Riverside");
    for (name, bytes) in &files {
        let found = |words: &str| String::from_utf8_lossy(bytes).contains(words);
        assert_eq!(found("went back too soon"), name.starts_with("only-me/"), "{name}");
        assert!(!found("horseshoe:secret"), "{name}");
    }
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    insta::assert_snapshot!(names.join("\n"), @r"
    README.md
    community.json
    decisions.md
    documents/community-1.automerge
    documents/member-1.automerge
    documents/notebook-1.automerge
    groundrules.md
    learning.md
    meetings.md
    notes.md
    only-me/only-me.json
    only-me/only-me.md
    only-me/private-1.automerge
    people.md
    ");
}

#[test]
fn an_empty_community_is_written_too_and_nothing_stands_in_only_me() {
    let files = Group::new().files("../../etc/# *Us*");
    assert!(!files.keys().any(|name| name.starts_with("only-me")));
    assert!(String::from_utf8_lossy(&files["README.md"]).starts_with(r"# ../../etc/\# \*Us\*"));
}
