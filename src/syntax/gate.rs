//! `gate production { approvals 2 from managers }`, and the conditions on an arrow.

use super::{
    name,
    node::{Node, Value},
};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

/// A gate with a name.
#[derive(Debug, Clone)]
pub struct Gate {
    /// Its name.
    pub name: Spanned<String>,
    /// What it asks for.
    pub conditions: Conditions,
}

/// What a gate, or an arrow itself, asks for.
#[derive(Debug, Clone, Default)]
pub struct Conditions {
    /// The `approvals` lines, all of which have to be met.
    pub approvals: Vec<Approvals>,
    /// Where it says `approvals none`.
    pub nobody: Option<Span>,
    /// Where a hotfix asks what the arrows on its way ask.
    pub same: Option<Span>,
    /// All other conditions, as written.
    pub parts: Vec<Node>,
}

/// `approvals 2 from qa managers`.
#[derive(Debug, Clone)]
pub struct Approvals {
    /// How many people, at least one.
    pub count: Spanned<u32>,
    /// Out of which teams.
    pub teams: Vec<Spanned<String>>,
    /// The whole line.
    pub span: Span,
}

/// The most people that one line can ask for; far beyond what anybody does.
const MOST: u32 = 20;

impl Approvals {
    /// Reads `2 from qa managers`, as it may stand outside of gates too.
    pub fn of(node: &Node) -> Option<Self> {
        let Spanned { value: Value::Integer(count), span } = node.arguments.first()? else { return None };
        let count = u32::try_from(*count).ok().filter(|count| *count > 0)?.min(MOST);
        let teams = node.texts().skip(1).map(|team| team.map(str::to_owned)).collect();
        Some(Self { count: Spanned::new(count, *span), teams, span: node.head })
    }
}

impl Gate {
    pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let name = name::declared(node.text(0)?, "gate", diagnostics);
        Some(Self { name, conditions: Conditions::decode(node, diagnostics) })
    }
}

impl Conditions {
    pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Self {
        let mut conditions = Self::default();
        for child in node.children() {
            match child.name.value.as_str() {
                "approvals" => {}
                "gate" | "allow" => continue,
                _ => {
                    conditions.parts.push(child.clone());
                    continue;
                }
            }
            match child.arguments.first() {
                Some(Spanned { value: Value::Integer(count), span }) => {
                    let Some(count) = count_of(*count, *span, child, diagnostics) else { continue };
                    conditions.approvals.extend(Approvals::of(child).map(|line| Approvals { count, ..line }));
                }
                _ if child.says("same") => conditions.same = Some(child.head),
                _ => conditions.nobody = Some(child.head),
            }
        }
        if let (Some(nobody), Some(somebody)) = (conditions.nobody, conditions.approvals.first()) {
            diagnostics
                .error("contradicting-approvals", nobody, "nobody is asked here, and somebody is")
                .label("says that nobody is asked")
                .also(somebody.span, "asks people")
                .help("keep one of the two");
        }
        conditions
    }
}

fn count_of(count: i128, span: Span, node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<u32>> {
    match u32::try_from(count) {
        Ok(0) => {
            diagnostics
                .error("approvals-of-zero", node.head, "a gate that asks for 0 people asks nobody")
                .label("no one has to approve")
                .help("`approvals none` says so on purpose");
            None
        }
        Ok(count) if count <= MOST => Some(Spanned::new(count, span)),
        _ => {
            diagnostics
                .error("unsatisfiable-approvals", span, format!("{count} people will never come together"))
                .label("asks for that many people, one after the other")
                .help(format!("{MOST} are the most; production usually asks for 2"));
            Some(Spanned::new(MOST, span))
        }
    }
}
