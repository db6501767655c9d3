//! The rules a second time, written down as literally as they can be and slowly, to hold the real ones against.
//! Each can be broken on purpose.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use horseshoe_trust::{
    Body, Certificate, CertificateId, DeviceId, EntryId, Header, Incarnation, MemberId, Target,
};

/// Which rule is broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mutation {
    None,
    /// One signature is enough about others.
    OneSignature,
    /// One is enough where no more than two are left.
    EasierForFew,
    /// Of the members who sign, the one it is about is one.
    SubjectCounts,
    /// Anybody gives anybody a further device.
    AnybodysDevices,
    /// Signers need not have stood in what the certificate cites.
    NoOwnPast,
    /// A removal is void once one of its signers is removed.
    VoidedRemovals,
    /// What somebody removed has signed certifies all the same.
    NoCut,
    /// Whoever was let in once by somebody cut off is never let in.
    CutForEver,
    /// An anchor makes itself count and not its past.
    NoRescue,
    /// Removed people's words are anchors like all others.
    NoWatermark,
    /// Of several removals the one that leaves most.
    AnyWatermark,
    /// Of two branches the lower id, whoever built on them.
    LowerHash,
    /// A lost or unsound entry blocks itself and not what builds on it.
    BlocksOnlyItself,
    /// Everybody's words count in somebody's own document.
    NoOwner,
}

impl Mutation {
    /// Those that certificates alone show.
    pub(crate) const OF_STATES: [Self; 8] = [
        Self::OneSignature,
        Self::EasierForFew,
        Self::SubjectCounts,
        Self::AnybodysDevices,
        Self::NoOwnPast,
        Self::VoidedRemovals,
        Self::NoCut,
        Self::CutForEver,
    ];
    /// Those that entries show.
    pub(crate) const OF_VERDICTS: [Self; 6] = [
        Self::NoRescue,
        Self::NoWatermark,
        Self::AnyWatermark,
        Self::LowerHash,
        Self::BlocksOnlyItself,
        Self::NoOwner,
    ];
}

pub(crate) struct Reference {
    mutation: Mutation,
    certificates: BTreeMap<CertificateId, Certificate>,
    held: RefCell<BTreeMap<CertificateId, bool>>,
    pasts: RefCell<BTreeMap<CertificateId, Rc<BTreeSet<CertificateId>>>>,
}

pub(crate) struct State {
    pub(crate) held: BTreeSet<CertificateId>,
    pub(crate) claims: BTreeMap<DeviceId, BTreeSet<MemberId>>,
    pub(crate) removes: Vec<Certificate>,
    pub(crate) certified: BTreeSet<DeviceId>,
    pub(crate) acts: BTreeSet<CertificateId>,
    pub(crate) epochs: BTreeSet<CertificateId>,
}

pub(crate) struct Words {
    pub(crate) counts: BTreeSet<EntryId>,
    pub(crate) anchors: BTreeSet<EntryId>,
}

impl Reference {
    pub(crate) fn new(mutation: Mutation, certificates: &[Certificate]) -> Self {
        let certificates = certificates.iter().map(|c| (c.id(), c.clone())).collect();
        Self { mutation, certificates, held: RefCell::default(), pasts: RefCell::default() }
    }

    /// The state of everything whose past is complete.
    pub(crate) fn state(&self) -> State {
        self.state_with(&self.certificates.keys().copied().collect())
    }

    /// The state of somebody who has these and no more.
    pub(crate) fn state_with(&self, here: &BTreeSet<CertificateId>) -> State {
        let whole = |id: &CertificateId| self.past(id).is_subset(here);
        let set = here.iter().copied().filter(whole).collect();
        let mut st = self.state_of(&set);
        st.acts = set.iter().copied().filter(|id| self.is_act(&st, id)).collect();
        st.epochs = set.iter().copied().filter(|id| self.is_usable(&st, id)).collect();
        st
    }

    /// All reachable by heads, without the certificate itself; also what is not here.
    pub(crate) fn past(&self, id: &CertificateId) -> Rc<BTreeSet<CertificateId>> {
        if let Some(past) = self.pasts.borrow().get(id) {
            return Rc::clone(past);
        }
        let mut past = BTreeSet::new();
        let mut open = vec![*id];
        while let Some(id) = open.pop() {
            if let Some(certificate) = self.certificates.get(&id) {
                open.extend(certificate.heads().iter().filter(|head| past.insert(**head)));
            }
        }
        let past = Rc::new(past);
        self.pasts.borrow_mut().insert(*id, Rc::clone(&past));
        past
    }

