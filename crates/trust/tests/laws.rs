//! The laws of membership and of what counts, over simulated histories with rogues, for the real rules and for a
//! second, literal writing of them; and that rules broken on purpose are noticed by a law.
//!
//! Each law is a function of a judge and a seed. A failure names the seed.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

#[path = "laws/history.rs"]
mod history;
#[path = "laws/judge.rs"]
mod judge;
#[path = "laws/people.rs"]
mod people;
#[path = "laws/reference.rs"]
mod reference;
#[path = "laws/words.rs"]
mod words;

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

/// The law holds for the rules as they are, and notices the broken one.
#[track_caller]
fn notices(law: Law, mutation: Mutation, seeds: std::ops::Range<u64>) {
    holds(law, &[Judge::Literal(Mutation::None)], seeds.clone());
    let noticed = seeds.clone().find(|seed| law(Judge::Literal(mutation), *seed).is_err());
    assert!(noticed.is_some(), "{mutation:?} goes unnoticed");
}

/// What the laws above are tried on is worth trying them on.
#[test]
fn histories_are_rich_in_trouble() {
    let (mut removals, mut refused, mut forks, mut aside, mut anew, mut cut) = (0, 0, 0, 0, 0, 0);
    for seed in 0..60 {
        let mut world = history::World::lived(seed, 90);
        let known = judge::membership(&world.all());
        let state = known.state();
        let verdict = judge::log_of(&world.entries).verdict(&state, &|_| true);
        removals += state.removals().len();
        refused += known.ids().iter().filter(|id| known.held(id) == Some(false)).count();
        forks += verdict.forks.len();
        aside += verdict.aside.len();
        cut += state.uncertified().len();
        world.meet();
        for device in world.standing_honest() {
            world.write(device, 0);
        }
        anew += world.written_anew;
    }
    let enough =
        removals > 80 && refused > 50 && forks > 100 && aside > 500 && anew > 30 && cut > 2;
    assert!(enough, "{removals} {refused} {forks} {aside} {anew} {cut}");
}

const BOTH: [Judge; 2] = [Judge::Real, Judge::Literal(Mutation::None)];

#[test]
fn law_01_the_same_sets_give_the_same_state_and_verdict_in_any_order() {
    holds(words::law_01_any_order, &[Judge::Real], 0..40);
}

#[test]
fn law_01_two_implementations_agree() {
    holds(words::law_01_two_implementations, &[Judge::Real], 0..150);
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
    holds(people::law_04, &[Judge::Real], 0..8);
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
    holds(words::law_16, &[Judge::Real], 0..40);
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
fn law_18_no_cut_is_noticed_by_law_07() {
    notices(people::law_07, Mutation::NoCut, 0..3);
}

#[test]
fn law_18_no_rescue_is_noticed_by_law_08() {
    notices(words::law_08, Mutation::NoRescue, 0..15);
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
fn law_18_no_own_past_is_noticed_by_law_05() {
    notices(people::law_05, Mutation::NoOwnPast, 0..15);
}
