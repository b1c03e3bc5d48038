//! Generated files: onto the disk, whole or not at all, or compared with what is there.
//!
//! A run that is killed leaves each file old or new, and a lock that accepts both, so that the next run never takes
//! its work for a person's edits: first the lock, then the files, then the lock again.

use std::collections::BTreeSet;
use std::path::Path;

use crate::lock::{LOCK, Lock};

mod decision;
mod diff;
mod disk;
mod error;
mod location;
mod origin;
mod show;
mod verdict;

pub use error::WriteError;
pub use location::{Wanted, claimed, collisions};
pub use origin::{present_sources, source_name};
pub use show::{show_summary, show_verdicts};
pub use verdict::{Kind, Verdict};

use decision::Decision;
use disk::Disk;

/// What one run is about.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// The output directory.
    pub out_dir: &'a Path,
    /// The outputs.
    pub files: &'a [Wanted],
    /// The pipeline files of this run.
    pub sources: &'a [String],
    /// The pipeline files that the lock names and that are still on disk.
    pub present: &'a [String],
    /// The lock of the last run, if there was one.
    pub lock: Option<&'a Lock>,
}

/// How far a run may go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct How {
    /// Overwrite and delete what was edited by hand, too.
    pub force: bool,
    /// Change nothing, only say what would be done.
    pub dry_run: bool,
}

/// What a run did, or in a dry run would have done; paths are below the output directory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were not there before.
    pub created: Vec<String>,
    /// Files that have another text or mode now.
    pub updated: Vec<String>,
    /// Files that were current already.
    pub unchanged: Vec<String>,
    /// Files that nothing asked for any more.
    pub deleted: Vec<String>,
    /// Hand-edited files that were left as they are.
    pub kept: Vec<Verdict>,
    /// Hand-edited files that `--force` overwrote or deleted; their diffs hold what was lost.
    pub overridden: Vec<Verdict>,
}

/// Reads the lock of an output directory; nothing where there is none.
pub fn read_lock(out_dir: &Path) -> Result<Option<Lock>, WriteError> {
    let mut disk = Disk::new(out_dir, None);
    let Some(found) = disk.read(LOCK)? else { return Ok(None) };
    Lock::parse(&found.text).map(Some).map_err(|reason| WriteError::new("read", disk.name(LOCK), reason))
}

/// Returns one verdict for each file that is not current, by path; none where all is well.
pub fn compare(job: &Job<'_>) -> Result<Vec<Verdict>, WriteError> {
    let mut decision = Decision::new(job, &mut Disk::new(job.out_dir, None))?;
    decision.verdicts.extend(decision.verdict_on_lock(job));
    Ok(decision.verdicts)
}

/// Brings the output directory up to date, and leaves alone what a person edited.
pub fn write(job: &Job<'_>, how: How) -> Result<Summary, WriteError> {
    run(job, how, None)
}

/// Dies before the given number of changes to the disk, as if killed; for tests of what the next run finds.
#[doc(hidden)]
pub fn write_and_die(job: &Job<'_>, how: How, changes: usize) -> Result<Summary, WriteError> {
    run(job, how, Some(changes))
}

fn run(job: &Job<'_>, how: How, changes: Option<usize>) -> Result<Summary, WriteError> {
    let mut disk = Disk::new(job.out_dir, changes);
    let decision = Decision::new(job, &mut disk)?;
    let afterwards = decision.lock_afterwards(job, how.force);
    let summary = summarize(job, &decision, &afterwards, how.force);
    if !how.dry_run {
        carry_out(job, &mut disk, &decision, &afterwards, &summary)?;
    }
    Ok(summary)
}

fn summarize(job: &Job<'_>, decision: &Decision, afterwards: &Lock, force: bool) -> Summary {
    let mut summary = Summary::default();
    for verdict in &decision.verdicts {
        let path = verdict.path.clone();
        if verdict.kind.is_kept() {
            let list = if force { &mut summary.overridden } else { &mut summary.kept };
            list.push(verdict.clone());
            if !force {
                continue;
            }
        }
        match verdict.kind {
            Kind::Missing => summary.created.push(path),
            Kind::Stale | Kind::Edited | Kind::Foreign => summary.updated.push(path),
            Kind::Orphan | Kind::EditedOrphan => summary.deleted.push(path),
        }
    }
    let paths = job.files.iter().map(|(_, output)| &output.path);
    summary.unchanged = paths.filter(|path| decision.verdict(path).is_none()).cloned().collect();
    summary.unchanged.sort();
    match job.lock {
        None if afterwards.entries.is_empty() => {}
        None => summary.created.push(LOCK.to_string()),
        Some(lock) if lock == afterwards => {}
        Some(_) => summary.updated.push(LOCK.to_string()),
    }
    summary
}

fn carry_out(
    job: &Job<'_>,
    disk: &mut Disk<'_>,
    decision: &Decision,
    afterwards: &Lock,
    summary: &Summary,
) -> Result<(), WriteError> {
    let paths = job.files.iter().map(|(_, output)| output.path.as_str());
    let looked_at = paths.chain(decision.verdicts.iter().map(|verdict| verdict.path.as_str()));
    for path in looked_at.chain(decision.gone.iter().map(String::as_str)).chain([LOCK]) {
        disk.sweep(path)?;
    }
    let mut on_disk = job.lock.cloned();
    let mut put = |disk: &mut Disk<'_>, lock: &Lock| {
        if on_disk.as_ref() == Some(lock) || on_disk.is_none() && lock.entries.is_empty() {
            return Ok(());
        }
        disk.write(LOCK, &lock.to_text(), false)?;
        on_disk = Some(lock.clone());
        disk.settle()
    };
    let changes = [&summary.created, &summary.updated, &summary.deleted];
    if changes.iter().any(|paths| paths.iter().any(|path| path != LOCK)) {
        put(disk, &decision.lock_meanwhile(job, afterwards))?;
    }
    // Deleted first: on a disk that ignores case, a renamed output and its orphan are one file.
    let mut renamed = BTreeSet::new();
    for path in &summary.deleted {
        disk.delete(path)?;
        renamed.insert(path.to_lowercase());
    }
    let written: BTreeSet<&String> = summary.created.iter().chain(&summary.updated).collect();
    for (_, output) in job.files {
        if written.contains(&output.path) || renamed.contains(&output.path.to_lowercase()) {
            disk.write(&output.path, &output.text, output.executable)?;
        }
    }
    for path in summary.deleted.iter().chain(&decision.gone) {
        disk.prune(path)?;
    }
    disk.settle()?;
    put(disk, afterwards)
}
