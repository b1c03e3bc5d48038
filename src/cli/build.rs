//! `build`: generates the files, or says which are not current.

use std::path::PathBuf;

use clap::Args;

use super::{
    Ended, Failure, Files, Format, Shown,
    check::Found,
    read::{self, Pipeline},
    terminal,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    github::pins::{self, Pins},
    lock::Lock,
    report::{self, Reported},
    source::{Source, Span},
    surroundings::Surroundings,
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
        let pins = match pins_in_use(&surroundings) {
            Ok(pins) => pins,
            Err(mut conflicts) => return Ok(self.shown.report(&mut conflicts, false)),
        };
        let (mut found, wanted, sources) = self.compile(pipelines, &surroundings, &pins);
        let present = lock.as_ref().map(|lock| write::present_sources(&self.out, lock)).unwrap_or_default();
        let job = Job {
            out_dir: &self.out,
            files: &wanted,
            sources: &sources,
            present: &present,
            lock: lock.as_ref(),
        };
        report_collisions(&mut found, &job);
        let ended = self.shown.report_unless_checked(&mut found, self.check);
        if found.iter().any(|file| file.diagnostics.iter().any(|one| one.severity == Severity::Error)) {
            return Ok(Ended::Badly);
        }
        let current = if self.check { self.compare(&job, &found)? } else { self.write(&job, lock.as_ref())? };
        Ok(match (ended, current) {
            (Ended::Well, true) => Ended::Well,
            _ => Ended::Badly,
        })
    }

    fn compile(
        &self,
        pipelines: Vec<Pipeline>,
        surroundings: &Surroundings,
        pins: &Pins,
    ) -> (Vec<Found>, Vec<Wanted>, Vec<String>) {
        let (mut found, mut wanted, mut sources) = (Vec::new(), Vec::<Wanted>::new(), Vec::new());
        for pipeline in pipelines {
            let name = write::source_name(&self.out, &pipeline.path);
            if !pipeline.unreadable.is_empty() {
                found.push(Found { source: pipeline.source, diagnostics: pipeline.unreadable, model: None });
                continue;
            }
            let compiled = crate::compile(&pipeline.source, surroundings, pins);
            wanted.extend(compiled.outputs.into_iter().map(|output| (name.clone(), output)));
            sources.push(name);
            found.push(Found {
                source: pipeline.source,
                diagnostics: compiled.diagnostics,
                model: compiled.model,
            });
        }
        (found, wanted, sources)
    }

    /// Says what is not current; tells whether everything is.
    fn compare(&self, job: &Job<'_>, found: &[Found]) -> Result<bool, Failure> {
        let verdicts = write::compare(job)?;
        match self.shown.format {
            Format::Human if verdicts.is_empty() => {
                terminal::say(&format!("{} are current\n", count(job.files.len(), "generated file")));
            }
            Format::Human => terminal::say(&write::show_verdicts(&verdicts)),
            format => {
                let stale: Vec<(Source, _)> = verdicts.iter().map(Verdict::finding).collect();
                let files: Vec<Reported<'_>> = found
                    .iter()
                    .map(|file| Reported { source: &file.source, diagnostics: &file.diagnostics })
                    .chain(
                        stale
                            .iter()
                            .map(|(source, one)| Reported { source, diagnostics: std::slice::from_ref(one) }),
                    )
                    .collect();
                terminal::say(&report::render(format.report(), &files, terminal::style()));
            }
        }
        Ok(verdicts.is_empty())
    }

    /// Writes, and says what was written; tells whether nothing had to be left out.
    fn write(&self, job: &Job<'_>, lock: Option<&Lock>) -> Result<bool, Failure> {
        let how = How { force: self.force, dry_run: self.dry_run };
        let summary = write::write(job, how)?;
        if self.shown.format == Format::Human {
            terminal::say(&write::show_summary(&summary, how));
            let changed =
                !(summary.created.is_empty() && summary.updated.is_empty() && summary.deleted.is_empty());
            if changed && !self.dry_run {
                terminal::say(next(lock.is_none()));
            }
        }
        Ok(summary.kept.is_empty())
    }
}

