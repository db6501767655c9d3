//! The laws of membership and of what counts, over simulated histories with rogues, for the real rules and for a
//! second, literal writing of them; and that rules broken on purpose are noticed by a law.
//!
//! Each law is a function of a judge and a seed. A failure names the seed.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

#[path = "laws/forks.rs"]
mod forks;
#[path = "laws/history.rs"]
mod history;
#[path = "laws/judge.rs"]
mod judge;
#[path = "laws/people.rs"]
mod people;
#[path = "laws/quarrels.rs"]
mod quarrels;
#[path = "laws/reference.rs"]
mod reference;
#[path = "laws/sets.rs"]
mod sets;
#[path = "laws/words.rs"]
mod words;

use std::thread;

use horseshoe_trust::Target;
use judge::Judge;
use reference::Mutation;

/// What a law found, in words.
type Broken = String;

type Law = fn(Judge, u64) -> Result<(), Broken>;

fn ensure(holds: bool, what: impl FnOnce() -> String) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(what()) }
}

#[track_caller]
fn holds(law: Law, judges: &[Judge], seeds: std::ops::Range<u64>) {
    for judge in judges {
        for seed in seeds.clone() {
            if let Err(broken) = law(*judge, seed) {
                panic!("{judge:?}, seed {seed}: {broken}");
            }
        }
    }
}

