//! The laws about which words count.

use std::collections::{BTreeMap, BTreeSet};

use horseshoe_trust::{
    Body, Certificate, DeviceId, DocumentLog, EntryId, Header, Incarnation, Membership, Target,
    Watermarks,
};
use rand::RngExt as _;
use rand::seq::SliceRandom as _;

use crate::history::{DOCUMENT, World, writers};
use crate::judge::{Judge, Words, log_of, membership};
use crate::{Broken, ensure};

/// Shuffled, doubled, in batches: the same state, the same verdict, the same order of words.
pub(crate) fn law_01_any_order(_: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::lived(seed, 70);
    let mut all = world.all();
    let first = membership(&all);
    let state = first.state();
    let may_write = writers(world.owner, &state);
    let verdict = log_of(&world.entries).verdict(&state, &may_write);
    for _ in 0..3 {
        all.extend_from_within(..all.len() / 3);
        all.shuffle(&mut world.rng);
        let again = membership(&all);
        ensure(again.state() == first.state(), || "another order, another state".to_owned())?;
        ensure(again.heads() == first.heads(), || "another order, other heads".to_owned())?;
        let mut order: Vec<EntryId> = world.entries.keys().copied().collect();
        let mut log = DocumentLog::new(DOCUMENT);
        while log.len() < world.entries.len() {
            order.shuffle(&mut world.rng);
            for id in &order {
                log.insert(*id, &world.entries[id]);
                if world.rng.random_bool(0.1) {
                    log.verdict(&state, &may_write);
                }
            }
        }
        ensure(log.verdict(&state, &may_write) == verdict, || {
            "another order, another verdict".to_owned()
        })?;
        ensure(*log.frontier() == *log_of(&world.entries).frontier(), || {
            "another frontier".to_owned()
        })?;
        ensure(log.order() == log_of(&world.entries).order(), || "another order out".to_owned())?;
    }
    in_causal_order(&world.entries, &verdict.counts)
}

/// On which words count: with all certificates, and for two who have not all of them.
pub(crate) fn law_01_verdicts(judge: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::lived(seed, 90);
    let unsound: BTreeSet<EntryId> = world
        .entries
        .keys()
        .copied()
        .filter(|_| seed.is_multiple_of(3) && world.rng.random_bool(0.03))
        .collect();
    let mut sets = vec![world.all()];
    for _ in 0..2 {
        let mut part = world.all();
        part.retain(|c| c.is_genesis() || world.rng.random_bool(0.9));
        sets.push(part);
    }
    for certificates in sets {
        let ours = Judge::Real.words(&world, &certificates, &unsound);
        let theirs = judge.words(&world, &certificates, &unsound);
        ensure(ours == theirs, || "they differ on what counts".to_owned())?;
    }
    Ok(())
}

/// A log that asks for a verdict only when told to has the same as one that always judges everything.
pub(crate) fn law_01_extends(_: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::lived(seed, 70);
    let mut certificates = world.all();
    certificates.shuffle(&mut world.rng);
    let mut known = Membership::new(world.genesis.clone()).unwrap();
    let mut log = DocumentLog::new(DOCUMENT);
    let mut counting: BTreeSet<EntryId> = BTreeSet::new();
    let mut order = log_of(&world.entries).order();
    order.reverse();
    let mut at_once = 0;
    while !order.is_empty() || !certificates.is_empty() {
        if order.is_empty() || (!certificates.is_empty() && world.rng.random_bool(0.3)) {
            known.insert(certificates.pop().unwrap());
            let state = known.state();
            if !log.is_current(&state) {
                let may_write = writers(world.owner, &state);
                counting = log.verdict(&state, &may_write).counts.into_iter().collect();
            }
        } else {
            let id = order.pop().unwrap();
            log.insert(id, &world.entries[&id]);
            let state = known.state();
            let may_write = writers(world.owner, &state);
            if log.extends(&state, &may_write, &id) {
                at_once += 1;
                counting.insert(id);
            } else {
                counting = log.verdict(&state, &may_write).counts.into_iter().collect();
            }
        }
        let mut cold = log.clone();
        let state = known.state();
        let whole = cold.verdict(&state, &writers(world.owner, &state));
        ensure(whole.counts.iter().copied().collect::<BTreeSet<_>>() == counting, || {
            "they differ".to_owned()
        })?;
        ensure(cold.heads() == log.heads(), || "the heads differ".to_owned())?;
    }
    ensure(at_once > 0 || world.owner.is_some(), || "nothing was ever known at once".to_owned())
}

