//! `allow` for something that is not found, or that nobody knows.

use super::{Context, Needs, RULES, Rule, accepting::FIRM};
use crate::{
    diagnostic::{Diagnostics, Severity},
    nearest,
};

pub(super) const RULE: Rule = Rule {
    code: "unused-allow",
    severity: Severity::Warning,
    page: include_str!("unused_allow.md"),
    needs: Needs::Findings,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for allow in &context.unused_allows {
        let code = &allow.code;
        if FIRM.contains(&code.value.as_str()) {
            diagnostics
                .warning(
                    RULE.code,
                    code.span,
                    format!("`{}` cannot be accepted: what it finds cannot be built", code.value),
                )
                .label("accepts nothing")
                .help("leave it out, and mend what is found");
            continue;
        }
        if RULES.iter().any(|rule| rule.code == code.value) {
            diagnostics
                .warning(
                    RULE.code,
                    code.span,
                    format!("`{}` is accepted here, and is not found here", code.value),
                )
                .label("accepts nothing")
                .help("leave it out: it would hide the next one");
            continue;
        }
        let nearest = nearest::find(&code.value, RULES.iter().map(|rule| rule.code));
        let error =
            diagnostics.error("unknown-code", code.span, format!("no rule is called `{}`", code.value));
        error.label("not the code of a rule");
        match nearest {
            Some(nearest) => {
                error.help(format!("did you mean `{nearest}`?")).fix(
                    format!("write `{nearest}`"),
                    code.span,
                    nearest,
                );
            }
            None => {
                error.help("write the code that stands in brackets in the finding");
            }
        }
    }
}
