//! What a node cannot do without, once all that it starts from is laid over each other.

use indexmap::IndexSet;

use super::Environment;
use crate::{
    diagnostic::Diagnostics,
    source::Span,
    syntax::{
        Node,
        shape::{self, Shape},
    },
};

/// Reports nodes of environments whose blocks lack what they need; what comes from `defaults` is said once.
pub(super) fn check<'a>(environments: impl Iterator<Item = &'a Environment>, diagnostics: &mut Diagnostics) {
    let mut said: IndexSet<(Span, &str)> = IndexSet::new();
    for environment in environments {
        for node in &environment.settings.parts {
            let Some(shape) = shape::shape_of(node, shape::DEFAULTS.children()) else { continue };
            for child in missing(node, shape) {
                if said.insert((node.head, child.name)) {
                    report(environment, node, child, diagnostics);
                }
            }
        }
    }
}

/// Reports tests that ask nothing, or that expect nothing.
pub(super) fn check_tests(parts: &[Node], diagnostics: &mut Diagnostics) {
    for node in parts.iter().filter(|node| node.name.value == "test") {
        let Some(shape) = shape::shape_of(node, shape::FILE) else { continue };
        for child in missing(node, shape) {
            let message = format!("this test lacks its `{}`, and says nothing without it", child.name);
            let error = diagnostics.error("incomplete-block", node.head, message);
            error.label(format!("no `{}` in its block", child.name)).help(format!("`{}`", child.form));
        }
    }
}

fn missing<'a>(node: &'a Node, shape: &'static Shape) -> impl Iterator<Item = &'static Shape> + use<'a> {
    let needed = shape.children().iter().filter(|child| shape.needs.contains(&child.name));
    needed.filter(|child| node.child(child.name).is_none())
}

fn report(environment: &Environment, node: &Node, child: &Shape, diagnostics: &mut Diagnostics) {
    let (what, name) = (&node.name.value, &environment.name);
    let error = diagnostics.error(
        "incomplete-block",
        node.head,
        format!("`{what}` in `{}` lacks its `{}`, and can do nothing without it", name.value, child.name),
    );
    error.label(format!("no `{}` in its block", child.name));
    if !environment.span.contains(node.span) {
        error.also(name.span, "gets it from there");
    }
    error.help(format!("`{}`, here or in `defaults`", child.form));
}
