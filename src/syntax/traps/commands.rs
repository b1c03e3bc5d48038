//! Commands without quotes, of which every word would be a command of its own.

use super::{Traps, quoted};
use crate::{
    source::Span,
    syntax::{lexer::TokenKind, shape},
};

/// `run npm ci`, `run=make ship`
pub(super) fn in_pieces(traps: &mut Traps<'_>, index: usize) -> bool {
    if !traps.is_word(index) || traps.text(index) != "run" {
        return false;
    }
    let behind = traps.after(index).filter(|token| token.kind == TokenKind::Equals);
    let first = match behind {
        Some(equals) if equals.span.start == traps.token(index).span.end => index + 2,
        None if traps.names_a_node(index) => index + 1,
        _ => return false,
    };
    let is_value = |at: &usize| {
        let Some(token) = traps.tokens.get(*at) else { return false };
        let names_a_property = traps.after(*at).is_some_and(|next| next.kind == TokenKind::Equals);
        matches!(token.kind, TokenKind::Word | TokenKind::Text) && !names_a_property
    };
    let values: Vec<usize> = (first..).take_while(is_value).collect();
    let Some(bare) = values.iter().position(|&at| traps.is_word(at)) else { return false };
    let is_arrow = values.iter().any(|&at| traps.text(at) == "->");
    // `run "./smoke.sh" timeout 2 minutes` is two nodes on one line.
    let is_node = bare > 0 && !shape::find(traps.text(values[bare])).is_empty();
    let is_alone = values.len() == 1 || (behind.is_some() && bare > 0);
    if is_alone || is_arrow || is_node || traps.text(values[bare]).starts_with(['[', '\'', '“', '#']) {
        return false;
    }
    let (from, to) = (traps.token(values[bare]).span, traps.token(values[values.len() - 1]).span);
    let span = Span::new(from.start, to.end);
    let command = traps.source.slice(span).to_owned();
    let message = match behind {
        Some(_) => "a command of several words needs quotes",
        None => "a command of several words needs quotes: without them each word is a command of its own",
    };
    traps
        .error("command-in-pieces", span, message)
        .label(format!("{} words to KDL, and one command to you", values.len() - bare))
        .help(format!("`{}`", quoted(&command)))
        .fix("put it in quotes", span, quoted(&command));
    traps.mend(span, quoted(&command));
    true
}
