//! Text → tokens: one linear pass that knows strings, comments and braces, and never fails.
//!
//! It exists because the KDL parser gives up at the first mistake, and because deep nesting would overflow its stack.

use crate::source::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A bare word, a number, a keyword such as `#true`; whatever stands between blanks.
    Word,
    /// A string in quotes, raw or not, one line or several.
    Text,
    /// A string whose closing quotes are missing.
    OpenText,
    /// `{`
    Open,
    /// `}`
    Close,
    /// `=`
    Equals,
    /// `;`
    Semicolon,
    /// One line end.
    Newline,
    /// `//` to the end of the line.
    LineComment,
    /// `/* … */`
    BlockComment,
    /// A `/*` that is never closed.
    OpenComment,
    /// `/-`, which comments out what follows it.
    Slashdash,
    /// `\` at the end of a line.
    Continuation,
}

/// A token and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

/// Cuts a text into tokens. Blanks are left out: neighbours touch when one ends where the next starts.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::with_capacity(text.len() / 5) };
    while lexer.at < text.len() {
        lexer.next();
    }
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn push(&mut self, kind: TokenKind, length: usize) {
        let start = self.at;
        self.at += length;
        self.tokens.push(Token { kind, span: Span::new(start, self.at) });
    }

    fn next(&mut self) {
        let rest = self.rest();
        let first = rest.chars().next().expect("the caller looked for the end");
        match first {
            '\r' if rest.starts_with("\r\n") => self.push(TokenKind::Newline, 2),
            _ if is_newline(first) => self.push(TokenKind::Newline, first.len_utf8()),
            '\u{feff}' if self.at == 0 => self.at += first.len_utf8(),
            _ if is_blank(first) => self.at += first.len_utf8(),
            '{' => self.push(TokenKind::Open, 1),
            '}' => self.push(TokenKind::Close, 1),
            ';' => self.push(TokenKind::Semicolon, 1),
            '=' => self.push(TokenKind::Equals, 1),
            '\\' => self.push(TokenKind::Continuation, 1),
            '/' if rest.starts_with("/-") => self.push(TokenKind::Slashdash, 2),
            '/' if rest.starts_with("//") => {
                let length = rest.find(is_newline).unwrap_or(rest.len());
                self.push(TokenKind::LineComment, length);
            }
            '/' if rest.starts_with("/*") => self.block_comment(),
            '"' => self.string(0),
            '#' => {
                let hashes = rest.bytes().take_while(|&byte| byte == b'#').count();
                if rest[hashes..].starts_with('"') { self.string(hashes) } else { self.word() }
            }
            _ => self.word(),
        }
    }

    fn block_comment(&mut self) {
        let bytes = self.rest().as_bytes();
        let (mut depth, mut at) = (1usize, 2);
        while depth > 0 && at < bytes.len() {
            match &bytes[at..] {
                [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
                [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
                _ => at += 1,
            }
        }
        self.push(if depth == 0 { TokenKind::BlockComment } else { TokenKind::OpenComment }, at);
    }

    /// A string; `hashes` of them stand before it and, in a raw string, behind it.
    fn string(&mut self, hashes: usize) {
        let bytes = self.rest().as_bytes();
        let quotes = if bytes[hashes..].starts_with(b"\"\"\"") { 3 } else { 1 };
        let closes = |at: usize| {
            let end = &bytes[at..];
            end.len() >= quotes + hashes
                && end[..quotes].iter().all(|&byte| byte == b'"')
                && end[quotes..quotes + hashes].iter().all(|&byte| byte == b'#')
        };
        // `""` is empty, and not the start of three quotes.
        let mut at = hashes + quotes;
        while at < bytes.len() {
            match bytes[at] {
                b'"' if closes(at) => return self.push(TokenKind::Text, at + quotes + hashes),
                b'\\' if hashes == 0 => at += 2,
                _ if quotes == 1 && starts_newline(&bytes[at..]) => {
                    return self.push(TokenKind::OpenText, at);
                }
                _ => at += 1,
            }
        }
        self.push(TokenKind::OpenText, bytes.len());
    }

    fn word(&mut self) {
        let rest = self.rest();
        let mut end = 0;
        // Where a run of `#` ends, so that each is looked through once.
        let mut hashes = 0;
        for (at, character) in rest.char_indices() {
            if character == '#' && at >= hashes {
                hashes = at + rest.as_bytes()[at..].iter().take_while(|&&byte| byte == b'#').count();
            }
            let comment = character == '/' && matches!(rest.as_bytes().get(at + 1), Some(b'/' | b'*'));
            if is_newline(character)
                || is_blank(character)
                || "{};=\"\\".contains(character)
                || comment
                || (character == '#' && rest.as_bytes().get(hashes) == Some(&b'"'))
            {
                break;
            }
            end = at + character.len_utf8();
        }
        self.push(TokenKind::Word, end.max(1));
    }
}

/// Tells whether a line ends where these bytes start.
fn starts_newline(bytes: &[u8]) -> bool {
    matches!(bytes, [b'\n' | b'\r' | 0xb | 0xc, ..] | [0xc2, 0x85, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..])
}

/// Tells whether KDL ends a line here.
pub(super) fn is_newline(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}')
}

/// Tells whether KDL sees a blank here.
fn is_blank(character: char) -> bool {
    character.is_whitespace() && !is_newline(character)
}