impl Shown {
    /// With `--check`, programs get findings and verdicts in one report, which is written later.
    fn report_unless_checked(&self, found: &mut [Found], checked: bool) -> Ended {
        let failed =
            found.iter().any(|file| file.diagnostics.iter().any(|one| one.severity == Severity::Error));
        if !checked || failed || self.format == Format::Human {
            return self.report(found, false);
        }
        for file in found.iter_mut() {
            file.diagnostics.retain(|one| self.advice || one.severity != Severity::Advice);
        }
        let files: Vec<Reported<'_>> = found
            .iter()
            .map(|file| Reported { source: &file.source, diagnostics: &file.diagnostics })
            .collect();
        self.ended(report::Summary::of(&files))
    }
}

fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

fn next(first_time: bool) -> &'static str {
    if first_time {
        "next: put the settings in .github/environments and .github/rulesets in place on GitHub, then merge the workflows\n"
    } else {
        "next: commit; if a file in .github/environments or .github/rulesets changed, put it in place on GitHub before you merge\n"
    }
}

/// Finds the pins of our own workflows on disk, which bots bump.
fn pins_in_use(surroundings: &Surroundings) -> Result<Pins, Vec<Found>> {
    let ours = surroundings.workflows.iter().filter(|workflow| surroundings.ours.contains(&workflow.path));
    let pins: Vec<pins::Found> =
        ours.flat_map(|workflow| pins::find(&workflow.path, &workflow.text)).collect();
    pins::agree(&pins, &Pins::shipped()).map_err(|conflicts| {
        let found = conflicts.iter().filter_map(|conflict| {
            let workflow = surroundings.workflows.iter().find(|workflow| workflow.path == conflict.other.path)?;
            let start = workflow.text.find(&conflict.other.pin.sha)?;
            let (first, other) = (&conflict.first, &conflict.other);
            let mut diagnostics = Diagnostics::default();
            diagnostics
                .error(
                    "pins-disagree",
                    Span::new(start, start + other.pin.sha.len()),
                    format!("two workflows pin `{}` to different commits, and nobody can say which one is meant", other.pin.action),
                )
                .label(format!("{} here; {} in {}", other.pin.version, first.pin.version, first.path))
                .help("give all generated workflows the same line, or delete the one that is wrong and build again");
            Some(Found { source: workflow.clone(), diagnostics: diagnostics.into_sorted(), model: None })
        });
        found.collect()
    })
}

/// Two pipelines that want the same file.
fn report_collisions(found: &mut [Found], job: &Job<'_>) {
    let sources = job.sources;
    let mut reported: Vec<(&str, &String)> = Vec::new();
    let collisions =
        write::collisions(job.files).into_iter().map(|(first, second)| (first.0.as_str(), second));
    let claims = write::claimed(job).into_iter().map(|(wanted, owner)| (owner, wanted));
    for (first, (second, output)) in collisions.chain(claims) {
        if reported.contains(&(first, second)) {
            continue;
        }
        reported.push((first, second));
        let Some(index) = sources.iter().position(|source| source == second) else { continue };
        let Some(file) = found.iter_mut().filter(|file| file.model.is_some()).nth(index) else { continue };
        let Some(model) = &file.model else { continue };
        let mut diagnostics = Diagnostics::default();
        diagnostics
            .error(
                "same-output",
                model.pipeline.head,
                format!("`{first}` generates `{}` too, and one would overwrite the other", output.path),
            )
            .label("this pipeline's files have the same names")
            .help(format!(
                "give this one a prefix: `file-prefix \"{}-\"` in its `pipeline` block",
                model.pipeline.name.value
            ));
        file.diagnostics.extend(diagnostics.into_sorted());
    }
}
