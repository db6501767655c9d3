//! What members' devices say to each other, as somebody wrote it down who only read what goes over the wire.

use horseshoe_trust::{CertificateId, CommunityId, DeviceId, DocumentId, EntryId, EpochId};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) enum Said {
    Hello { version: u16, community: CommunityId, certificates: [u8; 16] },
    CertificateIds(Vec<CertificateId>),
    Certificates { certificates: Vec<Vec<u8>>, last: bool },
    Summary { grants: [u8; 16], epochs: [u8; 16], documents: [u8; 16] },
    GrantIds(Vec<(DocumentId, EpochId)>),
    Grants(Vec<Vec<u8>>),
    Epochs(Vec<EpochId>),
    Secrets(Vec<Vec<u8>>),
    Digests(Option<[u8; 16]>, Option<[u8; 16]>, Vec<(DocumentId, [u8; 16])>),
    Frontier { document: DocumentId, lanes: Vec<Lane>, refused: Vec<EntryId>, last: bool },
    Entries { document: DocumentId, entries: Vec<Vec<u8>>, left: u64, withheld: bool },
    Taken,
    Live { document: DocumentId, entry: Vec<u8> },
    Want { document: DocumentId, ids: Vec<EntryId> },
    Found { document: DocumentId, entries: Vec<Vec<u8>>, absent: Vec<EntryId> },
    Signal { document: Option<DocumentId>, bytes: Vec<u8> },
    Proposal(Vec<u8>),
}

/// So many bytes of a community's id say whose a frame is.
const TAG: usize = 8;

/// A device, its incarnation, and the ends of what it wrote.
type Lane = (DeviceId, [u8; 8], Vec<(u64, EntryId)>);

impl Said {
    pub(crate) fn hello(community: CommunityId) -> Self {
        Self::Hello { version: 1, community, certificates: [7; 16] }
    }

    /// Asks for all there is of a document.
    pub(crate) fn all_of(document: DocumentId) -> Self {
        Self::Frontier { document, lanes: Vec::new(), refused: Vec::new(), last: true }
    }

    /// Whether there are words in it, or what opens words.
    pub(crate) fn is_content(&self) -> bool {
        use Said::{Entries, Found, Grants, Live, Secrets, Signal};
        match self {
            Secrets(all) | Grants(all) => !all.is_empty(),
            Entries { entries, .. } | Found { entries, .. } => !entries.is_empty(),
            Live { .. } | Signal { .. } => true,
            _ => false,
        }
    }

    /// As it travels: after the beginning of the community's id.
    pub(crate) fn to_frame(&self, community: CommunityId) -> Vec<u8> {
        postcard::to_extend(self, community.as_bytes()[..TAG].to_vec()).unwrap()
    }

    pub(crate) fn from_frame(frame: &[u8]) -> Self {
        postcard::from_bytes(&frame[TAG..]).unwrap()
    }
}
