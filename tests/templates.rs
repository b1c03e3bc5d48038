//! The rules that every template keeps, so that no value of a user's is ever read as bash.

use std::fs;

const NAMES: [&str; 18] = [
    "lib.sh",
    "hours.sh",
    "gates.sh",
    "brief.sh",
    "build.sh",
    "check.sh",
    "deploy.sh",
    "check-local.sh",
    "merges.sh",
    "merge-check.sh",
    "steps.sh",
    "rollback.sh",
    "rollback-data.sh",
    "phases.sh",
    "plan.sh",
    "settings.sh",
    "install.sh",
    "revert.sh",
];

fn template(name: &str) -> String {
    fs::read_to_string(format!("{}/templates/{name}", env!("CARGO_MANIFEST_DIR")))
        .expect("the template is there")
}

/// A placeholder is quoted as it is put in; inside quotes of the template those quotes would end there.
#[test]
fn no_placeholder_stands_inside_quotes() {
    for name in NAMES {
        for (number, line) in template(name).lines().enumerate() {
            for (at, _) in line.match_indices("@{") {
                let before = &line[..at];
                let quotes = |quote: char| before.matches(quote).count();
                assert!(
                    quotes('"') % 2 == 0 && quotes('\'') % 2 == 0,
                    "{name}:{}: a placeholder inside quotes: {line}",
                    number + 1
                );
            }
        }
    }
}

/// A value with a line end would leave the comment.
#[test]
fn no_placeholder_stands_in_a_comment() {
    for name in NAMES {
        for (number, line) in template(name).lines().enumerate() {
            let text = line.trim_start();
            let comment = text.starts_with('#') && !text.starts_with("#%");
            assert!(
                !(comment && line.contains("@{")),
                "{name}:{}: a placeholder in a comment: {line}",
                number + 1
            );
            if let Some((code, trailing)) = line.split_once(" # ") {
                let placed = trailing.contains("@{") && !code.trim().is_empty();
                assert!(!placed, "{name}:{}: a placeholder in a comment: {line}", number + 1);
            }
        }
    }
}

/// Templates decide nothing: no filter, no expression but a name, no loop or condition over anything but a name.
#[test]
fn templates_only_name_values() {
    for name in NAMES {
        for (number, line) in template(name).lines().enumerate() {
            let place = format!("{name}:{}: {line}", number + 1);
            // A loop on one line: `@{% for glob in artifact %}@ … @{% endfor %}@`.
            let (statements, line) = inline(line);
            for part in line.split("@{").skip(1) {
                let inside = part.split('}').next().unwrap_or_default().trim();
                assert!(
                    inside
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c == '_' || c == '.' || "[0]".contains(c)),
                    "more than a name: {place}"
                );
            }
            for statement in statements.iter().map(String::as_str).chain(line.trim_start().strip_prefix("#%"))
            {
                let words: Vec<&str> = statement.split_whitespace().collect();
                let fits = matches!(
                    words.as_slice(),
                    ["for", _, "in", _]
                        | ["if" | "elif" | "include", _]
                        | ["if", "not", "loop.first"]
                        | ["if", "separate", "or", "not", "loop.first"]
                        | ["set", _, "=", _]
                        | ["else" | "endif" | "endfor" | "endwith"]
                        | ["with", ..]
                );
                assert!(fits, "more than a loop or a condition over a value: {place}");
            }
        }
    }
}

/// The statements inside a line, and the line without them.
fn inline(line: &str) -> (Vec<String>, String) {
    let (mut statements, mut rest) = (Vec::new(), String::new());
    let mut parts = line.split("@{%");
    rest.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (statement, behind) = part.split_once("%}@").expect("a statement ends on its line");
        statements.push(statement.to_owned());
        rest.push_str(behind);
    }
    (statements, rest)
}
