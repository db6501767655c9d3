//! The screens of the window: a closed list, what each may see while it is drawn, and what it may ask for.

use crate::action::Action;
use crate::album::Album;
use crate::authorship::Authorship;
use crate::drafts::Drafts;
use crate::flipchart::Leaf;
use crate::screens::{
    begin::BeginScreen, connection::ConnectionScreen, decide::DecideScreen,
    groundrules::GroundrulesScreen, guard::GuardScreen, handbook::HandbookScreen, home::HomeScreen,
    in_room::InRoomScreen, learning::LearningScreen, meetings::MeetingsScreen, notes::NotesScreen,
    only_me::OnlyMeScreen, people::PeopleScreen,
};
use crate::texts::{Argument, TextId, Texts};
use horseshoe_handbook::{Handbook, Language};
use horseshoe_model::Command as Doing;
use horseshoe_node::{Command, Community, Snapshot};
use horseshoe_ui::{Appearance, Icon};

/// The places of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Area {
    #[default]
    Home,
    /// Today's session: there on its day.
    InRoom,
    Groundrules,
    Meetings,
    Learning,
    Notes,
    Decide,
    People,
    Handbook,
    OnlyMe,
    Connection,
    /// Keys and backups: reached from how this device connects.
    Guard,
    Begin,
}

impl Area {
    /// In the order of the rail.
    pub(crate) const ALL: [Self; 13] = [
        Self::Home,
        Self::InRoom,
        Self::Groundrules,
        Self::Meetings,
        Self::Learning,
        Self::Notes,
        Self::Decide,
        Self::People,
        Self::Handbook,
        Self::OnlyMe,
        Self::Connection,
        Self::Guard,
        Self::Begin,
    ];

    pub(crate) const fn title(self) -> TextId {
        TextId(match self {
            Self::Home => "area-home",
            Self::InRoom => "area-in-room",
            Self::Groundrules => "area-groundrules",
            Self::Meetings => "area-meetings",
            Self::Learning => "area-learning",
            Self::Notes => "area-notes",
            Self::Decide => "area-decide",
            Self::People => "area-people",
            Self::Handbook => "area-handbook",
            Self::OnlyMe => "area-only-me",
            Self::Connection => "area-connection",
            Self::Guard => "area-guard",
            Self::Begin => "area-begin",
        })
    }

    pub(crate) const fn icon(self) -> Icon {
        match self {
            Self::Home => Icon::Home,
            Self::InRoom => Icon::Room,
            Self::Groundrules => Icon::Rules,
            Self::Meetings => Icon::Calendar,
            Self::Learning => Icon::Learning,
            Self::Notes => Icon::Pages,
            Self::Decide => Icon::Favourite,
            Self::People => Icon::People,
            Self::Handbook => Icon::Book,
            Self::OnlyMe => Icon::Lock,
            Self::Connection => Icon::Network,
            Self::Guard => Icon::Key,
            Self::Begin => Icon::Plus,
        }
    }

    /// Whether there is something to see here before there is a community.
    pub(crate) const fn without_community(self) -> bool {
        matches!(self, Self::Begin | Self::Handbook | Self::Connection | Self::Guard)
    }

    /// The place one finds it under; itself, where it has its own.
    pub(crate) const fn part_of(self) -> Self {
        match self {
            Self::Guard => Self::Connection,
            own => own,
        }
    }

    /// Whether it needs all the room there is: most are for reading.
    pub(crate) const fn is_wide(self) -> bool {
        matches!(self, Self::InRoom)
    }

    /// Whether a new group of places begins here.
    pub(crate) const fn apart(self) -> bool {
        matches!(self, Self::OnlyMe | Self::Connection)
    }
}

/// The state of every screen: what would be lost by closing it, and nothing that is in the snapshot.
#[derive(Debug, Default)]
pub(crate) struct Screens {
    pub(crate) begin: BeginScreen,
    home: HomeScreen,
    in_room: InRoomScreen,
    pub(crate) groundrules: GroundrulesScreen,
    meetings: MeetingsScreen,
    learning: LearningScreen,
    notes: NotesScreen,
    decide: DecideScreen,
    pub(crate) people: PeopleScreen,
    pub(crate) handbook: HandbookScreen,
    only_me: OnlyMeScreen,
    connection: ConnectionScreen,
    pub(crate) guard: GuardScreen,
}

impl Screens {
    /// Draws the screen of this area. Without a community there are only how to begin, the handbook,
    /// and how the device connects.
    pub(crate) fn ui(&mut self, area: Area, ui: &mut egui::Ui, cx: &mut ScreenCx<'_>) {
        match (area, cx.community) {
            (Area::Connection, _) => self.connection.ui(ui, cx),
            (Area::Guard, _) => self.guard.ui(ui, cx),
            (Area::Handbook, _) => self.handbook.ui(ui, cx),
            (Area::Begin, _) | (_, None) => self.begin.ui(ui, cx),
            (Area::Home, Some(community)) => self.home.ui(ui, cx, community),
            (Area::InRoom, Some(community)) => self.in_room.ui(ui, cx, community),
            (Area::Groundrules, Some(community)) => self.groundrules.ui(ui, cx, community),
            (Area::Meetings, Some(community)) => self.meetings.ui(ui, cx, community),
            (Area::Learning, Some(community)) => self.learning.ui(ui, cx, community),
            (Area::Notes, Some(community)) => self.notes.ui(ui, cx, community),
            (Area::Decide, Some(community)) => self.decide.ui(ui, cx, community),
            (Area::People, Some(community)) => self.people.ui(ui, cx, community),
            (Area::OnlyMe, Some(community)) => self.only_me.ui(ui, cx, community),
        }
    }
}

/// What a screen may see, and ask for, while it draws one frame.
pub(crate) struct ScreenCx<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) community: Option<&'a Community>,
    pub(crate) handbook: &'a Handbook,
    pub(crate) texts: &'a Texts,
    /// How the window looks, for changing it.
    pub(crate) look: &'a Appearance,
    /// The language that is chosen, for choosing another; none as the system.
    pub(crate) language: Option<Language>,
    /// The community on screen is made up.
    pub(crate) made_up: bool,
    /// The page the flipchart was turned to.
    pub(crate) projected: Option<Leaf>,
    /// The window for the projector is there.
    pub(crate) flipchart_open: bool,
    pub(crate) drafts: &'a mut Drafts,
    pub(crate) authorship: &'a mut Authorship,
    pub(crate) album: &'a mut Album,
    /// Milliseconds since 1970, for saying how long ago something was.
    pub(crate) now_ms: u64,
    pub(crate) actions: &'a mut Vec<Action>,
}

impl ScreenCx<'_> {
    pub(crate) fn t(&self, id: &'static str) -> String {
        self.texts.t(id)
    }

    pub(crate) fn with(&self, id: &'static str, arguments: &[Argument<'_>]) -> String {
        self.texts.with(id, arguments)
    }

    /// Asks for `action`; it happens after this frame is drawn.
    pub(crate) fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// Asks the node.
    pub(crate) fn ask(&mut self, command: Command) {
        self.act(Action::Ask(command));
    }

    /// Does something in the community on screen.
    pub(crate) fn do_it(&mut self, act: impl Into<Doing>) {
        self.act(Action::Do { act: act.into(), said: None });
    }

    /// Does something, says so, and offers to take it back.
    pub(crate) fn do_and_say(&mut self, act: impl Into<Doing>, said: TextId) {
        self.act(Action::Do { act: act.into(), said: Some(said) });
    }
}
