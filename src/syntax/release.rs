//! `release { id "release-{date}-{time}"; branch "release/v{version}"; version semver from=branch }`

use super::{
    node::{Node, Value},
    placeholder::{self, Part, parts},
};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

/// How releases are called and numbered, as far as the file says.
#[derive(Debug, Clone, Default)]
pub struct Release {
    /// The pattern of an id.
    pub id: Option<Spanned<String>>,
    /// The pattern of a release branch.
    pub branch: Option<Spanned<String>>,
    /// Where the version comes from.
    pub version: Option<Spanned<VersionSource>>,
    /// What happens once a release is in production, as written.
    pub after: Option<Node>,
    /// The node's head, where there is one.
    pub span: Option<Span>,
}

/// Where a release's version comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionSource {
    /// The name of the release branch.
    Branch,
    /// The tag that was pushed.
    Tag,
    /// The first version heading of `CHANGELOG.md`.
    Changelog,
    /// The key `version` of a JSON file in the repository.
    File(String),
}

impl Release {
    pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Self {
        let mut release = Self { span: Some(node.head), ..Self::default() };
        for child in node.children() {
            let text = || child.text(0).map(|text| text.map(str::to_owned));
            match child.name.value.as_str() {
                "id" => release.id = text().filter(|id| check_id(id, diagnostics)),
                "branch" => release.branch = text().filter(|branch| check_branch(branch, diagnostics)),
                "version" => release.version = version(child, diagnostics),
                "after" => release.after = Some(child.clone()),
                _ => {}
            }
        }
        if let (Some(Spanned { value: VersionSource::Branch, span }), None) =
            (&release.version, &release.branch)
        {
            diagnostics
                .error(
                    "version-without-source",
                    *span,
                    "the version comes from a branch, and nothing says how that branch is called",
                )
                .label("from which part of the name?")
                .help("add `branch \"release/v{version}\"`");
        }
        release
    }
}

fn check_id(id: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    placeholder::check(id, &["date", "time", "tag"], diagnostics);
    let names: Vec<String> = parts(&id.value)
        .into_iter()
        .filter_map(|part| match part {
            Part::Placeholder(name) => Some(name),
            Part::Literal(_) => None,
        })
        .collect();
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_.{}".contains(c);
    let is_timed = names == ["date", "time"] && id.value.contains("{date}-{time}");
    if !is_timed && names != ["tag"] {
        diagnostics
            .error(
                "release-id-not-unique",
                id.span,
                "two releases could get the same id, or ids would not sort by time",
            )
            .label("has to hold `{date}-{time}`, once")
            .help("`id \"release-{date}-{time}\"` gives release-20250103-120000; `id \"{tag}\"`, where a tag makes the release");
        return false;
    }
    if !id.value.chars().all(safe) || !id.value.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '{') {
        diagnostics
            .error(
                "name-github-refuses",
                id.span,
                "an id becomes the name of a file on GitHub, and this one cannot",
            )
            .label("letters, digits, `-`, `_` and `.` only")
            .help("`id \"release-{date}-{time}\"`");
        return false;
    }
    true
}

fn check_branch(branch: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    placeholder::check(branch, &["version"], diagnostics);
    if branch.value.matches("{version}").count() == 1 {
        return true;
    }
    diagnostics
        .error(
            "version-without-source",
            branch.span,
            "a release branch says its version, and this pattern has no place for it",
        )
        .label("`{version}` is missing, or stands here twice")
        .help("`branch \"release/v{version}\"`");
    false
}

fn version(node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<VersionSource>> {
    let from = node.property("from")?;
    let Value::Text(text) = &from.value.value else { return None };
    let source = match text.as_str() {
        "branch" => VersionSource::Branch,
        "changelog" => VersionSource::Changelog,
        "tag" => VersionSource::Tag,
        path if path.ends_with(".json") && is_inside(path) => VersionSource::File(path.to_owned()),
        path if path.starts_with('/') || path.split('/').any(|part| part == "..") => {
            diagnostics
                .error(
                    "path-leaves-repository",
                    from.value.span,
                    "the version stands in a file of the repository, and this one lies outside",
                )
                .label("leads out of the repository")
                .help("write it from the repository's top: `from=\"package.json\"`");
            return None;
        }
        other => {
            diagnostics
                .error("unknown-value", from.value.span, format!("no version can be read from `{other}`"))
                .label("not a place where versions stand")
                .help("`from=branch`, `from=tag`, `from=changelog`, or a JSON file of the repository with a `version`: `from=\"package.json\"`");
            return None;
        }
    };
    Some(Spanned::new(source, from.value.span))
}

/// Tells whether a path stays inside the repository and is one word to everybody who handles it.
fn is_inside(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./@".contains(c);
    !path.starts_with('/')
        && path.split('/').all(|part| !part.is_empty() && part != "..")
        && path.chars().all(plain)
}
