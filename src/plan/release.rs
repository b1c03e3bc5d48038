//! How releases are called, numbered and built.

use crate::{
    model::{Model, Origin},
    pattern::{Pattern, escape},
    syntax::{Login, Node, VersionSource},
    work::Command,
};

/// How releases are called and numbered.
#[derive(Debug, Clone)]
pub struct Release {
    /// What stands before date and time in an id.
    pub id_head: String,
    /// What stands behind them.
    pub id_tail: String,
    /// A regular expression with date and time as its groups.
    pub id_pattern: String,
    /// An id that people recognise.
    pub id_example: String,
    /// A regular expression with the version as its only group; empty without release branches.
    pub branch_pattern: String,
    /// A release branch that people recognise; empty without release branches.
    pub branch_example: String,
    /// Empty, `branch`, `tag`, `changelog`, or the path of a JSON file.
    pub version_from: String,
}

impl Release {
    /// Returns a pattern of tags as an anchored regular expression. Where versions have three numbers, `v*.*.*` means those
    /// without a suffix: a candidate has a dash, and a pattern of its own.
    pub fn tag_expression(&self, pattern: &Pattern) -> String {
        let expression = pattern.expression();
        match self.version_from.is_empty() || pattern.text.contains('-') {
            true => expression,
            false => expression.replace("[^/]*", "[^/-]*"),
        }
    }
}

/// How a release is built.
#[derive(Debug, Clone)]
pub struct Build {
    /// The commands, in order.
    pub run: Vec<Command>,
    /// Patterns of the files that are the release.
    pub artifact: Vec<Command>,
    /// The images of the release.
    pub images: Vec<Image>,
    /// Who the job signs in as.
    pub logins: Vec<Login>,
    /// How long the job may take.
    pub timeout_minutes: u32,
}

/// An image that is pushed once.
#[derive(Debug, Clone)]
pub struct Image {
    /// The service that runs it.
    pub service: String,
    /// Where it is kept, without a tag.
    pub place: String,
    /// The folder of its Dockerfile; empty where the team's own commands push it.
    pub folder: String,
}

const ID: &str = "release-{date}-{time}";
const VERSION: &str = r"([0-9]+\.[0-9]+\.[0-9]+)";
const EXAMPLE_TIME: &str = "20250103-120000";

pub(super) fn release(model: &Model) -> Release {
    let id = model.release.id.as_ref().map_or(ID, |id| id.value.as_str());
    let (head, tail) = id.split_once("{date}-{time}").expect("an id without date and time is an error");
    let branch = model.release.branch.as_ref().map(|branch| branch.value.as_str());
    let (branch_pattern, branch_example) = match branch.and_then(|branch| branch.split_once("{version}")) {
        Some((head, tail)) => {
            (format!("^{}{VERSION}{}$", escape(head), escape(tail)), format!("{head}2.0.0{tail}"))
        }
        None => (String::new(), String::new()),
    };
    let version_from = match model.release.version.as_ref().map(|version| &version.value) {
        Some(VersionSource::Branch) => "branch".to_owned(),
        Some(VersionSource::Tag) => "tag".to_owned(),
        Some(VersionSource::Changelog) => "changelog".to_owned(),
        Some(VersionSource::File(path)) => path.clone(),
        None => String::new(),
    };
    Release {
        id_head: head.to_owned(),
        id_tail: tail.to_owned(),
        id_pattern: format!("^{}([0-9]{{8}})-([0-9]{{6}}){}$", escape(head), escape(tail)),
        id_example: format!("{head}{EXAMPLE_TIME}{tail}"),
        branch_pattern,
        branch_example,
        version_from,
    }
}

/// GitHub's own limit is six hours, which nobody wants to wait for a build that hangs.
const BUILD_MINUTES: u32 = 30;

pub(super) fn build(model: &Model) -> Build {
    let Some(build) = &model.build else {
        return Build {
            run: Vec::new(),
            artifact: Vec::new(),
            images: Vec::new(),
            logins: Vec::new(),
            timeout_minutes: BUILD_MINUTES,
        };
    };
    Build {
        run: build.run.iter().map(|run| Command::new(&run.value)).collect(),
        artifact: build.artifact.iter().map(|glob| Command::new(&glob.value)).collect(),
        images: build.parts.iter().filter_map(image).collect(),
        logins: build.parts.iter().filter(|part| part.name.value == "login").filter_map(Login::of).collect(),
        timeout_minutes: build
            .timeout
            .map_or(BUILD_MINUTES, |timeout| super::environment::minutes(timeout.value)),
    }
}

fn image(node: &Node) -> Option<Image> {
    if node.name.value != "image" {
        return None;
    }
    Some(Image {
        service: node.text(0)?.value.to_owned(),
        place: node.text(1)?.value.to_owned(),
        folder: node.property_text("from").map_or(String::new(), |folder| folder.value.to_owned()),
    })
}

/// The pattern of an arrow's branch.
pub(super) fn pattern(origin: &Origin) -> Option<Pattern> {
    match origin {
        Origin::Push(pattern) | Origin::Manual(pattern) | Origin::Tag(pattern) => {
            Some(Pattern::new(&pattern.value))
        }
        Origin::PullRequest(_) | Origin::Environment(_) => None,
    }
}
