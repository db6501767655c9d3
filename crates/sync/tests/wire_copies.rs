//! How often an edit travels, what is said beside it, and what meeting again costs when nothing is new.

use std::time::Duration;

use horseshoe_sync::simulator::{Scenario, Simulator, Traffic};

const COMMUNITIES: [usize; 4] = [5, 10, 30, 100];

/// A community in which everybody is connected and nothing is on its way.
fn quiet(peers: usize) -> Simulator {
    let mut scenario = Scenario::new(5, peers, 0);
    scenario.trouble = false;
    let mut simulator = Simulator::new(scenario);
    simulator.connect_all();
    simulator.run_for(Duration::from_secs(10));
    // Until all have seen a few times that nothing gets lost.
    for _ in 0..8 {
        simulator.write(0);
        simulator.run_for(Duration::from_secs(10));
    }
    assert!(simulator.is_settled());
    simulator.forget_traffic();
    simulator
}

/// This many edits in 40 seconds by one after the other, each an entry of its own; then all is told.
fn traffic_of(peers: usize, edits: usize) -> (Traffic, u64) {
    let mut simulator = quiet(peers);
    for edit in 0..edits {
        simulator.write(edit % peers);
        simulator.run_for(Duration::from_secs(40) / edits as u32);
    }
    simulator.run_for(Duration::from_secs(20));
    assert!(simulator.is_settled());
    (simulator.traffic().clone(), simulator.copies_needed())
}

#[test]
fn an_edit_travels_once_to_each_of_the_others() {
    for peers in COMMUNITIES {
        let (traffic, needed) = traffic_of(peers, 40);
        let copies = traffic.live_entries + traffic.caught_up_entries;
        assert!(needed > 0 && copies * 10 <= needed * 12, "{peers} peers, {needed}: {traffic:?}");
        assert!(traffic.live_entries <= 40 * (peers as u64 - 1), "{peers} peers: {traffic:?}");
    }
}

#[test]
fn what_is_said_beside_edits_grows_with_time_and_not_with_edits() {
    for peers in COMMUNITIES {
        let (few, _) = traffic_of(peers, 10);
        let (many, _) = traffic_of(peers, 40);
        let (few, many) = (few.other_messages, many.other_messages);
        assert!(many <= few * 2, "{peers} peers: {few} messages with 10 edits, {many} with 40");
    }
}

#[test]
fn nothing_but_the_edit_is_sent_when_one_is_made() {
    for peers in COMMUNITIES {
        let mut simulator = quiet(peers);
        simulator.write(0);
        simulator.run_for(Duration::from_secs(2));
        let (traffic, needed) = (simulator.traffic(), simulator.copies_needed());
        assert_eq!((traffic.frames, traffic.live_entries), (needed, needed), "{peers} peers");
    }
}

#[test]
fn meeting_again_when_equal_costs_less_than_a_kibibyte_with_each_of_the_others() {
    for peers in [2].into_iter().chain(COMMUNITIES) {
        let mut simulator = quiet(peers);
        for other in 1..peers {
            simulator.disconnect(0, other);
        }
        simulator.run_for(Duration::from_mins(1));
        let bytes = simulator.traffic().bytes / (peers as u64 - 1);
        assert!(bytes > 0 && bytes <= 1_024, "{peers} peers: {bytes} bytes with each");
    }
}