/// The same, on all cores: for many seeds.
#[track_caller]
fn holds_for_many(law: Law, judge: Judge, seeds: u64) {
    let threads = thread::available_parallelism().map_or(2, usize::from) as u64;
    let broken: Vec<_> = thread::scope(|scope| {
        let run = |first: u64| {
            let mut seeds = (first..seeds).step_by(threads as usize);
            seeds.find_map(|seed| law(judge, seed).err().map(|broken| (seed, broken)))
        };
        let running: Vec<_> = (0..threads).map(|first| scope.spawn(move || run(first))).collect();
        running.into_iter().filter_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(broken.is_empty(), "{judge:?}: {broken:?}");
}

#[expect(clippy::disallowed_methods, reason = "how much to try is for whoever runs the test")]
fn from_environment(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|count| count.parse().ok()).unwrap_or(otherwise)
}

/// The law holds for the rules as they are, and notices the broken one.
#[track_caller]
fn notices(law: Law, mutation: Mutation, seeds: std::ops::Range<u64>) {
    holds(law, &[LITERAL], seeds.clone());
    let noticed = seeds.clone().find(|seed| law(Judge::Literal(mutation), *seed).is_err());
    assert!(noticed.is_some(), "{mutation:?} goes unnoticed");
}

/// What the laws are tried on is worth trying them on.
#[test]
fn histories_are_rich_in_trouble() {
    let mut rich = Rich::default();
    for seed in 0..60 {
        rich.add(history::World::lived(seed, 90));
    }
    let Rich { removals, own_devices, refused, cut, acts, epochs, .. } = rich;
    let of_certificates = removals > 80 && own_devices > 5 && refused > 50 && cut > 2;
    assert!(of_certificates && acts > 20 && epochs > 3, "{rich:?}");
    let Rich { by_three, owned, forks, aside, anew, .. } = rich;
    assert!(by_three > 10 && owned > 10 && forks > 100 && aside > 500 && anew > 30, "{rich:?}");
}

#[derive(Default, Debug)]
struct Rich {
    removals: usize,
    own_devices: usize,
    refused: usize,
    cut: usize,
    acts: usize,
    epochs: usize,
    by_three: usize,
    owned: usize,
    forks: usize,
    aside: usize,
    anew: usize,
}

impl Rich {
    fn add(&mut self, mut world: history::World) {
        let known = judge::membership(&world.all());
        let state = known.state();
        let may_write = history::writers(world.owner, &state);
        let verdict = judge::log_of(&world.entries).verdict(&state, &may_write);
        let removals = state.removals();
        self.removals += removals.len();
        self.own_devices +=
            removals.iter().filter(|it| matches!(it.target, Target::Device(_))).count();
        self.refused += known.ids().iter().filter(|id| known.held(id) == Some(false)).count();
        self.cut += state.uncertified().len();
        self.acts += state.acts().len();
        self.epochs += known.usable_epochs().len();
        self.by_three += usize::from(world.quorum == 3);
        self.owned += usize::from(world.owner.is_some());
        self.forks += verdict.forks.len();
        self.aside += verdict.aside.len();
        world.meet();
        for device in world.standing_honest() {
            world.write(device, 0);
        }
        self.anew += world.written_anew;
    }
}

const LITERAL: Judge = Judge::Literal(Mutation::None);
const BOTH: [Judge; 2] = [Judge::Real, LITERAL];

#[test]
fn law_01_the_same_sets_give_the_same_state_and_verdict_in_any_order() {
    holds(words::law_01_any_order, &[Judge::Real], 0..40);
}

/// 10,000 sets; the long run sets `CERTIFICATE_SETS` to 1000000.
#[test]
fn law_01_two_implementations_agree_on_who_is_who() {
    let sets = from_environment("CERTIFICATE_SETS", 10_000);
    holds_for_many(sets::law_01_sets, LITERAL, sets.div_ceil(sets::SETS));
}

/// 60 sets; the long run sets `CERTIFICATE_ORDERS` to 600.
#[test]
fn law_01_every_order_of_up_to_seven_certificates_gives_the_same() {
    let sets = from_environment("CERTIFICATE_ORDERS", 60);
    holds_for_many(sets::law_01_every_order, Judge::Real, sets);
}

#[test]
fn law_01_two_implementations_agree_on_what_counts() {
    holds(words::law_01_verdicts, &[LITERAL], 0..150);
}

#[test]
fn law_01_what_extends_at_once_is_what_the_whole_verdict_says() {
    holds(words::law_01_extends, &[Judge::Real], 0..40);
}

#[test]
fn law_02_what_holds_never_changes_and_what_waits_changes_nothing() {
    holds(people::law_02, &[Judge::Real], 0..25);
}

#[test]
fn law_03_adding_a_removal_gives_nobody_power() {
    holds(people::law_03, &BOTH, 0..12);
}

#[test]
fn law_04_one_person_alone_decides_about_nobody_else() {
    holds(people::law_04, &BOTH, 0..8);
}

#[test]
fn law_05_acts_about_others_bear_signatures_of_enough_who_stood() {
    holds(people::law_05, &BOTH, 0..40);
}

#[test]
fn law_06_a_device_belongs_to_one_member_and_only_with_its_own_signature() {
    holds(people::law_06, &BOTH, 0..30);
}

#[test]
fn law_07_a_grant_by_somebody_removed_does_not_certify() {
    holds(people::law_07, &BOTH, 0..10);
}

#[test]
fn law_08_what_counts_is_closed_and_never_two_siblings() {
    holds(words::law_08, &BOTH, 0..30);
}

#[test]
fn law_09_every_word_of_the_standing_honest_counts_after_one_repair_round() {
    holds(words::law_09, &[Judge::Real], 0..300);
}

/// Both orders of arrival, among 3 to 10.
#[test]
fn a_profile_put_back_anywhere_in_two_hundred_changes_is_one_fork_and_loses_no_word() {
    let law: Law = |_, seed| {
        let (at, first) = (seed as usize / 2, seed as usize % 2);
        forks::equivocation(3 + at % 8, at, first)
    };
    holds_for_many(law, Judge::Real, 2 * forks::CHANGES as u64);
}

#[test]
fn law_10_a_late_sibling_of_what_another_built_on_changes_nothing() {
    holds(words::law_10, &BOTH, 0..30);
}

#[test]
fn law_11_nothing_the_removed_write_after_all_know_counts() {
    holds(words::law_11, &BOTH, 0..30);
}

#[test]
fn law_12_more_removals_of_one_target_never_widen_what_counts() {
    holds(words::law_12, &BOTH, 0..30);
}

#[test]
fn law_13_letting_in_again_restores_words_and_admissions() {
    holds(words::law_13, &BOTH, 0..5);
}

#[test]
fn law_14_those_who_remove_each_other_are_all_out() {
    holds(people::law_14, &BOTH, 0..5);
}

#[test]
fn law_15_the_number_of_members_changes_no_rule() {
    holds(people::law_15, &BOTH, 0..3);
}

#[test]
fn law_16_keeping_makes_exactly_the_past_of_what_is_kept_count() {
    holds(words::law_16, &BOTH, 0..40);
}

#[test]
fn law_17_an_unsound_entry_blocks_only_what_builds_on_it() {
    holds(words::law_17, &BOTH, 0..25);
}

#[test]
fn law_18_one_signature_is_noticed_by_law_04() {
    notices(people::law_04, Mutation::OneSignature, 0..3);
}

#[test]
fn law_18_an_easier_rule_for_few_is_noticed_by_law_15() {
    notices(people::law_15, Mutation::EasierForFew, 0..1);
}

#[test]
fn law_18_whom_it_is_about_as_one_of_two_is_noticed_by_law_05() {
    notices(people::law_05, Mutation::SubjectCounts, 0..40);
}

#[test]
fn law_18_anybodys_signature_for_a_device_is_noticed_by_laws_04_and_06() {
    notices(people::law_04, Mutation::AnybodysDevices, 0..3);
    notices(people::law_06, Mutation::AnybodysDevices, 0..15);
}

#[test]
fn law_18_no_own_past_is_noticed_by_law_05() {
    notices(people::law_05, Mutation::NoOwnPast, 0..15);
}

#[test]
fn law_18_removals_that_can_be_voided_are_noticed_by_laws_03_and_14() {
    notices(people::law_03, Mutation::VoidedRemovals, 0..12);
    notices(people::law_14, Mutation::VoidedRemovals, 0..1);
}

#[test]
fn law_18_no_cut_is_noticed_by_law_07() {
    notices(people::law_07, Mutation::NoCut, 0..3);
}

#[test]
fn law_18_a_cut_for_ever_is_noticed_by_law_13() {
    notices(words::law_13, Mutation::CutForEver, 0..1);
}

#[test]
fn law_18_no_rescue_is_noticed_by_laws_08_and_16() {
    notices(words::law_08, Mutation::NoRescue, 0..15);
    notices(words::law_16, Mutation::NoRescue, 0..15);
}

#[test]
fn law_18_no_watermark_is_noticed_by_law_11() {
    notices(words::law_11, Mutation::NoWatermark, 0..3);
}

#[test]
fn law_18_any_watermark_is_noticed_by_law_12() {
    notices(words::law_12, Mutation::AnyWatermark, 0..15);
}

#[test]
fn law_18_the_lower_hash_is_noticed_by_law_10() {
    notices(words::law_10, Mutation::LowerHash, 0..5);
}

#[test]
fn law_18_what_blocks_only_itself_is_noticed_by_laws_08_and_17() {
    notices(words::law_08, Mutation::BlocksOnlyItself, 0..15);
    notices(words::law_17, Mutation::BlocksOnlyItself, 0..15);
}

/// So the sets and histories above contain what it takes to tell each rule from its absence.
#[test]
fn law_18_every_broken_rule_is_noticed_by_comparing_two_implementations() {
    for mutation in Mutation::OF_STATES {
        notices(sets::law_01_sets, mutation, 0..60);
    }
    for mutation in Mutation::OF_VERDICTS {
        notices(words::law_01_verdicts, mutation, 0..60);
    }
}