pub(crate) fn law_08(judge: Judge, seed: u64) -> Result<(), Broken> {
    let world = World::lived(seed, 90);
    let words = judge.words(&world, &world.all(), &BTreeSet::new());
    let mut slots = BTreeSet::new();
    for id in &words.counts {
        let e = &world.entries[id];
        let stands_on = e.prev.iter().chain(&e.deps);
        for on in stands_on {
            ensure(words.counts.contains(on), || {
                format!("{id} counts and {on} under it does not")
            })?;
        }
        ensure(slots.insert((e.device, e.incarnation, e.prev)), || {
            format!("{id} counts and so does a sibling")
        })?;
    }
    Ok(())
}

pub(crate) fn law_09(_: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::lived(seed, 90);
    world.meet();
    let standing = world.standing_honest();
    for device in &standing {
        world.write(*device, 0);
    }
    world.meet();
    for device in &standing {
        ensure(world.lost_words(*device).is_empty(), || format!("{device} lost words"))?;
        for other in &standing {
            let same = world.replicas[other].log.order() == world.replicas[device].log.order();
            ensure(same, || format!("{device} and {other} have not the same"))?;
        }
    }
    Ok(())
}

/// Somebody's first entry, then many of others on top of it; a late sibling with a ground id; and another on which as
/// many others build.
pub(crate) fn law_10(judge: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::new(seed, 4, 1);
    let (d, rogue) = (world.honest.concat(), world.rogues[0][0]);
    let incarnation = Incarnation::generate(&mut world.rng);
    let header = world.header(rogue, incarnation, 1, None, []);
    let first = world.entry(&header, false);
    let mut on = first;
    let mut theirs = Vec::new();
    let supporters = world.rng.random_range(1..=3);
    for device in d.iter().take(supporters) {
        let incarnation = Incarnation::generate(&mut world.rng);
        let header = world.header(*device, incarnation, 1, None, [on]);
        on = world.entry(&header, false);
        theirs.push(on);
    }
    let nothing = BTreeSet::new();
    let before = judge.words(&world, &world.all(), &nothing);
    let sibling = world.entry(&header, true);
    let mut late = sibling;
    for builders in 0..supporters {
        let after = judge.words(&world, &world.all(), &nothing);
        ensure(after.counts == before.counts, || {
            format!("{builders} on the late branch beat {supporters}")
        })?;
        let incarnation = Incarnation::generate(&mut world.rng);
        let header = world.header(d[3 - builders], incarnation, 1, None, [late]);
        late = world.entry(&header, false);
    }
    // Now as many others built on the lower id, those who built on both counting for both.
    let after = judge.words(&world, &world.all(), &nothing);
    ensure(after.counts.contains(&sibling) && !after.counts.contains(&first), || {
        "of equally many, not the lower".to_owned()
    })?;
    ensure(theirs.iter().all(|id| !after.counts.contains(id)), || {
        "something stands on the lost branch".to_owned()
    })
}

pub(crate) fn law_11(judge: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::new(seed, 3, 2);
    let (d, rogues) = (world.honest.concat(), world.rogues.concat());
    for device in d.iter().chain(&d) {
        world.write(*device, 1);
        world.meet();
    }
    let mut last = Vec::new();
    for rogue in &rogues {
        let incarnation = Incarnation::generate(&mut world.rng);
        let deps = world.replicas[&d[0]].log.deps(None);
        let header = world.header(*rogue, incarnation, 1, None, deps);
        let id = world.entry(&header, false);
        last.push((id, header.clone()));
        for replica in world.replicas.values_mut() {
            replica.learn([], [(id, &header)]);
        }
    }
    for rogue in &rogues {
        world.remove(*rogue, &d[..2]);
    }
    world.meet();
    let nothing = BTreeSet::new();
    let before = judge.words(&world, &world.all(), &nothing);
    for (id, _) in &last {
        ensure(before.counts.contains(id), || "what was within the watermark is gone".to_owned())?;
    }
    // Anything, on anything: further, new incarnations, forks, on each other's.
    let mut written = Vec::new();
    for _ in 0..40 {
        let rogue = world.pick(&rogues);
        let all: Vec<EntryId> = world.entries.keys().copied().collect();
        let own: Vec<EntryId> =
            all.iter().copied().filter(|id| world.entries[id].device == rogue).collect();
        let prev = world.rng.random_bool(0.7).then(|| world.pick(&own));
        let (incarnation, seq) = prev.map_or_else(
            || (Incarnation::generate(&mut world.rng), 1),
            |prev| (world.entries[&prev].incarnation, world.entries[&prev].seq + 1),
        );
        let deps = vec![world.pick(&all), world.pick(&all)];
        let header = world.header(rogue, incarnation, seq, prev, deps);
        written.push(world.entry(&header, true));
    }
    for _ in 0..3 {
        for device in &d {
            let entries: Vec<(EntryId, Header)> = world.entries.clone().into_iter().collect();
            let replica = world.replicas.get_mut(device).unwrap();
            for _ in 0..entries.len() {
                let before = replica.log.len();
                replica.learn([], entries.iter().map(|(id, header)| (*id, header)));
                if replica.log.len() == before {
                    break;
                }
            }
            world.write(*device, 1);
        }
    }
    let after = judge.words(&world, &world.all(), &nothing);
    for id in &written {
        ensure(!after.counts.contains(id), || format!("{id} of the removed counts"))?;
    }
    ensure(before.counts.is_subset(&after.counts), || {
        "what counted before no longer does".to_owned()
    })?;
    // Whatever comes first, the removals or the late words: the same for everybody.
    let (mut order, mut certificates) =
        (world.entries.keys().copied().collect::<Vec<_>>(), world.all());
    for _ in 0..10 {
        order.shuffle(&mut world.rng);
        certificates.shuffle(&mut world.rng);
        let mut known = Membership::new(world.genesis.clone()).unwrap();
        let mut log = DocumentLog::new(DOCUMENT);
        while log.len() < order.len() || !certificates.is_empty() {
            if world.rng.random_bool(0.2) {
                certificates.pop().map(|certificate| known.insert(certificate));
            }
            for id in &order {
                if world.rng.random_bool(0.5) {
                    log.insert(*id, &world.entries[id]);
                    log.extends(&known.state(), &|_| true, id);
                }
            }
        }
        let counts = log.verdict(&known.state(), &|_| true).counts;
        ensure(counts.into_iter().collect::<BTreeSet<_>>() == after.counts, || {
            "another order, another verdict".to_owned()
        })?;
        certificates = world.all();
    }
    Ok(())
}

