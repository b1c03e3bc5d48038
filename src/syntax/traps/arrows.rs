//! Arrows that are not `->` between blanks.

use super::Traps;
use crate::{
    source::Span,
    syntax::lexer::TokenKind::{Equals, Text, Word},
};

/// How other people and keyboards write it; the longer ones first.
const FOREIGN: [&str; 10] = ["-->", "—>", "–>", "~>", ">>", "→", "⇒", "⟶", "➔", "➜"];
const BACKWARD: [&str; 6] = ["<--", "<-", "←", "⇐", "⟵", "<="];

/// `dev => staging`
pub(super) fn fat(traps: &mut Traps<'_>, index: usize) -> bool {
    let equals = traps.token(index);
    let Some(next) = traps.after(index).filter(|_| equals.kind == Equals) else { return false };
    if next.kind != Word || next.span.start != equals.span.end || !traps.text(index + 1).starts_with('>') {
        return false;
    }
    let span = Span::new(equals.span.start, equals.span.start + 2);
    let left = if traps.before(index).is_some_and(|before| before.span.end == span.start) { " " } else { "" };
    let right = if next.span.end > span.end { " " } else { "" };
    let arrow = format!("{left}->{right}");
    foreign(traps, span, arrow);
    true
}

/// `dev > staging`, `dev → staging`, `dev->staging`, `dev→staging`
pub(super) fn arrow(traps: &mut Traps<'_>, index: usize) -> bool {
    if !traps.is_word(index) {
        return false;
    }
    let (text, span) = (traps.text(index), traps.token(index).span);
    if text == "->" {
        return false;
    }
    if text == ">" || FOREIGN.contains(&text) {
        foreign(traps, span, "->".to_owned());
        return true;
    }
    let mut spaced = FOREIGN.iter().fold(text.to_owned(), |text, arrow| text.replace(arrow, "->"));
    if !spaced.contains("->") {
        return false;
    }
    spaced = spaced.split("->").map(str::trim).collect::<Vec<_>>().join(" -> ").trim().to_owned();
    traps
        .error(
            "arrow-needs-blanks",
            span,
            "an arrow has a blank on each side: without them KDL reads one long word",
        )
        .label("one word to KDL")
        .help(format!("`{spaced}`"))
        .fix("put blanks around the arrow", span, spaced.clone());
    traps.mend(span, spaced);
    true
}

fn foreign(traps: &mut Traps<'_>, span: Span, arrow: String) {
    traps
        .error("foreign-arrow", span, "an arrow is written `->`")
        .label("not an arrow here")
        .help("`->`, with a blank on each side")
        .fix("write `->`", span, arrow.clone());
    traps.mend(span, arrow);
}

/// `staging <- dev`
pub(super) fn backward(traps: &mut Traps<'_>, index: usize) -> bool {
    if !traps.is_word(index) || !BACKWARD.contains(&traps.text(index)) {
        return false;
    }
    let is_name = |token: &super::Token| matches!(token.kind, Word | Text);
    let before = traps.tokens[..index].iter().rev().take_while(|token| is_name(token)).last();
    let after = traps.tokens[index + 1..].iter().take_while(|token| is_name(token)).last();
    let span = traps.token(index).span;
    let (Some(before), Some(after)) = (before, after) else { return false };
    let whole = before.span.to(after.span);
    let slice = |start, end| traps.source.slice(Span::new(start, end)).trim();
    let turned = format!("{} -> {}", slice(span.end, after.span.end), slice(before.span.start, span.start));
    traps
        .error("backward-arrow", span, "arrows point to the right: first where a release comes from")
        .label("points to the left")
        .help(format!("`{turned}`"))
        .fix("turn it around", whole, turned.clone());
    traps.mend(whole, turned);
    traps.skip_to = whole.end;
    true
}
