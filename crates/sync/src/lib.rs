//! How two devices agree: no IO, no clock.
