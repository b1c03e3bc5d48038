//! The map: `push main -> dev`, `dev -> staging prod { gate production }`.

use super::{
    gate::Conditions,
    node::{Node, Value},
};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

/// One line of the map.
#[derive(Debug, Clone)]
pub struct Arrow {
    /// Where it starts.
    pub way: Way,
    /// The environments that it leads to.
    pub targets: Vec<Spanned<String>>,
    /// The gates that it names.
    pub gates: Vec<Spanned<String>>,
    /// Its own conditions.
    pub conditions: Conditions,
    /// The line without its block.
    pub head: Span,
    /// The line with its block.
    pub span: Span,
}

/// How a release gets onto an arrow.
#[derive(Debug, Clone)]
pub enum Way {
    /// Every push to a branch that one of these patterns matches.
    Push(Vec<Spanned<String>>),
    /// A person who deploys a branch that one of these patterns matches.
    Manual(Vec<Spanned<String>>),
    /// A push of a tag that one of these patterns matches.
    Tag(Vec<Spanned<String>>),
    /// A pull request to a branch that one of these patterns matches.
    PullRequest(Vec<Spanned<String>>),
    /// A merge of a branch that one of these patterns matches; it leads to branches.
    Merge(Vec<Spanned<String>>),
    /// A promotion from one of these environments.
    From(Vec<Spanned<String>>),
}

const ARROW: &str = "->";

impl Arrow {
    pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let words = words(node, diagnostics)?;
        let arrows: Vec<usize> =
            words.iter().enumerate().filter(|(_, word)| word.value == ARROW).map(|(at, _)| at).collect();
        let at = match arrows.as_slice() {
            [at] => *at,
            [] => {
                let all: Vec<&str> = words.iter().map(|word| word.value.as_str()).collect();
                let help = match all.as_slice() {
                    [from, to] => format!("`{from} -> {to}`"),
                    [from @ .., "to" | "-" | "into", to] => format!("`{} -> {to}`", from.join(" ")),
                    _ => "`push main -> dev`, `dev -> staging`".to_owned(),
                };
                diagnostics
                    .error("missing-arrow", node.head, "this line of the map has no arrow")
                    .label("from where, to where?")
                    .help(help);
                return None;
            }
            [_, second, ..] => {
                let via = &words[second - 1].value;
                diagnostics
                    .error("chained-arrow", words[*second].span, "one line of the map has one arrow")
                    .label("a second one")
                    .also(words[arrows[0]].span, "the first one")
                    .help(format!(
                        "give each step a line: `{} -> {via}` and `{via} -> {}`",
                        joined(&words[..arrows[0]]),
                        joined(&words[second + 1..])
                    ));
                return None;
            }
        };
        let (sources, targets) = (&words[..at], words[at + 1..].to_vec());
        if targets.is_empty() {
            diagnostics
                .error("missing-target", node.head, "this arrow leads nowhere")
                .label("an environment belongs behind the arrow")
                .help(format!("`{} -> staging`", joined(sources)));
            return None;
        }
        if sources.is_empty() {
            diagnostics
                .error("missing-source", node.head, "this arrow starts nowhere")
                .label("what stands before the arrow?")
                .help(format!("`push main -> {0}`, or `dev -> {0}`", joined(&targets)));
            return None;
        }
        let way = way(sources, node, diagnostics)?;
        let gates = node.children().iter().filter(|child| child.name.value == "gate");
        let gates = gates.flat_map(Node::texts).map(|gate| gate.map(str::to_owned)).collect();
        let conditions = Conditions::decode(node, diagnostics);
        Some(Self { way, targets, gates, conditions, head: node.head, span: node.span })
    }
}

fn way(sources: &[Spanned<String>], node: &Node, diagnostics: &mut Diagnostics) -> Option<Way> {
    let (first, patterns) = sources.split_first()?;
    let way = match first.value.as_str() {
        "push" => Way::Push(patterns.to_vec()),
        "manual" => Way::Manual(patterns.to_vec()),
        "tag" => Way::Tag(patterns.to_vec()),
        "pull-request" => Way::PullRequest(patterns.to_vec()),
        "merge" => Way::Merge(patterns.to_vec()),
        "hotfix" => {
            diagnostics
                .error(
                    "misplaced-hotfix",
                    node.head,
                    "a hotfix is no line of the map: it has a way of its own",
                )
                .label("stands in `promotions`")
                .help("at the top of the file: `hotfix \"hotfix/*\" -> staging -> production { … }`");
            return None;
        }
        _ => return Some(Way::From(sources.to_vec())),
    };
    if patterns.is_empty() {
        let word = &first.value;
        diagnostics
            .error(
                "missing-branch",
                node.head,
                format!("`{word}` does not say which {}", if word == "tag" { "tags" } else { "branch" }),
            )
            .label(format!("a {} belongs behind `{word}`", if word == "tag" { "pattern" } else { "branch" }))
            .help(match word.as_str() {
                "tag" => "`tag \"v*.*.*\" -> …`".to_owned(),
                _ => format!("`{word} main -> …`, or a pattern: `{word} \"release/*\" -> …`"),
            });
        return None;
    }
    Some(way)
}

/// The words of an arrow; everything else in it is reported.
fn words(node: &Node, diagnostics: &mut Diagnostics) -> Option<Vec<Spanned<String>>> {
    let mut words = vec![node.name.clone()];
    for argument in &node.arguments {
        match &argument.value {
            Value::Text(word) => words.push(Spanned::new(word.clone(), argument.span)),
            _ => {
                diagnostics
                    .error("unexpected-value", argument.span, "only names stand on an arrow")
                    .label("this is no name")
                    .help("`dev -> staging`; a name that starts with a digit needs quotes");
                return None;
            }
        }
    }
    Some(words)
}

fn joined(words: &[Spanned<String>]) -> String {
    words.iter().map(|word| word.value.as_str()).collect::<Vec<_>>().join(" ")
}
