//! Profiles of communities of any size and age, for benches. They are lived through by whole cores on a moved clock, so
//! what is in them is what members' devices would have made.

mod in_room;
mod typist;

pub use in_room::{InRoom, LastSaw};

use crate::core::world::World;
use crate::profile::Profile;
use crate::{Clock, Command, CommunityId, Config, Problem, Reply, TextRef};
use horseshoe_model::{Command as Act, NoteKind, NotesCommand, Scope};
use horseshoe_store::Store as _;
use horseshoe_trust::{DeviceKey, Ticket, TicketKind, TicketSecret};
use std::path::Path;
use std::time::Duration;
use typist::{Typist, lengths};

/// A community's past.
#[derive(Clone, Copy, Debug)]
pub struct Past {
    pub members: usize,
    pub notes: usize,
    /// Keys pressed in all notes together.
    pub keys: usize,
}

/// What a past came to.
#[derive(Clone, Copy, Debug)]
pub struct Lived {
    /// Characters that stand in the notes at the end.
    pub characters: usize,
    /// Bytes of all frames between all devices together.
    pub sent: u64,
    pub entries: u64,
}

/// The median and the slowest hundredth of times taken, for people.
pub fn figures(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
    format!("p50 {:.3} ms, p99 {:.3} ms", at(50).as_secs_f64() * 1e3, at(99).as_secs_f64() * 1e3)
}

/// A ticket that reads well. Nobody waits behind it.
pub fn ticket() -> String {
    let ticket = Ticket {
        kind: TicketKind::Found,
        community_name: "Riverside".to_owned(),
        secret: TicketSecret::from_bytes([1; 16]),
        inviter: DeviceKey::from_bytes(&[2; 32]).id(),
        addresses: Vec::new(),
        relay: None,
        expires: 4_000_000_000,
    };
    ticket.to_text()
}

/// Keys pressed between two pauses: one change.
const BURST: usize = 12;

impl Past {
    /// Twelve members who have just begun: a note each.
    pub const BEGUN: Self = Self { members: 12, notes: 12, keys: 240 };
    /// Twelve members who met twice a month: 24 sessions, about 208 notes in each.
    pub const YEAR: Self = Self { members: 12, notes: 5_000, keys: 300_000 };

    /// Lives through it unless that was done before, which can take minutes, and says what it came to. The profiles are
    /// those of [`Past::live`].
    ///
    /// # Errors
    ///
    /// Where the profiles cannot be made.
    pub fn lived(self, folder: &Path) -> Result<String, Problem> {
        let disk = |error: std::io::Error| Problem::Disk { detail: error.to_string() };
        let note = folder.join("lived.txt");
        if let Ok(lived) = std::fs::read_to_string(&note) {
            return Ok(lived);
        }
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(disk)?;
        }
        let clock = Clock::start();
        let lived = self.live(folder)?;
        let lived = format!("{self:?} -> {lived:?} in {:.0?}", clock.now().running);
        std::fs::write(note, &lived).map_err(disk)?;
        Ok(lived)
    }

    /// Lives through it, and makes two profiles in this folder, which must be empty or not there: `here`, of a member
    /// who was there all the time, and `away`, of one who has heard nothing since everybody was let in. All write at
    /// once, each in one note at a time, a burst in every second.
    ///
    /// # Errors
    ///
    /// Where the profiles cannot be made.
    pub fn live(self, folder: &Path) -> Result<Lived, Problem> {
        let here = Profile::open(&Config::on_loopback(folder.join("here")))?;
        let away = Profile::open(&Config::on_loopback(folder.join("away")))?;
        let others = (2..self.members).map(|number| DeviceKey::from_bytes(&[number as u8; 32]));
        let first = [here.device_key().clone(), away.device_key().clone()];
        let (mut world, community) =
            World::beginning_with(first.into_iter().chain(others).collect());
        keep(&mut world, 1, away)?;
        let mut typist = Typist::new();
        let mut waiting = lengths(self.notes, self.keys, &mut typist).into_iter().enumerate();
        let mut desks: Vec<Option<Desk>> = (0..self.members).map(|_| None).collect();
        while waiting.len() > 0 || desks.iter().any(Option::is_some) {
            for (who, desk) in desks.iter_mut().enumerate() {
                if desk.is_none()
                    && let Some((number, keys)) = waiting.next()
                {
                    *desk = Some(Desk::begin(&mut world, who, community, number, keys));
                }
                if let Some(busy) = desk {
                    busy.type_on(&mut world, who, community, &mut typist);
                    desk.take_if(|desk| desk.keys == 0);
                }
            }
            world.run(Duration::from_millis(1_100));
        }
        world.run(Duration::from_secs(10));
        keep(&mut world, 0, here)?;
        let seen = world.community(0);
        let notes = &seen.notebook.notes;
        Ok(Lived {
            characters: notes.iter().map(|note| note.words.text.chars().count()).sum(),
            sent: world.sent,
            entries: seen.sync.entries,
        })
    }
}

/// Puts everything a person's device has written so far in a real store.
fn keep(world: &mut World, who: usize, mut profile: Profile) -> Result<(), Problem> {
    let mut written = world.written(who);
    written.append(profile.marks);
    profile.store.commit(written).map_err(Problem::from)
}

/// The note a member is writing.
struct Desk {
    text: TextRef,
    length: usize,
    at: usize,
    keys: usize,
}

impl Desk {
    fn begin(
        world: &mut World,
        who: usize,
        community: CommunityId,
        number: usize,
        keys: usize,
    ) -> Self {
        let add = NotesCommand::Add {
            text: String::new(),
            kind: if number % 3 == 1 { NoteKind::Question } else { NoteKind::Note },
            scope: Scope::default(),
            about: None,
            after: None,
            shown: false,
        };
        let added = world.act(who, community, Act::Notes(add));
        let Ok(Reply::Made { id }) = added else { panic!("a note can always be added: {added:?}") };
        let seen = world.community(who);
        let made = seen.notebook.notes.iter().rev().find(|note| note.id.to_hex() == id);
        let note = made.expect("what was made is there");
        let text = TextRef { document: note.document, object: note.words.object.clone() };
        Self { text, length: 0, at: 0, keys }
    }

    /// Types until the next pause.
    fn type_on(
        &mut self,
        world: &mut World,
        who: usize,
        community: CommunityId,
        typist: &mut Typist,
    ) {
        let keys = self.keys.min(BURST);
        let splices = typist.burst(keys, &mut self.at, &mut self.length);
        self.keys -= keys;
        let text = self.text.clone();
        world.tell(who, Command::Write { community, text, version: 0, splices });
        if self.keys == 0 {
            let text = self.text.clone();
            world.tell(who, Command::CloseText { community, text });
        }
    }
}
