//! Signs from other languages: `,`, `:`, `=`, `[ ]`, `#`.

use super::Traps;
use crate::{
    source::Span,
    syntax::lexer::{Token, TokenKind},
};

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
    error.label("KDL reads this as values").help("write `//` instead of `#`");
    error.fix("write `//`", span, format!("// {words}").trim_end().to_owned());
    traps.mend(span, "");
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
    // `(type)"value"` is KDL, and has a message of its own, as `"key": "value",` has.
    if traps.text(index).starts_with('(') || traps.text(index + 1).starts_with([',', ':']) {
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
    let gap = Span::new(next.span.start, next.span.start);
    error.label(label).help(format!("`{spaced}`")).fix("put a blank between them", gap, " ");
    traps.mend(gap, " ");
    traps.skip_to = next.span.start;
    true
}

/// `kind = test`, `LOG_LEVEL=info`, `run = "./ship.sh"`
pub(super) fn equals(traps: &mut Traps<'_>, index: usize) -> bool {
    let equals = traps.token(index);
    if equals.kind != TokenKind::Equals {
        return false;
    }
    let is_value =
        |token: &Token| matches!(token.kind, TokenKind::Word | TokenKind::Text | TokenKind::OpenText);
    let (before, after) = (traps.before(index).filter(is_value), traps.after(index).filter(is_value));
    let (Some(before), Some(after)) = (before, after) else {
        let place = if before.is_none() { "before" } else { "behind" };
        traps
            .error("stray-equals", equals.span, format!("there is nothing {place} this `=`"))
            .label("belongs between a name and its value")
            .help("leave it out: most things are plain words here, such as `kind test`");
        traps.mend(equals.span, " ");
        return true;
    };
    let gap = Span::new(before.span.end, after.span.start);
    let (key, value) = (traps.source.slice(before.span), traps.source.slice(after.span));
    if traps.names_a_node(index - 1) {
        traps
            .error("assignment", before.span.to(after.span), format!("`{key}` takes its value without `=`"))
            .label("written like an assignment")
            .help(format!("`{key} {value}`"))
            .fix(format!("write `{key} {value}`"), gap, " ");
        traps.mend(gap, " ");
    } else if gap == equals.span {
        return false;
    } else {
        traps
            .error(
                "spaced-equals",
                before.span.to(after.span),
                "the `=` of a property has no blanks around it",
            )
            .label("reads like three words")
            .help(format!("`{key}={value}`"))
            .fix("leave the blanks out", gap, "=");
        traps.mend(gap, "=");
    }
    traps.skip_to = after.span.start;
    true
}

/// `[a, b]`
pub(super) fn brackets(traps: &mut Traps<'_>, index: usize) -> bool {
    let text = traps.text(index);
    // `(type)value` is KDL, and has a message of its own.
    let is_list = text.starts_with('[')
        || (text.starts_with('(') && text.find(')').is_none_or(|at| at + 1 == text.len()));
    if !traps.is_word(index) || !is_list {
        return false;
    }
    let closing = if text.starts_with('[') { ']' } else { ')' };
    let start = traps.token(index).span.start;
    let line = traps.line_from(start);
    let end = traps.source.slice(line).find(closing).map_or(line.end, |at| start + at + 1);
    let span = Span::new(start, end);
    let items: Vec<&str> = traps
        .source
        .slice(span)
        .split(['[', ']', '(', ')', ',', ' '])
        .filter(|item| !item.is_empty())
        .collect();
    let plain = items.join(" ");
    let error = traps.error("brackets", span, "a list has no brackets here, and no commas");
    error.label("written like a list of another language").help(format!("`{plain}`"));
    error.fix("leave the brackets out", span, plain.clone());
    traps.mend(span, plain);
    true
}

/// `needs a, b`
pub(super) fn comma(traps: &mut Traps<'_>, index: usize) -> bool {
    let text = traps.text(index);
    if !traps.is_word(index) || !(text.ends_with(',') || text.starts_with(',')) {
        return false;
    }
    let span = traps.token(index).span;
    let plain = text.trim_matches(',').replace(',', " ");
    let error = traps.error("comma", span, "no comma stands between two values: a blank is enough");
    error.label("the comma would be part of the word").help(match plain.as_str() {
        "" => "leave the comma out".to_owned(),
        _ => format!("leave the comma out: `{plain}`"),
    });
    error.fix("leave the comma out", span, plain.clone());
    traps.mend(span, format!("{plain} "));
    true
}

/// `approvals: 2`, `kind:test`, `"kind": "test"`
pub(super) fn colon(traps: &mut Traps<'_>, index: usize) -> bool {
    let (text, span) = (traps.text(index), traps.token(index).span);
    if !traps.is_word(index) {
        return false;
    }
    let at = match text.find(':') {
        Some(at) if at + 1 == text.len() || traps.names_a_node(index) => at,
        Some(0) if traps.before(index).is_some_and(|before| before.span.end == span.start) => 0,
        _ => return false,
    };
    let colon = Span::new(span.start + at, span.start + at + 1);
    let name = match text[..at].trim_matches('"') {
        "" => traps.before(index).map_or("", |before| traps.source.slice(before.span)),
        name => name,
    };
    let values = traps.tokens[index + 1..].iter();
    let last = values.take_while(|token| matches!(token.kind, TokenKind::Word | TokenKind::Text)).last();
    let end = last.map_or(span.end, |last| last.span.end);
    let value = traps.source.slice(Span::new(colon.end, end)).trim().to_owned();
    let help = format!("`{}`", [name, value.as_str()].join(" ").trim_end());
    let error = traps.error("colon", span, format!("`{name}` takes its value without a colon"));
    error.label("written like YAML or JSON").help(help).fix("leave the colon out", colon, " ");
    traps.mend(colon, " ");
    true
}
