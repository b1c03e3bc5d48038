//! How a release is taken out of an environment again.

use crate::{
    emit::template::quoted,
    markdown::{code, table, text},
    plan::{Plan, Rollback},
    syntax::duration,
};

/// One row an environment, and the ways back of the data below.
pub(super) fn write(plan: &Plan) -> String {
    if plan.rollbacks.is_empty() {
        return String::new();
    }
    let head = [
        "Environment",
        "Ways back, the first that works",
        "By itself after a failure of",
        "Where a person starts it",
        "At most",
    ]
    .map(str::to_owned);
    let rows: Vec<Vec<String>> = plan.rollbacks.iter().map(|rollback| row(plan, rollback)).collect();
    let mut page = table(&head, &rows);
    page.push_str(
        "\nA rollback that starts by itself asks nobody: the release before was approved for its place already. The release that \
         is left is withdrawn, and comes back only for a reason. Neither windows nor freezes stop a rollback.\n",
    );
    let data: Vec<String> = plan
        .environments
        .iter()
        .filter_map(|environment| {
            let back = &environment.data;
            let choices = [(back.down.is_some(), "--migration"), (back.restore.is_some(), "--restore")];
            let choices: Vec<&str> =
                choices.into_iter().filter(|(is_there, _)| *is_there).map(|(_, option)| option).collect();
            (!choices.is_empty()).then(|| {
                format!(
                    "- {}: {}",
                    code(&environment.name),
                    code(&format!("{} {}", plan.names.data_script(&environment.name), choices.join(" | ")))
                )
            })
        })
        .collect();
    if !data.is_empty() {
        page.push_str("\nData go back by a script of their own, which asks again, because what was written since is lost:\n\n");
        page.push_str(&data.join("\n"));
        page.push('\n');
    }
    page
}

fn row(plan: &Plan, rollback: &Rollback) -> Vec<String> {
    let route = &rollback.route;
    let ways: Vec<String> = rollback.ways.iter().map(|way| text(&words(rollback, &way.method))).collect();
    let asked: Vec<String> = route.chain.slots.iter().map(|slot| code(&slot.environment)).collect();
    let guarded = plan.target(route).is_guarded();
    vec![
        code(&route.to),
        ways.join(", then "),
        rollback.after.join(", "),
        match (asked.is_empty(), guarded) {
            (false, _) => format!("approved at {}", asked.join(", ")),
            (true, true) => format!("approved at {}", code(&route.to)),
            (true, false) => "nobody is asked".to_owned(),
        },
        duration::words(rollback.timeout_seconds * 1_000),
    ]
}

/// A method as people say it.
fn words(rollback: &Rollback, method: &str) -> String {
    match method {
        "promote-from" => format!("the release before that was good in {} too", rollback.source),
        "previous-release" => "the release before".to_owned(),
        "switch-back" => "the traffic back to what ran before".to_owned(),
        "rollout-undo" => "the rollout undone".to_owned(),
        "platform" => "the platform's own way".to_owned(),
        "revert" => "the commit reverted".to_owned(),
        other => other.to_owned(),
    }
}

/// The line that starts one.
pub(super) fn command(plan: &Plan) -> Option<String> {
    let rollback = plan.rollbacks.last()?;
    let reason = quoted("what is wrong");
    Some(format!(
        "gh workflow run {} -f environment={} -f reason={reason}",
        plan.names.rollback(),
        rollback.route.to
    ))
}