    pub(crate) fn held(&self, id: &CertificateId) -> bool {
        if let Some(held) = self.held.borrow().get(id) {
            return *held;
        }
        let held = self.judge(&self.certificates[id]);
        self.held.borrow_mut().insert(*id, held);
        held
    }

    fn quorum(&self) -> usize {
        let quorum = self.certificates.values().find_map(|c| match c.body() {
            Body::Genesis { quorum, .. } => Some(usize::from(*quorum)),
            _ => None,
        });
        if self.mutation == Mutation::OneSignature { 1 } else { quorum.unwrap() }
    }

    fn judge(&self, c: &Certificate) -> bool {
        let st = self.state_of(&self.past(&c.id()));
        let here: BTreeSet<DeviceId> =
            c.signers().filter(|s| self.mutation == Mutation::NoOwnPast || st.stands(s)).collect();
        let who = |m: Option<MemberId>| -> BTreeSet<MemberId> {
            let m = m.filter(|_| self.mutation != Mutation::SubjectCounts);
            here.iter().filter_map(|s| st.member(s)).filter(|of| Some(*of) != m).collect()
        };
        let own = |m: Option<MemberId>| m.is_some() && here.iter().any(|s| st.member(s) == m);
        let standing = st.certified.iter().filter(|d| st.stands(d)).filter_map(|d| st.member(d));
        let few = standing.collect::<BTreeSet<_>>().len() <= 2;
        let easier = few && self.mutation == Mutation::EasierForFew;
        let q = if easier { 1 } else { self.quorum() };
        match c.body() {
            Body::Genesis { founders, .. } => founders.iter().all(|founder| c.signed_by(founder)),
            Body::Admit { device, .. } => {
                c.signed_by(device) && who(Some((*device).into())).len() >= q
            }
            Body::Device { device, member } => {
                let own = own(Some(*member)) || self.mutation == Mutation::AnybodysDevices;
                c.signed_by(device) && own && !here.is_empty()
            }
            Body::Remove { target: Target::Member(m), .. } => {
                own(Some(*m)) || who(Some(*m)).len() >= q
            }
            Body::Remove { target: Target::Device(d), .. } => {
                own(st.member(d)) || who(st.member(d)).len() >= q
            }
            Body::Erase { owned: Some(owned), .. } => {
                who(None).len() >= q || own(Some(owned.owner))
            }
            Body::Erase { owned: None, .. } | Body::Close => who(None).len() >= q,
            Body::Invite { .. } | Body::Epoch { .. } => !here.is_empty(),
        }
    }

    fn state_of(&self, set: &BTreeSet<CertificateId>) -> State {
        let held: BTreeSet<CertificateId> =
            set.iter().copied().filter(|id| self.held(id)).collect();
        let in_force: Vec<&Certificate> = held.iter().map(|id| &self.certificates[id]).collect();
        let mut claims: BTreeMap<DeviceId, BTreeSet<MemberId>> = BTreeMap::new();
        for g in &in_force {
            for (device, member) in gives(g) {
                claims.entry(device).or_default().insert(member);
            }
        }
        let removes: Vec<Certificate> = in_force
            .iter()
            .filter(|c| matches!(c.body(), Body::Remove { .. }))
            .map(|c| (*c).clone())
            .collect();
        let mut st = State {
            held: held.clone(),
            claims,
            removes,
            certified: BTreeSet::new(),
            acts: BTreeSet::new(),
            epochs: BTreeSet::new(),
        };
        if self.mutation == Mutation::VoidedRemovals {
            let void = |r: &&Certificate| r.signers().any(|s| self.cut(&st, &s, r));
            let standing: Vec<Certificate> =
                st.removes.iter().filter(|r| !void(r)).cloned().collect();
            st.removes = standing;
        }
        loop {
            let more: BTreeSet<DeviceId> = st
                .claims
                .keys()
                .copied()
                .filter(|d| {
                    !st.certified.contains(d) && in_force.iter().any(|g| self.certifies(&st, g, *d))
                })
                .collect();
            if more.is_empty() {
                return st;
            }
            st.certified.extend(more);
        }
    }

