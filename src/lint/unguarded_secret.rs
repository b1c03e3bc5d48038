//! A secret behind approvals that a check takes before anybody has approved.

use indexmap::IndexSet;

use super::{Context, Needs, Rule, map::drawn};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Arrow, Way},
    source::Span,
    syntax::Node,
};

pub(super) const RULE: Rule = Rule {
    code: "unguarded-secret",
    severity: Severity::Error,
    page: include_str!("unguarded_secret.md"),
    needs: Needs::Names,
    check,
};

/// A secret of a check.
struct Taken<'a> {
    /// The name that the commands see.
    seen: &'a str,
    /// The name under which GitHub keeps it.
    kept: &'a str,
    span: Span,
    /// The line that takes it: `secrets`, `plan-secrets`.
    line: &'a str,
}

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let mut said = IndexSet::new();
    for arrow in &model.arrows {
        // Where nobody is ever asked, whoever starts a run reaches the secret anyway.
        let Some(asked) = model.into(&arrow.to.value).find(|way| !way.approvals.is_empty()) else { continue };
        let secrets = &model.target(arrow).settings.secrets.entries;
        let planned = model.target(arrow).parts("plan-secrets").flat_map(of);
        for taken in taken(arrow).chain(planned) {
            let same = secrets
                .values()
                .find(|one| one.from.as_ref().unwrap_or(&one.name).value.eq_ignore_ascii_case(taken.kept));
            let Some(same) = same.filter(|_| said.insert((taken.span, &arrow.to.value))) else { continue };
            let (kept, to) = (taken.kept, &arrow.to.value);
            diagnostics
                .error(
                    RULE.code,
                    taken.span,
                    format!("`{kept}` is a secret of `{to}`, and is taken here before anybody approves"),
                )
                .label(format!("kept in `{to}-plan` as well, where whoever may start a run reaches it"))
                .also(same.from.as_ref().unwrap_or(&same.name).span, format!("kept in `{to}`"))
                .also(drawn(asked), "people are asked before it is used")
                .help(format!(
                    "give it one of its own that may do less, `{} {{ {} from={}_TO_READ }}`; or do it in the steps of `{to}`, which run after the approvals",
                    taken.line, taken.seen, kept.to_ascii_uppercase(),
                ));
        }
    }
}

/// The secrets of the checks on a way in.
fn taken(arrow: &Arrow) -> impl Iterator<Item = Taken<'_>> {
    Way::Arrow(arrow).all("check").flat_map(|check| check.node.all("secrets")).flat_map(of)
}

/// `secrets A B`, or a block in which each may say under which name GitHub keeps it.
fn of(node: &Node) -> impl Iterator<Item = Taken<'_>> {
    let line = node.name.value.as_str();
    let named =
        node.texts().map(move |name| Taken { seen: name.value, kept: name.value, span: name.span, line });
    let listed = node.children().iter().map(move |child| {
        let own = &child.name;
        let from = child.property_text("from");
        Taken {
            seen: &own.value,
            kept: from.map_or(own.value.as_str(), |from| from.value),
            span: from.map_or(own.span, |from| from.span),
            line,
        }
    });
    named.chain(listed)
}
