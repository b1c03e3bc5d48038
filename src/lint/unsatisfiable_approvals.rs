//! More approvals than there are people to give them.

use indexmap::IndexSet;

use super::{
    Context, Needs, Rule,
    matching::{Demand, shortage},
    numbers,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Model},
    source::Span,
    syntax::{Approvals, Team},
};

pub(super) const RULE: Rule = Rule {
    code: "unsatisfiable-approvals",
    severity: Severity::Error,
    page: include_str!("unsatisfiable_approvals.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut seen: IndexSet<Vec<Span>> = IndexSet::new();
    for arrow in &context.model.arrows {
        // Many arrows may have the same gate.
        if !seen.insert(arrow.approvals.iter().map(|line| line.approvals.span).collect()) {
            continue;
        }
        let (lines, mut demands): (Vec<_>, Vec<_>) = demands(context.model, arrow).into_iter().unzip();
        if let Some(short) = too_few(&mut demands) {
            let lines: Vec<&Approvals> = short.iter().map(|&at| lines[at]).collect();
            let people: IndexSet<&String> = short.iter().flat_map(|&at| &demands[at].people).collect();
            report(context.model, &lines, people.len(), diagnostics);
        }
    }
}

/// The lines of an arrow whose people are all known: a team that the file does not list may have any number.
fn demands<'a>(model: &'a Model, arrow: &'a Arrow) -> Vec<(&'a Approvals, Demand)> {
    let known = |approvals: &'a Approvals| {
        let mut people = IndexSet::new();
        for team in &approvals.teams {
            let members = model.teams.get(&team.value)?.known_members()?;
            people.extend(members.into_iter().map(str::to_ascii_lowercase));
        }
        let wanted = usize::try_from(approvals.count.value).unwrap_or(usize::MAX);
        Some((approvals, Demand { wanted, people }))
    };
    arrow.approvals.iter().filter_map(|line| known(&line.approvals)).collect()
}

/// Finds lines that cannot all be met when the worst possible one of their own people starts the promotion. That
/// person is missing wherever it could have been asked, as if one of those lines wanted one more.
fn too_few(demands: &mut [Demand]) -> Option<Vec<usize>> {
    let found = shortage(demands);
    if found.is_some() {
        return found;
    }
    (0..demands.len()).find_map(|at| {
        demands[at].wanted += 1;
        let found = shortage(demands);
        demands[at].wanted -= 1;
        found
    })
}

fn report(model: &Model, lines: &[&Approvals], people: usize, diagnostics: &mut Diagnostics) {
    let Some((first, others)) = lines.split_first() else { return };
    let wanted: u32 = lines.iter().map(|line| line.count.value).sum();
    let asks = numbers::people(usize::try_from(wanted).unwrap_or(usize::MAX));
    let asks = match others {
        [] => format!("it asks for {asks}"),
        _ => format!("its lines ask for {asks} together"),
    };
    let left = people.saturating_sub(1);
    let remain = match left {
        0 => "nobody is left".to_owned(),
        1 => "only 1 is left".to_owned(),
        _ => format!("only {left} are left"),
    };
    let error = diagnostics.error(
        RULE.code,
        first.span,
        format!("nobody can open this gate: {asks}, and without whoever starts the promotion {remain}"),
    );
    let asks = |line: &Approvals| {
        format!("asks for {}", numbers::word(usize::try_from(line.count.value).unwrap_or(usize::MAX)))
    };
    error.label(asks(first));
    for line in others {
        error.also(line.span, asks(line));
    }
    let asked: IndexSet<&str> =
        lines.iter().flat_map(|line| &line.teams).map(|team| team.value.as_str()).collect();
    let teams: Vec<&Team> = asked.iter().filter_map(|name| model.teams.get(*name)).collect();
    for (at, team) in teams.iter().enumerate() {
        let rule = if at == 0 { "; the one who starts a promotion never counts" } else { "" };
        error.also(team.name.span, format!("{}{rule}", size(team)));
    }
    let another = model.teams.keys().find(|name| !asked.contains(name.as_str()));
    let names: Vec<&str> = first.teams.iter().map(|team| team.value.as_str()).collect();
    let wider = format!(
        "`approvals {} from {} {}`",
        first.count.value,
        names.join(" "),
        another.map_or("…", String::as_str)
    );
    error.help(match (left, others) {
        (0, _) => format!("ask somebody else too: {wider}"),
        (_, []) => format!("ask for {left}, or name a second team: {wider}"),
        _ => format!("ask for {left} in all, or name a further team: {wider}"),
    });
}

fn size(team: &Team) -> String {
    match team.known_members().map_or(0, |members| members.len()) {
        1 => "one person".to_owned(),
        count => format!("{} people", numbers::word(count)),
    }
}