    fn certifies(&self, st: &State, g: &Certificate, d: DeviceId) -> bool {
        if !gives(g).iter().any(|(device, member)| *device == d && Some(*member) == st.member(&d)) {
            return false;
        }
        let behind = self.behind(st, g);
        let cut_once = self.mutation == Mutation::CutForEver
            && st.held.iter().map(|id| &self.certificates[id]).any(|g| {
                gives(g).iter().any(|(device, _)| *device == d)
                    && g.signers().any(|s| s != d && self.cut(st, &s, g))
            });
        match g.body() {
            Body::Genesis { .. } => true,
            _ if cut_once => false,
            Body::Admit { .. } => {
                behind.iter().filter(|m| Some(**m) != st.member(&d)).count() >= self.quorum()
            }
            _ if self.mutation == Mutation::AnybodysDevices => !behind.is_empty(),
            _ => st.member(&d).is_some_and(|m| behind.contains(&m)),
        }
    }

    /// The members whose signatures stand behind a certificate.
    fn behind(&self, st: &State, g: &Certificate) -> BTreeSet<MemberId> {
        g.signers()
            .filter(|s| st.certified.contains(s) && !self.cut(st, s, g))
            .filter_map(|s| st.member(&s))
            .collect()
    }

    fn is_act(&self, st: &State, id: &CertificateId) -> bool {
        let c = &self.certificates[id];
        let behind = self.behind(st, c);
        st.held.contains(id)
            && match c.body() {
                Body::Erase { owned: Some(owned), .. } => {
                    behind.contains(&owned.owner) || behind.len() >= self.quorum()
                }
                Body::Erase { owned: None, .. } | Body::Close => behind.len() >= self.quorum(),
                _ => false,
            }
    }

    /// Sealed to exactly those who stood in its past, who all stand still, and after every removal.
    fn is_usable(&self, st: &State, id: &CertificateId) -> bool {
        let Body::Epoch { sealed, .. } = self.certificates[id].body() else { return false };
        let past = self.past(id);
        let then = self.state_of(&past);
        let stood = then.certified.iter().filter(|d| then.stands(d));
        st.held.contains(id)
            && sealed.keys().eq(stood)
            && sealed.keys().all(|d| st.stands(d))
            && st.removes.iter().all(|r| past.contains(&r.id()))
    }

    fn cut(&self, st: &State, s: &DeviceId, g: &Certificate) -> bool {
        self.mutation != Mutation::NoCut
            && st.removes.iter().any(|r| st.names(r, s) && !self.past(&r.id()).contains(&g.id()))
    }

