//! How often an edit travels, and what meeting again costs when nothing is new.

use std::time::Duration;

use horseshoe_sync::simulator::{Scenario, Simulator};

fn quiet(peers: usize) -> Simulator {
    let mut scenario = Scenario::new(5, peers, 0);
    scenario.trouble = false;
    let mut simulator = Simulator::new(scenario);
    simulator.connect_all();
    simulator.run_for(Duration::from_secs(10));
    simulator
}

#[test]
fn an_edit_travels_once_to_each_of_the_others() {
    for peers in [5, 10, 30] {
        let mut simulator = quiet(peers);
        simulator.write(0);
        simulator.run_for(Duration::from_secs(30));
        simulator.forget_traffic();
        let edits = 60;
        for edit in 0..edits {
            simulator.write(edit % peers);
            simulator.run_for(Duration::from_millis(700));
        }
        simulator.run_for(Duration::from_secs(20));
        assert!(simulator.is_settled());
        let traffic = simulator.traffic();
        let copies = traffic.live_entries + traffic.caught_up_entries;
        let others = (peers - 1) as u64;
        let audience = simulator.copies_needed();
        assert!(
            copies * 10 <= audience * 12,
            "{peers} peers: {copies} for {audience}: {traffic:?}"
        );
        assert!(traffic.live_entries <= edits as u64 * others);
        // digests are told at most once in some seconds, not per edit
        let messages = traffic.other_messages;
        let per_edit_and_pair = messages as f64 / (edits as f64 * peers as f64 * others as f64);
        assert!(per_edit_and_pair < 0.5, "{per_edit_and_pair} messages: {traffic:?}");
    }
}

#[test]
fn meeting_again_when_equal_costs_less_than_a_kibibyte() {
    let mut simulator = quiet(2);
    for _ in 0..100 {
        simulator.write(0);
        simulator.run_for(Duration::from_millis(200));
    }
    simulator.run_for(Duration::from_secs(30));
    simulator.forget_traffic();
    simulator.disconnect(0, 1);
    simulator.run_for(Duration::from_mins(1));
    let traffic = simulator.traffic();
    assert!(traffic.bytes > 0 && traffic.bytes <= 1_024, "{traffic:?}");
}
