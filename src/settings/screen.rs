//! The plan for people: what would change, environment by environment.

use super::{
    Comparison, Found, Subject, Wanted,
    words::{self, Line, Sign},
};
use crate::text::{Style, count, visible};

/// Draws the plan of one pipeline; `path` is its file.
pub fn screen(path: &str, wanted: &Wanted, found: &Found, comparison: &Comparison, style: Style) -> String {
    let mut page = format!(
        "{}\n\n",
        paint(style, "1", &format!("{} · {}", visible(&found.repository.name), visible(path)))
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
                &format!("ruleset {}", visible(name)),
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
        .map(|one| visible(&one.name).replace('\n', " "))
        .collect();
    if !others.is_empty() {
        page.push_str(&dim(style, &format!("left alone, not in this file: {}\n", others.join(", "))));
    }
    for one in &found.not_checked {
        page.push_str(&dim(style, &format!("not checked: {one}\n")));
    }
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
