//! Everything a person, a script or another program can ask of a node.

use crate::{
    BackupContents, Brought, FileBytes, ForWhom, GuardChange, ProposalId, Secret, Target, TypedStep,
};
use horseshoe_handbook::Language;
use horseshoe_model::text::Splice;
use horseshoe_model::{Command as Doing, FileRef, Kind, MeetingId, ThingId};
use horseshoe_trust::{CommunityId, DeviceId, DocumentId, MemberId, TicketId};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::PathBuf;

/// One thing asked. Each is answered once, by [`Reply`] or by a [`Problem`](crate::Problem): what changes
/// something is answered after it is durable on disk.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    /// Says who I am, on this device, in every community.
    Introduce { name: String, practice: String },

    /// Starts a draft. The community begins when the second person joins.
    Begin { name: String },
    /// Makes a ticket for one person. In a draft, for the person the community begins with.
    Invite {
        community: CommunityId,
        /// How long the ticket can be used, in hours; a week if absent.
        #[serde(default)]
        hours: Option<u32>,
    },
    /// Takes a ticket back; who has it can no longer use it.
    Uninvite { community: CommunityId, ticket: TicketId },
    /// Asks to be let in with a ticket somebody gave me.
    Join { ticket: String },
    /// Stops asking.
    StopJoining { ticket: TicketId },
    /// Holds my door open for ten minutes, so that whoever is in the room and has no ticket can ask; or closes it.
    HoldDoor { community: CommunityId, open: bool },
    /// Looks for open doors in the room, until told not to.
    LookForDoors { look: bool },
    /// Asks to be let in at an open door. The snapshot tells how it goes.
    AskAtDoor { device: DeviceId },
    /// Both devices show the same words: whatever ticket is handed over at this door is used.
    SameWords { device: DeviceId },
    /// Asks there no longer.
    LeaveDoor { device: DeviceId },
    /// Says yes to somebody who asks to be let in.
    Approve {
        community: CommunityId,
        request: RequestId,
        /// Who they were before, if they lost all their devices. A label without power.
        #[serde(default)]
        was: Option<MemberId>,
    },
    /// Says not this time to somebody who asks to be let in.
    Decline { community: CommunityId, request: RequestId },

    /// Makes a ticket for a further device of mine. Whoever has it can write in my name, once I said yes to it.
    InviteDevice { community: CommunityId },
    /// Names a device of mine, for my own devices only.
    NameDevice { community: CommunityId, device: DeviceId, name: String },
    /// Removes a device of mine, for good. It can no longer write in my name.
    RemoveDevice { community: CommunityId, device: DeviceId },
    /// We have compared our words: I am sure that this is who they say.
    Compared { community: CommunityId, member: MemberId },
    /// Leaves a community, for good, with all my devices. What I have stays readable here.
    Leave { community: CommunityId },
    /// Proposes to one other member, in private, that somebody or a device is removed. Nothing happens until they sign.
    ProposeRemoval {
        community: CommunityId,
        target: Target,
        /// Who is asked to sign as well.
        with: MemberId,
        #[serde(default)]
        reason: String,
    },
    /// Signs a removal I was asked to sign. It holds from then on and can never be taken back.
    SignRemoval { community: CommunityId, proposal: ProposalId },
    /// Says not this time; or, of my own proposal, asks no more. Who holds it already could still sign.
    DropRemoval { community: CommunityId, proposal: ProposalId },
    /// Brings in what somebody wrote who is out. I answer for it.
    KeepWords { community: CommunityId, member: MemberId },
    /// Begins a draft with all that is written here; the others come along when I let them in. This one stays readable.
    ContinueAnew { community: CommunityId },

    /// Does something in a community's documents.
    Do { community: CommunityId, act: Doing },
    /// Begins a session, with an agenda of the handbook: I facilitate, and am there.
    BeginSession {
        community: CommunityId,
        #[serde(default)]
        meeting: Option<MeetingId>,
        /// `agenda-session`, `agenda-design-session` …
        agenda: String,
        /// How many presentations; as many as the agenda has, if absent.
        #[serde(default)]
        presentations: Option<u8>,
    },
    /// Does something in the document of a session or of a few people. What belongs in a room is done for a session in
    /// the room of those who are there, which opens with the first of it and closes with the session.
    DoIn { community: CommunityId, document: DocumentId, act: Doing },
    /// Makes a document that only I and these members have and know of: of two or three (`pair`), of those in the room
    /// (`room`), of those who prepare (`arrangements`). Who has it never changes.
    BeginWith { community: CommunityId, kind: Kind, with: Vec<MemberId> },
    /// Adds a file that everyone can see, of at most 24 MiB. Nothing speaks of it until an act does. Answered by
    /// [`Reply::Made`], with what names it.
    AddFile { community: CommunityId, bytes: FileBytes },
    /// Asks for what is in a file.
    ReadFile { community: CommunityId, file: FileRef },
    /// Writes in a text, as a text field does: splices against a version of it.
    Write {
        community: CommunityId,
        text: TextRef,
        /// The newest version whose news the writer had taken in when making the splices.
        version: u64,
        splices: Vec<Splice>,
    },
    /// Follows a text closely: its [`TextNews`](crate::TextNews) come as events until it is closed.
    OpenText { community: CommunityId, text: TextRef },
    /// Tells others where my caret is in a text I follow; absent once I have left it. Never kept.
    Point {
        community: CommunityId,
        text: TextRef,
        /// The newest version whose news the caret counts in, with all own writes.
        version: u64,
        #[serde(default)]
        caret: Option<Caret>,
    },
    /// Keeps, in place of what was kept before, what can be taken back of what I typed in a text I follow.
    Remember {
        community: CommunityId,
        text: TextRef,
        /// The newest version whose news the steps count in, with all own writes. An older one is passed over.
        version: u64,
        steps: Vec<TypedStep>,
    },
    /// Stops following a text.
    CloseText { community: CommunityId, text: TextRef },
    /// Asks who wrote which words of a text.
    WhoWrote { community: CommunityId, text: TextRef },
    /// Takes my own last act in this community back.
    Undo { community: CommunityId },
    /// I have seen these: they are no longer new to me. Kept on this device alone. The first time, everything that is
    /// there counts as seen.
    Seen {
        community: CommunityId,
        #[serde(default)]
        things: Vec<ThingId>,
    },

    /// Proposes to destroy a notebook or a file on every device, with everything in it. Two have to agree, or whoever
    /// added the file; then each device shows it for 72 hours of its own time before it carries it out.
    ProposeErase { community: CommunityId, document: DocumentId },
    /// Agrees to destroy what somebody proposed to.
    AgreeToErase { community: CommunityId, document: DocumentId },
    /// I would rather keep it, or no longer mind: while I do, this device does not carry it out, and everybody sees that
    /// I object. It stops nobody else's device: people talk.
    ObjectToErase { community: CommunityId, document: DocumentId, object: bool },
    /// Closes a room I am in: what was written there is destroyed at once, here and on the devices of all who were in it.
    CloseRoom { community: CommunityId, document: DocumentId },

    /// Chooses what this device may contact.
    SetMode { mode: Mode },
    /// Goes on the network, or off it.
    SetOnline { online: bool },
    /// Stops receiving and sending what belongs to a community, or goes on, until the program ends.
    SetExchanging { community: CommunityId, on: bool },
    /// Takes connections on this address as well.
    Listen { address: SocketAddr },
    /// Forgets what this device has contacted until now.
    ForgetContacted,
    /// Tries to reach a member's device at this address.
    Connect { device: DeviceId, address: SocketAddr },

    /// Writes everything readable of a community into a folder, its pages in this language.
    Export {
        community: CommunityId,
        folder: PathBuf,
        #[serde(default)]
        language: Language,
    },
    /// Writes everything of this profile into one sealed file, which replaces an older one only once it is whole.
    /// [`restore`](crate::restore) makes a profile of it, [`check_backup`](crate::check_backup) tries it.
    Backup { file: PathBuf, passphrase: Secret },
    /// Changes what guards this profile.
    Guard { change: GuardChange },
    /// Makes one more device of mine, for paper: whoever types it in on a new computer is me there. Answered by
    /// [`Reply::Printed`]; it is kept nowhere.
    PrintRecoveryKey { community: CommunityId },
    /// Saves what somebody lacks into a file that only they can open, to be carried to them.
    SaveExchange {
        community: CommunityId,
        #[serde(rename = "for")]
        whom: ForWhom,
        file: PathBuf,
    },
    /// Saves that I ask to be let in, and what I signed, into a file for whoever gave me this ticket.
    SaveAsking { ticket: TicketId, file: PathBuf },
    /// Opens a file somebody saved for this device.
    OpenExchange {
        file: PathBuf,
        /// The community it is expected to belong to; without, whichever it is.
        #[serde(default)]
        community: Option<CommunityId>,
    },
    /// Reads and checks every certificate and entry in the store.
    Verify,
    /// Removes a community from this device only.
    Forget { community: CommunityId },
}

