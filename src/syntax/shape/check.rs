//! Holds the nodes of a file against the table, reports what does not fit, and hands on what does.

mod arguments;
mod kinds;
mod properties;
mod selves;
mod texts;
mod twice;
mod unknown;

use indexmap::IndexMap;

pub(super) use kinds::are_units;
pub(super) use kinds::kinds_of;
pub(super) use twice::said;

use super::{Argument, Block, FILE, Key, Kind, Names, Shape, Support, Times};
use crate::{
    diagnostic::Diagnostics,
    source::{Source, Span, Spanned},
    syntax::{
        name,
        node::{Node, Value},
    },
};

/// Nodes that fit the table: known, complete, each value of its kind.
pub(in crate::syntax) struct Checked {
    pub(in crate::syntax) nodes: Vec<Node>,
    /// The nodes that nothing is generated from yet.
    pub(in crate::syntax) ahead: Vec<Ahead>,
    /// Whether something had to be left out, so that what follows from its absence is not worth saying.
    pub(in crate::syntax) incomplete: bool,
}

/// A node that the language knows and nothing is generated from yet.
#[derive(Debug, Clone)]
pub struct Ahead {
    /// What it is called.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// Whether the file would promise more than is built without it.
    pub refused: bool,
}

/// Checks the nodes of a whole file.
pub(in crate::syntax) fn check(nodes: Vec<Node>, source: &Source, diagnostics: &mut Diagnostics) -> Checked {
    let mut checker = Checker { source, diagnostics, incomplete: false, ahead: Vec::new(), is_ahead: false };
    let nodes = checker.block(nodes, FILE, None);
    Checked { nodes, ahead: checker.ahead, incomplete: checker.incomplete }
}

struct Checker<'a> {
    source: &'a Source,
    diagnostics: &'a mut Diagnostics,
    incomplete: bool,
    ahead: Vec<Ahead>,
    /// Whether a node is being checked that is ahead, so that what stands in it need not be said to be.
    is_ahead: bool,
}

