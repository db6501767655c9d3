//! Which community somebody means.

use crate::output::{Code, Failure};
use horseshoe_node::{Community, Snapshot};
use std::sync::Arc;

/// The shortest beginning of an id that names a community.
const SHORTEST: usize = 4;

/// The community with this name, or whose id begins so. Without any words, the only one there is.
pub(crate) fn find<'a>(
    snapshot: &'a Snapshot,
    said: Option<&str>,
) -> Result<&'a Arc<Community>, Failure> {
    let all = &snapshot.communities;
    let found: Vec<_> = match said {
        None => all.iter().collect(),
        Some(said) => {
            let by_id = |community: &Community| {
                said.len() >= SHORTEST && community.id.to_hex().starts_with(&said.to_lowercase())
            };
            let by_name = |community: &Community| {
                community.name.trim().to_lowercase() == said.trim().to_lowercase()
            };
            all.iter().filter(|community| by_id(community) || by_name(community)).collect()
        }
    };
    match (found.as_slice(), said) {
        ([one], _) => Ok(one),
        ([], None) => Err(refused("There is no community in this profile yet.".to_owned())),
        ([], Some(_)) => Err(refused(format!(
            "No community in this profile has this name or an id that begins so.\n{}",
            listed(all.iter())
        ))),
        (several, _) => Err(refused(format!(
            "There are several. Say which, by the beginning of its id.\n{}",
            listed(several.iter().copied())
        ))),
    }
}

fn listed<'a>(communities: impl Iterator<Item = &'a Arc<Community>>) -> String {
    communities
        .map(|community| format!("  {}  {}", &community.id.to_hex()[..8], community.name))
        .collect::<Vec<_>>()
        .join("\n")
}

fn refused(words: String) -> Failure {
    Failure::new(Code::Refused, words)
}
