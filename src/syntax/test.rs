//! `test "nobody ships on Friday evening" { when ann promotes staging -> production at "2026-11-20 16:55"; expect blocked }`

use jiff::civil::DateTime;

use super::{name::shown, node::Node, teams::login};
use crate::{
    calendar,
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

/// A question to the rules, and what they have to answer.
#[derive(Debug, Clone)]
pub struct Test {
    /// What it is called.
    pub name: Spanned<String>,
    /// What is so before somebody acts.
    pub given: Vec<Given>,
    /// Who does what, and when.
    pub when: When,
    /// What has to come out of it; all of it.
    pub expected: Vec<Expected>,
    /// The node without its block.
    pub head: Span,
}

/// What is so before somebody acts.
#[derive(Debug, Clone)]
pub enum Given {
    /// `given release in staging since "2026-11-10 10:00"`.
    Release(String, Option<DateTime>),
    /// `given approved by bo cy`; without the `@`.
    Approved(Vec<String>),
    /// `given issue label=incident`: an open issue, with its label.
    Issue(String),
}

/// `when ann promotes staging -> production at "2026-11-20 16:55"`.
#[derive(Debug, Clone)]
pub struct When {
    /// Who starts it; without the `@`.
    pub by: String,
    /// From which environment.
    pub from: Spanned<String>,
    /// Into which environment.
    pub to: Spanned<String>,
    /// At what time on the clock of the pipeline.
    pub at: Spanned<DateTime>,
    /// The whole line.
    pub span: Span,
}

/// What has to come out.
#[derive(Debug, Clone)]
pub enum Expected {
    /// `expect allowed`.
    Allowed(Span),
    /// `expect blocked by office-hours`: by all of these; by anything, if there are none.
    Blocked(Vec<Spanned<String>>, Span),
}

impl Test {
    /// Decodes a test; what is not complete was reported when it was held against the table.
    pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut given = Vec::new();
        for line in node.all("given") {
            given.extend(Given::decode(line, diagnostics));
        }
        Some(Self {
            name: node.text(0)?.map(str::to_owned),
            given,
            when: When::decode(node.child("when")?, diagnostics)?,
            expected: node.all("expect").map(Expected::decode).collect(),
            head: node.head,
        })
    }
}

impl Given {
    fn decode(line: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        match line.text(0)?.value {
            "release" => Some(Self::Release(line.text(2)?.value.to_owned(), line.text(4).and_then(moment))),
            "approved" => {
                let people = line.texts().skip(2).filter_map(|name| person(name, diagnostics));
                Some(Self::Approved(people.collect()))
            }
            _ => Some(Self::Issue(line.property_text("label")?.value.to_owned())),
        }
    }
}

impl When {
    fn decode(line: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let at = line.text(6)?;
        Some(Self {
            by: person(line.text(0)?, diagnostics)?,
            from: line.text(2)?.map(str::to_owned),
            to: line.text(4)?.map(str::to_owned),
            at: Spanned::new(moment(at)?, at.span),
            span: line.head,
        })
    }
}

impl Expected {
    fn decode(line: &Node) -> Self {
        match line.says("allowed") {
            true => Self::Allowed(line.head),
            false => {
                Self::Blocked(line.texts().skip(2).map(|name| name.map(str::to_owned)).collect(), line.head)
            }
        }
    }

    /// Returns the whole line.
    pub fn span(&self) -> Span {
        match self {
            Self::Allowed(span) | Self::Blocked(_, span) => *span,
        }
    }
}

/// A date that could not be read was reported when the nodes were held against the table.
fn moment(text: Spanned<&str>) -> Option<DateTime> {
    calendar::date(text, "", &mut Diagnostics::default())
}

fn person(text: Spanned<&str>, diagnostics: &mut Diagnostics) -> Option<String> {
    let found = login(text.value).map(str::to_owned);
    if found.is_none() {
        diagnostics
            .error(
                "name-github-refuses",
                text.span,
                format!("GitHub knows nobody called `{}`", shown(text.value)),
            )
            .label("a person belongs here, as on GitHub")
            .help("letters, digits, `-` and `_`: `ann`, or `\"@ann\"`");
    }
    found
}
