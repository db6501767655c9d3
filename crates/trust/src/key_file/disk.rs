//! Reading and replacing the key file: owner only, all or nothing.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use zeroize::Zeroizing;

use super::KeyFileError;
use super::format::MAX_FILE;

/// The whole file, if nobody but its owner may read it.
pub(super) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, KeyFileError> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => KeyFileError::Missing,
        _ => KeyFileError::NotReadable(error),
    })?;
    if open_to_others(&file).map_err(KeyFileError::NotReadable)? {
        return Err(KeyFileError::OpenToOthers);
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_FILE + 1));
    // One byte more than allowed is enough to see that it is too long.
    file.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes).map_err(KeyFileError::NotReadable)?;
    Ok(bytes)
}

/// Writes beside the file, makes sure it is on the disk, and renames it over the old one, which is then wiped.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = OpenOptions::new().write(true).open(path).ok();
    let beside = path.with_added_extension("new");
    // Left over from a crash, perhaps with other permissions.
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let written = write_new(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first error is the one to tell; what is left over is sealed like the file itself.
        fs::remove_file(&beside).ok();
    }
    written?;
    sync_folder(path)?;
    if let Some(old) = old {
        // As well as it can be done: what a disk moved elsewhere by itself is out of reach.
        wipe(&old).ok();
    }
    Ok(())
}

/// Wipes the file, then removes it. Done as well where there is none.
pub(super) fn destroy(path: &Path) -> io::Result<()> {
    for path in [path, &path.with_added_extension("new")] {
        match OpenOptions::new().write(true).open(path) {
            Ok(file) => wipe(&file)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        }
        fs::remove_file(path)?;
    }
    sync_folder(path)
}

fn wipe(mut file: &File) -> io::Result<()> {
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(MAX_FILE).min(MAX_FILE);
    file.write_all(&vec![0; length])?;
    file.sync_all()
}

#[cfg(unix)]
pub(super) fn restrict(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
pub(super) fn restrict(_path: &Path) -> io::Result<()> {
    Ok(())
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(unix)]
fn open_to_others(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(file.metadata()?.permissions().mode() & 0o077 != 0)
}

/// Other systems keep a person's own folders to that person by themselves.
#[cfg(not(unix))]
fn open_to_others(_file: &File) -> io::Result<bool> {
    Ok(false)
}

/// A rename is only on the disk when its folder is.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}
