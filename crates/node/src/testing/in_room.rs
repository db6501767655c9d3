//! Many people in a session: what it takes until the last of them sees what one has pressed. Whole cores on a moved
//! clock: nothing is lost to a network or a disk, so what is left is what the devices wait for and what they work.

use crate::core::world::World;
use crate::{Clock, Command, CommunityId, DocumentId, Reply};
use horseshoe_model::{MemberId, Person, SpeakersCommand};
use horseshoe_trust::DeviceKey;
use std::time::Duration;

/// A session that goes on, with everybody in it connected to everybody.
pub struct InRoom {
    world: World,
    people: usize,
    community: CommunityId,
    document: DocumentId,
}

/// Until the last of them has seen it.
#[derive(Clone, Copy, Debug)]
pub struct LastSaw {
    /// What passed on the moved clock: nothing but what devices wait for on purpose.
    pub waited: Duration,
    /// The work of all devices together, one after another.
    pub worked: Duration,
}

/// Steps of the moved clock.
const STEP: Duration = Duration::from_millis(1);
/// Nobody waits longer than this for something pressed in the room.
const LONGEST: Duration = Duration::from_secs(10);

impl InRoom {
    /// So many people come together, and the first begins a session.
    pub fn of(people: usize) -> Self {
        let key = |number: usize| DeviceKey::from_bytes(&[number as u8 + 1; 32]);
        let (mut world, community) = World::beginning_with((0..people).map(key).collect());
        let agenda = "agenda-session".to_owned();
        let begin = Command::BeginSession { community, meeting: None, agenda, presentations: None };
        let Ok(Reply::Made { id }) = world.ask(0, begin) else { panic!("a session is begun") };
        world.run(Duration::from_secs(5));
        Self { world, people, community, document: id.parse().expect("the id of a document") }
    }

    /// This person raises their hand, or lowers it.
    pub fn press(&mut self, who: usize) -> LastSaw {
        self.world.run(Duration::from_secs(2));
        let person = Person::Member(MemberId::from_bytes(self.world.community(who).me.to_bytes()));
        let turn = self.turn_of(who, person);
        let act = match turn {
            None => SpeakersCommand::Raise { person: None },
            Some(turn) => SpeakersCommand::Lower { turn },
        };
        let (clock, began) = (Clock::start(), self.world.now().running);
        let (community, document) = (self.community, self.document);
        self.world.tell(who, Command::DoIn { community, document, act: act.into() });
        self.world.run(Duration::ZERO);
        while !self.all_see(person, turn.is_none()) {
            self.world.run(STEP);
            let waited = self.world.now().running.saturating_sub(began);
            assert!(waited < LONGEST, "somebody never sees it");
        }
        let waited = self.world.now().running.saturating_sub(began);
        LastSaw { waited, worked: clock.now().running }
    }

    fn all_see(&mut self, person: Person, raised: bool) -> bool {
        (0..self.people).all(|who| self.turn_of(who, person).is_some() == raised)
    }

    fn turn_of(&mut self, who: usize, person: Person) -> Option<horseshoe_model::TurnId> {
        let community = self.world.community(who);
        let mut sessions = community.sessions.iter();
        let session = sessions.find(|session| session.document == self.document)?;
        session.view.speakers.turn_of(person).map(|turn| turn.id)
    }
}
