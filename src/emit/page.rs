//! `docs/pipeline.md`: what people read.

mod merging;
mod tables;

use super::{header, template::quoted, text};
use crate::{
    map,
    markdown::{code, text as plain},
    output::Output,
    plan::Plan,
};

pub(super) fn emit(plan: &Plan) -> Output {
    let mut page = format!(
        "<!-- {} -->\n\n# How {} is released\n",
        header(plan).replace("--", "- -"),
        plain(&plan.name)
    );
    if let Some(description) = &plan.description {
        page.push_str(&format!("\n{}.\n", plain(description.trim_end_matches('.'))));
    }
    page.push_str("\nWhat is not drawn here is forbidden, and the workflows refuse it.\n");
    section(&mut page, "The way", &diagram(plan));
    section(&mut page, "Where a release may go", &map::matrix(&plan.map));
    section(&mut page, "Who approves", &tables::approvals(plan));
    section(&mut page, "What a pull request needs", &merging::merging(plan));
    section(&mut page, "Environments", &tables::environments(plan));
    section(&mut page, "What to type", &commands(plan));
    section(&mut page, "When this page or a workflow changes", &order(plan));
    text(plan.names.page(), page)
}

fn section(page: &mut String, title: &str, body: &str) {
    if !body.is_empty() {
        page.push_str(&format!("\n## {title}\n\n{body}"));
    }
}

/// The drawing, where Mermaid would draw it.
fn diagram(plan: &Plan) -> String {
    match map::edges(&plan.map) <= map::MOST_EDGES {
        true => format!("```mermaid\n{}```\n", map::mermaid(&plan.map)),
        false => String::new(),
    }
}

fn commands(plan: &Plan) -> String {
    let mut blocks = Vec::new();
    let deployed = plan.deployments().next().is_some();
    let promotion = plan.promotions().last();
    let mut block = |title: &str, lines: &[String]| {
        blocks.push(format!("{title}\n\n```bash\n{}\n```\n", lines.join("\n")));
    };
    block(
        "See what was deployed where:",
        &["gh api '/repos/{owner}/{repo}/deployments?task=release' --jq '.[] | {environment, ref, created_at, description}'".to_owned()],
    );
    if let Some(target) = plan.by_hand().first() {
        let base = format!(
            "gh workflow run {} -f environment={target} -f release_type={target}",
            plan.names.deploy()
        );
        let mut lines = vec![base.clone()];
        if !plan.release.branch_example.is_empty() {
            lines = vec![
                "# the release branch with the highest version".to_owned(),
                base.clone(),
                "# or one that you name".to_owned(),
                format!("{base} -f branch={}", quoted(&plan.release.branch_example)),
            ];
        }
        block("Deploy a branch by hand:", &lines);
    }
    if let Some(route) = promotion {
        let source = route.sources().next().unwrap_or_default();
        block(
            "Promote a release:",
            &[
                format!("gh workflow run {} \\", plan.names.promote()),
                format!("  -f release_id={} \\", plan.release.id_example),
                format!("  -f source_environment={source} \\"),
                format!("  -f target_environment={}", route.to),
            ],
        );
    }
    let opened = merging::commands(plan);
    if !opened.is_empty() {
        block("Open a pull request with its checklist:", &opened);
    }
    let mut lists = Vec::new();
    if deployed {
        lists.push(format!("gh run list --workflow={} --limit 5", plan.names.deploy()));
    }
    if promotion.is_some() {
        lists.push(format!("gh run list --workflow={} --limit 5", plan.names.promote()));
    }
    if !lists.is_empty() {
        block("See what is running, and what waits for people:", &lists);
    }
    blocks.join("\n")
}

fn order(plan: &Plan) -> String {
    let gated = !plan.owners.is_empty();
    let mut steps = [
        format!(
            "Edit {}, run `gatewright build`, and open a pull request with everything that changed.",
            code(&plan.source)
        ),
        "Type `gatewright plan` to see what changes on GitHub, and `gatewright apply` to put the settings in \
         `.github/environments/` and `.github/rulesets/` in place."
            .to_owned(),
        "Merge.".to_owned(),
    ];
    if gated {
        steps[1].push_str(
            " This comes before the merge: GitHub creates an environment that it does not know without any protection. \
             Until the settings are there, the workflows refuse every deployment that has a gate.",
        );
    }
    steps.iter().enumerate().map(|(index, step)| format!("{}. {step}\n", index + 1)).collect()
}
