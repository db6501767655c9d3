//! The network of a loop: set up, set up anew, and what it reports.

use super::{Happened, Loop};
use crate::config::NetworkConfig;
use crate::core::{Contact, Input};
use crate::{ContactedKind, DeviceId, Mode, Problem, Reply};
use horseshoe_net::{Contacted, JoinTalk, Net, NetConfig, NetError, NetEvent};
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use tokio::sync::mpsc;

/// The network, as it is set up now.
pub(super) struct Reach {
    pub(super) config: NetworkConfig,
    pub(super) device_key: [u8; 32],
    pub(super) net: Option<Net>,
    /// How often each contact had been made when it was last told.
    pub(super) told: BTreeMap<(Contacted, Option<DeviceId>), u64>,
}

impl Loop {
    pub(super) fn network_event(&mut self, event: NetEvent) -> Option<Input> {
        Some(match event {
            NetEvent::Connected { peer, .. } => Input::Connected { peer },
            NetEvent::Frame { peer, bytes } => Input::Frame { peer, bytes },
            NetEvent::Closed { peer, .. } => Input::Disconnected { peer },
            NetEvent::Joining { from, talk } => Input::Knocked { talk: self.hold_talk(talk), from },
            NetEvent::Found { peer, addresses } => Input::Found { peer, addresses },
            NetEvent::DoorFound { peer, addresses } => Input::DoorFound { peer, addresses },
            NetEvent::DoorGone { peer } => Input::DoorGone { peer },
            NetEvent::NetworkChanged => Input::Listening { addresses: self.addresses() },
            NetEvent::Contacted => return None,
        })
    }

    /// What was contacted since this was last asked.
    pub(super) fn contacted(&mut self) -> Vec<Input> {
        let Some(net) = &self.network.net else { return Vec::new() };
        let mut inputs = Vec::new();
        for contact in net.contacted() {
            let told = self.network.told.entry((contact.what.clone(), contact.device)).or_default();
            let times = contact.times - std::mem::replace(told, contact.times);
            if times > 0 {
                inputs.push(Input::Contacted { what: contact_of(contact.what), times });
            }
        }
        inputs
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
        let mut inputs = self.contacted();
        if let Some(net) = self.network.net.take() {
            net.shutdown().await;
        }
        self.network.told.clear();
        inputs.extend(self.core.all_gone());
        Box::pin(self.step(inputs)).await;
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

fn contact_of(what: Contacted) -> Contact {
    let (kind, address) = match what {
        Contacted::Address(address) if is_nearby(address.ip()) => {
            (ContactedKind::DeviceNearby, address.to_string())
        }
        Contacted::Address(address) => (ContactedKind::DeviceBeyond, address.to_string()),
        Contacted::Relay(url) => (ContactedKind::Relay, url),
        Contacted::Lookup(name) => (ContactedKind::Lookup, name),
        Contacted::LocalNetwork => (ContactedKind::LocalNetwork, String::new()),
    };
    Contact { kind, address }
}

/// Whether an address is one of a local network.
fn is_nearby(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            address.is_private() || address.is_link_local() || address.is_loopback()
        }
        IpAddr::V6(address) => {
            address.is_unique_local() || address.is_unicast_link_local() || address.is_loopback()
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_the_local_network_or_beyond_it() {
        let nearby = |address: &str| is_nearby(address.parse().unwrap());
        assert!(nearby("192.168.1.4") && nearby("10.0.0.2") && nearby("fd00::1"));
        assert!(nearby("127.0.0.1") && nearby("fe80::1") && nearby("::ffff:192.168.1.4"));
        assert!(!nearby("203.0.113.9") && !nearby("2001:db8::1"));
    }
}
