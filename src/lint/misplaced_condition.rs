//! A condition on a line of the map that has no use for it.

use super::{
    Context, Needs, Rule,
    gated::{self, Gated},
    map::quoted,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Origin},
    syntax::Node,
};

pub(super) const RULE: Rule = Rule {
    code: "misplaced-condition",
    severity: Severity::Error,
    page: include_str!("misplaced_condition.md"),
    needs: Needs::Nothing,
    check,
};

/// What a merge can wait for, beside people.
const OF_A_MERGE: [&str; 8] =
    ["check", "passed", "age", "window", "blocked-by", "checklist", "closes", "about"];
/// What is done with the people who are asked.
const OF_PEOPLE: [&str; 3] = ["checklist", "override", "on-rejection"];

/// What is wrong with a condition where it stands.
struct Wrong {
    message: String,
    label: String,
    help: String,
}

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let merge = match context.model.merges.first() {
        Some(merge) => format!("merge {} -> {}", quoted(&merge.from.value), quoted(&merge.into.value)),
        None => format!("merge \"**\" -> {}", quoted(context.model.default_branch())),
    };
    let is_wrong = |line, node: &Node| wrong(line, node, &merge).is_some();
    for (node, lines) in gated::places(context.model, is_wrong).into_values() {
        let Some(Wrong { message, label, help }) = lines.first().and_then(|line| wrong(*line, node, &merge))
        else {
            continue;
        };
        let error = diagnostics.error(RULE.code, node.head, message);
        error.label(label).help(help);
        gated::show(error, &lines, "stands on this line of the map");
    }
    for arrow in &context.model.arrows {
        let Origin::PullRequest(branch) = &arrow.from else { continue };
        let Some(line) = arrow.approvals.first() else { continue };
        diagnostics
            .error(
                RULE.code,
                line.approvals.span,
                format!(
                    "nobody can be asked before `{}` shows a pull request: it comes and goes with it",
                    arrow.to.value
                ),
            )
            .label("asks people")
            .also(Gated::Arrow(arrow).drawn(), "a pull request is shown here")
            .help(format!(
                "people are asked before it is merged: `merge \"**\" -> {} {{ approvals … }}`",
                quoted(&branch.value)
            ));
    }
}

fn wrong(line: Gated<'_>, node: &Node, merge: &str) -> Option<Wrong> {
    let name = node.name.value.as_str();
    match line {
        Gated::Merge(_) if name == "override" => Some(Wrong {
            message: "nobody can lift the hours of a merge: GitHub asks the same of everybody".to_owned(),
            label: "stands on a merge".to_owned(),
            help:
                "leave it out; an emergency has a way of its own: `hotfix \"hotfix/*\" -> … { skip window }`"
                    .to_owned(),
        }),
        Gated::Merge(merge) if !OF_A_MERGE.contains(&name) => Some(Wrong {
            message: format!("`{name}` stands on a merge, which cannot wait for it"),
            label: "a condition of a deployment".to_owned(),
            help: format!(
                "put it on the arrow from `{}` into an environment; a merge takes approvals, {}",
                merge.into.value,
                OF_A_MERGE[..7].join(", ")
            ),
        }),
        Gated::Merge(_) => None,
        Gated::Arrow(arrow) => on_arrow(arrow, node, merge),
    }
}

fn on_arrow(arrow: &Arrow, node: &Node, merge: &str) -> Option<Wrong> {
    let name = node.name.value.as_str();
    let to = &arrow.to.value;
    let is_preview = matches!(arrow.from, Origin::PullRequest(_));
    let (message, label, help) = match name {
        "age" | "closes" => (
            format!("`{name}` speaks of a pull request, and none is merged on the way into `{to}`"),
            "a condition of a merge",
            format!("put it on the merge: `{merge} {{ {} }}`", words(node)),
        ),
        "automatic" if node.is_on() && arrow.from.environment().is_none() => match arrow.from {
            Origin::Manual(_) => (
                format!("`automatic` starts a promotion by itself, and a person starts this one into `{to}`"),
                "only from one environment to another",
                format!("leave it out, or let each push arrive by itself: `push … -> {to}`"),
            ),
            _ => (
                format!("`automatic` starts a promotion by itself, and this way into `{to}` does so anyway"),
                "only from one environment to another",
                "leave it out".to_owned(),
            ),
        },
        name if is_preview && OF_PEOPLE.contains(&name) => (
            format!("`{name}` is for people, and nobody is asked before `{to}` shows a pull request"),
            "nobody is asked here",
            format!("put it on the merge: `{merge} {{ {name} … }}`"),
        ),
        "on-rejection" if arrow.approvals.is_empty() => (
            format!("nobody can reject what goes to `{to}`: nobody is asked"),
            "what happens when people say no",
            "ask people on this arrow, `approvals 1 from …`, or leave it out".to_owned(),
        ),
        _ => return None,
    };
    Some(Wrong { message, label: label.to_owned(), help })
}

/// The line as it is typed, without its block.
fn words(node: &Node) -> String {
    let values = node.arguments.iter().map(|value| value.value.as_text());
    std::iter::once(node.name.value.clone()).chain(values).collect::<Vec<_>>().join(" ")
}
