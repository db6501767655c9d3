//! One connection per pair of devices on the sync protocol: who passes, which of two stays, frames in and out.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use horseshoe_trust::DeviceId;
use iroh::endpoint::{
    AfterHandshakeOutcome, Connection, ConnectionError, EndpointHooks, RecvStream, SendStream,
    Side, VarInt,
};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, timeout};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::framing::{FrameError, MAX_FRAME, read_frame, write_frame};
use crate::net::{Inner, NetEvent, device};

pub(crate) const SYNC_ALPN: &[u8] = b"horseshoe/sync/1";

/// Frames waiting to go out on one connection, by number and by bytes.
const QUEUE_FRAMES: usize = 256;
const QUEUE_BYTES: usize = 8 << 20;
/// How long what was sent before may take to leave, once a device may no longer be connected.
const LAST_WORDS: Duration = Duration::from_millis(500);
const FIRST_WORD: Duration = Duration::from_secs(10);
/// Two connections made within this time were made at once: one of them is chosen by id. Later ones mean that the
/// other side lost the old connection without our knowing.
const AT_ONCE: Duration = Duration::from_secs(5);

/// Why a connection ended. The other side is told.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CloseReason {
    #[error("closed here")]
    Done,
    #[error("not, or no longer, among the devices let in")]
    NotAllowed,
    #[error("another connection of the same pair took its place")]
    Replaced,
    #[error("too many knocks")]
    TooManyKnocks,
    #[error("nothing was said in time")]
    Silent,
    #[error("a frame was too long")]
    FrameTooLong,
    #[error("set to stay offline")]
    Offline,
    #[error("the other side ended it: {0}")]
    ByPeer(String),
    #[error("the connection was lost")]
    Lost,
}

/// A frame that was not queued. Nothing of it was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SendError {
    #[error("not connected")]
    NotConnected,
    /// The other side reads slower than we write: try again later, or leave it to the next comparison.
    #[error("too much is waiting to go out")]
    Full,
    #[error("longer than a frame may be")]
    TooLong,
}

/// Checks every finished handshake before a byte of the application passes. Empty set: nobody passes.
#[derive(Debug)]
pub(crate) struct Gate {
    pub(crate) allowed: watch::Receiver<Arc<BTreeSet<DeviceId>>>,
}

impl EndpointHooks for Gate {
    async fn after_handshake<'a>(&'a self, conn: &'a Connection) -> AfterHandshakeOutcome {
        let passes = match conn.alpn() {
            SYNC_ALPN => self.allowed.borrow().contains(&device(conn.remote_id())),
            alpn => alpn == crate::join::JOIN_ALPN,
        };
        if passes {
            return AfterHandshakeOutcome::accept();
        }
        let (error_code, reason) = code(&CloseReason::NotAllowed);
        AfterHandshakeOutcome::Reject { error_code, reason: reason.into() }
    }
}

/// The connection of a pair that is in use.
#[derive(Debug)]
pub(crate) struct Link {
    queue: mpsc::Sender<Vec<u8>>,
    queued: Arc<AtomicUsize>,
    dialed_by: DeviceId,
    since: Instant,
    /// Ends it with a reason.
    end: watch::Sender<Option<CloseReason>>,
    /// Cancelled after its `Closed` event.
    over: Arc<Over>,
}

/// Names one connection and tells when it is over.
#[derive(Debug, Default)]
pub(crate) struct Over(CancellationToken);

impl Over {
    pub(crate) async fn wait(&self) {
        self.0.cancelled().await;
    }
}

impl Link {
    pub(crate) fn dialed_by(&self) -> DeviceId {
        self.dialed_by
    }

    pub(crate) fn over(&self) -> Arc<Over> {
        Arc::clone(&self.over)
    }

    pub(crate) fn is(&self, over: &Arc<Over>) -> bool {
        Arc::ptr_eq(&self.over, over)
    }

    pub(crate) fn send(&self, bytes: Vec<u8>) -> Result<(), SendError> {
        let length = bytes.len();
        if length > MAX_FRAME {
            return Err(SendError::TooLong);
        }
        if self.queued.fetch_add(length, Ordering::Relaxed) + length > QUEUE_BYTES {
            self.queued.fetch_sub(length, Ordering::Relaxed);
            return Err(SendError::Full);
        }
        self.queue.try_send(bytes).map_err(|error| {
            self.queued.fetch_sub(length, Ordering::Relaxed);
            match error {
                mpsc::error::TrySendError::Full(_) => SendError::Full,
                mpsc::error::TrySendError::Closed(_) => SendError::NotConnected,
            }
        })
    }

    pub(crate) fn end(&self, reason: CloseReason) {
        self.end.send_if_modified(|end| end.is_none() && end.replace(reason).is_none());
    }

