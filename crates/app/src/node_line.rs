//! The line to a real node: a task beside the window carries what is asked and what is told.

use crate::line::{Heard, Line};
use horseshoe_node::{Asker, Command, Event, Node, Problem, Reply, Snapshot};
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use tokio::runtime::Handle;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::{broadcast, mpsc, watch};
use tokio::task::JoinSet;

/// A window asks a few things per frame at most.
const ASKS: usize = 1024;
/// More than a node can tell between two frames.
const TOLD: usize = 4096;
/// So many answers may be waited for at once; what is asked beyond waits in the channel.
const AT_ONCE: usize = 256;

#[derive(Debug)]
pub(crate) struct NodeLine {
    snapshots: watch::Receiver<Arc<Snapshot>>,
    asks: mpsc::Sender<(u64, Command)>,
    told: mpsc::Receiver<Heard>,
    /// Answers to what could not even be asked.
    refused: Vec<Heard>,
}

impl NodeLine {
    /// A line to this node; its task ends with the line. `on_news` wakes the window.
    pub(crate) fn new(
        node: &Node,
        runtime: &Handle,
        on_news: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let (asks, asked) = mpsc::channel(ASKS);
        let (tell, told) = mpsc::channel(TOLD);
        let carrier = Carrier { asker: node.asker(), events: node.events(), asked, tell, on_news };
        runtime.spawn(carrier.carry());
        Self { snapshots: node.snapshots(), asks, told, refused: Vec::new() }
    }
}

impl Line for NodeLine {
    fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshots.borrow().clone()
    }

    fn ask(&mut self, number: u64, command: Command) {
        if self.asks.try_send((number, command)).is_err() {
            self.refused.push(Heard::Answer { number, answer: Err(Problem::Stopped) });
        }
    }

    fn hear(&mut self) -> Vec<Heard> {
        let mut heard = std::mem::take(&mut self.refused);
        while let Ok(news) = self.told.try_recv() {
            heard.push(news);
        }
        heard
    }
}

type Answered = (u64, Result<Reply, Problem>);

struct Carrier<W> {
    asker: Asker,
    events: broadcast::Receiver<Event>,
    asked: mpsc::Receiver<(u64, Command)>,
    tell: mpsc::Sender<Heard>,
    on_news: W,
}

impl<W: Fn() + Send + Sync> Carrier<W> {
    async fn carry(mut self) {
        let mut waiting: JoinSet<Answered> = JoinSet::new();
        loop {
            let heard = tokio::select! {
                biased;
                event = self.events.recv() => match event {
                    Ok(event) => vec![Heard::Event(event)],
                    Err(RecvError::Lagged(_)) => vec![Heard::Missed],
                    // The node is gone; what is asked from now on is answered by its absence.
                    Err(RecvError::Closed) => return,
                },
                Some(answered) = waiting.join_next() => {
                    // Events from before the answer must be heard before it: writing relies on the order.
                    let mut heard = self.events_so_far();
                    heard.extend(answered.ok().map(|(number, answer)| Heard::Answer { number, answer }));
                    heard
                }
                asked = self.asked.recv(), if waiting.len() < AT_ONCE => match asked {
                    Some((number, command)) => {
                        self.ask(&mut waiting, number, command).await;
                        continue;
                    }
                    None => return,
                },
            };
            for heard in heard {
                if self.tell.send(heard).await.is_err() {
                    return;
                }
            }
            (self.on_news)();
        }
    }

    /// Asks in the order of the calls, and waits for the answer beside.
    async fn ask(&self, waiting: &mut JoinSet<Answered>, number: u64, command: Command) {
        let asker = self.asker.clone();
        let mut asking: Pin<Box<dyn Future<Output = Answered> + Send>> =
            Box::pin(async move { (number, asker.ask(command).await) });
        // Polled once here, so that it has its place in the node's queue before the next one.
        let first = std::future::poll_fn(|cx| Poll::Ready(asking.as_mut().poll(cx))).await;
        match first {
            Poll::Ready(answered) => waiting.spawn(std::future::ready(answered)),
            Poll::Pending => waiting.spawn(asking),
        };
    }

    fn events_so_far(&mut self) -> Vec<Heard> {
        let mut heard = Vec::new();
        loop {
            match self.events.try_recv() {
                Ok(event) => heard.push(Heard::Event(event)),
                Err(TryRecvError::Lagged(_)) => heard.push(Heard::Missed),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return heard,
            }
        }
    }
}
