//! The one loop: whatever happens becomes an input of the core, and what the core asks for is done here.

mod files;
mod keys;
mod network;

use crate::core::{Core, Effect, Input, Start, Whom};
use crate::profile::Profile;
use crate::tasks::Tasks;
use crate::witness::Witness;
use crate::{Clock, Command, Config, Event, Problem, Reply, Snapshot};
use horseshoe_net::{JoinTalk, NetEvent};
use horseshoe_store::{Batch, Writer};
use keys::{Guarded, KeyDesk, Renewal};
use network::Reach;
use rand::SeedableRng as _;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{broadcast, mpsc, oneshot, watch};

/// How many things may wait for the loop; whoever brings more waits.
const INPUTS: usize = 1024;
/// Inputs taken in before the news are published: what came together is shown together.
const AT_ONCE: usize = 256;
/// The end waits this long for the disk.
const LONGEST_END: Duration = Duration::from_secs(10);

/// A command and where its answer goes; without, what goes wrong becomes an event.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) command: Command,
    pub(crate) answer: Option<oneshot::Sender<Result<Reply, Problem>>>,
}

/// A node that runs. Dropping it stops everything.
#[derive(Debug)]
pub(crate) struct Running {
    tasks: Tasks,
    finish: mpsc::Sender<oneshot::Sender<()>>,
    pub(crate) opening: Opening,
}

/// How long each part of opening took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// The keys and the store.
    pub profile: Duration,
    /// Reading what is kept.
    pub documents: Duration,
    /// Until this device could be reached, or it was clear that it cannot.
    pub network: Duration,
}

impl Running {
    pub(crate) async fn shutdown(self) {
        let (done, finished) = oneshot::channel();
        if self.finish.send(done).await.is_ok() {
            // The loop says when everything is written; if it is gone, there is nothing to wait for.
            tokio::time::timeout(LONGEST_END, finished).await.ok();
        }
        self.tasks.stop();
        self.tasks.ended().await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.tasks.stop();
    }
}

/// Opens the profile and starts the loop.
pub(crate) async fn start(
    config: Config,
    asked: mpsc::Receiver<Asked>,
    publish: watch::Sender<Arc<Snapshot>>,
    events: broadcast::Sender<Event>,
    on_news: Box<dyn Fn() + Send + Sync>,
) -> Result<Running, Problem> {
    let (network, keyring) = (config.network.clone(), config.keyring.clone());
    let clock = Clock::start();
    let so_far = || clock.now().running;
    let opening = tokio::task::spawn_blocking(move || Profile::open(&config));
    let profile = opening.await.map_err(|error| Problem::Disk { detail: error.to_string() })??;
    let device_key = profile.device_key().to_bytes();
    let (key, ways) = (profile.device_key().clone(), profile.keys.ways());
    let writer = Writer::start(profile.store).map_err(Problem::from)?;
    let profile_opened = so_far();
    let mut core = Core::load(Start {
        key,
        shelf: writer.reader(),
        rng: rand::rngs::StdRng::from_rng(&mut rand::rng()),
        now: clock.now(),
        doubt: profile.moved,
        online: !network.offline,
        mode: network.mode.clone(),
        marks: profile.marks,
        ways,
    })?;
    publish.send_replace(core.snapshot());
    let documents_read = so_far();
    let (inputs, input) = mpsc::channel(INPUTS);
    let (finish, finishing) = mpsc::channel(1);
    let tasks = Tasks::default();
    let mut running = Loop {
        core,
        clock,
        writer: Some(writer),
        keys: KeyDesk::new(profile.keys, keyring),
        witness: profile.witness,
        network: Reach { config: network, device_key, net: None, told: BTreeMap::new() },
        inputs,
        tasks: tasks.clone(),
        talks: BTreeMap::new(),
        next_talk: 0,
        answers: BTreeMap::new(),
        next_number: 0,
        publish,
        events,
        on_news,
        published: 0,
    };
    running.connect_network().await;
    let opening = Opening {
        profile: profile_opened,
        documents: documents_read.saturating_sub(profile_opened),
        network: so_far().saturating_sub(documents_read),
    };
    running.step([Input::Time]).await;
    tasks.spawn("node", running.run(asked, input, finishing));
    Ok(Running { tasks, finish, opening })
}

/// What the outside reports, beside commands.
#[derive(Debug)]
enum Happened {
    Input(Input),
    Network(NetEvent),
    /// Whoever may let me in was reached, or not.
    Reached {
        whom: Whom,
        talk: Option<JoinTalk>,
    },
    /// Files were written, or not.
    Written {
        number: u64,
        result: Result<Reply, Problem>,
    },
    /// What opens the key file was changed, or not.
    Guarded {
        number: u64,
        result: Result<Guarded, Problem>,
    },
    Renewal(Renewal),
}

