//! Where a profile lives and what its node may do: the only place that reads the environment.

use crate::{Mode, Problem};
use std::net::SocketAddr;
use std::path::PathBuf;

/// How a node is started.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder of the profile. Made if it is not there, for its owner only.
    pub profile: PathBuf,
    pub passphrase: Option<String>,
    pub network: NetworkConfig,
}

/// What the node may do on the network when it starts.
#[derive(Clone, Debug, Default)]
pub struct NetworkConfig {
    /// Overrides the mode people chose, for programs that must stay silent.
    pub mode: Option<Mode>,
    /// Takes connections here only; on every local address where empty.
    pub bind: Vec<SocketAddr>,
    /// Looks for members on the local network.
    pub discovery: bool,
    /// Starts without any network until asked.
    pub offline: bool,
}

impl Config {
    /// A profile in this folder, on the local network.
    pub fn new(profile: impl Into<PathBuf>) -> Self {
        Self {
            profile: profile.into(),
            passphrase: None,
            network: NetworkConfig { discovery: true, ..NetworkConfig::default() },
        }
    }

    /// A profile in this folder that knows only the loopback: for tests, tours and scripts.
    pub fn on_loopback(profile: impl Into<PathBuf>) -> Self {
        let bind = vec![SocketAddr::from(([127, 0, 0, 1], 0))];
        let network = NetworkConfig { bind, ..NetworkConfig::default() };
        Self { network, ..Self::new(profile) }
    }
}

/// The folder of the profile if nobody names one: `HORSESHOE_PROFILE`, or the place the system has for such data.
///
/// # Errors
///
/// Where the system has no such place.
#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
pub fn usual_profile() -> Result<PathBuf, Problem> {
    if let Ok(folder) = std::env::var("HORSESHOE_PROFILE")
        && !folder.is_empty()
    {
        return Ok(PathBuf::from(folder));
    }
    directories::ProjectDirs::from("org", "Horseshoe", "horseshoe")
        .map(|folders| folders.data_dir().to_owned())
        .ok_or(Problem::NotWritable { folder: "the home folder".to_owned() })
}
