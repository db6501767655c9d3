//! Finding each other on the local network by multicast, under our own service name.
//!
//! The announcement holds the device's key, its addresses on the local network and a port. No names, no content.

use iroh::Endpoint;
use iroh::address_lookup::AddrFilter;
use iroh_mdns_address_lookup::{DiscoveryEvent, MdnsAddressLookup};
use n0_future::StreamExt as _;

use crate::net::Inner;

/// What our announcements are called: `<key>._horseshoe1._udp.local`.
const SERVICE: &str = "horseshoe1";

/// Starts announcing and listening; `None` where there is no multicast. That is no error: addresses still work.
pub(crate) fn start(endpoint: &Endpoint) -> Option<MdnsAddressLookup> {
    let found = MdnsAddressLookup::builder()
        .service_name(SERVICE)
        .addr_filter(AddrFilter::ip_only())
        .build(endpoint.id());
    match (found, endpoint.address_lookup()) {
        (Ok(mdns), Ok(services)) => {
            services.add(mdns.clone());
            Some(mdns)
        }
        (Err(error), _) => {
            tracing::info!(%error, "no discovery on this network");
            None
        }
        (_, Err(_closed)) => None,
    }
}

/// Passes on what is found, until the service ends.
pub(crate) async fn listen(inner: std::sync::Arc<Inner>, mdns: MdnsAddressLookup) {
    let mut events = mdns.subscribe().await;
    drop(mdns);
    while let Some(event) = events.next().await {
        if let DiscoveryEvent::Discovered { endpoint_info, .. } = event {
            let addr = endpoint_info.to_endpoint_addr();
            inner.found(crate::net::device(addr.id), addr.ip_addrs().copied().collect());
        }
    }
}
