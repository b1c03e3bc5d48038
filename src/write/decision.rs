//! What a run would find and do, decided before anything is changed.

use std::collections::BTreeSet;

use crate::lock::{Entry, Hash, LOCK, Lock, TOOL};

use super::Job;
use super::disk::Disk;
use super::error::WriteError;
use super::location::{claimed, collisions};
use super::verdict::{Kind, Verdict};

/// Everything that is known before the first change.
pub(super) struct Decision {
    /// The files that are not current, by path.
    pub(super) verdicts: Vec<Verdict>,
    /// What each output of the job hashes to.
    hashes: Vec<Hash>,
    /// Paths that the lock names, nothing asks for, and nobody has to delete any more.
    pub(super) gone: Vec<String>,
}

impl Decision {
    /// Reads each file once and judges it.
    pub(super) fn new(job: &Job<'_>, disk: &mut Disk<'_>) -> Result<Self, WriteError> {
        if let Some((first, second)) = collisions(job.files).first() {
            let reason = format!("`{}` ({}) needs the same place", first.1.path, first.0);
            return Err(WriteError::new("use", disk.name(&second.1.path), reason));
        }
        if let Some((file, owner)) = claimed(job).first() {
            let reason = format!("it belongs to `{owner}`, which is not in this run; build both together");
            return Err(WriteError::new("use", disk.name(&file.1.path), reason));
        }
        let nothing = Lock::default();
        let lock = job.lock.unwrap_or(&nothing);
        let (mut verdicts, mut hashes, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for file in job.files {
            let path = &file.1.path;
            disk.permit(path)?;
            let hash = Hash::of(&file.1.text);
            hashes.push(hash);
            verdicts.extend(Verdict::of_output(file, hash, disk.read(path)?, lock));
        }
        let wanted: BTreeSet<&str> = job.files.iter().map(|(_, output)| output.path.as_str()).collect();
        for (path, entry) in lock.entries.iter().filter(|(path, _)| !wanted.contains(path.as_str())) {
            let in_run = job.sources.contains(&entry.source);
            let source_is_gone = !in_run && !job.present.contains(&entry.source);
            if !in_run && !source_is_gone {
                continue;
            }
            let named = |error: WriteError| WriteError {
                reason: format!("`{LOCK}` names it, and {}", error.reason),
                ..error
            };
            disk.permit(path).map_err(named)?;
            match disk.read(path).map_err(named)? {
                Some(found) => verdicts.push(Verdict::of_orphan(path, entry, found, source_is_gone)),
                None => gone.push(path.clone()),
            }
        }
        verdicts.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self { verdicts, hashes, gone })
    }

    /// Returns the verdict over a path; nothing where the file is current.
    pub(super) fn verdict(&self, path: &str) -> Option<&Verdict> {
        let at = self.verdicts.binary_search_by(|verdict| verdict.path.as_str().cmp(path)).ok()?;
        self.verdicts.get(at)
    }

    /// Returns the lock as it is when all is done.
    pub(super) fn lock_afterwards(&self, job: &Job<'_>, force: bool) -> Lock {
        let old = job.lock.cloned().unwrap_or_default();
        let mut entries = old.entries.clone();
        for ((source, output), &hash) in job.files.iter().zip(&self.hashes) {
            if self.verdict(&output.path).is_none_or(|verdict| force || !verdict.kind.is_kept()) {
                entries.insert(output.path.clone(), Entry::new(source, hash));
            } else if let Some(entry) = entries.get_mut(&output.path) {
                entry.source.clone_from(source);
            }
        }
        let deleted =
            self.verdicts.iter().filter(|one| one.kind == Kind::Orphan || force && one.kind.is_orphan());
        for path in self.gone.iter().chain(deleted.map(|one| &one.path)) {
            entries.remove(path);
        }
        // A new version that changes nothing else is no reason for a commit.
        let tool = if entries == old.entries && job.lock.is_some() { old.tool } else { TOOL.to_string() };
        Lock { tool, entries }
    }

    /// Returns the lock that is true at each moment of the run: it accepts each file as it was and as it will be.
    pub(super) fn lock_meanwhile(&self, job: &Job<'_>, afterwards: &Lock) -> Lock {
        let mut meanwhile = afterwards.clone();
        let Some(old) = job.lock else { return meanwhile };
        // What is gone stays until its directory is, too.
        for path in self.verdicts.iter().map(|verdict| &verdict.path).chain(&self.gone) {
            let Some(before) = old.entry(path) else { continue };
            match meanwhile.entries.get_mut(path) {
                Some(entry) => before.hashes.iter().for_each(|&hash| entry.accept(hash)),
                None => drop(meanwhile.entries.insert(path.clone(), before.clone())),
            }
        }
        meanwhile
    }

    /// Returns the lock's own verdict, where it is the only thing that is not current.
    pub(super) fn verdict_on_lock(&self, job: &Job<'_>) -> Option<Verdict> {
        let afterwards = self.lock_afterwards(job, false);
        let entries = job.lock.map(|lock| &lock.entries);
        let same = entries.map_or(afterwards.entries.is_empty(), |entries| *entries == afterwards.entries);
        (self.verdicts.is_empty() && !same).then(|| Verdict::of_lock(job.lock, &afterwards))
    }
}
