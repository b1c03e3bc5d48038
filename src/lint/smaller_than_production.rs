//! A last place before production that is much smaller than production.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::Environment,
    source::Spanned,
    syntax::{Kind, Value, quantity},
};

pub(super) const RULE: Rule = Rule {
    code: "smaller-than-production",
    severity: Severity::Advice,
    page: include_str!("smaller_than_production.md"),
    needs: Needs::Nothing,
    check,
};

/// Reads an amount.
type Read = fn(&Value) -> Option<u64>;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for arrow in &context.model.arrows {
        let target = context.model.target(arrow);
        let Some(source) = context.model.source(arrow).filter(|_| target.kind.value == Kind::Production)
        else {
            continue;
        };
        let amounts: [(&str, Read); 2] = [("cpu", quantity::cpu), ("memory", quantity::memory)];
        for (key, read) in amounts {
            let (Some(here), Some(there)) = (limit(source, key), limit(target, key)) else { continue };
            let (Some(less), Some(more)) = (read(&here.value), read(&there.value)) else { continue };
            if less * 2 >= more {
                continue;
            }
            diagnostics
                .advice(
                    RULE.code,
                    here.span,
                    format!(
                        "`{}` gets less than half of the {key} of `{}`: what is fast and fits here says little about there",
                        source.name.value, target.name.value
                    ),
                )
                .label("the most that may be used here")
                .also(there.span, "and in production")
                .help("at least half of it, or a line in `about` that says what is tried elsewhere");
        }
    }
}

fn limit<'a>(environment: &'a Environment, key: &str) -> Option<&'a Spanned<Value>> {
    let resources = environment.part("resources")?;
    let line = resources.child("limits").unwrap_or(resources);
    Some(&line.property(key)?.value)
}
