//! Opening a profile: which folder, its passphrase, and what its node may do on the network.

use crate::args::ProfileArgs;
use crate::output::{Code, Failure};
use horseshoe_node::{Config, Node, Secret, usual_profile, usual_state};
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
    Box::pin(Node::start(config, || ())).await.map_err(Failure::from)
}

pub(crate) fn config(args: &ProfileArgs) -> Result<Config, Failure> {
    let folder = folder(args)?;
    let mut config = if args.loopback { Config::on_loopback(folder) } else { Config::new(folder) };
    if !args.listen.is_empty() {
        config.network.bind.clone_from(&args.listen);
    }
    config.passphrase = args.passphrase_file.as_deref().map(secret).transpose()?;
    config.recovery_code = args.recovery_code_file.as_deref().map(secret).transpose()?;
    config.state = usual_state();
    Ok(config)
}

fn folder(args: &ProfileArgs) -> Result<PathBuf, Failure> {
    match &args.profile {
        Some(folder) => Ok(folder.clone()),
        None => Ok(usual_profile()?),
    }
}

/// A typing mistake in a path must not begin a new, empty profile.
pub(crate) fn must_exist(folder: &Path) -> Result<(), Failure> {
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

/// A passphrase or a code from the first line of a file, so that it shows in no list of programs.
pub(crate) fn secret(file: &Path) -> Result<Secret, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        Failure::new(Code::Profile, format!("The file {} cannot be read: {error}.", file.display()))
    })?;
    Ok(Secret::new(text.lines().next().unwrap_or_default()))
}
