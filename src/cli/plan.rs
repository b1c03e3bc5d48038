//! `plan`: what `apply` would change on GitHub. It changes nothing.

use clap::Args;

use super::{
    Ended, Failure, Files,
    connection::Connection,
    settings::{self, Compared, Readiness},
    terminal,
};
use crate::{report::Format, settings::json, text::count};

/// The arguments of `plan`.
#[derive(Args)]
#[command(after_help = NOTES)]
pub(super) struct Plan {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    connection: Connection,
    /// Prints the plan for other programs
    #[arg(long)]
    json: bool,
}

const NOTES: &str = "\
The token is $GATEWRIGHT_TOKEN, else $GH_TOKEN, else $GITHUB_TOKEN. It needs `actions: read`; what it may \
not read is
listed as not checked.

Exit codes:
  0  the plan was shown, also if there is nothing to do
  1  a file has errors, or names people whom GitHub does not take
  2  wrong usage, or GitHub could not be read";

impl Plan {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let ready = match settings::ready(&self.files, &self.connection)? {
            Readiness::Ready(ready) => ready,
            Readiness::Broken(found) => return settings::refuse(&found, Format::Human),
        };
        let client = self.connection.client()?;
        let compared = ready
            .into_iter()
            .map(|ready| settings::compared(&client, ready))
            .collect::<Result<Vec<_>, _>>()?;
        let mut blocked = false;
        if self.json {
            let planned: Vec<_> = compared.iter().map(Compared::planned).collect();
            terminal::say(&json(&planned))?;
            blocked = compared.iter().any(|one| one.comparison.is_blocked());
        } else {
            for one in &compared {
                terminal::say(&one.screen())?;
                one.complain();
                blocked |= one.comparison.is_blocked();
                if let Some(obstacle) = one.obstacle() {
                    terminal::complain(&format!("{obstacle}\n"));
                }
            }
            let steps: usize = compared.iter().map(|one| one.steps.len()).sum();
            if steps > 0 && compared.iter().all(|one| one.obstacle().is_none()) {
                terminal::say(&format!(
                    "`gatewright apply` would do this, with {}\n",
                    count(steps, "request")
                ))?;
            }
        }
        Ok(if blocked { Ended::Badly } else { Ended::Well })
    }
}
