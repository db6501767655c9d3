//! Sets of certificates that no people would bring together: any kind, signed by anybody, citing anything.

use horseshoe_trust::{
    Body, CertificateId, DeviceId, DocumentId, EpochId, Inserted, MemberId, Membership, Target,
    Watermarks,
};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::history::World;

impl World {
    /// So many certificates beside Genesis.
    pub(crate) fn quarrelled(seed: u64, certificates: usize) -> Self {
        let mut sizes = ChaCha8Rng::seed_from_u64(seed ^ 0x9a11);
        let quorum = if sizes.random_ratio(1, 3) { 3 } else { 2 };
        let mut world = Self::founded(seed, sizes.random_range(3..=5), 0, quorum, false);
        let mut known = Membership::new(world.genesis.clone()).unwrap();
        let founders = world.honest.concat();
        let others: Vec<DeviceId> = (0..3).map(|_| world.new_device()).collect();
        while world.certificates.len() <= certificates {
            let body = world.some_body(&known, &founders, &others);
            let mut signers: Vec<DeviceId> = (0..world.rng.random_range(1..=world.quorum + 1))
                .map(|_| {
                    let founder = world.rng.random_bool(0.7);
                    world.pick(if founder { &founders } else { &others })
                })
                .collect();
            if let Body::Admit { device, .. } | Body::Device { device, .. } = &body
                && world.rng.random_bool(0.9)
            {
                signers.push(*device);
            }
            signers.sort_unstable();
            signers.dedup();
            let heads: Vec<CertificateId> = if world.rng.random_bool(0.5) {
                known.heads()
            } else {
                (0..world.rng.random_range(1..=2)).map(|_| world.pick(&known.ids())).collect()
            };
            let certificate = world.certificate(heads, body, &signers);
            // Strangers' are refused by everybody and part of no set.
            if known.insert(certificate.clone()) == Inserted::New {
                world.certificates.insert(certificate.id(), certificate);
            }
        }
        world
    }

    fn some_body(
        &mut self,
        known: &Membership,
        founders: &[DeviceId],
        others: &[DeviceId],
    ) -> Body {
        let (founder, other) = (self.pick(founders), self.pick(others));
        let anybody = if self.rng.random_bool(0.6) { founder } else { other };
        match self.rng.random_range(0..20) {
            0..5 => {
                let device = if self.rng.random_bool(0.8) { other } else { founder };
                Body::Admit { device, name: String::new(), was: None }
            }
            5..9 => Body::Device { device: other, member: MemberId::from(anybody) },
            9..15 => {
                let target = if self.rng.random_bool(0.7) {
                    Target::Member(MemberId::from(anybody))
                } else {
                    Target::Device(anybody)
                };
                Body::Remove { target, water: Watermarks::new(), reason: String::new() }
            }
            15 => Body::Erase { document: DocumentId::from_bytes(self.rng.random()), owned: None },
            16 => {
                let (document, owned) = self.owned_document(anybody.into());
                Body::Erase { document, owned: Some(owned) }
            }
            17 => Body::Close,
            18 => {
                let standing = known.state().standing_devices().into_keys();
                let some = standing.filter(|_| self.rng.random_bool(0.95));
                let sealed = some.map(|device| (device, Vec::new())).collect();
                Body::Epoch { epoch: EpochId::from_bytes(self.rng.random()), sealed }
            }
            _ => Body::Invite { label: String::new() },
        }
    }
}
