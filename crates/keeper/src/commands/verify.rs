//! `verify`: is everything kept here as it was written and signed?

use crate::args::ProfileArgs;
use crate::output::{Code, Failure, progress, result};
use crate::profile;
use horseshoe_node::{Command, Reply};

pub(crate) async fn run(args: &ProfileArgs) -> Result<Code, Failure> {
    let node = profile::open_quietly(args).await?;
    let verified = node.ask(Command::Verify).await;
    node.shutdown().await;
    let Reply::Verified { certificates, entries, wrong } = verified? else { return Ok(Code::Done) };
    result(&format!("Checked: {certificates} certificates, {entries} entries."));
    if wrong.is_empty() {
        result("All is as it was written and signed.");
        return Ok(Code::Done);
    }
    for what in &wrong {
        result(&format!("wrong: {what}"));
    }
    progress(&format!(
        "{} not as written. Nothing was changed. Copy the profile folder before anything else; what others hold can come \
         back from them.",
        if wrong.len() == 1 {
            "One thing is".to_owned()
        } else {
            format!("{} things are", wrong.len())
        }
    ));
    Ok(Code::Wrong)
}
