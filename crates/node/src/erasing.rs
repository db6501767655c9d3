//! What is to be destroyed, what was, and on which devices: as people see it.

use horseshoe_model::Kind;
use horseshoe_trust::{DeviceId, DocumentId, MemberId};
use serde::Serialize;

/// Everything about destroying in one community. Nothing here ever says that something is gone everywhere: only which
/// devices have said so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Erasing {
    /// Somebody proposed it, and it lacks signatures.
    pub proposed: Vec<EraseProposed>,
    /// Agreed: shown for 72 hours, then carried out by this device.
    pub agreed: Vec<EraseAgreed>,
    /// Destroyed on this device.
    pub destroyed: Vec<Destroyed>,
    /// What the group agreed about keeping its shared notes, and how near the day is.
    pub retention: Option<RetentionNotice>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EraseProposed {
    pub document: DocumentId,
    pub kind: Option<Kind>,
    pub agreed_by: Vec<MemberId>,
    /// How many have to agree in all.
    pub needed: u8,
    pub agreed_by_me: bool,
    /// Who would rather keep it.
    pub objected_by: Vec<MemberId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EraseAgreed {
    pub document: DocumentId,
    pub kind: Option<Kind>,
    /// Until this device carries it out, in seconds of its own time: while it runs, and at most a day for each time it
    /// did not.
    pub left_secs: u64,
    /// Who would rather keep it.
    pub objected_by: Vec<MemberId>,
    /// Not on this device, as long as somebody at it does not want it so.
    pub kept_here: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Destroyed {
    pub document: DocumentId,
    pub kind: Option<Kind>,
    /// When this device destroyed it, unix milliseconds.
    pub at: u64,
    /// The disk of this device has let go of it.
    pub for_good: bool,
    /// Devices that have said they destroyed it, this one among them once it has.
    pub confirmed: Vec<DeviceId>,
    /// Devices of those who had it that have not said so.
    pub unconfirmed: Vec<DeviceId>,
}

/// What is to happen with the shared notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RetentionNotice {
    /// The day until which they are kept, `2026-12-10`.
    pub until: String,
    /// Days until then; none are left on the day itself and after it.
    pub days_left: u32,
    /// The nearest of 30, 7 and 1 days that has come, for a word beforehand.
    pub notice: Option<u8>,
    /// The day has come: somebody may propose to destroy these.
    pub due: Vec<DocumentId>,
    /// Who would rather keep them: as long as anybody does, none are due.
    pub objected_by: Vec<MemberId>,
}
