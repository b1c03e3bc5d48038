//! The name that was probably meant.

/// Finds the candidate nearest to what was written: the same but for case, or at most a third of it wrong.
pub fn find<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = written.to_ascii_lowercase();
    let most = (written.chars().count() / 3).clamp(1, 3);
    candidates
        .filter(|candidate| !candidate.is_empty() && candidate.len().abs_diff(written.len()) <= most + 1)
        .map(|candidate| (strsim::osa_distance(&lower, &candidate.to_ascii_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Lists names for a sentence: each in backticks, at most twelve.
pub fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let shown: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    let more = names.len().saturating_sub(MOST);
    match more {
        0 => shown.join(", "),
        _ => format!("{} and {more} more", shown.join(", ")),
    }
}
