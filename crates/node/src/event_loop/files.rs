//! Files that people asked for: written beside the loop, to their end.

use super::{Happened, Loop};
use crate::export::Export;
use crate::{Problem, Reply, Secret, backup};
use std::path::PathBuf;

impl Loop {
    pub(super) fn export(&self, number: u64, export: Export, folder: PathBuf) {
        self.write_beside(number, move || match export.write(&folder) {
            Ok(files) => Ok(Reply::Exported { folder, files }),
            Err(error) => Err(Problem::NotExported {
                folder: folder.display().to_string(),
                reason: error.to_string(),
            }),
        });
    }

    pub(super) fn back_up(&self, number: u64, file: PathBuf, passphrase: Secret) {
        let Some(shelf) = self.writer.as_ref().map(|writer| writer.reader()) else { return };
        let (keys, made) = (self.keys.file(), self.clock.now().unix_ms);
        self.write_beside(number, move || {
            let contents = backup::write(&file, &passphrase, &keys, &*shelf, made)?;
            Ok(Reply::BackedUp { file, contents })
        });
    }

    fn write_beside(
        &self,
        number: u64,
        write: impl FnOnce() -> Result<Reply, Problem> + Send + 'static,
    ) {
        let inputs = self.inputs.clone();
        self.tasks.spawn_to_its_end(async move {
            let result = tokio::task::spawn_blocking(write)
                .await
                .unwrap_or_else(|error| Err(Problem::Disk { detail: error.to_string() }));
            inputs.send(Happened::Written { number, result }).await.ok(); // the loop may have ended
        });
    }
}
