//! Approvals of a merge that neither GitHub's ruleset nor our own check can tell from those of others.

use super::{Context, Needs, Rule, numbers};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Line, Merge, Model},
    plan::merges::members,
    source::Span,
    syntax::Team,
};
use indexmap::IndexSet;

pub(super) const RULE: Rule = Rule {
    code: "unenforceable-approvals",
    severity: Severity::Error,
    page: include_str!("unenforceable_approvals.md"),
    needs: Needs::Nothing,
    check,
};

/// Reviews that a ruleset can ask for.
const MOST: u32 = 10;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let mut seen: IndexSet<Span> = IndexSet::new();
    for merge in &model.merges {
        for line in &merge.approvals {
            if seen.insert(line.approvals.span) {
                one_of_several(model, merge, line, diagnostics);
            }
        }
        too_many(merge, diagnostics);
    }
}

/// A ruleset asks each team for so many, never several of them for so many together.
fn one_of_several(model: &Model, merge: &Merge, line: &Line, diagnostics: &mut Diagnostics) {
    let named = line.approvals.teams.iter().filter_map(|name| model.teams.get(&name.value));
    let different: IndexSet<String> =
        named.clone().map(|team| team.handle.value.to_ascii_lowercase()).collect();
    let unknown: Vec<&Team> = named.filter(|team| members(model, team).is_none()).collect();
    let Some(first) = unknown.first() else { return };
    if different.len() < 2 {
        return;
    }
    let names: IndexSet<&str> = line.approvals.teams.iter().map(|team| team.value.as_str()).collect();
    let error = diagnostics.error(
        RULE.code,
        line.approvals.span,
        "nothing can hold this line of a merge: GitHub asks one team or the other for reviews, never either of them",
    );
    error.label("of these teams, whoever it is");
    error.also(merge.into.span, "asked before a merge into this branch");
    for team in &unknown {
        error.also(team.name.span, "who is in it, only GitHub knows");
    }
    error.help(format!(
        "list the people, `{} \"@{}\" {{ members \"@…\" }}`, so that the check can tell; or make one team on GitHub of {} and name that; or ask each on a line of its own",
        first.name.value,
        first.handle.value,
        numbers::all(names)
    ));
}

fn too_many(merge: &Merge, diagnostics: &mut Diagnostics) {
    let Some(last) = merge.approvals.last().filter(|_| merge.people() > MOST) else { return };
    diagnostics
        .error(
            RULE.code,
            last.approvals.span,
            format!(
                "{} asks for {} reviews, and GitHub counts {MOST} at most",
                merge.words(),
                merge.people()
            ),
        )
        .label("asks for too many, with the lines before it")
        .also(merge.into.span, "asked before a merge into this branch")
        .help("ask fewer people");
}
