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
        // Where in the branch the part of the pattern that was read so far can end: one row for each sign of the pattern,
        // so that no pattern takes long, however many stars it has.
        let (pattern, branch) = (self.text.as_bytes(), branch.as_bytes());
        let mut ends = vec![false; branch.len() + 1];
        ends[0] = true;
        let mut at = 0;
        while at < pattern.len() {
            let is_double = pattern[at..].starts_with(b"**");
            if pattern[at] == b'*' {
                for end in 1..=branch.len() {
                    ends[end] |= ends[end - 1] && (is_double || branch[end - 1] != b'/');
                }
            } else {
                for end in (1..=branch.len()).rev() {
                    ends[end] = ends[end - 1] && branch[end - 1] == pattern[at];
                }
                ends[0] = false;
            }
            at += if is_double { 2 } else { 1 };
        }
        ends[branch.len()]
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

    /// Returns it as patterns of a ruleset, which match the same together: there, `**/` stands for any number of folders, and
    /// `**` elsewhere for no more than `*`.
    pub fn of_ruleset(&self) -> Vec<String> {
        if self.text == "**" {
            return vec!["~ALL".to_owned()];
        }
        let mut patterns = vec!["refs/heads/".to_owned()];
        for (at, part) in self.text.split("**").enumerate() {
            let between: &[&str] = if at == 0 { &[""] } else { &["*", "*/**/*"] };
            patterns = between
                .iter()
                .flat_map(|between| patterns.iter().map(move |head| format!("{head}{between}{part}")))
                .collect();
        }
        patterns
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

/// Tells whether a branch, or a pattern of branches, lies within a pattern.
pub(crate) fn covers(pattern: &str, branch: &str) -> bool {
    pattern == branch || (pattern.contains('*') && Pattern::new(pattern).matches(branch))
}

/// Makes a text stand for itself in an extended regular expression.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if ".+*?()[]{}|^$\\".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_star_stops_at_a_slash_and_two_do_not() {
        let cases = [
            ("main", "main", true),
            ("main", "mainly", false),
            ("release/*", "release/v1", true),
            ("release/*", "release/", true),
            ("release/*", "release/v1/fix", false),
            ("release/**", "release/v1/fix", true),
            ("*/v*.*", "a/v1.2", true),
            ("*/v*.*", "a/b/v1.2", false),
            ("**", "", true),
            ("**/x", "a/b/x", true),
            ("**x*y", "a/xby", true),
            ("a*", "b", false),
        ];
        for (pattern, branch, fits) in cases {
            assert_eq!(Pattern::new(pattern).matches(branch), fits, "{pattern} {branch}");
        }
    }

    #[test]
    fn rulesets_say_the_same_in_more_patterns() {
        let cases: [(&str, &[&str]); 4] = [
            ("main", &["refs/heads/main"]),
            ("release/*", &["refs/heads/release/*"]),
            ("release/**", &["refs/heads/release/*", "refs/heads/release/*/**/*"]),
            ("**", &["~ALL"]),
        ];
        for (pattern, expected) in cases {
            assert_eq!(Pattern::new(pattern).of_ruleset(), expected, "{pattern}");
        }
    }

    #[test]
    fn many_stars_take_no_longer() {
        let pattern = Pattern::new(&"**a".repeat(40));
        assert!(!pattern.matches(&"a/".repeat(30)));
        assert!(pattern.matches(&"a/a".repeat(40)));
    }
}
