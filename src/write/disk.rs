//! The only file that touches the disk below the output directory. Nothing here decides what happens.

#![allow(clippy::disallowed_methods, reason = "this is where generated files are read, written and deleted")]

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{Error, ErrorKind, Write};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use super::diff::{Difference, difference};
use super::error::WriteError;
use super::location::{directories, parent, refusal, temporary};

/// The output directory.
pub(super) struct Disk<'a> {
    root: &'a Path,
    /// Directories that are known to be no links, so that each is looked at once.
    plain: BTreeSet<String>,
    /// Directories whose entries changed and are not known to survive a power cut.
    unsettled: BTreeSet<PathBuf>,
    /// How many changes are still allowed; tests let a run die before each of them.
    left: Option<usize>,
}

/// A file as it was found.
pub(super) struct OnDisk {
    /// Its text, with replacement characters where it is not text.
    pub(super) text: String,
    /// Whether it is UTF-8.
    pub(super) is_text: bool,
    /// Whether its owner may run it; always true where the system does not know.
    pub(super) executable: bool,
}

impl OnDisk {
    /// Returns how the file differs from what it should be.
    pub(super) fn difference(&self, path: &str, wanted: Option<&str>) -> Difference {
        if self.is_text {
            return difference(path, Some(&self.text), wanted);
        }
        Difference { text: format!("a/{path} is not text, and cannot be shown\n"), lines: 0 }
    }
}

impl<'a> Disk<'a> {
    /// Opens an output directory, which need not exist yet.
    pub(super) fn new(root: &'a Path, left: Option<usize>) -> Self {
        Self { root, plain: BTreeSet::new(), unsettled: BTreeSet::new(), left }
    }

    /// Names a path below the output directory as the user would.
    pub(super) fn name(&self, path: &str) -> String {
        let name = self.root.join(path);
        name.strip_prefix(".").unwrap_or(&name).to_string_lossy().replace(MAIN_SEPARATOR, "/")
    }

    /// Refuses a path that leads out of the output directory or belongs to somebody else.
    pub(super) fn permit(&self, path: &str) -> Result<(), WriteError> {
        refusal(path).map_or(Ok(()), |reason| Err(WriteError::new("use", self.name(path), reason)))
    }

    /// Reads a file; nothing where there is none.
    pub(super) fn read(&mut self, path: &str) -> Result<Option<OnDisk>, WriteError> {
        let Some(metadata) = self.look(path)? else { return Ok(None) };
        let bytes = fs::read(self.root.join(path)).map_err(|error| self.failed("read", path, &error))?;
        let executable = executable(&metadata);
        Ok(Some(match String::from_utf8(bytes) {
            Ok(text) => OnDisk { text, is_text: true, executable },
            Err(error) => {
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                OnDisk { text, is_text: false, executable }
            }
        }))
    }

    /// Replaces a file in one step: whoever reads it sees the old text or the new one.
    pub(super) fn write(&mut self, path: &str, text: &str, executable: bool) -> Result<(), WriteError> {
        self.look(path)?;
        let written = self.replace(path, text, executable);
        if written.is_err() && self.left != Some(0) {
            // The first error is the one to report.
            let _ = self.sweep(path);
        }
        written
    }

    fn replace(&mut self, path: &str, text: &str, executable: bool) -> Result<(), WriteError> {
        let (target, beside) = (self.root.join(path), self.root.join(temporary(path)));
        let directory = self.root.join(parent(path));
        let name = self.name(path);
        let failed = |error: Error| WriteError::from_io("write", name.as_str(), &error);
        if !directory.is_dir() {
            step(&mut self.left)?;
            fs::create_dir_all(&directory).map_err(failed)?;
        }
        self.unsettled.extend(directories(path).map(|directory| self.root.join(directory)));
        self.unsettled.insert(self.root.to_path_buf());
        self.sweep(path)?;
        step(&mut self.left)?;
        // Never through a link that somebody else put there.
        let mut file = OpenOptions::new().write(true).create_new(true).open(&beside).map_err(failed)?;
        step(&mut self.left)?;
        file.write_all(text.as_bytes()).map_err(failed)?;
        if executable {
            make_executable(&file).map_err(failed)?;
        }
        file.sync_all().map_err(failed)?;
        drop(file);
        step(&mut self.left)?;
        fs::rename(&beside, &target).map_err(failed)
    }

