//! The kinds of document, and the fixed first change each of them starts from.

use crate::acting::Anybody;
use crate::command::CommandError;
use crate::reading::Item;
use horseshoe_merge::{Document, Genesis};
use serde::{Deserialize, Serialize};

/// What a document holds, and so who may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Everyone reads and writes: groundrules, meetings, presenters, votes, parked issues, decisions.
    Community,
    /// Everyone reads, one member writes: profile and ballots.
    Member,
    /// One member's own devices only.
    Private,
    /// Everyone reads and writes: shared notes.
    Notebook,
    /// Two or three members only: their pads, a presenter's briefing.
    Pair,
    /// Those in the room only: points heard, notes that stay there. Destroyed when the room closes.
    Room,
    /// Those who prepare the community only.
    Arrangements,
    /// Everyone reads and writes: one session's run, its agenda, who is there, rounds, who would like to speak.
    Session,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Community,
        Self::Member,
        Self::Private,
        Self::Notebook,
        Self::Pair,
        Self::Room,
        Self::Arrangements,
        Self::Session,
    ];

    /// Its name in grants and in the document.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Community => "community",
            Self::Member => "member",
            Self::Private => "private",
            Self::Notebook => "notebook",
            Self::Pair => "pair",
            Self::Room => "room",
            Self::Arrangements => "arrangements",
            Self::Session => "session",
        }
    }

    /// The first change of every document of this kind.
    pub const fn genesis(self) -> &'static Genesis {
        match self {
            Self::Community => &COMMUNITY,
            Self::Member => &MEMBER,
            Self::Private => &PRIVATE,
            Self::Notebook => &NOTEBOOK,
            Self::Pair => &PAIR,
            Self::Room => &ROOM,
            Self::Arrangements => &ARRANGEMENTS,
            Self::Session => &SESSION,
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether a document of this kind is for a few named members, fixed when it is made.
    pub const fn is_for_few(self) -> bool {
        matches!(self, Self::Pair | Self::Room | Self::Arrangements)
    }
}

impl Kind {
    /// A new, empty document of this kind.
    pub fn document(self) -> Document {
        Document::new(self.genesis())
    }

    /// Refuses a document of another kind.
    pub(crate) fn check(self, doc: &Document) -> Result<(), CommandError> {
        let found = Item::root(doc, &Anybody).str("kind");
        if found.as_deref() == Some(self.name()) {
            Ok(())
        } else {
            Err(CommandError::WrongDocument)
        }
    }
}

/// Version 1 of each kind. Never changed: every device must start from the same bytes. Some of the maps are for what
/// later versions will write; a map made later by two devices at once would lose one of the two.
const COMMUNITY: Genesis = Genesis {
    kind: "community",
    version: 1,
    maps: &[
        "actions",
        "decisions",
        "groundrules",
        "learning",
        "meetings",
        "parked",
        "reviews",
        "roles",
        "swaps",
        "theme_names",
        "theme_rules",
        "themes",
        "votes",
    ],
};

const MEMBER: Genesis = Genesis {
    kind: "member",
    version: 1,
    maps: &["answers", "availability", "ballots", "profile"],
};

const PRIVATE: Genesis =
    Genesis { kind: "private", version: 1, maps: &["journal", "notes", "questions"] };

const NOTEBOOK: Genesis = Genesis { kind: "notebook", version: 1, maps: &["notes"] };

const SESSION: Genesis = Genesis {
    kind: "session",
    version: 1,
    maps: &[
        "about",
        "agenda",
        "attendance",
        "captures",
        "checks",
        "facilitators",
        "feedback",
        "pages",
        "rounds",
        "run",
        "speakers",
        "summary",
        "votes",
    ],
};

const PAIR: Genesis = Genesis {
    kind: "pair",
    version: 1,
    maps: &["agreed", "brief", "notes", "pads", "results", "slips"],
};

const ROOM: Genesis =
    Genesis { kind: "room", version: 1, maps: &["needs", "notes", "points", "views"] };

const ARRANGEMENTS: Genesis = Genesis {
    kind: "arrangements",
    version: 1,
    maps: &[
        "answers",
        "barriers",
        "blockers",
        "champions",
        "facilitators",
        "messages",
        "permissions",
        "relations",
        "releases",
        "resources",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_change_of_each_kind_never_changes() {
        let hashes = Kind::ALL
            .map(|kind| {
                format!("{} {}", kind.name(), blake3::hash(&kind.genesis().bytes()).to_hex())
            })
            .join("\n");
        insta::assert_snapshot!(hashes, @r"
        community 046eaea5deddbdb1333333eee3cabd29c62ef442af1836cb978f799c35379fee
        member 9932d1a6415a51c46ca9c82ab4a789066307338b1694c38c3b5ddeabf59527a4
        private 85b19143cf5f21c49ecd681c4cbf6c812a3b5bf7700dbb0795286527dc59ce62
        notebook fccfda2fbc0161a4b6e2edd977df04aab98d2a5869e766177497438f32f2a915
        pair 55fcdf89a88721b6d26dedfb524c839e98a6794a1eb9e13c908ead9bc7dd9840
        room 0c2b9de56fe1239ce30fbcf436f211c478646ce0450fdfc8beb1995f32e62028
        arrangements 67e9a07627523a0f3d40416b98d944d4c4f26368feda398118b59952bcf09e9f
        session 9540a65152b3d96bbf15bfeac4f7ca1c3dc43b05a610436f73edbe00d2c3ed02
        ");
    }

    #[test]
    fn a_kind_is_known_by_its_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
            assert_eq!(kind.check(&kind.document()), Ok(()));
        }
        assert_eq!(Kind::Member.check(&Kind::Private.document()), Err(CommandError::WrongDocument));
    }
}
