//! Short words for the parts of a document.

use super::yaml::Node;

pub(super) fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

pub(super) fn number(number: impl ToString) -> Node {
    Node::Plain(number.to_string().into())
}

pub(super) fn flag(flag: bool) -> Node {
    Node::Plain(if flag { "true" } else { "false" }.into())
}

pub(super) fn map<const N: usize>(entries: [(&'static str, Node); N]) -> Node {
    Node::Map(entries.map(|(key, value)| (key.into(), value)).into())
}

pub(super) fn list<const N: usize>(items: [Node; N]) -> Node {
    Node::List(items.into())
}

pub(super) fn why(value: Node, comment: &str) -> Node {
    Node::Commented(Box::new(value), comment.to_owned())
}

/// Adds an entry to a map, if there is something to add.
pub(super) fn with(node: Node, key: &'static str, value: Option<Node>) -> Node {
    match (node, value) {
        (Node::Map(mut entries), Some(value)) => {
            entries.push((key.into(), value));
            Node::Map(entries)
        }
        (node, _) => node,
    }
}
