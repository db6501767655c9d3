//! Who is who, as it follows from a set of certificates: claims, removals, who is certified, who stands.
//!
//! A pure function of the certificates that hold. Removals, claims and cuts are fixed first; then one fixpoint only
//! adds devices, so it has one outcome and ends.

use std::collections::{BTreeMap, BTreeSet};

use crate::canonical;
use crate::certificate::{Body, Certificate, Target, Watermarks};
use crate::ids::{CertificateId, DeviceId, DocumentId, Incarnation, MemberId};

/// Who belongs to the community and since which removals who does not, as one set of certificates says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct State {
    name: String,
    quorum: usize,
    /// Every member a device was ever given to by a certificate that holds. The lowest is the one it belongs to.
    claims: BTreeMap<DeviceId, BTreeSet<MemberId>>,
    /// Ascending by certificate.
    removals: Vec<Removal>,
    /// Places in `removals`, for devices that any names.
    naming: BTreeMap<DeviceId, Vec<usize>>,
    certified: BTreeMap<DeviceId, MemberId>,
    people: BTreeMap<MemberId, Person>,
    acts: Vec<Act>,
    stamp: [u8; 16],
}

/// A member, with what others may see of how they came in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MemberInfo {
    pub member: MemberId,
    /// All that are certified, also those since removed: ask [`State::stands`].
    pub devices: Vec<DeviceId>,
    /// Whether any device of theirs stands.
    pub standing: bool,
    /// As given when they were let in; founders have none here.
    pub name: Option<String>,
    /// The members who let them in; none for founders.
    pub let_in_by: Vec<MemberId>,
    /// Who they were before, as they say.
    pub was: Option<MemberId>,
}

/// A removal that holds. It is never voided.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Removal {
    pub certificate: CertificateId,
    pub target: Target,
    /// Who signed, as members. Only the removed: a leaving.
    pub by: BTreeSet<MemberId>,
    pub reason: String,
    pub water: Watermarks,
}

/// Something irreversible the community decided. A device carries it out only after it stood here for 72 hours of the
/// device's own time, and not if it has gone from here meanwhile.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Act {
    pub certificate: CertificateId,
    pub kind: ActKind,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ActKind {
    Erase(DocumentId),
    Close,
}

impl State {
    /// The community's name, as founded.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many members sign about somebody else.
    pub fn quorum(&self) -> usize {
        self.quorum
    }

    /// The one member a device belongs to, if any certificate that holds ever gave it to one.
    pub fn member(&self, device: &DeviceId) -> Option<MemberId> {
        self.claims.get(device)?.first().copied()
    }

    /// Whether enough signatures that no removal cuts off stand behind the device. Stays so when it is removed.
    pub fn certified(&self, device: &DeviceId) -> bool {
        self.certified.contains_key(device)
    }

    /// Whether a removal names the device or a member it ever claimed.
    pub fn out(&self, device: &DeviceId) -> bool {
        self.naming.contains_key(device)
    }

    /// Certified and not out: may write, sign and be connected to.
    pub fn stands(&self, device: &DeviceId) -> bool {
        self.certified(device) && !self.out(device)
    }

    pub fn stands_member(&self, member: MemberId) -> bool {
        self.certified.iter().any(|(device, of)| *of == member && !self.out(device))
    }

    pub fn standing_devices(&self) -> BTreeMap<DeviceId, MemberId> {
        let standing = self.certified.iter().filter(|(device, _)| !self.out(device));
        standing.map(|(device, member)| (*device, *member)).collect()
    }

    /// Everyone who is certified or was before being removed, by id.
    pub fn members(&self) -> Vec<MemberInfo> {
        let mut devices: BTreeMap<MemberId, Vec<DeviceId>> = BTreeMap::new();
        for (device, member) in &self.certified {
            devices.entry(*member).or_default().push(*device);
        }
        let info = |(member, devices): (MemberId, Vec<DeviceId>)| {
            let person = self.people.get(&member).cloned().unwrap_or_default();
            MemberInfo {
                member,
                standing: devices.iter().any(|device| !self.out(device)),
                devices,
                name: person.name,
                let_in_by: person.let_in_by.into_iter().collect(),
                was: person.was,
            }
        };
        devices.into_iter().map(info).collect()
    }

