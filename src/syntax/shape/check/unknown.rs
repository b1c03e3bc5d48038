//! Which node of the language a node is, and what to say where it is none.

use indexmap::IndexSet;

use super::{Checker, Node, Shape, Value};
use crate::{
    nearest::{self, list},
    source::Span,
    syntax::shape::find,
};

/// What other tools call it.
const SYNONYMS: &[(&str, &str)] = &[
    ("approvers", "approvals"),
    ("reviewers", "approvals"),
    ("required-reviewers", "approvals"),
    ("approve", "approvals"),
    ("env", "variables"),
    ("vars", "variables"),
    ("script", "run"),
    ("cmd", "run"),
    ("command", "run"),
    ("exec", "run"),
    ("domain", "url"),
    ("host", "url"),
    ("type", "kind"),
    ("extends", "like"),
    ("inherits", "like"),
];

/// What an item of a list is called.
const ITEM: &str = "-";

impl Checker<'_> {
    /// Finds what a node is, mending a misspelt name so that its content is checked too.
    pub(super) fn shape_of(
        &mut self,
        node: &mut Node,
        shapes: &'static [Shape],
        around: Option<&'static Shape>,
    ) -> Option<&'static Shape> {
        let (name, span) = (node.name.value.as_str(), node.name.span);
        if shapes.iter().any(|shape| shape.name == name) {
            return self.variant_of(node, shapes);
        }
        // `checklist { "Users are told" }`: a text that is to be an item.
        let is_text = self.source.slice(span).starts_with('"') && node.arguments.is_empty();
        if is_text && shapes.iter().any(|shape| shape.name == ITEM) {
            self.diagnostics
                .error(
                    "unknown-node",
                    span,
                    "an item begins with `-`, so that a property can stand behind it",
                )
                .label("a text by itself")
                .help(format!("`- {}`", self.source.slice(span)))
                .fix("put a `-` before it", Span::new(span.start, span.start), "- ");
            return None;
        }
        let place = match around {
            Some(_) if shapes.iter().any(|shape| shape.name == "optional") => "in a step".to_owned(),
            Some(around) => place(around),
            None => "at the top of a file".to_owned(),
        };
        let known: IndexSet<&str> = shapes.iter().map(|shape| shape.name).collect();
        let known = known.iter().copied();
        let synonym = SYNONYMS.iter().find(|(other, _)| name.eq_ignore_ascii_case(other));
        let synonym = synonym.and_then(|(_, meant)| known.clone().find(|known| known == meant));
        let nearest = nearest::find(name, known.clone()).or(synonym);
        if let Some(one) = nearest.filter(|one| is_wrapper(node, one)) {
            self.diagnostics
                .error(
                    "unknown-node",
                    span,
                    format!("no `{name}` stand around them: each `{one}` stands by itself"),
                )
                .label("a block around all of them")
                .help(format!("`{one} NAME {{ … }}`, {place}"));
            return None;
        }
        let homes = homes(name);
        let error = self.diagnostics.error("unknown-node", span, format!("there is no `{name}` {place}"));
        error.label("not known here");
        match nearest {
            Some(nearest) => {
                error.help(format!("did you mean `{nearest}`?"));
                error.fix(format!("write `{nearest}`"), span, nearest);
                nearest.clone_into(&mut node.name.value);
                self.variant_of(node, shapes)
            }
            None if !homes.is_empty() => {
                error
                    .label("known, but not in this place")
                    .help(format!("it stands {}", homes.join(", or ")));
                None
            }
            None => {
                error.help(format!("known {place}: {}", list(known)));
                None
            }
        }
    }
}

impl Checker<'_> {
    /// Finds which of several shapes of one name a node is, by its first word.
    fn variant_of(&mut self, node: &mut Node, shapes: &'static [Shape]) -> Option<&'static Shape> {
        let of_name = shapes.iter().filter(|shape| shape.name == node.name.value);
        let variants: Vec<&'static Shape> = of_name.collect();
        if let [only] = variants[..] {
            return Some(only);
        }
        if let Some(exact) = variants.iter().find(|shape| shape.variant().is_some_and(|word| node.says(word)))
        {
            return Some(exact);
        }
        let words = || variants.iter().filter_map(|shape| shape.variant());
        let name = node.name.value.clone();
        let Some(first) = node.arguments.first_mut() else {
            self.diagnostics
                .error("missing-value", node.head, format!("`{name}` does not say which kind"))
                .label("nothing stands behind it")
                .help(format!("one of {}", list(words())));
            return None;
        };
        let written = self.source.slice(first.span);
        let nearest = nearest::find(written.trim_matches('"'), words());
        let error =
            self.diagnostics.error("unknown-value", first.span, format!("`{name}` cannot be `{written}`"));
        error.label("not one of the words for it");
        let Some(nearest) = nearest else {
            error.help(format!("one of {}", list(words())));
            return None;
        };
        error.help(format!("did you mean `{nearest}`?")).fix(
            format!("write `{nearest}`"),
            first.span,
            nearest,
        );
        first.value = Value::Text(nearest.to_owned());
        variants.into_iter().find(|shape| shape.variant() == Some(nearest))
    }
}

/// `gates { a { … }; b { … } }`: a block around nodes that stand by themselves.
fn is_wrapper(node: &Node, one: &str) -> bool {
    let plural = node.name.value.strip_suffix('s') == Some(one);
    plural && node.arguments.is_empty() && node.children.is_some()
}

/// Where the children of a node are, in words.
fn place(around: &Shape) -> String {
    match around.name {
        "" => "in the block of a team".to_owned(),
        "promotions" => "on an arrow".to_owned(),
        "environment" => "in an environment".to_owned(),
        "gate" => "in a gate".to_owned(),
        name => format!("in `{name}`"),
    }
}

/// Where a node of this name stands, in words, the nearer to the top first.
fn homes(name: &str) -> Vec<String> {
    let mut homes = Vec::new();
    for (path, _) in find(name) {
        let home = match path.as_slice() {
            [] => "at the top of the file, outside of every block".to_owned(),
            ["teams", ..] => "in the block of a team".to_owned(),
            ["promotions", ..] => "on an arrow".to_owned(),
            [.., "steps", _] => "in a step".to_owned(),
            [.., "environment"] => "in an environment".to_owned(),
            [.., "gate"] => "in a gate".to_owned(),
            [.., last] => format!("in `{last}`"),
        };
        if !homes.contains(&home) {
            homes.push(home);
        }
    }
    homes
}
