//! Holds the nodes of a file against the table, reports what does not fit, and hands on what does.

use indexmap::IndexMap;

use super::{Argument, Block, FILE, Kind, Shape, Support, Times};
use crate::{
    diagnostic::Diagnostics,
    nearest::{self, list},
    source::{Source, Span, Spanned},
    syntax::node::{Node, Value},
};

/// Nodes that fit the table: known, complete, each value of its kind.
pub(in crate::syntax) struct Checked {
    pub(in crate::syntax) nodes: Vec<Node>,
    /// Whether something known had to be left out, so that what follows from its absence is not worth saying.
    pub(in crate::syntax) incomplete: bool,
}

/// Checks the nodes of a whole file.
pub(in crate::syntax) fn check(nodes: Vec<Node>, source: &Source, diagnostics: &mut Diagnostics) -> Checked {
    let mut checker = Checker { source, diagnostics, incomplete: false };
    let nodes = checker.block(nodes, FILE, None);
    Checked { nodes, incomplete: checker.incomplete }
}

struct Checker<'a> {
    source: &'a Source,
    diagnostics: &'a mut Diagnostics,
    incomplete: bool,
}

impl Checker<'_> {
    fn block(
        &mut self,
        nodes: Vec<Node>,
        shapes: &'static [Shape],
        around: Option<&'static Shape>,
    ) -> Vec<Node> {
        let mut seen: IndexMap<(&'static str, String), Span> = IndexMap::new();
        let mut kept = Vec::with_capacity(nodes.len());
        for mut node in nodes {
            let Some(shape) = self.shape_of(&mut node, shapes, around) else { continue };
            if !self.is_the_first(&node, shape, &mut seen) {
                continue;
            }
            if let Some(node) = self.node(node, shape, shapes) {
                kept.push(node);
            } else {
                self.incomplete = true;
            }
        }
        kept
    }

    /// Finds what a node is, mending a misspelt name so that its content is checked too.
    fn shape_of(
        &mut self,
        node: &mut Node,
        shapes: &'static [Shape],
        around: Option<&'static Shape>,
    ) -> Option<&'static Shape> {
        let (name, span) = (node.name.value.as_str(), node.name.span);
        if let Some(shape) = shapes.iter().find(|shape| shape.name == name) {
            if shape.support == Support::Later {
                self.diagnostics
                    .error("not-supported-yet", span, format!("`{name}` is not supported yet"))
                    .label("part of the language, but nothing is generated from it in this version")
                    .help("leave it out for now: what it promises would not hold");
                return None;
            }
            return Some(shape);
        }
        let place = match around {
            Some(around) if around.name.is_empty() => "here".to_owned(),
            Some(around) => format!("in `{}`", around.name),
            None => "at the top of a file".to_owned(),
        };
        let known = shapes.iter().map(|shape| shape.name);
        let nearest = nearest::find(name, known.clone());
        let elsewhere = super::find(name);
        let error = self.diagnostics.error("unknown-node", span, format!("there is no `{name}` {place}"));
        match (nearest, elsewhere.first()) {
            (Some(nearest), _) => {
                error.label("not known here").help(format!("did you mean `{nearest}`?"));
                error.fix(format!("write `{nearest}`"), span, nearest);
                node.name.value = nearest.to_owned();
                let shape = shapes.iter().find(|shape| shape.name == nearest)?;
                (shape.support == Support::Now).then_some(shape)
            }
            (None, Some((path, _))) => {
                let home = match path.last() {
                    None => "it stands at the top of the file, outside of every block".to_owned(),
                    Some(&"") | Some(&"promotions") => "it stands on an arrow or in a gate".to_owned(),
                    Some(home) => format!("it stands in `{home}`"),
                };
                error.label("known, but not in this place").help(home);
                None
            }
            (None, None) => {
                error.label("not known here").help(format!("known {place}: {}", list(known)));
                None
            }
        }
    }

    fn is_the_first(
        &mut self,
        node: &Node,
        shape: &'static Shape,
        seen: &mut IndexMap<(&'static str, String), Span>,
    ) -> bool {
        let name = match shape.times {
            Times::Often => return true,
            Times::Once => String::new(),
            Times::OncePerName => {
                node.text(0).map(|text| text.value.to_ascii_lowercase()).unwrap_or_default()
            }
        };
        let what =
            if name.is_empty() { format!("`{}`", shape.name) } else { format!("{} `{name}`", shape.name) };
        match seen.get(&(shape.name, name.clone())) {
            Some(&first) => {
                self.diagnostics
                    .error("declared-twice", node.head, format!("{what} stands here a second time"))
                    .label("the second one")
                    .also(first, "the first one")
                    .help("keep one of the two, with what both of them say");
                self.incomplete = true;
                false
            }
            None => {
                seen.insert((shape.name, name), node.head);
                true
            }
        }
    }

    /// Checks one node; nothing if what it says is not usable.
    fn node(&mut self, mut node: Node, shape: &'static Shape, siblings: &'static [Shape]) -> Option<Node> {
        for &span in &node.annotations {
            self.diagnostics
                .error("type-annotation", span, "values have no type in front of them here")
                .label("a type annotation of KDL")
                .help("leave the parentheses and what is in them out");
        }
        let broken_line = self.line_break(&node, shape, siblings);
        let properties = self.properties(&mut node, shape);
        let arguments = broken_line || self.arguments(&mut node, shape);
        let children = node.children.take();
        let has_block = children.is_some();
        if has_block && matches!(shape.block, Block::None) && !broken_line {
            self.diagnostics
                .error("unexpected-block", node.head, format!("`{}` has no block", shape.name))
                .label("a `{` follows here")
                .help(format!("it is written `{}`", shape.form));
        }
        node.children = children.map(|children| self.children(children, shape));
        if !has_block && matches!(shape.block, Block::Needed(_)) {
            self.diagnostics
                .error("missing-block", node.head, format!("`{}` says nothing without its block", shape.name))
                .label("no `{ … }` follows")
                .help(format!("`{}`", shape.form));
            return None;
        }
        (properties && arguments && !broken_line).then_some(node)
    }

    fn children(&mut self, children: Vec<Node>, shape: &'static Shape) -> Vec<Node> {
        match shape.block {
            Block::None => Vec::new(),
            Block::Of(shapes) | Block::Needed(shapes) => self.block(children, shapes, Some(shape)),
            Block::Keys(key) => self.keys(children, key, shape),
            Block::Arrows(conditions) => {
                let arrow = |mut node: Node| {
                    for property in &node.properties {
                        self.unknown_property(
                            property.name.value.as_str(),
                            property.name.span,
                            "an arrow",
                            &[],
                        );
                    }
                    let children = node.children.take();
                    node.children = children.map(|children| self.block(children, conditions, Some(shape)));
                    node
                };
                children.into_iter().map(arrow).collect()
            }
        }
    }

    /// Nodes whose names are the user's: each once.
    fn keys(&mut self, children: Vec<Node>, key: &'static Shape, around: &'static Shape) -> Vec<Node> {
        let mut seen: IndexMap<String, Span> = IndexMap::new();
        let mut kept = Vec::with_capacity(children.len());
        for node in children {
            if let Some(&first) = seen.get(&node.name.value) {
                let name = &node.name.value;
                self.diagnostics
                    .error(
                        "declared-twice",
                        node.name.span,
                        format!("`{name}` stands in `{}` twice", around.name),
                    )
                    .label("the second one")
                    .also(first, "the first one")
                    .help("keep the one that you mean");
                continue;
            }
            seen.insert(node.name.value.clone(), node.name.span);
            match self.node(node, key, &[]) {
                Some(node) => kept.push(node),
                None => self.incomplete = true,
            }
        }
        kept
    }

    /// `kind test url "…"`: two nodes on one line.
    fn line_break(&mut self, node: &Node, shape: &'static Shape, siblings: &'static [Shape]) -> bool {
        if matches!(shape.block, Block::Keys(_)) {
            return false;
        }
        let most = shape.arguments.iter().map(|list| list.len()).max().unwrap_or(0);
        let takes_text = shape.arguments.iter().any(|list| matches!(list, [.., Argument::Many(Kind::Text)]));
        let second = node.arguments.iter().enumerate().find_map(|(index, value)| {
            let Value::Text(text) = &value.value else { return None };
            let bare = !self.source.slice(value.span).starts_with(['"', '#']);
            let beyond = takes_text || index >= most;
            let known = siblings.iter().any(|sibling| sibling.name == *text) && *text != shape.name;
            (bare && beyond && known && index > 0).then_some((text, value.span))
        });
        let Some((text, span)) = second else { return false };
        self.diagnostics
            .error("missing-line-break", span, format!("`{text}` starts a line of its own"))
            .label(format!("read as one more word of `{}`", shape.name))
            .also(node.name.span, "the line starts here")
            .help(format!("put `{text}` on the next line, or a `;` before it"))
            .fix("put a `;` before it", Span::new(span.start, span.start), "; ");
        true
    }

    fn properties(&mut self, node: &mut Node, shape: &'static Shape) -> bool {
        let mut fine = true;
        let owner = shape_name(shape, node).to_owned();
        for index in 0..node.properties.len() {
            let property = &node.properties[index];
            let (name, span) = (property.name.value.as_str(), property.name.span);
            let word = shape
                .arguments
                .iter()
                .any(|list| list.iter().any(|one| matches!(one, Argument::Word(word) if *word == name)));
            if word {
                self.diagnostics
                    .error(
                        "word-as-property",
                        span.to(property.value.span),
                        format!("`{name}` is a plain word here, without `=`"),
                    )
                    .label("written like a property")
                    .help(format!("`{}`", shape.form));
                fine = false;
                continue;
            }
            let Some((_, kind)) = shape.properties.iter().find(|(known, _)| *known == name) else {
                let known: Vec<&str> = shape.properties.iter().map(|(known, _)| *known).collect();
                self.unknown_property(name, span, &format!("`{owner}`"), &known);
                continue;
            };
            if let Some(first) = node.properties[..index].iter().find(|first| first.name.value == name) {
                self.diagnostics
                    .error("declared-twice", span, format!("`{name}=` stands on this line twice"))
                    .label("the second one")
                    .also(first.name.span, "the first one")
                    .help("KDL would take the last one silently: keep the one that you mean");
                fine = false;
                continue;
            }
            fine &= self.value(&mut node.properties[index].value, *kind, shape, &owner);
        }
        fine
    }

    fn unknown_property(&mut self, name: &str, span: Span, owner: &str, known: &[&'static str]) {
        let nearest = nearest::find(name, known.iter().copied());
        let error = self.diagnostics.error("unknown-property", span, format!("{owner} has no `{name}=`"));
        error.label("not known here");
        match nearest {
            Some(nearest) => {
                error.help(format!("did you mean `{nearest}=`?")).fix(
                    format!("write `{nearest}`"),
                    span,
                    nearest,
                );
            }
            None if known.is_empty() => {
                error.help("it has no properties: leave this out");
            }
            None => {
                error.help(format!("known: {}", list(known.iter().copied())));
            }
        }
    }

    /// Holds the arguments against each list that is allowed, and reports against the one that fits longest.
    fn arguments(&mut self, node: &mut Node, shape: &'static Shape) -> bool {
        // A node whose block says the same as its arguments may have either.
        let lists = shape.arguments;
        let fits = |list: &&[Argument]| matched(&node.arguments, list);
        let best = lists
            .iter()
            .map(|list| (fits(list), *list))
            .max_by_key(|(found, _)| (found.complete, found.values));
        let Some((found, list_of)) = best else { return true };
        let name = shape_name(shape, node).to_owned();
        if found.complete {
            let values = node.arguments.iter_mut().zip(kinds(list_of));
            return values.fold(true, |fine, (value, kind)| self.value(value, kind, shape, &name) && fine);
        }
        let name = name.as_str();
        let form = if name == shape.name {
            shape.form.to_owned()
        } else {
            shape.form.replacen(first_word(shape.form), name, 1)
        };
        let wanted = match list_of.get(found.places) {
            Some(Argument::Word(word)) => format!("`{word}`"),
            Some(Argument::One(kind) | Argument::Many(kind)) => describe(*kind),
            None => String::new(),
        };
        match (node.arguments.get(found.values), wanted.as_str()) {
            (Some(surplus), "") => {
                let text = self.source.slice(surplus.span);
                self.diagnostics
                    .error(
                        "surplus-value",
                        surplus.span,
                        format!("`{text}` is one value too many for `{name}`"),
                    )
                    .label("nothing more may stand here")
                    .help(format!("it is written `{form}`"));
            }
            (Some(value), _) => {
                let text = self.source.slice(value.span);
                self.diagnostics
                    .error("unexpected-value", value.span, format!("`{text}` stands where {wanted} belongs"))
                    .label(format!("{wanted} is missing here"))
                    .help(format!("it is written `{form}`"));
            }
            (None, _) => {
                let message = match node.arguments.is_empty() {
                    true => format!("`{name}` says nothing yet: {wanted} is missing"),
                    false => format!("`{name}` is not complete: {wanted} is missing at its end"),
                };
                self.diagnostics
                    .error("missing-value", node.head, message)
                    .label(format!("{wanted} belongs behind this"))
                    .help(format!("it is written `{form}`"));
            }
        }
        false
    }

    /// Checks one value; a misspelt word is reported and taken for the nearest.
    fn value(&mut self, value: &mut Spanned<Value>, kind: Kind, shape: &'static Shape, owner: &str) -> bool {
        if is_of(&value.value, kind) {
            return true;
        }
        let written = self.source.slice(value.span);
        let (Kind::OneOf(words), Value::Text(text)) = (kind, &value.value) else {
            self.diagnostics
                .error(
                    "unexpected-value",
                    value.span,
                    format!("`{written}` stands where {} belongs", describe(kind)),
                )
                .label(format!("{} is missing here", describe(kind)))
                .help(format!("it is written `{}`", shape.form));
            return false;
        };
        let error =
            self.diagnostics.error("unknown-value", value.span, format!("`{owner}` knows no `{text}`"));
        error.label("not one of the words that it knows");
        match nearest::find(text, words.iter().copied()) {
            Some(nearest) => {
                error.help(format!("did you mean `{nearest}`?"));
                error.fix(format!("write `{nearest}`"), value.span, nearest);
                value.value = Value::Text(nearest.to_owned());
                true
            }
            None => {
                error.help(format!("one of {}", list(words.iter().copied())));
                false
            }
        }
    }
}

/// The name that a message calls a node by; a node with a free name is called as the user called it.
fn shape_name<'a>(shape: &'static Shape, node: &'a Node) -> &'a str {
    if shape.name.is_empty() { &node.name.value } else { shape.name }
}

fn first_word(form: &str) -> &str {
    form.split(' ').next().unwrap_or_default()
}

/// How far an argument list fits.
struct Match {
    complete: bool,
    /// Values that fit.
    values: usize,
    /// Places of the list that are filled.
    places: usize,
}

fn matched(values: &[Spanned<Value>], list: &[Argument]) -> Match {
    let mut at = 0;
    for (places, argument) in list.iter().enumerate() {
        let stop = |at| Match { complete: false, values: at, places };
        match argument {
            Argument::Word(word) => match values.get(at).map(|value| &value.value) {
                Some(Value::Text(text)) if text == word => at += 1,
                _ => return stop(at),
            },
            // A word that is not one of those known is reported as such, and not as missing.
            Argument::One(kind) => match values.get(at) {
                Some(value) if is_like(&value.value, *kind) => at += 1,
                _ => return stop(at),
            },
            Argument::Many(kind) => {
                let from = at;
                while values.get(at).is_some_and(|value| is_like(&value.value, *kind)) {
                    at += 1;
                }
                if at == from {
                    return stop(at);
                }
            }
        }
    }
    Match { complete: at == values.len(), values: at, places: list.len() }
}

/// The kind that each value has to be of; words are right already.
fn kinds(list: &'static [Argument]) -> impl Iterator<Item = Kind> {
    list.iter().flat_map(|argument| match argument {
        Argument::Word(_) => std::iter::repeat_n(Kind::Value, 1),
        Argument::One(kind) => std::iter::repeat_n(*kind, 1),
        Argument::Many(kind) => std::iter::repeat_n(*kind, usize::MAX),
    })
}

fn is_like(value: &Value, kind: Kind) -> bool {
    matches!((kind, value), (Kind::OneOf(_), Value::Text(_))) || is_of(value, kind)
}

fn is_of(value: &Value, kind: Kind) -> bool {
    match (kind, value) {
        (Kind::Name | Kind::Key | Kind::Text, Value::Text(_)) => true,
        (Kind::Count, Value::Integer(number)) => u32::try_from(*number).is_ok(),
        (Kind::OneOf(words), Value::Text(text)) => words.contains(&text.as_str()),
        (Kind::Flag, Value::Flag(_)) => true,
        (Kind::Value, Value::Other) => false,
        (Kind::Value, _) => true,
        _ => false,
    }
}

fn describe(kind: Kind) -> String {
    match kind {
        Kind::Name => "a name".to_owned(),
        Kind::Key => "the name of a variable or secret".to_owned(),
        Kind::Text => "a text".to_owned(),
        Kind::Count => "a whole number".to_owned(),
        Kind::OneOf(words) if words.contains(&"minutes") => "a unit such as `minutes`".to_owned(),
        Kind::OneOf(words) => format!("one of {}", list(words.iter().copied())),
        Kind::Flag => "`#true` or `#false`".to_owned(),
        Kind::Value => "a value".to_owned(),
    }
}
