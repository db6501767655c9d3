//! A member's further devices: a ticket for one, what they are called, and what each begins with.

use super::Core;
use super::community::Community;
use super::document::View;
use crate::{OwnDevice, Problem, Reply};
use horseshoe_model::{Command as Act, Kind, PrivateCommand};
use horseshoe_trust::{CommunityId, DeviceId, MemberId, TicketId, TicketKind, words_for};
use std::collections::BTreeMap;

/// A device is let in where one can see it.
const TICKET_HOURS: u32 = 1;

impl Core {
    /// Makes a ticket for a further device of mine.
    pub(super) fn invite_device(&mut self, number: u64, id: CommunityId) {
        if self.communities.get(&id).is_some_and(|community| community.living.is_none()) {
            return self.answer(number, Err(Problem::StillADraft));
        }
        self.invite_as(number, id, TICKET_HOURS, TicketKind::Device(id));
    }

    /// Names a device of mine, this one or another.
    pub(super) fn name_device(
        &mut self,
        number: u64,
        id: CommunityId,
        device: DeviceId,
        name: &str,
    ) {
        let this = device == self.key.id();
        let known = if this { Ok(()) } else { self.own_device(id, &device) };
        let named = known.and_then(|()| {
            let name = name.trim().to_owned();
            let act = PrivateCommand::NameDevice { device: device.to_hex(), name };
            self.perform(id, &Act::Private(act))
        });
        match named {
            Ok(_) => {
                if let Some(community) = self.communities.get_mut(&id) {
                    community.membership_seen = None;
                }
                self.answer_when_saved(number, Reply::Done);
            }
            Err(problem) => self.answer(number, Err(problem)),
        }
    }
}

impl Community {
    /// Whether a ticket is for a device of my own.
    pub(super) fn is_for_a_device(&self, ticket: Option<&TicketId>) -> bool {
        let issued = ticket.and_then(|ticket| self.invitations.get(ticket));
        issued.is_some_and(|issued| matches!(issued.kind, TicketKind::Device(_)))
    }

    /// Documents of mine that another device of mine has begun have come: they are the ones I write in.
    pub(super) fn find_own_roots(&mut self, me: MemberId) -> bool {
        let before = self.roots;
        for (kind, root) in
            [(Kind::Member, &mut self.roots.member), (Kind::Private, &mut self.roots.private)]
        {
            if !self.documents.contains_key(root) {
                let mut mine =
                    self.documents.values().filter(|it| it.kind == kind && it.owner == Some(me));
                *root = mine.next().map_or(*root, |held| held.id);
            }
        }
        self.roots != before
    }

    /// My devices, this one first.
    pub(super) fn see_own_devices(&self, this: DeviceId) -> Vec<OwnDevice> {
        let names = match self.root(Kind::Private).map(|held| &held.view) {
            Some(View::Private(view)) => view.devices.clone(),
            _ => BTreeMap::new(),
        };
        let see = |id: DeviceId, standing: bool| OwnDevice {
            id,
            name: names.get(&id.to_hex()).filter(|name| !name.is_empty()).cloned(),
            called: words_for(&id).map(ToOwned::to_owned),
            this: id == this,
            standing,
            here: id == this || self.peers.contains_key(&id),
            met_at: self.held_by.met_at(&id),
        };
        let Some(living) = &self.living else { return vec![see(this, true)] };
        let state = living.ledger.membership().state();
        let mine = self.member_of(&this);
        let members = state.members().into_iter().filter(|member| member.member == mine);
        let devices = members.flat_map(|member| member.devices);
        let mut seen: Vec<OwnDevice> =
            devices.map(|device| see(device, state.stands(&device))).collect();
        seen.sort_by_key(|device| (!device.this, !device.standing, device.id));
        seen
    }
}
