//! What honest people do in a history: write, meet, let in, add devices, remove, leave, agree to destroy.

use horseshoe_trust::{
    Body, DeviceId, DocumentId, EntryId, EpochId, Incarnation, Stored, Target, Watermarks, WriteAt,
};
use rand::RngExt as _;

use super::{DOCUMENT, World, writers};

impl World {
    /// Writes as an honest device does, also what it has to write anew. Nothing if it does not stand.
    pub(crate) fn write(&mut self, device: DeviceId, new_words: usize) -> Option<EntryId> {
        let replica = self.replicas.get_mut(&device).unwrap();
        replica.judge();
        let state = replica.membership.state();
        if !writers(self.owner, &state)(device) {
            return None;
        }
        let mut words = Vec::new();
        for _ in 0..new_words {
            let word = self.rng.random();
            self.said.entry(device).or_default().push(word);
            words.push(word);
        }
        if !state.stands(&device) {
            return None;
        }
        let lost = self.lost_words(device);
        self.written_anew += lost.iter().filter(|word| self.stands_in.contains_key(word)).count();
        words.extend(lost);
        words.sort_unstable();
        words.dedup();
        if words.is_empty() {
            return None;
        }
        let replica = &self.replicas[&device];
        let (incarnation, seq, prev) = match replica.log.place_to_write(device, replica.incarnation)
        {
            WriteAt::Continue { seq, prev } => (replica.incarnation, seq, prev),
            WriteAt::NewIncarnation => (Incarnation::generate(&mut self.rng), 1, None),
            WriteAt::Full => return None,
        };
        let deps = self.replicas[&device].log.deps(prev);
        let header = self.header(device, incarnation, seq, prev, deps);
        let id = self.entry(&header, false);
        let replica = self.replicas.get_mut(&device).unwrap();
        replica.incarnation = incarnation;
        assert_eq!(replica.log.insert(id, &header), Stored::New);
        assert!(replica.extends(&id), "an honest entry counts at once");
        for word in words {
            self.stands_in.entry(word).or_default().insert(id);
        }
        Some(id)
    }

    pub(super) fn honest_step(&mut self) {
        let all: Vec<DeviceId> = self.replicas.keys().copied().collect();
        let device = self.pick(&all);
        let near: Vec<DeviceId> = all
            .iter()
            .copied()
            .filter(|other| {
                *other != device && self.islands.get(other) == self.islands.get(&device)
            })
            .collect();
        let dice = self.rng.random_range(0..100);
        if dice < 45 || near.is_empty() {
            self.write(device, 1);
            return;
        }
        let by = self.come_together(device, &near);
        match dice {
            77..82 => self.let_in(&by),
            82..84 => self.let_in_again(&by),
            84..87 => self.add_device(device),
            87..93 if !self.rogues.is_empty() => {
                let rogues = self.rogues.concat();
                let rogue = self.pick(&rogues);
                self.remove(rogue, &by);
            }
            93 => {
                let target = self.pick(&all);
                self.remove(target, &by);
            }
            94 => self.remove(device, &[device]),
            95 => self.remove_own_device(device),
            96 => self.agree_to_destroy(&by),
            97 => self.destroy_own(device),
            98 => self.begin_epoch(device),
            _ => {}
        }
    }

    /// As many devices as sign about others, who have told each other all they know. Two may be one person's: then what
    /// they sign does not hold.
    fn come_together(&mut self, device: DeviceId, near: &[DeviceId]) -> Vec<DeviceId> {
        let mut by = vec![device];
        for _ in 1..self.quorum {
            let other = self.pick(near);
            if !by.contains(&other) {
                self.give(other, device);
                by.push(other);
            }
        }
        for other in &by[1..] {
            self.give(device, *other);
        }
        by
    }

    fn let_in(&mut self, by: &[DeviceId]) {
        let new = self.new_device();
        let body = Body::Admit { device: new, name: "New".to_owned(), was: None };
        self.honest.push(vec![new]);
        self.add_beside(by[0], new);
        self.publish_by(&[by, &[new]].concat(), body);
        self.give(new, by[0]);
    }

