//! Pages of findings that no rule makes: about files as a whole, and about what is generated.

/// Each code with its page.
pub(super) const PAGES: &[(&str, &str)] = &[
    ("edited-output", include_str!("codes/edited_output.md")),
    ("file-too-large", include_str!("codes/file_too_large.md")),
    ("missing-output", include_str!("codes/missing_output.md")),
    ("not-utf-8", include_str!("codes/not_utf_8.md")),
    ("orphaned-output", include_str!("codes/orphaned_output.md")),
    ("pins-disagree", include_str!("codes/pins_disagree.md")),
    ("same-output", include_str!("codes/same_output.md")),
    ("stale-output", include_str!("codes/stale_output.md")),
];

/// Finds the page of a code.
pub(super) fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == code).map(|(_, page)| *page)
}
