//! An item of a checklist that nobody, and no machine, can confirm where it stands.

use super::{
    Context, Needs, Rule,
    gated::{self, Gated},
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Line, Model},
    nearest::list,
    syntax::{Node, Team},
};

pub(super) const RULE: Rule = Rule {
    code: "unconfirmable-item",
    severity: Severity::Error,
    page: include_str!("unconfirmable_item.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let lists = |_: Gated<'_>, node: &Node| node.name.value == "checklist";
    for (list, lines) in gated::places(model, lists).into_values() {
        for item in list.all("-") {
            // One line of the map is enough to see it.
            let _ = lines.iter().any(|&line| {
                by_nobody(model, item, line, diagnostics)
                    || by_no_check(item, line, diagnostics)
                    || by_no_job(item, line, diagnostics)
            });
        }
    }
}

/// `by=`: the approval of that team has to be told from those of others.
fn by_nobody(model: &Model, item: &Node, line: Gated<'_>, diagnostics: &mut Diagnostics) -> bool {
    let Some(by) = item.property_text("by") else { return false };
    let Some(team) = model.teams.get(by.value) else { return false };
    // A list that nobody goes through is another finding.
    let asks_nobody = line.approvals().is_empty() && matches!(line, Gated::Arrow(_));
    if asks_nobody || line.approvals().iter().any(|asked| is_told(model, team, asked)) {
        return false;
    }
    let error = diagnostics.error(
        RULE.code,
        by.span,
        format!("nobody can tell that `{}` has confirmed this: no approval here is theirs alone", by.value),
    );
    error.label(format!("`{}` has to confirm it", by.value));
    let with_others = line
        .approvals()
        .iter()
        .find(|asked| asked.approvals.teams.iter().any(|one| one.value == team.name.value));
    match (with_others, line.approvals().first()) {
        (Some(asked), _) => error.also(asked.approvals.span, "others can give this one too"),
        (None, Some(asked)) => error.also(asked.approvals.span, "asks others"),
        (None, None) => error.also(line.drawn(), "asks nobody"),
    };
    error.help(match with_others {
        Some(_) => format!(
            "give it a line of its own, `approvals 1 from {0}`, or list its people: `{0} \"@{1}\" {{ members \"@…\" }}`",
            by.value, team.handle.value
        ),
        None => format!("ask them, `approvals 1 from {}`, or leave `by={}` out", by.value, by.value),
    });
    true
}

/// Tells whether an approval of this line shows that the team, or one of its people, gave it.
fn is_told(model: &Model, team: &Team, asked: &Line) -> bool {
    let teams: Vec<&Team> =
        asked.approvals.teams.iter().filter_map(|name| model.teams.get(&name.value)).collect();
    let is_same = |one: &&Team| one.handle.value.eq_ignore_ascii_case(&team.handle.value);
    if !teams.is_empty() && teams.iter().all(&is_same) {
        return true;
    }
    let Some(members) = team.known_members() else { return false };
    // Who approved can be looked up among its people, if some of them are asked.
    let is_member = |person: &str| members.iter().any(|member| member.eq_ignore_ascii_case(person));
    teams.iter().any(|one| is_same(one) || one.known_members().into_iter().flatten().any(is_member))
}

/// `run=`: before a merge, only checks have jobs.
fn by_no_job(item: &Node, line: Gated<'_>, diagnostics: &mut Diagnostics) -> bool {
    let (Some(run), Gated::Merge(_)) = (item.property_text("run"), line) else { return false };
    diagnostics
        .error(RULE.code, run.span, "nothing runs this for a pull request, so nothing ever ticks it")
        .label("to be ticked by this command")
        .also(line.drawn(), "merges are asked for it here")
        .help("make it a check of the merge, `check NAME \"…\" { run \"…\" }`, and name that: `check=NAME`");
    true
}

/// `check=`: the check has to be over when people are asked.
fn by_no_check(item: &Node, line: Gated<'_>, diagnostics: &mut Diagnostics) -> bool {
    let Some(wanted) = item.property_text("check") else { return false };
    let checks = || line.all_of("check").filter_map(|check| check.text(0)).map(|name| name.value);
    if checks().any(|name| name == wanted.value) {
        return false;
    }
    let error = diagnostics.error(
        RULE.code,
        wanted.span,
        format!("no check `{}` runs before this is asked, so nothing ever ticks it", wanted.value),
    );
    error
        .label("to be ticked by this check")
        .also(line.drawn(), "which does not stand on this line of the map");
    let checks = list(checks());
    error.help(match checks.is_empty() {
        true => format!("put the check here: `check {} \"…\" {{ run \"…\" }}`", wanted.value),
        false => format!("checks that run here: {checks}"),
    });
    true
}
