//! Generated files on a real disk: what is found there, what is written, and what survives.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "these tests are about the disk")]

mod deaths;
mod locks;
mod orphans;
mod paths;
mod pins;
mod speed;
mod verdicts;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gatewright::lock::LOCK;
use gatewright::output::Output;
use gatewright::write::{
    How, Job, Kind, Summary, Verdict, Wanted, WriteError, compare, present_sources, read_lock, write,
    write_and_die,
};
use tempfile::TempDir;

const SHOP: &str = "pipelines/shop.kdl";
const BUILD: How = How { force: false, dry_run: false };
const FORCE: How = How { force: true, dry_run: false };
const DRY: How = How { force: false, dry_run: true };

/// Makes an output of `shop.kdl`; what ends in `.sh` is executable.
fn file(path: &str, text: &str) -> Wanted {
    file_of(SHOP, path, text)
}

fn file_of(source: &str, path: &str, text: &str) -> Wanted {
    let executable = path.ends_with(".sh");
    (source.to_string(), Output { path: path.to_string(), text: text.to_string(), executable })
}

/// A repository with one pipeline, in a directory that goes away.
struct Place {
    dir: TempDir,
    sources: Vec<String>,
}

impl Place {
    fn new() -> Self {
        Self::with_sources(&[SHOP])
    }

    fn with_sources(sources: &[&str]) -> Self {
        let place = Self {
            dir: TempDir::new().unwrap(),
            sources: sources.iter().map(|one| one.to_string()).collect(),
        };
        sources.iter().for_each(|source| place.put(source, "pipeline\n"));
        place
    }

    fn root(&self) -> &Path {
        self.dir.path()
    }

    fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn get(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn has(&self, path: &str) -> bool {
        fs::symlink_metadata(self.root().join(path)).is_ok()
    }

    fn with_job<T>(&self, files: &[Wanted], work: impl FnOnce(&Job<'_>) -> T) -> Result<T, WriteError> {
        let lock = read_lock(self.root())?;
        let present = lock.as_ref().map(|lock| present_sources(self.root(), lock)).unwrap_or_default();
        let (out_dir, sources, lock) = (self.root(), self.sources.as_slice(), lock.as_ref());
        Ok(work(&Job { out_dir, files, sources, present: &present, lock }))
    }

    fn try_write(&self, files: &[Wanted], how: How) -> Result<Summary, WriteError> {
        self.with_job(files, |job| write(job, how))?
    }

    fn write(&self, files: &[Wanted], how: How) -> Summary {
        self.try_write(files, how).unwrap()
    }

    fn die(&self, files: &[Wanted], how: How, changes: usize) -> Result<Summary, WriteError> {
        self.with_job(files, |job| write_and_die(job, how, changes))?
    }

    fn try_compare(&self, files: &[Wanted]) -> Result<Vec<Verdict>, WriteError> {
        self.with_job(files, compare)?
    }

    fn compare(&self, files: &[Wanted]) -> Vec<Verdict> {
        self.try_compare(files).unwrap()
    }

    /// Returns what is not current, as `(path, kind, cause)`.
    fn kinds(&self, files: &[Wanted]) -> Vec<(String, Kind, String)> {
        self.compare(files).into_iter().map(|one| (one.path, one.kind, one.cause)).collect()
    }

    /// Returns each file and directory with its text.
    fn tree(&self) -> BTreeMap<String, String> {
        fn walk(root: &Path, directory: &Path, tree: &mut BTreeMap<String, String>) {
            for entry in fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                if path.is_dir() {
                    walk(root, &path, tree);
                    tree.insert(format!("{name}/"), String::new());
                } else {
                    tree.insert(name, fs::read_to_string(&path).unwrap());
                }
            }
        }
        let mut tree = BTreeMap::new();
        walk(self.root(), self.root(), &mut tree);
        tree
    }
}

fn row(path: &str, kind: Kind, cause: &str) -> (String, Kind, String) {
    (path.to_string(), kind, cause.to_string())
}

#[test]
fn the_first_run_creates_and_the_second_changes_nothing() {
    let place = Place::new();
    let files = [file(".github/workflows/deploy.yml", "on: push\n"), file("deploy/lib.sh", "#!/bin/bash\n")];

    let summary = place.write(&files, BUILD);
    assert_eq!(summary.created, [".github/workflows/deploy.yml", "deploy/lib.sh", LOCK]);
    assert_eq!(place.get("deploy/lib.sh"), "#!/bin/bash\n");
    assert_eq!(place.compare(&files), []);

    let times = |place: &Place| {
        let paths = [".github/workflows/deploy.yml", "deploy/lib.sh", LOCK];
        paths.map(|path| fs::metadata(place.root().join(path)).unwrap().modified().unwrap())
    };
    let before = times(&place);
    std::thread::sleep(std::time::Duration::from_millis(20));
    let again = place.write(&files, BUILD);
    assert_eq!(again.unchanged, [".github/workflows/deploy.yml", "deploy/lib.sh"]);
    assert_eq!(again, Summary { unchanged: again.unchanged.clone(), ..Summary::default() });
    assert_eq!(times(&place), before);
}

#[test]
fn a_dry_run_says_it_all_and_writes_nothing() {
    let place = Place::new();
    place.write(&[file("a.yml", "1\n"), file("b.yml", "1\n"), file("c.yml", "1\n")], BUILD);
    place.put("b.yml", "mine\n");
    let before = place.tree();

    let next = [file("a.yml", "2\n"), file("b.yml", "2\n"), file("new/d.yml", "2\n")];
    let dry = place.write(&next, DRY);
    assert_eq!(place.tree(), before);
    assert_eq!(dry, place.write(&next, BUILD));
    assert_eq!((dry.created, dry.deleted), (vec!["new/d.yml".to_string()], vec!["c.yml".to_string()]));
    assert_eq!(dry.updated, ["a.yml", LOCK]);
    assert_eq!(dry.kept[0].path, "b.yml");
}

#[test]
fn an_output_directory_that_does_not_exist_is_made() {
    let place = Place::new();
    let out = place.root().join("deep/er");
    let files = [file("a.yml", "1\n")];
    let job = Job { out_dir: &out, files: &files, sources: &place.sources, present: &[], lock: None };
    assert_eq!(compare(&job).unwrap()[0].kind, Kind::Missing);
    assert!(!place.has("deep"));
    write(&job, BUILD).unwrap();
    assert_eq!(place.get("deep/er/a.yml"), "1\n");
}

#[cfg(unix)]
#[test]
fn scripts_are_executable_and_pages_are_not() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let files = [file("deploy/lib.sh", "true\n"), file("docs/pipeline.md", "# Pipeline\n")];
    place.write(&files, BUILD);
    let mode = |path| fs::metadata(place.root().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("deploy/lib.sh"), 0o755);
    assert_eq!(mode("docs/pipeline.md") & 0o111, 0);

    fs::set_permissions(place.root().join("deploy/lib.sh"), fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(place.kinds(&files), [row("deploy/lib.sh", Kind::Stale, "it is not executable")]);
    assert_eq!(place.write(&files, BUILD).updated, ["deploy/lib.sh"]);
    assert_eq!(mode("deploy/lib.sh"), 0o755);
}
