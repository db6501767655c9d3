//! Fractional keys: an order that merges. Two devices that put things in one place at once disagree about nothing.
//!
//! A key is a few of the 62 digits `0-9A-Za-z`, compared as text. A new key lies strictly between its neighbours and ends
//! in two random digits, so that keys made apart in one place hardly ever meet; should they, ids decide.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE: u32 = 62;
/// Keys at the ends count up and down in this many digits, so that a long list keeps short keys.
const HEAD: usize = 4;
/// What others wrote may be anything; nothing longer is built upon.
const LONGEST: usize = 100;

/// A key after `before` and before `after`; `None` is the end of the list. Where the neighbours leave no room
/// because they are the same, the key goes after both.
pub(crate) fn between(before: Option<&str>, after: Option<&str>, random: [u8; 16]) -> String {
    let before = before.map(digits);
    let after =
        after.map(digits).filter(|after| before.as_ref().is_none_or(|before| before < after));
    let mut key = match (&before, &after) {
        (None, None) => head(BASE.pow(HEAD as u32) / 2),
        (Some(before), None) => step(before, 1).unwrap_or_else(|| middle(before, None)),
        (None, Some(after)) => step(after, -1).unwrap_or_else(|| middle(&[], Some(after))),
        (Some(before), Some(after)) => middle(before, Some(after)),
    };
    // The last digit is never the lowest: nothing could ever go before such a key.
    key.push(random[0] % BASE as u8);
    key.push(1 + random[1] % (BASE as u8 - 1));
    key.into_iter().map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// A key for something put after another thing, or first, among `places` in order; `moving` is the thing itself, where
/// it is now. `None` if the other thing is not there.
pub(crate) fn after<Id: Copy + PartialEq>(
    places: &[(String, Id)],
    after: Option<Id>,
    moving: Option<Id>,
    random: [u8; 16],
) -> Option<String> {
    let mut others = places.iter().filter(|(_, id)| Some(*id) != moving).peekable();
    let before = match after {
        None => None,
        Some(after) => Some(others.find(|(_, id)| *id == after)?.0.as_str()),
    };
    // Where several share the key, the place is after all of them.
    let next = others.find(|(order, _)| before.is_none_or(|before| order.as_str() > before));
    Some(between(before, next.map(|(order, _)| order.as_str()), random))
}

/// The digits of a key, whatever somebody wrote there.
fn digits(key: &str) -> Vec<u8> {
    let mut digits: Vec<u8> = key
        .bytes()
        .take(LONGEST)
        .map(|byte| DIGITS.partition_point(|digit| *digit < byte).min(BASE as usize - 1) as u8)
        .collect();
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits
}

fn head(mut number: u32) -> Vec<u8> {
    let mut head = vec![0; HEAD];
    for digit in head.iter_mut().rev() {
        *digit = (number % BASE) as u8;
        number /= BASE;
    }
    head
}

/// The head one further than that of `key`, if there is one.
fn step(key: &[u8], by: i32) -> Option<Vec<u8>> {
    let number = (0..HEAD)
        .fold(0, |number, place| number * BASE + u32::from(key.get(place).copied().unwrap_or(0)));
    let next = number.checked_add_signed(by)?;
    // Not the lowest head either: something may have to go before it one day.
    (next > 0 && next < BASE.pow(HEAD as u32)).then(|| head(next))
}

/// Digits that differ from `after` upwards of some place, so that more may be appended; `before` < them < `after`.
fn middle(before: &[u8], after: Option<&[u8]>) -> Vec<u8> {
    let mut key = Vec::new();
    let mut after = after;
    for place in 0.. {
        let low = before.get(place).copied().unwrap_or(0);
        let high = after.map_or(BASE as u8, |after| after.get(place).copied().unwrap_or(0));
        if low + 1 < high {
            key.push(low + (high - low) / 2);
            return key;
        }
        key.push(low);
        if low < high {
            after = None;
        }
        if place > LONGEST + HEAD {
            break;
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_list_written_from_top_to_bottom_keeps_short_keys() {
        let mut last = between(None, None, [7; 16]);
        for turn in 0..1000_u32 {
            let next = between(Some(&last), None, [turn as u8; 16]);
            assert!(next > last);
            assert_eq!(next.len(), HEAD + 2);
            last = next;
        }
    }

    #[test]
    fn a_hundred_things_put_in_one_place_keep_keys_of_reasonable_length() {
        let before = between(None, None, [7; 16]);
        let mut after = between(Some(&before), None, [7; 16]);
        for turn in 0..100_u8 {
            let key = between(Some(&before), Some(&after), [turn; 16]);
            assert!(before < key && key < after, "{before} {key} {after}");
            after = key;
        }
        assert!(after.len() < 60, "{}", after.len());
    }

    #[test]
    fn equal_neighbours_put_the_new_key_after_both() {
        let key = between(Some("V0001x"), Some("V0001x"), [3; 16]);
        assert!(key.as_str() > "V0001x");
    }

    proptest! {
        #[test]
        fn a_key_lies_between_its_neighbours(places in prop::collection::vec((any::<prop::sample::Index>(), any::<[u8; 16]>()), 1..60)) {
            let mut keys: Vec<String> = Vec::new();
            for (place, random) in places {
                let place = place.index(keys.len() + 1);
                let before = place.checked_sub(1).map(|before| keys[before].as_str());
                let after = keys.get(place).map(String::as_str);
                let key = between(before, after, random);
                prop_assert!(before.is_none_or(|before| before < key.as_str()), "{before:?} {key}");
                prop_assert!(after.is_none_or(|after| key.as_str() < after), "{key} {after:?}");
                prop_assert!(!key.ends_with('0'));
                keys.insert(place, key);
            }
        }

        #[test]
        fn anything_written_as_a_key_is_borne(before in any::<Option<String>>(), after in any::<Option<String>>(), random in any::<[u8; 16]>()) {
            let key = between(before.as_deref(), after.as_deref(), random);
            prop_assert!(key.len() <= LONGEST + HEAD + 6);
        }
    }
}