pub(crate) fn law_12(judge: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::new(seed, 4, 1);
    let (d, rogue) = (world.honest.concat(), world.rogues[0][0]);
    let incarnation = Incarnation::generate(&mut world.rng);
    let mut prev = None;
    for seq in 1..=6 {
        let header = world.header(rogue, incarnation, seq, prev, []);
        prev = Some(world.entry(&header, false));
    }
    let genesis = world.genesis.id();
    let nothing = BTreeSet::new();
    let mut before = judge.words(&world, &world.all(), &nothing);
    ensure(before.counts.len() == 6, || "all count before anything".to_owned())?;
    let leave = (u64::MAX, vec![rogue]);
    let mut removals =
        vec![leave, (3, vec![d[0], d[1]]), (5, vec![d[1], d[2]]), (0, vec![d[2], d[3]])];
    removals.shuffle(&mut world.rng);
    let mut least = u64::MAX;
    for (reach, signers) in removals {
        let mut water = Watermarks::new();
        if reach > 0 {
            water.insert((DOCUMENT, rogue, incarnation), reach);
        }
        let body =
            Body::Remove { target: Target::Member(rogue.into()), water, reason: String::new() };
        world.publish(&[genesis], body, &signers);
        least = least.min(reach);
        let after = judge.words(&world, &world.all(), &nothing);
        ensure(after.counts.is_subset(&before.counts), || {
            "a further removal widened what counts".to_owned()
        })?;
        ensure(after.counts.len() as u64 == least.min(6), || format!("not the least, {least}"))?;
        before = after;
    }
    Ok(())
}

/// Let in by somebody who was being removed; wrote, let another in; all of it is back with a second approval.
pub(crate) fn law_13(judge: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::new(seed, 4, 0);
    let d = world.honest.concat();
    let genesis = world.genesis.id();
    let (nora, karl) = (world.new_device(), world.new_device());
    let admit = |device: DeviceId| Body::Admit { device, name: "N".to_owned(), was: None };
    let first = world.publish(&[genesis], admit(nora), &[d[2], d[3], nora]);
    let second = world.publish(&[first.id()], admit(karl), &[d[2], nora, karl]);
    let mut written = Vec::new();
    for device in [nora, karl] {
        let incarnation = Incarnation::generate(&mut world.rng);
        let header = world.header(device, incarnation, 1, None, []);
        written.push(world.entry(&header, false));
    }
    let (nothing, devices) = (BTreeSet::new(), world.devices());
    let before =
        (judge.people(&world.all(), &devices), judge.words(&world, &world.all(), &nothing));
    let body = Body::Remove {
        target: Target::Member(d[3].into()),
        water: Watermarks::new(),
        reason: String::new(),
    };
    world.publish(&[genesis], body, &[d[0], d[1]]);
    let cut = (judge.people(&world.all(), &devices), judge.words(&world, &world.all(), &nothing));
    ensure(!cut.0.certified.contains(&nora) && !cut.0.certified.contains(&karl), || {
        "nothing was cut".to_owned()
    })?;
    ensure(cut.1.counts.is_empty() && !before.1.counts.is_empty(), || {
        "their words did not wait".to_owned()
    })?;
    let heads = membership(&world.all()).heads();
    world.publish(&heads, admit(nora), &[d[0], d[1], nora]);
    let after = (judge.people(&world.all(), &devices), judge.words(&world, &world.all(), &nothing));
    ensure(after.0.stands(&nora) && after.0.stands(&karl), || "they are not back".to_owned())?;
    ensure(after.1 == before.1, || "their words are not back".to_owned())?;
    ensure(after.0.held.contains(&second.id()), || "the second admission ceased to hold".to_owned())
}

