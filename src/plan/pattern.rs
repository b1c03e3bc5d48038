//! Patterns of branches: one dialect in the file, and what it becomes elsewhere.

/// A pattern in which `*` stands for anything but `/`, and `**` for anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As written.
    pub text: String,
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned() }
    }

    /// Tells whether the pattern is this one branch.
    pub fn is_exactly(&self, branch: &str) -> bool {
        self.text == branch
    }

    /// Tells whether the pattern matches a branch.
    pub fn matches(&self, branch: &str) -> bool {
        fn matches(pattern: &[u8], text: &[u8]) -> bool {
            match pattern {
                [] => text.is_empty(),
                [b'*', b'*', rest @ ..] => (0..=text.len()).any(|at| matches(rest, &text[at..])),
                [b'*', rest @ ..] => {
                    let end = text.iter().position(|&byte| byte == b'/').unwrap_or(text.len());
                    (0..=end).any(|at| matches(rest, &text[at..]))
                }
                [byte, rest @ ..] => text.first() == Some(byte) && matches(rest, &text[1..]),
            }
        }
        matches(self.text.as_bytes(), branch.as_bytes())
    }

    /// Returns what every branch that it matches begins with.
    pub fn prefix(&self) -> &str {
        self.text.split('*').next().unwrap_or_default()
    }

    /// Returns it as GitHub's filter for `on.push.branches`, where `*` and `**` mean the same, and more signs are special.
    pub fn filter(&self) -> String {
        let mut filter = String::with_capacity(self.text.len());
        for character in self.text.chars() {
            if "+?[]!\\".contains(character) {
                filter.push('\\');
            }
            filter.push(character);
        }
        filter
    }

    /// Returns it as an anchored extended regular expression.
    pub fn expression(&self) -> String {
        let parts: Vec<String> = self
            .text
            .split("**")
            .map(|part| part.split('*').map(escape).collect::<Vec<_>>().join("[^/]*"))
            .collect();
        format!("^{}$", parts.join(".*"))
    }
}

/// Makes a text stand for itself in an extended regular expression.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if ".+*?()[]{}|^$\\".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
