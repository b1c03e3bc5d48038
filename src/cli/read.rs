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
    first::Facts,
    lock::Lock,
    source::{Source, Span},
    surroundings::Surroundings,
    syntax::MAX_BYTES,
    write,
};

/// A pipeline file: its text, or what is wrong with it as a text.
pub(super) struct Pipeline {
    pub(super) source: Source,
    /// What kept it from being text; empty for a file that can be compiled.
    pub(super) unreadable: Vec<Diagnostic>,
    pub(super) path: PathBuf,
}

/// Reads the files that were named, or else those that stand where pipelines do.
pub(super) fn pipelines(files: &[PathBuf], out: &Path) -> Result<Vec<Pipeline>, Failure> {
    let found = if files.is_empty() { find()? } else { files.to_vec() };
    found.into_iter().map(|path| pipeline(path, out)).collect()
}

fn find() -> Result<Vec<PathBuf>, Failure> {
    let folder = Path::new("pipelines");
    let mut found: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "kdl"))
            .collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
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

fn pipeline(path: PathBuf, out: &Path) -> Result<Pipeline, Failure> {
    let name = name(&path, out);
    let (bytes, whole) = bytes(&path)?;
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
        return Ok(Pipeline { source, unreadable: diagnostics.into_sorted(), path });
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
    Ok(Pipeline { source: Source::new(name, text), unreadable: diagnostics.into_sorted(), path })
}

/// Reads at most as much as a pipeline may have; tells whether that was all.
fn bytes(path: &Path) -> Result<(Vec<u8>, bool), Failure> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|error| failure("read", path, &error))?;
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|error| failure("read", path, &error))?;
    let whole = bytes.len() <= MAX_BYTES;
    Ok((bytes, whole))
}

/// What a file is called in messages and in what is generated: from the output directory, where it stands in it.
fn name(path: &Path, out: &Path) -> String {
    let from_out = write::source_name(out, path);
    if !from_out.starts_with("../") {
        return from_out;
    }
    let written = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    written.strip_prefix("./").map(str::to_owned).unwrap_or(written)
}

/// Reads what the compiler has to know about the repository that it generates into.
pub(super) fn surroundings(out: &Path, lock: Option<&Lock>) -> Result<Surroundings, Failure> {
    let ours: Vec<String> = lock.map(|lock| lock.entries.keys().cloned().collect()).unwrap_or_default();
    let folder = out.join(".github/workflows");
    let mut workflows = Vec::new();
    let mut paths: Vec<PathBuf> = match fs::read_dir(&folder) {
        Ok(entries) => entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect(),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Vec::new(),
        Err(error) => return Err(failure("read", &folder, &error)),
    };
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yml" || extension == "yaml"));
    paths.sort();
    for path in paths {
        let name = format!(".github/workflows/{}", path.file_name().unwrap_or_default().to_string_lossy());
        workflows.push(Source::new(name, text(&path)?));
    }
    let codeowners = ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"]
        .into_iter()
        .filter(|path| !ours.iter().any(|ours| ours == path))
        .find_map(|path| fs::read_to_string(out.join(path)).ok().map(|text| Source::new(path, text)));
    Ok(Surroundings { workflows, ours, codeowners })
}

fn text(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| failure("read", path, &error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Says which file could not be read or written, and why.
pub(super) fn failure(action: &str, path: &Path, error: &std::io::Error) -> Failure {
    let reason = match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "you may not".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotADirectory => "a part of its path is no folder".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        _ => error.to_string(),
    };
    Failure(format!("cannot {action} `{}`: {reason}", path.display()))
}

/// Finds out what the repository tells about itself; whatever cannot be read is not known.
pub(super) fn facts(top: &Path) -> Facts {
    let git = |name: &str| fs::read_to_string(top.join(".git").join(name)).unwrap_or_default();
    let folder = top
        .canonicalize()
        .ok()
        .and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
    let head = git("refs/remotes/origin/HEAD");
    let default_branch = head
        .trim()
        .strip_prefix("ref: refs/remotes/origin/")
        .map(str::to_owned)
        .or_else(|| git("HEAD").trim().strip_prefix("ref: refs/heads/").map(str::to_owned));
    let package: Option<serde_json::Value> =
        fs::read_to_string(top.join("package.json")).ok().and_then(|text| serde_json::from_str(&text).ok());
    let scripts = package.as_ref().map(|package| {
        package["scripts"].as_object().map(|scripts| scripts.keys().cloned().collect()).unwrap_or_default()
    });
    Facts {
        repository: remote(&git("config")),
        default_branch,
        folder: folder.unwrap_or_default(),
        scripts,
        has_version: package.is_some_and(|package| package["version"].is_string()),
    }
}

/// The repository on GitHub that git's configuration calls `origin`.
fn remote(config: &str) -> Option<String> {
    let origin = config.split("[remote \"origin\"]").nth(1)?;
    let url = origin
        .lines()
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| line.trim().strip_prefix("url = "))?;
    let path = url.trim().trim_end_matches('/').trim_end_matches(".git");
    let mut parts = path.rsplit(['/', ':']);
    let (repository, owner) = (parts.next()?, parts.next()?);
    let plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    (plain(owner) && plain(repository) && parts.next().is_some()).then(|| format!("{owner}/{repository}"))
}
