//! What rogues do in a history: all they can sign, alone or together, citing anything; forks, two faces, late words.

use std::collections::BTreeMap;

use horseshoe_trust::{
    Body, CertificateId, DeviceId, DocumentId, EntryId, EpochId, Header, Incarnation, Inserted,
    MemberId, Target,
};
use rand::RngExt as _;

use super::{DOCUMENT, World};

impl World {
    pub(super) fn rogue_step(&mut self) {
        let mine = self.rogues.concat();
        let me = self.pick(&mine);
        let honest: Vec<DeviceId> = self.replicas.keys().copied().collect();
        let other = self.pick(&honest);
        match self.rng.random_range(0..100) {
            0..20 => self.listen(other),
            20..40 => self.show(other),
            40..50 => self.two_faces(me),
            50..62 => self.write_as_rogue(me, false),
            62..68 => self.write_as_rogue(me, true),
            68..80 => self.fork(me),
            80..85 => {
                let new = self.new_device();
                self.rogues.push(vec![new]);
                let mut signers = self.some_rogues(3);
                signers.push(new);
                self.publish_as_rogue(
                    Body::Admit { device: new, name: String::new(), was: None },
                    signers,
                );
            }
            85..88 => {
                // With an honest person who does not know better.
                self.listen(other);
                let new = self.new_device();
                self.rogues.push(vec![new]);
                let heads = self.replicas[&other].membership.heads();
                let body = Body::Admit { device: new, name: String::new(), was: None };
                let mut signers = self.some_rogues(self.quorum - 1);
                signers.extend([other, new]);
                signers.sort_unstable();
                signers.dedup();
                let certificate = self.publish(&heads, body, &signers);
                self.replicas.get_mut(&other).unwrap().learn([&certificate], []);
                self.pool.learn([&certificate], []);
            }
            88..91 => {
                let member = MemberId::from(self.rogues[0][0]);
                let device = if self.rng.random_bool(0.5) { me } else { self.new_device() };
                if !mine.contains(&device) {
                    self.rogues[0].push(device);
                }
                let mut signers = self.some_rogues(2);
                signers.push(device);
                self.publish_as_rogue(Body::Device { device, member }, signers);
            }
            91..94 => {
                let body = self.something_without_right(me, other);
                let signers = self.some_rogues(3);
                self.publish_as_rogue(body, signers);
            }
            _ => {
                let target = if self.rng.random_bool(0.8) { other } else { me };
                let reach = if self.rng.random_bool(0.5) { 0 } else { u64::MAX };
                let own = self.entries.values().filter(|e| e.device == target);
                let water = own.map(|e| ((DOCUMENT, target, e.incarnation), reach)).collect();
                let member = self.pool.membership.state().member(&target);
                let member = member.filter(|_| self.rng.random_bool(0.8));
                let target = member.map_or(Target::Device(target), Target::Member);
                let signers = self.some_rogues(3);
                self.publish_as_rogue(
                    Body::Remove { target, water, reason: String::new() },
                    signers,
                );
            }
        }
    }

    /// To destroy, to end all, a secret for others than those who stand.
    fn something_without_right(&mut self, me: DeviceId, other: DeviceId) -> Body {
        let epoch = EpochId::from_bytes(self.rng.random());
        let mut sealed: BTreeMap<DeviceId, Vec<u8>> = self
            .pool
            .membership
            .state()
            .standing_devices()
            .into_keys()
            .map(|device| (device, Vec::new()))
            .collect();
        let document = DocumentId::from_bytes(self.rng.random());
        match self.rng.random_range(0..6) {
            0 => Body::Close,
            1 => Body::Erase { document, owned: None },
            2 => {
                let (document, owned) = self.owned_document(other.into());
                Body::Erase { document, owned: Some(owned) }
            }
            3 => {
                sealed.insert(me, Vec::new());
                Body::Epoch { epoch, sealed }
            }
            4 => {
                sealed.remove(&other);
                Body::Epoch { epoch, sealed }
            }
            _ => Body::Invite { label: "for a friend".to_owned() },
        }
    }

    fn some_rogues(&mut self, most: usize) -> Vec<DeviceId> {
        let mine = self.rogues.concat();
        let number = self.rng.random_range(1..=most);
        (0..number).map(|_| self.pick(&mine)).collect()
    }

