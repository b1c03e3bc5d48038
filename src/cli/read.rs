//! Reading: pipeline files, and the files of the repository that bear on them.

#![allow(clippy::disallowed_methods, reason = "this is where files are read")]

use std::{
    fs,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
};

use super::Failure;
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    lock::Lock,
    source::{Source, Span},
    surroundings::Surroundings,
    syntax::MAX_BYTES,
    templates::FOLDER,
    write,
};

/// A pipeline file: its text, or what is wrong with it as a text.
pub(super) struct Pipeline {
    /// The text, under the name that it has in what is generated.
    pub(super) source: Source,
    /// The path that opens it from the working directory.
    pub(super) shown: String,
    /// How the lock names it.
    pub(super) locked: String,
    /// What kept it from being text; empty for a file that can be compiled.
    pub(super) unreadable: Vec<Diagnostic>,
}

impl Pipeline {
    /// Returns the text under the path that people and annotations need.
    pub(super) fn into_shown(self) -> Source {
        Source { path: self.shown, text: self.source.text }
    }
}

/// Reads the files that were named, each once, or else those that stand where pipelines do.
pub(super) fn pipelines(files: &[PathBuf], out: &Path) -> Result<Vec<Pipeline>, Failure> {
    let found = if files.is_empty() { find()? } else { files.to_vec() };
    let mut pipelines: Vec<Pipeline> = Vec::with_capacity(found.len());
    for path in found {
        let locked = write::source_name(out, &path);
        if pipelines.iter().all(|known| known.locked != locked) {
            pipelines.push(pipeline(&path, locked)?);
        }
    }
    Ok(pipelines)
}

fn find() -> Result<Vec<PathBuf>, Failure> {
    let folder = Path::new("pipelines");
    let mut found: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "kdl") && !is_hidden(path))
            .collect(),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Vec::new(),
        Err(error) => return Err(failure("read", folder, &error)),
    };
    found.sort();
    if found.is_empty() && Path::new("pipeline.kdl").is_file() {
        found.push(PathBuf::from("pipeline.kdl"));
    }
    if found.is_empty() {
        let reason = "there is no pipeline here: neither pipelines/*.kdl nor pipeline.kdl; `gatewright init` writes one";
        return Err(Failure(reason.to_owned()));
    }
    Ok(found)
}

/// Editors keep locks and half-written copies under such names.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn pipeline(path: &Path, locked: String) -> Result<Pipeline, Failure> {
    let shown = with_slashes(path);
    let name = name(path, &locked, &shown);
    let (bytes, whole) = bytes(path)?;
    let mut diagnostics = Diagnostics::default();
    if !whole {
        diagnostics
            .error(
                "file-too-large",
                Span::default(),
                format!("this file has more than {} MB", MAX_BYTES >> 20),
            )
            .label("nothing of it was read")
            .help("a pipeline of a thousand environments has a tenth of that: is this the right file?");
        let source = Source::new(name, "");
        return Ok(Pipeline { source, shown, locked, unreadable: diagnostics.into_sorted() });
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            diagnostics
                .error("not-utf-8", Span::new(at, at + '\u{fffd}'.len_utf8()), "this file is not UTF-8 text")
                .label("the first byte that is no letter")
                .help("save it as UTF-8, without a byte order mark");
            text
        }
    };
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(Pipeline { source: Source::new(name, text), shown, locked, unreadable: diagnostics.into_sorted() })
}

/// Reads at most as much as a pipeline may have; tells whether that was all.
fn bytes(path: &Path) -> Result<(Vec<u8>, bool), Failure> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|error| failure("read", path, &error))?;
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| failure("read", path, &error))?;
    let whole = bytes.len() <= MAX_BYTES;
    Ok((bytes, whole))
}

/// What a file is called in what is generated: from the output directory where it stands in it, or else from the
/// working directory, so that nobody's home directory is committed.
fn name(path: &Path, locked: &str, shown: &str) -> String {
    let outside = |name: &str| name.starts_with("../") || Path::new(name).is_absolute();
    if !outside(locked) {
        return locked.to_owned();
    }
    Some(write::source_name(Path::new("."), path)).filter(|name| !outside(name)).unwrap_or(shown.to_owned())
}

/// A path as the user wrote it, with `/` between its parts.
pub(super) fn with_slashes(path: &Path) -> String {
    let written = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    written.strip_prefix("./").map(str::to_owned).unwrap_or(written)
}

/// What every generated workflow, and CODEOWNERS, starts with.
const GENERATED: &str = "# Generated by gatewright from ";

/// Reads what the compiler has to know about the repository that it generates into. Where the lock is lost, what says
/// of itself that it was generated is no stranger: `build` compares it with what the pipeline asks for.
pub(super) fn surroundings(out: &Path, lock: Option<&Lock>) -> Result<Surroundings, Failure> {
    let mut ours: Vec<String> = lock.map(|lock| lock.entries.keys().cloned().collect()).unwrap_or_default();
    let says_so = |text: &str| lock.is_none() && text.starts_with(GENERATED);
    let folder = out.join(".github/workflows");
    let mut workflows = Vec::new();
    let mut paths: Vec<PathBuf> = match fs::read_dir(&folder) {
        Ok(entries) => entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect(),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Vec::new(),
        Err(error) => return Err(failure("read", &folder, &error)),
    };
    let is_workflow = |path: &Path| path.extension().is_some_and(|one| one == "yml" || one == "yaml");
    // GitHub runs neither folders nor links that lead nowhere.
    paths.retain(|path| is_workflow(path) && path.is_file());
    paths.sort();
    for path in paths {
        let name = format!(".github/workflows/{}", path.file_name().unwrap_or_default().to_string_lossy());
        let text = text(&path)?;
        if says_so(&text) {
            ours.push(name.clone());
        }
        workflows.push(Source::new(name, text));
    }
    let codeowners = ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"]
        .into_iter()
        .filter(|path| !ours.iter().any(|ours| ours == path))
        .filter_map(|path| fs::read_to_string(out.join(path)).ok().map(|text| Source::new(path, text)))
        .find(|file| !says_so(&file.text));
    Ok(Surroundings { workflows, ours, templates: templates(out)?, codeowners })
}

/// The team's own templates; whatever stands in that folder is meant to be one.
fn templates(out: &Path) -> Result<Vec<Source>, Failure> {
    let folder = out.join(FOLDER);
    let mut paths: Vec<PathBuf> = match fs::read_dir(&folder) {
        Ok(entries) => entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect(),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Vec::new(),
        Err(error) => return Err(failure("read", &folder, &error)),
    };
    paths.retain(|path| path.is_file() && !is_hidden(path));
    paths.sort();
    let file = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Source::new(format!("{FOLDER}/{name}"), text(&path)?))
    };
    paths.into_iter().map(file).collect()
}

fn text(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| failure("read", path, &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Says which file could not be read or written, and why.
pub(super) fn failure(action: &'static str, path: &Path, error: &std::io::Error) -> Failure {
    write::WriteError::from_io(action, with_slashes(path), error).into()
}
