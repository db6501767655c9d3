//! A list of any length on a page that scrolls: what is near the window is drawn, the rest only keeps its place.

use egui::{Id, IdMap, Ui, vec2};

use crate::widgets::list as tree;

/// Draws the items of a list, one below the other. Those more than a window's height out of sight are not drawn, but
/// for the one at `always`, which somebody may be writing in.
///
/// `key` is an item's lasting id. What is out of sight is as high as it was when it was last drawn; before that, as
/// high as the others are on average.
pub fn long_list<T>(
    ui: &mut Ui,
    list: Id,
    items: &[T],
    key: impl Fn(&T) -> Id,
    always: Option<usize>,
    mut draw: impl FnMut(&mut Ui, usize),
) {
    let mut heights =
        ui.data_mut(|data| std::mem::take(data.get_temp_mut_or_default::<Heights>(list)));
    heights.fit(ui.available_width());
    let between = ui.spacing().item_spacing.y;
    let near = ui.clip_rect().expand2(vec2(0.0, ui.clip_rect().height()));
    let mut skipped = 0.0;
    let whole = list.with("list");
    tree::begin(ui, whole, items.len(), ui.available_rect_before_wrap());
    for (place, item) in items.iter().enumerate() {
        let key = key(item);
        let top = ui.cursor().top() + skipped;
        let height = heights.of(key);
        let drawn = always == Some(place) || (top <= near.bottom() && top + height >= near.top());
        if !drawn {
            skipped += height + between;
            continue;
        }
        skip(ui, std::mem::take(&mut skipped));
        let top = ui.cursor().top();
        // What has the focus keeps it, whatever is drawn or not before it.
        tree::item_ui(ui, whole, place, list.with(key), |ui| draw(ui, place));
        heights.keep(key, ui.cursor().top() - top - between);
    }
    skip(ui, skipped);
    ui.data_mut(|data| data.insert_temp(list, heights));
}

/// Leaves out so much, the space after it included.
fn skip(ui: &mut Ui, height: f32) {
    if height > 0.0 {
        ui.allocate_space(vec2(0.0, height - ui.spacing().item_spacing.y));
    }
}

/// How high each item was when it was last drawn.
#[derive(Clone, Default)]
struct Heights {
    width: f32,
    known: IdMap<f32>,
    sum: f32,
}

impl Heights {
    /// Texts break differently in another width.
    fn fit(&mut self, width: f32) {
        if self.width != width {
            *self = Self { width, ..Self::default() };
        }
    }

    fn of(&self, key: Id) -> f32 {
        const NOBODY_KNOWS: f32 = 60.0;
        let average = || match self.known.len() {
            0 => NOBODY_KNOWS,
            count => self.sum / count as f32,
        };
        self.known.get(&key).copied().unwrap_or_else(average)
    }

    fn keep(&mut self, key: Id, height: f32) {
        let before = self.known.insert(key, height).unwrap_or_default();
        self.sum += height - before;
    }
}
