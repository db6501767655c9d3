//! Where a profile lives and what its node may do: the only place that reads the environment.

use crate::{Mode, Problem, Secret, SystemKeyring};
use horseshoe_trust::Keyring;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// How a node is started.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder of the profile. Made if it is not there, for its owner only.
    pub profile: PathBuf,
    /// What a person gives to open it. Must be right if it is given; without it the keyring is asked, if that was chosen.
    pub passphrase: Option<Secret>,
    /// The code that opens it if the passphrase is forgotten, as it was printed.
    pub recovery_code: Option<Secret>,
    /// Begins the profile as the device that was printed, for somebody who lost everything else. Only where there is no
    /// profile yet.
    pub recovery_key: Option<Secret>,
    /// Asked only where a person chose it; `None` for profiles that must leave no trace elsewhere.
    pub keyring: Option<Arc<dyn Keyring>>,
    /// Where a count is kept outside the profile, so that an old copy of it that was put back is noticed. `None` for
    /// profiles that must leave no trace elsewhere.
    pub state: Option<PathBuf>,
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
            recovery_code: None,
            recovery_key: None,
            keyring: Some(Arc::new(SystemKeyring)),
            state: usual_state(),
            network: NetworkConfig { discovery: true, ..NetworkConfig::default() },
        }
    }

    /// A profile in this folder that knows only the loopback and leaves no trace elsewhere: for tests, tours and scripts.
    pub fn on_loopback(profile: impl Into<PathBuf>) -> Self {
        let bind = vec![SocketAddr::from(([127, 0, 0, 1], 0))];
        let network = NetworkConfig { bind, ..NetworkConfig::default() };
        Self { network, keyring: None, state: None, ..Self::new(profile) }
    }
}

/// Where the count of a profile is kept: where programs keep what they remember beside their data: `HORSESHOE_STATE`, or the place the system has for it.
#[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
pub fn usual_state() -> Option<PathBuf> {
    if let Ok(folder) = std::env::var("HORSESHOE_STATE")
        && !folder.is_empty()
    {
        return Some(PathBuf::from(folder));
    }
    let folders = directories::ProjectDirs::from("org", "Horseshoe", "horseshoe")?;
    let state = folders.state_dir().unwrap_or_else(|| folders.data_local_dir());
    Some(state.join("witnesses"))
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
