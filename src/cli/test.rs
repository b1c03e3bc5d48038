//! `test`: the tests in pipeline files, run.

use clap::Args;

use super::{
    Ended, Failure, Files,
    models::{Models, Read},
    terminal,
};
use crate::{
    decision::{self, Verdict},
    explain::Page,
    text::count,
};

/// The arguments of `test`.
#[derive(Args)]
#[command(after_help = NOTES)]
pub(super) struct Test {
    #[command(flatten)]
    files: Files,
}

const NOTES: &str = "\
A test says what the rules have to answer:
  test \"nobody ships on Friday evening\" {
      given release in staging since \"2026-11-10 10:00\"
      when ann promotes staging -> prod at \"2026-11-20 16:55\"
      expect blocked by office-hours
  }

Exit codes:
  0  every test came out as expected
  1  one did not, or a file has errors
  2  wrong usage, or a file could not be read";

impl Test {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let models = Models::of(&self.files.files)?;
        if models.complain_if_broken() {
            return Ok(Ended::Badly);
        }
        let (mut text, mut total, mut failed) = (String::new(), 0, 0);
        for read in &models.read {
            let verdicts = decision::run(&read.model);
            total += verdicts.len();
            failed += verdicts.iter().filter(|one| !one.misses.is_empty()).count();
            if !verdicts.is_empty() {
                text.push_str(&page(read, &verdicts));
                text.push('\n');
            }
        }
        text.push_str(&match (total, failed) {
            (0, _) => "No tests: `gatewright explain test` shows how one is written.\n".to_owned(),
            (_, 0) => format!("{}, all as expected.\n", count(total, "test")),
            _ => format!("{}, {failed} failed.\n", count(total, "test")),
        });
        terminal::say(&text)?;
        Ok(if failed > 0 { Ended::Badly } else { Ended::Well })
    }
}

fn page(read: &Read, verdicts: &[Verdict<'_>]) -> String {
    let mut page = Page::new(&read.source);
    for verdict in verdicts {
        let word = if verdict.misses.is_empty() { "ok    " } else { "FAILED" };
        let place = page.place(verdict.test.head);
        page.row(1, format!("{word}  {}", verdict.test.name.value), place);
        for miss in &verdict.misses {
            let place = page.place(miss.place);
            let written = read.source.slice(miss.place);
            page.row(3, format!("{written}: {}", miss.words), place);
            for why in &miss.why {
                page.row(4, why, "");
            }
        }
    }
    page.print(&read.model.pipeline.name.value, read.model.pipeline.head)
}
