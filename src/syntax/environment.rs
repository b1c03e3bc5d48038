//! `environment prod { kind production; url "https://example.com" … }`

use super::{name, node::Node, settings::Settings, shape::KINDS};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

/// What an environment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Kind {
    Local,
    Ephemeral,
    Integration,
    Test,
    Uat,
    Staging,
    Production,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Local,
        Self::Ephemeral,
        Self::Integration,
        Self::Test,
        Self::Uat,
        Self::Staging,
        Self::Production,
    ];

    /// Returns its name as written.
    pub fn name(self) -> &'static str {
        KINDS[self as usize]
    }

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == word)
    }

    /// Tells whether only people who were asked may change what runs there.
    pub fn is_protected(self) -> bool {
        self >= Self::Uat
    }
}

/// An environment as written.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Its name.
    pub name: Spanned<String>,
    /// What it is for.
    pub kind: Option<Spanned<Kind>>,
    /// Whether a kind stands there that cannot be used, and was reported.
    pub kind_is_wrong: bool,
    /// Where people reach it, the first address first.
    pub urls: Vec<Spanned<String>>,
    /// The environment that it starts from.
    pub like: Option<Spanned<String>>,
    /// The environment whose configuration it shares.
    pub mirrors: Option<Mirrors>,
    /// What removes it again, as written.
    pub teardown: Option<Node>,
    /// Everything that `defaults` may say too.
    pub settings: Settings,
    /// The node without its block.
    pub head: Span,
    /// The node with its block.
    pub span: Span,
}

/// `mirrors prod except PAYMENT_KEY`.
#[derive(Debug, Clone)]
pub struct Mirrors {
    /// The other environment.
    pub other: Spanned<String>,
    /// Keys that may differ.
    pub except: Vec<Spanned<String>>,
    /// The whole line.
    pub span: Span,
}

impl Environment {
    pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let name = name::declared(node.text(0)?, "environment", diagnostics);
        let mut environment = Self {
            name,
            kind: None,
            kind_is_wrong: false,
            urls: Vec::new(),
            like: None,
            mirrors: None,
            teardown: None,
            settings: Settings::decode(node, diagnostics),
            head: node.head,
            span: node.span,
        };
        for (index, child) in node.children().iter().enumerate() {
            let first = || child.text(0).map(|text| text.map(str::to_owned));
            match child.name.value.as_str() {
                "kind" => {
                    environment.kind = kind(child);
                    environment.kind_is_wrong = environment.kind.is_none();
                }
                "url" => environment.urls = child.texts().map(|text| text.map(str::to_owned)).collect(),
                "mirrors" => {
                    let except = child.texts().skip(2).map(|text| text.map(str::to_owned)).collect();
                    environment.mirrors = first().map(|other| Mirrors { other, except, span: child.head });
                }
                "teardown" => environment.teardown = Some(child.clone()),
                "like" => {
                    environment.like = first();
                    if index > 0 {
                        diagnostics
                            .error(
                                "like-not-first",
                                child.head,
                                "`like` stands first, since all else changes what it brings",
                            )
                            .label("has to move up")
                            .also(environment.head, "to the first line of this block")
                            .help("put it right behind the `{`");
                    }
                }
                _ => {}
            }
        }
        Some(environment)
    }
}

fn kind(node: &Node) -> Option<Spanned<Kind>> {
    let word = node.text(0)?;
    let kind = Kind::of(word.value)?;
    Some(Spanned::new(kind, word.span))
}
