//! Pages of the verdicts on generated files.

/// Each code with its page.
pub(super) const PAGES: &[(&str, &str)] = &[
    ("edited-output", include_str!("verdicts/edited_output.md")),
    ("missing-output", include_str!("verdicts/missing_output.md")),
    ("orphaned-output", include_str!("verdicts/orphaned_output.md")),
    ("stale-output", include_str!("verdicts/stale_output.md")),
];

/// Finds the page of a code.
pub(super) fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == code).map(|(_, page)| *page)
}
