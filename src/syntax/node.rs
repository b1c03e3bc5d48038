//! A tree of the same shape as the KDL, with spans. The only file that names the `kdl` crate.

use kdl::{KdlDocument, KdlEntry, KdlError, KdlNode, KdlValue};

use crate::source::{Span, Spanned};

/// One node: `name argument… key=value… { children }`.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) name: Spanned<String>,
    pub(super) arguments: Vec<Spanned<Value>>,
    pub(super) properties: Vec<Property>,
    pub(super) children: Option<Vec<Node>>,
    /// The name and what follows it, without the block.
    pub(super) head: Span,
    /// All of it, the block included.
    pub(super) span: Span,
    /// Type annotations, which the language has no use for.
    pub(super) annotations: Vec<Span>,
}

/// `key=value`.
#[derive(Debug, Clone)]
pub(super) struct Property {
    pub(super) name: Spanned<String>,
    pub(super) value: Spanned<Value>,
}

/// What stands behind a name.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A bare word or a string in quotes: the language makes no difference.
    Text(String),
    /// A whole number.
    Integer(i128),
    /// A number with a fraction; the text is as written, since `1.10` is not `1.1`.
    Decimal(String),
    /// `#true` or `#false`.
    Flag(bool),
    /// `#null`, `#inf` and the like, which mean nothing here.
    Other,
}

impl Node {
    pub(super) fn children(&self) -> &[Node] {
        self.children.as_deref().unwrap_or_default()
    }

    /// The texts among the arguments, with their places.
    pub(super) fn texts(&self) -> impl Iterator<Item = Spanned<&str>> {
        self.arguments.iter().filter_map(text)
    }

    pub(super) fn text(&self, index: usize) -> Option<Spanned<&str>> {
        self.arguments.get(index).and_then(text)
    }

    /// Moves it, with all that is in it, to the places that `to` says.
    pub(super) fn relocate(&mut self, to: &impl Fn(Span) -> Span) {
        let values = self.arguments.iter_mut().map(|argument| &mut argument.span);
        let properties = self.properties.iter_mut();
        let properties = properties.flat_map(|one| [&mut one.name.span, &mut one.value.span]);
        let own = [&mut self.name.span, &mut self.head, &mut self.span];
        for span in values.chain(properties).chain(own).chain(&mut self.annotations) {
            *span = to(*span);
        }
        for child in self.children.iter_mut().flatten() {
            child.relocate(to);
        }
    }

    pub(super) fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name.value == name)
    }
}

fn text(value: &Spanned<Value>) -> Option<Spanned<&str>> {
    match &value.value {
        Value::Text(text) => Some(Spanned::new(text.as_str(), value.span)),
        _ => None,
    }
}

/// What the parser itself has against a text.
pub(super) struct Complaint {
    pub(super) message: String,
    pub(super) span: Span,
}

/// Parses a text that the guard has let through; `depth` is how deep its blocks go.
pub(super) fn parse(text: &str, depth: usize) -> Result<Vec<Node>, Vec<Complaint>> {
    // The parser needs about 35 KB of stack a level in a debug build: more than a test thread has.
    const SHALLOW: usize = 12;
    if depth <= SHALLOW {
        return parse_here(text);
    }
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(32 << 20)
            .spawn_scoped(scope, || parse_here(text))
            .expect("the machine has memory for one thread")
            .join()
            .expect("the parser does not panic on text that the guard let through")
    })
}

fn parse_here(text: &str) -> Result<Vec<Node>, Vec<Complaint>> {
    match KdlDocument::parse_v2(text) {
        // Each node is let go as soon as it is converted: both trees together would be twice the memory.
        Ok(mut document) => {
            let nodes = std::mem::take(document.nodes_mut());
            Ok(nodes.into_iter().map(|node| convert(&node, text)).collect())
        }
        Err(error) => Err(complaints(&error)),
    }
}

fn complaints(error: &KdlError) -> Vec<Complaint> {
    let found = error.diagnostics.iter().map(|one| Complaint {
        message: one.message.clone().unwrap_or_default(),
        span: Span::new(one.span.offset(), one.span.offset() + one.span.len()),
    });
    found.collect()
}

fn nodes(document: &KdlDocument, text: &str) -> Vec<Node> {
    document.nodes().iter().map(|node| convert(node, text)).collect()
}

fn convert(node: &KdlNode, text: &str) -> Node {
    let name_span = span(node.name().span());
    let mut head = name_span;
    let mut annotations: Vec<Span> = node.ty().map(|ty| span(ty.span())).into_iter().collect();
    let (mut arguments, mut properties) = (Vec::new(), Vec::new());
    for entry in node.entries() {
        let value = Spanned::new(value(entry), value_span(entry));
        head = head.to(value.span);
        annotations.extend(entry.ty().map(|ty| span(ty.span())));
        match entry.name() {
            Some(name) => properties
                .push(Property { name: Spanned::new(name.value().to_owned(), span(name.span())), value }),
            None => arguments.push(value),
        }
    }
    // Most nodes have one argument, and a list that grew to it has room for four.
    arguments.shrink_to_fit();
    properties.shrink_to_fit();
    let whole = span(node.span());
    let trimmed = text.get(whole.start..whole.end).map_or(0, |all| all.trim_end().len());
    Node {
        name: Spanned::new(node.name().value().to_owned(), name_span),
        arguments,
        properties,
        children: node.children().map(|children| nodes(children, text)),
        head,
        span: Span::new(name_span.start, (whole.start + trimmed).max(head.end)),
        annotations,
    }
}

fn span(span: miette::SourceSpan) -> Span {
    Span::new(span.offset(), span.offset() + span.len())
}

/// The entry's span covers `key=value` and a type; the value is what stands at its end.
fn value_span(entry: &KdlEntry) -> Span {
    let all = span(entry.span());
    let length = entry.format().map_or(all.end - all.start, |format| format.value_repr.len());
    Span::new(all.end.saturating_sub(length).max(all.start), all.end)
}

fn value(entry: &KdlEntry) -> Value {
    match entry.value() {
        KdlValue::String(text) => Value::Text(text.clone()),
        KdlValue::Integer(number) => Value::Integer(*number),
        KdlValue::Float(_) => {
            Value::Decimal(entry.format().map(|format| format.value_repr.clone()).unwrap_or_default())
        }
        KdlValue::Bool(flag) => Value::Flag(*flag),
        KdlValue::Null => Value::Other,
    }
}
