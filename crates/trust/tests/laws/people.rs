//! The laws about who is who.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use horseshoe_trust::{
    Body, Certificate, CertificateId, DeviceId, Inserted, MemberId, Membership, Target, Watermarks,
};
use rand::RngExt as _;
use rand::seq::SliceRandom as _;

use crate::history::World;
use crate::judge::{Judge, membership};
use crate::reference::{Mutation, Reference};
use crate::{Broken, ensure};

/// Fed one by one in any order, each certificate is judged at once, and never otherwise later.
pub(crate) fn law_02(_: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::lived(seed, 60);
    let mut all = world.all();
    let last = membership(&all);
    all.shuffle(&mut world.rng);
    let mut grown = Membership::new(world.genesis.clone()).unwrap();
    for certificate in &all {
        let (before, ids) = (grown.state(), grown.ids());
        if grown.insert(certificate.clone()) == Inserted::Waiting {
            ensure(Arc::ptr_eq(&before, &grown.state()) && ids == grown.ids(), || {
                format!("{} changed something while it waited", certificate.id())
            })?;
            ensure(grown.held(&certificate.id()).is_none(), || {
                "judged without its past".to_owned()
            })?;
        }
        for id in grown.ids() {
            ensure(grown.held(&id) == last.held(&id), || format!("{id} was judged twice"))?;
        }
    }
    ensure(grown.state() == last.state(), || "another order, another state".to_owned())?;
    ensure(grown.missing().is_empty() && grown.heads() == last.heads(), || {
        "something still waits".to_owned()
    })
}

pub(crate) fn law_03(judge: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::lived(seed, 50);
    let (all, devices) = (world.all(), world.devices());
    let nothing = BTreeSet::new();
    let before = judge.people(&all, &devices);
    let words_before = judge.words(&world, &all, &nothing);
    let everybody: Vec<DeviceId> = devices.iter().copied().collect();
    let known = membership(&all);
    let mut bitten = 0;
    for _ in 0..6 {
        let target = world.pick(&everybody);
        let signers: BTreeSet<DeviceId> = (0..3).map(|_| world.pick(&everybody)).collect();
        let signers: Vec<DeviceId> = signers.into_iter().collect();
        let heads =
            if world.rng.random_bool(0.5) { known.heads() } else { vec![world.pick(&known.ids())] };
        let target = if world.rng.random_bool(0.5) {
            Target::Device(target)
        } else {
            Target::Member(MemberId::from(target))
        };
        let body = Body::Remove { target, water: Watermarks::new(), reason: String::new() };
        let removal = world.certificate(heads, body, &signers);
        let more = [&all[..], &[removal]].concat();
        let after = judge.people(&more, &devices);
        bitten += usize::from(after.out != before.out);
        ensure(after.held.is_superset(&before.held), || "a certificate ceased to hold".to_owned())?;
        ensure(after.certified.is_subset(&before.certified), || {
            "somebody became certified".to_owned()
        })?;
        ensure(after.standing().is_subset(&before.standing()), || {
            "somebody came to stand".to_owned()
        })?;
        ensure(after.out.is_superset(&before.out), || "somebody was no longer out".to_owned())?;
        ensure(after.member == before.member, || "a device changed its member".to_owned())?;
        let words = judge.words(&world, &more, &nothing);
        ensure(words.anchors.is_subset(&words_before.anchors), || {
            "an entry became an anchor".to_owned()
        })?;
    }
    ensure(bitten > 0 || seed > 0, || "no removal held: nothing was tried".to_owned())
}

