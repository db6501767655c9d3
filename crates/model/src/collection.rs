//! A collection of items as a view keeps it: read whole once, then only what patches touched.

use crate::reading::{Item, id_in};
use horseshoe_merge::Patch;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;
use std::sync::Arc;

/// One kind of item in a collection.
pub(crate) trait Entry: Sized + PartialEq {
    /// The collection's key in the root.
    const MAP: &'static str;
    type Id: FromStr + Ord + Copy;

    /// `None` for what lacks something an item must have.
    fn read(id: Self::Id, item: &Item<'_>) -> Option<Self>;
    /// Every item of the collection.
    fn all(root: &Item<'_>) -> Vec<Self> {
        let items = root.items(Self::MAP).into_iter();
        items.filter_map(|(id, item)| Self::read(id, &item)).collect()
    }
    /// The item with this id, by the key it has in the collection.
    fn find(root: &Item<'_>, id: Self::Id, key: &str) -> Option<Self> {
        Self::read(id, &root.map(Self::MAP)?.item(id_in(key))?)
    }
    /// The item a key of the collection belongs to.
    fn id_at(key: &str) -> Option<Self::Id> {
        id_in(key).parse().ok()
    }
    fn id(&self) -> Self::Id;
    /// Where it stands; ids decide between equals.
    fn place(&self) -> (String, u64);
    fn out(&self) -> bool;
}

/// What patches touched: items by collection.
#[derive(Default)]
pub(crate) struct Touched {
    items: BTreeMap<String, BTreeSet<String>>,
    all: BTreeSet<String>,
}

impl Touched {
    pub(crate) fn by(patches: &[Patch]) -> Self {
        let mut touched = Self::default();
        for patch in patches {
            let (path, key) = match patch {
                Patch::Put { path, key, .. } | Patch::Delete { path, key, .. } => (path, Some(key)),
                Patch::Splice { path, .. } => (path, None),
            };
            let mut steps = path.iter().chain(key);
            let Some(collection) = steps.next() else { continue };
            match steps.next() {
                Some(item) => {
                    touched.items.entry(collection.clone()).or_default().insert(item.clone());
                }
                None => {
                    touched.all.insert(collection.clone());
                }
            }
        }
        touched
    }

    /// Whether anything in this collection was touched.
    pub(crate) fn any(&self, collection: &str) -> bool {
        self.all.contains(collection) || self.items.contains_key(collection)
    }
}

/// Every item of a collection: those that stand, and those that were taken out.
pub(crate) fn read<T: Entry>(root: &Item<'_>) -> (Vec<Arc<T>>, Vec<Arc<T>>) {
    let mut items: Vec<Arc<T>> = T::all(root).into_iter().map(Arc::new).collect();
    items.sort_by_cached_key(|item| (item.place(), item.id()));
    items.into_iter().partition(|item| !item.out())
}

/// Reads the touched items again. Says whether anything changed.
pub(crate) fn refresh<T: Entry>(
    root: &Item<'_>,
    touched: &Touched,
    standing: &mut Vec<Arc<T>>,
    out: &mut Vec<Arc<T>>,
) -> bool {
    if touched.all.contains(T::MAP) {
        let (now_standing, now_out) = read(root);
        let changed = *standing != now_standing || *out != now_out;
        (*standing, *out) = (now_standing, now_out);
        return changed;
    }
    let mut changed = false;
    for key in touched.items.get(T::MAP).into_iter().flatten() {
        let Some(id) = T::id_at(key) else { continue };
        let now = T::find(root, id, key);
        let was = [&*standing, &*out].into_iter().flatten().find(|item| item.id() == id);
        if was.map(|was| &**was) == now.as_ref() {
            continue;
        }
        changed = true;
        standing.retain(|item| item.id() != id);
        out.retain(|item| item.id() != id);
        if let Some(now) = now {
            let list = if now.out() { &mut *out } else { &mut *standing };
            let place = (now.place(), now.id());
            let at = list.partition_point(|item| (item.place(), item.id()) < place);
            list.insert(at, Arc::new(now));
        }
    }
    changed
}
