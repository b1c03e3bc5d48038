//! Arrows that take a place for a pull request for one that lasts, or the other way round.

use super::{
    Context, Needs, Rule,
    map::{drawn, typed},
    preview::is_preview,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Environment, Origin},
};

pub(super) const RULE: Rule = Rule {
    code: "misplaced-preview",
    severity: Severity::Error,
    page: include_str!("misplaced_preview.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let preview = context.model.environments.values().find(|one| is_preview(one));
    let preview = preview.map(|preview| preview.name.value.as_str());
    for arrow in &context.model.arrows {
        let target = context.model.target(arrow);
        let source = context.model.source(arrow).filter(|source| is_preview(source));
        if let Some(source) = source {
            leaves(context, arrow, source, diagnostics);
        } else if let Origin::PullRequest(branch) = &arrow.from {
            if !is_preview(target) {
                stays(arrow, target, &branch.value, preview, diagnostics);
            }
        } else if is_preview(target) {
            arrives(context, arrow, target, diagnostics);
        }
    }
}

/// A release that would be promoted from what is thrown away.
fn leaves(context: &Context<'_>, arrow: &Arrow, source: &Environment, diagnostics: &mut Diagnostics) {
    let (from, to) = (&source.name.value, &arrow.to.value);
    let branch = context.model.default_branch();
    diagnostics
        .error(
            RULE.code,
            drawn(arrow),
            format!("nothing can be promoted from `{from}`: what runs there is a pull request, and is thrown away with it"),
        )
        .label("no release starts here")
        .also(source.kind.span, "of kind ephemeral")
        .help(format!("what was merged is deployed instead: `push {branch} -> {to}`; to ask for the preview first, put `passed {from}` into the gate of the merge"));
}

/// A pull request that would be deployed to where releases run.
fn stays(
    arrow: &Arrow,
    target: &Environment,
    branch: &str,
    preview: Option<&str>,
    diagnostics: &mut Diagnostics,
) {
    let to = &target.name.value;
    let error = diagnostics.error(
        RULE.code,
        drawn(arrow),
        format!("each pull request would replace what runs in `{to}`, before anybody has merged it"),
    );
    error.label("a pull request is deployed here").also(
        target.kind.span,
        format!("of kind {}: there is one of it, and it stays", target.kind.value.name()),
    );
    error.help(match preview {
        Some(preview) => format!("`{} -> {preview}`", typed(&arrow.from)),
        None => format!(
            "after the merge: `push {branch} -> {to}`; before it, into an environment of `kind ephemeral`"
        ),
    });
}

/// A release that would be deployed to where a pull request runs.
fn arrives(context: &Context<'_>, arrow: &Arrow, target: &Environment, diagnostics: &mut Diagnostics) {
    let to = &target.name.value;
    let branch = context.model.default_branch();
    diagnostics
        .error(
            RULE.code,
            drawn(arrow),
            format!("`{to}` stands for a pull request, and `{}` is none", arrow.from.words()),
        )
        .label("there is no number for `{number}`, and nothing that removes it again")
        .also(target.kind.span, "of kind ephemeral: it comes and goes with a pull request")
        .help(format!("`pull-request {branch} -> {to}`; or give `{to}` another kind, if it is to stay"));
}
