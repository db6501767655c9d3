//! `backup`, `check-backup`, `restore`: a whole profile in one sealed file, and back.

use crate::args::ProfileArgs;
use crate::output::{Code, Failure, result};
use crate::profile::{self, secret};
use horseshoe_node::{BackupContents, Command, Reply, check_backup};
use std::path::{Path, PathBuf};

pub(crate) async fn write(
    args: &ProfileArgs,
    file: PathBuf,
    passphrase_file: &Path,
) -> Result<Code, Failure> {
    let passphrase = secret(passphrase_file)?;
    let node = profile::open_quietly(args).await?;
    let written = node.ask(Command::Backup { file, passphrase }).await;
    node.shutdown().await;
    if let Reply::BackedUp { file, contents } = written? {
        result(&format!("Written: {}. {}", file.display(), say(&contents)));
        result("Whoever has this file and its passphrase is you. Keep both, and not in one place.");
    }
    Ok(Code::Done)
}

pub(crate) fn check(file: &Path, passphrase_file: &Path) -> Result<Code, Failure> {
    let contents = check_backup(file, &secret(passphrase_file)?)?;
    result(&format!("This backup opens and is whole. {}", say(&contents)));
    Ok(Code::Done)
}

pub(crate) fn restore(
    args: &ProfileArgs,
    file: &Path,
    passphrase_file: &Path,
) -> Result<Code, Failure> {
    let config = profile::config(args)?;
    let contents = horseshoe_node::restore(file, &secret(passphrase_file)?, &config)?;
    result(&format!("Restored into {}. {}", config.profile.display(), say(&contents)));
    result("What you wrote after the backup comes back from the others when you meet.");
    Ok(Code::Done)
}

fn say(contents: &BackupContents) -> String {
    let BackupContents { made, communities, documents, certificates, entries } = contents;
    let made =
        i64::try_from(*made).ok().and_then(|made| jiff::Timestamp::from_millisecond(made).ok());
    let made = made.map_or_else(|| "an unknown time".to_owned(), |made| format!("{made:.0}"));
    format!(
        "It is of {made} and holds {communities} communities, {documents} documents, {certificates} certificates and \
         {entries} entries."
    )
}
