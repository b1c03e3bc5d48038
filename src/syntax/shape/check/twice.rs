//! What stands somewhere a second time: a name on a line, a line among its like.

use std::fmt::Write;

use indexmap::IndexMap;

use super::{Argument, Checker, Kind, Node, Shape, Times, Value};
use crate::source::Span;

/// What stands in a block already, by its shape and its name: where, and how the name is written there.
pub(super) type Seen = IndexMap<(&'static str, String), (Span, String)>;

impl Checker<'_> {
    /// Tells whether a node stands beside its like no more often than it may, and reports it if it does not.
    pub(super) fn is_the_first(&mut self, node: &Node, shape: &'static Shape, seen: &mut Seen) -> bool {
        let written = match shape.times {
            Times::EachCounts => return true,
            Times::Often => return self.is_another(node, shape, seen),
            Times::Once => "",
            Times::OncePerName => node.text(0).map_or("", |text| text.value),
        };
        let name = written.to_ascii_lowercase();
        let Some((first, first_written)) = seen.get(&(shape.name, name.clone())) else {
            seen.insert((shape.name, name), (node.head, written.to_owned()));
            return true;
        };
        let what =
            if name.is_empty() { format!("`{}`", shape.name) } else { format!("{} `{name}`", shape.name) };
        self.diagnostics
            .error("declared-twice", node.head, format!("{what} stands here a second time"))
            .label("the second one")
            .also(*first, "the first one")
            .help(match written == first_written {
                true => "keep one of the two, with what both of them say",
                false => "capitals make no difference: give one of them another name",
            });
        false
    }

    /// Tells whether no line beside it says exactly the same, and reports it if one does.
    pub(super) fn is_another(&mut self, node: &Node, shape: &'static Shape, seen: &mut Seen) -> bool {
        let said = (shape.name, said(node));
        let Some((first, _)) = seen.get(&said) else {
            seen.insert(said, (node.head, String::new()));
            return true;
        };
        let name = super::shape_name(shape, node);
        let message = match name {
            "-" => "this item stands here a second time".to_owned(),
            name => format!("`{name}` says the same here a second time"),
        };
        self.diagnostics
            .error("declared-twice", node.head, message)
            .label("the second one")
            .also(*first, "the first one")
            .help("leave one of the two out");
        false
    }

    /// Leaves out what stands in a block and on its line, and reports it.
    pub(super) fn line_and_block(&mut self, node: &Node, children: &mut Vec<Node>) {
        children.retain(|child| {
            let Some(first) = node.property(&child.name.value) else { return true };
            let name = &child.name.value;
            self.diagnostics
                .error(
                    "declared-twice",
                    child.head,
                    format!("`{name}` stands on the line, and in its block as well"),
                )
                .label("once in the block")
                .also(first.name.span.to(first.value.span), "and once on the line")
                .help(format!("keep one: `{name}=` on the line for one, `{name}` in the block for several"));
            false
        });
    }

    /// Leaves out every name that a list holds already, and reports it.
    pub(super) fn each_once(&mut self, node: &mut Node, list: &[Argument], kinds: &[Kind]) {
        // What is behind `Many` is written once in the list and has one kind: runs of it are found by that kind.
        let is_list = |kind: &Kind| matches!(kind, Kind::Name(_) | Kind::Ref(_) | Kind::Key | Kind::OneOf(_));
        if !list.iter().any(|argument| matches!(argument, Argument::Many(kind) if is_list(kind))) {
            return;
        }
        // A channel may be called as what it is told of.
        let mut seen = IndexMap::new();
        let mut again = Vec::new();
        for (index, (value, kind)) in node.arguments.iter().zip(kinds).enumerate() {
            let Value::Text(text) = &value.value else { continue };
            let name = match kind {
                Kind::Name(_) | Kind::Ref(_) => text.to_ascii_lowercase(),
                Kind::Key | Kind::OneOf(_) => text.clone(),
                _ => continue,
            };
            let name = (std::mem::discriminant(kind), name);
            let Some(&first) = seen.get(&name) else {
                seen.insert(name, value.span);
                continue;
            };
            again.push(index);
            self.diagnostics
                .error("declared-twice", value.span, format!("`{text}` stands on this line twice"))
                .label("the second time")
                .also(first, "the first time")
                .help(match matches!(node.arguments[0].value, Value::Integer(_)) {
                    true => "once is enough: the number says how many people",
                    false => "once is enough",
                });
        }
        for index in again.into_iter().rev() {
            node.arguments.remove(index);
        }
    }
}

/// All that a node says, as one text: equal for two nodes that only their places tell apart.
pub(in crate::syntax::shape) fn said(node: &Node) -> String {
    let mut text = String::new();
    write_down(node, &mut text);
    text
}

fn write_down(node: &Node, text: &mut String) {
    let _ = write!(text, "{:?}", node.name.value);
    for argument in &node.arguments {
        let _ = write!(text, " {:?}", argument.value);
    }
    for property in &node.properties {
        let _ = write!(text, " {:?}={:?}", property.name.value, property.value.value);
    }
    if let Some(children) = &node.children {
        text.push('{');
        for child in children {
            write_down(child, text);
            text.push(';');
        }
        text.push('}');
    }
}
