//! What a person can take elsewhere: everything readable of a community, in a folder.

use crate::Community;
use std::path::Path;
use std::sync::Arc;

/// What is written.
#[derive(Debug)]
pub(crate) struct Export {
    pub(crate) community: Arc<Community>,
    pub(crate) documents: Vec<(horseshoe_model::Kind, Option<horseshoe_trust::MemberId>, Vec<u8>)>,
}

impl Export {
    /// Writes into a folder that is empty or not there. Gives the number of files.
    pub(crate) fn write(&self, folder: &Path) -> std::io::Result<u32> {
        std::fs::create_dir_all(folder)?;
        let json = serde_json::to_vec_pretty(&*self.community)?;
        std::fs::write(folder.join("community.json"), json)?;
        let mut files = 1;
        for (number, (kind, _, bytes)) in self.documents.iter().enumerate() {
            std::fs::write(folder.join(format!("{}-{number}.automerge", kind.name())), bytes)?;
            files += 1;
        }
        Ok(files)
    }
}
