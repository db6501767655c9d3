//! How far this device reaches: three choices, and what each contacts in plain words.

/// Chosen by a person before anything is contacted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Mode {
    /// Devices on the same local network, found by multicast there, and addresses people gave each other. Nobody else.
    #[default]
    ThisRoomOnly,
    /// The same, and one relay the community runs: it sees which devices meet and when, never what they say.
    /// The name in the address is looked up with the system's own name servers.
    OwnRelay { url: String },
    /// The same, and the public relays and address lookup of n0: they learn this device's key and addresses and which
    /// devices meet, never what they say.
    PublicHelp,
}

impl Mode {
    /// Whether anything beyond the local network and given addresses may be contacted.
    pub fn reaches_outside(&self) -> bool {
        !matches!(self, Self::ThisRoomOnly)
    }
}
