//! GitHub's token is where GitHub is asked, and secrets are where a release is deployed; nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Tree, Workflow};

const TOKEN: &str = "${{ github.token }}";

pub(super) fn hold(tree: &Tree<'_>, workflow: &Workflow<'_>) {
    let libraries = tree.libraries();
    let asking = asking(&libraries);
    assert!(asking.contains("require_approvals") && !asking.contains("output"), "the library is read wrong");
    for job in workflow.jobs.values() {
        let place = format!("{}, {}", workflow.path, job.id);
        let job_env = serde_yaml::to_string(&job.value["env"]).expect("it was read");
        assert!(
            !job_env.contains("github.token") && !job_env.contains("secrets."),
            "{place}: every step would see it"
        );
        for step in &job.steps {
            let run = step.run.as_deref().unwrap_or_default();
            let deploys = job.environment.as_ref().is_some_and(|to| {
                let scripts = [format!("deploy-{to}.sh"), format!("rollback-{to}.sh")];
                run.starts_with("./deploy/") && scripts.iter().any(|one| run.trim_end().ends_with(one))
            });
            // A check that takes secrets has an environment of its own, which asks nobody.
            let checks = run.starts_with("./deploy/")
                && (run.contains("check-") || run.contains("plan-"))
                && job.environment.as_ref().is_some_and(|at| at.ends_with("-plan"));
            // A probe asks what runs there, before it asks whether that is well.
            let probes = workflow.kind == "probe" && run.starts_with("./deploy/");
            let asks = run.starts_with("source deploy/") && words(run).any(|word| asking.contains(word))
                || deploys
                || probes;
            let token = step.env.get("GH_TOKEN").map(String::as_str);
            assert_eq!(token, asks.then_some(TOKEN), "{place}: {run}");
            let whole = serde_yaml::to_string(&step.value).expect("it was read");
            let others = whole.matches("secrets.").count();
            // Who a job is to a cloud may be kept as a secret of its environment: the action sees it, and no command does.
            let signs_in = job.environment.is_some()
                && step.value["uses"]
                    .as_str()
                    .is_some_and(|uses| SIGN_INS.iter().any(|action| uses.starts_with(action)));
            assert!(
                others == 0 || deploys || checks || signs_in,
                "{place}: secrets belong to the deployment alone: {whole}"
            );
            assert_eq!(
                whole.matches("github.token").count(),
                usize::from(token.is_some()),
                "{place}: {whole}"
            );
        }
    }
}

/// The actions that sign a job in at a cloud.
const SIGN_INS: [&str; 3] =
    ["azure/login@", "aws-actions/configure-aws-credentials@", "google-github-actions/auth@"];

/// The functions of the library that ask GitHub, also through others.
fn asking(library: &str) -> BTreeSet<&str> {
    let mut bodies: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut current = None;
    for line in library.lines() {
        if let Some((name, rest)) = line.split_once("() ")
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        {
            current = Some(name);
            bodies.entry(name).or_default().extend(words(rest));
        } else if line == "}" || line == ")" {
            current = None;
        } else if let Some(name) = current
            && !line.trim_start().starts_with('#')
        {
            bodies.entry(name).or_default().extend(words(line));
        }
    }
    let mut asking = BTreeSet::from(["request"]);
    loop {
        let more: Vec<&str> = bodies
            .iter()
            .filter(|(name, body)| !asking.contains(*name) && !body.is_disjoint(&asking))
            .map(|(name, _)| *name)
            .collect();
        if more.is_empty() {
            return asking;
        }
        asking.extend(more);
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
}
