//! The names of variables and secrets on GitHub.

use super::name::shown;
use crate::{diagnostic::Diagnostics, source::Spanned};

/// Tells whether GitHub takes no variable or secret of this name, and reports it.
pub(crate) fn is_refused(name: Spanned<&str>, what: &str, diagnostics: &mut Diagnostics) -> bool {
    let text = shown(name.value);
    let text = text.as_str();
    let upper = name.value.to_ascii_uppercase();
    let (message, label) = if upper.starts_with("GITHUB_") {
        (
            format!(
                "GitHub keeps names that begin with `GITHUB_` for itself, so no {what} is called `{text}`"
            ),
            "begins with `GITHUB_`",
        )
    } else if upper.starts_with("RUNNER_") && what == "variable" {
        (format!("`{text}` belongs to the machine that the job runs on"), "begins with `RUNNER_`")
    } else if text.starts_with(|c: char| c.is_ascii_digit()) {
        (format!("a {what} cannot be called `{text}`: its name begins with a digit"), "begins with a digit")
    } else if name.value.is_empty() || !name.value.chars().all(is_plain) {
        (format!("a {what} cannot be called `{text}`"), "letters, digits and `_` only")
    } else {
        return false;
    };
    if name.value.contains("://") {
        let error = diagnostics.error(
            "name-github-refuses",
            name.span,
            "an address stands where the name of a secret belongs",
        );
        error.label("everybody who reads this file can use it").help(
            "store the address as a secret on GitHub, write the name of the secret here, such as `DEV_WEBHOOK`, and replace the address: it has been in a file",
        );
        return true;
    }
    let other = other_name(&upper);
    let error = diagnostics.error("name-github-refuses", name.span, message);
    error.label(label).help(format!("call it something else, such as `{other}`, here and where it is read"));
    true
}

fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// A name like it that is free.
fn other_name(upper: &str) -> String {
    let plain: String = upper.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let plain = plain.trim_start_matches("GITHUB_").trim_start_matches("RUNNER_").trim_matches('_');
    match plain {
        "" => "API_URL".to_owned(),
        _ if plain.starts_with(|c: char| c.is_ascii_digit()) => format!("V_{plain}"),
        _ => plain.to_owned(),
    }
}
