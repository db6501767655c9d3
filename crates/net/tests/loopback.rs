//! Several endpoints on loopback, no discovery: who meets, who is refused, what a close says.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Duration;

use horseshoe_net::{CloseReason, MAX_FRAME, Mode, Net, NetConfig, NetError, NetEvent, SendError};
use horseshoe_trust::{DeviceId, DeviceKey};
use tokio::sync::mpsc::Receiver;
use tokio::time::timeout;

const SOON: Duration = Duration::from_secs(20);

struct Peer {
    net: Net,
    events: Receiver<NetEvent>,
}

fn config(key: u8, port: u16) -> NetConfig {
    let bind = vec![SocketAddr::from(([127, 0, 0, 1], port))];
    NetConfig { device_key: [key; 32], mode: Mode::ThisRoomOnly, bind, discovery: false }
}

async fn peer(key: u8) -> Peer {
    let (net, events) = Net::start(config(key, 0)).await.expect("loopback is there");
    Peer { net, events }
}

impl Peer {
    fn allow(&self, others: &[&Self]) {
        self.net.allow(others.iter().map(|other| other.net.id()).collect());
    }

    fn want(&self, other: &Self) {
        self.net.want(other.net.id(), other.net.addresses());
    }

    /// The next event `pick` wants; others are passed over.
    async fn next<T>(&mut self, mut pick: impl FnMut(NetEvent) -> Option<T>) -> T {
        let found = async {
            loop {
                let event = self.events.recv().await.expect("the network still runs");
                if let Some(found) = pick(event) {
                    return found;
                }
            }
        };
        timeout(SOON, found).await.expect("it should have happened by now")
    }

    async fn connected(&mut self) -> DeviceId {
        self.next(
            |event| if let NetEvent::Connected { peer, .. } = event { Some(peer) } else { None },
        )
        .await
    }

    async fn closed(&mut self) -> CloseReason {
        self.next(
            |event| if let NetEvent::Closed { reason, .. } = event { Some(reason) } else { None },
        )
        .await
    }

    async fn frame(&mut self) -> (DeviceId, Vec<u8>) {
        self.next(|event| {
            if let NetEvent::Frame { peer, bytes } = event { Some((peer, bytes)) } else { None }
        })
        .await
    }

    /// Waits until connected to all `others`, in whatever order, and whichever connection of a pair was kept.
    async fn meets(&mut self, others: &BTreeSet<DeviceId>) {
        let mut now = BTreeSet::new();
        self.next(|event| {
            match event {
                NetEvent::Connected { peer, .. } => {
                    assert!(now.insert(peer), "connected twice without a close");
                }
                NetEvent::Closed { peer, .. } => {
                    assert!(now.remove(&peer), "closed what was not connected");
                }
                _ => {}
            }
            (now == *others).then_some(())
        })
        .await;
    }
}

async fn pair(a: u8, b: u8) -> (Peer, Peer) {
    let (mut a, mut b) = (peer(a).await, peer(b).await);
    a.allow(&[&b]);
    b.allow(&[&a]);
    a.want(&b);
    assert_eq!(a.connected().await, b.net.id());
    assert_eq!(b.connected().await, a.net.id());
    (a, b)
}

#[tokio::test]
async fn two_devices_exchange_frames_in_order_both_ways() {
    let (mut a, mut b) = pair(1, 2).await;
    for n in 0..100_u8 {
        a.net.send(&b.net.id(), vec![n; 10]).unwrap();
        b.net.send(&a.net.id(), vec![n; 3]).unwrap();
    }
    for n in 0..100_u8 {
        assert_eq!(a.frame().await, (b.net.id(), vec![n; 3]));
        assert_eq!(b.frame().await, (a.net.id(), vec![n; 10]));
    }
    assert!(a.net.contacted().iter().all(|contact| contact.device == Some(b.net.id())));
}

#[tokio::test]
async fn five_devices_that_all_dial_each_other_keep_one_connection_per_pair() {
    let mut peers = Vec::new();
    for key in 1..=5 {
        peers.push(peer(key).await);
    }
    let ids: BTreeSet<DeviceId> = peers.iter().map(|peer| peer.net.id()).collect();
    for peer in &peers {
        peer.net.allow(ids.clone());
        for other in &peers {
            peer.want(other);
        }
    }
    for peer in &mut peers {
        let others = ids.iter().copied().filter(|id| *id != peer.net.id()).collect();
        peer.meets(&others).await;
    }
}