    /// Citing anything they know, old or new.
    fn publish_as_rogue(&mut self, body: Body, mut signers: Vec<DeviceId>) {
        signers.sort_unstable();
        signers.dedup();
        let known = self.pool.membership.ids();
        let heads: Vec<CertificateId> = if self.rng.random_bool(0.5) {
            self.pool.membership.heads()
        } else {
            (0..self.rng.random_range(1..=2)).map(|_| self.pick(&known)).collect()
        };
        let certificate = self.certificate(heads, body, &signers);
        // Those that everybody refuses outright are not part of the history.
        if self.pool.membership.insert(certificate.clone()) == Inserted::New {
            self.certificates.insert(certificate.id(), certificate);
        }
    }

    fn listen(&mut self, from: DeviceId) {
        let (ids, order) =
            (self.replicas[&from].membership.ids(), self.replicas[&from].log.order());
        self.pool.learn(
            ids.iter().map(|id| &self.certificates[id]),
            order.iter().map(|id| (*id, &self.entries[id])),
        );
    }

    /// All they know, or what they like of it.
    fn show(&mut self, to: DeviceId) {
        let share = if self.rng.random_bool(0.5) { 1.0 } else { 0.7 };
        let (mut ids, mut order) = (self.pool.membership.ids(), self.pool.log.order());
        ids.retain(|_| self.rng.random_bool(share));
        order.retain(|_| self.rng.random_bool(share));
        let to = self.replicas.get_mut(&to).unwrap();
        to.learn(
            ids.iter().map(|id| &self.certificates[id]),
            order.iter().map(|id| (*id, &self.entries[id])),
        );
    }

    fn write_as_rogue(&mut self, me: DeviceId, on_everything: bool) {
        let own: Vec<EntryId> =
            self.pool.log.order().into_iter().filter(|id| self.entries[id].device == me).collect();
        self.pool.judge();
        let (incarnation, seq, prev) = if own.is_empty() || self.rng.random_bool(0.2) {
            (Incarnation::generate(&mut self.rng), 1, None)
        } else {
            let prev = self.pick(&own);
            let before = &self.entries[&prev];
            (before.incarnation, before.seq + 1, Some(prev))
        };
        let deps = if on_everything {
            let all = self.pool.log.order();
            (0..6.min(all.len())).map(|_| self.pick(&all)).collect()
        } else {
            self.pool.log.deps(prev)
        };
        let header = self.header(me, incarnation, seq, prev, deps);
        let ground = self.rng.random_bool(0.3);
        let id = self.entry(&header, ground);
        self.pool.log.insert(id, &header);
    }

    /// One thing said to one person and another to another, in the same place; both go on from there.
    fn two_faces(&mut self, me: DeviceId) {
        let honest: Vec<DeviceId> = self.replicas.keys().copied().collect();
        let (a, b) = (self.pick(&honest), self.pick(&honest));
        self.listen(a);
        self.listen(b);
        self.pool.judge();
        let incarnation = Incarnation::generate(&mut self.rng);
        let deps = if self.rng.random_bool(0.5) { self.pool.log.deps(None) } else { Vec::new() };
        let header = self.header(me, incarnation, 1, None, deps);
        let order = self.pool.log.order();
        for listener in [a, b] {
            let face = self.entry(&header, false);
            let ids = self.pool.membership.ids();
            let replica = self.replicas.get_mut(&listener).unwrap();
            replica.learn(
                ids.iter().map(|id| &self.certificates[id]),
                order.iter().chain([&face]).map(|id| (*id, &self.entries[id])),
            );
            self.pool.log.insert(face, &header);
            self.write(listener, 1);
        }
    }

    /// A late sibling of something written before, with a ground id.
    fn fork(&mut self, me: DeviceId) {
        let own: Vec<EntryId> =
            self.pool.log.order().into_iter().filter(|id| self.entries[id].device == me).collect();
        if own.is_empty() {
            return;
        }
        let of = self.pick(&own);
        let Header { incarnation, seq, prev, deps, .. } = self.entries[&of].clone();
        let header = self.header(me, incarnation, seq, prev, deps);
        let id = self.entry(&header, true);
        self.pool.log.insert(id, &header);
    }
}
