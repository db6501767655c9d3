//! Frames on a stream: a length (u32, little endian), then that many bytes. The length is checked before any memory is taken.

use iroh::endpoint::{ReadExactError, RecvStream, SendStream};

/// The longest frame between members, in bytes.
pub const MAX_FRAME: usize = 1 << 20;

/// Why a frame did not come or go.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FrameError {
    #[error("a frame of {length} bytes, and at most {limit} are allowed")]
    TooLong { length: usize, limit: usize },
    #[error("the stream ended within a frame")]
    Cut,
    #[error("the connection ended")]
    Ended,
}

/// Reads one frame; `None` when the other side finished between two frames. Not safe to cancel: half a frame is lost.
pub(crate) async fn read_frame(
    stream: &mut RecvStream,
    limit: usize,
) -> Result<Option<Vec<u8>>, FrameError> {
    let mut length = [0; 4];
    match stream.read_exact(&mut length).await {
        Ok(()) => {}
        Err(ReadExactError::FinishedEarly(0)) => return Ok(None),
        Err(ReadExactError::FinishedEarly(_)) => return Err(FrameError::Cut),
        Err(ReadExactError::ReadError(_)) => return Err(FrameError::Ended),
    }
    let length = checked_length(length, limit)?;
    let mut bytes = vec![0; length];
    match stream.read_exact(&mut bytes).await {
        Ok(()) => Ok(Some(bytes)),
        Err(ReadExactError::FinishedEarly(_)) => Err(FrameError::Cut),
        Err(ReadExactError::ReadError(_)) => Err(FrameError::Ended),
    }
}

/// Writes one frame.
pub(crate) async fn write_frame(
    stream: &mut SendStream,
    bytes: &[u8],
    limit: usize,
) -> Result<(), FrameError> {
    let length = length_prefix(bytes.len(), limit)?;
    stream.write_all(&length).await.map_err(|_gone| FrameError::Ended)?;
    stream.write_all(bytes).await.map_err(|_gone| FrameError::Ended)
}

fn length_prefix(length: usize, limit: usize) -> Result<[u8; 4], FrameError> {
    match u32::try_from(length) {
        Ok(short) if length <= limit => Ok(short.to_le_bytes()),
        _ => Err(FrameError::TooLong { length, limit }),
    }
}

fn checked_length(prefix: [u8; 4], limit: usize) -> Result<usize, FrameError> {
    let length = usize::try_from(u32::from_le_bytes(prefix)).unwrap_or(usize::MAX);
    if length > limit { Err(FrameError::TooLong { length, limit }) } else { Ok(length) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_little_endian_and_checked_against_the_limit_both_ways() {
        assert_eq!(length_prefix(258, MAX_FRAME), Ok([2, 1, 0, 0]));
        assert_eq!(checked_length([2, 1, 0, 0], MAX_FRAME), Ok(258));
        assert_eq!(checked_length([0, 0, 16, 0], MAX_FRAME), Ok(MAX_FRAME));
        let too_long = FrameError::TooLong { length: MAX_FRAME + 1, limit: MAX_FRAME };
        assert_eq!(length_prefix(MAX_FRAME + 1, MAX_FRAME), Err(too_long.clone()));
        assert_eq!(checked_length([1, 0, 16, 0], MAX_FRAME), Err(too_long));
    }
}
