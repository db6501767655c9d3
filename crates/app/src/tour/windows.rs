//! Two of the members' windows, side by side, on the people of the tour.

use super::people::People;
use tokio::runtime::Runtime;

/// Opens the windows and comes back when they are closed.
pub(super) fn open(_runtime: &Runtime, _people: People) -> anyhow::Result<()> {
    anyhow::bail!("two windows are not opened yet")
}
