//! More approvals than there are people to give them.

use indexmap::IndexSet;

use super::{
    Context, Needs, Rule,
    askable::{Shortage, has_members, too_few},
    numbers,
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Model,
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
    let model = context.model;
    let arrows = model.arrows.iter().map(|arrow| (&arrow.approvals, "starts the promotion"));
    let merges = model.merges.iter().map(|merge| (&merge.approvals, "opens the pull request"));
    let asked = arrows.chain(merges).map(|(lines, starts)| {
        (lines.iter().map(|line| &line.approvals).collect::<Vec<&Approvals>>(), starts)
    });
    let hotfixes = model.hotfixes.iter();
    let hotfixes =
        hotfixes.map(|hotfix| (hotfix.conditions.approvals.iter().collect(), "starts the promotion"));
    let mut seen: IndexSet<Vec<Span>> = IndexSet::new();
    for (lines, starts) in asked.chain(hotfixes) {
        // Many arrows may have the same gate.
        let is_new = seen.insert(lines.iter().map(|line| line.span).collect());
        let shortage = if is_new { too_few(model, &lines) } else { None };
        if let Some(shortage) = shortage {
            report(model, &shortage, starts, diagnostics);
        }
    }
}

fn report(model: &Model, shortage: &Shortage<'_>, starts: &str, diagnostics: &mut Diagnostics) {
    let Some((first, others)) = shortage.lines.split_first() else { return };
    let wanted: u32 = shortage.lines.iter().map(|line| line.count.value).sum();
    let asks = match others {
        [] => format!("it asks for {}", numbers::people(wanted as usize)),
        _ => format!("its lines ask for {} together", numbers::people(wanted as usize)),
    };
    let people = shortage.people;
    let remain = match (shortage.by_starter, people) {
        (true, 0 | 1) => format!("without whoever {starts} nobody is left"),
        (true, 2) => format!("without whoever {starts} only 1 is left"),
        (true, _) => format!("without whoever {starts} only {} are left", people - 1),
        (false, 1) => "there is only 1".to_owned(),
        (false, _) => format!("there are only {people}"),
    };
    let error =
        diagnostics.error(RULE.code, first.span, format!("nobody can open this gate: {asks}, and {remain}"));
    let asks = |line: &Approvals| format!("asks for {}", numbers::word(line.count.value as usize));
    error.label(asks(first));
    for line in others {
        error.also(line.span, asks(line));
    }
    let asked: IndexSet<&str> =
        shortage.lines.iter().flat_map(|line| &line.teams).map(|team| team.value.as_str()).collect();
    let teams: Vec<&Team> = asked.iter().filter_map(|name| model.teams.get(*name)).collect();
    for (at, team) in teams.iter().enumerate() {
        let rule = match at == 0 && shortage.by_starter {
            true => format!("; the one who {} never counts", starts.replacen(" the ", " a ", 1)),
            false => String::new(),
        };
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
    let starter = shortage.lines.iter().any(|line| has_members(model, line));
    let most = people.saturating_sub(usize::from(starter));
    error.help(match (most, others) {
        (0, _) => format!("ask somebody else too: {wider}"),
        (_, []) => format!("ask for {most}, or name a second team: {wider}"),
        _ => format!("ask for {most} in all, or name a further team: {wider}"),
    });
}

fn size(team: &Team) -> String {
    match team.known_members().map_or(0, |members| members.len()) {
        1 => "one person".to_owned(),
        count => format!("{} people", numbers::word(count)),
    }
}