impl Checker<'_> {
    fn block(
        &mut self,
        nodes: Vec<Node>,
        shapes: &'static [Shape],
        around: Option<&'static Shape>,
    ) -> Vec<Node> {
        let mut seen = twice::Seen::new();
        let mut kept = Vec::with_capacity(nodes.len());
        for mut node in nodes {
            let node = match self.shape_of(&mut node, shapes, around) {
                Some(shape) if self.is_the_first(&node, shape, &mut seen) => self.node(node, shape, shapes),
                _ => None,
            };
            self.incomplete |= node.is_none();
            kept.extend(node);
        }
        kept
    }

    /// Checks one node; nothing if what it says is not usable.
    fn node(&mut self, node: Node, shape: &'static Shape, siblings: &'static [Shape]) -> Option<Node> {
        let around = self.is_ahead;
        if !around && shape.support != Support::Built {
            let refused = shape.support == Support::Refused;
            self.ahead.push(Ahead { name: shape.name.to_owned(), span: node.name.span, refused });
            self.is_ahead = true;
        }
        let node = self.fitting(node, shape, siblings);
        self.is_ahead = around;
        node
    }

    fn fitting(&mut self, mut node: Node, shape: &'static Shape, siblings: &'static [Shape]) -> Option<Node> {
        self.annotations(&node);
        let is_broken = self.line_break(&mut node, shape, siblings);
        let properties = self.properties(&mut node, shape);
        let has_values = !node.arguments.is_empty();
        let is_usable = properties && self.arguments(&mut node, shape);
        let Some(mut children) = node.children.take() else {
            let needs_one = match shape.block {
                Block::Needed(_) => !is_broken,
                Block::Keys(..) | Block::Arrows(..) => !has_values,
                Block::None | Block::Of(_) => false,
            };
            if needs_one && is_usable {
                let message = format!("`{}` says nothing without its block", shape.name);
                self.diagnostics
                    .error("missing-block", node.head, message)
                    .label("no `{ … }` follows")
                    .help(format!("`{}`", shape.form));
                self.incomplete = true;
            }
            self.nothing_behind_none(&node, &[], shape);
            return is_usable.then_some(node);
        };
        if matches!(shape.block, Block::None) {
            let name = shape_name(shape, &node);
            self.diagnostics
                .error("unexpected-block", node.head, format!("`{name}` has no block"))
                .label("a `{` follows here")
                .help(format!("it is written `{}`", form_of(shape, name)));
            self.incomplete = true;
        }
        let says_more = has_values && matches!(shape.block, Block::Keys(..));
        let wants_content = matches!(shape.block, Block::Needed(_) | Block::Arrows(..) | Block::Keys(..));
        if children.is_empty() && wants_content && !says_more {
            self.diagnostics
                .error("empty-block", node.head, format!("`{}` says nothing: its block is empty", shape.name))
                .label("nothing stands between `{` and `}`")
                .help(format!("it is written `{}`", shape.form));
            self.incomplete = true;
        }
        self.nothing_behind_none(&node, &children, shape);
        self.line_and_block(&node, &mut children);
        node.children = Some(self.children(children, shape));
        self.complete(&node, shape, siblings);
        is_usable.then_some(node)
    }

    fn annotations(&mut self, node: &Node) {
        for &span in &node.annotations {
            self.diagnostics
                .error("type-annotation", span, "nothing has a type in front of it here")
                .label("KDL reads this as the type of what follows")
                .help("leave the parentheses out, with what is in them");
        }
    }

    fn children(&mut self, children: Vec<Node>, shape: &'static Shape) -> Vec<Node> {
        match shape.block {
            Block::None => Vec::new(),
            Block::Of(shapes) | Block::Needed(shapes) => self.block(children, shapes, Some(shape)),
            Block::Keys(names, key) => {
                if let Key::Declares(names @ Names::Channel) = names {
                    for child in &children {
                        let name = Spanned::new(child.name.value.as_str(), child.name.span);
                        name::declared(name, names.word(), self.diagnostics);
                    }
                }
                self.keys(children, key, shape)
            }
            Block::Arrows(conditions, beside) => children
                .into_iter()
                .filter_map(|child| match beside.iter().find(|one| one.name == child.name.value) {
                    Some(one) => self.node(child, one, beside),
                    None => Some(self.arrow(child, conditions, shape)),
                })
                .collect(),
        }
    }

    /// An arrow: what stands before its block is for the map to read.
    fn arrow(&mut self, mut node: Node, conditions: &'static [Shape], around: &'static Shape) -> Node {
        self.annotations(&node);
        for property in &node.properties {
            self.property_of_an_arrow(property, conditions);
        }
        let children = node.children.take();
        node.children = children.map(|children| self.block(children, conditions, Some(around)));
        node
    }

    /// Nodes whose names are the user's: each once.
    fn keys(&mut self, children: Vec<Node>, key: &'static Shape, around: &'static Shape) -> Vec<Node> {
        let mut seen: IndexMap<String, Span> = IndexMap::new();
        let mut lines = twice::Seen::new();
        let mut kept = Vec::with_capacity(children.len());
        for node in children {
            if key.times == Times::Often && !self.is_another(&node, key, &mut lines) {
                self.incomplete = true;
                continue;
            }
            if let Some(&first) = seen.get(&node.name.value).filter(|_| key.times != Times::Often) {
                let name = &node.name.value;
                let message = format!("`{name}` stands in `{}` twice", around.name);
                self.diagnostics
                    .error("declared-twice", node.name.span, message)
                    .label("the second one")
                    .also(first, "the first one")
                    .help("keep the one that you mean");
                self.incomplete = true;
                continue;
            }
            seen.insert(node.name.value.clone(), node.name.span);
            let node = self.node(node, key, &[]);
            self.incomplete |= node.is_none();
            kept.extend(node);
        }
        kept
    }

    /// `kind test url "…"`: two nodes on one line. The first is kept, as far as it goes.
    fn line_break(&mut self, node: &mut Node, shape: &'static Shape, siblings: &'static [Shape]) -> bool {
        let most = shape.arguments.iter().map(|list| list.len()).max().unwrap_or(0);
        let takes_text = shape.arguments.iter().any(|list| matches!(list, [.., Argument::Many(Kind::Text)]));
        let meant = kinds_of(shape, node);
        let second = node.arguments.iter().enumerate().find_map(|(index, value)| {
            let Value::Text(text) = &value.value else { return None };
            if matches!(meant.get(index), Some(Kind::OneOf(words)) if words.contains(&text.as_str())) {
                return None;
            }
            let bare = !self.source.slice(value.span).starts_with(['"', '#']);
            let beyond = takes_text || index >= most;
            let known = siblings.iter().any(|sibling| sibling.name == *text) && *text != shape.name;
            (bare && beyond && known && index > 0).then_some((index, text, value.span))
        });
        let Some((index, text, span)) = second else { return false };
        self.diagnostics
            .error("missing-line-break", span, format!("`{text}` starts a line of its own"))
            .label(format!("read as one more word of `{}`", shape.name))
            .also(node.name.span, "the line starts here")
            .help(format!("put `{text}` on the next line, or a `;` before it"))
            .fix("put a `;` before it", Span::new(span.start, span.start), "; ");
        node.arguments.truncate(index);
        node.properties.retain(|property| property.name.span.start < span.start);
        node.children = None;
        self.incomplete = true;
        true
    }
}

/// The name that a message calls a node by; a node with a free name is called as the user called it.
fn shape_name<'a>(shape: &'static Shape, node: &'a Node) -> &'a str {
    if shape.name.is_empty() { &node.name.value } else { shape.name }
}

/// How a node is written, with the name that the user gave it.
fn form_of(shape: &'static Shape, name: &str) -> String {
    let first = shape.form.split(' ').next().unwrap_or_default();
    if name == shape.name { shape.form.to_owned() } else { shape.form.replacen(first, name, 1) }
}
