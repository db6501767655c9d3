//! What a document's id commits to: its kind, its owner or its readers, and its secret.
//!
//! In two steps, so that the others can be shown to anybody (who may write, who may erase) while the secret stays
//! with those who may read.

use std::collections::BTreeSet;

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

/// The same, of a document that these members alone read and write.
pub fn document_id_of_readers(
    kind: &str,
    readers: &BTreeSet<MemberId>,
    commitment: &[u8; 32],
) -> DocumentId {
    let mut hasher = blake3::Hasher::new_derive_key(domain::DOCUMENT_ID);
    hasher.update(&(kind.len() as u64).to_le_bytes()).update(kind.as_bytes());
    hasher.update(&[2]).update(&(readers.len() as u64).to_le_bytes());
    for reader in readers {
        hasher.update(reader.as_bytes());
    }
    hasher.update(commitment);
    DocumentId::from_bytes(*hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_kind_owner_reader_or_secret_is_another_document() {
        let commitment = secret_commitment(&DocumentSecret::from_bytes([1; 32]));
        let other = secret_commitment(&DocumentSecret::from_bytes([2; 32]));
        let (ann, ben) = (MemberId::from_bytes([1; 32]), MemberId::from_bytes([2; 32]));
        let ids = [
            document_id_from("member", Some(ann), &commitment),
            document_id_from("member", Some(ben), &commitment),
            document_id_from("member", None, &commitment),
            document_id_from("private", Some(ann), &commitment),
            document_id_from("member", Some(ann), &other),
            document_id_of_readers("pair", &[ann].into(), &commitment),
            document_id_of_readers("pair", &[ann, ben].into(), &commitment),
            document_id_of_readers("room", &[ann, ben].into(), &commitment),
            document_id_of_readers("pair", &[ann, ben].into(), &other),
        ];
        for (at, id) in ids.iter().enumerate() {
            assert!(!ids[..at].contains(id));
        }
    }
}
