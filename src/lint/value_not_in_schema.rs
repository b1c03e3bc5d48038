//! A variable that is not what the schema says.

use super::{Context, Needs, Rule, inherited::by_line, resolved, schema, secrecy};
use crate::{
    diagnostic::{Diagnostics, Severity},
    nearest,
};

pub(super) const RULE: Rule = Rule {
    code: "value-not-in-schema",
    severity: Severity::Error,
    page: include_str!("value_not_in_schema.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let found = context.model.environments.values().flat_map(|one| {
        schema::entries(one).filter_map(move |entry| {
            let variable = one.settings.variables.entries.get(entry.key)?;
            let value = resolved::value(variable, one)?;
            let wanted = entry.wants_other_than(&value.replace("{number}", "1"))?;
            Some((variable.value.span, one, (entry, variable, value, wanted)))
        })
    });
    for (place, environments, (entry, variable, value, wanted)) in by_line(found) {
        let key = entry.key;
        let is_secret = secrecy::is_suspected(variable);
        let message = match is_secret || value.chars().count() > 40 || value.contains(char::is_control) {
            true => format!("`{key}` is not what the schema wants: {wanted}"),
            false => format!("`{key}` is `{value}`, and the schema wants {wanted}"),
        };
        let error = diagnostics.error(RULE.code, place, message);
        error.label(format!("in {}", environments.names()));
        error.also(entry.span, "what it has to be");
        if is_secret {
            error.conceal(place);
        }
        match nearest::find(&value, entry.values()).filter(|_| !is_secret) {
            Some(nearest) => {
                error.help(format!("did you mean `{nearest}`?"));
                let is_word = nearest.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
                if is_word && nearest.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    error.fix(format!("write `{nearest}`"), place, nearest);
                }
            }
            None => {
                error.help("change the value; or the schema, if the application takes this too");
            }
        }
    }
}
