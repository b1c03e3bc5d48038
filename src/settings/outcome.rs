//! How an `apply` that did not go well ended: what was done, what was not, what it means, what to type.

use super::{Comparison, Found, Repository, Step, Stopped, Wanted, words};
use crate::client::Kind;

const AGAIN: &str = "run `gatewright apply` again: it looks at what is there and does the rest";

/// Says why a step could not be done, what was done before, and what was not tried.
pub fn stopped(stopped: &Stopped, repository: &Repository, steps: &[Step], done: usize) -> String {
    let failed = steps.get(done).map(words::step).unwrap_or_default();
    let mut page = format!("\nfailed  {failed}\n        {}\n", why(stopped, repository));
    for step in steps.iter().skip(done + 1) {
        page.push_str(&format!("not tried  {}\n", words::step(step)));
    }
    let is_undone = match stopped {
        Stopped::Changed => true,
        Stopped::NotOffered(error) | Stopped::Failed(error) => error.settled,
        Stopped::Gone | Stopped::NotReadBack(_) => false,
    };
    page.push_str(match done {
        0 if is_undone => "\nnothing was changed\n",
        0 => "\nnothing else was changed\n",
        _ => "\nwhat is listed as done stays done, and nothing is less safe than before\n",
    });
    page
}

fn why(stopped: &Stopped, repository: &Repository) -> String {
    let name = &repository.name;
    match stopped {
        Stopped::Changed => format!(
            "somebody changed it since the plan was shown, perhaps another `apply`; nothing was \
             overwritten: look at `gatewright plan`, then {AGAIN}"
        ),
        Stopped::Gone => format!("it is gone: somebody deleted it while this was running; {AGAIN}"),
        Stopped::NotReadBack(error) => {
            format!("GitHub accepted it, and it could not be read back: {error}; {AGAIN}")
        }
        Stopped::NotOffered(error) => format!(
            "{error}\n        `{name}` is private: GitHub offers required reviewers, wait timers and no \
             bypass for administrators in private repositories only with Enterprise, and environments and \
             rulesets only with a paid plan.\n        Without them nobody is asked before a deployment, \
             so the workflows refuse everything that has a gate: make the repository public, move it to \
             an Enterprise organization, or take the gates out of the file. If the plan has it, the token \
             lacks `administration: write`"
        ),
        Stopped::Failed(error) if matches!(error.kind, Kind::NotFound) => {
            format!("{error}: to change it the token needs `administration: write` on `{name}`; {AGAIN}")
        }
        Stopped::Failed(error) if error.denied() => {
            format!("{error}; it needs `administration: write` on `{name}`, which no token of a workflow has")
        }
        Stopped::Failed(error) => format!("{error}; {AGAIN}"),
    }
}

/// Says what GitHub has otherwise although every step was done; empty if nothing is.
pub fn not_kept(wanted: &Wanted, found: &Found, comparison: &Comparison) -> String {
    let mut page = String::new();
    for difference in comparison.applied() {
        let own = match &difference.subject {
            super::Subject::Environment(name) => wanted.environment(name),
            _ => None,
        };
        for line in words::lines(difference, own) {
            let subject = words::subject(&difference.subject);
            page.push_str(&format!("not kept  {}: {} {}\n", words::shown(subject), line.what, line.words));
        }
    }
    let unprotected: Vec<&str> = wanted
        .environments
        .iter()
        .filter(|one| {
            let known = found.state.environment(&one.settings.name);
            known.is_some_and(|known| known.can_admins_bypass != Some(false))
        })
        .map(|one| one.settings.name.as_str())
        .collect();
    if !unprotected.is_empty() {
        let one = unprotected.len() == 1;
        page.push_str(&format!(
            "administrators may still bypass {}, or GitHub does not say whether they may: untick “Allow \
             administrators to bypass configured protection rules” of {} at \
             https://github.com/{}/settings/environments\n",
            unprotected.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
            if one { "it" } else { "each" },
            found.repository.name
        ));
    }
    if page.is_empty() {
        return page;
    }
    format!("\nevery request was accepted, and yet GitHub does not have what the file asks for:\n{page}")
}
