//! Whether what is kept is what was signed: looked at without opening any of it.

use horseshoe_trust::{Certificate, CertificateId, Entry, EntryId};

/// What is wrong with a certificate that is kept under this id, if anything is.
pub(crate) fn wrong_certificate(id: &CertificateId, bytes: &[u8]) -> Option<String> {
    match Certificate::from_bytes(bytes) {
        Ok(certificate) if certificate.id() != *id => Some(format!("certificate {id}: its id")),
        Ok(certificate) => {
            (!certificate.verify_signatures()).then(|| format!("certificate {id}: a signature"))
        }
        Err(error) => Some(format!("certificate {id}: {error}")),
    }
}

/// What is wrong with an entry that is kept under this id, if anything is.
pub(crate) fn wrong_entry(id: &EntryId, bytes: &[u8]) -> Option<String> {
    match Entry::from_bytes(bytes) {
        Ok(entry) if entry.id() != *id => Some(format!("entry {id}: its id")),
        Ok(entry) => entry.verify().err().map(|error| format!("entry {id}: {error}")),
        Err(error) => Some(format!("entry {id}: {error}")),
    }
}
