//! A gate that stands on no arrow.

use indexmap::IndexSet;

use super::{Context, Needs, Rule};
use crate::diagnostic::{Diagnostics, Severity};

pub(super) const RULE: Rule = Rule {
    code: "unused-gate",
    severity: Severity::Warning,
    page: include_str!("unused_gate.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let arrows = &context.model.arrows;
    let merges = context.model.merges.iter().flat_map(|merge| &merge.gates);
    let named = arrows.iter().flat_map(|arrow| &arrow.gates).chain(merges);
    let used: IndexSet<&str> = named.map(|gate| gate.value.as_str()).collect();
    let open = arrows.iter().find(|arrow| arrow.approvals.is_empty() && arrow.from.environment().is_some());
    for gate in context.model.gates.values().filter(|gate| !used.contains(gate.name.value.as_str())) {
        let name = &gate.name;
        let warning = diagnostics.warning(
            RULE.code,
            name.span,
            format!("the gate `{}` stands on no arrow: nobody is ever asked by it", name.value),
        );
        warning.label("declared, and not used");
        warning.help(match open {
            Some(arrow) => {
                format!("put it on an arrow, `{} {{ gate {} }}`, or leave it out", arrow.words(), name.value)
            }
            None => format!("put it on an arrow, `{{ gate {} }}`, or leave it out", name.value),
        });
    }
}
