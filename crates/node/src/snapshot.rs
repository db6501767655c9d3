//! What there is to see, as plain data that never changes: the newest replaces the one before.

use crate::{
    Erasing, Guard, Membership, Mode, News, Notebook, Problem, RequestId, Spread, TextRef,
};
use horseshoe_model::{
    ArrangementsView, CommunityView, MemberView, PairView, PrivateView, RoomView, SessionView,
    TallyView,
};
use horseshoe_trust::{CommunityId, DeviceId, DocumentId, MemberId, TicketId};
use serde::Serialize;
use std::net::SocketAddr;
use std::sync::Arc;

/// Everything a window or a script can see of a node. Parts that did not change are shared with the snapshot before.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Snapshot {
    /// Counts up with every snapshot.
    pub number: u64,
    pub me: Arc<Me>,
    pub communities: Vec<Arc<Community>>,
    /// Where I have asked to be let in.
    pub joining: Vec<Joining>,
    /// Open doors in the room, while they are looked for.
    pub doors: Vec<Door>,
    /// Doors at which I ask.
    pub calls: Vec<Call>,
    pub network: Arc<Network>,
    pub saved: Saved,
    pub guard: Arc<Guard>,
    /// Troubles that last, newest first.
    pub problems: Vec<Problem>,
}

impl Snapshot {
    /// The community or draft with this id.
    pub fn community(&self, id: &CommunityId) -> Option<&Arc<Community>> {
        self.communities.iter().find(|community| community.id == *id)
    }
}

/// Who I am on this device.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Me {
    pub device: Option<DeviceId>,
    pub name: String,
    pub practice: String,
}

/// A document of a few members.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfFew {
    pub document: DocumentId,
    /// Who have it, I among them, also who is no longer in the community. Never changes.
    pub members: Vec<MemberId>,
    #[serde(flatten)]
    pub view: OfFewView,
}

/// What it shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", content = "view", rename_all = "snake_case")]
pub enum OfFewView {
    Pair(Arc<PairView>),
    Room(Arc<RoomView>),
    Arrangements(Arc<ArrangementsView>),
}

/// One session.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Session {
    pub document: DocumentId,
    /// Milliseconds the clock of this session is ahead of that of this device: its moments are on that clock.
    pub ahead_ms: i64,
    #[serde(flatten)]
    pub view: Arc<SessionView>,
}

impl Session {
    /// Now on the clock of this session, where the clock of this device shows `unix_ms`.
    pub const fn now(&self, unix_ms: u64) -> u64 {
        unix_ms.saturating_add_signed(self.ahead_ms)
    }
}

/// One community, or the draft of one.
#[derive(Clone, Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the document is called community")]
pub struct Community {
    pub id: CommunityId,
    pub name: String,
    pub stage: Stage,
    /// The community this one carries on.
    pub continues: Option<CommunityId>,
    /// My id among the members. In a draft, the id I will have.
    pub me: MemberId,
    pub members: Arc<Vec<Member>>,
    /// My devices, who left, what waits for a signature.
    pub membership: Arc<Membership>,
    /// Tickets I gave out and that can still be used.
    pub invitations: Vec<Invitation>,
    /// My door is open for who has no ticket.
    pub door: Option<OpenDoor>,
    /// People who ask to be let in.
    pub requests: Vec<Request>,
    pub community: Arc<CommunityView>,
    pub community_document: DocumentId,
    pub notebook: Arc<Notebook>,
    /// Oldest first.
    pub sessions: Arc<Vec<Session>>,
    /// What I have not seen yet.
    pub news: Arc<News>,
    /// What only I can see.
    pub private: Arc<PrivateView>,
    pub private_document: DocumentId,
    /// Documents of a few people that I am one of. Nobody else has or knows of them.
    pub few: Arc<Vec<OfFew>>,
    /// What is to be destroyed, and what was.
    pub erasing: Arc<Erasing>,
    /// One for each vote of `community`, in the same order.
    pub tallies: Arc<Vec<TallyView>>,
    /// Where others are and what they are typing just now. Never kept.
    pub typing: Vec<Typing>,
    pub sync: Arc<SyncStatus>,
    /// With whom the words written on this device are.
    pub spread: Arc<Spread>,
    /// Whether there is an act of mine to take back.
    pub can_undo: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// On this device only, until the second person joins.
    Draft,
    Living,
    /// I am no longer a member: reading goes on.
    Left,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "four things that are independently so")]
