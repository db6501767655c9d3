//! A made-up community to look around in: three real members in this program, on loopback, in a folder that goes away.

use crate::texts::{TextId, Texts};
use anyhow::Context as _;
use horseshoe_handbook::Language;
use horseshoe_model::{
    AgreedHow, BallotsCommand, Command as Doing, GroundrulesCommand, Mark, MeetingKind,
    MeetingsCommand, NoteKind, NotesCommand, OptionId, ParkedCommand, Presentation,
    PresentationKind, PresentersCommand, PrivateCommand, Scope, VoteId, VoteMode, VotesCommand,
    When,
};
use horseshoe_node::{
    Clock, Command, Community, CommunityId, Config, Node, Reply, Snapshot, Stage,
};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// Three members who have met: the first is the person at the window.
#[derive(Debug)]
pub(crate) struct World {
    nodes: [Node; 3],
    _folder: TempDir,
}

/// Nothing on loopback takes longer.
const PATIENCE: Duration = Duration::from_secs(30);

const MEMBERS: [(TextId, TextId); 3] = [
    (TextId("made-up-me"), TextId("made-up-my-practice")),
    (TextId("made-up-second"), TextId("made-up-second-practice")),
    (TextId("made-up-third"), TextId("made-up-third-practice")),
];
const RULES: [TextId; 4] = [
    TextId("made-up-rule-1"),
    TextId("made-up-rule-2"),
    TextId("made-up-rule-3"),
    TextId("made-up-rule-4"),
];
const NOTES: [TextId; 2] = [TextId("made-up-note-1"), TextId("made-up-note-2")];
const ISSUES: [TextId; 3] =
    [TextId("made-up-issue-1"), TextId("made-up-issue-2"), TextId("made-up-issue-3")];
/// A meeting this many days from now.
const DAYS_AHEAD: i64 = 16;

impl World {
    /// Founds the community, lets the third member in, and has them write what there is to see.
    pub(crate) async fn make(
        language: Language,
        on_news: impl Fn() + Send + Sync + 'static,
    ) -> anyhow::Result<Self> {
        let texts = Texts::of(language);
        let folder = tempfile::tempdir().context("no temporary folder")?;
        let start = |name: &str| Config::on_loopback(folder.path().join(name));
        let me = Node::start(start("first"), on_news).await?;
        let second = Node::start(start("second"), || {}).await?;
        let third = Node::start(start("third"), || {}).await?;
        let world = Self { nodes: [me, second, third], _folder: folder };
        for (node, (name, practice)) in world.nodes.iter().zip(MEMBERS) {
            let (name, practice) = (texts.t(name.0), texts.t(practice.0));
            node.ask(Command::Introduce { name, practice }).await?;
        }
        let community = world.found(texts.t("made-up-name")).await?;
        world.write(&texts, community).await?;
        Ok(world)
    }

    /// The node of the person at the window.
    pub(crate) fn me(&self) -> &Node {
        &self.nodes[0]
    }

    /// Ends it; the folder goes with it.
    pub(crate) async fn end(self) {
        for node in self.nodes {
            node.shutdown().await;
        }
    }

    async fn found(&self, name: String) -> anyhow::Result<CommunityId> {
        let [me, second, third] = &self.nodes;
        let Reply::Begun { community: draft } = me.ask(Command::Begin { name }).await? else {
            anyhow::bail!("no draft");
        };
        join(me, draft, second).await?;
        approve(me).await?;
        let living = |snapshot: &Snapshot| snapshot.communities.iter().any(|one| begun(one));
        wait(second, living).await.context("the second member is in")?;
        wait(me, living).await.context("the community has begun")?;
        let community = only(me)?.id;
        join(me, community, third).await?;
        approve(me).await?;
        approve(second).await?;
        wait(third, living).await.context("the third member is in")?;
        let all = |snapshot: &Snapshot| {
            snapshot.communities.iter().any(|one| {
                one.members.len() == 3 && one.members.iter().all(|member| !member.name.is_empty())
            })
        };
        for node in &self.nodes {
            wait(node, all).await.context("everybody knows everybody")?;
        }
        Ok(community)
    }

    async fn write(&self, texts: &Texts, community: CommunityId) -> anyhow::Result<()> {
        let [me, second, third] = &self.nodes;
        for (text, node) in RULES.iter().zip([second, third, me, second]) {
            let after = only(node)?.community.groundrules.rules.last().map(|rule| rule.id);
            let text = texts.t(text.0);
            act(node, community, GroundrulesCommand::Add { text, after }).await?;
            let rules = only(node)?.community.groundrules.rules.len();
            for other in &self.nodes {
                wait(other, |snapshot| {
                    snapshot.communities[0].community.groundrules.rules.len() >= rules
                })
                .await?;
            }
        }
        act(third, community, GroundrulesCommand::StillRight { session: String::new() }).await?;
        for (text, node) in NOTES.iter().zip([third, second]) {
            let note = NotesCommand::Add {
                text: texts.t(text.0),
                kind: NoteKind::Note,
                scope: Scope::default(),
                about: None,
                after: None,
                shown: false,
            };
            act(node, community, note).await?;
        }
        self.meet(texts, community).await?;
        let park = ParkedCommand::Park {
            text: texts.t("made-up-parked"),
            would_help: String::new(),
            review_on: None,
        };
        act(second, community, park).await?;
        act(me, community, PrivateCommand::Jot { text: texts.t("made-up-question") }).await?;
        self.vote(texts, community).await
    }

