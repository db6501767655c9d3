//! Opening a profile: which folder, its passphrase, and what its node may do on the network.

use crate::args::ProfileArgs;
use crate::output::{Code, Failure};
use horseshoe_node::{Config, Node, usual_profile};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Starts the node of a profile, on the network; a profile that is not there yet begins.
pub(crate) async fn open(args: &ProfileArgs) -> Result<Node, Failure> {
    start(config(args)?).await
}

/// Starts the node of a profile that must be there.
pub(crate) async fn open_existing(args: &ProfileArgs) -> Result<Node, Failure> {
    let config = config(args)?;
    must_exist(&config.profile)?;
    start(config).await
}

/// Starts the node of a profile that must be there, to look at it only: nobody is contacted.
pub(crate) async fn open_quietly(args: &ProfileArgs) -> Result<Node, Failure> {
    let mut config = config(args)?;
    must_exist(&config.profile)?;
    config.network.offline = true;
    config.network.discovery = false;
    config.network.bind = vec![SocketAddr::from(([127, 0, 0, 1], 0))];
    start(config).await
}

async fn start(config: Config) -> Result<Node, Failure> {
    Node::start(config, || ()).await.map_err(Failure::from)
}

fn config(args: &ProfileArgs) -> Result<Config, Failure> {
    let folder = folder(args)?;
    let mut config = if args.loopback { Config::on_loopback(folder) } else { Config::new(folder) };
    if !args.listen.is_empty() {
        config.network.bind.clone_from(&args.listen);
    }
    config.passphrase = args.passphrase_file.as_deref().map(passphrase).transpose()?;
    Ok(config)
}

fn folder(args: &ProfileArgs) -> Result<PathBuf, Failure> {
    match &args.profile {
        Some(folder) => Ok(folder.clone()),
        None => Ok(usual_profile()?),
    }
}

/// A typing mistake in a path must not begin a new, empty profile.
fn must_exist(folder: &Path) -> Result<(), Failure> {
    let empty = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    if empty {
        let words = format!(
            "There is no profile in {}. Nothing was made there. Name its folder with --profile.",
            folder.display()
        );
        return Err(Failure::new(Code::Profile, words));
    }
    Ok(())
}

fn passphrase(file: &Path) -> Result<String, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        let words = format!("The passphrase file {} cannot be read: {error}.", file.display());
        Failure::new(Code::Profile, words)
    })?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
