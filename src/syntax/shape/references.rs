//! Looks every name up that the table says is one. A name that nobody declared is reported, and taken for the nearest, so
//! that nothing follows from it.

use indexmap::IndexMap;

use super::{Block, FILE, Key, Kind, Names, Shape, check::kinds_of, check::said, shape_of};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    nearest::{self, list},
    source::{Span, Spanned},
    syntax::{
        name::shown,
        node::{Node, Value},
    },
};

/// Nearest names are looked for so many times, so that a file full of unknown names is checked in no time.
const SEARCHES: usize = 200;

/// The names that a file declares.
#[derive(Default)]
pub struct Declared {
    names: IndexMap<Names, IndexMap<String, Declaration>>,
    /// The teams by what GitHub calls them.
    handles: IndexMap<String, String>,
    searches: usize,
}

/// Where a name is declared, and all that is said there.
struct Declaration {
    span: Span,
    said: String,
}

impl Declaration {
    fn of(names: Names, name: Spanned<&str>, node: &Node) -> Self {
        // Only a check may be declared twice, if it is the same.
        let said = if names == Names::Check { said(node) } else { String::new() };
        Self { span: name.span, said }
    }
}

/// Looks up every name in the nodes of a file.
pub(in crate::syntax) fn check(nodes: &mut [Node], diagnostics: &mut Diagnostics) -> Declared {
    let mut declared = Declared::default();
    declared.collect(nodes, FILE, diagnostics);
    declared.look_up_all(nodes, FILE, diagnostics);
    declared
}

impl Declared {
    fn collect(&mut self, nodes: &[Node], shapes: &'static [Shape], diagnostics: &mut Diagnostics) {
        for node in nodes {
            let Some(shape) = shape_of(node, shapes) else { continue };
            for (kind, value) in kinds_of(shape, node).into_iter().zip(&node.arguments) {
                if let (Kind::Name(names), Value::Text(name)) = (kind, &value.value) {
                    self.add(names, Spanned::new(name, value.span), node, diagnostics);
                }
            }
            if let Block::Keys(Key::Declares(names), _) = shape.block {
                for key in node.children() {
                    self.add(names, Spanned::new(&key.name.value, key.name.span), key, diagnostics);
                }
            }
            if shape.name == "teams" {
                let handles =
                    node.children().iter().filter_map(|team| Some((team.text(0)?, &team.name.value)));
                self.handles.extend(handles.map(|(handle, team)| (handle.value.to_owned(), team.clone())));
            }
            match shape.block {
                Block::Arrows(conditions, _) => node
                    .children()
                    .iter()
                    .for_each(|arrow| self.collect(arrow.children(), conditions, diagnostics)),
                _ => self.collect(node.children(), shape.children(), diagnostics),
            }
        }
    }

    fn add(&mut self, names: Names, name: Spanned<&str>, node: &Node, diagnostics: &mut Diagnostics) {
        if matches!(names, Names::Team | Names::Channel) {
            self.names
                .entry(Names::Somebody)
                .or_default()
                .insert(name.value.to_owned(), Declaration::of(names, name, node));
        }
        let known = self.names.entry(names).or_default();
        let first = known.entry(name.value.to_owned());
        let indexmap::map::Entry::Occupied(first) = first else {
            first.or_insert_with(|| Declaration::of(names, name, node));
            return;
        };
        // The same check may stand on several ways; a second one of the same name is another one.
        let first = first.get();
        let is_the_same = names == Names::Check && first.said == said(node);
        if first.span != name.span && !is_the_same {
            let message = format!("{} `{}` is declared a second time", names.word(), shown(name.value));
            diagnostics
                .error("declared-twice", name.span, message)
                .label("the second one")
                .also(first.span, "the first one")
                .help(match names {
                    Names::Check => "where one check stands on several ways, it does the same on each: give the other one another name",
                    _ => "each has a name of its own: give one of them another name, or leave it out",
                });
        }
    }

