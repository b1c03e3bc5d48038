//! Signs from other languages: `=>`, `,`, `:`, `[ ]`, `#`, arrows without blanks.

use super::Traps;
use crate::{source::Span, syntax::lexer::TokenKind};

/// `# comment`
pub(super) fn hash_comment(traps: &mut Traps<'_>, index: usize) -> bool {
    let text = traps.text(index);
    let keyword = matches!(text, "#true" | "#false" | "#null" | "#inf" | "#-inf" | "#nan");
    if !traps.is_word(index) || !text.starts_with('#') || keyword {
        return false;
    }
    let span = traps.line_from(traps.token(index).span.start);
    let words = traps.source.slice(span).trim_start_matches('#').trim_start().to_owned();
    let error = traps.error("hash-comment", span, "a comment starts with `//` here, not with `#`");
    error.label("KDL takes `#` for the start of a value").help("write `//` instead of `#`");
    error.fix("write `//`", span, format!("// {words}"));
    traps.mend_with_blanks(span);
    true
}

/// `dev => staging`
pub(super) fn fat_arrow(traps: &mut Traps<'_>, index: usize) -> bool {
    let equals = traps.token(index);
    let Some(next) = traps.after(index) else { return false };
    let is_arrow = equals.kind == TokenKind::Equals
        && next.kind == TokenKind::Word
        && next.span.start == equals.span.end
        && traps.text(index + 1).starts_with('>');
    if !is_arrow {
        return false;
    }
    let span = Span::new(equals.span.start, equals.span.start + 2);
    traps
        .error("foreign-arrow", span, "an arrow is written `->`")
        .label("this is another language's arrow")
        .help("`->`, with a blank on each side")
        .fix("write `->`", span, "->");
    traps.mend(span, "->");
    true
}

/// `dev->staging`, `dev → staging`, `dev --> staging`
pub(super) fn arrow(traps: &mut Traps<'_>, index: usize) -> bool {
    const FOREIGN: [&str; 8] = ["→", "⇒", "⟶", "➔", "-->", "—>", "–>", "~>"];
    if !traps.is_word(index) {
        return false;
    }
    let (text, span) = (traps.text(index), traps.token(index).span);
    if text == "->" {
        return false;
    }
    let found = FOREIGN.iter().chain(&["->"]).find_map(|arrow| text.find(arrow).map(|at| (at, *arrow)));
    let Some((at, arrow)) = found else { return false };
    if text == arrow {
        traps
            .error("foreign-arrow", span, "an arrow is written `->`")
            .label("KDL takes this for a word like any other")
            .help("`->`, with a blank on each side")
            .fix("write `->`", span, "->");
        // The shortest of them has two bytes, as `->` has.
        traps.mend(span, format!("{:<1$}", "->", span.end - span.start));
        return true;
    }
    let (left, right) = (&text[..at], &text[at + arrow.len()..]);
    let spaced =
        [left, "->", right].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    traps
        .error(
            "arrow-needs-blanks",
            span,
            "an arrow stands by itself: without blanks KDL reads one long word",
        )
        .label("one word to KDL")
        .help(format!("`{spaced}`"))
        .fix("put blanks around the arrow", span, spaced);
    traps.mend_with_word(span);
    true
}

/// `-"item"`, `"a""b"`, `run"x"`: two things without a blank between them.
pub(super) fn touching(traps: &mut Traps<'_>, index: usize) -> bool {
    let Some(next) = traps.after(index) else { return false };
    let token = traps.token(index);
    let sticky = |kind| matches!(kind, TokenKind::Word | TokenKind::Text);
    let text = next.kind == TokenKind::Text || token.kind == TokenKind::Text;
    if !sticky(token.kind) || !sticky(next.kind) || token.span.end != next.span.start || !text {
        return false;
    }
    // `(type)"value"` is KDL, and has a message of its own.
    if traps.text(index).starts_with('(') {
        return false;
    }
    let span = token.span.to(next.span);
    let (left, right) = (traps.text(index), traps.text(index + 1));
    let (message, label) = match left {
        "-" => ("the dash of a list item needs a blank behind it", "no blank behind the dash"),
        _ => ("there is no blank between these two", "they touch here"),
    };
    let spaced = format!("{left} {right}");
    let error = traps.error("missing-blank", span, message);
    error.label(label).help(format!("`{spaced}`")).fix("put a blank between them", span, spaced);
    if left == "-" {
        traps.mend(span, format!("- {}", "x".repeat(span.end - span.start - 2)));
    } else {
        traps.mend_with_word(span);
    }
    true
}

