//! Which paths an output may have, and which of them get in each other's way.

use std::collections::BTreeMap;

use crate::lock::LOCK;
use crate::output::Output;

use super::Job;

/// An output, behind the name of the pipeline file that asks for it.
pub type Wanted = (String, Output);

/// What the temporary file beside an output ends with.
pub(super) const TEMPORARY: &str = ".gatewright-tmp";

/// Returns the name of the temporary file of a path: always the same one, so that a killed run leaves at most one.
pub(super) fn temporary(path: &str) -> String {
    let (directory, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
    format!("{directory}.{name}{TEMPORARY}")
}

/// Returns the directory of a path; empty for the output directory itself.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(directory, _)| directory)
}

/// Returns the directories of a path below the output directory, the outermost first.
pub(super) fn directories(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Says why nothing may be written or deleted at a path, on any operating system.
pub(super) fn refusal(path: &str) -> Option<&'static str> {
    let inside = "it would leave the output directory";
    if path.starts_with('/') || path.contains(['\\', ':']) {
        return Some(inside);
    }
    if path.contains(|c: char| c.is_control()) {
        return Some("its name contains a control character");
    }
    if path.to_lowercase() == LOCK || path.ends_with(TEMPORARY) {
        return Some("this name belongs to gatewright itself");
    }
    path.split('/').find_map(|part| match part {
        "" | "." | ".." => Some(inside),
        part if part.eq_ignore_ascii_case(".git") => Some("`.git` belongs to git"),
        // Windows drops these, so that `.git.` would be `.git`.
        part if part.ends_with(['.', ' ']) => Some("a part of its name ends with a dot or a space"),
        _ => None,
    })
}

/// Returns each pair of outputs that cannot both be on a disk: the same path, the same but for case, or one where
/// the other needs a directory.
pub fn collisions(files: &[Wanted]) -> Vec<(&Wanted, &Wanted)> {
    let mut seen: BTreeMap<String, &Wanted> = BTreeMap::new();
    let mut pairs = Vec::new();
    for file in files {
        let path = file.1.path.to_lowercase();
        match seen.get(&path) {
            Some(first) => pairs.push((*first, file)),
            None => drop(seen.insert(path, file)),
        }
    }
    for file in files {
        let path = file.1.path.to_lowercase();
        pairs.extend(directories(&path).filter_map(|directory| Some((*seen.get(directory)?, file))));
    }
    pairs
}

/// Returns each output whose place belongs to a pipeline that is on disk but not in this run, with that pipeline.
pub fn claimed<'a>(job: &Job<'a>) -> Vec<(&'a Wanted, &'a str)> {
    let Some(lock) = job.lock else { return Vec::new() };
    let owner = |path: &str| lock.entry(path).map(|entry| &entry.source);
    let elsewhere = |source: &&String| !job.sources.contains(source) && job.present.contains(source);
    let claim = |file: &'a Wanted| Some((file, owner(&file.1.path).filter(elsewhere)?.as_str()));
    job.files.iter().filter_map(claim).collect()
}
