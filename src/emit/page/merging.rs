//! What a pull request needs, and who looks at it.

use crate::{
    map::Passage,
    markdown::{code, table},
    plan::{MergeBranch, Plan, merges::WayKind},
};

/// What GitHub requires before anything is merged into each branch, and what people have to know about it.
pub(super) fn merging(plan: &Plan) -> String {
    let merges = &plan.merges;
    if merges.is_empty() {
        return String::new();
    }
    let head = ["Into", "Reviews", "Some of them by", "Has to be good"].map(str::to_owned);
    let rows: Vec<Vec<String>> = merges
        .branches
        .iter()
        .map(|branch| {
            let teams = branch.teams.iter().map(|(team, count)| format!("{count} of {}", code(&team.name)));
            vec![
                code(&branch.pattern.text),
                branch.reviews.to_string(),
                teams.collect::<Vec<_>>().join(", "),
                contexts(branch).map(code).collect::<Vec<_>>().join(", "),
            ]
        })
        .collect();
    let mut body = table(&head, &rows);
    body.push('\n');
    for note in notes(plan) {
        body.push_str(&format!("- {note}\n"));
    }
    body
}

/// What a ruleset of a branch requires.
fn contexts(branch: &MergeBranch) -> impl Iterator<Item = &str> {
    std::iter::once(branch.context.as_str()).chain(branch.checks.iter().map(|check| check.context.as_str()))
}

fn notes(plan: &Plan) -> Vec<String> {
    let merges = &plan.merges;
    let mut notes = vec![
        "GitHub has one ruleset for a branch: what the strictest way into it asks, it asks of every pull request.".to_owned(),
        format!(
            "`Merge into …` is judged by {} whenever something happens to the pull request, and four times an hour: hours that \
             close may be noticed a little late. `gh workflow run {} -f pull_request=12` judges at once.",
            code(&plan.names.merge()),
            plan.names.merge()
        ),
        "Whoever may push can set a status with a workflow of their own; the next judgement puts it right. Reviews are \
         counted by GitHub itself, and changes of the rules need them."
            .to_owned(),
    ];
    if merges.branches.iter().any(|branch| branch.teams.len() > 1) {
        notes.push(
            "Somebody who is in two of the teams counts for both; GitHub takes the missing review from anybody who may write."
                .to_owned(),
        );
    }
    if !merges.checks.is_empty() {
        notes.push(
            "The checks run without any credential. A pull request whose target was changed has to be closed and opened \
             again: then the checks of its new target run."
                .to_owned(),
        );
    }
    if merges.ways.iter().any(|way| way.age.is_some()) {
        notes.push(
            "Its age counts from when it was opened or opened again, became ready for review, or got its target, whichever \
             came last."
                .to_owned(),
        );
    }
    if merges.ways.iter().any(|way| way.kind == WayKind::Merge && way.is_for_own_branches()) {
        notes.push(
            "A branch with a name of its own has to be this repository's: a fork's does not count."
                .to_owned(),
        );
    }
    notes
}

/// Where a merge is asked for.
pub(super) fn asked(plan: &Plan, passage: &Passage) -> String {
    let is_meant = |branch: &&MergeBranch| branch.pattern.is_exactly(passage.to.name());
    let Some(branch) = plan.merges.branches.iter().find(is_meant) else { return "—".to_owned() };
    format!("the pull request, {}", contexts(branch).map(code).collect::<Vec<_>>().join(", "))
}

/// How to open pull requests with their checklists.
pub(super) fn commands(plan: &Plan) -> Vec<String> {
    let with_items = plan.merges.ways.iter().filter(|way| !way.items.is_empty());
    let from = |text: &str| if text.contains('*') { "BRANCH".to_owned() } else { text.to_owned() };
    with_items
        .map(|way| {
            format!(
                "gh pr create --base {} --head {} --fill-first --body-file {}",
                from(&way.into.text),
                from(&way.from.text),
                plan.names.pull_request_template(&way.slug)
            )
        })
        .collect()
}
