//! A frame there and back through `Net`, beside the same bytes on a bare iroh stream, in one run.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::net::SocketAddr;
use std::time::Duration;

use horseshoe_net::{Mode, Net, NetConfig, NetEvent};
use iroh::endpoint::presets;
use iroh::{Endpoint, EndpointAddr, SecretKey};
use tokio::sync::mpsc::Receiver;
use tokio::time::Instant;

const ROUNDS: usize = 2_000;
const SIZES: [usize; 3] = [64, 4 << 10, 256 << 10];

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut out = std::io::stdout();
    for size in SIZES {
        let rounds = if size > 64 << 10 { ROUNDS / 10 } else { ROUNDS };
        let ours = through_net(size, rounds).await?;
        let bare = through_iroh(size, rounds).await?;
        writeln!(out, "{size:>7} B: Net {}, bare iroh {}", figures(ours), figures(bare))?;
    }
    Ok(())
}

async fn through_net(size: usize, rounds: usize) -> Result<Vec<Duration>, Failure> {
    let (a, mut at_a) = start(1).await?;
    let (b, mut at_b) = start(2).await?;
    a.allow(BTreeSet::from([b.id()]));
    b.allow(BTreeSet::from([a.id()]));
    a.want(b.id(), b.addresses());
    connected(&mut at_a).await;
    connected(&mut at_b).await;
    let mut times = Vec::new();
    for _ in 0..rounds {
        let start = Instant::now();
        a.send(&b.id(), vec![7; size])?;
        b.send(&a.id(), frame(&mut at_b).await)?;
        frame(&mut at_a).await;
        times.push(start.elapsed());
    }
    a.shutdown().await;
    b.shutdown().await;
    Ok(times)
}

async fn start(key: u8) -> Result<(Net, Receiver<NetEvent>), Failure> {
    let bind = vec![SocketAddr::from(([127, 0, 0, 1], 0))];
    Ok(Net::start(NetConfig {
        device_key: [key; 32],
        mode: Mode::ThisRoomOnly,
        bind,
        discovery: false,
    })
    .await?)
}

async fn connected(events: &mut Receiver<NetEvent>) {
    while !matches!(events.recv().await, Some(NetEvent::Connected { .. }) | None) {}
}

async fn frame(events: &mut Receiver<NetEvent>) -> Vec<u8> {
    loop {
        match events.recv().await {
            Some(NetEvent::Frame { bytes, .. }) => return bytes,
            Some(_) => {}
            None => return Vec::new(),
        }
    }
}

async fn through_iroh(size: usize, rounds: usize) -> Result<Vec<Duration>, Failure> {
    let (a, b) = (bare(1).await?, bare(2).await?);
    let at =
        b.bound_sockets().into_iter().fold(EndpointAddr::new(b.id()), EndpointAddr::with_ip_addr);
    let accepting = async {
        let incoming = b.accept().await.ok_or("closed")?;
        Ok::<_, Failure>(incoming.await?)
    };
    let dialing = async { Ok::<_, Failure>(a.connect(at, b"echo").await?) };
    let (here, there) = tokio::try_join!(dialing, accepting)?;
    let (mut send, mut recv) = here.open_bi().await?;
    let mut bytes = vec![7; size];
    let mut echoed = vec![0; size];
    send.write_all(&[0]).await?;
    let (mut back, mut from) = there.accept_bi().await?;
    from.read_exact(&mut [0]).await?;
    let mut times = Vec::new();
    for _ in 0..rounds {
        let start = Instant::now();
        let echo = async {
            from.read_exact(&mut echoed).await?;
            back.write_all(&echoed).await?;
            Ok::<_, Failure>(())
        };
        let ask = async {
            send.write_all(&bytes).await?;
            recv.read_exact(&mut bytes).await?;
            Ok::<_, Failure>(())
        };
        // Large messages need both sides at work at once.
        tokio::try_join!(echo, ask)?;
        times.push(start.elapsed());
    }
    a.close().await;
    b.close().await;
    Ok(times)
}

async fn bare(key: u8) -> Result<Endpoint, Failure> {
    let builder = Endpoint::builder(presets::Minimal).secret_key(SecretKey::from_bytes(&[key; 32]));
    let builder =
        builder.alpns(vec![b"echo".to_vec()]).clear_ip_transports().bind_addr("127.0.0.1:0")?;
    Ok(builder.bind().await?)
}

fn figures(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
    format!("p50 {:.3} ms, p99 {:.3} ms", at(50).as_secs_f64() * 1e3, at(99).as_secs_f64() * 1e3)
}
