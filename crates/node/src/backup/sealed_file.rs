//! The file itself: age with a passphrase, written all or nothing, read from its beginning to its end.

use super::damaged;
use super::parts::{MAGIC, VERSION};
use crate::{Problem, Secret};
use age::scrypt::{Identity, Recipient};
use age::secrecy::SecretString;
use age::stream::{StreamReader, StreamWriter};
use age::{DecryptError, Decryptor, Encryptor};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read as _, Seek as _, Write};
use std::path::{Path, PathBuf};

/// How much work one guess of the passphrase is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cost {
    /// A quarter of a gigabyte of memory, and about a second.
    Standard,
    #[cfg(test)]
    Testing,
}

/// The most work that is done for a file that others may have written: four times as much.
const MOST_WORK: u8 = 20;

impl Cost {
    fn work_factor(self) -> u8 {
        match self {
            Self::Standard => 18,
            #[cfg(test)]
            Self::Testing => 4,
        }
    }
}

/// A backup that is being written, beside the place where it will be.
pub(super) struct Writing {
    place: PathBuf,
    beside: PathBuf,
    sealed: Option<StreamWriter<BufWriter<File>>>,
}

impl Writing {
    pub(super) fn begin(place: &Path, passphrase: &Secret, cost: Cost) -> io::Result<Self> {
        let beside = place.with_added_extension("part");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&beside)?;
        let mut writing = Self { place: place.to_owned(), beside, sealed: None };
        let mut recipient = Recipient::new(secret(passphrase));
        recipient.set_work_factor(cost.work_factor());
        let recipient: &dyn age::Recipient = &recipient;
        let encryptor =
            Encryptor::with_recipients([recipient].into_iter()).map_err(io::Error::other)?;
        let mut sealed = encryptor.wrap_output(BufWriter::new(file))?;
        sealed.write_all(MAGIC)?;
        sealed.write_all(&[VERSION])?;
        writing.sealed = Some(sealed);
        Ok(writing)
    }

    /// Puts it in its place, once the disk has all of it.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let Some(sealed) = self.sealed.take() else { return Err(io::ErrorKind::Other.into()) };
        let file = sealed.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&self.beside, &self.place)?;
        #[cfg(unix)]
        if let Some(folder) = self.place.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.sealed {
            Some(sealed) => sealed.write(bytes),
            None => Err(io::ErrorKind::Other.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sealed.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Writing {
    /// What was not finished is no backup.
    fn drop(&mut self) {
        if self.sealed.take().is_some() {
            // It is sealed; left behind it takes room and nothing else.
            fs::remove_file(&self.beside).ok();
        }
    }
}

/// A backup that is being read.
pub(super) struct Reading(StreamReader<BufReader<File>>);

impl Reading {
    pub(super) fn begin(place: &Path, passphrase: &Secret) -> Result<Self, Problem> {
        let unreadable = |error: io::Error| Problem::Disk { detail: error.to_string() };
        let mut file = File::open(place).map_err(unreadable)?;
        let mut start = Vec::new();
        (&mut file).take(AGE.len() as u64).read_to_end(&mut start).map_err(unreadable)?;
        if start != AGE {
            return Err(Problem::NotABackup);
        }
        file.rewind().map_err(unreadable)?;
        let decryptor = Decryptor::new_buffered(BufReader::new(file)).map_err(said)?;
        if !decryptor.is_scrypt() {
            return Err(Problem::NotABackup);
        }
        let mut identity = Identity::new(secret(passphrase));
        identity.set_max_work_factor(MOST_WORK);
        let identity: &dyn age::Identity = &identity;
        let mut reading = Self(decryptor.decrypt([identity].into_iter()).map_err(said)?);
        if reading.take()? != *MAGIC {
            return Err(Problem::NotABackup);
        }
        match reading.take()? {
            [VERSION] => Ok(reading),
            [found] => Err(Problem::BackupNewer { found: u32::from(found) }),
        }
    }

    pub(super) fn take<const N: usize>(&mut self) -> Result<[u8; N], Problem> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    pub(super) fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Problem> {
        self.0.read_exact(bytes).map_err(|error| damaged(&error.to_string()))
    }

    /// The seal of the end is checked only by whoever comes there.
    pub(super) fn must_have_ended(&mut self) -> Result<(), Problem> {
        match self.0.read(&mut [0; 1]) {
            Ok(0) => Ok(()),
            Ok(_) => Err(damaged("it goes on after its end")),
            Err(error) => Err(damaged(&error.to_string())),
        }
    }
}

const AGE: &[u8] = b"age-encryption.org/";

fn secret(passphrase: &Secret) -> SecretString {
    SecretString::from(passphrase.as_str().to_owned())
}

fn said(error: DecryptError) -> Problem {
    match error {
        DecryptError::DecryptionFailed
        | DecryptError::KeyDecryptionFailed
        | DecryptError::NoMatchingKeys => Problem::WrongPassphrase,
        DecryptError::UnknownFormat => Problem::NotABackup,
        other => damaged(&other.to_string()),
    }
}
