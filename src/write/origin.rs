//! How the lock names pipeline files: relative to the output directory, so that it does not matter where the tool
//! is started. A name that could not be found again would make its files look like orphans.

#![allow(
    clippy::disallowed_methods,
    reason = "a name is found by following links, and looked up again later"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use crate::lock::Lock;

/// Names a pipeline file for the lock, with `/` between its parts.
pub fn source_name(out_dir: &Path, file: &Path) -> String {
    let (from, directory) = (real(out_dir), real(file.parent().unwrap_or(Path::new(""))));
    let to = file.file_name().map_or(directory.clone(), |name| directory.join(name));
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        // Another drive.
        return to.to_string_lossy().replace(MAIN_SEPARATOR, "/");
    }
    let up = from.components().skip(shared).map(|_| "..".into());
    let down = to.components().skip(shared).map(|part| part.as_os_str().to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// Returns the pipeline files that the lock names and that are on disk; what cannot be looked at counts as there.
pub fn present_sources(out_dir: &Path, lock: &Lock) -> Vec<String> {
    let named: BTreeSet<&String> = lock.entries.values().map(|entry| &entry.source).collect();
    let root = real(out_dir);
    let is_there = |source: &&&String| match fs::symlink_metadata(root.join(source.as_str())) {
        Ok(_) => true,
        Err(error) => !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
    };
    named.iter().filter(is_there).map(|source| source.to_string()).collect()
}

/// Follows the links of as much of a path as exists.
fn real(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    for existing in absolute.ancestors() {
        if let (Ok(real), Ok(rest)) = (existing.canonicalize(), absolute.strip_prefix(existing)) {
            return rest.components().fold(real, |path, part| match part {
                Component::ParentDir => path.parent().unwrap_or(&path).to_path_buf(),
                part => path.join(part),
            });
        }
    }
    absolute
}
