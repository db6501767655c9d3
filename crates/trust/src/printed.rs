//! Secrets on paper: a recovery code opens the key file, a recovery key is a device of one's own that lies in a drawer.
//!
//! Written in groups of four letters and digits that are not easily taken for one another, with a check at the end.
//! Whoever types it in may use small letters, leave spaces and dashes out, and read O for 0 or I and L for 1.

use data_encoding::{Encoding, Specification};
use rand::CryptoRng;
use std::fmt;
use std::sync::LazyLock;
use zeroize::{Zeroize as _, ZeroizeOnDrop, Zeroizing};

use crate::DeviceKey;

/// Opens the key file it was made for, on the device that has the file: 128 bits, to be kept on paper.
#[derive(Clone, PartialEq, Eq, ZeroizeOnDrop)]
pub struct RecoveryCode([u8; RECOVERY_CODE]);

/// Why a text is not the code it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintedError {
    /// Other signs, or too many, or too few of them.
    #[error("this is not such a code")]
    NotACode,
    /// It looks like one, but something in it was read or typed wrongly.
    #[error("the code is mistyped")]
    Mistyped,
}

const RECOVERY_CODE: usize = 16;
/// So many bytes check the code: what is printed comes out in whole groups.
const CODE_CHECK: usize = 4;
const KEY_CHECK: usize = 3;
const GROUP: usize = 4;
const CODE: &str = "horseshoe 1 printed recovery code";
const KEY: &str = "horseshoe 1 printed recovery key";

impl RecoveryCode {
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut secret = [0; RECOVERY_CODE];
        rng.fill_bytes(&mut secret);
        Self(secret)
    }

    /// As it is printed: eight groups.
    pub fn to_text(&self) -> Zeroizing<String> {
        write::<CODE_CHECK>(CODE, &self.0)
    }

    pub fn from_text(text: &str) -> Result<Self, PrintedError> {
        read::<RECOVERY_CODE, CODE_CHECK>(CODE, text).map(|secret| Self(*secret))
    }

    pub(crate) fn as_bytes(&self) -> &[u8; RECOVERY_CODE] {
        &self.0
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode")
    }
}

impl DeviceKey {
    /// The key of a device on paper, as it is printed: fourteen groups. Whoever has it can be this device.
    pub fn to_paper(&self) -> Zeroizing<String> {
        let mut secret = self.to_bytes();
        let text = write::<KEY_CHECK>(KEY, &secret);
        secret.zeroize();
        text
    }

    /// The device that was printed with [`Self::to_paper`].
    pub fn from_paper(text: &str) -> Result<Self, PrintedError> {
        read::<32, KEY_CHECK>(KEY, text).map(|secret| Self::from_bytes(&secret))
    }
}

/// Crockford's letters and digits, which leave out I, L, O and U.
static SIGNS: LazyLock<Encoding> = LazyLock::new(|| {
    let mut signs = Specification::new();
    signs.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    signs.translate.from.push_str("abcdefghjkmnpqrstvwxyzOoIiLl");
    signs.translate.to.push_str("ABCDEFGHJKMNPQRSTVWXYZ001111");
    signs.ignore.push_str(" -\t\r\n");
    signs.encoding().expect("32 different signs, and none of them is also ignored")
});

fn write<const CHECK: usize>(kind: &str, secret: &[u8]) -> Zeroizing<String> {
    let whole = Zeroizing::new([secret, &check::<CHECK>(kind, secret)].concat());
    let signs = Zeroizing::new(SIGNS.encode(&whole));
    let mut text = Zeroizing::new(String::with_capacity(2 * signs.len()));
    for (at, sign) in signs.chars().enumerate() {
        if at > 0 && at % GROUP == 0 {
            text.push(' ');
        }
        text.push(sign);
    }
    text
}