#[tokio::test]
async fn a_stranger_is_refused_on_sync_and_may_only_knock() {
    let (mut host, mut stranger) = (peer(1).await, peer(2).await);
    stranger.allow(&[&host]);
    stranger.want(&host);

    let knock = stranger.net.join_with(host.net.id(), host.net.addresses(), None);
    let mut ours = knock.await.unwrap();
    // Everything the host hears of the stranger is the knock: an empty set lets nobody in.
    let NetEvent::Joining { from, mut talk } = host.next(Some).await else {
        panic!("something else than a knock")
    };
    assert_eq!(from, stranger.net.id());
    ours.send(b"may I come in?").await.unwrap();
    assert_eq!(talk.recv().await.unwrap().unwrap(), b"may I come in?");
    talk.send(b"who let you know of us?").await.unwrap();
    assert_eq!(ours.recv().await.unwrap().unwrap(), b"who let you know of us?");
    assert!(ours.send(&vec![0; (16 << 10) + 1]).await.is_err());
    assert_eq!(stranger.net.send(&host.net.id(), vec![1]), Err(SendError::NotConnected));
    let heard: Vec<NetEvent> = std::iter::from_fn(|| stranger.events.try_recv().ok()).collect();
    assert!(heard.iter().all(|event| matches!(event, NetEvent::Contacted)), "{heard:?}");
}

#[tokio::test]
async fn a_fourth_knock_within_a_minute_is_refused() {
    let (mut host, stranger) = (peer(1).await, peer(2).await);
    let mut talks = Vec::new();
    for _ in 0..3 {
        let ours = stranger.net.join_with(host.net.id(), host.net.addresses(), None).await.unwrap();
        let theirs = host
            .next(
                |event| if let NetEvent::Joining { talk, .. } = event { Some(talk) } else { None },
            )
            .await;
        talks.push((ours, theirs));
    }
    let refused = match stranger.net.join_with(host.net.id(), host.net.addresses(), None).await {
        Ok(mut talk) => talk.recv().await.is_err(),
        Err(_unreachable) => true,
    };
    assert!(refused);
    assert!(host.events.try_recv().is_err());
}

#[tokio::test]
async fn a_device_no_longer_allowed_is_closed_within_a_second() {
    let (mut a, mut b) = pair(1, 2).await;
    a.net.allow(BTreeSet::new());
    let second = Duration::from_secs(1);
    assert_eq!(timeout(second, a.closed()).await.unwrap(), CloseReason::NotAllowed);
    let CloseReason::ByPeer(_) = timeout(second, b.closed()).await.unwrap() else {
        panic!("closed by the other side")
    };
    assert_eq!(a.net.send(&b.net.id(), vec![1]), Err(SendError::NotConnected));
}

#[tokio::test]
async fn a_frame_too_long_is_not_queued() {
    let (a, b) = pair(1, 2).await;
    assert_eq!(a.net.send(&b.net.id(), vec![0; MAX_FRAME + 1]), Err(SendError::TooLong));
}

#[tokio::test]
async fn a_peer_that_announces_a_frame_too_long_is_closed_and_told_why() {
    use iroh::endpoint::{ConnectionError, presets};
    use iroh::{Endpoint, EndpointAddr, EndpointId, SecretKey};

    let mut host = peer(1).await;
    let rogue = SecretKey::from_bytes(&[9; 32]);
    host.net.allow(BTreeSet::from([DeviceId::from_bytes(*rogue.public().as_bytes())]));
    let builder = Endpoint::builder(presets::Minimal).secret_key(rogue).clear_ip_transports();
    let rogue = builder
        .bind_addr("127.0.0.1:0")
        .expect("an address")
        .bind()
        .await
        .expect("loopback is there");
    let host_id = EndpointId::from_bytes(host.net.id().as_bytes()).unwrap();
    let at = EndpointAddr::new(host_id).with_ip_addr(host.net.addresses()[0]);
    let conn = rogue.connect(at, b"horseshoe/sync/1").await.unwrap();
    let (mut send, _recv) = conn.open_bi().await.unwrap();
    send.write_all(&[0; 4]).await.unwrap();
    host.connected().await;
    send.write_all(&[1, 0, 16, 0]).await.unwrap();
    assert_eq!(host.closed().await, CloseReason::FrameTooLong);
    let ConnectionError::ApplicationClosed(close) = conn.closed().await else {
        panic!("closed with a reason")
    };
    assert_eq!(&close.reason[..], b"frame too long");
    rogue.close().await;
}

