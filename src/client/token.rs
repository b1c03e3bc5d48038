//! The token: what must be in no output.

/// A token, and where it came from. It is not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    value: String,
    source: &'static str,
}

impl Token {
    /// Takes a token from a variable; says in one sentence why it cannot be one.
    pub fn new(value: &str, source: &'static str) -> Result<Self, String> {
        let value = value.trim();
        if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(format!(
                "what stands in {source} is no token: a token is one word of letters, digits and `_`"
            ));
        }
        Ok(Self { value: value.to_owned(), source })
    }

    /// Returns the variable that it came from.
    pub fn source(&self) -> &'static str {
        self.source
    }

    pub(super) fn header(&self) -> String {
        format!("Bearer {}", self.value)
    }

    /// Takes the token out of a text that somebody else wrote.
    pub(super) fn hide(&self, text: &str) -> String {
        text.replace(&self.value, "***")
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Token(from {})", self.source)
    }
}
