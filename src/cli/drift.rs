//! `drift`: what GitHub has otherwise than the files ask for, each on its line.

use clap::Args;

use super::{
    Ended, Failure, Files, Format,
    connection::Connection,
    settings::{self, Compared, Readiness},
    terminal,
};
use crate::{
    diagnostic::{Diagnostic, Severity},
    report::{self, Reported, Summary},
    settings::{NOT_CHECKED, findings},
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
The token is $GATEWRIGHT_TOKEN, else $GH_TOKEN, else $GITHUB_TOKEN. The token of a workflow with \
`actions: read` will do;
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
        let open: usize = compared.iter().map(|(one, _)| one.found.not_checked.len()).sum();
        if self.format == Format::Human {
            // People get what was not checked as a list: it is all about one token.
            for (one, findings) in &mut compared {
                findings.retain(|one| one.code != NOT_CHECKED);
                terminal::say(&verdict(one, findings))?;
            }
        }
        let files: Vec<Reported<'_>> = compared
            .iter()
            .map(|(one, findings)| Reported { source: &one.source, diagnostics: findings })
            .collect();
        let text = report::render(self.format.report(), &files, terminal::style());
        match self.format {
            Format::Human => terminal::complain(&text),
            _ => terminal::say(&text)?,
        }
        let is_well = Summary::of(&files).errors == 0 && (open == 0 || !self.strict);
        Ok(if is_well { Ended::Well } else { Ended::Badly })
    }
}

/// `pipelines/shop.kdl: 4 environments of acme/shop, no difference, 2 not checked`.
fn verdict(one: &Compared, findings: &[Diagnostic]) -> String {
    let path = terminal::line(&one.source.path);
    let environments = count(one.wanted.environments.len(), "environment");
    let differences = match findings.iter().filter(|one| one.severity == Severity::Error).count() {
        0 => "no difference".to_owned(),
        number => count(number, "difference"),
    };
    let mut page = format!("{path}: {environments} of {}, {differences}", one.found.repository.name);
    if !one.found.not_checked.is_empty() {
        page.push_str(&format!(", {} not checked:", one.found.not_checked.len()));
        one.found.not_checked.iter().for_each(|open| page.push_str(&format!("\n  {open}")));
    }
    page.push('\n');
    page
}
