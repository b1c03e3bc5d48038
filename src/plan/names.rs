//! The paths and names of what is generated; they never depend on other files.

use crate::model::Model;

/// Names with the pipeline's own prefix.
#[derive(Debug, Clone)]
pub struct Names {
    prefix: String,
}

impl Names {
    pub(super) fn new(model: &Model) -> Self {
        let prefix = model.pipeline.file_prefix.as_ref();
        Self { prefix: prefix.map(|prefix| prefix.value.clone()).unwrap_or_default() }
    }

    /// Returns the file name of the workflow that makes releases.
    pub fn deploy(&self) -> String {
        format!("{}deploy.yml", self.prefix)
    }

    /// Returns the file name of the workflow that promotes releases.
    pub fn promote(&self) -> String {
        format!("{}promote-release.yml", self.prefix)
    }

    /// Returns the file name of the workflow that records what runs without having been deployed by the pipeline.
    pub fn adopt(&self) -> String {
        format!("{}adopt.yml", self.prefix)
    }

    /// Returns the file name of the workflow that checks what is generated.
    pub fn check(&self) -> String {
        format!("{}pipeline-check.yml", self.prefix)
    }

    /// Returns the file name of the workflow that judges pull requests.
    pub fn merge(&self) -> String {
        format!("{}merge.yml", self.prefix)
    }

    /// Returns the file name of the workflow with the checks of the pull requests into a branch.
    pub fn merge_checks(&self, slug: &str) -> String {
        format!("{}{slug}.yml", self.prefix)
    }

    /// Returns the path of a workflow by its file name.
    pub fn workflow(&self, file: &str) -> String {
        format!(".github/workflows/{file}")
    }

    /// Returns the path of an environment's settings.
    pub fn settings(&self, environment: &str) -> String {
        format!(".github/environments/{environment}.json")
    }

    /// Returns the path of the default branch's ruleset.
    pub fn ruleset(&self) -> String {
        format!(".github/rulesets/{}default-branch.json", self.prefix)
    }

    /// Returns the path of the ruleset of another branch.
    pub fn branch_ruleset(&self, slug: &str) -> String {
        format!(".github/rulesets/{}{slug}.json", self.prefix)
    }

    /// Returns the path of what a pull request starts with.
    pub fn pull_request_template(&self, slug: &str) -> String {
        format!(".github/PULL_REQUEST_TEMPLATE/{}{slug}.md", self.prefix)
    }

    /// Returns the path of the functions that judge pull requests.
    pub fn merges(&self) -> String {
        format!("deploy/{}merges.sh", self.prefix)
    }

    /// Returns the path of the script of a check of pull requests.
    pub fn merge_check(&self, check: &str) -> String {
        format!("deploy/{}merge-check-{check}.sh", self.prefix)
    }

    /// Returns the path of the library of windows and freezes.
    pub fn hours(&self) -> String {
        format!("deploy/{}hours.sh", self.prefix)
    }

    /// Returns the path of the library that all scripts share.
    pub fn library(&self) -> String {
        format!("deploy/{}lib.sh", self.prefix)
    }

    /// Returns the file name of the workflow that rehearses the way into an environment.
    pub fn rehearse(&self) -> String {
        format!("{}rehearse.yml", self.prefix)
    }

    /// Returns the file name of the workflow that takes a release back.
    pub fn rollback(&self) -> String {
        format!("{}rollback.yml", self.prefix)
    }

    /// Returns the path of the script that takes a release out of an environment.
    pub fn rollback_script(&self, environment: &str) -> String {
        format!("deploy/{}rollback-{environment}.sh", self.prefix)
    }

    /// Returns the path of the script that takes the data of an environment back.
    pub fn data_script(&self, environment: &str) -> String {
        format!("deploy/{}rollback-data-{environment}.sh", self.prefix)
    }

    /// Returns the path of the library that scripts do their work with.
    pub fn steps(&self) -> String {
        self.work("steps")
    }

    /// Returns the path of a library of the work: of a target, or of what looks after a deployment.
    pub fn work(&self, library: &str) -> String {
        format!("deploy/{}{library}.sh", self.prefix)
    }

    /// Returns the file name of the workflow that lets releases go on when they may.
    pub fn go_on(&self) -> String {
        format!("{}go-on.yml", self.prefix)
    }

    /// Returns the path of the library of what the ways ask for.
    pub fn gates(&self) -> String {
        format!("deploy/{}gates.sh", self.prefix)
    }

    /// Returns the path of the library that writes what people read before they decide.
    pub fn brief(&self) -> String {
        format!("deploy/{}brief.sh", self.prefix)
    }

    /// Returns the path of the script of a check on the ways into an environment.
    pub fn check_script(&self, environment: &str, check: &str) -> String {
        format!("deploy/{}check-{environment}-{check}.sh", self.prefix)
    }

    /// Returns the path of the script that builds a release.
    pub fn build(&self) -> String {
        format!("deploy/{}build.sh", self.prefix)
    }

    /// Returns the path of the script that deploys to an environment.
    pub fn script(&self, environment: &str) -> String {
        format!("deploy/{}deploy-{environment}.sh", self.prefix)
    }

    /// Returns the file name of the workflow that asks an environment how it is.
    pub fn probe(&self, environment: &str) -> String {
        format!("{}probe-{environment}.yml", self.prefix)
    }

    /// Returns the path of the script that asks an environment how it is.
    pub fn probe_script(&self, environment: &str) -> String {
        format!("deploy/{}probe-{environment}.sh", self.prefix)
    }

    /// Returns the path of the script that shows what a deployment to an environment would change.
    pub fn plan_script(&self, environment: &str) -> String {
        format!("deploy/{}plan-{environment}.sh", self.prefix)
    }

    /// Returns the path of the script for a developer's machine.
    pub fn check_local(&self) -> String {
        format!("deploy/{}check-local.sh", self.prefix)
    }

    /// Returns the path of the page for people.
    pub fn page(&self) -> String {
        format!("docs/{}pipeline.md", self.prefix)
    }

    /// Returns what stands before the names of this pipeline's workflows, for people: `Billing: `.
    pub fn title(&self, title: &str) -> String {
        match self.prefix.trim_end_matches('-') {
            "" => title.to_owned(),
            prefix => format!("{title} ({prefix})"),
        }
    }
}
