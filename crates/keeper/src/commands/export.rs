//! `export`: everything readable of a community, in a new folder.

use crate::args::ProfileArgs;
use crate::output::{Code, Failure, result};
use crate::{community, profile};
use horseshoe_handbook::Language;
use horseshoe_node::{Command, Reply};
use std::path::PathBuf;

pub(crate) async fn run(
    args: &ProfileArgs,
    said: &str,
    folder: PathBuf,
    language: Language,
) -> Result<Code, Failure> {
    let node = profile::open_quietly(args).await?;
    let found = community::find(&node.snapshot(), Some(said)).map(|community| community.id);
    let exported = match found {
        Ok(community) => {
            let export = Command::Export { community, folder, language };
            node.ask(export).await.map_err(Failure::from)
        }
        Err(failure) => Err(failure),
    };
    node.shutdown().await;
    if let Reply::Exported { folder, files } = exported? {
        result(&format!(
            "Written: {files} files in {}. Begin with README.md. Anybody who has this folder can read it.",
            folder.display()
        ));
    }
    Ok(Code::Done)
}
