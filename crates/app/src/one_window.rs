//! One window for a profile. Whoever starts the program again hands what they were given to the window that is there,
//! and it comes to the front.
//!
//! A lock in the profile says who is first: the system gives it back when a program ends, however it ends. The first
//! listens at a socket only its owner can reach; a ticket may come in there, or nothing, and no other word.

mod socket;

use horseshoe_node::ticket_in;
use socket::{Connection, Listener, Place};
use std::fs::{File, TryLockError};
use std::io::{Error, ErrorKind, Result};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::runtime::Runtime;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

/// What starting the program comes to.
#[derive(Debug)]
pub(crate) enum Start {
    /// No other window has this profile.
    First(Turn),
    /// The window that is there has it now.
    HandedOver,
    /// There is no telling, or the window that is there does not answer. What the matter is shows when the profile is
    /// opened.
    Unknown,
}

/// The right to be the one window of a profile. As long as it is held nobody else is first.
#[derive(Debug)]
pub(crate) struct Turn {
    lock: Arc<File>,
    places: Vec<Place>,
}

/// The one window of a profile, listening.
#[derive(Debug)]
pub(crate) struct OneWindow {
    _lock: Arc<File>,
    handed: mpsc::Receiver<Handed>,
    listening: AbortHandle,
}

/// What somebody came with who started the program again.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Handed {
    Ticket(String),
    /// They want to see the window.
    Nothing,
}

/// Of the words at the socket; another version of the program may speak otherwise.
const VERSION: u8 = 1;
const TAKEN: u8 = 1;
/// Several times the longest ticket.
const LONGEST: u16 = 4096;
/// So many may wait for the next frame.
const WAITING: usize = 16;
/// A caller has its word ready.
const HEARING: Duration = Duration::from_secs(1);
/// A window that is just opening, or closing, takes a moment.
const CALLING: Duration = Duration::from_secs(5);
const AGAIN: Duration = Duration::from_millis(50);

/// Finds out whether this program is the first on this profile, and hands the ticket over where it is not. Takes a
/// moment only where another is there.
pub(crate) fn start(profile: &Path, ticket: Option<&str>) -> Start {
    let handed = ticket.and_then(ticket_in).map_or(Handed::Nothing, Handed::Ticket);
    first_or_hand_over(profile, &handed).unwrap_or_else(|error| {
        tracing::debug!(%error, "it cannot be told whether there is another window");
        Start::Unknown
    })
}

fn first_or_hand_over(profile: &Path, handed: &Handed) -> Result<Start> {
    horseshoe_node::make_folder(profile).map_err(|problem| Error::other(format!("{problem:?}")))?;
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(profile.join("window.lock"))?;
    let places = socket::places(profile);
    if locked(&lock)? {
        return Ok(Start::First(Turn { lock: Arc::new(lock), places }));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let calling = async {
        loop {
            for place in &places {
                match hand_over(place, handed).await {
                    Ok(()) => return Ok::<_, Error>(false),
                    Err(error) => tracing::debug!(%error, "nobody answers at the socket"),
                }
            }
            sleep(AGAIN).await;
            if locked(&lock)? {
                return Ok(true);
            }
        }
    };
    let ended = runtime.block_on(async { timeout(CALLING, calling).await });
    let Ok(first) = ended else { return Ok(Start::Unknown) };
    Ok(if first? { Start::First(Turn { lock: Arc::new(lock), places }) } else { Start::HandedOver })
}

fn locked(lock: &File) -> Result<bool> {
    match lock.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

async fn hand_over(place: &Place, handed: &Handed) -> Result<()> {
    let text = match handed {
        Handed::Ticket(ticket) => ticket.as_str(),
        Handed::Nothing => "",
    };
    let length = u16::try_from(text.len()).map_err(Error::other)?;
    let mut caller = socket::call(place).await?;
    caller.write_u8(VERSION).await?;
    caller.write_u16(length).await?;
    caller.write_all(text.as_bytes()).await?;
    caller.flush().await?;
    if caller.read_u8().await? == TAKEN { Ok(()) } else { Err(ErrorKind::InvalidData.into()) }
}

impl Turn {
    /// Begins to listen; `wake` is called when there is something to take.
    pub(crate) fn listen(self, runtime: &Runtime, wake: impl Fn() + Send + 'static) -> OneWindow {
        let (told, handed) = mpsc::channel(WAITING);
        let Self { lock, places } = self;
        let listening = runtime.spawn(hear(Arc::clone(&lock), places, told, wake));
        OneWindow { _lock: lock, handed, listening: listening.abort_handle() }
    }
}

impl OneWindow {
    /// What was handed over since the last look.
    pub(crate) fn handed(&mut self) -> Option<Handed> {
        self.handed.try_recv().ok()
    }

    /// Takes nothing more. Nobody else is first before this is dropped.
    pub(crate) fn close(&self) {
        self.listening.abort();
    }
}

impl Drop for OneWindow {
    fn drop(&mut self) {
        self.close();
    }
}

/// Hears one after the other: each has little to say, and little time.
async fn hear(
    lock: Arc<File>,
    places: Vec<Place>,
    told: mpsc::Sender<Handed>,
    wake: impl Fn() + Send,
) {
    // The socket is closed before the lock is given back, when somebody else may open one in its place.
    let _held = lock;
    let Some(mut socket) = open(&places) else { return };
    while !told.is_closed() {
        let heard = async {
            let mut caller = socket.accept().await?;
            timeout(HEARING, take(&mut caller, &told)).await.map_err(Error::other)?
        };
        match heard.await {
            Ok(()) => wake(),
            Err(error) => {
                tracing::debug!(%error, "what came to the socket was not taken");
                sleep(AGAIN).await;
            }
        }
    }
}

fn open(places: &[Place]) -> Option<Listener> {
    places.iter().find_map(|place| match Listener::open(place) {
        Ok(socket) => Some(socket),
        Err(error) => {
            tracing::debug!(%error, "there can be no socket here");
            None
        }
    })
}

async fn take(caller: &mut Connection, told: &mpsc::Sender<Handed>) -> Result<()> {
    let (version, length) = (caller.read_u8().await?, caller.read_u16().await?);
    if version != VERSION || length > LONGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut text = vec![0; usize::from(length)];
    caller.read_exact(&mut text).await?;
    let handed = if text.is_empty() {
        Handed::Nothing
    } else {
        let text = String::from_utf8_lossy(&text);
        Handed::Ticket(ticket_in(&text).ok_or(ErrorKind::InvalidData)?)
    };
    told.try_send(handed).map_err(|_full| Error::from(ErrorKind::WouldBlock))?;
    caller.write_u8(TAKEN).await?;
    caller.flush().await
}

#[cfg(all(test, unix))]
mod tests;
