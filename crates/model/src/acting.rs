//! Who acts, when, and with which fresh ids: everything a command needs from outside.

use crate::command::Command;
use crate::element::Renamed;
use crate::ids::MemberId;
use crate::member::MemberView;
use crate::notes::NotebookView;
use crate::undo::Undo;
use crate::view::CommunityView;
use horseshoe_merge::Actor;
use std::collections::BTreeMap;

/// Who acts, and what is known around the document they act in.
pub struct Acting<'a> {
    pub member: MemberId,
    /// This device's actor in the document that is acted in.
    pub actor: Actor,
    /// Unix milliseconds.
    pub now: u64,
    /// Fresh random ids.
    pub ids: &'a mut dyn FnMut() -> [u8; 16],
    /// What the community sees; needed to mark a ballot.
    pub community: Option<&'a CommunityView>,
    /// Everybody who stands as a member, with their documents; needed to close a vote.
    pub members: &'a [(MemberId, &'a MemberView)],
    /// When acting in a notebook, the other ones: all notes of a community stand in one order.
    pub notebooks: &'a [&'a NotebookView],
}

impl Acting<'_> {
    /// Now, as documents hold it.
    pub(crate) fn now(&self) -> i64 {
        i64::try_from(self.now).unwrap_or(i64::MAX)
    }
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Done {
    /// The id of what was made, as views and commands write it.
    pub made: Option<String>,
    /// How to take it back; `None` if nothing happened.
    pub undo: Option<Undo>,
    /// The change for the journal; `None` if nothing happened.
    pub change: Option<Vec<u8>>,
    /// Characters that were brought back, by the names they had and the names they have now: ways back know them by the
    /// former, see [`Undo::rename`].
    pub renamed: Renamed,
    /// What to do next, in another document, to finish: asking a question writes it in the notebook.
    pub publish: Option<Command>,
}

/// Which member an actor is: known from the headers of the entries, where nobody can write as another. So
/// "by whom" in a view is never what somebody merely claimed.
pub trait Authors {
    fn member_of(&self, actor: &Actor) -> Option<MemberId>;
}

impl Authors for BTreeMap<Actor, MemberId> {
    fn member_of(&self, actor: &Actor) -> Option<MemberId> {
        self.get(actor).copied()
    }
}

impl<F: Fn(&Actor) -> Option<MemberId>> Authors for F {
    fn member_of(&self, actor: &Actor) -> Option<MemberId> {
        self(actor)
    }
}

/// For reading where it does not matter who wrote.
pub(crate) struct Anybody;

impl Authors for Anybody {
    fn member_of(&self, _: &Actor) -> Option<MemberId> {
        None
    }
}