/// `branch = main`
pub(super) fn equals(traps: &mut Traps<'_>, index: usize) -> bool {
    let equals = traps.token(index);
    if equals.kind != TokenKind::Equals {
        return false;
    }
    let before = traps.before(index).filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Text));
    let after = traps.after(index).filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Text));
    let (Some(before), Some(after)) = (before, after) else {
        let word = if before.is_none() { "before" } else { "behind" };
        traps
            .error("stray-equals", equals.span, format!("there is nothing {word} this `=`"))
            .label("`key=value`, without blanks, or no `=` at all")
            .help("most things are plain words here: `kind test`, `timeout 10 minutes`");
        traps.mend(equals.span, " ");
        return true;
    };
    if before.span.end == equals.span.start && equals.span.end == after.span.start {
        return false;
    }
    let span = before.span.to(after.span);
    let (key, value) = (traps.source.slice(before.span), traps.source.slice(after.span));
    let names_the_node = traps.names_a_node(index - 1);
    let wanted = if names_the_node { format!("{key} {value}") } else { format!("{key}={value}") };
    traps
        .error("spaced-equals", span, "this language has no `=` with blanks around it")
        .label("written like an assignment")
        .help(format!("`{wanted}`"))
        .fix(format!("write `{wanted}`"), span, wanted.clone());
    if names_the_node {
        traps.mend(equals.span, " ");
    }
    true
}

/// `[a, b]`
pub(super) fn brackets(traps: &mut Traps<'_>, index: usize) -> bool {
    if !traps.is_word(index) || !traps.text(index).starts_with('[') {
        return false;
    }
    let start = traps.token(index).span.start;
    let line = traps.line_from(start);
    let end = traps.source.slice(line).find(']').map_or(line.end, |at| start + at + 1);
    let span = Span::new(start, end);
    let items: Vec<&str> =
        traps.source.slice(span).split(['[', ']', ',', ' ']).filter(|item| !item.is_empty()).collect();
    let plain = items.join(" ");
    let error = traps.error("brackets", span, "a list has no brackets here, and no commas");
    error.label("written like a list of another language").help(format!("`{plain}`"));
    error.fix("leave the brackets out", span, plain);
    traps.mend_with_word(span);
    true
}

/// `needs a, b`
pub(super) fn comma(traps: &mut Traps<'_>, index: usize) -> bool {
    let text = traps.text(index);
    if !traps.is_word(index) || !(text.ends_with(',') || text.starts_with(',')) {
        return false;
    }
    let span = traps.token(index).span;
    let plain = text.trim_matches(',').to_owned();
    let error = traps.error("comma", span, "blanks stand between words here, not commas");
    error.label("the comma would be part of the word").help(match plain.as_str() {
        "" => "leave it out".to_owned(),
        _ => format!("`{plain}`"),
    });
    error.fix("leave the comma out", span, plain);
    let mended: String = text.chars().map(|c| if c == ',' { ' ' } else { c }).collect();
    traps.mend(span, mended);
    true
}

/// `approvals: 2`
pub(super) fn colon(traps: &mut Traps<'_>, index: usize) -> bool {
    let text = traps.text(index);
    if !traps.is_word(index) || !text.ends_with(':') || text.len() < 2 {
        return false;
    }
    let span = traps.token(index).span;
    let plain = text.trim_end_matches(':').to_owned();
    let error = traps.error("colon", span, format!("there is no colon behind `{plain}` here"));
    error.label("written like YAML").help(format!("`{plain}`")).fix(
        "leave the colon out",
        span,
        plain.clone(),
    );
    traps.mend(span, format!("{plain:<0$}", text.len()));
    true
}
