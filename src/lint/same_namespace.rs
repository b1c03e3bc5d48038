//! Two environments in one namespace.

use indexmap::IndexMap;

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Node,
};

pub(super) const RULE: Rule = Rule {
    code: "same-namespace",
    severity: Severity::Error,
    page: include_str!("same_namespace.md"),
    needs: Needs::Nothing,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut taken: IndexMap<(&str, &str), (&str, &Node)> = IndexMap::new();
    for environment in context.model.environments.values() {
        let Some(target) = environment.part("target").filter(|target| target.says("kubernetes")) else {
            continue;
        };
        let Some(namespace) = target.child("namespace") else { continue };
        let text =
            |name: &str| target.child(name).and_then(|node| node.text(0)).map_or("", |text| text.value);
        let place = (text("cluster"), text("namespace"));
        let Some((other, first)) = taken.get(&place) else {
            taken.insert(place, (&environment.name.value, namespace));
            continue;
        };
        // Inherited from one line, it is that line that has to move into the environments.
        let is_one = first.head == namespace.head;
        let name = &environment.name.value;
        let message = format!(
            "`{other}` and `{name}` share the namespace `{}`: each deployment would replace the other",
            place.1
        );
        let error = diagnostics.error(RULE.code, namespace.head, message);
        error.label(if is_one { "both get it from here" } else { "the second one" });
        if !is_one {
            error.also(first.head, "the first one");
        }
        error.help(format!("a namespace for each: in `{name}`, `target kubernetes {{ namespace {name} }}`"));
    }
}