    /// Those whom somebody let in who was being removed elsewhere.
    fn let_in_again(&mut self, by: &[DeviceId]) {
        let waiting = self.replicas[&by[0]].membership.state().uncertified();
        let waiting: Vec<DeviceId> =
            waiting.into_keys().filter(|device| self.replicas.contains_key(device)).collect();
        for device in waiting {
            let body = Body::Admit { device, name: "Again".to_owned(), was: None };
            let mut signers = by.to_vec();
            signers.push(device);
            signers.dedup();
            self.publish_by(&signers, body);
        }
    }

    fn add_device(&mut self, by: DeviceId) {
        let Some(member) = self.replicas[&by].membership.state().member(&by) else { return };
        let new = self.new_device();
        let person = self.honest.iter_mut().find(|devices| devices.contains(&by)).unwrap();
        person.push(new);
        self.add_beside(by, new);
        self.publish_by(&[by, new], Body::Device { device: new, member });
        self.give(new, by);
    }

    /// A new replica on the same island, which knows what the other does.
    fn add_beside(&mut self, of: DeviceId, new: DeviceId) {
        self.add_replica(new);
        let island = self.islands.get(&of).copied().unwrap_or(0);
        self.islands.insert(new, island);
        self.give(of, new);
    }

    /// Cites what the first signer has seen; all signers have it at once.
    fn publish_by(&mut self, signers: &[DeviceId], body: Body) {
        let heads = self.replicas[&signers[0]].membership.heads();
        let certificate = self.publish(&heads, body, signers);
        for device in signers {
            self.replicas.get_mut(device).unwrap().learn([&certificate], []);
        }
    }

    /// As honest people do it: the watermark is what counts in the first signer's view.
    pub(crate) fn remove(&mut self, target: DeviceId, by: &[DeviceId]) {
        let state = self.replicas[&by[0]].membership.state();
        let Some(member) = state.member(&target) else { return };
        let theirs = |device: DeviceId| state.claimed(&device).any(|of| of == member);
        let water = self.water(by[0], theirs);
        let body = Body::Remove { target: Target::Member(member), water, reason: String::new() };
        self.publish_by(by, body);
    }

    fn remove_own_device(&mut self, by: DeviceId) {
        let person = self.honest.iter().find(|devices| devices.contains(&by)).unwrap().clone();
        let lost = self.pick(&person);
        let water = self.water(by, |device| device == lost);
        let body = Body::Remove { target: Target::Device(lost), water, reason: String::new() };
        self.publish_by(&[by], body);
    }

    fn water(&mut self, by: DeviceId, of: impl Fn(DeviceId) -> bool) -> Watermarks {
        let replica = self.replicas.get_mut(&by).unwrap();
        replica.judge();
        let devices: Vec<DeviceId> = replica.log.devices().filter(|device| of(*device)).collect();
        let reach = devices.into_iter().flat_map(|device| {
            let reach = replica.log.water(device).into_iter();
            reach.map(move |(incarnation, seq)| ((DOCUMENT, device, incarnation), seq))
        });
        reach.collect()
    }

    fn agree_to_destroy(&mut self, by: &[DeviceId]) {
        let body = if self.rng.random_bool(0.3) {
            Body::Close
        } else {
            Body::Erase { document: DocumentId::from_bytes(self.rng.random()), owned: None }
        };
        self.publish_by(by, body);
    }

    fn destroy_own(&mut self, by: DeviceId) {
        let Some(owner) = self.replicas[&by].membership.state().member(&by) else { return };
        let (document, owned) = self.owned_document(owner);
        self.publish_by(&[by], Body::Erase { document, owned: Some(owned) });
    }

    fn begin_epoch(&mut self, by: DeviceId) {
        let standing = self.replicas[&by].membership.state().standing_devices();
        let sealed = standing.into_keys().map(|device| (device, Vec::new())).collect();
        let epoch = EpochId::from_bytes(self.rng.random());
        self.publish_by(&[by], Body::Epoch { epoch, sealed });
    }
}
