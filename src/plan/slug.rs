//! Any text as a part of a name: `release/*` becomes `release`.

/// Keeps letters and digits, with a dash for everything between them. Different texts may become the same.
pub(super) fn slug(text: &str) -> String {
    let plain: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}
