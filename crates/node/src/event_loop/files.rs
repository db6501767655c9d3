//! Files that people asked for: written beside the loop, to their end.

use super::{Happened, Loop, lost};
use crate::core::Input;
use crate::export::Export;
use crate::{CommunityId, Problem, Reply, Secret, backup, exchange};
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

    pub(super) fn write_file(&self, number: u64, file: PathBuf, bytes: Vec<u8>, reply: Reply) {
        self.write_beside(number, move || exchange::write(&file, &bytes).map(|()| reply));
    }

    pub(super) fn read_file(&self, number: u64, community: Option<CommunityId>, file: PathBuf) {
        let inputs = self.inputs.clone();
        self.tasks.spawn_to_its_end(async move {
            let reading = tokio::task::spawn_blocking(move || exchange::read(&file));
            let file = reading.await.unwrap_or_else(|error| Err(lost(&error)));
            let read = Input::FileRead { number, community, file };
            inputs.send(Happened::Input(read)).await.ok(); // the loop may have ended
        });
    }

    fn write_beside(
        &self,
        number: u64,
        write: impl FnOnce() -> Result<Reply, Problem> + Send + 'static,
    ) {
        let inputs = self.inputs.clone();
        self.tasks.spawn_to_its_end(async move {
            let writing = tokio::task::spawn_blocking(write);
            let result = writing.await.unwrap_or_else(|error| Err(lost(&error)));
            inputs.send(Happened::Written { number, result }).await.ok(); // the loop may have ended
        });
    }
}
