//! Finding each other on the local network by multicast, under our own service names.
//!
//! An announcement holds the device's key, its addresses on the local network and a port. No names, no content.

use iroh::Endpoint;
use iroh::address_lookup::{AddrFilter, AddressLookup as _};
use iroh_mdns_address_lookup::{DiscoveryEvent, MdnsAddressLookup};
use n0_future::StreamExt as _;
use std::sync::Arc;

use crate::net::{Inner, NetEvent, device};

/// What our announcements are called: `<key>._horseshoe1._udp.local`.
const SERVICE: &str = "horseshoe1";
/// Announced beside it while a person holds the door open for somebody in the room.
const DOOR: &str = "horseshoe1door";

/// Starts announcing and listening; `None` where there is no multicast. That is no error: addresses still work.
pub(crate) fn start(endpoint: &Endpoint) -> Option<MdnsAddressLookup> {
    let mdns = service(endpoint, SERVICE, true)?;
    endpoint.address_lookup().ok()?.add(mdns.clone());
    Some(mdns)
}

/// Passes on what is found, until the service ends.
pub(crate) async fn listen(inner: Arc<Inner>, mdns: MdnsAddressLookup) {
    let mut events = mdns.subscribe().await;
    drop(mdns);
    while let Some(event) = events.next().await {
        if let DiscoveryEvent::Discovered { endpoint_info, .. } = event {
            let addr = endpoint_info.to_endpoint_addr();
            inner.found(device(addr.id), addr.ip_addrs().copied().collect());
        }
    }
}

/// Announces an open door, as long as the service is held.
pub(crate) fn hold_door(endpoint: &Endpoint) -> Option<MdnsAddressLookup> {
    let mdns = service(endpoint, DOOR, true)?;
    announce_door(endpoint, &mdns);
    Some(mdns)
}

/// Says where the door is now.
pub(crate) fn announce_door(endpoint: &Endpoint, door: &MdnsAddressLookup) {
    door.publish(&endpoint.addr().into());
}

/// Looks for open doors without announcing anything, as long as the service is held.
pub(crate) fn look_for_doors(endpoint: &Endpoint) -> Option<MdnsAddressLookup> {
    service(endpoint, DOOR, false)
}

/// Passes on which doors are open, until the service ends.
pub(crate) async fn listen_for_doors(inner: Arc<Inner>, mdns: MdnsAddressLookup) {
    let mut events = mdns.subscribe().await;
    drop(mdns);
    while let Some(event) = events.next().await {
        let news = match event {
            DiscoveryEvent::Discovered { endpoint_info, .. } => {
                let addr = endpoint_info.to_endpoint_addr();
                let addresses = addr.ip_addrs().copied().collect();
                NetEvent::DoorFound { peer: device(addr.id), addresses }
            }
            DiscoveryEvent::Expired { endpoint_id } => {
                NetEvent::DoorGone { peer: device(endpoint_id) }
            }
            _ => continue,
        };
        inner.tell(news).await;
    }
}

fn service(endpoint: &Endpoint, name: &str, announce: bool) -> Option<MdnsAddressLookup> {
    MdnsAddressLookup::builder()
        .service_name(name)
        .advertise(announce)
        .addr_filter(AddrFilter::ip_only())
        .build(endpoint.id())
        .inspect_err(|error| tracing::info!(%error, "no discovery on this network"))
        .ok()
}
