//! The rules of the house, and stories with several members.

#![cfg_attr(test, expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly"))]

mod architecture;
mod linux;
mod rows;
mod scenarios;
mod support;
