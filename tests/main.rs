//! The rules of the house, and stories with several members.

mod architecture;
