//! Who came in, who left, what waits for a signature, as a snapshot tells it.

use horseshoe_trust::{CertificateId, DeviceId, MemberId};
use serde::{Deserialize, Serialize};

pub use horseshoe_trust::Target;

/// My devices, who left, and what waits for a signature, in one community.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// So many members sign about somebody else. Zero in a draft.
    pub quorum: u8,
    /// My own devices, this one first.
    pub devices: Vec<OwnDevice>,
    /// Who left or was removed, and which devices.
    pub departures: Vec<Departure>,
    /// Removals that wait for a signature: mine, or asked of me.
    pub proposed: Vec<ProposedRemoval>,
    pub let_in_by_gone: Vec<LetInByGone>,
    pub late_words: Vec<LateWords>,
    pub two_histories: Vec<TwoHistories>,
    /// What members' devices sent that no device can use, by who signed it.
    pub set_aside: Vec<SetAside>,
    /// Who knocked here with a ticket that serves no more; until the program ends.
    pub turned_away: Vec<TurnedAway>,
    /// So many of my entries were written anew, because what they stood on ceased to count.
    pub put_back: u64,
}

/// One of my own devices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnDevice {
    pub id: DeviceId,
    /// As I named it; only my own devices know.
    pub name: Option<String>,
    /// Tells devices apart and proves nothing.
    pub called: [String; 4],
    /// The one I am looking at.
    pub this: bool,
    /// False once it was removed.
    pub standing: bool,
    pub here: bool,
    /// When it was last connected to this one, unix milliseconds.
    pub met_at: Option<u64>,
}

/// A removal that holds: somebody left or was removed, or a device was. It is never taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Departure {
    pub id: CertificateId,
    pub target: Target,
    /// Whom it names, or whose the device is.
    pub member: MemberId,
    /// As the others saw their name last.
    pub name: String,
    /// The device it names, in words.
    pub called: Option<[String; 4]>,
    pub kind: DepartureKind,
    /// The members who signed.
    pub by: Vec<MemberId>,
    pub reason: String,
    /// It names me or this device.
    pub mine: bool,
    /// Those named here are also those who removed others who removed them: two, or a circle.
    pub each_other: Vec<MemberId>,
    /// Other members' devices that are known to have heard of it, of so many that still belong.
    pub heard: usize,
    pub of: usize,
}

/// Who decided it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DepartureKind {
    /// They left, or somebody with one of their devices did in their name.
    Left,
    /// Others removed them.
    Removed,
    /// A member removed a device of their own.
    OwnDevice,
    /// Others removed one of their devices.
    DeviceRemoved,
}

/// A removal that waits for the second signature. Only who proposed it and who was asked know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposedRemoval {
    pub id: ProposalId,
    pub target: Target,
    pub member: MemberId,
    pub reason: String,
    pub by: MemberId,
    /// Who was asked to sign as well.
    pub asked: MemberId,
    /// I proposed it; otherwise I am asked.
    pub mine: bool,
    /// I said not this time; it can still be signed.
    pub declined: bool,
}

/// A proposal, by the certificate it was when it was first signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProposalId(pub CertificateId);

/// Somebody who was let in by who has left the group before the others knew: their words wait until others let them
/// in again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LetInByGone {
    pub member: MemberId,
    pub device: DeviceId,
    pub name: String,
    pub by: Vec<MemberId>,
}

/// What somebody wrote who is out, before they knew or beyond what the removal leaves: kept here, and shown to nobody
/// until a member keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LateWords {
    pub member: MemberId,
    /// So many entries, in so many documents.
    pub entries: u64,
    pub documents: u64,
}

/// A device with two different histories, often after a restored backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TwoHistories {
    pub member: MemberId,
    pub device: DeviceId,
    pub called: [String; 4],
    /// It is mine.
    pub mine: bool,
    /// In so many documents.
    pub documents: u64,
    /// The document is among them in which they say how they vote.
    pub votes: bool,
}

/// What a device sent that no device can use. It is kept, named by who signed it, and in nobody's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetAside {
    pub member: MemberId,
    pub device: DeviceId,
    pub called: [String; 4],
    pub entries: u64,
    /// Why the latest of them cannot be used, for whoever looks into it.
    pub reasons: Vec<String>,
}

/// Somebody who knew a ticket that was used already or has expired: perhaps they are meant as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TurnedAway {
    pub device: DeviceId,
    pub name: String,
    /// Who used it before them, by the name they gave; absent if it had expired.
    pub used_by: Option<String>,
}
