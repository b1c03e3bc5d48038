//! What was generated, read back.

use std::collections::BTreeMap;

use gatewright::{Compiled, model::Model};
use indexmap::IndexMap;
use serde_json::Value as Json;
use serde_yaml::Value;

pub(super) struct Tree<'a> {
    pub(super) model: &'a Model,
    pub(super) files: BTreeMap<&'a str, &'a str>,
    pub(super) executable: Vec<&'a str>,
    pub(super) workflows: Vec<Workflow<'a>>,
    /// The settings of each environment, by its name.
    pub(super) environments: BTreeMap<String, Json>,
}

pub(super) struct Workflow<'a> {
    /// `deploy`, `promote-release`, `adopt`, `rehearse`, `go-on`, `merge`, `merge-into` or `pipeline-check`.
    pub(super) kind: &'static str,
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    pub(super) document: Value,
    pub(super) jobs: IndexMap<String, Job>,
}

#[derive(Debug)]
pub(super) struct Job {
    pub(super) id: String,
    pub(super) needs: Vec<String>,
    pub(super) condition: Option<String>,
    pub(super) environment: Option<String>,
    pub(super) steps: Vec<Step>,
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) struct Step {
    pub(super) run: Option<String>,
    pub(super) uses: Option<String>,
    pub(super) env: IndexMap<String, String>,
    pub(super) value: Value,
}

const WORKFLOWS: [&str; 8] =
    ["pipeline-check", "promote-release", "deploy", "adopt", "rehearse", "rollback", "go-on", "merge"];

impl<'a> Tree<'a> {
    pub(super) fn read(compiled: &'a Compiled) -> Self {
        let outputs = &compiled.outputs;
        let files: BTreeMap<&str, &str> =
            outputs.iter().map(|output| (output.path.as_str(), output.text.as_str())).collect();
        assert_eq!(files.len(), outputs.len(), "a path is written twice");
        let workflows = files.iter().filter(|(path, _)| path.starts_with(".github/workflows/"));
        let settings = files.iter().filter(|(path, _)| path.starts_with(".github/environments/"));
        Self {
            model: compiled.model.as_ref().expect("a pipeline with outputs has a model"),
            workflows: workflows.map(|(path, text)| Workflow::read(path, text)).collect(),
            environments: settings
                .map(|(path, text)| {
                    let json: Json = serde_json::from_str(text).expect("settings are JSON");
                    let name = json["name"].as_str().expect("settings have a name").to_owned();
                    assert_eq!(*path, format!(".github/environments/{name}.json"));
                    (name, json)
                })
                .collect(),
            executable: outputs.iter().filter(|one| one.executable).map(|one| one.path.as_str()).collect(),
            files,
        }
    }

    pub(super) fn workflow(&self, kind: &str) -> Option<&Workflow<'a>> {
        self.workflows.iter().find(|workflow| workflow.kind == kind)
    }

    /// The handles of those whom GitHub asks for an environment.
    pub(super) fn reviewers(&self, environment: &str) -> Vec<&str> {
        let settings = self.environments.get(environment);
        let settings = settings.unwrap_or_else(|| panic!("`{environment}` has no settings"));
        let names = settings["reviewers"].as_array().expect("a list of reviewers").iter();
        names.map(|one| one["name"].as_str().expect("a reviewer has a name")).collect()
    }

    /// All that is sourced, one behind the other.
    pub(super) fn libraries(&self) -> String {
        let ends = ["lib.sh", "hours.sh", "gates.sh", "brief.sh", "merges.sh"];
        let is_one = |path: &str| path.starts_with("deploy/") && ends.iter().any(|end| path.ends_with(end));
        self.files.iter().filter(|(path, _)| is_one(path)).map(|(_, text)| format!("{text}\n")).collect()
    }

    pub(super) fn library(&self) -> &str {
        let found =
            self.files.iter().find(|(path, _)| path.starts_with("deploy/") && path.ends_with("lib.sh"));
        found.expect("there is a library").1
    }
}

impl<'a> Workflow<'a> {
    fn read(path: &'a str, text: &'a str) -> Self {
        let document: Value =
            serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{path} is no YAML: {error}\n{text}"));
        let kind = WORKFLOWS.into_iter().find(|kind| path.trim_end_matches(".yml").ends_with(kind));
        // Behind these words stands the name of a branch, which may be anything.
        let kind = if path.contains("merge-into-") { Some("merge-into") } else { kind };
        let kind = if path.contains("/probe-") { Some("probe") } else { kind };
        let jobs = document["jobs"].as_mapping().expect("a workflow has jobs");
        Self {
            kind: kind.unwrap_or_else(|| panic!("{path} is a workflow that no rule knows")),
            path,
            text,
            jobs: jobs.iter().map(|(id, job)| (word(id), Job::read(&word(id), job))).collect(),
            document,
        }
    }

    /// The jobs before this one, the nearest first, each once.
    pub(super) fn ancestors(&self, job: &Job) -> Vec<&Job> {
        let mut found: Vec<&Job> = Vec::new();
        let mut left: Vec<&str> = job.needs.iter().map(String::as_str).collect();
        while let Some(id) = left.pop() {
            let job = self.jobs.get(id).unwrap_or_else(|| panic!("{}: there is no job `{id}`", self.path));
            if !found.iter().any(|known| known.id == job.id) {
                left.extend(job.needs.iter().map(String::as_str));
                found.push(job);
            }
        }
        found
    }
}

impl Job {
    fn read(id: &str, value: &Value) -> Self {
        let environment = match &value["environment"] {
            Value::Null => None,
            Value::String(name) => Some(name.clone()),
            both => Some(word(&both["name"])),
        };
        let needs = value["needs"].as_sequence().map(|needs| needs.iter().map(word).collect());
        Self {
            id: id.to_owned(),
            needs: needs.unwrap_or_default(),
            condition: value["if"].as_str().map(str::to_owned),
            environment,
            steps: value["steps"].as_sequence().expect("a job has steps").iter().map(Step::read).collect(),
            value: value.clone(),
        }
    }

    /// Tells whether a job only follows a deployment, and no deployment depends on it.
    pub(super) fn follows(&self) -> bool {
        self.id.starts_with("rejected-") || self.id.starts_with("go-on")
    }

    /// The script of the step that holds people to their gates, if there is one.
    pub(super) fn approvals_step(&self) -> Option<&str> {
        let scripts = self.steps.iter().filter_map(|step| step.run.as_deref());
        scripts.into_iter().find(|script| script.contains("require_approvals"))
    }
}

impl Step {
    fn read(value: &Value) -> Self {
        let env = value["env"].as_mapping();
        let env = env.map(|env| env.iter().map(|(name, value)| (word(name), word(value))).collect());
        Self {
            run: value["run"].as_str().map(str::to_owned),
            uses: value["uses"].as_str().map(str::to_owned),
            env: env.unwrap_or_default(),
            value: value.clone(),
        }
    }
}

/// A value that is a text.
pub(super) fn word(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value:?} is no text")).to_owned()
}
