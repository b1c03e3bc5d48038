//! What people read, on the page and on GitHub: texts of the user's read as they were written, and mean nothing.

use super::tree::{Tree, Workflow, word};

pub(super) fn hold(tree: &Tree<'_>) {
    for workflow in &tree.workflows {
        addresses(tree, workflow);
    }
    for (path, text) in &tree.files {
        let hidden = |c: char| {
            (c.is_control() && !matches!(c, '\n' | '\t'))
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let found = text.chars().find(|c| hidden(*c));
        assert_eq!(found, None, "{path} shows something else than it says");
    }
    let page = tree.files.iter().find(|(path, _)| path.starts_with("docs/")).expect("there is a page").1;
    let (head, body) = page.split_once("\n").expect("the page has lines");
    assert!(head.starts_with("<!-- ") && head.ends_with(" -->") && head.matches("--").count() == 2, "{head}");
    tables(body);
    fences(body);
    for environment in tree.environments.keys().filter(|name| tree.model.environments.contains_key(*name)) {
        assert!(body.contains(&format!("`{environment}`")), "the page lacks {environment}");
    }
}

/// The address on GitHub is the one in the file, although GitHub looks for expressions in it.
fn addresses(tree: &Tree<'_>, workflow: &Workflow<'_>) {
    for job in workflow.jobs.values() {
        let url = &job.value["environment"]["url"];
        if url.is_null() {
            continue;
        }
        let name = job.environment.as_ref().expect("an address has an environment");
        let mark = "${{ '${{' }}";
        let shown: Vec<String> = word(url).split(mark).map(str::to_owned).collect();
        assert!(shown.iter().all(|part| !part.contains("${{")), "{name}: an expression in {url:?}");
        assert_eq!(shown.join("${{"), tree.model.environments[name].urls[0].value);
    }
}

/// Every row of a table has as many cells as its head, whatever stands in them.
fn tables(page: &str) {
    let mut cells = 0;
    for line in page.lines() {
        let here = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
        if !line.starts_with('|') {
            cells = 0;
            continue;
        }
        assert!(cells == 0 || cells == here, "{line}");
        cells = here;
    }
}

/// No text opens or closes a block of code.
fn fences(page: &str) {
    let fences: Vec<&str> =
        page.lines().filter(|line| line.starts_with("```") || line.starts_with("~~~")).collect();
    assert!(fences.len().is_multiple_of(2), "{fences:?}");
    for pair in fences.chunks(2) {
        assert!(["```mermaid", "```bash"].contains(&pair[0]) && pair[1] == "```", "{pair:?}");
    }
}
