//! One device for the network-namespace test: starts in “this room only”, prints what happens, stops after a while.
//!
//! `namespace_peer <key 1..255> <key of the other, or 0> <seconds>`

use std::collections::BTreeSet;
use std::io::Write as _;
use std::time::Duration;

use horseshoe_net::{Mode, Net, NetConfig, NetEvent};
use horseshoe_trust::DeviceKey;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<u8> =
        std::env::args().skip(1).map(|text| text.parse()).collect::<Result<_, _>>()?;
    let [key, other, seconds] = arguments[..] else { return Err("three numbers, please".into()) };
    let config = NetConfig {
        device_key: [key; 32],
        mode: Mode::ThisRoomOnly,
        bind: Vec::new(),
        discovery: true,
    };
    let (net, mut events) = Net::start(config).await?;
    if other != 0 {
        let other = DeviceKey::from_bytes(&[other; 32]).id();
        net.allow(BTreeSet::from([other]));
        net.want(other, Vec::new());
    }
    let mut out = std::io::stdout();
    let watch = async {
        while let Some(event) = events.recv().await {
            if matches!(event, NetEvent::Found { .. } | NetEvent::Connected { .. }) {
                writeln!(out, "{event:?}").ok(); // a reader that is gone has seen enough
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(seconds.into()), watch).await.ok(); // the time is up, as asked
    net.shutdown().await;
    Ok(())
}
