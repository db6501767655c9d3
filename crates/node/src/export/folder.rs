//! A new folder that is either written whole or leaves nothing behind.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A folder being written. What was made is taken away again when it is dropped before [`NewFolder::finish`].
pub(super) struct NewFolder {
    root: PathBuf,
    /// Files and folders made so far, in order.
    made: Vec<Made>,
}

enum Made {
    File(PathBuf),
    Folder(PathBuf),
}

impl NewFolder {
    /// Takes a folder that is empty, or makes one that is not there, for its owner only.
    pub(super) fn begin(root: &Path) -> io::Result<Self> {
        let mut new = Self { root: root.to_owned(), made: Vec::new() };
        match fs::read_dir(root) {
            Ok(mut entries) => {
                if entries.next().is_some() {
                    let reason = "there is something in it already";
                    return Err(io::Error::new(io::ErrorKind::AlreadyExists, reason));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if let Some(parent) = root.parent() {
                    fs::create_dir_all(parent)?;
                }
                new.make_folder(root.to_owned())?;
            }
            Err(error) => return Err(error),
        }
        Ok(new)
    }

    /// Makes a folder in it.
    pub(super) fn folder(&mut self, name: &str) -> io::Result<()> {
        self.make_folder(self.root.join(name))
    }

    /// Writes one file, and waits until the disk has it. Never over another.
    pub(super) fn write(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.root.join(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        self.made.push(Made::File(path));
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// It is whole. Gives the number of files.
    pub(super) fn finish(mut self) -> io::Result<u32> {
        #[cfg(unix)]
        File::open(&self.root)?.sync_all()?;
        let made = std::mem::take(&mut self.made);
        let files = made.iter().filter(|made| matches!(made, Made::File(_))).count();
        Ok(u32::try_from(files).unwrap_or(u32::MAX))
    }

    fn make_folder(&mut self, path: PathBuf) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        self.made.push(Made::Folder(path));
        Ok(())
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        for made in self.made.drain(..).rev() {
            let removed = match &made {
                Made::File(path) => fs::remove_file(path),
                Made::Folder(path) => fs::remove_dir(path),
            };
            // What led here is told; that its rest could not be cleared away as well helps nobody.
            removed.ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_with_something_in_it_is_never_written_into() {
        let parent = tempfile::tempdir().unwrap();
        fs::write(parent.path().join("mine.txt"), "mine").unwrap();
        let error = NewFolder::begin(parent.path()).err().unwrap();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(names(parent.path()), ["mine.txt"]);
    }

    #[test]
    fn what_cannot_be_finished_leaves_nothing_behind() {
        let parent = tempfile::tempdir().unwrap();
        let root = parent.path().join("export");
        let mut new = NewFolder::begin(&root).unwrap();
        new.write("a.md", b"a").unwrap();
        new.folder("documents").unwrap();
        new.write("documents/b", b"b").unwrap();
        assert!(new.write("a.md", b"again").is_err());
        drop(new);
        assert!(!root.exists());
        // An empty folder that was there before stays.
        fs::create_dir(&root).unwrap();
        let mut new = NewFolder::begin(&root).unwrap();
        new.write("a.md", b"a").unwrap();
        drop(new);
        assert!(names(&root).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_written_is_its_owners_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let parent = tempfile::tempdir().unwrap();
        let root = parent.path().join("deep/export");
        let mut new = NewFolder::begin(&root).unwrap();
        new.write("a.md", b"a").unwrap();
        assert_eq!(new.finish().unwrap(), 1);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&root), mode(&root.join("a.md"))), (0o700, 0o600));
    }
}