pub(crate) fn law_16(judge: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::lived(seed, 70);
    world.meet();
    let may_keep = |world: &World, device: &DeviceId| {
        writers(world.owner, &world.replicas[device].membership.state())(*device)
    };
    let standing = world.standing_honest();
    let Some(device) = standing.into_iter().find(|device| may_keep(&world, device)) else {
        return Ok(());
    };
    let replica = world.replicas.get_mut(&device).unwrap();
    let verdict = replica.judge();
    // What this device knows is all there is for this law.
    let (known, log) = (replica.membership.ids(), replica.log.clone());
    let certificates: Vec<Certificate> =
        known.iter().map(|id| world.certificates[id].clone()).collect();
    world.entries.retain(|id, _| log.contains(id));
    let mut expected: BTreeSet<EntryId> = verdict.counts.iter().copied().collect();
    let wanted: Vec<EntryId> =
        verdict.aside.iter().copied().filter(|_| world.rng.random_bool(0.5)).collect();
    let kept = log.keep(&wanted);
    let mut open: Vec<EntryId> = wanted.iter().copied().filter(|id| !log.is_blocked(id)).collect();
    ensure(open.is_empty() == kept.is_empty(), || "kept nothing, or something blocked".to_owned())?;
    while let Some(id) = open.pop() {
        if expected.insert(id) {
            let e = &world.entries[&id];
            open.extend(e.prev.iter().chain(&e.deps));
        }
    }
    for deps in kept {
        let incarnation = Incarnation::generate(&mut world.rng);
        let header = world.header(device, incarnation, 1, None, deps);
        expected.insert(world.entry(&header, false));
    }
    let after = judge.words(&world, &certificates, &BTreeSet::new()).counts;
    ensure(after == expected, || "not exactly the past of what is kept".to_owned())
}

pub(crate) fn law_17(judge: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::lived(seed, 60);
    let ids: Vec<EntryId> = world.entries.keys().copied().collect();
    if ids.is_empty() {
        return Ok(());
    }
    let unsound = BTreeSet::from([world.pick(&ids)]);
    let before = judge.words(&world, &world.all(), &BTreeSet::new());
    let after = judge.words(&world, &world.all(), &unsound);
    ensure(after.counts == without(&world.entries, &before, &unsound), || {
        "not exactly what builds on it".to_owned()
    })?;
    // An honest device that found it unsound builds elsewhere.
    let state = membership(&world.all()).state();
    let mut log = log_of(&world.entries);
    let may_write = writers(world.owner, &state);
    log.verdict(&state, &may_write);
    for id in &unsound {
        log.mark_unsound(id);
    }
    let counts: BTreeSet<EntryId> = log.verdict(&state, &may_write).counts.into_iter().collect();
    ensure(log.heads().iter().all(|head| counts.contains(head)), || {
        "it would build on it".to_owned()
    })
}

/// What still counts if everything on top of `unsound` is blocked: the past of the anchors that are left.
fn without(
    entries: &BTreeMap<EntryId, Header>,
    words: &Words,
    unsound: &BTreeSet<EntryId>,
) -> BTreeSet<EntryId> {
    let mut order = log_of(entries).order();
    let mut blocked = unsound.clone();
    for id in &order {
        let e = &entries[id];
        if e.prev.iter().chain(&e.deps).any(|on| blocked.contains(on)) {
            blocked.insert(*id);
        }
    }
    let mut counts = BTreeSet::new();
    order.reverse();
    for id in &order {
        let anchor =
            words.anchors.contains(id) && words.counts.contains(id) && !blocked.contains(id);
        if anchor || counts.contains(id) {
            counts.insert(*id);
            counts.extend(entries[id].prev.iter().chain(&entries[id].deps));
        }
    }
    counts
}

fn in_causal_order(entries: &BTreeMap<EntryId, Header>, order: &[EntryId]) -> Result<(), Broken> {
    let mut seen = BTreeSet::new();
    for id in order {
        let e = &entries[id];
        let after = e.prev.iter().chain(&e.deps).all(|on| seen.contains(on));
        ensure(after, || format!("{id} comes before what it stands on"))?;
        seen.insert(*id);
    }
    Ok(())
}
