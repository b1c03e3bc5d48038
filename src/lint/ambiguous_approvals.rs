//! Several people out of several teams: any of them, or some of each?

use super::{Context, Needs, Rule, numbers};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Approvals,
};

pub(super) const RULE: Rule = Rule {
    code: "ambiguous-approvals",
    severity: Severity::Note,
    page: include_str!("ambiguous_approvals.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for line in context.approvals() {
        let count = line.count.value as usize;
        if count < 2 || line.teams.len() < 2 {
            continue;
        }
        // A team that is too small to give all approvals leaves some to the others.
        let enough = |name: &str| {
            let known = context.model.teams.get(name).and_then(|team| team.known_members());
            known.is_none_or(|members| members.len() >= count)
        };
        let Some(alone) = line.teams.iter().find(|team| enough(&team.value)) else { continue };
        let others = line.teams.iter().map(|team| team.value.as_str()).filter(|name| *name != alone.value);
        let (number, teams) = (numbers::word(count), line.teams.len());
        diagnostics
            .note(
                RULE.code,
                line.span,
                format!(
                    "{number} people of `{}` would do; nobody of {} has to be asked",
                    alone.value,
                    numbers::all(others)
                ),
            )
            .label(match teams {
                2 => format!("{number} people out of both teams together"),
                _ => format!("{number} people out of all {} teams together", numbers::word(teams)),
            })
            .help(shared_out(line, count));
    }
}

/// The lines that ask every team.
fn shared_out(line: &Approvals, count: usize) -> String {
    let teams = line.teams.len();
    let mut help = match count {
        2 if teams == 2 => "for one of each, write two lines:".to_owned(),
        _ => "to hear every team, give each a line:".to_owned(),
    };
    for (at, team) in line.teams.iter().enumerate() {
        let share = (count / teams + usize::from(at < count % teams)).max(1);
        help.push_str(&format!("\napprovals {share} from {}", team.value));
    }
    help
}
