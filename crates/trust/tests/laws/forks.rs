//! A profile put back to an old backup, at every place of a long script: one fork, the same for all, and no word lost.

use std::collections::BTreeSet;

use horseshoe_trust::{DeviceId, EntryId};
use rand::RngExt as _;

use crate::history::World;
use crate::{Broken, ensure};

/// Changes of the device whose profile is put back.
pub(crate) const CHANGES: usize = 200;

/// The backup has everything before the change with this number. What is then written on it meets half of the others
/// before what was written first does; `first` says which half.
pub(crate) fn equivocation(peers: usize, at: usize, first: usize) -> Result<(), Broken> {
    let mut world = World::new((at * 10 + peers) as u64, peers, 0);
    let devices = world.honest.concat();
    let (twice, others) = (devices[0], &devices[1..]);
    let mut backup = BTreeSet::new();
    // After the backup each half of the others hears of only one of the two.
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for (number, other) in others.iter().enumerate() {
        if number % 2 == first { &mut here } else { &mut there }.push(*other);
    }
    for change in 0..CHANGES {
        if change == at {
            backup = world.replicas[&twice].log.order().into_iter().collect();
        }
        world.write(twice, 1);
        if change % 8 == 0 {
            let near = if change < at { others } else { &here[..] };
            converse(&mut world, twice, near);
        }
    }
    converse(&mut world, twice, &here);
    let slot = world.replicas[&twice].log.order().into_iter().find(|id| {
        let e = &world.entries[id];
        e.device == twice && !backup.contains(id)
    });
    world.put_back(twice, &backup);
    for change in 0..6 {
        world.write(twice, 1);
        if change % 2 == 0 {
            converse(&mut world, twice, &there);
        }
    }
    world.meet();
    let verdict = world.replicas.get_mut(&twice).unwrap().judge();
    ensure(verdict.forks.len() == 1, || format!("{} forks", verdict.forks.len()))?;
    let fork = &verdict.forks[0];
    let both: Vec<EntryId> = fork.lost.iter().chain([&fork.kept]).copied().collect();
    ensure(fork.device == twice && both.len() == 2, || "another fork".to_owned())?;
    ensure(slot.is_some_and(|slot| both.contains(&slot)), || "in another place".to_owned())?;
    for device in &devices {
        let theirs = world.replicas.get_mut(device).unwrap().judge();
        ensure(theirs == verdict, || format!("{device} says otherwise"))?;
    }
    // Written anew what stood on the lost branch, and something new by everybody.
    for device in &devices {
        ensure(world.write(*device, 1).is_some(), || format!("{device} can write no more"))?;
    }
    world.meet();
    for device in &devices {
        ensure(world.lost_words(*device).is_empty(), || format!("{device} lost words"))?;
        let aside = world.replicas.get_mut(device).unwrap().judge().forks;
        ensure(aside == verdict.forks, || "a further fork, or another winner".to_owned())?;
    }
    Ok(())
}

/// They tell each other all, and one of the others writes on it.
fn converse(world: &mut World, device: DeviceId, near: &[DeviceId]) {
    if near.is_empty() {
        return;
    }
    let other = near[world.rng.random_range(0..near.len())];
    world.give(device, other);
    world.write(other, 1);
    world.give(other, device);
}
