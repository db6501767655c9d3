//! A certificate on its way: who is to sign it, and who has.
//!
//! Signatures are collected before anything is published, since a half-signed removal seen by all would only hurt.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::canonical;
use crate::certificate::{
    Body, Certificate, CertificateError, certificate_id, check_parts, statement,
};
use crate::ids::{CertificateId, CommunityId, DeviceId, Signature};
use crate::keys::{DeviceKey, domain};
use crate::limits;

/// Collects the signatures of exactly the devices named in it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Proposal {
    version: u8,
    community: CommunityId,
    heads: Vec<CertificateId>,
    body: Body,
    signers: BTreeSet<DeviceId>,
    signatures: BTreeMap<DeviceId, Signature>,
}

impl Proposal {
    /// For a Genesis, `community` is [`CommunityId::NONE`] and `heads` is empty; otherwise `heads` are all the heads
    /// of the membership as the proposer sees it, in any order.
    pub fn new(
        community: CommunityId,
        heads: impl IntoIterator<Item = CertificateId>,
        body: Body,
        signers: impl IntoIterator<Item = DeviceId>,
    ) -> Result<Self, CertificateError> {
        let heads: BTreeSet<_> = heads.into_iter().collect();
        let proposal = Self {
            version: Certificate::VERSION,
            community,
            heads: heads.into_iter().collect(),
            body,
            signers: signers.into_iter().collect(),
            signatures: BTreeMap::new(),
        };
        proposal.check()?;
        Ok(proposal)
    }

    pub fn community(&self) -> CommunityId {
        self.community
    }

    pub fn heads(&self) -> &[CertificateId] {
        &self.heads
    }

    pub fn body(&self) -> &Body {
        &self.body
    }

    /// Who is to sign.
    pub fn signers(&self) -> &BTreeSet<DeviceId> {
        &self.signers
    }

    /// Who is to sign and has not.
    pub fn missing(&self) -> BTreeSet<DeviceId> {
        self.signers
            .iter()
            .filter(|signer| !self.signatures.contains_key(signer))
            .copied()
            .collect()
    }

    /// The id the certificate will have once everyone signed.
    pub fn id(&self) -> CertificateId {
        certificate_id(&self.statement(), &self.signers)
    }

    /// Adds this device's signature; nothing happens if it is not among the signers. An honest device signs only
    /// while it stands and when it knows everything the proposal cites: see [`crate::Membership::may_sign`].
    pub fn sign(&mut self, key: &DeviceKey) -> bool {
        let signer = key.id();
        let wanted = self.signers.contains(&signer);
        if wanted {
            let signature = key.sign(domain::CERTIFICATE_SIGNATURE, &self.statement());
            self.signatures.insert(signer, signature);
        }
        wanted
    }

    /// Takes over signatures collected elsewhere. Wrong ones, and those of another statement, are left out.
    pub fn absorb(&mut self, other: &Self) {
        let statement = self.statement();
        for (signer, signature) in &other.signatures {
            if self.signers.contains(signer)
                && !self.signatures.contains_key(signer)
                && signer.verify(domain::CERTIFICATE_SIGNATURE, &statement, signature)
            {
                self.signatures.insert(*signer, *signature);
            }
        }
    }

    /// The certificate, once all have signed.
    pub fn finish(&self) -> Option<Certificate> {
        if !self.missing().is_empty() {
            return None;
        }
        Certificate::new(
            self.community,
            self.heads.clone(),
            self.body.clone(),
            self.signatures.clone(),
        )
        .ok()
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::encode(self)
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CertificateError> {
        let proposal: Self =
            canonical::decode(bytes, Certificate::VERSION, limits::CERTIFICATE_BYTES)?;
        proposal.check()?;
        let statement = proposal.statement();
        let right = proposal.signatures.iter().all(|(signer, signature)| {
            proposal.signers.contains(signer)
                && signer.verify(domain::CERTIFICATE_SIGNATURE, &statement, signature)
        });
        if right { Ok(proposal) } else { Err(CertificateError::Signature) }
    }

    /// Checked with room for every signature, so that a proposal never turns out too large when all have signed.
    fn check(&self) -> Result<(), CertificateError> {
        check_parts(self.community, &self.heads, &self.body)?;
        if self.signers.is_empty()
            || self.signers.len() > limits::SIGNERS
            || !self.heads.is_sorted_by(|a, b| a < b)
        {
            return Err(CertificateError::Malformed);
        }
        // A proposal carries each signer once more than the certificate does.
        let unsigned = Self { signatures: BTreeMap::new(), ..self.clone() };
        let signature = DeviceId::LENGTH + Signature::LENGTH;
        let length = canonical::encode(&unsigned).len() + 1 + self.signers.len() * signature;
        if length > limits::CERTIFICATE_BYTES {
            return Err(
                crate::DecodeError::TooLong { length, limit: limits::CERTIFICATE_BYTES }.into()
            );
        }
        Ok(())
    }

    fn statement(&self) -> Vec<u8> {
        statement(self.community, &self.heads, &self.body)
    }
}
