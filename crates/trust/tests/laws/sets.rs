//! Sets of certificates against the literal rules, by the thousand, and small ones in every order of arrival.
//!
//! A set is what one device may have at one moment: of a history, or of a quarrel, a few certificates and all they
//! stand on; every fourth time with gaps, so that some wait. Many sets are drawn from one history, since making its
//! signatures costs more than judging.

use std::collections::BTreeSet;

use horseshoe_trust::{Certificate, CertificateId, Membership};
use rand::seq::SliceRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::history::World;
use crate::judge::{Judge, People, membership};
use crate::reference::{Mutation, Reference};
use crate::{Broken, ensure};

/// Drawn from one history.
pub(crate) const SETS: u64 = 20;

/// The real rules and the judge's say the same about every set drawn from this seed's history.
pub(crate) fn law_01_sets(judge: Judge, seed: u64) -> Result<(), Broken> {
    let Judge::Literal(mutation) = judge else { return Ok(()) };
    let mut rng = ChaCha8Rng::seed_from_u64(seed ^ 0x5e75);
    let world = if seed.is_multiple_of(2) {
        World::lived(seed, rng.random_range(20..90))
    } else {
        World::quarrelled(seed, rng.random_range(4..=28))
    };
    let literal = Reference::new(mutation, &world.all());
    let devices = world.devices();
    for _ in 0..SETS {
        let (ids, set) = draw(&world, &literal, &mut rng);
        let ours = People::of_membership(&membership(&set), &devices);
        let theirs = People::of_reference(&literal.state_with(&ids), &devices);
        ensure(ours == theirs, || format!("they differ on {} certificates", set.len()))?;
    }
    Ok(())
}

fn draw(
    world: &World,
    literal: &Reference,
    rng: &mut ChaCha8Rng,
) -> (BTreeSet<CertificateId>, Vec<Certificate>) {
    let all: Vec<CertificateId> = world.certificates.keys().copied().collect();
    let genesis = world.genesis.id();
    let mut ids = BTreeSet::from([genesis]);
    for _ in 0..rng.random_range(1..=4) {
        let id = all[rng.random_range(0..all.len())];
        ids.extend(literal.past(&id).iter());
        ids.insert(id);
    }
    if rng.random_ratio(1, 4) {
        ids.retain(|id| *id == genesis || rng.random_bool(0.85));
    }
    let mut set: Vec<Certificate> = ids.iter().map(|id| world.certificates[id].clone()).collect();
    set.shuffle(rng);
    (ids, set)
}

/// Up to seven certificates beside Genesis, in every order there is, also where they come before what they cite.
pub(crate) fn law_01_every_order(_: Judge, seed: u64) -> Result<(), Broken> {
    let world = World::quarrelled(seed, 4 + seed as usize % 4);
    let mut set = world.all();
    set.retain(|certificate| !certificate.is_genesis());
    let devices = world.devices();
    let literal = Reference::new(Mutation::None, &world.all()).state();
    let first = membership(&world.all());
    ensure(
        People::of_membership(&first, &devices) == People::of_reference(&literal, &devices),
        || "the two implementations differ".to_owned(),
    )?;
    let held = |of: &Membership| {
        set.iter().map(|certificate| of.held(&certificate.id())).collect::<Vec<_>>()
    };
    let (state, judged) = (first.state(), held(&first));
    ensure(judged.iter().all(Option::is_some), || "something was left out".to_owned())?;
    each_order(set.len(), &mut |order| {
        let mut grown = Membership::new(world.genesis.clone()).unwrap();
        for at in order {
            grown.insert(set[*at].clone());
        }
        let same = grown.state() == state
            && held(&grown) == judged
            && grown.heads() == first.heads()
            && grown.usable_epochs() == first.usable_epochs();
        ensure(same && grown.missing().is_empty(), || format!("the order {order:?}"))
    })
}

/// All orders of the numbers below `count`, by Heap's way: each differs from the one before by one exchange.
fn each_order(
    count: usize,
    tell: &mut impl FnMut(&[usize]) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut turns = vec![0; count];
    tell(&order)?;
    let mut at = 1;
    while at < count {
        if turns[at] < at {
            order.swap(if at.is_multiple_of(2) { 0 } else { turns[at] }, at);
            tell(&order)?;
            turns[at] += 1;
            at = 1;
        } else {
            turns[at] = 0;
            at += 1;
        }
    }
    Ok(())
}

#[test]
fn every_order_is_told_once() {
    let mut told = BTreeSet::new();
    each_order(5, &mut |order| ensure(told.insert(order.to_vec()), || "twice".to_owned())).unwrap();
    assert_eq!(told.len(), 120);
}