/// What a command gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "snake_case")]
pub enum Reply {
    /// It is done, and durable where it changed something.
    Done,
    /// A community or a draft was begun.
    Begun { community: CommunityId },
    /// A ticket to hand to one person.
    Ticket { ticket: TicketId, text: String, expires: u64 },
    /// The asking has begun; the snapshot tells how it goes.
    Joining { ticket: TicketId },
    /// Something was made; its id in the form the view uses.
    Made { id: String },
    /// The folder that was written, and how many files.
    Exported { folder: PathBuf, files: u32 },
    /// The file that was written, and what is in it.
    BackedUp { file: PathBuf, contents: BackupContents },
    /// Words for paper, to be shown once; and the device they are, where they are one.
    Printed { text: Secret, device: Option<DeviceId> },
    /// The file that was written, and how many entries are in it.
    FileSaved { file: PathBuf, entries: u64 },
    /// What the file has brought, all of it durable.
    Opened { brought: Brought },
    /// How much was checked, and what was found wrong.
    Verified { certificates: u64, entries: u64, wrong: Vec<String> },
    /// A text, and the version it has: what is written next is written on this version. And what can be taken back of
    /// what I typed in it before.
    Text {
        version: u64,
        text: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        typed: Vec<TypedStep>,
    },
    /// A text and who wrote it, from its beginning: so many characters each, by whom where that is known.
    WhoWrote { text: String, runs: Vec<(Option<MemberId>, usize)> },
    /// What is in a file.
    File { bytes: FileBytes },
    /// The addresses this device now takes connections on.
    Listening { addresses: Vec<SocketAddr> },
}

/// A text people write together: which document of the community, and which text in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TextRef {
    /// The document, by its id.
    pub document: DocumentId,
    /// The text in it, as the views give it.
    pub object: String,
}

/// A caret in a text, and the other end of what is selected, in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caret {
    pub at: usize,
    pub anchor: usize,
}

/// Somebody who asks to be let in, by the device they ask from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(pub DeviceId);

/// What a device may contact; chosen by people in plain words before anything is contacted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "snake_case")]
pub enum Mode {
    /// The local network, and nothing beyond it.
    #[default]
    ThisRoomOnly,
    /// The local network, and the relay at this address.
    OwnRelay { url: String },
    /// The local network, and the public relays and address lookup of n0.
    PublicHelp,
}

impl Mode {
    /// The relay to name in tickets, if one was chosen.
    pub fn relay(&self) -> Option<String> {
        match self {
            Self::OwnRelay { url } => Some(url.clone()),
            Self::ThisRoomOnly | Self::PublicHelp => None,
        }
    }
}
