//! The join protocol: anyone may knock, seldom, with small frames, for a bounded time.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use horseshoe_trust::DeviceId;
use iroh::endpoint::{Connection, RecvStream, SendStream};
use tokio::time::{Instant, timeout, timeout_at};

use crate::connection::{CloseReason, close};
use crate::framing::{FrameError, read_frame, write_frame};
use crate::net::{Inner, NetEvent, device};

pub(crate) const JOIN_ALPN: &[u8] = b"horseshoe/join/1";

/// The longest frame while joining, in bytes.
pub const MAX_JOIN_FRAME: usize = 16 << 10;

/// A talk ends after this, whatever was said: time for a person to fetch another and decide.
const TALK: Duration = Duration::from_mins(30);
const FIRST_WORD: Duration = Duration::from_secs(10);
const MINUTE: Duration = Duration::from_mins(1);
/// A whole group that comes in at one open door knocks twice each: to ask, and with the ticket.
const PER_MINUTE: usize = 30;
const PER_PEER: usize = 3;
/// Talks that last at once: a whole group at the door, and who comes back meanwhile.
const MOST_TALKS: usize = 64;
const TALKS_PER_PEER: usize = 3;
const PARTING: Duration = Duration::from_secs(3);

/// Why nothing more can be said.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TalkError {
    #[error(transparent)]
    Frame(#[from] FrameError),
    #[error("the time for joining is over")]
    TooLate,
}

/// A conversation with a device that wants to come in, or with the one that may let us in. Dropping it hangs up at once.
#[derive(Debug)]
pub struct JoinTalk {
    conn: Connection,
    send: SendStream,
    recv: RecvStream,
    until: Instant,
    place: Option<Arc<Place>>,
}

/// The half of a talk that says.
#[derive(Debug)]
pub struct Speaker {
    conn: Connection,
    send: SendStream,
    until: Instant,
    _place: Option<Arc<Place>>,
}

/// The half of a talk that hears.
#[derive(Debug)]
pub struct Listener {
    /// Held so that the connection lasts as long as somebody listens.
    _conn: Connection,
    recv: RecvStream,
    until: Instant,
    _place: Option<Arc<Place>>,
}

impl JoinTalk {
    /// The device at the other end, proven by the handshake.
    pub fn peer(&self) -> DeviceId {
        device(self.conn.remote_id())
    }

    /// At most [`MAX_JOIN_FRAME`] bytes. Waits while the other side does not read.
    pub async fn send(&mut self, bytes: &[u8]) -> Result<(), TalkError> {
        say(&mut self.send, bytes, self.until).await
    }

    /// The next frame; `None` when the other side has finished. Do not cancel it half-way.
    pub async fn recv(&mut self) -> Result<Option<Vec<u8>>, TalkError> {
        hear(&mut self.recv, self.until).await
    }

    /// Hangs up after everything said has arrived, or after three seconds.
    pub async fn finish(self) {
        self.split().0.finish().await;
    }

    /// Both halves, for a task each. The talk ends when the speaker finishes or both are dropped.
    pub fn split(self) -> (Speaker, Listener) {
        let Self { conn, send, recv, until, place } = self;
        let speaker = Speaker { conn: conn.clone(), send, until, _place: place.clone() };
        (speaker, Listener { _conn: conn, recv, until, _place: place })
    }
}

impl Speaker {
    /// See [`JoinTalk::send`].
    pub async fn send(&mut self, bytes: &[u8]) -> Result<(), TalkError> {
        say(&mut self.send, bytes, self.until).await
    }

    /// Hangs up after everything said has arrived, or after three seconds.
    pub async fn finish(mut self) {
        if self.send.finish().is_ok() {
            timeout(PARTING, self.send.stopped()).await.ok(); // gone already, or too slow: it hangs up either way
        }
        close(&self.conn, &CloseReason::Done);
    }
}

impl Listener {
    /// See [`JoinTalk::recv`].
    pub async fn recv(&mut self) -> Result<Option<Vec<u8>>, TalkError> {
        hear(&mut self.recv, self.until).await
    }
}

async fn say(stream: &mut SendStream, bytes: &[u8], until: Instant) -> Result<(), TalkError> {
    let written = timeout_at(until, write_frame(stream, bytes, MAX_JOIN_FRAME)).await;
    Ok(written.map_err(|_elapsed| TalkError::TooLate)??)
}

async fn hear(stream: &mut RecvStream, until: Instant) -> Result<Option<Vec<u8>>, TalkError> {
    let read = timeout_at(until, read_frame(stream, MAX_JOIN_FRAME)).await;
    Ok(read.map_err(|_elapsed| TalkError::TooLate)??)
}

/// Opens a talk on a connection made to the join protocol.
pub(crate) async fn open(conn: Connection) -> Result<JoinTalk, TalkError> {
    let (mut send, recv) = conn.open_bi().await.map_err(|_gone| FrameError::Ended)?;
    // The other side sees a stream only after its first byte.
    write_frame(&mut send, &[], MAX_JOIN_FRAME).await?;
    Ok(JoinTalk { conn, send, recv, until: Instant::now() + TALK, place: None })
}

