//! `drift`: what GitHub has otherwise than the files ask for, each on its line.

use clap::Args;

use super::{
    Ended, Failure, Files, Format,
    connection::Connection,
    settings::{self, Readiness},
    terminal,
};
use crate::{
    report::{self, Reported, Summary},
    settings::findings,
    text::count,
};

/// The arguments of `drift`.
#[derive(Args)]
#[command(after_help = NOTES)]
pub(super) struct Drift {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    connection: Connection,
    /// How differences are shown: to people, to programs, to code scanning, or as annotations on a pull request
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Lets what the token may not read count as a difference
    #[arg(long)]
    strict: bool,
}

const NOTES: &str = "\
The token is $GATEWRIGHT_TOKEN, else $GH_TOKEN, else $GITHUB_TOKEN. The token of a workflow with `actions: read` will do;
what it may not read is listed as not checked.

Exit codes:
  0  GitHub has what the files ask for, as far as the token may read it
  1  something differs, a file has errors, or with --strict something was not checked
  2  wrong usage, or GitHub could not be read";

impl Drift {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let ready = match settings::ready(&self.files, &self.connection)? {
            Readiness::Ready(ready) => ready,
            Readiness::Broken(found) => return settings::refuse(&found, self.format.report()),
        };
        let client = self.connection.client()?;
        let mut compared = Vec::new();
        for ready in ready {
            let one = settings::compared(&client, ready)?;
            let findings = findings(&one.wanted, &one.found, &one.comparison, self.strict);
            compared.push((one, findings));
        }
        let files: Vec<Reported<'_>> = compared
            .iter()
            .map(|(one, findings)| Reported { source: &one.source, diagnostics: findings })
            .collect();
        let text = report::render(self.format.report(), &files, terminal::style());
        let summary = Summary::of(&files);
        if self.format == Format::Human {
            terminal::complain(&text);
            for (one, _) in &compared {
                let environments = count(one.wanted.environments.len(), "environment");
                let path = terminal::line(&one.source.path);
                let repository = &one.found.repository.name;
                let open = match one.found.not_checked.len() {
                    0 => String::new(),
                    number => format!(", {number} not checked"),
                };
                let own = Summary::of(&[Reported {
                    source: &one.source,
                    diagnostics: &findings(&one.wanted, &one.found, &one.comparison, false),
                }]);
                let verdict = match own.errors {
                    0 => "no difference".to_owned(),
                    number => count(number, "difference"),
                };
                terminal::say(&format!("{path}: {environments} of {repository}, {verdict}{open}\n"))?;
            }
        } else {
            terminal::say(&text)?;
        }
        Ok(if summary.errors > 0 { Ended::Badly } else { Ended::Well })
    }
}
