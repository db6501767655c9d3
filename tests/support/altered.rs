//! A member's program that was changed: it has the keys of a device, keeps no rule, and speaks the protocols with a
//! writing of its own.

pub(crate) mod wire;

use super::keeper::Device;
use horseshoe_trust::{
    CommunityId, DeviceKey, DocumentGrant, EpochSecret, KeyFile, Offered, Ticket, open_secret,
};
use iroh::endpoint::{Connection, RecvStream, SendStream, presets};
use iroh::{Endpoint, EndpointAddr, EndpointId, SecretKey};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::time::timeout;
use wire::Said;

pub(crate) const SYNC: &[u8] = b"horseshoe/sync/1";
pub(crate) const JOIN: &[u8] = b"horseshoe/join/1";

/// Longer than an answer takes, from somebody who means to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// The keys of a device whose own program has ended.
pub(crate) fn keys_of(device: &Device) -> DeviceKey {
    let path = device.profile().join("horseshoe.keys");
    KeyFile::open(&path, &Offered::default()).unwrap().keys().device_key.clone()
}

/// Where the device is that made this ticket.
pub(crate) fn maker_of(ticket: &Ticket) -> EndpointAddr {
    let id = EndpointId::from_bytes(ticket.inviter.as_bytes()).unwrap();
    let at = |address: &SocketAddr| iroh::TransportAddr::Ip(*address);
    EndpointAddr::from_parts(id, ticket.addresses.iter().map(at))
}

/// An endpoint with these keys, at the loopback address with this number.
pub(crate) async fn endpoint(key: &DeviceKey, number: u8) -> Endpoint {
    let builder = Endpoint::builder(presets::Minimal)
        .secret_key(SecretKey::from_bytes(&key.to_bytes()))
        .clear_ip_transports();
    builder.bind_addr(format!("127.0.0.{number}:0")).unwrap().bind().await.unwrap()
}

/// A connection to somebody, which the other end need not have let in.
pub(crate) struct Link {
    pub(crate) conn: Connection,
    /// Lasts as long as the connection.
    _from: Endpoint,
    pub(crate) speaker: Speaker,
    pub(crate) recv: RecvStream,
}

/// The half of a link that says.
pub(crate) struct Speaker(SendStream);

impl Speaker {
    /// None once the other end has hung up.
    pub(crate) async fn say(&mut self, frame: &[u8]) -> Option<()> {
        let length = u32::try_from(frame.len()).unwrap().to_le_bytes();
        self.0.write_all(&length).await.ok()?;
        self.0.write_all(frame).await.ok()
    }
}

impl Link {
    /// Connects and says the first, empty frame of every protocol here.
    pub(crate) async fn open(from: &Endpoint, to: EndpointAddr, alpn: &[u8]) -> Option<Self> {
        let conn = from.connect(to, alpn).await.ok()?;
        let (send, recv) = conn.open_bi().await.ok()?;
        let mut link = Self { conn, _from: from.clone(), speaker: Speaker(send), recv };
        link.say(&[]).await?;
        Some(link)
    }

    /// None once the other end has hung up.
    pub(crate) async fn say(&mut self, frame: &[u8]) -> Option<()> {
        self.speaker.say(frame).await
    }

    /// The next frame, however long it takes. None once the other end has hung up.
    pub(crate) async fn hear(&mut self) -> Option<Vec<u8>> {
        let mut length = [0; 4];
        self.recv.read_exact(&mut length).await.ok()?;
        let mut frame = vec![0; u32::from_le_bytes(length) as usize];
        self.recv.read_exact(&mut frame).await.ok()?;
        Some(frame)
    }

    /// Whatever comes now, in any way there is, until the other end hangs up or nothing more is waited for.
    pub(crate) async fn hear_all(&mut self, patience: Duration) -> Vec<u8> {
        let mut heard = Vec::new();
        let listen = async {
            let mut piece = [0; 4096];
            loop {
                tokio::select! {
                    read = self.recv.read(&mut piece) => match read {
                        Ok(Some(length)) => heard.extend_from_slice(&piece[..length]),
                        _ => break,
                    },
                    Ok(datagram) = self.conn.read_datagram() => heard.extend_from_slice(&datagram),
                    Ok(mut stream) = self.conn.accept_uni() => {
                        heard.extend(stream.read_to_end(1 << 20).await.unwrap_or_default());
                    }
                }
            }
        };
        timeout(patience, listen).await.ok();
        heard
    }
}

/// What a member's program has been given.
#[derive(Default)]
pub(crate) struct Given {
    pub(crate) epochs: Vec<EpochSecret>,
    pub(crate) grants: Vec<DocumentGrant>,
    pub(crate) entries: usize,
    /// Everything it said itself to get that.
    pub(crate) asked: Vec<Vec<u8>>,
}

/// Takes everything a member is given, as a program would that has just been set up.
pub(crate) async fn be_given(link: &mut Link, key: &DeviceKey, community: CommunityId) -> Given {
    let mut given = Given::default();
    assert_eq!(link.hear().await.as_deref(), Some(&[][..]), "the other end lets me in");
    given.ask(link, community, Said::hello(community)).await;
    while let Ok(Some(frame)) = timeout(PATIENCE, link.hear()).await {
        match Said::from_frame(&frame) {
            Said::Hello { .. } => {
                given.ask(link, community, Said::CertificateIds(Vec::new())).await;
                let certificates = Said::Certificates { certificates: Vec::new(), last: true };
                given.ask(link, community, certificates).await;
            }
            Said::Summary { .. } => {
                given.ask(link, community, Said::Epochs(Vec::new())).await;
                given.ask(link, community, Said::GrantIds(Vec::new())).await;
            }
            Said::Secrets(sealed) => {
                let open = |sealed: &Vec<u8>| open_secret(key, &community, sealed).unwrap();
                given.epochs.extend(sealed.iter().map(open));
            }
            Said::Grants(grants) => {
                for grant in grants {
                    let grant = DocumentGrant::from_bytes(&grant).unwrap();
                    given.ask(link, community, Said::all_of(grant.document)).await;
                    given.grants.push(grant);
                }
            }
            Said::Entries { entries, .. } => {
                given.entries += entries.len();
                given.ask(link, community, Said::Taken).await;
            }
            _ => {}
        }
        if given.entries > 0 && !given.epochs.is_empty() {
            break;
        }
    }
    given
}

impl Given {
    async fn ask(&mut self, link: &mut Link, community: CommunityId, said: Said) {
        let frame = said.to_frame(community);
        link.say(&frame).await.unwrap();
        self.asked.push(frame);
    }
}
