//! Patterns of branches and of tags: one dialect, in which `*` stops at `/` and `**` does not.

use crate::{diagnostic::Diagnostics, source::Spanned};

/// Tells whether a text can be a branch or a pattern of branches, and reports it if it cannot. It becomes a regular
/// expression and a filter on GitHub: it has to be one that both understand.
pub(crate) fn check_branch(pattern: Spanned<&str>, diagnostics: &mut Diagnostics) -> bool {
    check(pattern, "branch", "branches", diagnostics)
}

/// The same for tags.
pub(crate) fn check_tag(pattern: Spanned<&str>, diagnostics: &mut Diagnostics) -> bool {
    check(pattern, "tag", "tags", diagnostics)
}

fn check(pattern: Spanned<&str>, one: &str, many: &str, diagnostics: &mut Diagnostics) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./*@+#".contains(c);
    let fits = !pattern.value.is_empty()
        && pattern.value.chars().all(plain)
        && !pattern.value.contains("***")
        && !pattern.value.starts_with(['/', '-', '.'])
        && !pattern.value.ends_with('/');
    if !fits {
        diagnostics
            .error(
                "name-github-refuses",
                pattern.span,
                format!("no {one} is called `{}`", super::name::shown(pattern.value)),
            )
            .label(format!("a {one}, or a pattern of {many}"))
            .help(
                "letters, digits, `-`, `_`, `.` and `/`; `*` stands for anything but `/`, `**` for anything",
            );
    }
    fits
}
