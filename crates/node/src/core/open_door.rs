//! My door is open: whoever is in the room and has no ticket may ask, and is handed one after a yes.

use super::letting_in::Door;
use super::{Core, Effect};
use crate::{Problem, Reply, RequestId};
use horseshoe_trust::{Asker, CommunityId, DeviceId, words_for};
use std::time::Duration;

/// A door closes by itself.
const OPEN: Duration = Duration::from_mins(10);
/// A ticket that is handed over is used at once; this is for a network that fails in between.
const TICKET_HOURS: u32 = 1;

#[derive(Debug)]
pub(crate) struct OpenDoor {
    pub(super) community: CommunityId,
    until: Duration,
    /// Unix seconds.
    until_unix: u64,
}

impl OpenDoor {
    pub(super) fn closes_at(&self) -> Duration {
        self.until
    }
}

impl Core {
    /// Opens the door for a community, or closes it.
    pub(super) fn hold_door(&mut self, number: u64, id: CommunityId, open: bool) {
        let device = self.key.id();
        let allowed = self.community_mut(id).and_then(|community| {
            community.may_write(&device).then_some(()).ok_or(Problem::NotAMember)
        });
        let named = if self.me.name.trim().is_empty() { Err(Problem::NoName) } else { Ok(()) };
        match named.and(allowed) {
            Ok(()) if open => {
                let (until, unix) = (self.now.running + OPEN, self.now.unix_secs());
                let until_unix = unix + OPEN.as_secs();
                self.open_door = Some(OpenDoor { community: id, until, until_unix });
                self.effects.push(Effect::HoldDoor(true));
                self.changed = true;
                self.answer(number, Ok(Reply::Done));
            }
            Ok(()) => {
                self.close_door();
                self.answer(number, Ok(Reply::Done));
            }
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    pub(super) fn close_door_in_time(&mut self) {
        let now = self.now.running;
        if self.open_door.as_ref().is_some_and(|door| door.until <= now) {
            self.close_door();
        }
    }

    /// Who has asked already may still be let in.
    fn close_door(&mut self) {
        if self.open_door.take().is_some() {
            self.effects.push(Effect::HoldDoor(false));
            self.changed = true;
        }
    }

    pub(super) fn see_door(&self, id: &CommunityId) -> Option<crate::OpenDoor> {
        let door = self.open_door.as_ref().filter(|door| door.community == *id)?;
        Some(crate::OpenDoor { until: door.until_unix, called: called(&self.key.id()) })
    }

    pub(super) fn somebody_asks_without_ticket(&mut self, id: CommunityId, asker: &Asker) {
        let request_id = RequestId(asker.device);
        let Some(community) = self.communities.get_mut(&id) else { return };
        let request = community.requests.entry(request_id).or_default();
        request.name.clone_from(&asker.name);
        request.practice.clone_from(&asker.practice);
        request.words = Some(asker.words.map(ToOwned::to_owned));
        self.changed = true;
    }

    /// Gives a ticket to whoever stands at the open door and was said yes to; `false` if they do not stand there.
    pub(super) fn hand_ticket_over(&mut self, id: CommunityId, request: RequestId) -> bool {
        let waits =
            |door: &Door| door.inviter.newcomer() == request.0 && door.inviter.awaits_ticket();
        let Some(talk) = self.doors.iter().find(|(_, door)| waits(door)).map(|(talk, _)| *talk)
        else {
            return false;
        };
        let kind = self.for_a_person(id);
        let (Ok(ticket), Some(mut door)) =
            (self.new_ticket(id, TICKET_HOURS, kind), self.doors.remove(&talk))
        else {
            return false;
        };
        if let Ok(bytes) = door.inviter.hand_over(&ticket) {
            self.effects.push(Effect::Say { talk, bytes });
            self.room.now_compared(request.0);
        }
        self.effects.push(Effect::HangUp { talk });
        true
    }

    /// Whoever was not said yes to before they left no longer asks.
    pub(super) fn asker_left(&mut self, door: &Door) {
        let request = RequestId(door.inviter.newcomer());
        let Some(community) = door.community.and_then(|id| self.communities.get_mut(&id)) else {
            return;
        };
        if community
            .requests
            .get(&request)
            .is_some_and(super::letting_in::Request::only_at_the_door)
        {
            community.requests.remove(&request);
            self.changed = true;
        }
    }
}

/// What a door is called, to tell it from another.
pub(super) fn called(device: &DeviceId) -> [String; 4] {
    words_for(device).map(ToOwned::to_owned)
}