    /// Whether a new connection dialed by `dialer` takes the place of this one. Both sides decide alike.
    pub(crate) fn gives_way_to(&self, dialer: DeviceId) -> bool {
        newer_wins(self.dialed_by, dialer, self.since.elapsed())
    }
}

/// Which of two connections of a pair stays: the lower id's, if they were made at once; else the newer.
fn newer_wins(older_dialed_by: DeviceId, newer_dialed_by: DeviceId, age: Duration) -> bool {
    age >= AT_ONCE || newer_dialed_by <= older_dialed_by
}

/// A connection we dialed: says hello, waits to be taken. True once it is, or another of the pair is in use.
pub(crate) async fn greet(inner: &Arc<Inner>, conn: Connection) -> bool {
    let streams = async {
        let (mut send, mut recv) = conn.open_bi().await.ok()?;
        write_frame(&mut send, &[], MAX_FRAME).await.ok()?;
        let hello = read_frame(&mut recv, MAX_FRAME).await.ok()??;
        hello.is_empty().then_some((send, recv))
    };
    if let Ok(Some((send, recv))) = timeout(FIRST_WORD, streams).await {
        take(inner, conn, send, recv)
    } else {
        close(&conn, &CloseReason::Silent);
        false
    }
}

/// A connection dialed by another device: checked again, then taken.
pub(crate) async fn answer(inner: Arc<Inner>, conn: Connection) {
    if !inner.is_allowed(&device(conn.remote_id())) {
        close(&conn, &CloseReason::NotAllowed);
        return;
    }
    let streams = async {
        let (mut send, mut recv) = conn.accept_bi().await.ok()?;
        let hello = read_frame(&mut recv, MAX_FRAME).await.ok()??;
        if !hello.is_empty()
            || !inner.would_take(device(conn.remote_id()), device(conn.remote_id()))
        {
            return None;
        }
        write_frame(&mut send, &[], MAX_FRAME).await.ok()?;
        Some((send, recv))
    };
    match timeout(FIRST_WORD, streams).await {
        Ok(Some((send, recv))) => {
            take(&inner, conn, send, recv);
        }
        Ok(None) => close(&conn, &CloseReason::Replaced),
        Err(_elapsed) => close(&conn, &CloseReason::Silent),
    }
}

fn take(inner: &Arc<Inner>, conn: Connection, send: SendStream, recv: RecvStream) -> bool {
    let peer = device(conn.remote_id());
    let outgoing = conn.side() == Side::Client;
    let (queue, frames) = mpsc::channel(QUEUE_FRAMES);
    let (end, ended) = watch::channel(None);
    let queued = Arc::new(AtomicUsize::new(0));
    let over = Arc::new(Over::default());
    let link = Link {
        queue,
        queued: Arc::clone(&queued),
        dialed_by: if outgoing { inner.me } else { peer },
        since: Instant::now(),
        end,
        over: Arc::clone(&over),
    };
    match inner.install(peer, Arc::new(link)) {
        Ok(replaced) => {
            let running = Running {
                conn,
                send,
                recv,
                frames,
                queued,
                ended,
                _told: over.0.clone().drop_guard(),
                over,
            };
            inner
                .tasks
                .spawn("connection", running.run(Arc::clone(inner), peer, outgoing, replaced));
            true
        }
        Err(reason) => {
            close(&conn, &reason);
            reason == CloseReason::Replaced
        }
    }
}

struct Running {
    conn: Connection,
    send: SendStream,
    recv: RecvStream,
    frames: mpsc::Receiver<Vec<u8>>,
    queued: Arc<AtomicUsize>,
    ended: watch::Receiver<Option<CloseReason>>,
    over: Arc<Over>,
    _told: DropGuard,
}

impl Running {
    async fn run(
        mut self,
        inner: Arc<Inner>,
        peer: DeviceId,
        outgoing: bool,
        replaced: Option<Arc<Link>>,
    ) {
        if let Some(old) = replaced {
            old.over.wait().await;
        }
        inner.tell(NetEvent::Connected { peer, outgoing }).await;
        let mut allowed = inner.allowed.subscribe();
        let in_frame = AtomicBool::new(false);
        let reason = tokio::select! {
            // An end decided here comes before whatever else happened.
            biased;
            () = async { allowed.wait_for(|set| !set.contains(&peer)).await.ok(); } => CloseReason::NotAllowed,
            reason = ended(&mut self.ended) => reason,
            error = receive(&inner, peer, &mut self.recv) => end_of(&error, &self.conn).await,
            error = transmit(&mut self.frames, &self.queued, &in_frame, &mut self.send) => end_of(&error, &self.conn).await,
            error = self.conn.closed() => by_peer(&error),
        };
        // A frame that was cut short leaves no beginning for the next.
        if reason == CloseReason::NotAllowed && !in_frame.load(Ordering::Relaxed) {
            self.send_what_waits().await;
        }
        close(&self.conn, &reason);
        inner.uninstall(peer, &self.over);
        inner.tell(NetEvent::Closed { peer, reason }).await;
        drop(self);
        inner.wake(&peer);
    }
}