#[tokio::test]
async fn what_is_not_read_fills_a_bounded_queue() {
    let (a, b) = pair(1, 2).await;
    let sent = (0..1_000).map(|_| a.net.send(&b.net.id(), vec![0; MAX_FRAME])).find(Result::is_err);
    assert_eq!(sent, Some(Err(SendError::Full)));
}

#[tokio::test]
async fn the_other_side_is_found_again_after_it_restarts_on_the_same_port() {
    let (mut a, b) = pair(1, 2).await;
    let port = b.net.addresses()[0].port();
    b.net.shutdown().await;
    assert_eq!(a.closed().await, CloseReason::ByPeer("closed here".to_owned()));
    drop(b);
    let mut again = None;
    while again.is_none() {
        match Net::start(config(2, port)).await {
            Ok((net, events)) => again = Some(Peer { net, events }),
            Err(NetError::PortInUse(_)) => tokio::task::yield_now().await,
            Err(error) => panic!("{error}"),
        }
    }
    let mut b = again.unwrap();
    b.allow(&[&a]);
    assert_eq!(b.connected().await, a.net.id());
    assert_eq!(a.connected().await, b.net.id());
}

#[tokio::test]
async fn a_port_in_use_is_said_so() {
    let first = peer(1).await;
    let port = first.net.addresses()[0].port();
    let Err(NetError::PortInUse(addresses)) = Net::start(config(2, port)).await else {
        panic!("the port is taken")
    };
    assert_eq!(addresses[0].port(), port);
}

#[tokio::test]
async fn shutdown_finishes_and_leaves_no_task() {
    let (a, mut b) = pair(1, 2).await;
    assert!(a.net.tasks_running() > 0);
    timeout(SOON, a.net.shutdown()).await.unwrap();
    assert_eq!(a.net.tasks_running(), 0);
    assert_eq!(b.closed().await, CloseReason::ByPeer("closed here".to_owned()));
}

#[tokio::test]
async fn shutdown_does_not_wait_for_a_device_that_does_not_answer() {
    let a = peer(1).await;
    let silent = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let away = DeviceKey::from_bytes(&[2; 32]).id();
    a.net.allow(BTreeSet::from([away]));
    a.net.want(away, vec![silent.local_addr().unwrap()]);
    let mut packet = [0; 2048];
    timeout(SOON, silent.recv_from(&mut packet)).await.unwrap().unwrap();
    timeout(Duration::from_secs(2), a.net.shutdown()).await.expect("nobody is there to wait for");
}

#[tokio::test]
async fn offline_ends_every_connection_and_online_makes_them_again() {
    let (mut a, mut b) = pair(1, 2).await;
    a.net.set_online(false);
    assert_eq!(a.closed().await, CloseReason::Offline);
    assert_eq!(b.closed().await, CloseReason::ByPeer("set to stay offline".to_owned()));
    let knock = a.net.join_with(b.net.id(), b.net.addresses(), None).await;
    assert!(matches!(knock, Err(NetError::Offline)));
    a.net.set_online(true);
    assert_eq!(a.connected().await, b.net.id());
    assert_eq!(b.connected().await, a.net.id());
}

/// Somebody with a changed program: an endpoint of their own, no gate, any protocol.
async fn rogue(key: u8) -> iroh::Endpoint {
    use iroh::endpoint::presets;
    let builder = iroh::Endpoint::builder(presets::Minimal)
        .secret_key(iroh::SecretKey::from_bytes(&[key; 32]))
        .clear_ip_transports();
    builder.bind_addr("127.0.0.1:0").expect("an address").bind().await.expect("loopback is there")
}

