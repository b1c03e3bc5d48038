//! `apply`: does what `plan` shows, step by step, and reads everything back.

use std::io::{BufRead, IsTerminal};

use clap::Args;

use super::{
    Ended, Failure, Files,
    connection::Connection,
    settings::{self, Compared, Readiness, Ready},
    terminal,
};
use crate::{
    client::Client,
    report::Format,
    settings::{Outcome, Step, apply, outcome, step},
    text::count,
};

/// The arguments of `apply`.
#[derive(Args)]
#[command(after_help = NOTES)]
pub(super) struct Apply {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    connection: Connection,
    /// Does not ask
    #[arg(long)]
    yes: bool,
}

const NOTES: &str = "\
The token is $GATEWRIGHT_TOKEN, else $GH_TOKEN, else $GITHUB_TOKEN. It needs `administration: write` on \
the repository and
`members: read` on the organization; the token of a workflow has neither.

Environments and rulesets that no pipeline file has stay as they are. After a fault, run it again: it does the rest.

Exit codes:
  0  GitHub has what the files ask for
  1  a file has errors, a step could not be done, or GitHub did not keep what it was told
  2  wrong usage, or GitHub could not be read";

impl Apply {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let asks = !self.yes;
        if asks && !std::io::stdin().is_terminal() {
            return Err(Failure(
                "`apply` asks before it changes anything, and here is nobody to ask: look at `gatewright \
                 plan`, then type `gatewright apply --yes`"
                    .to_owned(),
            ));
        }
        let ready = match settings::ready(&self.files, &self.connection)? {
            Readiness::Ready(ready) => ready,
            Readiness::Broken(found) => return settings::refuse(&found, Format::Human),
        };
        let client = self.connection.client()?;
        let compared = ready
            .into_iter()
            .map(|ready| settings::compared(&client, ready))
            .collect::<Result<Vec<_>, _>>()?;
        for one in &compared {
            terminal::say(&one.screen())?;
            one.complain();
        }
        if let Some(obstacle) = compared.iter().find_map(Compared::obstacle) {
            terminal::complain(&format!("{obstacle}: nothing was changed\n"));
            return Ok(Ended::Badly);
        }
        let steps: usize = compared.iter().map(|one| one.steps.len()).sum();
        if steps > 0 && asks && !agreed(steps)? {
            terminal::say("nothing was changed\n")?;
            return Ok(Ended::Badly);
        }
        let mut ended = Ended::Well;
        for one in compared {
            if let Ended::Badly = pipeline(&client, one)? {
                // What stopped one would stop the next, or it is somebody else at work.
                ended = Ended::Badly;
                break;
            }
        }
        Ok(ended)
    }
}

/// Asks a person; anything but a clear yes is a no.
fn agreed(steps: usize) -> Result<bool, Failure> {
    terminal::say(&format!("send {} to GitHub? [y/N] ", count(steps, "request")))?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

fn pipeline(client: &Client, compared: Compared) -> Result<Ended, Failure> {
    let repository = compared.found.repository.clone();
    let tell = |done: &Step| drop(terminal::say(&format!("done  {}\n", step(done))));
    let applied = apply(client, &repository, &compared.found.state, &compared.steps, tell);
    if let Outcome::Stopped(stopped) = &applied.outcome {
        terminal::complain(&outcome::stopped(stopped, &repository, &compared.steps, applied.done));
        return Ok(Ended::Badly);
    }
    let steps = compared.steps.len();
    let Compared { source, wanted, .. } = compared;
    let after = settings::compared(client, Ready { source, repository: repository.name.clone(), wanted })?;
    let kept = outcome::not_kept(&after.wanted, &after.found, &after.comparison);
    if !kept.is_empty() {
        terminal::complain(&kept);
        return Ok(Ended::Badly);
    }
    if steps > 0 {
        terminal::say(&format!(
            "\n{} done, and read back: {} has what {} asks for\n",
            count(steps, "step"),
            repository.name,
            terminal::line(&after.source.path)
        ))?;
    }
    Ok(Ended::Well)
}
