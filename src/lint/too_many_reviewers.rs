//! More reviewers than GitHub takes for one environment.

use indexmap::{IndexMap, IndexSet};

use super::{Context, Needs, Rule, numbers};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, Severity},
    model::Model,
    source::Span,
    syntax::Approvals,
};

pub(super) const RULE: Rule = Rule {
    code: "too-many-reviewers",
    severity: Severity::Error,
    page: include_str!("too_many_reviewers.md"),
    needs: Needs::Nothing,
    check,
};

/// Teams and people that GitHub takes as reviewers of one environment.
const MOST: usize = 6;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    // A merge asks reviewers of the pull request, who are as many as there are.
    let arrows = model.arrows.iter().flat_map(|arrow| &arrow.approvals).map(|line| &line.approvals);
    let hotfixes = model.hotfixes.iter().flat_map(|hotfix| &hotfix.conditions.approvals);
    let lines: IndexMap<Span, &Approvals> = arrows.chain(hotfixes).map(|line| (line.span, line)).collect();
    for line in lines.into_values() {
        let count = reviewers(model, [line]).len();
        if count > MOST {
            let error = diagnostics.error(
                RULE.code,
                line.span,
                format!("this line asks {count} teams, and GitHub lets {MOST} at most approve in one place"),
            );
            error.label(format!("names {count}"));
            merge(error, &[line]);
        }
    }
    for environment in context.model.environments.values() {
        let ways = context.map.ways_into(&environment.name.value);
        // Where one way asks nobody, GitHub asks nobody there either.
        if ways.iter().any(|arrow| arrow.approvals.is_empty()) {
            continue;
        }
        let lines: IndexMap<Span, &Approvals> = ways
            .iter()
            .flat_map(|arrow| &arrow.approvals)
            .map(|line| (line.approvals.span, &line.approvals))
            .collect();
        let lines: Vec<&Approvals> = lines.into_values().collect();
        let count = reviewers(model, lines.iter().copied()).len();
        if count <= MOST || lines.iter().any(|line| reviewers(model, [*line]).len() > MOST) {
            continue;
        }
        let error = diagnostics.error(
            RULE.code,
            environment.name.span,
            format!(
                "`{}` would have {count} reviewers, and GitHub takes {MOST} at most for one environment",
                environment.name.value
            ),
        );
        error.label("guarded by everybody who may approve a way in");
        for line in &lines {
            error.also(
                line.span,
                format!("asks {}", numbers::all(line.teams.iter().map(|team| team.value.as_str()))),
            );
        }
        merge(error, &lines);
    }
}

/// Whom GitHub would list: a team with two names here is one team there.
fn reviewers<'a>(model: &Model, lines: impl IntoIterator<Item = &'a Approvals>) -> IndexSet<String> {
    let teams = lines.into_iter().flat_map(|line| &line.teams);
    teams
        .filter_map(|team| model.teams.get(&team.value))
        .map(|team| team.handle.value.to_ascii_lowercase())
        .collect()
}

/// Says which teams can become one: those that are only ever asked together, if there are any.
fn merge(error: &mut Diagnostic, lines: &[&Approvals]) {
    let mut places: IndexMap<&str, Vec<Span>> = IndexMap::new();
    for line in lines {
        for team in &line.teams {
            places.entry(&team.value).or_default().push(line.span);
        }
    }
    let mut together: IndexMap<Vec<Span>, Vec<&str>> = IndexMap::new();
    for (team, spans) in places {
        together.entry(spans).or_default().push(team);
    }
    let largest = together.into_values().max_by_key(Vec::len).filter(|teams| teams.len() > 1);
    error.help(match largest {
        Some(teams) => format!(
            "make one team on GitHub of {}, which are always asked together, and name that",
            numbers::all(teams)
        ),
        None => "make one team on GitHub out of some of them, and name that".to_owned(),
    });
}
