//! Blocks in the wrong place: on the next line, without a name, with something behind them.

use super::Traps;
use crate::{diagnostic::Edit, source::Span, syntax::lexer::TokenKind};

/// A `{` on the line after its node.
pub(super) fn brace_on_next_line(traps: &mut Traps<'_>, index: usize) -> bool {
    use TokenKind::{LineComment, Newline, Open, Text, Word};
    if traps.token(index).kind != Open {
        return false;
    }
    let before = traps.tokens[..index].iter().rev();
    let between = before.take_while(|token| matches!(token.kind, Newline | LineComment)).count();
    let last = (index - between).checked_sub(1).map(|last| traps.token(last));
    let Some(last) = last.filter(|last| between > 0 && matches!(last.kind, Word | Text)) else {
        return false;
    };
    let brace = traps.token(index).span;
    let behind = Span::new(last.span.end, last.span.end);
    let has_comment = traps.tokens[index - between..index].iter().any(|token| token.kind == LineComment);
    let edits = match has_comment {
        true => vec![Edit { span: behind, text: " {".to_owned() }, Edit { span: brace, text: String::new() }],
        false => vec![Edit { span: behind.to(brace), text: " {".to_owned() }],
    };
    for edit in &edits {
        traps.mend(edit.span, edit.text.clone());
    }
    traps
        .error(
            "brace-on-next-line",
            brace,
            "the `{` belongs on the line of its node: the end of a line ends the node",
        )
        .label("this block belongs to nothing")
        .also(last.span, "it belongs behind this")
        .help("move the `{` to the end of that line")
        .fix = Some(crate::diagnostic::Fix { title: "move the `{` up".to_owned(), edits });
    true
}

/// A `{` where a node should start.
pub(super) fn block_without_name(traps: &mut Traps<'_>, index: usize) -> bool {
    let token = traps.token(index);
    let is_commented_out = traps.before(index).is_some_and(|before| before.kind == TokenKind::Slashdash);
    if token.kind != TokenKind::Open || is_commented_out || !traps.names_a_node(index) {
        return false;
    }
    traps
        .error(
            "block-without-name",
            token.span,
            "this block belongs to nothing: no name stands before its `{`",
        )
        .label("a block of what?")
        .help("write what it is about before it: `environment prod {`");
    traps.mend(token.span, "_ {");
    true
}

/// `gate a { … } gate b`
pub(super) fn node_after_brace(traps: &mut Traps<'_>, index: usize) -> bool {
    let Some(next) = traps.after(index) else { return false };
    let close = traps.token(index);
    if close.kind != TokenKind::Close || !matches!(next.kind, TokenKind::Word | TokenKind::Text) {
        return false;
    }
    let behind = Span::new(close.span.end, close.span.end);
    traps
        .error("node-after-brace", next.span, "something stands behind the `}` on the same line")
        .label("starts a line of its own")
        .also(close.span, "ends the one before")
        .help("put it on the next line, or a `;` behind the `}`")
        .fix("put a `;` between", behind, ";");
    traps.skip_to = next.span.start;
    traps.mend(behind, ";");
    true
}
