//! The focus is never lost: when what had it is gone, it goes to what came next, else to what came before.

use egui::{Context, Id, Response, Ui};

use crate::space;

/// Everything on screen that can have the focus, in the order of reading.
#[derive(Clone, Default)]
struct Seen {
    pass: u64,
    order: Vec<Id>,
    /// Texts to write in keep the focus, but do not inherit it: whoever is not writing would find keys gone.
    texts: Vec<Id>,
}

/// The order when something was last seen with the focus.
#[derive(Clone, Default)]
struct Held {
    focused: Option<Id>,
    order: Vec<Id>,
    gone: bool,
}

/// This was drawn; it may be able to have the focus.
pub(crate) fn seen(ui: &Ui, response: &Response) {
    note(ui, response, false);
}

/// The same, and it is a text to write in.
pub(crate) fn text_seen(ui: &Ui, response: &Response) {
    note(ui, response, true);
}

fn note(ui: &Ui, response: &Response, text: bool) {
    let reachable = response.sense.is_focusable()
        && ui.memory(|memory| memory.allows_interaction(response.layer_id));
    if !reachable {
        return;
    }
    let pass = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| {
        let seen = data.get_temp_mut_or_default::<Seen>(key("seen"));
        if seen.pass != pass {
            seen.pass = pass;
            seen.order.clear();
            seen.texts.clear();
        }
        seen.order.push(response.id);
        if text {
            seen.texts.push(response.id);
        }
    });
}

/// Call it at the end of every frame. What had the focus keeps it, also after Escape; if it is gone, what came next
/// on the screen has it, else what came before, else `home`. Who uses the mouse may put the focus down.
pub fn keep(ctx: &Context, home: Id) {
    let Seen { order, texts, .. } = ctx.data(|data| data.get_temp(key("seen"))).unwrap_or_default();
    let focused = ctx.memory(|memory| memory.focused());
    let held: Held = ctx.data(|data| data.get_temp(key("held"))).unwrap_or_default();
    let put_down = ctx.input(|input| input.pointer.any_pressed() || input.pointer.any_down());
    let held = match (focused, held.focused) {
        (None, Some(lost)) if !put_down => {
            let heir = heir(lost, &held.order, &order, &texts).unwrap_or(home);
            ctx.memory_mut(|memory| memory.request_focus(heir));
            // It has just got it: `follow` brings it into view.
            Held { focused: None, order, gone: false }
        }
        (Some(id), Some(before)) if id == before && !order.contains(&id) => {
            // It may be out of sight, or gone: then the next frame knows.
            if !held.gone {
                ctx.request_repaint();
            }
            Held { gone: true, ..held }
        }
        (focused, _) => Held { focused, order, gone: false },
    };
    ctx.data_mut(|data| data.insert_temp(key("held"), held));
}

/// Gives the focus back to what had it before a dialog, whose layer keeps it from there for a frame longer.
pub fn give(ctx: &Context, to: Id) {
    let until = ctx.cumulative_pass_nr() + 3;
    ctx.data_mut(|data| data.insert_temp(key("give"), (to, until)));
    ctx.memory_mut(|memory| memory.request_focus(to));
}

/// Every dialog, open or not, calls it in every frame.
pub(crate) fn giving(ctx: &Context) {
    let give: Option<(Id, u64)> = ctx.data(|data| data.get_temp(key("give")));
    if let Some((to, _)) = give.filter(|(_, until)| ctx.cumulative_pass_nr() <= *until) {
        ctx.memory_mut(|memory| memory.request_focus(to));
        ctx.request_repaint();
    }
}

/// Brings what has just got the focus into view, where it is in this part of the window, which scrolls.
pub fn follow(ui: &Ui) {
    let focused = ui.memory(|memory| memory.focused());
    let held: Held = ui.data(|data| data.get_temp(key("held"))).unwrap_or_default();
    if focused == held.focused {
        return;
    }
    let here = focused.and_then(|id| ui.ctx().read_response(id)).filter(|response| {
        let middle = response.rect.center().x;
        response.layer_id == ui.layer_id() && ui.min_rect().x_range().contains(middle)
    });
    if let Some(response) = here {
        ui.scroll_to_rect(response.rect.expand(space::L), None);
    }
}

fn heir(lost: Id, before: &[Id], now: &[Id], texts: &[Id]) -> Option<Id> {
    let place = before.iter().position(|id| *id == lost)?;
    let next = before[place..].iter();
    next.chain(before[..place].iter().rev())
        .find(|id| now.contains(id) && (**id == lost || !texts.contains(id)))
        .copied()
}

fn key(what: &str) -> Id {
    Id::unique(("horseshoe-focus", what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_inherits_and_at_the_end_the_one_before() {
        let [a, b, c, d] = ["a", "b", "c", "d"].map(Id::unique);
        assert_eq!(heir(b, &[a, b, c], &[a, c], &[]), Some(c));
        assert_eq!(heir(c, &[a, b, c], &[a, b, d], &[]), Some(b));
        assert_eq!(heir(b, &[a, b, c], &[d], &[]), None);
        assert_eq!(heir(d, &[a, b, c], &[a, b, c], &[]), None);
        assert_eq!(heir(b, &[a, b, c], &[a, b, c], &[b]), Some(b), "it is still there");
        assert_eq!(heir(b, &[a, b, c], &[a, c], &[c]), Some(a), "nobody is led into a text");
    }
}
