//! What was heard in the room of a session, from all of its rooms this device was let into.

use horseshoe_model::{MemberId, Person, PointHeard, RoomView, SessionView, Slip, SlipId, Words};
use horseshoe_node::{Community, DocumentId, OfFewView};
use std::sync::Arc;

/// Points and different views, each oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct HeardRows {
    pub(crate) points: Vec<HeardRow>,
    pub(crate) columns: Columns,
}

/// A point as it was heard.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct HeardRow {
    pub(crate) slip: SlipId,
    /// The document its words stand in.
    pub(crate) room: DocumentId,
    pub(crate) words: Words,
    /// Nobody, or two at once.
    pub(crate) said_by: Option<(Person, String)>,
    pub(crate) mine: bool,
    /// By whoever said it, these very words.
    pub(crate) confirmed: bool,
    /// Milliseconds since 1970, on the session's clock.
    at: u64,
}

/// Different views: left, right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Columns {
    /// Empty where nobody named the side yet.
    pub(crate) titles: [String; 2],
    pub(crate) views: [Vec<Arc<Slip>>; 2],
}

/// The rooms of a session, as this device has them.
pub(crate) fn rooms(
    community: &Community,
    session: DocumentId,
) -> impl Iterator<Item = (DocumentId, &RoomView)> {
    let session = session.to_hex();
    community.few.iter().filter_map(move |few| match &few.view {
        OfFewView::Room(view) if view.session.as_ref() == Some(&session) => {
            Some((few.document, &**view))
        }
        _ => None,
    })
}

impl HeardRows {
    pub(super) fn of(
        community: &Community,
        session: DocumentId,
        me: MemberId,
        name: &dyn Fn(Person) -> String,
    ) -> Self {
        let mut rows = Self::default();
        for (room, view) in rooms(community, session) {
            rows.points.extend(view.points.iter().map(|point| HeardRow::of(point, room, me, name)));
            for (place, column) in [&view.left, &view.right].into_iter().enumerate() {
                if !column.title.value.is_empty() {
                    rows.columns.titles[place].clone_from(&column.title.value);
                }
                rows.columns.views[place].extend(column.views.iter().cloned());
            }
        }
        rows.points.sort_by_key(|row| (row.at, row.slip));
        for views in &mut rows.columns.views {
            views.sort_by_key(|slip| (slip.at, slip.id));
        }
        rows
    }
}

impl HeardRow {
    fn of(
        point: &PointHeard,
        room: DocumentId,
        me: MemberId,
        name: &dyn Fn(Person) -> String,
    ) -> Self {
        let said_by = point.said_by.as_ref();
        let mine = said_by.is_some_and(|said| {
            let me = Person::Member(me);
            said.value == me || said.clash.iter().any(|choice| choice.value == me)
        });
        let one = said_by.filter(|said| said.clash.is_empty()).map(|said| said.value);
        Self {
            slip: point.slip.id,
            room,
            words: point.slip.words.clone(),
            said_by: one.map(|person| (person, name(person))),
            mine,
            confirmed: point.confirmed.is_some(),
            at: point.slip.at,
        }
    }
}

/// How many points were written down since a moment, in this session.
pub(super) fn heard_since(community: &Community, session: DocumentId, view: &SessionView) -> usize {
    let began = view.agenda.current().and_then(|point| point.began).unwrap_or_default();
    let points = rooms(community, session).flat_map(|(_, room)| &room.points);
    points.filter(|point| point.slip.at >= began).count()
}