/// A founder or a newcomer, present or removed, signs whatever one person can, citing anything.
pub(crate) fn law_04(judge: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::founded(seed, 4, 1, if seed % 8 < 4 { 2 } else { 3 }, false);
    let founders = world.honest.concat();
    let enough = founders[..world.quorum].to_vec();
    let founder = world.rogues[0][0];
    let genesis = world.genesis.id();
    let newcomer = world.new_device();
    let admit = Body::Admit { device: newcomer, name: String::new(), was: None };
    let admitted = world.publish(&[genesis], admit, &[&enough[..], &[newcomer]].concat());
    let rogue = if seed.is_multiple_of(2) { founder } else { newcomer };
    let second = world.new_device();
    let member = MemberId::from(rogue);
    let given =
        world.publish(&[admitted.id()], Body::Device { device: second, member }, &[rogue, second]);
    if seed % 4 >= 2 {
        let body = Body::Remove {
            target: Target::Member(member),
            water: Watermarks::new(),
            reason: String::new(),
        };
        world.publish(&[given.id()], body, &enough);
    }
    let (honest_devices, certificates) = (world.devices(), world.all());
    let before = judge.people(&certificates, &honest_devices);
    let mut own = vec![rogue, second];
    let mut heads: Vec<CertificateId> = world.certificates.keys().copied().collect();
    for _ in 0..120 {
        let target = world.pick(&founders);
        let puppet = if own.len() < 8 { world.new_device() } else { world.pick(&own) };
        let body = match world.rng.random_range(0..5) {
            0 => Body::Admit { device: puppet, name: String::new(), was: None },
            1 => Body::Device { device: puppet, member: MemberId::from(world.pick(&own)) },
            2 => Body::Device { device: puppet, member: MemberId::from(target) },
            3 => Body::Remove {
                target: Target::Device(target),
                water: Watermarks::new(),
                reason: String::new(),
            },
            _ => Body::Remove {
                target: Target::Member(target.into()),
                water: Watermarks::new(),
                reason: String::new(),
            },
        };
        own.push(puppet);
        let mut signers: BTreeSet<DeviceId> = (0..3).map(|_| world.pick(&own)).collect();
        signers.extend([rogue, puppet]);
        let signers: Vec<DeviceId> = signers.into_iter().collect();
        let cited: Vec<CertificateId> = (0..2).map(|_| world.pick(&heads)).collect();
        let certificate = world.publish(&cited, body, &signers);
        heads.push(certificate.id());
    }
    let after = judge.people(&world.all(), &world.devices());
    for device in &honest_devices {
        if *device == rogue || *device == second {
            continue;
        }
        ensure(after.stands(device) == before.stands(device), || {
            format!("{device} is out by one person's will")
        })?;
        ensure(after.member.get(device) == before.member.get(device), || {
            format!("{device} changed hands")
        })?;
    }
    for device in after.certified {
        let strange = !honest_devices.contains(&device) && after.member[&device] != member;
        ensure(!strange, || format!("one person let {device} in"))?;
    }
    Ok(())
}

pub(crate) fn law_05(judge: Judge, seed: u64) -> Result<(), Broken> {
    let world =
        if seed.is_multiple_of(2) { World::lived(seed, 70) } else { World::quarrelled(seed, 30) };
    let people = judge.people(&world.all(), &world.devices());
    let literal = Reference::new(Mutation::None, &world.all());
    for id in &people.held {
        let certificate = &world.certificates[id];
        let subject = match certificate.body() {
            Body::Admit { device, .. } => Some(MemberId::from(*device)),
            Body::Remove { target: Target::Member(member), .. } => Some(*member),
            Body::Remove { target: Target::Device(device), .. } => {
                people.member.get(device).copied()
            }
            _ => continue,
        };
        let past: Vec<Certificate> =
            literal.past(id).iter().map(|id| world.certificates[id].clone()).collect();
        let then = judge.people(&past, &world.devices());
        let stood: BTreeSet<MemberId> =
            certificate.signers().filter(|s| then.stands(s)).map(|s| then.member[&s]).collect();
        let about_self = !matches!(certificate.body(), Body::Admit { .. })
            && subject.is_some_and(|subject| stood.contains(&subject));
        let others = stood.iter().filter(|member| Some(**member) != subject).count();
        ensure(about_self || others >= world.quorum, || {
            format!("{id} holds with too few who stood")
        })?;
    }
    Ok(())
}

pub(crate) fn law_06(judge: Judge, seed: u64) -> Result<(), Broken> {
    let world = World::lived(seed, 70);
    let people = judge.people(&world.all(), &world.devices());
    let mut seen: BTreeMap<DeviceId, MemberId> = BTreeMap::new();
    for device in &people.certified {
        let member = people.member[device];
        seen.insert(*device, member);
        let fits =
            people.held.iter().map(|id| &world.certificates[id]).any(|grant| match grant.body() {
                Body::Genesis { founders, .. } => {
                    founders.contains(device)
                        && grant.signed_by(device)
                        && member == (*device).into()
                }
                Body::Admit { device: new, .. } => {
                    new == device && grant.signed_by(device) && member == (*device).into()
                }
                Body::Device { device: new, member: to } => {
                    let by_member =
                        grant.signers().any(|s| s != *device && people.member.get(&s) == Some(to));
                    new == device && *to == member && grant.signed_by(device) && by_member
                }
                _ => false,
            });
        ensure(fits, || format!("{device} is of {member} without having said so itself"))?;
    }
    ensure(seen.len() == people.certified.len(), || "a device of two members".to_owned())
}

