//! `forget-me`: destroys the whole profile, for handing a device back.

use crate::args::ProfileArgs;
use crate::output::{Code, Failure, result};
use crate::profile;

pub(crate) fn run(args: &ProfileArgs) -> Result<Code, Failure> {
    let config = profile::config(args)?;
    profile::must_exist(&config.profile)?;
    horseshoe_node::forget_me(&config)?;
    result(
        "The profile is destroyed on this device. The others keep what they have of the community; ask them to remove \
         this device. Exports and backups elsewhere are not touched.",
    );
    Ok(Code::Done)
}
