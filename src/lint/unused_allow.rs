//! `allow` for something that is not found, or that nobody knows.

use super::RULES;
use crate::{diagnostic::Diagnostics, model::Model, nearest};

pub(super) const CODE: &str = "unused-allow";
pub(super) const PAGE: &str = include_str!("unused_allow.md");

/// Reports the acceptances that were not needed; `used` says which were.
pub(super) fn check(model: &Model, used: &[bool], diagnostics: &mut Diagnostics) {
    for (allow, _) in model.allows.iter().zip(used).filter(|(_, used)| !**used) {
        let code = &allow.code;
        if RULES.iter().any(|rule| rule.code == code.value) {
            diagnostics
                .warning(CODE, code.span, format!("`{}` is accepted here, and is not found here", code.value))
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
