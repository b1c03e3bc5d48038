//! `timeline { day 1 to 5 "Development" { push main -> dev } }`

use super::{
    node::{Node, Value},
    promotions::Arrow,
};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

/// Some days of a release.
#[derive(Debug, Clone)]
pub struct Days {
    /// The first day and the last.
    pub days: Spanned<(u32, u32)>,
    /// What they are called.
    pub title: Spanned<String>,
    /// The arrows that are taken.
    pub arrows: Vec<Arrow>,
    /// The whole node.
    pub span: Span,
}

impl Days {
    pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let numbers: Vec<Spanned<u32>> = node
            .arguments
            .iter()
            .filter_map(|value| match value.value {
                Value::Integer(number) => Some(Spanned::new(u32::try_from(number).ok()?, value.span)),
                _ => None,
            })
            .collect();
        let (first, last) = (numbers.first()?, numbers.last()?);
        let title = node.texts().find(|text| text.value != "to")?.map(str::to_owned);
        let arrows = node.children().iter().filter(|child| child.name.value != "-");
        let arrows = arrows.filter_map(|arrow| Arrow::decode(arrow, diagnostics)).collect();
        let days = Spanned::new((first.value, last.value), first.span.to(last.span));
        Some(Self { days, title, arrows, span: node.span })
    }
}