impl Happened {
    /// Whether the network did something beyond carrying frames.
    fn is_of_network(&self) -> bool {
        matches!(self, Self::Network(event) if !matches!(event, NetEvent::Frame { .. }))
    }
}

struct Loop {
    core: Core,
    clock: Clock,
    writer: Option<Writer>,
    keys: KeyDesk,
    witness: Witness,
    network: Reach,
    inputs: mpsc::Sender<Happened>,
    tasks: Tasks,
    /// Where what is said in a talk goes.
    talks: BTreeMap<u64, mpsc::Sender<Vec<u8>>>,
    next_talk: u64,
    answers: BTreeMap<u64, Option<oneshot::Sender<Result<Reply, Problem>>>>,
    next_number: u64,
    publish: watch::Sender<Arc<Snapshot>>,
    events: broadcast::Sender<Event>,
    on_news: Box<dyn Fn() + Send + Sync>,
    published: u64,
}

impl Loop {
    async fn run(
        mut self,
        mut asked: mpsc::Receiver<Asked>,
        mut input: mpsc::Receiver<Happened>,
        mut finishing: mpsc::Receiver<oneshot::Sender<()>>,
    ) {
        let mut finished: Option<oneshot::Sender<()>> = None;
        loop {
            let wake = self
                .core
                .wakes_at()
                .map(|at| tokio::time::Instant::from_std(self.clock.instant(at)));
            tokio::select! {
                Some(happened) = input.recv() => {
                    let rest = std::iter::from_fn(|| input.try_recv().ok()).take(AT_ONCE);
                    let all: Vec<Happened> = std::iter::once(happened).chain(rest).collect();
                    let network = all.iter().any(Happened::is_of_network);
                    let mut inputs: Vec<Input> =
                        all.into_iter().filter_map(|happened| self.happened(happened)).collect();
                    if network {
                        inputs.extend(self.contacted());
                    }
                    self.step(inputs).await;
                }
                command = asked.recv() => match command {
                    Some(command) => {
                        let rest = std::iter::from_fn(|| asked.try_recv().ok()).take(AT_ONCE);
                        let all: Vec<Asked> = std::iter::once(command).chain(rest).collect();
                        let inputs: Vec<Input> =
                            all.into_iter().map(|asked| self.asked(asked)).collect();
                        self.step(inputs).await;
                    }
                    // Every handle is gone: nobody will see what happens here.
                    None => return,
                },
                Some(done) = finishing.recv() => {
                    finished = Some(done);
                    let contacted = self.contacted();
                    self.step(contacted.into_iter().chain([Input::Finish])).await;
                }
                () = sleep_until(wake) => self.step([Input::Time]).await,
            }
            self.tell_news();
            if self.core.finished()
                && let Some(done) = finished.take()
            {
                self.end().await;
                // Whoever asked for the end may have stopped waiting.
                done.send(()).ok();
                return;
            }
        }
    }

    fn asked(&mut self, asked: Asked) -> Input {
        self.next_number += 1;
        self.answers.insert(self.next_number, asked.answer);
        Input::Ask { number: self.next_number, command: asked.command }
    }

    fn happened(&mut self, happened: Happened) -> Option<Input> {
        Some(match happened {
            Happened::Input(Input::HungUp { talk }) => {
                self.talks.remove(&talk);
                Input::HungUp { talk }
            }
            Happened::Input(input) => input,
            Happened::Network(event) => return self.network_event(event),
            Happened::Reached { whom, talk } => {
                let talk = talk.map(|talk| self.hold_talk(talk));
                Input::Reached { whom, talk }
            }
            Happened::Written { number, result } => {
                self.answer(number, result);
                return None;
            }
            Happened::Guarded { number, result } => {
                let (result, ways) = match result {
                    Ok((reply, ways)) => (Ok(reply), Some(ways)),
                    Err(problem) => (Err(problem), None),
                };
                self.answer(number, result);
                Input::Guarded { ways: ways? }
            }
            Happened::Renewal(renewal) => return self.renewal(renewal),
        })
    }

    async fn step(&mut self, inputs: impl IntoIterator<Item = Input>) {
        let effects = self.core.step(self.clock.now(), inputs);
        self.follow(effects).await;
    }