    /// Devices that somebody let in whom a removal had already cut off, and that nobody removed. Their words wait,
    /// until enough others let them in.
    pub fn uncertified(&self) -> BTreeMap<DeviceId, MemberId> {
        let lost =
            self.claims.iter().filter(|(device, _)| !self.certified(device) && !self.out(device));
        lost.filter_map(|(device, members)| Some((*device, *members.first()?))).collect()
    }

    /// Every removal that holds, by certificate.
    pub fn removals(&self) -> &[Removal] {
        &self.removals
    }

    /// The removals that name a device.
    pub fn removals_naming(&self, device: &DeviceId) -> impl Iterator<Item = &Removal> {
        self.naming.get(device).into_iter().flatten().map(|at| &self.removals[*at])
    }

    /// How far a device's entries in one incarnation count by themselves: to the end if no removal names it, else to
    /// the least of what the removals leave.
    pub fn water(&self, document: DocumentId, device: DeviceId, incarnation: Incarnation) -> u64 {
        let place = (document, device, incarnation);
        self.removals_naming(&device)
            .map(|removal| removal.water.get(&place).copied().unwrap_or(0))
            .min()
            .unwrap_or(u64::MAX)
    }

    /// What is to be destroyed, by certificate.
    pub fn acts(&self) -> &[Act] {
        &self.acts
    }

    /// Whether a device was ever named by a certificate that holds: its entries are worth keeping.
    pub fn knows(&self, device: &DeviceId) -> bool {
        self.claims.contains_key(device)
    }

