//! The names that a file declares: what they may look like.

use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

const LONGEST: usize = 63;
/// The words that a line of the map may start with.
const RESERVED: &[&str] = &["push", "tag", "manual", "pull-request", "merge", "hotfix"];

/// Tells whether a text may be the name of an environment, a team, a gate or a pipeline.
pub fn is_plain(name: &str) -> bool {
    let letters =
        |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
    name.len() <= LONGEST && name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(letters)
}

/// Takes the name that a node declares; one that is not plain is reported, and used as it stands.
pub(super) fn declared(name: Spanned<&str>, what: &str, diagnostics: &mut Diagnostics) -> Spanned<String> {
    if !is_plain(name.value) {
        report(name.value, name.span, what, diagnostics);
    } else if what == "environment" && RESERVED.contains(&name.value) {
        diagnostics
            .error(
                "name-reserved",
                name.span,
                format!("on the map `{}` is a way in, and no environment", name.value),
            )
            .label("no arrow could start here")
            .help("give the environment another name");
    }
    name.map(str::to_owned)
}

fn report(name: &str, span: Span, what: &str, diagnostics: &mut Diagnostics) {
    let length = name.chars().count();
    let message = if length > LONGEST {
        format!("the name of this {what} has {length} characters, and {LONGEST} are the most")
    } else {
        format!("`{}` cannot be the name of {} {what}", shown(name), article(what))
    };
    let plain = plain(name);
    let error = diagnostics.error("name-not-plain", span, message);
    error.label("becomes part of file names, job names and environments on GitHub");
    error.help(match plain.is_empty() || plain == name {
        true => "lower-case letters, digits and `-`, a letter first".to_owned(),
        false => format!("lower-case letters, digits and `-`, a letter first: `{plain}`"),
    });
}

/// A name as a message shows it: on one line, and not too long.
pub fn shown(name: &str) -> String {
    const MOST: usize = 60;
    let visible = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    let shown: String = name.chars().take(MOST).map(visible).collect();
    if name.chars().nth(MOST).is_some() { shown + "…" } else { shown }
}

fn article(what: &str) -> &'static str {
    if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// The nearest plain name.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for character in name.chars().flat_map(char::to_lowercase) {
        match character {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            'a'..='z' | '0'..='9' => plain.push(character),
            _ if plain.is_empty() || plain.ends_with('-') => {}
            _ => plain.push('-'),
        }
    }
    let plain = plain.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    plain.get(..LONGEST).unwrap_or(plain).trim_end_matches('-').to_owned()
}
