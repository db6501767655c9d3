//! Two changes made at once on the same text: what each becomes once the other has been made.

use horseshoe_ui::Splice;

/// Whose words stand first where both insert at the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// `splice` as it is to be made where `other`, made on the same text, has been made already.
pub(super) fn over(splice: &Splice, other: &Splice, side: Side) -> Vec<Splice> {
    let (start, end) = (splice.at, splice.at + splice.delete);
    let (other_start, other_end) = (other.at, other.at + other.delete);
    let added = other.insert.chars().count();
    let shifted = |at: usize| at + added - (at.min(other_end).max(other_start) - other_start);
    let mut result = Vec::new();
    if start < other_start || (start == other_start && side == Side::Before) {
        // My words come first; of what I take, a part may lie before and a part behind the others'.
        let before = end.min(other_start) - start;
        if end > other_end {
            let from = start.max(other_end);
            result.push(Splice::new(shifted(from), end - from, ""));
        }
        result.push(Splice::new(start, before, splice.insert.clone()));
    } else {
        let from = start.max(other_end);
        let at = shifted(start);
        if end > from {
            result.push(Splice::new(shifted(from), end - from, ""));
        }
        result.push(Splice::new(at, 0, splice.insert.clone()));
    }
    result.retain(|splice| splice.delete > 0 || !splice.insert.is_empty());
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str, splices: &[Splice]) -> String {
        let mut text = text.to_owned();
        for splice in splices {
            splice.apply(&mut text);
        }
        text
    }

    #[test]
    fn f_both_orders_of_two_changes_lead_to_the_same_text() {
        let text = "abcdef";
        let all = |word: &'static str| {
            (0..=6_usize).flat_map(move |at| {
                (0..=6 - at).flat_map(move |delete| {
                    ["", word].map(|insert| Splice::new(at, delete, insert))
                })
            })
        };
        let mut tried = 0;
        for mine in all("XY") {
            for theirs in all("!") {
                let one = made(
                    &made(text, std::slice::from_ref(&theirs)),
                    &over(&mine, &theirs, Side::After),
                );
                let two = made(
                    &made(text, std::slice::from_ref(&mine)),
                    &over(&theirs, &mine, Side::Before),
                );
                assert_eq!(one, two, "{mine:?} and {theirs:?}");
                tried += 1;
            }
        }
        assert_eq!(tried, 56 * 56);
    }
}