/// Someone knocks: passed on as an event, unless there were too many knocks or nobody takes them.
pub(crate) async fn answer(inner: Arc<Inner>, conn: Connection) {
    let from = device(conn.remote_id());
    if !inner.admit_knock(from) {
        close(&conn, &CloseReason::TooManyKnocks);
        return;
    }
    let Some(place) = OpenTalks::enter(&inner.talks, from) else {
        close(&conn, &CloseReason::TooManyKnocks);
        return;
    };
    let Ok(Some(talk)) = timeout(FIRST_WORD, accept(&conn, place)).await else {
        close(&conn, &CloseReason::Silent);
        return;
    };
    if !inner.try_tell(NetEvent::Joining { from, talk }) {
        close(&conn, &CloseReason::TooManyKnocks);
    }
}

async fn accept(conn: &Connection, place: Place) -> Option<JoinTalk> {
    let (send, mut recv) = conn.accept_bi().await.ok()?;
    let hello = read_frame(&mut recv, MAX_JOIN_FRAME).await.ok()??;
    hello.is_empty().then(|| JoinTalk {
        conn: conn.clone(),
        send,
        recv,
        until: Instant::now() + TALK,
        place: Some(Arc::new(place)),
    })
}

/// The talks others began and that still last.
#[derive(Debug, Default)]
pub(crate) struct OpenTalks(Mutex<BTreeMap<DeviceId, usize>>);

/// One of them; it is over when this is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    talks: Arc<OpenTalks>,
    from: DeviceId,
}

impl OpenTalks {
    /// A place for one more talk with this device, if there is one.
    fn enter(talks: &Arc<Self>, from: DeviceId) -> Option<Place> {
        // Whether the counts are right after a panic is not known: nobody more is let in.
        let mut open = talks.0.lock().ok()?;
        let of_this = open.get(&from).copied().unwrap_or(0);
        if open.values().sum::<usize>() >= MOST_TALKS || of_this >= TALKS_PER_PEER {
            return None;
        }
        open.insert(from, of_this + 1);
        Some(Place { talks: Arc::clone(talks), from })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Ok(mut open) = self.talks.0.lock() else { return };
        if let Some(count) = open.get_mut(&self.from) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.from);
            }
        }
    }
}

/// Counts knocks of the last minute. Time comes in.
#[derive(Debug, Default)]
pub(crate) struct KnockLimit {
    knocks: VecDeque<(Duration, DeviceId)>,
}

impl KnockLimit {
    /// Whether a knock of `from` at `now` may pass; counted only if so. `now` since any fixed moment.
    pub(crate) fn admit(&mut self, now: Duration, from: DeviceId) -> bool {
        while self.knocks.front().is_some_and(|(at, _)| *at + MINUTE <= now) {
            self.knocks.pop_front();
        }
        let mut of_each: BTreeMap<DeviceId, usize> = BTreeMap::new();
        for (_, who) in &self.knocks {
            *of_each.entry(*who).or_default() += 1;
        }
        let passes =
            self.knocks.len() < PER_MINUTE && of_each.get(&from).copied().unwrap_or(0) < PER_PEER;
        if passes {
            self.knocks.push_back((now, from));
        }
        passes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_knocks_a_minute_from_one_and_thirty_from_all() {
        let mut limit = KnockLimit::default();
        let who = |n| DeviceId::from_bytes([n; 32]);
        let at = Duration::from_secs;
        assert!((0..3).all(|n| limit.admit(at(n), who(1))));
        assert!(!limit.admit(at(3), who(1)));
        assert!((0..27).all(|n| limit.admit(at(4), who(n as u8 + 2))));
        assert!(!limit.admit(at(5), who(99)));
        assert!(limit.admit(at(60), who(1)), "the first is a minute old");
    }

    #[test]
    fn a_room_of_twelve_comes_in_at_once_and_comes_back_meanwhile() {
        let mut limit = KnockLimit::default();
        let passed = |(n, at)| limit.admit(Duration::from_secs(at), DeviceId::from_bytes([n; 32]));
        assert!((0..12).map(|n| (n, 0)).chain((0..12).map(|n| (n, 20))).all(passed));
    }

    #[test]
    fn so_many_talks_last_at_once_and_one_that_ends_makes_room() {
        let talks = Arc::new(OpenTalks::default());
        let who = |n: usize| DeviceId::from_bytes([n as u8; 32]);
        let mut of_one: Vec<_> = (0..4).map(|_| OpenTalks::enter(&talks, who(1))).collect();
        assert!(of_one.pop().unwrap().is_none(), "a fourth with the same device");
        let others: Vec<_> =
            (2..).map_while(|n| OpenTalks::enter(&talks, who(n))).take(1_000).collect();
        assert_eq!(others.len() + 3, MOST_TALKS);
        drop(of_one);
        assert!(OpenTalks::enter(&talks, who(200)).is_some());
        drop(others);
        assert!(talks.0.lock().unwrap().is_empty());
    }

    #[test]
    fn after_a_poisoned_lock_nobody_is_let_in_to_talk() {
        let talks = Arc::new(OpenTalks::default());
        let poisoned = Arc::clone(&talks);
        let holding = std::thread::Builder::new().spawn(move || {
            let _held = poisoned.0.lock().unwrap();
            panic!("while it holds the lock");
        });
        assert!(holding.unwrap().join().is_err());
        assert!(OpenTalks::enter(&talks, DeviceId::from_bytes([1; 32])).is_none());
    }
}