    /// Does what the core asks, in order. What is done at once and leads to a next step is stepped after it.
    async fn follow(&mut self, effects: Vec<Effect>) {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            if let Some(input) = self.carry_out(effect).await {
                effects.extend(self.core.step(self.clock.now(), [input]));
            }
        }
    }

    async fn carry_out(&mut self, effect: Effect) -> Option<Input> {
        match effect {
            Effect::Save { ticket, batch } => {
                let inputs = self.inputs.clone();
                let on_done = Box::new(move |result| {
                    // The loop is gone only when nobody waits for the answer any more.
                    inputs.blocking_send(Happened::Input(Input::Saved { ticket, result })).ok();
                });
                if let Some(writer) = &self.writer {
                    writer.submit(batch, on_done);
                }
            }
            Effect::Answer { number, result } => self.answer(number, result),
            Effect::Tell(event) => self.tell(event),
            Effect::Send { peer, frame } => {
                if let Some(net) = &self.network.net
                    && let Err(error) = net.send(&peer, frame)
                {
                    tracing::debug!(%peer, %error, "not sent");
                    // Too far behind, or gone: after a new connection sync finds what is missing.
                    net.close(&peer);
                }
            }
            Effect::Close { peer } => {
                if let Some(net) = &self.network.net {
                    net.close(&peer);
                }
            }
            Effect::Allow(devices) => {
                if let Some(net) = &self.network.net {
                    net.allow(devices);
                }
            }
            Effect::Want { peer, addresses } => {
                if let Some(net) = &self.network.net {
                    net.want(peer, addresses);
                }
            }
            Effect::Reach { whom, device, addresses, relay } => {
                let Some(net) = &self.network.net else {
                    return Some(Input::Reached { whom, talk: None });
                };
                let (reaching, inputs) =
                    (net.join_with(device, addresses, relay), self.inputs.clone());
                self.tasks.spawn("reach whoever lets in", async move {
                    let talk = reaching.await.ok();
                    inputs.send(Happened::Reached { whom, talk }).await.ok(); // the loop may have ended
                });
            }
            Effect::Say { talk, bytes } => {
                if let Some(sender) = self.talks.get(&talk)
                    && sender.try_send(bytes).is_err()
                {
                    self.talks.remove(&talk);
                    return Some(Input::HungUp { talk });
                }
            }
            Effect::HangUp { talk } => {
                self.talks.remove(&talk);
            }
            Effect::SetMode(mode) => {
                self.network.config.mode = Some(mode);
                self.reconnect_network().await;
            }
            Effect::SetOnline(online) => {
                if let Some(net) = &self.network.net {
                    net.set_online(online);
                }
            }
            Effect::HoldDoor(open) => {
                if let Some(net) = &self.network.net {
                    net.hold_door(open);
                }
            }
            Effect::LookForDoors(look) => {
                if let Some(net) = &self.network.net {
                    net.look_for_doors(look);
                }
            }
            Effect::Listen { number, address } => {
                let result = self.listen(address).await;
                self.answer(number, result);
                return Some(Input::Listening { addresses: self.addresses() });
            }
            Effect::Export { number, export, folder } => self.export(number, *export, folder),
            Effect::BackUp { number, file, passphrase } => self.back_up(number, file, passphrase),
            Effect::Guard { number, change } => self.change_guard(number, change),
            Effect::RenewKeys { number } => self.renew_keys(number),
            Effect::WriteFile { number, file, bytes, reply } => {
                self.write_file(number, file, bytes, reply);
            }
            Effect::ReadFile { number, community, file } => self.read_file(number, community, file),
        }
        None
    }

    fn answer(&mut self, number: u64, result: Result<Reply, Problem>) {
        match (self.answers.remove(&number).flatten(), result) {
            // Whoever asked may have gone.
            (Some(answer), result) => {
                answer.send(result).ok();
            }
            (None, Err(problem)) => self.tell(Event::Problem(problem)),
            (None, Ok(_)) => {}
        }
    }

    fn tell(&self, event: Event) {
        // Without listeners there is nobody to tell.
        self.events.send(event).ok();
        (self.on_news)();
    }

    fn tell_news(&mut self) {
        let snapshot = self.core.snapshot();
        if snapshot.number == self.published {
            return;
        }
        self.published = snapshot.number;
        self.publish.send_replace(snapshot);
        (self.on_news)();
    }

    /// Everything is written: says goodbye and closes the store.
    async fn end(&mut self) {
        self.talks.clear();
        if let Some(net) = self.network.net.take() {
            net.shutdown().await;
        }
        if let Some(writer) = &self.writer {
            let mut batch = Batch::new();
            self.witness.advance(&mut batch);
            writer.submit(batch, Box::new(|_| ()));
        }
        if let Some(writer) = self.writer.take()
            && let Ok(Err(error)) = tokio::task::spawn_blocking(move || writer.finish()).await
        {
            tracing::error!(%error, "the store did not close well");
        }
    }
}

/// Work on the disk that ended without saying how.
fn lost(error: &tokio::task::JoinError) -> Problem {
    Problem::Disk { detail: error.to_string() }
}

async fn sleep_until(wake: Option<tokio::time::Instant>) {
    match wake {
        Some(wake) => tokio::time::sleep_until(wake).await,
        None => std::future::pending().await,
    }
}
