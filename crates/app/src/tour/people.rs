//! The people of the tour: each with a node of their own, in a folder of their own.

use anyhow::{Context as _, bail};
use horseshoe_model::Command as Doing;
use horseshoe_node::{
    Clock, Command, Community, CommunityId, Config, Node, Now, Reply, RequestId, Snapshot, TextRef,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Whatever should happen has happened after this long, or never will.
const PATIENCE: Duration = Duration::from_secs(30);

/// A quick typist.
const BETWEEN_LETTERS: Duration = Duration::from_millis(30);

/// One person and their device.
pub(super) struct Person {
    pub(super) name: &'static str,
    profile: PathBuf,
    node: Option<Node>,
}

/// Everybody in the room.
pub(super) struct People {
    pub(super) all: Vec<Person>,
    pub(super) clock: Clock,
}

impl People {
    pub(super) async fn arrive(
        folder: &Path,
        names: &[(&'static str, &str)],
    ) -> anyhow::Result<Self> {
        let mut all = Vec::new();
        for (name, practice) in names {
            let mut person = Person { name, profile: folder.join(name), node: None };
            person.open().await?;
            let introduce =
                Command::Introduce { name: (*name).to_owned(), practice: (*practice).to_owned() };
            person.ask(introduce).await?;
            all.push(person);
        }
        Ok(Self { all, clock: Clock::start() })
    }

    /// Waits until all of these hold the same, and gives how long that took since `began`.
    pub(super) async fn agree(&self, who: &[usize], began: Now) -> anyhow::Result<Duration> {
        for _ in 0..MOST_LOOKS {
            let mut seen = Vec::new();
            for person in who {
                seen.push(self.all[*person].community()?);
            }
            if seen.iter().all(|it| same(it, &seen[0])) {
                return Ok(self.clock.now().running.saturating_sub(began.running));
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bail!("they do not come to the same words")
    }

    /// Hands the running nodes over, for windows on them.
    pub(super) fn nodes(self) -> Vec<(&'static str, Node)> {
        let running = self.all.into_iter();
        running.filter_map(|person| Some((person.name, person.node?))).collect()
    }

    pub(super) async fn go_home(self) {
        for person in self.all {
            person.close().await;
        }
    }
}

const MOST_LOOKS: usize = 6000;

/// Whether two people have the same before them, word for word, and nothing is on its way from the first.
fn same(one: &Community, other: &Community) -> bool {
    one.sync.not_yet_sent == 0
        && one.sync.digest == other.sync.digest
        && one.community == other.community
        && one.notebook == other.notebook
        && one.tallies == other.tallies
}

impl Person {
    /// Opens the person's program. After a stop without goodbye the file may be let go a moment later.
    pub(super) async fn open(&mut self) -> anyhow::Result<()> {
        let mut tries = 0;
        self.node = loop {
            match Node::start(Config::on_loopback(&self.profile), || ()).await {
                Ok(node) => break Some(node),
                Err(horseshoe_node::Problem::ProfileInUse) if tries < 200 => tries += 1,
                Err(problem) => bail!("{}'s program does not open: {problem}", self.name),
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        };
        Ok(())
    }

    pub(super) async fn close(mut self) {
        if let Some(node) = self.node.take() {
            node.shutdown().await;
        }
    }

    /// Closes the program properly; it can be opened again.
    pub(super) async fn leave(&mut self) {
        if let Some(node) = self.node.take() {
            node.shutdown().await;
        }
    }

    /// Stops the program at once, without a goodbye.
    pub(super) fn stop_dead(&mut self) {
        self.node = None;
    }

    pub(super) fn node(&self) -> anyhow::Result<&Node> {
        self.node.as_ref().with_context(|| format!("{}'s program is not open", self.name))
    }

    pub(super) async fn ask(&self, command: Command) -> anyhow::Result<Reply> {
        let answer = self.node()?.ask(command).await;
        answer.with_context(|| format!("{} could not do it", self.name))
    }

    /// How much the person's store takes on the disk, in bytes.
    pub(super) fn stored_bytes(&self) -> u64 {
        let files = std::fs::read_dir(&self.profile).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum()
    }

    pub(super) fn snapshot(&self) -> anyhow::Result<Arc<Snapshot>> {
        Ok(self.node()?.snapshot())
    }

    pub(super) fn community(&self) -> anyhow::Result<Arc<Community>> {
        let snapshot = self.snapshot()?;
        let community = snapshot.communities.first().cloned();
        community.with_context(|| format!("{} is in no community", self.name))
    }

    pub(super) async fn act(&self, act: impl Into<Doing>) -> anyhow::Result<Reply> {
        let community = self.community()?.id;
        self.ask(Command::Do { community, act: act.into() }).await
    }

    /// Does something that makes something, and gives its id.
    pub(super) async fn make<T: std::str::FromStr>(
        &self,
        act: impl Into<Doing>,
    ) -> anyhow::Result<T> {
        let Reply::Made { id } = self.act(act).await? else { bail!("nothing was made") };
        id.parse().ok().with_context(|| "the id of what was made is not one")
    }

    pub(super) async fn invite(&self, community: CommunityId) -> anyhow::Result<String> {
        match self.ask(Command::Invite { community, hours: None }).await? {
            Reply::Ticket { text, .. } => Ok(text),
            other => bail!("no ticket but {other:?}"),
        }
    }

    /// Says yes to the one person who is asking to be let in, once they are asking.
    pub(super) async fn approve(&self) -> anyhow::Result<RequestId> {
        let asked = self.until(|community| !community.requests.is_empty()).await?;
        let request = asked.requests[0].id;
        self.ask(Command::Approve { community: asked.id, request, was: None }).await?;
        Ok(request)
    }

    /// Waits until the person's community is as told.
    pub(super) async fn until(
        &self,
        told: impl Fn(&Community) -> bool,
    ) -> anyhow::Result<Arc<Community>> {
        self.until_snapshot(|snapshot| snapshot.communities.first().is_some_and(|it| told(it)))
            .await?;
        self.community()
    }

    pub(super) async fn until_snapshot(
        &self,
        told: impl Fn(&Snapshot) -> bool,
    ) -> anyhow::Result<Arc<Snapshot>> {
        let mut snapshots = self.node()?.snapshots();
        let waiting = snapshots.wait_for(|snapshot| told(snapshot));
        let seen = tokio::time::timeout(PATIENCE, waiting).await;
        let seen = seen.with_context(|| format!("{} waits in vain", self.name))??;
        Ok(Arc::clone(&seen))
    }

    /// Types words at the end of a text, as a person does: letter by letter, each on what came before.
    pub(super) async fn type_at_end(&self, text: &TextRef, words: &str) -> anyhow::Result<()> {
        let community = self.community()?.id;
        let open = Command::OpenText { community, text: text.clone() };
        let Reply::Text { version, text: before, .. } = self.ask(open).await? else {
            bail!("no text to write in")
        };
        let start = before.chars().count();
        let asker = self.node()?.asker();
        for (place, letter) in words.chars().enumerate() {
            let at = start + place;
            let splice = horseshoe_model::text::Splice { at, delete: 0, insert: letter.into() };
            let splices = vec![splice];
            // What others write meanwhile is mapped by the node: these words were typed on this version.
            asker.send(Command::Write { community, text: text.clone(), version, splices })?;
            tokio::time::sleep(BETWEEN_LETTERS).await;
        }
        self.ask(Command::CloseText { community, text: text.clone() }).await?;
        Ok(())
    }
}
