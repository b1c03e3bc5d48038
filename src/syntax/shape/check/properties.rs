//! The `key=value` pairs of a node.

use super::{Argument, Checker, Node, Shape, form_of, shape_name};
use crate::{
    nearest::{self, list},
    source::Span,
    syntax::node::Property,
};

/// A key that stands for all keys.
const ANY: &str = "*";

impl Checker<'_> {
    /// Checks the properties; a misspelt one is reported and taken for the nearest.
    pub(super) fn properties(&mut self, node: &mut Node, shape: &'static Shape) -> bool {
        let (mut fine, mut is_unknown) = (true, false);
        let owner = shape_name(shape, node).to_owned();
        for index in 0..node.properties.len() {
            let property = &node.properties[index];
            let (name, span) = (property.name.value.as_str(), property.name.span);
            let is_word = |one: &Argument| matches!(one, Argument::Word(word) if *word == name);
            let known = shape.properties.iter().find(|(known, _)| *known == name || *known == ANY);
            if known.is_none() && shape.arguments.iter().any(|list| list.iter().any(is_word)) {
                let whole = span.to(property.value.span);
                self.diagnostics
                    .error("word-as-property", whole, format!("`{name}` is a plain word here, without `=`"))
                    .label("written like a property")
                    .help(format!("`{}`", form_of(shape, &owner)));
                fine = false;
                continue;
            }
            let known = known.or_else(|| {
                let names = shape.properties.iter().map(|(known, _)| *known);
                self.unknown_property(name, span, &format!("`{owner}`"), names)
                    .and_then(|nearest| shape.properties.iter().find(|(known, _)| *known == nearest))
            });
            let Some((known, kind)) = known else {
                is_unknown = true;
                self.incomplete = true;
                continue;
            };
            let name = if *known == ANY { name.to_owned() } else { (*known).to_owned() };
            if let Some(first) = node.properties[..index].iter().find(|first| first.name.value == name) {
                self.diagnostics
                    .error("declared-twice", span, format!("`{name}=` stands on this line twice"))
                    .label("the second one")
                    .also(first.name.span, "the first one")
                    .help("KDL would take the last one silently: keep the one that you mean");
                fine = false;
                continue;
            }
            let property = &mut node.properties[index];
            let owner = format!("{name}=");
            property.name.value = name;
            fine &= self.value(&mut property.value, *kind, &owner, shape.form);
        }
        fine & self.needed(node, shape, is_unknown)
    }

    /// Reports a property that the node says nothing without.
    fn needed(&mut self, node: &Node, shape: &'static Shape, is_unknown: bool) -> bool {
        let known =
            shape.needs.iter().filter(|name| shape.properties.iter().any(|(known, _)| known == *name));
        let missing: Vec<&str> = known
            .copied()
            .filter(|name| node.property(name).is_none() && node.child(name).is_none())
            .collect();
        let Some(first) = missing.first() else { return true };
        // What is unknown may be what is missing.
        let is_known = |child: &Node| shape.children().iter().any(|shape| shape.name == child.name.value);
        if is_unknown || !node.children().iter().all(is_known) {
            return false;
        }
        self.diagnostics
            .error(
                "missing-value",
                node.head,
                format!("`{}` is not complete: `{first}=` is missing", shape.name),
            )
            .label("says nothing without it")
            .help(format!("it is written `{}`", shape.form));
        false
    }

    /// Reports a property that does not exist. Returns the one that was probably meant.
    fn unknown_property(
        &mut self,
        name: &str,
        span: Span,
        owner: &str,
        known: impl Iterator<Item = &'static str> + Clone,
    ) -> Option<&'static str> {
        let nearest = nearest::find(name, known.clone());
        let error = self.diagnostics.error("unknown-property", span, format!("{owner} has no `{name}=`"));
        error.label("not known here");
        match nearest {
            Some(nearest) => {
                error.help(format!("did you mean `{nearest}=`?"));
                error.fix(format!("write `{nearest}`"), span, nearest);
            }
            None if known.clone().next().is_none() => {
                error.help("it has no properties: leave this out");
            }
            None => {
                error.help(format!("known: {}", list(known)));
            }
        }
        nearest
    }

    /// An arrow has none at all; what people write as one belongs into its block.
    pub(super) fn property_of_an_arrow(&mut self, property: &Property, conditions: &'static [Shape]) {
        let name = property.name.value.as_str();
        let span = property.name.span.to(property.value.span);
        self.incomplete = true;
        let condition = conditions.iter().find(|condition| condition.name == name);
        let Some(condition) = condition else {
            self.unknown_property(name, span, "an arrow", std::iter::empty());
            return;
        };
        self.diagnostics
            .error("unknown-property", span, format!("`{name}` stands in the block of an arrow, without `=`"))
            .label("written like a property")
            .help(format!("`{{ {} }}`", condition.form));
    }
}