    /// Every member a device was ever given to. It belongs to the first.
    pub fn claimed(&self, device: &DeviceId) -> impl Iterator<Item = MemberId> + '_ {
        self.claims.get(device).into_iter().flatten().copied()
    }

    /// Differs if anything differs that a verdict could take from the state.
    pub(crate) fn stamp(&self) -> [u8; 16] {
        self.stamp
    }

    /// Whether a statement holds for those who see this state: judged by who of its signers stands here.
    pub(crate) fn holds(&self, body: &Body, signers: &BTreeSet<DeviceId>) -> bool {
        let who: BTreeSet<MemberId> = signers
            .iter()
            .filter(|signer| self.stands(signer))
            .filter_map(|signer| self.member(signer))
            .collect();
        let others_than = |subject: Option<MemberId>| {
            who.iter().filter(|member| Some(**member) != subject).count()
        };
        let own = |subject: Option<MemberId>| subject.is_some_and(|subject| who.contains(&subject));
        let about = |subject| own(subject) || others_than(subject) >= self.quorum;
        match body {
            Body::Genesis { .. } => false,
            Body::Admit { device, .. } => {
                signers.contains(device) && others_than(Some((*device).into())) >= self.quorum
            }
            Body::Device { device, member } => signers.contains(device) && own(Some(*member)),
            Body::Remove { target: Target::Member(member), .. } => about(Some(*member)),
            Body::Remove { target: Target::Device(device), .. } => about(self.member(device)),
            Body::Erase { owned, .. } => about(owned.as_ref().map(|owned| owned.owner)),
            Body::Close => others_than(None) >= self.quorum,
            // Notes: nothing follows from them, but strangers' are not worth reading.
            Body::Invite { .. } | Body::Epoch { .. } => !who.is_empty(),
        }
    }

    /// `held` are the certificates that hold, any order, Genesis among them; `knew(r, g)` says whether removal `r` had
    /// certificate `g` in its past.
    pub(crate) fn of<'a>(
        genesis: &Certificate,
        held: &[&'a Certificate],
        knew: impl Fn(&CertificateId, &CertificateId) -> bool,
    ) -> Self {
        let (name, quorum) = match genesis.body() {
            Body::Genesis { name, quorum, .. } => (name.clone(), usize::from(*quorum)),
            _ => (String::new(), usize::MAX),
        };
        let mut state = Self {
            name,
            quorum,
            claims: BTreeMap::new(),
            removals: Vec::new(),
            naming: BTreeMap::new(),
            certified: BTreeMap::new(),
            people: BTreeMap::new(),
            acts: Vec::new(),
            stamp: [0; 16],
        };
        for certificate in held {
            for (device, member) in certificate.given() {
                state.claims.entry(device).or_default().insert(member);
            }
        }
        let mut removals: Vec<&'a Certificate> =
            held.iter().copied().filter(|c| matches!(c.body(), Body::Remove { .. })).collect();
        removals.sort_unstable_by_key(|removal| removal.id());
        for (at, removal) in removals.iter().enumerate() {
            state.take_removal(at, removal);
        }
        let cut = |state: &Self, signer: &DeviceId, certificate: &CertificateId| {
            state.removals_naming(signer).any(|removal| !knew(&removal.certificate, certificate))
        };
        state.certify(held, &cut);
        state.describe(held, &cut);
        state.stamp = state.fingerprint();
        state
    }

    fn fingerprint(&self) -> [u8; 16] {
        let removals: Vec<CertificateId> =
            self.removals.iter().map(|removal| removal.certificate).collect();
        let hash = blake3::hash(&canonical::encode(&(&self.claims, &self.certified, removals)));
        let mut stamp = [0; 16];
        stamp.copy_from_slice(&hash.as_bytes()[..16]);
        stamp
    }

    fn take_removal(&mut self, at: usize, certificate: &Certificate) {
        let Body::Remove { target, water, reason } = certificate.body() else { return };
        let named: Vec<DeviceId> = match target {
            Target::Device(device) => vec![*device],
            Target::Member(member) => self
                .claims
                .iter()
                .filter(|(_, of)| of.contains(member))
                .map(|(device, _)| *device)
                .collect(),
        };
        for device in named {
            self.naming.entry(device).or_default().push(at);
        }
        self.removals.push(Removal {
            certificate: certificate.id(),
            target: *target,
            by: certificate.signers().filter_map(|signer| self.member(&signer)).collect(),
            reason: reason.clone(),
            water: water.clone(),
        });
    }

    fn certify(
        &mut self,
        held: &[&Certificate],
        cut: &impl Fn(&Self, &DeviceId, &CertificateId) -> bool,
    ) {
        // Each grant with the signers nobody cut off; cuts do not change while devices are added.
        let mut grants = Vec::new();
        for certificate in held {
            let id = certificate.id();
            let signers: Vec<_> =
                certificate.signers().filter(|signer| !cut(self, signer, &id)).collect();
            for (device, member) in certificate.given() {
                if self.member(&device) == Some(member) {
                    grants.push((certificate.body(), device, member, signers.clone()));
                }
            }
        }
        loop {
            let before = self.certified.len();
            grants.retain(|(body, device, member, signers)| {
                let behind: BTreeSet<MemberId> = signers
                    .iter()
                    .filter_map(|signer| self.certified.get(signer))
                    .copied()
                    .collect();
                let enough = match body {
                    Body::Genesis { .. } => true,
                    Body::Admit { .. } => {
                        behind.iter().filter(|of| *of != member).count() >= self.quorum
                    }
                    _ => behind.contains(member),
                };
                if enough {
                    self.certified.insert(*device, *member);
                }
                !enough && !self.certified.contains_key(device)
            });
            if self.certified.len() == before {
                return;
            }
        }
    }

    fn describe(
        &mut self,
        held: &[&Certificate],
        cut: &impl Fn(&Self, &DeviceId, &CertificateId) -> bool,
    ) {
        let mut in_order = held.to_vec();
        in_order.sort_unstable_by_key(|certificate| certificate.id());
        for certificate in in_order {
            let behind: BTreeSet<MemberId> = certificate
                .signers()
                .filter(|signer| !cut(self, signer, &certificate.id()))
                .filter_map(|signer| self.certified.get(&signer).copied())
                .collect();
            match certificate.body() {
                Body::Admit { device, name, was } if self.certified.contains_key(device) => {
                    let member = MemberId::from(*device);
                    let person = self.people.entry(member).or_default();
                    person.name.get_or_insert_with(|| name.clone());
                    person.was = person.was.or(*was);
                    person.let_in_by.extend(behind.into_iter().filter(|by| *by != member));
                }
                Body::Erase { document, owned } => {
                    let owner = owned.as_ref().is_some_and(|owned| behind.contains(&owned.owner));
                    if owner || behind.len() >= self.quorum {
                        self.acts.push(Act {
                            certificate: certificate.id(),
                            kind: ActKind::Erase(*document),
                        });
                    }
                }
                Body::Close if behind.len() >= self.quorum => {
                    self.acts.push(Act { certificate: certificate.id(), kind: ActKind::Close });
                }
                _ => {}
            }
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Person {
    name: Option<String>,
    let_in_by: BTreeSet<MemberId>,
    was: Option<MemberId>,
}