    /// Deletes a file.
    pub(super) fn delete(&mut self, path: &str) -> Result<(), WriteError> {
        if self.look(path)?.is_none() {
            return Ok(());
        }
        step(&mut self.left)?;
        let target = self.root.join(path);
        fs::remove_file(&target).map_err(|error| self.failed("delete", path, &error))?;
        self.unsettled.insert(self.root.join(parent(path)));
        Ok(())
    }

    /// Removes the directories that a deleted file has left empty, never the output directory itself.
    pub(super) fn prune(&mut self, path: &str) -> Result<(), WriteError> {
        for directory in directories(path).rev() {
            step(&mut self.left)?;
            match fs::remove_dir(self.root.join(directory)) {
                Ok(()) => drop(self.unsettled.insert(self.root.join(parent(directory)))),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                // Something else is in there, or it is not ours to remove; neither is a failure.
                Err(_) => break,
            }
        }
        Ok(())
    }

    /// Removes the temporary file that a killed run may have left beside a path.
    pub(super) fn sweep(&mut self, path: &str) -> Result<(), WriteError> {
        match fs::remove_file(self.root.join(temporary(path))) {
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Err(self.failed("delete", &temporary(path), &error))
            }
            _ => Ok(()),
        }
    }

    /// Makes sure that everything so far survives a power cut before anything that relies on it is written.
    pub(super) fn settle(&mut self) -> Result<(), WriteError> {
        for directory in std::mem::take(&mut self.unsettled) {
            if let Err(error) = sync(&directory) {
                return Err(WriteError::from_io("write", directory.to_string_lossy(), &error));
            }
        }
        Ok(())
    }

    /// Looks at what stands at a path, and refuses a link there or on the way: it could lead anywhere.
    fn look(&mut self, path: &str) -> Result<Option<Metadata>, WriteError> {
        for directory in directories(path) {
            if self.plain.contains(directory) {
                continue;
            }
            match self.metadata(directory)? {
                Some(metadata) if metadata.is_dir() => drop(self.plain.insert(directory.to_string())),
                Some(_) => return Err(self.failed("read", path, &ErrorKind::NotADirectory.into())),
                None => return Ok(None),
            }
        }
        match self.metadata(path)? {
            Some(metadata) if metadata.is_dir() => {
                Err(self.failed("read", path, &ErrorKind::IsADirectory.into()))
            }
            Some(metadata) if !metadata.is_file() => {
                Err(WriteError::new("read", self.name(path), "it is a device or a pipe, not a file"))
            }
            found => Ok(found),
        }
    }

    fn metadata(&self, path: &str) -> Result<Option<Metadata>, WriteError> {
        match fs::symlink_metadata(self.root.join(path)) {
            Ok(metadata) if metadata.is_symlink() => Err(WriteError::new(
                "use",
                self.name(path),
                "it is a link, and could lead out of the output directory",
            )),
            Ok(metadata) => Ok(Some(metadata)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.failed("read", path, &error)),
        }
    }

    fn failed(&self, action: &'static str, path: &str, error: &Error) -> WriteError {
        WriteError::from_io(action, self.name(path), error)
    }
}

fn step(left: &mut Option<usize>) -> Result<(), WriteError> {
    match left {
        None => Ok(()),
        Some(0) => Err(WriteError::new("write", "", "the run was stopped")),
        Some(left) => {
            *left -= 1;
            Ok(())
        }
    }
}

#[cfg(unix)]
fn executable(metadata: &Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o100 != 0
}

#[cfg(not(unix))]
fn executable(_: &Metadata) -> bool {
    true
}

#[cfg(unix)]
fn make_executable(file: &File) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &File) -> Result<(), Error> {
    Ok(())
}

#[cfg(unix)]
fn sync(directory: &Path) -> Result<(), Error> {
    match File::open(directory).and_then(|directory| directory.sync_all()) {
        // It is gone, or a network disk cannot do this: then there is nothing more to be done.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::InvalidInput | ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        done => done,
    }
}

#[cfg(not(unix))]
fn sync(_: &Path) -> Result<(), Error> {
    Ok(())
}