    fn look_up_all(&mut self, nodes: &mut [Node], shapes: &'static [Shape], diagnostics: &mut Diagnostics) {
        for node in nodes {
            let Some(shape) = shape_of(node, shapes) else { continue };
            for (kind, value) in kinds_of(shape, node).into_iter().zip(&mut node.arguments) {
                self.look_up_value(kind, value, &label(shape.name), diagnostics);
            }
            for property in &mut node.properties {
                let known = shape.properties.iter().find(|(name, _)| *name == property.name.value);
                if let Some((_, kind)) = known {
                    self.look_up_value(*kind, &mut property.value, &label(shape.name), diagnostics);
                }
            }
            if let Block::Keys(Key::Refers(names), _) = shape.block {
                for key in node.children.iter_mut().flatten() {
                    self.look_up(names, &mut key.name, &label(shape.name), diagnostics);
                }
            }
            let nodes = node.children.as_deref_mut().unwrap_or_default();
            match shape.block {
                Block::Arrows(conditions, _) => {
                    for arrow in nodes {
                        let own = arrow.children.as_deref_mut().unwrap_or_default();
                        self.look_up_all(own, conditions, diagnostics);
                    }
                }
                _ => self.look_up_all(nodes, shape.children(), diagnostics),
            }
        }
    }

    fn look_up_value(
        &mut self,
        kind: Kind,
        value: &mut Spanned<Value>,
        label: &str,
        diagnostics: &mut Diagnostics,
    ) {
        if let (Kind::Ref(names), Value::Text(name)) = (kind, &value.value) {
            let mut name = Spanned::new(name.clone(), value.span);
            self.look_up(names, &mut name, label, diagnostics);
            value.value = Value::Text(name.value);
        }
    }

    /// Looks a name up; one that nobody declared becomes the one that was probably meant. Tells whether there is one.
    pub(crate) fn look_up(
        &mut self,
        names: Names,
        name: &mut Spanned<String>,
        label: &str,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let Spanned { value: name, span } = name;
        let span = *span;
        let known = self.names.get(&names);
        if known.is_some_and(|known| known.contains_key(name)) {
            return true;
        }
        let known = || known.into_iter().flat_map(IndexMap::keys).map(String::as_str);
        self.searches += 1;
        let by_handle = || self.handles.get(name.as_str()).filter(|_| names == Names::Team).cloned();
        let near = || match self.searches {
            0..SEARCHES => nearest::find(name, known()).map(str::to_owned),
            _ => None,
        };
        let nearest = by_handle().or_else(near);
        let error =
            diagnostics.error(names.code(), span, format!("there is no {} `{}`", names.word(), shown(name)));
        error.label(label);
        match nearest {
            Some(nearest) => {
                error.help(format!("did you mean `{nearest}`?"));
                error.fix(format!("write `{nearest}`"), span, nearest.as_str());
                *name = nearest;
                true
            }
            None => {
                help(error, names, name, span, known());
                false
            }
        }
    }
}

/// What a name that cannot be found is needed for.
fn label(owner: &str) -> String {
    match owner {
        "approvals" => "asked to approve".to_owned(),
        "gate" => "an arrow names it".to_owned(),
        "like" => "to start from".to_owned(),
        "mirrors" => "to be mirrored".to_owned(),
        "notify" => "to be told".to_owned(),
        "escalation" => "to be called".to_owned(),
        "" | "-" => "named here".to_owned(),
        owner => format!("`{owner}` names it"),
    }
}

fn help<'a>(
    error: &mut Diagnostic,
    names: Names,
    name: &str,
    span: Span,
    known: impl Iterator<Item = &'a str> + Clone,
) {
    if name.contains(',') {
        let parts: Vec<&str> = name.split(',').filter(|name| !name.is_empty()).collect();
        let parts = parts.join(" ");
        error.help(format!("blanks stand between names, and no commas: `{parts}`"));
        error.fix("leave the comma out", span, parts);
    } else if known.clone().next().is_none() {
        error.help(format!("declare it: {}", names.declaration(name)));
    } else {
        error.help(format!("declared: {}", list(known)));
    }
}
