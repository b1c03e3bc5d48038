//! `status`: what is so on GitHub right now.

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use super::{
    Ended, Failure, Files,
    connection::Connection,
    hub::Github,
    models::{Models, Read},
    probe, terminal,
};
use crate::{
    plan::plan,
    status::{self, Status as Told, Subject},
    templates::Templates,
};

/// The arguments of `status`.
#[derive(Args)]
#[command(after_help = NOTES)]
pub(super) struct Status {
    #[command(flatten)]
    files: Files,
    /// How it is written: for a terminal, for programs, or for a page such as the summary of a job
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Leaves out how the environments say that they are
    #[arg(long)]
    without_health: bool,
    #[command(flatten)]
    connection: Connection,
}

// No word behind each: the help of every command stays on one screen.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
}

const NOTES: &str = "\
The token stands in GATEWRIGHT_TOKEN, GH_TOKEN or GITHUB_TOKEN. It has to read actions,
deployments and issues; what it may not read is listed as not checked. In a workflow:
  gatewright status --format markdown >> \"$GITHUB_STEP_SUMMARY\"

Exit codes:
  0  everything could be read
  1  something could not, and is listed as not checked; or a file has errors
  2  wrong usage, or a file or GitHub could not be read";

impl Status {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let models = Models::of(&self.files.files)?;
        if models.complain_if_broken() {
            return Ok(Ended::Badly);
        }
        let github = Github::new(self.connection.client()?);
        let mut told = Vec::with_capacity(models.read.len());
        for read in &models.read {
            told.push(self.of(read, &github)?);
        }
        let style = terminal::page();
        terminal::say(&match self.format {
            Format::Text => pages(&told, |one| status::screen(one, style)),
            Format::Markdown => pages(&told, status::markdown),
            Format::Json => status::json(&told),
        })?;
        let unchecked: Vec<_> = told.iter().flat_map(Told::unchecked).collect();
        // In a terminal it stands where it would be.
        for (what, why) in unchecked.iter().filter(|_| self.format != Format::Text) {
            terminal::complain(&format!("not checked, {what}: {}\n", terminal::line(why)));
        }
        Ok(if unchecked.is_empty() { Ended::Well } else { Ended::Badly })
    }

    fn of(&self, read: &Read, github: &Github) -> Result<Told, Failure> {
        let plan = plan(&read.model, &read.source, Templates::default());
        let repository = self.connection.repository(&read.model.pipeline)?;
        let subject = Subject::new(&read.model, &plan, repository);
        std::thread::scope(|scope| {
            // The environments answer while GitHub does.
            let probes = (!self.without_health).then(|| scope.spawn(|| probe::all(&subject.places)));
            let known = status::gather(&subject, github).map_err(Failure)?;
            let replies = probes.and_then(|probes| probes.join().ok()).unwrap_or_default();
            Ok(known.told(&subject, &read.model, &replies, now()))
        })
    }
}

#[expect(clippy::disallowed_methods, reason = "how long ago something was depends on the clock")]
fn now() -> Timestamp {
    Timestamp::now()
}

fn pages(told: &[Told], page: impl Fn(&Told) -> String) -> String {
    told.iter().map(page).collect::<Vec<_>>().join("\n")
}
