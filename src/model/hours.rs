//! `window` and `freeze`: the hours and the days that a file declares, as exact sets.

use indexmap::IndexMap;

use crate::{
    calendar,
    diagnostic::Diagnostics,
    source::{Source, Span, Spanned},
    syntax::Node,
};

/// Opening hours under a name.
#[derive(Debug, Clone)]
pub struct Window {
    /// Its name.
    pub name: Spanned<String>,
    /// When it is open, and when closed all the same.
    pub hours: calendar::Window,
    /// The whole node.
    pub span: Span,
}

/// Days without deployments.
#[derive(Debug, Clone)]
pub struct Freeze {
    /// What it is called.
    pub name: Spanned<String>,
    /// From when until when.
    pub days: calendar::Freeze,
    /// The environments; every production, if there are none.
    pub on: Vec<Spanned<String>>,
    /// The whole node.
    pub span: Span,
}

/// Reads the windows among the nodes at the top of a file.
pub(super) fn windows(parts: &[Node], source: &Source) -> IndexMap<String, Window> {
    let nodes = parts.iter().filter(|node| node.name.value == "window");
    let read = |node: &Node| {
        let name = node.text(0)?.map(str::to_owned);
        let lines = |word: &str| {
            let texts = node.children().iter().filter(|child| child.name.value == word).flat_map(Node::texts);
            // What cannot be read was reported when the nodes were held against the table.
            let mut silent = Diagnostics::default();
            texts
                .filter_map(|text| Some((calendar::hours(text, &source.text, &mut silent)?, text.span)))
                .collect()
        };
        let hours = calendar::Window { open: lines("open"), closed: lines("closed") };
        Some((name.value.clone(), Window { name, hours, span: node.span }))
    };
    nodes.filter_map(read).collect()
}

/// Reads the freezes; one that ends before it starts is reported.
pub(super) fn freezes(parts: &[Node], source: &Source, diagnostics: &mut Diagnostics) -> Vec<Freeze> {
    let nodes = parts.iter().filter(|node| node.name.value == "freeze");
    let mut freezes = Vec::new();
    for node in nodes {
        let texts: Vec<Spanned<&str>> = node.texts().collect();
        let [name, _, from, _, until, rest @ ..] = texts.as_slice() else { continue };
        let mut silent = Diagnostics::default();
        let mut day = |text: &Spanned<&str>| {
            Some(Spanned::new(calendar::date(*text, &source.text, &mut silent)?, text.span))
        };
        let (Some(from), Some(until)) = (day(from), day(until)) else { continue };
        let Some(days) = calendar::Freeze::new(from, until, diagnostics) else { continue };
        let on = rest.iter().skip(1).map(|name| name.map(str::to_owned)).collect();
        freezes.push(Freeze { name: name.map(str::to_owned), days, on, span: node.span });
    }
    freezes
}
