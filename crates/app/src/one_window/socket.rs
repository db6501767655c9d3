//! Where programs of one person on one machine meet: a socket in a folder of theirs, or a named pipe on Windows.

#[cfg(windows)]
pub(super) use pipes::{Connection, Listener, Place, call, places};
#[cfg(unix)]
pub(super) use sockets::{Connection, Listener, Place, call, places};

#[cfg(unix)]
mod sockets {
    use std::fs::{Permissions, remove_file, set_permissions, symlink_metadata};
    use std::io::Result;
    use std::os::unix::fs::{FileTypeExt as _, PermissionsExt as _};
    use std::path::{Path, PathBuf};
    use tokio::net::{UnixListener, UnixSocket, UnixStream};

    pub(crate) type Place = PathBuf;
    pub(crate) type Connection = UnixStream;

    /// In the profile; where its path is too long for a socket or its disk has none, in the folder the system keeps for
    /// the running programs of this person.
    pub(crate) fn places(profile: &Path) -> Vec<Place> {
        let folders = directories::BaseDirs::new();
        let running = folders.as_ref().and_then(|folders| folders.runtime_dir()).map(|folder| {
            folder.join(format!("horseshoe-{}.socket", super::short_name_of(profile)))
        });
        [profile.join("window.socket")].into_iter().chain(running).collect()
    }

    pub(crate) async fn call(place: &Place) -> Result<Connection> {
        UnixStream::connect(place).await
    }

    /// The socket goes when this is dropped.
    #[derive(Debug)]
    pub(crate) struct Listener {
        place: Place,
        listener: UnixListener,
    }

    impl Listener {
        /// Takes the place of a socket whose program has crashed: nobody else may be there now.
        pub(crate) fn open(place: &Place) -> Result<Self> {
            if symlink_metadata(place).is_ok_and(|there| there.file_type().is_socket()) {
                remove_file(place)?;
            }
            let socket = UnixSocket::new_stream()?;
            socket.bind(place)?;
            // Before anybody is heard.
            set_permissions(place, Permissions::from_mode(0o600))?;
            Ok(Self { place: place.clone(), listener: socket.listen(8)? })
        }

        pub(crate) async fn accept(&mut self) -> Result<Connection> {
            Ok(self.listener.accept().await?.0)
        }
    }

    impl Drop for Listener {
        fn drop(&mut self) {
            // Where it stays it is taken for that of a crashed program.
            remove_file(&self.place).ok();
        }
    }
}

#[cfg(windows)]
mod pipes {
    use std::io::Result;
    use std::path::Path;
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
    use tokio::net::windows::named_pipe::{
        ClientOptions, NamedPipeClient, NamedPipeServer, ServerOptions,
    };

    pub(crate) type Place = String;

    /// Either end of a pipe.
    #[derive(Debug)]
    pub(crate) enum Connection {
        Here(NamedPipeServer),
        There(NamedPipeClient),
    }

    /// Only their owner writes in pipes as the system makes them; others on the machine may at most read.
    pub(crate) fn places(profile: &Path) -> Vec<Place> {
        vec![format!(r"\\.\pipe\horseshoe-{}", super::short_name_of(profile))]
    }

    pub(crate) async fn call(place: &Place) -> Result<Connection> {
        ClientOptions::new().open(place).map(Connection::There)
    }

    #[derive(Debug)]
    pub(crate) struct Listener {
        place: Place,
        next: NamedPipeServer,
    }

    impl Listener {
        pub(crate) fn open(place: &Place) -> Result<Self> {
            let next = ServerOptions::new().first_pipe_instance(true).create(place)?;
            Ok(Self { place: place.clone(), next })
        }

        pub(crate) async fn accept(&mut self) -> Result<Connection> {
            self.next.connect().await?;
            let next = ServerOptions::new().create(&self.place)?;
            Ok(Connection::Here(std::mem::replace(&mut self.next, next)))
        }
    }

    impl AsyncRead for Connection {
        fn poll_read(
            self: Pin<&mut Self>,
            cx: &mut Context<'_>,
            buffer: &mut ReadBuf<'_>,
        ) -> Poll<Result<()>> {
            match self.get_mut() {
                Self::Here(pipe) => Pin::new(pipe).poll_read(cx, buffer),
                Self::There(pipe) => Pin::new(pipe).poll_read(cx, buffer),
            }
        }
    }

    impl AsyncWrite for Connection {
        fn poll_write(
            self: Pin<&mut Self>,
            cx: &mut Context<'_>,
            bytes: &[u8],
        ) -> Poll<Result<usize>> {
            match self.get_mut() {
                Self::Here(pipe) => Pin::new(pipe).poll_write(cx, bytes),
                Self::There(pipe) => Pin::new(pipe).poll_write(cx, bytes),
            }
        }

        fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
            match self.get_mut() {
                Self::Here(pipe) => Pin::new(pipe).poll_flush(cx),
                Self::There(pipe) => Pin::new(pipe).poll_flush(cx),
            }
        }

        fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
            match self.get_mut() {
                Self::Here(pipe) => Pin::new(pipe).poll_shutdown(cx),
                Self::There(pipe) => Pin::new(pipe).poll_shutdown(cx),
            }
        }
    }
}

/// The same for every program of this version, whatever way it was led to the profile.
fn short_name_of(profile: &std::path::Path) -> String {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    profile.canonicalize().unwrap_or_else(|_gone| profile.to_owned()).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
