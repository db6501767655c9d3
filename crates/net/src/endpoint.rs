//! The iroh endpoint, built so that nothing is contacted but what the mode names.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use iroh::address_lookup::{DnsAddressLookup, PkarrPublisher, PkarrResolver};
use iroh::dns::DnsResolver;
use iroh::endpoint::{
    BindError, BindOpts, PortmapperConfig, QuicTransportConfig, default_relay_mode, presets,
};
use iroh::{Endpoint, NetReportConfig, RelayMode, RelayUrl, SecretKey};

use crate::connection::{Gate, SYNC_ALPN};
use crate::join::JOIN_ALPN;
use crate::modes::Mode;

/// Why the network could not start, or a knock could not be made.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// Another program, or another window of this one, holds the port.
    #[error("the port of {0:?} is in use")]
    PortInUse(Vec<SocketAddr>),
    #[error("the relay address cannot be read: {0}")]
    RelayAddress(String),
    #[error("the address {0} cannot be used")]
    Address(SocketAddr),
    #[error("the network could not be started: {0}")]
    NotStarted(String),
    #[error("the device's key cannot be used on the network")]
    Key,
    #[error("this device is set to stay offline")]
    Offline,
    #[error("the other device could not be reached")]
    Unreachable,
}

/// A device that says nothing for this long is gone.
const SILENCE: Duration = Duration::from_secs(12);
const KEEP_ALIVE: Duration = Duration::from_secs(4);
/// How far away a device is taken to be until it answers. An attempt that is given up goes on for nine times as long,
/// and the end of the program waits for it.
const FAR_AWAY: Duration = Duration::from_millis(100);

pub(crate) async fn bind(
    key: &[u8; 32],
    mode: &Mode,
    addresses: &[SocketAddr],
    gate: Gate,
) -> Result<Endpoint, NetError> {
    let mut report = NetReportConfig::minimal();
    // Without these probes a relay that speaks only HTTP is never chosen as home relay.
    report.https_probes = mode.reaches_outside();
    let dns = DnsResolver::builder().disable_fallback();
    let dns = if mode.reaches_outside() { dns.with_system_defaults() } else { dns };

    let idle =
        SILENCE.try_into().map_err(|_too_long| NetError::NotStarted("idle time".to_owned()))?;
    let transport = QuicTransportConfig::builder()
        .max_idle_timeout(Some(idle))
        .keep_alive_interval(KEEP_ALIVE)
        .initial_rtt(FAR_AWAY)
        .max_concurrent_bidi_streams(1_u8.into())
        .max_concurrent_uni_streams(0_u8.into())
        .build();

    let mut builder = Endpoint::builder(presets::Minimal)
        .secret_key(SecretKey::from_bytes(key))
        .alpns(vec![SYNC_ALPN.to_vec(), JOIN_ALPN.to_vec()])
        .relay_mode(relays(mode)?)
        .clear_address_lookup()
        .portmapper_config(PortmapperConfig::Disabled)
        .net_report_config(report)
        .dns_resolver(dns.build())
        .transport_config(transport)
        .hooks(gate);
    if !mode.reaches_outside() {
        builder = builder.clear_relay_transports();
    }
    if !addresses.is_empty() {
        builder = builder.clear_ip_transports();
        for address in addresses {
            let options = BindOpts::default().set_is_required(true);
            builder = builder
                .bind_addr_with_opts(*address, options)
                .map_err(|_invalid| NetError::Address(*address))?;
        }
    }
    builder.bind().await.map_err(|error| bind_error(&error, addresses))
}

/// Which relays a mode uses.
pub(crate) fn relays(mode: &Mode) -> Result<RelayMode, NetError> {
    Ok(match mode {
        Mode::ThisRoomOnly => RelayMode::Disabled,
        Mode::OwnRelay { url } => {
            let url: RelayUrl =
                url.parse().map_err(|_unreadable| NetError::RelayAddress(url.clone()))?;
            RelayMode::custom([url])
        }
        Mode::PublicHelp => default_relay_mode(),
    })
}

/// Adds the public lookup. Called in no other mode than public help.
pub(crate) fn add_public_lookup(endpoint: &Endpoint) {
    use iroh::address_lookup::AddressLookupBuilder as _;
    let Ok(services) = endpoint.address_lookup() else { return };
    match PkarrPublisher::n0_dns().into_address_lookup(endpoint) {
        Ok(publisher) => services.add(publisher),
        Err(error) => tracing::warn!(%error, "the public lookup will not know this device"),
    }
    match PkarrResolver::n0_dns().into_address_lookup(endpoint) {
        Ok(resolver) => services.add(resolver),
        Err(error) => tracing::warn!(%error, "no public lookup over HTTPS"),
    }
    match DnsAddressLookup::n0_dns().into_address_lookup(endpoint) {
        Ok(resolver) => services.add(resolver),
        Err(error) => tracing::warn!(%error, "no public lookup over DNS"),
    }
}

fn bind_error(error: &BindError, addresses: &[SocketAddr]) -> NetError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(current) = cause {
        let io = current.downcast_ref::<io::Error>().map(io::Error::kind);
        if io == Some(io::ErrorKind::AddrInUse) {
            return NetError::PortInUse(addresses.to_vec());
        }
        cause = current.source();
    }
    NetError::NotStarted(error.to_string())
}
