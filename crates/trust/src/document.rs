//! What a document's id commits to: its kind, its owner and its secret.
//!
//! In two steps, so that kind and owner can be shown to anybody (who may write, who may erase) while the secret stays
//! with those who may read.

use crate::ids::{DocumentId, MemberId};
use crate::keys::{DocumentSecret, domain};

/// Stands for a document's secret where the secret itself must not go.
pub fn secret_commitment(secret: &DocumentSecret) -> [u8; 32] {
    blake3::derive_key(domain::DOCUMENT_SECRET, secret.as_bytes())
}

/// The id of the document of this kind and owner whose secret has this commitment.
pub fn document_id_from(kind: &str, owner: Option<MemberId>, commitment: &[u8; 32]) -> DocumentId {
    let mut hasher = blake3::Hasher::new_derive_key(domain::DOCUMENT_ID);
    hasher.update(&(kind.len() as u64).to_le_bytes()).update(kind.as_bytes());
    match owner {
        None => hasher.update(&[0]),
        Some(owner) => hasher.update(&[1]).update(owner.as_bytes()),
    };
    hasher.update(commitment);
    DocumentId::from_bytes(*hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_kind_owner_or_secret_is_another_document() {
        let commitment = secret_commitment(&DocumentSecret::from_bytes([1; 32]));
        let other = secret_commitment(&DocumentSecret::from_bytes([2; 32]));
        let (ann, ben) = (MemberId::from_bytes([1; 32]), MemberId::from_bytes([2; 32]));
        let ids = [
            document_id_from("member", Some(ann), &commitment),
            document_id_from("member", Some(ben), &commitment),
            document_id_from("member", None, &commitment),
            document_id_from("private", Some(ann), &commitment),
            document_id_from("member", Some(ann), &other),
        ];
        for (at, id) in ids.iter().enumerate() {
            assert!(!ids[..at].contains(id));
        }
    }
}
