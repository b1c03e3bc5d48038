//! The plan for people: what would change, environment by environment.

use super::{
    Comparison, Found, Subject, Wanted, WantedEnvironment, drift,
    words::{self, Line, Sign, shown},
};
use crate::{
    source::Source,
    text::{Style, count, wrap},
};

/// Draws the plan of one pipeline; `path` is its file.
pub fn screen(
    source: &Source,
    wanted: &Wanted,
    found: &Found,
    comparison: &Comparison,
    style: Style,
) -> String {
    let mut page = format!(
        "{}\n\n",
        paint(style, "1", &format!("{} · {}", shown(&found.repository.name), shown(&source.path)))
    );
    let mut current = Vec::new();
    for one in &wanted.environments {
        let name = &one.settings.name;
        let subject = Subject::Environment(name.clone());
        let lines: Vec<Line> =
            comparison.of(&subject).flat_map(|difference| words::lines(difference, Some(one))).collect();
        if lines.is_empty() {
            current.push(name.as_str());
            continue;
        }
        let is_new = found.state.environment(name).is_none();
        group(&mut page, if is_new { Sign::Plus } else { Sign::Change }, name, &lines, style);
    }
    for one in &wanted.rulesets {
        let name = &one.ruleset.name;
        let subject = Subject::Ruleset(name.clone());
        let lines: Vec<Line> =
            comparison.of(&subject).flat_map(|difference| words::lines(difference, None)).collect();
        if !lines.is_empty() {
            let is_new = found.state.ruleset(name).is_none();
            group(
                &mut page,
                if is_new { Sign::Plus } else { Sign::Change },
                &format!("ruleset {}", shown(name)),
                &lines,
                style,
            );
        }
    }
    let changes = comparison.applied().count();
    if changes == 0 {
        page.push_str("nothing to do: GitHub has what the file asks for\n");
    } else if !current.is_empty() {
        let are = if current.len() == 1 { "is" } else { "are" };
        page.push_str(&dim(
            style,
            &format!(
                "{} {are} as the file says: {}\n",
                count(current.len(), "environment"),
                current.join(", ")
            ),
        ));
    }
    let others: Vec<String> = found
        .state
        .environments
        .iter()
        .filter(|one| wanted.environment(&one.name).is_none())
        .map(|one| shown(&one.name))
        .collect();
    if !others.is_empty() {
        page.push_str(&dim(style, &format!("left alone, not in this file: {}\n", others.join(", "))));
    }
    page.push_str(&by_hand(source, wanted, found, comparison, style));
    if found.repository.private && !is_proven(found) && wanted.environments.iter().any(is_protected) {
        let name = &found.repository.name;
        page.push_str(&format!(
            "{name} is private: GitHub asks reviewers and waits there only with Enterprise; `apply` finds out, and stops if \
             it does not\n"
        ));
    }
    for one in &found.not_checked {
        page.push_str(&dim(style, &format!("not checked: {one}\n")));
    }
    page
}

/// Whoever has reviewers in a private repository has the plan for them.
fn is_proven(found: &Found) -> bool {
    found.state.environments.iter().any(|one| !one.reviewers.is_empty() || one.wait_timer > 0)
}

fn is_protected(wanted: &WantedEnvironment) -> bool {
    !wanted.settings.reviewers.is_empty() || wanted.settings.wait_timer > 0
}

/// What `apply` cannot do: each with its line, and with what to type. Whoever cannot be asked is an error of the file.
fn by_hand(source: &Source, wanted: &Wanted, found: &Found, comparison: &Comparison, style: Style) -> String {
    let differences = comparison.by_hand().filter(|one| !one.kind.blocks()).cloned().collect();
    let known = Found { not_checked: Vec::new(), ..found.clone() };
    let findings = drift::findings(wanted, &known, &Comparison { differences }, false);
    if findings.is_empty() {
        return String::new();
    }
    let mut page = format!("\n{}\n", paint(style, "1", "for people to do"));
    for one in findings {
        let words = format!("{} (line {})", one.message, source.line(one.span().start));
        let mut lines = wrap(&words, 0, style.width.saturating_sub(4)).into_iter();
        page.push_str(&format!("  {} {}\n", paint(style, "33", "!"), lines.next().unwrap_or_default()));
        lines.for_each(|line| page.push_str(&format!("    {line}\n")));
        for line in one.help.iter().flat_map(|help| wrap(help, 0, style.width.saturating_sub(6))) {
            page.push_str(&format!("      {line}\n"));
        }
    }
    page.push('\n');
    page
}

fn group(page: &mut String, sign: Sign, name: &str, lines: &[Line], style: Style) {
    page.push_str(&format!("{} {}\n", mark(sign, style), paint(style, "1", name)));
    let width = lines.iter().map(|line| line.what.len()).max().unwrap_or_default();
    for line in lines {
        page.push_str(&format!("    {} {:<width$}  {}\n", mark(line.sign, style), line.what, line.words));
    }
    page.push('\n');
}

fn mark(sign: Sign, style: Style) -> String {
    match sign {
        Sign::Plus => paint(style, "32", "+"),
        Sign::Change => paint(style, "33", "~"),
        Sign::Minus => paint(style, "31", "-"),
    }
}

fn dim(style: Style, text: &str) -> String {
    match text.strip_suffix('\n') {
        Some(text) => format!("{}\n", paint(style, "2", text)),
        None => paint(style, "2", text),
    }
}

fn paint(style: Style, sgr: &str, text: &str) -> String {
    if style.color { format!("\x1b[{sgr}m{text}\x1b[0m") } else { text.to_owned() }
}
