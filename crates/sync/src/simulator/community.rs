//! Who belongs to the simulated community and what is shared: real keys, certificates and grants, checked once for all.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use horseshoe_trust::{
    Audience, Body, Certificate, CertificateId, CommunityId, DeviceKey, DocumentGrant, DocumentId,
    DocumentSecret, EntryKey, EpochSecret, MemberId, Membership, Proposal,
};
use rand::CryptoRng;

/// Devices of the first member, in communities large enough. All others have one.
const OWN_DEVICES: usize = 3;
/// Documents that everyone reads and writes from the start.
const SHARED: usize = 3;
/// The others are let in by certificates of their own.
const FOUNDERS: usize = 30;

pub(super) struct Community {
    pub(super) keys: Vec<DeviceKey>,
    pub(super) id: CommunityId,
    pub(super) epoch: EpochSecret,
    own_devices: usize,
    /// Every certificate there is. Their signatures are right.
    certificates: HashMap<CertificateId, Certificate>,
    /// What every device knows at the start, Genesis first.
    pub(super) founding: Vec<CertificateId>,
    pub(super) documents: Vec<Document>,
}

pub(super) struct Document {
    pub(super) grant: Arc<DocumentGrant>,
    pub(super) key: EntryKey,
}

impl Document {
    pub(super) fn id(&self) -> DocumentId {
        self.grant.document
    }
}

impl Community {
    /// The last `newcomers` of the peers do not belong to it yet.
    pub(super) fn new(rng: &mut impl CryptoRng, peers: usize, newcomers: usize) -> Self {
        let keys: Vec<_> = (0..peers).map(|_| DeviceKey::generate(rng)).collect();
        let own_devices = if peers < 5 { 1 } else { OWN_DEVICES };
        let members: Vec<usize> = (0..peers - newcomers)
            .filter(|number| *number == 0 || *number >= own_devices)
            .collect();
        let (founders, admitted) = members.split_at(members.len().min(FOUNDERS));
        let mut ids: Vec<_> = founders.iter().map(|number| keys[*number].id()).collect();
        ids.sort_unstable();
        let genesis = Body::Genesis {
            name: "Simulated".into(),
            quorum: 2,
            founders: ids,
            continues: None,
            documents: Vec::new(),
        };
        let mut community = Self {
            keys,
            id: CommunityId::NONE,
            epoch: EpochSecret::generate(rng),
            own_devices,
            certificates: HashMap::new(),
            founding: Vec::new(),
            documents: Vec::new(),
        };
        let genesis = community.certify(&[], genesis, founders);
        community.id = genesis.community();
        let heads = [genesis.id()];
        community.founding.push(genesis.id());
        for number in 1..own_devices {
            let (device, member) = (community.keys[number].id(), community.member(0));
            let made = community.certify(&heads, Body::Device { device, member }, &[0, number]);
            community.founding.push(made.id());
        }
        for number in admitted {
            let body = community.admission(*number, None);
            let made = community.certify(&heads, body, &[founders[0], founders[1], *number]);
            community.founding.push(made.id());
        }
        let first = community.member(0);
        let last = community.member(peers - newcomers - 1);
        for _ in 0..SHARED {
            community.make_document("notebook", None, rng);
        }
        community.make_document("member", Some(first), rng);
        community.make_document("private", Some(first), rng);
        community.make_document("private", Some(last), rng);
        // Two who write at both ends of the community, and a few more who share with the first.
        community.make_document_for("pair", [first, last].into(), rng);
        let few = (0..peers - newcomers).step_by(4).take(5).map(|number| community.member(number));
        community.make_document_for("room", few.collect(), rng);
        community
    }

    pub(super) fn member(&self, number: usize) -> MemberId {
        let first_of = if number < self.own_devices { 0 } else { number };
        self.keys[first_of].id().into()
    }

    pub(super) fn admission(&self, number: usize, was: Option<MemberId>) -> Body {
        Body::Admit { device: self.keys[number].id(), name: String::new(), was }
    }

    /// Signed by the devices with these numbers, who are all willing.
    pub(super) fn certify(
        &mut self,
        heads: &[CertificateId],
        body: Body,
        signers: &[usize],
    ) -> Certificate {
        let by = signers.iter().map(|number| self.keys[*number].id());
        let mut proposal = Proposal::new(self.id, heads.iter().copied(), body, by)
            .expect("a certificate as they must be");
        for number in signers {
            proposal.sign(&self.keys[*number]);
        }
        let certificate = proposal.finish().expect("all have signed");
        assert!(certificate.verify_signatures());
        self.certificates.insert(certificate.id(), certificate.clone());
        certificate
    }

    /// The certificate with these bytes. What nobody made is forged: its signatures are wrong.
    pub(super) fn check(&self, bytes: &[u8]) -> Option<Certificate> {
        let certificate = Certificate::from_bytes(bytes).ok()?;
        let made = self.certificates.get(&certificate.id()).filter(|it| **it == certificate);
        assert!(made.is_some() || !certificate.verify_signatures(), "a forged certificate passes");
        made.cloned()
    }

    pub(super) fn certificate(&self, id: &CertificateId) -> &Certificate {
        &self.certificates[id]
    }

    /// The membership of a device that has these, each after all it cites.
    pub(super) fn membership(&self, ids: &[CertificateId]) -> Membership {
        let mut membership = Membership::new(self.certificate(&self.founding[0]).clone())
            .expect("it is signed by all founders");
        for id in ids {
            membership.insert(self.certificate(id).clone());
        }
        membership.take_entered();
        membership
    }

    pub(super) fn make_document(
        &mut self,
        kind: &str,
        owner: Option<MemberId>,
        rng: &mut impl CryptoRng,
    ) -> DocumentGrant {
        let secret = DocumentSecret::generate(rng);
        let grant = DocumentGrant::seal(self.id, kind, owner, &secret, &self.epoch, rng)
            .expect("a kind of document that there is");
        self.keep_document(grant, &secret)
    }

    /// A document of these members alone.
    pub(super) fn make_document_for(
        &mut self,
        kind: &str,
        readers: BTreeSet<MemberId>,
        rng: &mut impl CryptoRng,
    ) -> DocumentGrant {
        let secret = DocumentSecret::generate(rng);
        let devices = (0..self.keys.len()).filter(|number| readers.contains(&self.member(*number)));
        let devices: Vec<_> = devices.map(|number| self.keys[number].id()).collect();
        let grant = DocumentGrant::seal_to_readers(self.id, kind, readers, &secret, devices, rng)
            .expect("a kind of document that there is");
        self.keep_document(grant, &secret)
    }

    fn keep_document(&mut self, grant: DocumentGrant, secret: &DocumentSecret) -> DocumentGrant {
        let key = EntryKey::derive(secret, &self.epoch);
        self.documents.push(Document { grant: Arc::new(grant.clone()), key });
        grant
    }

    pub(super) fn document(&self, id: &DocumentId) -> &Document {
        let found = self.documents.iter().find(|document| document.id() == *id);
        found.expect("a document of this world")
    }

    pub(super) fn audience(&self, id: &DocumentId) -> Audience {
        self.document(id).grant.audience()
    }

    pub(super) fn everyones(&self) -> BTreeSet<DocumentId> {
        let for_all = |document: &&Document| document.grant.is_for_everyone();
        self.documents.iter().filter(for_all).map(Document::id).collect()
    }

    pub(super) fn bytes_of(&self, id: &CertificateId) -> Arc<[u8]> {
        self.certificate(id).to_bytes().into()
    }
}
