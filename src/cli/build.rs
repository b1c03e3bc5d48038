//! `build`: generates the files, or says which are not current.

use std::path::PathBuf;

use clap::Args;

use super::{
    Ended, Failure, Files, Format, Shown,
    check::Found,
    conflicts,
    read::{self, Pipeline},
    terminal,
};
use crate::{
    diagnostic::Severity,
    github::Pins,
    lock::Lock,
    report::{self, Reported, Summary},
    surroundings::Surroundings,
    text::count,
    write::{self, How, Job, Verdict, Wanted},
};

/// The arguments of `build`.
#[derive(Args)]
pub(super) struct Build {
    #[command(flatten)]
    files: Files,
    /// Writes nothing, and fails if a file is not current
    #[arg(long, conflicts_with_all = ["dry_run", "force"])]
    check: bool,
    /// Writes nothing, and says what would be written
    #[arg(long)]
    dry_run: bool,
    /// Overwrites files that were edited by hand
    #[arg(long)]
    force: bool,
    /// The repository's top, where the files are generated
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    #[command(flatten)]
    shown: Shown,
}

impl Build {
    pub(super) fn run(self) -> Result<Ended, Failure> {
        let lock = write::read_lock(&self.out)?;
        let surroundings = read::surroundings(&self.out, lock.as_ref())?;
        let pipelines = read::pipelines(&self.files.files, &self.out)?;
        let (pins, disagreements) = conflicts::pins(&surroundings, &self.out);
        let (mut found, wanted) = compile(pipelines, &surroundings, &pins);
        let sources: Vec<String> = found.iter().map(|file| file.locked.clone()).collect();
        let present = lock.as_ref().map(|lock| write::present_sources(&self.out, lock)).unwrap_or_default();
        let job = Job {
            out_dir: &self.out,
            files: &wanted,
            sources: &sources,
            present: &present,
            lock: lock.as_ref(),
        };
        conflicts::same_output(&mut found, &job);
        found.extend(disagreements);
        if found.iter().flat_map(|file| &file.diagnostics).any(|one| one.severity == Severity::Error) {
            return self.stop(&mut found);
        }
        if self.check { self.compare(&job, &mut found) } else { self.write(&job, &mut found) }
    }

    /// Shows why nothing is generated.
    fn stop(&self, found: &mut [Found]) -> Result<Ended, Failure> {
        let summary = self.shown.report(found)?;
        if self.shown.format == Format::Human {
            let outcome = if self.check { "compared" } else { "written" };
            terminal::complain(&format!("\n{summary}: nothing was {outcome}\n"));
        }
        Ok(Ended::Badly)
    }

    /// Says what is not current.
    fn compare(&self, job: &Job<'_>, found: &mut [Found]) -> Result<Ended, Failure> {
        let mut verdicts = write::compare(job)?;
        verdicts.iter_mut().for_each(|verdict| self.name(&mut verdict.path));
        let summary = self.report(found, &verdicts)?;
        match self.shown.format {
            Format::Human if verdicts.is_empty() => terminal::say(&all_current(job))?,
            Format::Human => terminal::say(&write::show_verdicts(&verdicts))?,
            // Annotations have no room for the diffs, and whoever reads them in a log has nothing else.
            Format::Github => terminal::complain(&terminal::inert(&write::show_verdicts(&verdicts))),
            Format::Json | Format::Sarif => {}
        }
        Ok(if verdicts.is_empty() { self.shown.ended(summary) } else { Ended::Badly })
    }

    /// Writes, and says what was written and what was left to its editor.
    fn write(&self, job: &Job<'_>, found: &mut [Found]) -> Result<Ended, Failure> {
        let how = How { force: self.force, dry_run: self.dry_run };
        let mut summary = write::write(job, how)?;
        for paths in [&mut summary.created, &mut summary.updated, &mut summary.deleted] {
            paths.iter_mut().for_each(|path| self.name(path));
        }
        for verdict in summary.kept.iter_mut().chain(&mut summary.overridden) {
            self.name(&mut verdict.path);
        }
        let findings = self.report(found, &summary.kept)?;
        let touched = [&summary.created, &summary.updated, &summary.deleted];
        let touched = touched.iter().any(|paths| !paths.is_empty());
        if self.shown.format == Format::Human {
            match touched || !summary.kept.is_empty() {
                true => terminal::say(&write::show_summary(&summary, how))?,
                false => terminal::say(&all_current(job))?,
            }
            if touched && summary.kept.is_empty() {
                terminal::say(self.next(job.lock, &summary))?;
            }
        }
        Ok(if summary.kept.is_empty() { self.shown.ended(findings) } else { Ended::Badly })
    }

    /// Shows the findings; programs get those about generated files in the same report.
    fn report(&self, found: &mut [Found], verdicts: &[Verdict]) -> Result<Summary, Failure> {
        if self.shown.format == Format::Human {
            return self.shown.report(found);
        }
        self.shown.retain(found);
        let own: Vec<_> = verdicts.iter().map(Verdict::finding).collect();
        let own = own.iter().map(|(source, one)| Reported { source, diagnostics: std::slice::from_ref(one) });
        let files: Vec<Reported<'_>> = found.iter().map(Found::reported).chain(own).collect();
        terminal::say(&report::render(self.shown.format.report(), &files, terminal::style()))?;
        Ok(Summary::of(&files))
    }

    /// Makes a path below the output directory one that can be opened from the working directory.
    fn name(&self, path: &mut String) {
        *path = read::with_slashes(&self.out.join(path.as_str()));
    }

    fn next(&self, lock: Option<&Lock>, summary: &write::Summary) -> &'static str {
        let mut touched = summary.created.iter().chain(&summary.updated).chain(&summary.deleted);
        let settings = [".github/environments/", ".github/rulesets/"];
        let settings = touched.any(|path| settings.iter().any(|folder| path.contains(folder)));
        match lock {
            _ if self.dry_run => "nothing was written: this is a dry run\n",
            None => {
                "next: commit these files; before you merge, `gatewright apply` puts the settings in \
                 .github/environments and .github/rulesets in place on GitHub\n"
            }
            Some(_) if settings => {
                "next: commit; before you merge, `gatewright apply` brings GitHub's settings in line with what changed \
                 in .github/environments and .github/rulesets\n"
            }
            Some(_) => "next: commit\n",
        }
    }
}

fn all_current(job: &Job<'_>) -> String {
    let are = if job.files.len() == 1 { "is" } else { "are" };
    format!("{} {are} current\n", count(job.files.len(), "generated file"))
}

fn compile(pipelines: Vec<Pipeline>, surroundings: &Surroundings, pins: &Pins) -> (Vec<Found>, Vec<Wanted>) {
    let (mut found, mut wanted) = (Vec::new(), Vec::<Wanted>::new());
    for mut pipeline in pipelines {
        let locked = pipeline.locked.clone();
        let unreadable = std::mem::take(&mut pipeline.unreadable);
        let compiled = match unreadable.is_empty() {
            true => crate::compile(&pipeline.source, surroundings, pins),
            false => crate::Compiled { outputs: Vec::new(), model: None, diagnostics: unreadable },
        };
        wanted.extend(compiled.outputs.into_iter().map(|output| (locked.clone(), output)));
        let (diagnostics, model) = (compiled.diagnostics, compiled.model);
        found.push(Found { locked, source: pipeline.into_shown(), diagnostics, model });
    }
    (found, wanted)
}