impl Running {
    /// What was sent while the peer was allowed still leaves, so that it hears why: for a moment, and nothing new.
    async fn send_what_waits(&mut self) {
        self.frames.close();
        let leave = async {
            while let Some(bytes) = self.frames.recv().await {
                self.queued.fetch_sub(bytes.len(), Ordering::Relaxed);
                if write_frame(&mut self.send, &bytes, MAX_FRAME).await.is_err() {
                    return;
                }
            }
            if self.send.finish().is_ok() {
                self.send.stopped().await.ok();
            }
        };
        timeout(LAST_WORDS, leave).await.ok();
    }
}

async fn ended(end: &mut watch::Receiver<Option<CloseReason>>) -> CloseReason {
    end.wait_for(Option::is_some)
        .await
        .ok()
        .and_then(|reason| reason.clone())
        .unwrap_or(CloseReason::Done)
}

async fn receive(inner: &Inner, peer: DeviceId, recv: &mut RecvStream) -> FrameError {
    loop {
        match read_frame(recv, MAX_FRAME).await {
            Ok(Some(bytes)) => inner.tell(NetEvent::Frame { peer, bytes }).await,
            Ok(None) => return FrameError::Ended,
            Err(error) => return error,
        }
    }
}

async fn transmit(
    frames: &mut mpsc::Receiver<Vec<u8>>,
    queued: &AtomicUsize,
    in_frame: &AtomicBool,
    send: &mut SendStream,
) -> FrameError {
    while let Some(bytes) = frames.recv().await {
        in_frame.store(true, Ordering::Relaxed);
        let written = write_frame(send, &bytes, MAX_FRAME).await;
        in_frame.store(false, Ordering::Relaxed);
        queued.fetch_sub(bytes.len(), Ordering::Relaxed);
        if let Err(error) = written {
            return error;
        }
    }
    std::future::pending().await // the link is being taken down: `ended` says why
}

async fn end_of(error: &FrameError, conn: &Connection) -> CloseReason {
    match error {
        FrameError::TooLong { .. } => CloseReason::FrameTooLong,
        // The stream notices first; the connection knows why.
        FrameError::Cut | FrameError::Ended => {
            match timeout(Duration::from_millis(500), conn.closed()).await {
                Ok(error) => by_peer(&error),
                Err(_elapsed) => CloseReason::Lost,
            }
        }
    }
}

fn by_peer(error: &ConnectionError) -> CloseReason {
    match error {
        ConnectionError::ApplicationClosed(close) => {
            // Only what we would say ourselves is passed on: a peer's own words go nowhere.
            let said = REASONS.iter().find(|known| code(known).0 == close.error_code);
            CloseReason::ByPeer(said.map_or_else(|| "no reason".to_owned(), ToString::to_string))
        }
        ConnectionError::LocallyClosed => CloseReason::Done,
        _ => CloseReason::Lost,
    }
}

const REASONS: [CloseReason; 7] = [
    CloseReason::Done,
    CloseReason::NotAllowed,
    CloseReason::Replaced,
    CloseReason::TooManyKnocks,
    CloseReason::Silent,
    CloseReason::FrameTooLong,
    CloseReason::Offline,
];

/// Ends a connection and tells the other side why.
pub(crate) fn close(conn: &Connection, reason: &CloseReason) {
    let (code, words) = code(reason);
    conn.close(code, words);
}

fn code(reason: &CloseReason) -> (VarInt, &'static [u8]) {
    let (code, words): (u8, &'static [u8]) = match reason {
        CloseReason::Done => (1, b"done"),
        CloseReason::NotAllowed => (2, b"not allowed"),
        CloseReason::Replaced => (3, b"replaced"),
        CloseReason::TooManyKnocks => (4, b"too many knocks"),
        CloseReason::Silent => (5, b"silent"),
        CloseReason::FrameTooLong => (6, b"frame too long"),
        CloseReason::Offline => (7, b"offline"),
        CloseReason::ByPeer(_) | CloseReason::Lost => (8, b"lost"),
    };
    (VarInt::from(code), words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_connections_made_at_once_both_sides_keep_the_lower_ids() {
        let (low, high) = (DeviceId::from_bytes([1; 32]), DeviceId::from_bytes([2; 32]));
        let now = Duration::ZERO;
        assert!(newer_wins(high, low, now) && !newer_wins(low, high, now));
        assert!(newer_wins(low, low, now), "dialed again: the first was lost");
        assert!(newer_wins(low, high, AT_ONCE), "an old one that the other side no longer has");
    }
}
