//! What the compiler makes: files, as text.

/// One generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Where it goes, relative to the output directory, with `/` between its parts.
    pub path: String,
    /// Its whole text, with `\n` line ends.
    pub text: String,
    /// Whether it is a script that people and workflows start.
    pub executable: bool,
}
