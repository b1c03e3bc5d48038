//! `.github/CODEOWNERS`: a change of the gates needs somebody who guards production.

use super::{header, text};
use crate::{output::Output, plan::Plan, surroundings::Surroundings};

pub(super) fn emit(plan: &Plan, surroundings: &Surroundings) -> Option<Output> {
    // GitHub reads one such file only, and the team's own may say more than ours would.
    if plan.owners.is_empty() || surroundings.codeowners.is_some() {
        return None;
    }
    let owners: Vec<String> = plan.owners.iter().map(|person| format!("@{}", person.handle)).collect();
    let owners = owners.join(" ");
    let paths = guarded_paths(plan).map(|path| escaped(&path));
    let width = paths.iter().map(String::len).max().unwrap_or_default();
    let mut lines = format!(
        "# {}\n# Whoever can let a release into production looks at every change of the gates.\n",
        header(plan)
    );
    for path in paths {
        lines.push_str(&format!("{path:<width$} {owners}\n"));
    }
    Some(text(".github/CODEOWNERS".to_owned(), lines))
}

/// Returns what holds the gates, from the repository's top.
pub(crate) fn guarded_paths(plan: &Plan) -> [String; 4] {
    let fixed = ["/.github/", "/deploy/", "/.gatewright.lock"].map(str::to_owned);
    let [github, deploy, lock] = fixed;
    [format!("/{}", plan.source), github, deploy, lock]
}

/// A path in which blanks and special signs stand for themselves.
fn escaped(path: &str) -> String {
    let special = |character: char| character.is_whitespace() || "\\*?[]!#".contains(character);
    path.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}
