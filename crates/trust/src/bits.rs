//! A set of small numbers: which certificates are in the past of another. Equal sets compare equal: nothing is ever
//! taken out, so the last word is never empty.

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    pub(crate) fn contains(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    pub(crate) fn insert(&mut self, at: usize) {
        if self.0.len() <= at / 64 {
            self.0.resize(at / 64 + 1, 0);
        }
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(crate) fn union_with(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    pub(crate) fn is_superset(&self, other: &Self) -> bool {
        other.0.iter().enumerate().all(|(at, word)| word & !self.0.get(at).unwrap_or(&0) == 0)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, &word)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| at * 64 + bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_behave_as_sets_across_words() {
        let of = |members: &[usize]| {
            let mut bits = Bits::default();
            for at in members {
                bits.insert(*at);
            }
            bits
        };
        let (mut small, large) = (of(&[1, 63]), of(&[1, 64, 200]));
        assert_eq!(large.iter().collect::<Vec<_>>(), [1, 64, 200]);
        assert!(large.contains(200) && !large.contains(199) && !large.contains(9_999));
        assert!(!small.is_superset(&large) && !large.is_superset(&small));
        small.union_with(&large);
        assert!(small.is_superset(&large));
        assert_eq!(small, of(&[1, 63, 64, 200]));
    }
}