fn address_of(host: &Peer) -> iroh::EndpointAddr {
    let id = iroh::EndpointId::from_bytes(host.net.id().as_bytes()).expect("a key");
    iroh::EndpointAddr::new(id).with_ip_addr(host.net.addresses()[0])
}

/// How often somebody tries. By hand many more: `ROGUE_TRIES`.
fn tries() -> usize {
    #[expect(
        clippy::disallowed_methods,
        reason = "how thorough a test is, is chosen where it is started"
    )]
    let said = std::env::var("ROGUE_TRIES").ok().and_then(|said| said.parse().ok());
    said.unwrap_or(40)
}

/// Everything the other end says to one who connects, says hello and something else; nothing if it is refused.
async fn hears(rogue: &iroh::Endpoint, at: iroh::EndpointAddr, alpn: &[u8]) -> Vec<u8> {
    let talk = async {
        let conn = rogue.connect(at, alpn).await.ok()?;
        let (mut send, mut recv) = conn.open_bi().await.ok()?;
        send.write_all(&[0; 4]).await.ok()?;
        send.write_all(&[5, 0, 0, 0, 0, 1, 2, 3, 4]).await.ok()?;
        let mut heard = vec![0; 64];
        let length = recv.read(&mut heard).await.ok()??;
        heard.truncate(length);
        Some(heard)
    };
    // A knock that nobody takes is answered by nothing at all.
    timeout(Duration::from_secs(1), talk).await.ok().flatten().unwrap_or_default()
}

#[tokio::test]
async fn who_was_let_in_once_and_is_no_longer_hears_no_byte_on_any_protocol_however_often() {
    let mut host = peer(1).await;
    let rogue = rogue(9).await;
    let id = DeviceId::from_bytes(*rogue.id().as_bytes());
    host.net.allow(BTreeSet::from([id]));
    let conn = rogue.connect(address_of(&host), b"horseshoe/sync/1").await.unwrap();
    let (mut send, mut recv) = conn.open_bi().await.unwrap();
    send.write_all(&[0; 4]).await.unwrap();
    let mut hello = [1; 4];
    recv.read_exact(&mut hello).await.unwrap();
    assert_eq!((hello, host.connected().await), ([0; 4], id));

    host.net.allow(BTreeSet::new());
    assert_eq!(host.closed().await, CloseReason::NotAllowed);
    conn.closed().await;
    assert!(host.net.send(&id, b"words".to_vec()).is_err());
    let protocols: [&[u8]; 4] =
        [b"horseshoe/sync/1", b"horseshoe/join/1", b"horseshoe/sync/0", b"h3"];
    for number in 0..tries() {
        let alpn = protocols[number % protocols.len()];
        let heard = hears(&rogue, address_of(&host), alpn).await;
        assert_eq!(heard, b"", "try {number}");
        // Nobody takes the knocks: dropping them hangs up.
        while let Ok(event) = host.events.try_recv() {
            let knock = matches!(event, NetEvent::Joining { .. } | NetEvent::Contacted);
            assert!(knock, "{event:?}");
        }
    }
    rogue.close().await;
}

#[tokio::test]
async fn before_anybody_is_allowed_nobody_passes() {
    let host = peer(1).await;
    let rogue = rogue(9).await;
    assert_eq!(hears(&rogue, address_of(&host), b"horseshoe/sync/1").await, b"");
    host.net.allow(BTreeSet::new());
    assert_eq!(hears(&rogue, address_of(&host), b"horseshoe/sync/1").await, b"");
    rogue.close().await;
}

#[tokio::test]
async fn members_go_on_while_a_stranger_floods_and_the_stranger_is_cut_short() {
    let (mut a, b) = pair(1, 2).await;
    let (rogue, at) = (rogue(9).await, address_of(&a));
    let flood = async {
        for _ in 0..tries() {
            assert_eq!(hears(&rogue, at.clone(), b"horseshoe/sync/1").await, b"");
        }
    };
    let words = async {
        for n in 0..200_u8 {
            b.net.send(&a.net.id(), vec![n; 1_000]).unwrap();
            assert_eq!(a.frame().await, (b.net.id(), vec![n; 1_000]));
        }
    };
    tokio::join!(flood, words);
    rogue.close().await;
}
