//! Words instead of numbers: short names for keys, and what two people read aloud to each other.

use crate::{CommunityId, DeviceId, MemberId};

/// As many words as are read aloud: 32 bits.
pub(crate) const SPOKEN: usize = 4;

/// The short name of a device key, for people. Two keys can be ground until their names agree, so a
/// name tells devices apart and proves nothing; comparing words ([`crate::compare_words`]) does.
pub fn words_for(device: &DeviceId) -> [&'static str; SPOKEN] {
    let hash = blake3::Hasher::new_derive_key("horseshoe 1 words for a device key")
        .update(device.as_bytes())
        .finalize();
    spoken(hash.as_bytes())
}

/// As many words as two members compare who are both in: 128 bits, so that nobody can search for a pair of keys that
/// gives both the same.
const COMPARED: usize = 16;

/// What two members of a community read to each other to be sure who the other is: the same for both, whoever asks.
pub fn words_between(community: &CommunityId, one: MemberId, other: MemberId) -> Vec<&'static str> {
    let (first, second) = if one < other { (one, other) } else { (other, one) };
    let hash = blake3::Hasher::new_derive_key("horseshoe 1 words between two members")
        .update(community.as_bytes())
        .update(first.as_bytes())
        .update(second.as_bytes())
        .finalize();
    hash.as_bytes()[..COMPARED].iter().map(|byte| WORDS[usize::from(*byte)]).collect()
}

/// The words for the first four bytes of a hash.
pub(crate) fn spoken(hash: &[u8; 32]) -> [&'static str; SPOKEN] {
    let [a, b, c, d, ..] = *hash;
    [a, b, c, d].map(|byte| WORDS[usize::from(byte)])
}

// Part of the protocol: two versions that disagree here show different words. Plain nouns that
// nobody minds being called, none one letter away from another.
#[rustfmt::skip]
const WORDS: [&str; 256] = [
    "acorn", "adobe", "agent", "album", "almond", "amber", "anchor", "ankle", "apple", "april",
    "apron", "arrow", "artist", "autumn", "badge", "baker", "balloon", "bamboo", "banana", "banjo",
    "barley", "barn", "basket", "beaver", "bedroom", "bicycle", "biscuit", "blanket", "blossom",
    "boat", "bonfire", "bottle", "bracket", "branch", "bread", "bridge", "bronze", "bucket",
    "butter", "cabin", "cactus", "camera", "canal", "candle", "canvas", "carpet", "castle",
    "cellar", "cement", "cherry", "chimney", "cinema", "circus", "citrus", "clover", "cobweb",
    "coffee", "comet", "copper", "coral", "cotton", "cousin", "cradle", "crayon", "cricket",
    "crystal", "cupboard", "curtain", "cushion", "daisy", "dancer", "decade", "deer", "dentist",
    "desert", "diamond", "dinghy", "dinner", "doctor", "dolphin", "dragon", "drawer", "dream",
    "drummer", "dune", "eagle", "earring", "easel", "echo", "elbow", "elephant", "elm", "emerald",
    "engine", "envelope", "evening", "fabric", "falcon", "farmer", "feather", "fern", "ferry",
    "fiddle", "flamingo", "flute", "forest", "fossil", "fountain", "fox", "friday", "frog",
    "furnace", "galaxy", "garden", "garlic", "gazelle", "ginger", "giraffe", "glacier", "globe",
    "goblet", "granite", "grape", "guitar", "hammer", "hamster", "harbour", "harvest", "hazel",
    "hedge", "helmet", "heron", "hexagon", "hockey", "honey", "horizon", "hotel", "iceberg",
    "igloo", "indigo", "inlet", "island", "ivory", "jacket", "jaguar", "jasmine", "jelly", "jewel",
    "jigsaw", "journey", "jungle", "juniper", "kangaroo", "kennel", "kettle", "kitchen", "kiwi",
    "koala", "ladder", "lagoon", "lamp", "lantern", "lemon", "leopard", "library", "lilac",
    "lizard", "lobster", "lunch", "lynx", "magnet", "mango", "maple", "marble", "meadow", "meteor",
    "mineral", "mirror", "mitten", "mosaic", "mustard", "napkin", "needle", "nephew", "nickel",
    "nutmeg", "oasis", "ocean", "octopus", "olive", "onion", "opera", "orchard", "ostrich", "otter",
    "owl", "oxygen", "oyster", "painter", "panda", "parrot", "pebble", "pelican", "pencil",
    "pepper", "piano", "pigeon", "pillow", "planet", "plum", "polka", "pottery", "pumpkin",
    "puzzle", "quarry", "quilt", "rabbit", "radish", "raven", "ribbon", "river", "rocket", "saddle",
    "salmon", "sandal", "scarf", "shelter", "silver", "sparrow", "spinach", "sunday", "sweater",
    "tailor", "temple", "thunder", "tiger", "tomato", "trumpet", "tulip", "tunnel", "turtle",
    "umbrella", "uncle", "valley", "velvet", "village", "violin", "volcano", "waffle", "wagon",
    "walnut", "whistle", "window", "winter", "yogurt", "zebra",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_plain_sorted_and_told_apart_by_ear() {
        assert!(WORDS.is_sorted());
        for (index, word) in WORDS.iter().enumerate() {
            assert!((3..=8).contains(&word.len()), "{word}");
            assert!(word.chars().all(|c| c.is_ascii_lowercase()), "{word}");
            for other in &WORDS[index + 1..] {
                assert!(distance(word, other) > 1, "{word} and {other} are one letter apart");
            }
        }
    }

    #[test]
    fn the_list_never_changes() {
        let hash = blake3::hash(WORDS.join(" ").as_bytes());
        insta::assert_snapshot!(hash.to_hex().as_str(), @"ba482c510526311b86d82d28143162b65ae38c3744b6e1269bf78eace66d8aef");
    }

    fn distance(a: &str, b: &str) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.bytes().enumerate() {
            let mut next = vec![i + 1];
            for (j, y) in b.bytes().enumerate() {
                next.push((row[j + 1] + 1).min(next[j] + 1).min(row[j] + usize::from(x != y)));
            }
            row = next;
        }
        row[b.len()]
    }
}
