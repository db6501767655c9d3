//! Profiles that were copied to another computer and are used in turns.

use std::time::Duration;

use super::Simulator;
use super::happening::Happening;

impl Simulator {
    /// Not before what was written on the one in use is with others.
    pub(super) fn swap(&mut self, at: usize, back: bool) {
        let device = &self.devices[at];
        if !device.is_up() || device.stands() && !self.is_with_others(at) {
            return self.at(Duration::from_secs(1), Happening::Swap { at, back });
        }
        self.crash(at);
        self.devices[at].use_other_copy();
        if back {
            self.to_swap -= 1;
        } else {
            self.at(Duration::from_secs(10), Happening::Swap { at, back: true });
        }
    }

    /// Whether everything this device wrote has left it, where there is anybody to have it.
    fn is_with_others(&self, at: usize) -> bool {
        let device = &self.devices[at];
        let mut documents = self.community.documents.iter();
        device.unshared().next().is_none()
            && documents.all(|document| {
                let (id, audience) = (document.id(), document.grant.audience());
                let others = self.devices.iter().filter(|other| {
                    other.id != device.id && other.stands() && other.may_see(&audience)
                });
                let logs: Vec<_> = others.map(|other| other.log(&id)).collect();
                let has = |entry| logs.iter().flatten().any(|log| log.contains(entry));
                logs.is_empty() || device.own_entries(&id).iter().all(has)
            })
    }
}