/// After the removal, with heads from before it, the removed sign for a puppet and for a further device.
pub(crate) fn law_07(judge: Judge, seed: u64) -> Result<(), Broken> {
    let mut world = World::new(seed, 4, 0);
    let d = world.honest.concat();
    let genesis = world.genesis.id();
    let body = Body::Remove {
        target: Target::Member(d[3].into()),
        water: Watermarks::new(),
        reason: String::new(),
    };
    world.publish(&[genesis], body, &[d[0], d[1]]);
    let (puppet, further) = (world.new_device(), world.new_device());
    let admit = Body::Admit { device: puppet, name: String::new(), was: None };
    let admitted = world.publish(&[genesis], admit, &[d[2], d[3], puppet]);
    let device = Body::Device { device: further, member: d[3].into() };
    let given = world.publish(&[genesis], device, &[d[3], further]);
    let people = judge.people(&world.all(), &world.devices());
    ensure(people.held.contains(&admitted.id()) && people.held.contains(&given.id()), || {
        "nothing to cut: they hold in their own past".to_owned()
    })?;
    ensure(!people.certified.contains(&puppet), || "the removed let somebody in".to_owned())?;
    ensure(!people.certified.contains(&further), || "the removed added a device".to_owned())?;
    // What the removal knew stays.
    let mut kept = World::new(seed, 4, 0);
    let d = kept.honest.concat();
    let newcomer = kept.new_device();
    let admit = Body::Admit { device: newcomer, name: String::new(), was: None };
    let admitted = kept.publish(&[kept.genesis.id()], admit, &[d[2], d[3], newcomer]);
    let body = Body::Remove {
        target: Target::Member(d[3].into()),
        water: Watermarks::new(),
        reason: String::new(),
    };
    kept.publish(&[admitted.id()], body, &[d[0], d[1]]);
    let people = judge.people(&kept.all(), &kept.devices());
    ensure(people.stands(&newcomer), || "a removal that knew a grant cut it".to_owned())
}

/// Cycles of two (each with a co-signer), three and four, unknown to each other, in a group of nine.
pub(crate) fn law_14(judge: Judge, seed: u64) -> Result<(), Broken> {
    for cycle in 2..=4 {
        let mut world = World::new(seed, 9, 0);
        let d = world.honest.concat();
        let genesis = world.genesis.id();
        for at in 0..cycle {
            let (by, with, target) = (d[at], d[8], d[(at + 1) % cycle]);
            let body = Body::Remove {
                target: Target::Member(target.into()),
                water: Watermarks::new(),
                reason: String::new(),
            };
            world.publish(&[genesis], body, &[by, with]);
        }
        let people = judge.people(&world.all(), &world.devices());
        for (at, device) in d.iter().enumerate() {
            ensure(people.stands(device) == (at >= cycle), || {
                format!("cycle of {cycle}: number {at}")
            })?;
        }
    }
    Ok(())
}

/// The same act, in groups of any size and in groups that have shrunk: two others are needed and enough.
pub(crate) fn law_15(judge: Judge, seed: u64) -> Result<(), Broken> {
    for size in 3..9 {
        let mut world = World::new(seed, size, 0);
        let d = world.honest.concat();
        let mut heads = vec![world.genesis.id()];
        let body = |target: DeviceId| Body::Remove {
            target: Target::Member(target.into()),
            water: Watermarks::new(),
            reason: String::new(),
        };
        for leaving in &d[3..] {
            heads = vec![world.publish(&heads, body(*leaving), &[*leaving]).id()];
        }
        let alone = world.publish(&heads, body(d[0]), &[d[1]]).id();
        let people = judge.people(&world.all(), &world.devices());
        ensure(!people.held.contains(&alone) && people.stands(&d[0]), || {
            format!("one of three of {size}")
        })?;
        let removed = world.publish(&heads, body(d[0]), &[d[1], d[2]]).id();
        let left = judge.people(&world.all(), &world.devices());
        ensure(left.held.contains(&removed) && !left.stands(&d[0]), || {
            format!("two of three of {size}")
        })?;
        let against = world.publish(&[removed], body(d[1]), &[d[2]]).id();
        let two = judge.people(&world.all(), &world.devices());
        ensure(!two.held.contains(&against) && two.stands(&d[1]), || {
            format!("one of the last two of {size}")
        })?;
    }
    Ok(())
}
