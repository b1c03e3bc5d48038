//! Differences and steps in words.

use super::{
    Action, Difference, Kind, Step, Subject, WantedEnvironment,
    difference::{Open, Owner},
};
use crate::{
    github::{BranchPolicy, RefKind},
    text::count,
};

/// What happens to a line of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Change,
    Minus,
}

/// A line of the plan: `+ reviewer  @acme/leads`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) sign: Sign,
    pub(super) what: &'static str,
    pub(super) words: String,
}

fn line(sign: Sign, what: &'static str, words: impl Into<String>) -> Line {
    Line { sign, what, words: words.into() }
}

/// Says what `apply` would do about a difference.
pub(super) fn lines(difference: &Difference, wanted: Option<&WantedEnvironment>) -> Vec<Line> {
    use Sign::{Change, Minus, Plus};
    match &difference.kind {
        Kind::MissingEnvironment => wanted.map(everything).unwrap_or_default(),
        Kind::Reviewers { missing, surplus, nobody, .. } => {
            let plus = missing.iter().map(|one| line(Plus, "reviewer", format!("@{one}")));
            let minus = surplus.iter().map(|one| line(Minus, "reviewer", format!("@{}", shown(one))));
            let own = nobody.then(|| line(Plus, "self-review", "prevented"));
            plus.chain(minus).chain(own).collect()
        }
        Kind::SelfReview => vec![line(Change, "self-review", "allowed → prevented")],
        Kind::AdminsBypass => vec![line(Change, "administrators", "may bypass → may not")],
        Kind::Wait { wanted, found } => {
            vec![line(Change, "wait", format!("{} → {}", minutes(*found), minutes(*wanted)))]
        }
        Kind::Branches { missing, surplus, open } => {
            let open = open.map(|open| match open {
                Open::Any => line(Minus, "branches", "every one"),
                Open::Protected => line(Minus, "branches", "those with a protection rule, or every one"),
            });
            let plus = missing.iter().map(|one| line(Plus, kind(one), one.name.clone()));
            let minus = surplus.iter().map(|one| line(Minus, kind(one), shown(&one.name)));
            open.into_iter().chain(plus).chain(minus).collect()
        }
        Kind::MissingRuleset(rules) => rules.iter().map(|rule| line(Plus, "rule", rule.clone())).collect(),
        Kind::Ruleset(parts) => parts
            .iter()
            .map(|part| line(Change, "rule", format!("{}: {} → {}", part.what, part.found, part.wanted)))
            .collect(),
        _ => Vec::new(),
    }
}

fn everything(wanted: &WantedEnvironment) -> Vec<Line> {
    use Sign::Plus;
    let settings = &wanted.settings;
    let mut lines: Vec<Line> =
        settings.reviewers.iter().map(|one| line(Plus, "reviewer", format!("@{}", one.name))).collect();
    if settings.prevent_self_review {
        lines.push(line(Plus, "self-review", "prevented"));
    }
    if settings.wait_timer > 0 {
        lines.push(line(Plus, "wait", minutes(settings.wait_timer)));
    }
    lines.push(line(Plus, "administrators", "may not bypass"));
    lines.extend(settings.branch_policies.iter().map(|one| line(Plus, kind(one), one.name.clone())));
    lines
}

fn kind(policy: &BranchPolicy) -> &'static str {
    match policy.kind {
        RefKind::Branch => "branch",
        RefKind::Tag => "tag",
    }
}

fn minutes(minutes: u32) -> String {
    if minutes == 0 { "none".to_owned() } else { count(minutes as usize, "minute") }
}

/// Says which branches or tags a pattern is about.
pub(super) fn pattern(policy: &BranchPolicy) -> String {
    format!("{} `{}`", kind(policy), shown(&policy.name))
}

/// Says what a step does: `prod: let branch main in`.
pub fn step(step: &Step) -> String {
    let Action::PutRuleset { id, ruleset, .. } = &step.action else {
        let what = match &step.action {
            Action::PutEnvironment { settings, reviewers } if reviewers.is_empty() => {
                format!("set its protection, {}", wait(settings.wait_timer))
            }
            Action::PutEnvironment { settings, reviewers } => {
                format!(
                    "set who approves ({}), {}",
                    count(reviewers.len(), "reviewer"),
                    wait(settings.wait_timer)
                )
            }
            Action::AddPolicy { policy, .. } => format!("let {} in", pattern(policy)),
            Action::RemovePolicy { policy, .. } => format!("let {} in no longer", pattern(&policy.policy)),
            Action::PutRuleset { .. } => String::new(),
        };
        return format!("{}: {what}", subject(&step.subject));
    };
    format!("{} ruleset `{}`", if id.is_some() { "set" } else { "make" }, shown(&ruleset.name))
}

fn wait(minutes: u32) -> String {
    if minutes == 0 {
        "no bypass".to_owned()
    } else {
        format!("no bypass, wait {}", count(minutes as usize, "minute"))
    }
}

pub(super) fn subject(subject: &Subject) -> &str {
    match subject {
        Subject::Environment(name) | Subject::Ruleset(name) => name,
        Subject::Repository => "the repository",
    }
}

/// Somebody else's text on one line, with nothing in it that a terminal or a log would obey.
pub(super) fn shown(text: &str) -> String {
    crate::text::visible(text).replace('\n', " ")
}

/// What to type so that a secret or a variable goes away.
pub(super) fn delete(kind: &str, name: &str, owner: &Owner, environment: &str, repository: &str) -> String {
    match owner {
        Owner::Environment => format!("gh {kind} delete {name} --env {environment} --repo {repository}"),
        Owner::Repository => format!("gh {kind} delete {name} --repo {repository}"),
        Owner::Organization => {
            format!("gh {kind} delete {name} --org {}", repository.split('/').next().unwrap_or_default())
        }
    }
}
