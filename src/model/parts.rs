//! How the nodes of `defaults` and of an environment become one, as the table says: child by child, key by key.

use indexmap::IndexMap;

use crate::syntax::{
    Node,
    shape::{self, Shape, Times},
};

/// Lays an environment's own nodes over those that it starts from. What says `none` takes away, and is returned apart.
pub(super) fn merge(base: impl Iterator<Item = Node>, own: &[Node]) -> (Vec<Node>, Vec<Node>) {
    let base: Vec<Node> = base.collect();
    let merged = over(&base, own, shape::DEFAULTS.children());
    merged.into_iter().partition(|node| !node.says("none"))
}

/// What tells a node from others beside it.
type Identity<'a> = (&'a str, &'a str);

fn identity<'a>(node: &'a Node, shapes: &'static [Shape]) -> Identity<'a> {
    let is_named = shape::shape_of(node, shapes).is_some_and(|shape| shape.times == Times::OncePerName);
    let name = node.text(0).map(|text| text.value).filter(|_| is_named).unwrap_or_default();
    (&node.name.value, name)
}

fn over(base: &[Node], own: &[Node], shapes: &'static [Shape]) -> Vec<Node> {
    let mut groups: IndexMap<Identity<'_>, (Vec<&Node>, Vec<&Node>)> = IndexMap::new();
    for node in base {
        groups.entry(identity(node, shapes)).or_default().0.push(node);
    }
    for node in own {
        groups.entry(identity(node, shapes)).or_default().1.push(node);
    }
    let merged = groups.into_values().flat_map(|group| match group {
        (base, own) if own.is_empty() => base.into_iter().cloned().collect::<Vec<_>>(),
        (base, own) => match (base.as_slice(), own.as_slice()) {
            ([base], [own]) => vec![one_over(base, own, shapes)],
            _ => own.into_iter().cloned().collect(),
        },
    });
    merged.collect()
}

/// A line without a block replaces, and so does another kind of the same thing; a block merges.
fn one_over(base: &Node, own: &Node, shapes: &'static [Shape]) -> Node {
    let (Some(mine), Some(shape)) = (&own.children, shape::shape_of(own, shapes)) else { return own.clone() };
    let of_base = shape::shape_of(base, shapes);
    if of_base.and_then(Shape::variant) != shape.variant() {
        return own.clone();
    }
    let mut node = own.clone();
    node.children = Some(over(base.children(), mine, shape.children()));
    if node.arguments.is_empty() {
        node.arguments.clone_from(&base.arguments);
    }
    for property in &base.properties {
        if node.property(&property.name.value).is_none() {
            node.properties.push(property.clone());
        }
    }
    node
}
