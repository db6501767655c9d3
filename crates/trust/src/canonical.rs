//! One value, one encoding: what two devices hash and sign must be the same bytes, so anything else is refused.

use postcard::ser_flavors::Flavor;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes that are not the one encoding of something we know.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DecodeError {
    #[error("{length} bytes are more than the {limit} allowed")]
    TooLong { length: usize, limit: usize },
    #[error("written by a newer version ({found})")]
    NewerVersion { found: u8 },
    #[error("damaged or not what it claims to be")]
    Malformed,
    #[error("not written in the one way it can be written")]
    NotCanonical,
    #[error("a list or text in it is longer than allowed")]
    OverLimit,
}

/// Cannot fail: our types hold nothing postcard does not know, and memory is the only sink.
pub(crate) fn encode(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).expect("our types are plain data and the sink is memory")
}

/// For values that begin with a version byte; `version` is the only one read.
pub(crate) fn decode<T: Serialize + DeserializeOwned>(
    bytes: &[u8],
    version: u8,
    limit: usize,
) -> Result<T, DecodeError> {
    if bytes.len() > limit {
        return Err(DecodeError::TooLong { length: bytes.len(), limit });
    }
    match bytes.first() {
        Some(&found) if found > version => return Err(DecodeError::NewerVersion { found }),
        Some(&found) if found == version => {}
        _ => return Err(DecodeError::Malformed),
    }
    let value: T = postcard::from_bytes(bytes).or(Err(DecodeError::Malformed))?;
    // Maps out of order, doubled keys, padded numbers and trailing bytes all end here.
    if is_encoding_of(&value, bytes) { Ok(value) } else { Err(DecodeError::NotCanonical) }
}

/// Whether these bytes are how a value is written, byte for byte. Compares while writing, keeping nothing.
pub fn is_encoding_of(value: &impl Serialize, bytes: &[u8]) -> bool {
    postcard::serialize_with_flavor(value, Rest(bytes)).unwrap_or(false)
}

/// What of the expected bytes has not been written yet. Anything else written is an error.
struct Rest<'a>(&'a [u8]);

impl Flavor for Rest<'_> {
    type Output = bool;

    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        self.0 = self.0.strip_prefix(data).ok_or(postcard::Error::SerializeBufferFull)?;
        Ok(())
    }

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.try_extend(&[byte])
    }

    fn finalize(self) -> postcard::Result<bool> {
        Ok(self.0.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    type Value = (u8, BTreeMap<u8, u32>);

    #[test]
    fn only_the_one_encoding_is_read() {
        let value: Value = (1, [(1, 300), (2, 5)].into());
        let bytes = encode(&value);
        assert_eq!(bytes, [1, 2, 1, 0xac, 2, 2, 5]);
        assert_eq!(decode::<Value>(&bytes, 1, 100), Ok(value));
        let refused = |bytes: &[u8]| decode::<Value>(bytes, 1, 8).unwrap_err();
        let trailing = refused(&[1, 2, 1, 0xac, 2, 2, 5, 0]);
        let out_of_order = refused(&[1, 2, 2, 5, 1, 0xac, 2]);
        let doubled = refused(&[1, 2, 1, 5, 1, 5]);
        let padded = refused(&[1, 1, 1, 0x85, 0]);
        for error in [trailing, out_of_order, doubled, padded] {
            assert_eq!(error, DecodeError::NotCanonical);
        }
        assert_eq!(refused(&[]), DecodeError::Malformed);
        assert_eq!(refused(&[0, 0]), DecodeError::Malformed);
        assert_eq!(refused(&[1, 200, 200]), DecodeError::Malformed);
        assert_eq!(refused(&[2, 0]), DecodeError::NewerVersion { found: 2 });
        assert_eq!(refused(&[1; 9]), DecodeError::TooLong { length: 9, limit: 8 });
    }
}
