//! What a repository tells about itself, for a first file; whatever cannot be read is not known.

#![allow(clippy::disallowed_methods, reason = "this is where files are read")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::first::Facts;

/// Finds out what stands in the folder at the top of a repository.
pub(super) fn facts(top: &Path) -> Facts {
    let folder = top
        .canonicalize()
        .ok()
        .and_then(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
    let package: Option<serde_json::Value> =
        fs::read_to_string(top.join("package.json")).ok().and_then(|text| serde_json::from_str(&text).ok());
    let scripts = package.as_ref().map(|package| {
        package["scripts"].as_object().map(|scripts| scripts.keys().cloned().collect()).unwrap_or_default()
    });
    let git = Git::of(top);
    Facts {
        repository: remote(&git.read("config")),
        default_branch: git.default_branch(),
        folder: folder.unwrap_or_default(),
        scripts,
        has_version: package.is_some_and(|package| package["version"].is_string()),
    }
}

/// Where git keeps what it knows: in a second working tree, in two places.
struct Git {
    own: PathBuf,
    shared: PathBuf,
}

impl Git {
    fn of(top: &Path) -> Self {
        let own = top.join(".git");
        let Some(linked) = fs::read_to_string(&own)
            .ok()
            .and_then(|text| text.trim().strip_prefix("gitdir: ").map(|path| top.join(path)))
        else {
            return Self { shared: own.clone(), own };
        };
        let shared = fs::read_to_string(linked.join("commondir"));
        let shared = shared.map_or(linked.clone(), |path| linked.join(path.trim()));
        Self { own: linked, shared }
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.shared.join(name)).unwrap_or_default()
    }

    /// The branch that the remote calls its head, or else one with a usual name: whoever starts may be on a branch
    /// for just that.
    fn default_branch(&self) -> Option<String> {
        let branch = |head: &str, below: &str| head.trim().strip_prefix(below).map(str::to_owned);
        let packed = self.read("packed-refs");
        let exists = |branch: &&str| {
            ["refs/heads/", "refs/remotes/origin/"].into_iter().any(|below| {
                let reference = format!("{below}{branch}");
                self.shared.join(&reference).is_file()
                    || packed.lines().any(|line| line.split_whitespace().nth(1) == Some(&reference))
            })
        };
        let head = || fs::read_to_string(self.own.join("HEAD")).unwrap_or_default();
        branch(&self.read("refs/remotes/origin/HEAD"), "ref: refs/remotes/origin/")
            .or_else(|| ["main", "master"].into_iter().find(exists).map(str::to_owned))
            .or_else(|| branch(&head(), "ref: refs/heads/"))
    }
}

/// The repository on GitHub that git's configuration calls `origin`.
fn remote(config: &str) -> Option<String> {
    let origin = config.split("[remote \"origin\"]").nth(1)?;
    let url = origin
        .lines()
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| line.trim().strip_prefix("url = "))?;
    let url = url.trim().trim_end_matches('/');
    // A path on this disk says nothing about GitHub.
    let path = match url.split_once("://") {
        Some((_, address)) => address.split_once('/')?.1,
        None => url.split_once(':').filter(|(host, _)| host.contains(['.', '@']) && !host.contains('/'))?.1,
    };
    let path = path.strip_suffix(".git").unwrap_or(path);
    let (owner, repository) = path.trim_start_matches('/').split_once('/')?;
    let plain = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    (plain(owner) && plain(repository)).then(|| format!("{owner}/{repository}"))
}