    pub(crate) fn words(
        &self,
        st: &State,
        entries: &BTreeMap<EntryId, Header>,
        owner: Option<MemberId>,
        unsound: &BTreeSet<EntryId>,
    ) -> Words {
        let mut all = BTreeMap::new();
        for id in entries.keys() {
            past_with_self(entries, *id, &mut all);
        }
        let may_write = |id: &EntryId| {
            let member = st.member(&entries[id].device);
            owner.is_none_or(|owner| member == Some(owner)) || self.mutation == Mutation::NoOwner
        };
        let storable = |id: &EntryId| all[id].iter().all(may_write);
        let entries: &BTreeMap<EntryId, Header> = &entries
            .iter()
            .filter(|(id, _)| storable(id))
            .map(|(id, e)| (*id, e.clone()))
            .collect();
        let mut past: BTreeMap<EntryId, BTreeSet<EntryId>> = BTreeMap::new();
        for id in entries.keys() {
            past_with_self(entries, *id, &mut past);
        }
        let siblings = |e: &Header| -> Vec<EntryId> {
            let same =
                |x: &Header| (x.device, x.incarnation, x.prev) == (e.device, e.incarnation, e.prev);
            entries.iter().filter(|(_, x)| same(x)).map(|(id, _)| *id).collect()
        };
        let siblings: BTreeMap<EntryId, Vec<EntryId>> =
            entries.iter().map(|(id, e)| (*id, siblings(e))).collect();
        let forked = |mut id: EntryId| loop {
            if siblings[&id].len() > 1 {
                return true;
            }
            match entries[&id].prev {
                Some(prev) => id = prev,
                None => return false,
            }
        };
        let within = |e: &Header| {
            let water = |r: &Certificate| match r.body() {
                Body::Remove { water, .. } => {
                    water.get(&(e.document, e.device, e.incarnation)).copied().unwrap_or(0)
                }
                _ => u64::MAX,
            };
            let mut reach =
                st.removes.iter().filter(|r| st.names(r, &e.device)).map(water).peekable();
            match self.mutation {
                Mutation::NoWatermark => true,
                Mutation::AnyWatermark if reach.peek().is_some() => {
                    reach.any(|water| e.seq <= water)
                }
                _ => reach.all(|water| e.seq <= water),
            }
        };
        let opened = |d: DeviceId| -> usize {
            let all: BTreeSet<Incarnation> =
                entries.values().filter(|e| e.device == d).map(|e| e.incarnation).collect();
            all.len()
        };
        let anchors: BTreeSet<EntryId> = entries
            .iter()
            .filter(|(id, e)| {
                st.certified.contains(&e.device)
                    && !forked(**id)
                    && within(e)
                    && opened(e.device) <= 64
            })
            .map(|(id, _)| *id)
            .collect();
        let support = |id: &EntryId| -> usize {
            let own = st.member(&entries[id].device);
            let members: BTreeSet<_> = anchors
                .iter()
                .filter(|a| past[a].contains(id))
                .map(|a| st.member(&entries[a].device))
                .filter(|member| *member != own)
                .collect();
            members.len()
        };
        let loser = |id: &EntryId| {
            let rivals = &siblings[id];
            let rank = |id: &EntryId| {
                let support = if self.mutation == Mutation::LowerHash { 0 } else { support(id) };
                (usize::MAX - support, *id)
            };
            rivals.len() > 1 && rivals.iter().min_by_key(|rival| rank(rival)) != Some(id)
        };
        let losers: BTreeSet<EntryId> = entries.keys().filter(|id| loser(id)).copied().collect();
        let spoilt = |id: &EntryId| losers.contains(id) || unsound.contains(id);
        let blocked = |id: &EntryId| match self.mutation {
            Mutation::BlocksOnlyItself => spoilt(id),
            _ => past[id].iter().any(spoilt),
        };
        let free: Vec<EntryId> = anchors.iter().filter(|a| !blocked(a)).copied().collect();
        let counts = if self.mutation == Mutation::NoRescue {
            free.into_iter().collect()
        } else {
            free.iter().flat_map(|a| past[a].iter().copied()).collect()
        };
        Words { counts, anchors }
    }
}

impl State {
    pub(crate) fn member(&self, d: &DeviceId) -> Option<MemberId> {
        self.claims.get(d).and_then(|members| members.iter().min()).copied()
    }

    pub(crate) fn names(&self, r: &Certificate, d: &DeviceId) -> bool {
        match r.body() {
            Body::Remove { target: Target::Device(target), .. } => target == d,
            Body::Remove { target: Target::Member(m), .. } => {
                self.claims.get(d).is_some_and(|members| members.contains(m))
            }
            _ => false,
        }
    }

    pub(crate) fn out(&self, d: &DeviceId) -> bool {
        self.removes.iter().any(|r| self.names(r, d))
    }

    pub(crate) fn stands(&self, d: &DeviceId) -> bool {
        self.certified.contains(d) && !self.out(d)
    }
}

fn gives(g: &Certificate) -> Vec<(DeviceId, MemberId)> {
    match g.body() {
        Body::Genesis { founders, .. } => {
            founders.iter().map(|f| (*f, MemberId::from(*f))).collect()
        }
        Body::Admit { device, .. } => vec![(*device, MemberId::from(*device))],
        Body::Device { device, member } => vec![(*device, *member)],
        _ => Vec::new(),
    }
}

fn past_with_self(
    entries: &BTreeMap<EntryId, Header>,
    id: EntryId,
    past: &mut BTreeMap<EntryId, BTreeSet<EntryId>>,
) -> BTreeSet<EntryId> {
    if let Some(known) = past.get(&id) {
        return known.clone();
    }
    let e = &entries[&id];
    let mut all = BTreeSet::from([id]);
    for on in e.prev.iter().chain(&e.deps) {
        all.extend(past_with_self(entries, *on, past));
    }
    past.insert(id, all.clone());
    all
}
