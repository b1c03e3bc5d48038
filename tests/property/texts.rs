//! Texts that mean something to somebody: to bash, YAML, JSON, Markdown, a log, or GitHub's expressions.

#[rustfmt::skip] // It would give each text a line of its own, or none.
const HOSTILE: &[&str] = &[
    "plain", "two words", "", " ", "-", "-n", "--help", "~", "null", "yes", "1.10", "0x1F", "12:30", "#", "a #b", "a: b", "[a]",
    "it's", "'", "''", "\"", "\\", "\\\\", "a\\", "'\\''", "'; touch pwned; '", "\"; touch pwned; \"", "$(touch pwned)", "`touch pwned`",
    "$HOME", "${HOME}", "$((1))", "$'a'", "!!", "!1", "*", "?", "[a-z]", "{a,b}", "a&b", "a|b", "a;b", "a>b", "<a", "(a)", "a=b",
    "${{ github.token }}", "${{ secrets.PAYMENT_KEY }}", "}}", "{{", "${{", "$${{ '${{' }}", "::error::no", "\n::error::no", "%0A::error::no",
    "##[error]no", "::set-output name=a::b", "::stop-commands::x", "one\ntwo", "one\n\n  two\n", "\n", "a\r\nb", "\ttab\t", "a\tb",
    "<script>alert(1)</script>", "-->", "<!--", "&lt;", "**bold**", "_it_", "`code`", "``a`", "~~~", "```", "[a](b)", "![a](b)", "| a | b |", "@acme/qa",
    "#1", "$x^2$", "Grüße, 世界 🚀", "‘curly’ “quotes”", "e\u{301}", "a\u{202e}b", "a\u{200b}b", "a\u{2028}b", "\u{feff}a", "a\u{85}b", "\u{a0}",
    "EOF", "cat <<EOF\n$HOME\nEOF", "printf '%s\\n' \"$VERSION\"", "if true; then\n\techo \"it's\"\nfi", "# only a comment", "echo a # b", "a \\\nb",
];

/// Parts of addresses, with every sign that an address may have.
pub(super) const PATHS: &[&str] =
    &["", "/", "/a/b?c=d&e=f#g", "/it's/(a)*b!/~c;d,e@f:g+h=%24%28id%29", "/--x/{id}/a|b<c>"];

/// Patterns of files.
pub(super) const GLOBS: &[&str] =
    &["dist/**", "out", "a b/*", "it's/$HOME", "-- help", "[a-z]?/*.`js`", "**/*", "\"a\"", "ümlaut/*"];

pub(super) fn hostile(choices: &mut super::Choices<'_>) -> &'static str {
    choices.one(HOSTILE)
}

/// A command: anything that is not blank.
pub(super) fn command(choices: &mut super::Choices<'_>) -> &'static str {
    let text = hostile(choices);
    if text.trim().is_empty() { "true" } else { text }
}

/// A text that says something: anything that is not blank.
pub(super) fn words(choices: &mut super::Choices<'_>) -> &'static str {
    command(choices)
}

/// Writes a text as KDL does, with everything escaped that is not plain.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            ' '..='~' => quoted.push(character),
            other => quoted.push_str(&format!("\\u{{{:x}}}", u32::from(other))),
        }
    }
    quoted + "\""
}