    /// A date that is agreed, one presenter picked, one place still free.
    async fn meet(&self, texts: &Texts, community: CommunityId) -> anyhow::Result<()> {
        let [_, second, third] = &self.nodes;
        let now = i64::try_from(Clock::start().now().unix_ms).unwrap_or_default();
        let today =
            jiff::Timestamp::from_millisecond(now)?.to_zoned_datetime(jiff::tz::TimeZone::system());
        let date = today.date().checked_add(jiff::Span::new().days(DAYS_AHEAD))?;
        let when = When {
            date: date.to_string(),
            start: "14:00".to_owned(),
            end: "17:00".to_owned(),
            zone: String::new(),
        };
        let place = texts.t("made-up-place");
        let kind = MeetingKind::Session;
        act(second, community, MeetingsCommand::Propose { kind, when, place, slots: 2 }).await?;
        let meeting = only(second)?.community.meetings[0].clone();
        let agree = MeetingsCommand::Agree { meeting: meeting.id, how: AgreedHow::SaidAloud };
        act(second, community, agree).await?;
        let presentation = Presentation {
            kind: PresentationKind::CaseStudy,
            topic: texts.t("made-up-topic"),
            slides: None,
        };
        let slot = meeting.slots.first().context("places at the meeting")?.id;
        act(second, community, PresentersCommand::Offer { slot, presentation, member: None })
            .await?;
        let offered = |snapshot: &Snapshot| {
            let meetings = &snapshot.communities[0].community.meetings;
            meetings.first().is_some_and(|meeting| !meeting.slots[0].offers.is_empty())
        };
        wait(third, offered).await?;
        let offer = only(third)?.community.meetings[0].slots[0].offers[0].id;
        act(third, community, PresentersCommand::Pick { offer }).await
    }

    /// An open vote the two others have marked.
    async fn vote(&self, texts: &Texts, community: CommunityId) -> anyhow::Result<()> {
        let [me, second, third] = &self.nodes;
        let open = VotesCommand::Open {
            question: texts.t("made-up-vote"),
            options: ISSUES.iter().map(|issue| texts.t(issue.0)).collect(),
            mode: VoteMode::PerIssue,
            fewest_reds: false,
        };
        act(third, community, open).await?;
        for (node, marks) in [
            (second, [Mark::Green, Mark::None, Mark::Red]),
            (third, [Mark::None, Mark::Green, Mark::Green]),
        ] {
            wait(node, |snapshot| !snapshot.communities[0].community.votes.is_empty()).await?;
            let (vote, issues) = issues(&*only(node)?)?;
            for (option, mark) in issues.into_iter().zip(marks) {
                if mark != Mark::None {
                    act(node, community, BallotsCommand::Mark { vote, option, mark }).await?;
                }
            }
        }
        wait(me, |snapshot| {
            snapshot.communities[0].tallies.first().is_some_and(|tally| tally.marked == 2)
        })
        .await
        .context("the others’ marks have arrived")
    }
}

/// Gives a ticket to somebody and waits until they ask to be let in.
async fn join(host: &Node, community: CommunityId, guest: &Node) -> anyhow::Result<()> {
    let invite = Command::Invite { community, hours: Some(1) };
    let Reply::Ticket { text, .. } = host.ask(invite).await? else {
        anyhow::bail!("no ticket");
    };
    guest.ask(Command::Join { ticket: text }).await?;
    Ok(())
}

/// Does something in the community.
async fn act(node: &Node, community: CommunityId, act: impl Into<Doing>) -> anyhow::Result<()> {
    node.ask(Command::Do { community, act: act.into() }).await?;
    Ok(())
}

/// Says yes to the one who asks.
async fn approve(node: &Node) -> anyhow::Result<()> {
    let asked = |snapshot: &Snapshot| {
        snapshot.communities.iter().any(|one| one.requests.iter().any(|one| !one.approved_by_me))
    };
    wait(node, asked).await.context("somebody asks to be let in")?;
    let community = only(node)?;
    let request = community.requests.iter().find(|request| !request.approved_by_me);
    let request = request.context("somebody asks to be let in")?.id;
    node.ask(Command::Approve { community: community.id, request, was: None }).await?;
    Ok(())
}

fn begun(community: &Community) -> bool {
    community.stage == Stage::Living
}

/// The one community there is.
fn only(node: &Node) -> anyhow::Result<Arc<Community>> {
    node.snapshot().communities.first().cloned().context("a community")
}

fn issues(community: &Community) -> anyhow::Result<(VoteId, Vec<OptionId>)> {
    let vote = community.community.votes.first().context("a vote")?;
    Ok((vote.id, vote.options.iter().map(|option| option.id).collect()))
}

async fn wait(node: &Node, until: impl Fn(&Snapshot) -> bool) -> anyhow::Result<()> {
    let mut snapshots = node.snapshots();
    let reached = snapshots.wait_for(|snapshot| until(snapshot));
    tokio::time::timeout(PATIENCE, reached).await.context("waited too long")??;
    Ok(())
}
