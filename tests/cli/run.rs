//! A directory that goes away, and the real program started in it.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A repository.
pub(crate) struct Place {
    dir: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { dir: TempDir::new().unwrap() }
    }

    /// Makes one in memory where the system has such a disk: there, what is written a thousand times is written fast.
    pub(crate) fn in_memory() -> Self {
        let dir = TempDir::new_in("/dev/shm").or_else(|_| TempDir::new());
        Self { dir: dir.unwrap() }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub(crate) fn put(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn get(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.get(path);
        assert!(text.contains(from), "{path} is to contain {from:?}");
        self.put(path, text.replace(from, to));
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        fs::symlink_metadata(self.path(path)).is_ok()
    }

    /// Returns every file with its bytes.
    pub(crate) fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        fn walk(root: &Path, folder: &Path, tree: &mut BTreeMap<String, Vec<u8>>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.symlink_metadata().unwrap() {
                    data if data.is_dir() => walk(root, &path, tree),
                    data if data.is_file() => {
                        let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                        drop(tree.insert(name, fs::read(&path).unwrap()));
                    }
                    _ => {}
                }
            }
        }
        let mut tree = BTreeMap::new();
        walk(self.dir.path(), self.dir.path(), &mut tree);
        tree
    }

    /// Returns every file but the pipelines.
    pub(crate) fn generated(&self) -> BTreeMap<String, Vec<u8>> {
        let mut tree = self.tree();
        tree.retain(|path, _| !path.ends_with(".kdl"));
        tree
    }

    /// Prepares a run of the program at the top.
    pub(crate) fn run(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gatewright"));
        command.args(arguments).current_dir(self.dir.path()).env_clear().stdin(Stdio::null());
        Run { command, root: self.dir.path().to_string_lossy().into_owned(), input: None }
    }
}

/// A run of the program in an environment in which nothing is set.
pub(crate) struct Run {
    command: Command,
    root: String,
    input: Option<String>,
}

impl Run {
    pub(crate) fn from(mut self, folder: &str) -> Self {
        self.command.current_dir(Path::new(&self.root).join(folder));
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn input(mut self, text: &str) -> Self {
        self.input = Some(text.to_owned());
        self.command.stdin(Stdio::piped());
        self
    }

    pub(crate) fn command(self) -> Command {
        self.command
    }

    /// Runs it to its end, which has to be this one.
    #[track_caller]
    pub(crate) fn ends(mut self, code: i32) -> Done {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        if let Some(input) = self.input {
            // Whoever does not read it ends first.
            let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        }
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&self.root, "[ROOT]");
        let done = Done { out: text(output.stdout), err: text(output.stderr) };
        assert_eq!(output.status.code(), Some(code), "{done:#?}");
        assert!(!done.err.contains("panicked"), "{}", done.err);
        done.assert_harmless();
        done
    }
}

/// What a run has said.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Done {
    /// Asserts that nothing of it can do anything to a terminal.
    #[track_caller]
    fn assert_harmless(&self) {
        for text in [&self.out, &self.err] {
            let obeyed = |c: char| {
                c.is_control() && c != '\n' && c != '\t'
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert_eq!(text.chars().find(|&c| obeyed(c)), None, "{text:?}");
        }
    }

    /// Asserts that it says this to people.
    #[track_caller]
    pub(crate) fn complains(&self, words: &str) -> &Self {
        assert!(self.err.contains(words), "{words:?} is not in:\n{}", self.err);
        self
    }

    /// Asserts that this is in the result.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> &Self {
        assert!(self.out.contains(words), "{words:?} is not in:\n{}", self.out);
        self
    }

    /// Asserts that people are told nothing.
    #[track_caller]
    pub(crate) fn is_quiet(&self) -> &Self {
        assert_eq!(self.err, "");
        self
    }

    /// Reads the result as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}:\n{}", self.out))
    }

    /// Returns the codes of the findings in a JSON report, in order.
    #[track_caller]
    pub(crate) fn codes(&self) -> Vec<String> {
        let files = self.json()["files"].as_array().unwrap().clone();
        let found = files.iter().flat_map(|file| file["diagnostics"].as_array().unwrap());
        found.map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    }
}
