//! The rules that every template keeps, so that no value of a user's is ever read as bash.

/// What is sourced as it stands; nothing is filled in there.
const PLAIN: &[&str] = &[
    "config.sh",
    "external.sh",
    "images.sh",
    "kubernetes.sh",
    "monitor.sh",
    "railway.sh",
    "revert.sh",
    "server.sh",
    "terraform.sh",
    "verify.sh",
];

/// What breaks them, each with its line.
pub(super) fn problems(name: &str, text: &str) -> Vec<String> {
    if PLAIN.contains(&name) {
        return Vec::new();
    }
    let lines = text.lines().enumerate();
    let found = lines.flat_map(|(index, line)| {
        let rules = [in_quotes(line), in_a_comment(line), more_than_a_name(line), more_than_a_loop(line)];
        rules.into_iter().flatten().map(move |why| format!("line {}: {why}", index + 1))
    });
    found.collect()
}

/// A placeholder is quoted as it is put in; inside quotes of the template those quotes would end there.
fn in_quotes(line: &str) -> Option<String> {
    let is_open = |at: usize| {
        let (mut single, mut double) = (false, false);
        for character in line[..at].chars() {
            match character {
                '\'' if !double => single = !single,
                '"' if !single => double = !double,
                _ => {}
            }
        }
        single || double
    };
    line.match_indices("@{").any(|(at, _)| is_open(at)).then(|| {
        "a placeholder inside quotes; it is quoted as it is put in, so take the quotes away".to_owned()
    })
}

/// A value with a line end would leave the comment, and be run.
fn in_a_comment(line: &str) -> Option<String> {
    let text = line.trim_start();
    let whole = text.starts_with('#') && !text.starts_with("#%") && line.contains("@{");
    let behind = line
        .split_once(" # ")
        .is_some_and(|(code, comment)| comment.contains("@{") && !code.trim().is_empty());
    (whole || behind)
        .then(|| "a placeholder in a comment; a value of two lines would leave it, and be run".to_owned())
}

/// Templates decide nothing: no filter and no expression but a name.
fn more_than_a_name(line: &str) -> Option<String> {
    let (_, rest) = inline(line);
    let is_name = |inside: &str| {
        inside.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '.' || "[0]".contains(c))
    };
    let insides = rest.split("@{").skip(1).map(|part| part.split('}').next().unwrap_or_default().trim());
    insides
        .filter(|inside| !is_name(inside))
        .map(|inside| format!("`{inside}` is more than the name of a value; a template decides nothing"))
        .next()
}

/// No loop and no condition over anything but a name.
fn more_than_a_loop(line: &str) -> Option<String> {
    let (statements, _) = inline(line);
    let own = line.trim_start().strip_prefix("#%").map(str::to_owned);
    let fits = |statement: &String| {
        let words: Vec<&str> = statement.split_whitespace().collect();
        matches!(
            words.as_slice(),
            ["for", _, "in", _]
                | ["if" | "elif" | "include", _]
                | ["if", "not", _]
                | ["if", _, "or", "not", _]
                | ["set", _, "=", _]
                | ["else" | "endif" | "endfor" | "endwith"]
                | ["with", ..]
        )
    };
    let statements = statements.into_iter().chain(own);
    statements
        .filter(|statement| !fits(statement))
        .map(|statement| format!("`{}` is more than a loop or a condition over a value", statement.trim()))
        .next()
}

/// The statements inside a line, and the line without them.
fn inline(line: &str) -> (Vec<String>, String) {
    let (mut statements, mut rest) = (Vec::new(), String::new());
    let mut parts = line.split("@{%");
    rest.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (statement, behind) = part.split_once("%}@").unwrap_or((part, ""));
        statements.push(statement.to_owned());
        rest.push_str(behind);
    }
    (statements, rest)
}
