//! A tree of the same shape as the KDL, with spans. The only file that names the `kdl` crate.

use kdl::{KdlDocument, KdlEntry, KdlError, KdlNode, KdlValue};

use crate::source::{Span, Spanned};

/// One node: `name argument… key=value… { children }`.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its name.
    pub name: Spanned<String>,
    /// What stands behind the name, in order.
    pub arguments: Vec<Spanned<Value>>,
    /// Its `key=value` pairs, each key once.
    pub properties: Vec<Property>,
    /// Its block; nothing if it has none.
    pub children: Option<Vec<Node>>,
    /// The name and what follows it, without the block.
    pub head: Span,
    /// All of it, the block included.
    pub span: Span,
    /// Type annotations, which the language has no use for.
    pub(super) annotations: Vec<Span>,
}

/// `key=value`.
#[derive(Debug, Clone)]
pub struct Property {
    /// The key.
    pub name: Spanned<String>,
    /// The value.
    pub value: Spanned<Value>,
}

/// What stands behind a name.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
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
    /// Returns what stands in its block.
    pub fn children(&self) -> &[Node] {
        self.children.as_deref().unwrap_or_default()
    }

    /// Returns the first node of a name in its block.
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children().iter().find(|child| child.name.value == name)
    }

    /// Returns the nodes of a name in its block.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children().iter().filter(move |child| child.name.value == name)
    }

    /// Returns the texts among the arguments, with their places.
    pub fn texts(&self) -> impl Iterator<Item = Spanned<&str>> {
        self.arguments.iter().filter_map(text)
    }

    /// Returns the argument at a place, if it is a text.
    pub fn text(&self, index: usize) -> Option<Spanned<&str>> {
        self.arguments.get(index).and_then(text)
    }

    /// Tells whether its first argument is this word.
    pub fn says(&self, word: &str) -> bool {
        self.text(0).is_some_and(|text| text.value == word)
    }

    /// Tells whether this flag stands in its block and is not taken back.
    pub fn has(&self, flag: &str) -> bool {
        self.child(flag).is_some_and(Node::is_on)
    }

    /// Tells whether a flag is on: the bare word, or `#true` behind it.
    pub fn is_on(&self) -> bool {
        !matches!(self.arguments.first(), Some(Spanned { value: Value::Flag(false), .. }))
    }

    /// Returns a property.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name.value == name)
    }

    /// Returns a property that is a text.
    pub fn property_text(&self, name: &str) -> Option<Spanned<&str>> {
        self.property(name).and_then(|property| text(&property.value))
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
}

impl Value {
    /// Returns it as a number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Decimal(text) => text.replace('_', "").parse().ok(),
            Self::Text(_) | Self::Flag(_) | Self::Other => None,
        }
    }

    /// Says it as text, as an environment variable would hold it.
    pub fn as_text(&self) -> String {
        match self {
            Self::Text(text) | Self::Decimal(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Other => String::new(),
        }
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
        KdlValue::Float(number) if !number.is_finite() => Value::Other,
        KdlValue::Float(_) => {
            Value::Decimal(entry.format().map(|format| format.value_repr.clone()).unwrap_or_default())
        }
        KdlValue::Bool(flag) => Value::Flag(*flag),
        KdlValue::Null => Value::Other,
    }
}
