//! The name that was probably meant.

/// Finds the candidate nearest to what was written: the same but for case, or at most a third of it wrong; else one that
/// starts with it, as `production` does with `prod`.
pub fn find<'a>(written: &str, candidates: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let lower = written.to_lowercase();
    let length = lower.chars().count();
    let most = match length {
        0 | 1 => 0,
        2..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    let misspelt = candidates
        .clone()
        .filter(|candidate| !candidate.is_empty() && candidate.len().abs_diff(written.len()) <= most + 1)
        .map(|candidate| (strsim::osa_distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance);
    let shortened = || {
        let mut longer =
            candidates.filter(|candidate| length >= 3 && candidate.to_lowercase().starts_with(&lower));
        longer.next().filter(|_| longer.next().is_none())
    };
    misspelt.map(|(_, candidate)| candidate).or_else(shortened)
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