fn read<const SECRET: usize, const CHECK: usize>(
    kind: &str,
    text: &str,
) -> Result<Zeroizing<[u8; SECRET]>, PrintedError> {
    // Typed text may hold a dash of another kind, or a space that is none.
    let typed: Zeroizing<String> =
        Zeroizing::new(text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>());
    let whole =
        SIGNS.decode(typed.as_bytes()).map(Zeroizing::new).or(Err(PrintedError::NotACode))?;
    let (secret, sum) = whole.split_first_chunk::<SECRET>().ok_or(PrintedError::NotACode)?;
    if sum.len() != CHECK {
        return Err(PrintedError::NotACode);
    }
    if sum != check::<CHECK>(kind, secret) {
        return Err(PrintedError::Mistyped);
    }
    Ok(Zeroizing::new(*secret))
}

/// Also tells one kind of code from the other.
fn check<const CHECK: usize>(kind: &str, secret: &[u8]) -> [u8; CHECK] {
    let hash = blake3::derive_key(kind, secret);
    let mut check = [0; CHECK];
    check.copy_from_slice(&hash[..CHECK]);
    check
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> RecoveryCode {
        RecoveryCode([7; 16])
    }

    /// What was printed once can be typed in for ever.
    #[test]
    fn the_text_of_version_1() {
        insta::assert_snapshot!(*code().to_text(), @"0W3G E1R7 0W3G E1R7 0W3G E1R7 0YPX CWC5");
        insta::assert_snapshot!(*DeviceKey::from_bytes(&[7; 32]).to_paper(), @"0W3G E1R7 0W3G E1R7 0W3G E1R7 0W3G E1R7 0W3G E1R7 0W3G E1R7 0W3S K77S");
    }

    #[test]
    fn a_code_is_read_as_people_write_it() {
        let printed = code().to_text();
        let ways = [
            printed.to_lowercase(),
            printed.replace(' ', ""),
            printed.replace(' ', "-"),
            printed.replace(' ', "\u{a0}\u{2013}\n"),
            printed.replace('0', "O").replace('1', "l"),
            printed.replace('0', "o").replace('1', "I"),
        ];
        for way in ways {
            assert_eq!(RecoveryCode::from_text(&way), Ok(code()), "{way}");
        }
    }

    #[test]
    fn every_single_wrong_sign_and_every_swap_of_neighbours_is_noticed() {
        let printed: Vec<char> = code().to_text().chars().filter(|sign| *sign != ' ').collect();
        for at in 0..printed.len() {
            for sign in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|it| *it != printed[at]) {
                let mut typed = printed.clone();
                typed[at] = sign;
                let typed: String = typed.into_iter().collect();
                assert_eq!(RecoveryCode::from_text(&typed), Err(PrintedError::Mistyped));
            }
            let mut typed = printed.clone();
            typed.swap(at, (at + 1) % printed.len());
            if typed != printed {
                let typed: String = typed.into_iter().collect();
                assert_eq!(RecoveryCode::from_text(&typed), Err(PrintedError::Mistyped));
            }
        }
    }

    #[test]
    fn anything_else_is_no_code() {
        let printed = code().to_text();
        let short = &printed[..printed.len() - 1];
        let long = format!("{}0", *printed);
        for other in ["", " - ", "tulip", "u", short, &long] {
            assert_eq!(RecoveryCode::from_text(other), Err(PrintedError::NotACode), "{other}");
        }
        let key = DeviceKey::from_bytes(&[7; 32]).to_paper();
        assert_eq!(RecoveryCode::from_text(&key), Err(PrintedError::NotACode));
        assert_eq!(DeviceKey::from_paper(&printed).err(), Some(PrintedError::NotACode));
    }

    #[test]
    fn a_device_comes_back_from_paper() {
        let device = DeviceKey::from_bytes(&[9; 32]);
        let back = DeviceKey::from_paper(&device.to_paper().to_lowercase()).unwrap();
        assert_eq!(back.id(), device.id());
    }
}