pub struct Member {
    pub id: MemberId,
    pub name: String,
    pub practice: String,
    pub standing: bool,
    pub me: bool,
    /// A device of this member is connected to mine.
    pub here: bool,
    /// Whether everything of mine this member may see has reached a device of theirs, as far as I know.
    pub has_all: bool,
    /// How many of the changes made on this device theirs lack, as far as it knows: what another device has not said
    /// it holds, it lacks. Of myself, my other devices.
    pub lacks: u64,
    /// When a device of theirs was last connected, unix milliseconds; absent if never.
    pub met_at: Option<u64>,
    /// Who let them in; empty for founders.
    pub let_in_by: Vec<MemberId>,
    /// Who they were before, as they and those who let them in say.
    pub was: Option<MemberId>,
    /// Twelve words both see who look at each other here: the same, if nobody stands in between. Empty of myself.
    pub words: Vec<String>,
    /// I have compared these words with them.
    pub compared: bool,
    /// So many other members say that they have.
    pub compared_by: u64,
    pub devices: Vec<DeviceId>,
    /// What they say about themselves and how they voted, from their own document.
    #[serde(skip)]
    pub view: Arc<MemberView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invitation {
    pub ticket: TicketId,
    /// The ticket itself, for showing it again.
    pub text: String,
    /// Unix seconds.
    pub expires: u64,
    /// It lets in a further device of mine, and no other person.
    pub own_device: bool,
}

/// Somebody who asks to be let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Request {
    pub id: RequestId,
    pub name: String,
    pub practice: String,
    /// Words both can read aloud to rule out a stranger in between. Only where the newcomer knocked.
    pub words: Option<[String; 4]>,
    pub approved_by: Vec<MemberId>,
    /// How many approvals are needed in all.
    pub needed: u8,
    pub approved_by_me: bool,
    /// It is a further device of my own.
    pub own_device: bool,
    /// They asked with a file: the answer is to be saved for them.
    pub by_letter: bool,
}

/// My own open door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenDoor {
    /// Unix seconds.
    pub until: u64,
    /// What the others see it called. Tells doors apart and proves nothing.
    pub called: [String; 4],
}

/// An open door in the room. Who holds it open is not told before they say yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Door {
    pub device: DeviceId,
    /// As in [`OpenDoor::called`].
    pub called: [String; 4],
}

/// My asking at an open door, until it leads to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Call {
    pub device: DeviceId,
    pub called: [String; 4],
    /// To be read aloud: whoever holds the door open sees the same four, or somebody stands in between.
    pub words: Option<[String; 4]>,
    /// I said that they are the same.
    pub same: bool,
    /// They said yes: the community one comes into.
    pub community_name: Option<String>,
    pub problem: Option<Problem>,
}

/// My own asking to be let in somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Joining {
    pub ticket: TicketId,
    pub community_name: String,
    pub state: JoiningState,
    pub words: Option<[String; 4]>,
    /// I have signed what came in a file: that is to be saved and brought back.
    pub to_bring_back: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum JoiningState {
    /// Looking for the inviter's device.
    Reaching,
    /// The inviter's device has heard; a person must say yes.
    Asked,
    /// So many more members have to say yes.
    Waiting {
        missing: u8,
    },
    /// I am in, also where I was before I asked with this ticket. Shown until the program ends.
    In {
        community: CommunityId,
    },
    Failed {
        problem: Problem,
    },
}

/// Where somebody is in a text just now, and what they are writing there before it becomes an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Typing {
    pub member: MemberId,
    pub text: TextRef,
    /// Where in my text their caret is, in characters. The words belong behind it.
    pub at: usize,
    /// The other end of what they have selected.
    pub anchor: usize,
    pub deleted: usize,
    pub words: String,
}

/// How this device is connected, in one place.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Network {
    pub mode: Mode,
    pub online: bool,
    /// Where this device takes connections.
    pub addresses: Vec<SocketAddr>,
    /// Everything this device has contacted until it was told to forget it, the latest first.
    pub contacted: Vec<Contacted>,
}

/// Something this device has contacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contacted {
    pub address: String,
    pub what: ContactedKind,
    /// The first and the last time, unix milliseconds.
    pub first: u64,
    pub last: u64,
    /// How often.
    pub times: u64,
}

/// What sort of thing was contacted.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ContactedKind {
    /// A member's device, at an address of the local network.
    DeviceNearby,
    /// A member's device, at an address beyond it.
    DeviceBeyond,
    Relay,
    /// Public help that says where devices are.
    Lookup,
    /// Everybody on the local network, to be found there.
    LocalNetwork,
}

/// How far a community's devices agree, as far as this device knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SyncStatus {
    /// Devices of other members that are connected now.
    pub connected: usize,
    /// Of these, how many hold exactly what I hold.
    pub in_sync: usize,
    /// Other members' devices in all.
    pub others: usize,
    /// Nothing is received or sent, because people wanted so.
    pub stopped: bool,
    /// While something is being received: entries so far, and expected.
    pub receiving: Option<(u64, u64)>,
    /// Documents that are open here, also what only I can see.
    pub documents: u64,
    /// Entries and certificates held here.
    pub entries: u64,
    pub certificates: u64,
    /// A hash over everything held: equal on two devices that hold the same.
    pub digest: String,
    /// Own changes on disk that no other device has been given yet.
    pub not_yet_sent: u64,
    /// Entries that were set aside because they could not be used, by the device that signed them.
    pub set_aside: Vec<(DeviceId, u64)>,
}

/// Whether what was written is on the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(tag = "saved", rename_all = "snake_case")]
pub enum Saved {
    #[default]
    All,
    Saving,
    /// Kept in memory; the disk refused. It is tried again.
    Failed {
        problem: Problem,
    },
}
