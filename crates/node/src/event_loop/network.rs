//! The network of a loop: set up, set up anew, and what it reports.

use super::{Happened, Loop};
use crate::config::NetworkConfig;
use crate::core::Input;
use crate::{Contacted, Mode, Problem, Reply};
use horseshoe_net::{JoinTalk, Net, NetConfig, NetError, NetEvent};
use std::net::SocketAddr;
use tokio::sync::mpsc;

/// The network, as it is set up now.
pub(super) struct Reach {
    pub(super) config: NetworkConfig,
    pub(super) device_key: [u8; 32],
    pub(super) net: Option<Net>,
}

impl Loop {
    pub(super) fn network_event(&mut self, event: NetEvent) -> Input {
        match event {
            NetEvent::Connected { peer, .. } => Input::Connected { peer },
            NetEvent::Frame { peer, bytes } => Input::Frame { peer, bytes },
            NetEvent::Closed { peer, .. } => Input::Disconnected { peer },
            NetEvent::Joining { from, talk } => Input::Knocked { talk: self.hold_talk(talk), from },
            NetEvent::Found { peer, addresses } => Input::Found { peer, addresses },
            NetEvent::DoorFound { peer, addresses } => Input::DoorFound { peer, addresses },
            NetEvent::DoorGone { peer } => Input::DoorGone { peer },
            NetEvent::NetworkChanged => Input::Listening { addresses: self.addresses() },
        }
    }

    /// Lives with a talk on both sides: what the core says goes out, what is heard comes in.
    pub(super) fn hold_talk(&mut self, talk: JoinTalk) -> u64 {
        self.next_talk += 1;
        let number = self.next_talk;
        let (say, mut said) = mpsc::channel::<Vec<u8>>(32);
        self.talks.insert(number, say);
        let inputs = self.inputs.clone();
        let (mut speaker, mut listener) = talk.split();
        let heard = inputs.clone();
        self.tasks.spawn("listen in a talk", async move {
            while let Ok(Some(bytes)) = listener.recv().await {
                if heard.send(Happened::Input(Input::Heard { talk: number, bytes })).await.is_err()
                {
                    return;
                }
            }
            heard.send(Happened::Input(Input::HungUp { talk: number })).await.ok(); // the loop may have ended
        });
        self.tasks.spawn("speak in a talk", async move {
            while let Some(bytes) = said.recv().await {
                if speaker.send(&bytes).await.is_err() {
                    inputs.send(Happened::Input(Input::HungUp { talk: number })).await.ok(); // as above
                    return;
                }
            }
            speaker.finish().await;
        });
        number
    }

    /// Starts the network as it is set up. No network is no reason not to write.
    pub(super) async fn connect_network(&mut self) {
        let mode = self.network.config.mode.clone().unwrap_or_else(|| self.core.mode());
        let config = NetConfig {
            device_key: self.network.device_key,
            mode: net_mode(mode),
            bind: self.network.config.bind.clone(),
            discovery: self.network.config.discovery,
        };
        match Net::start(config).await {
            Ok((net, mut events)) => {
                net.set_online(self.core.online());
                self.network.net = Some(net);
                let inputs = self.inputs.clone();
                self.tasks.spawn("network events", async move {
                    while let Some(event) = events.recv().await {
                        if inputs.send(Happened::Network(event)).await.is_err() {
                            return;
                        }
                    }
                });
                let effects = self.core.network_began(self.clock.now(), self.addresses());
                Box::pin(self.follow(effects)).await;
            }
            Err(error) => {
                let problem = Problem::from(error);
                Box::pin(self.step([Input::NetworkTrouble { problem }])).await;
            }
        }
    }

    pub(super) async fn reconnect_network(&mut self) {
        if let Some(net) = self.network.net.take() {
            net.shutdown().await;
        }
        let all_gone = self.core.all_gone();
        Box::pin(self.step(all_gone)).await;
        Box::pin(self.connect_network()).await;
    }

    /// Takes connections at this address, and at no other given before unless it is the loopback's.
    pub(super) async fn listen(&mut self, address: SocketAddr) -> Result<Reply, Problem> {
        let before = std::mem::replace(&mut self.network.config.bind, vec![address]);
        self.reconnect_network().await;
        if self.network.net.is_none() {
            self.network.config.bind = before;
            self.reconnect_network().await;
            return Err(Problem::AddressInUse { address: address.to_string() });
        }
        Ok(Reply::Listening { addresses: self.addresses() })
    }

    pub(super) fn addresses(&self) -> Vec<SocketAddr> {
        self.network.net.as_ref().map(Net::addresses).unwrap_or_default()
    }
}

fn net_mode(mode: Mode) -> horseshoe_net::Mode {
    match mode {
        Mode::ThisRoomOnly => horseshoe_net::Mode::ThisRoomOnly,
        Mode::OwnRelay { url } => horseshoe_net::Mode::OwnRelay { url },
        Mode::PublicHelp => horseshoe_net::Mode::PublicHelp,
    }
}

pub(super) fn contacted(contact: horseshoe_net::Contact) -> Contacted {
    use horseshoe_net::Contacted as What;
    let (address, what) = match contact.what {
        What::Address(address) => (address.to_string(), "device"),
        What::Relay(url) => (url, "relay"),
        What::Lookup(name) => (name, "lookup"),
        What::LocalNetwork => (String::new(), "local_network"),
    };
    Contacted { address, what: what.to_owned() }
}

impl From<NetError> for Problem {
    fn from(error: NetError) -> Self {
        match error {
            NetError::PortInUse(addresses) => {
                let addresses: Vec<String> = addresses.iter().map(ToString::to_string).collect();
                Self::AddressInUse { address: addresses.join(", ") }
            }
            NetError::RelayAddress(_) => Self::RelayAddress,
            other => Self::Network { detail: other.to_string() },
        }
    }
}
