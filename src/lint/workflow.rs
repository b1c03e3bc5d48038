//! Workflows that somebody else wrote: which environments their jobs name.

use serde_yaml::Value;

use crate::source::Source;

pub(super) struct Workflow<'a> {
    pub(super) path: &'a str,
    /// The jobs that name an environment, or what is wrong with the file.
    pub(super) jobs: Result<Vec<Job>, String>,
}

pub(super) struct Job {
    pub(super) name: String,
    pub(super) environment: String,
    /// The line where it names it, from 1, where that could be found.
    pub(super) line: Option<usize>,
}

impl<'a> Workflow<'a> {
    pub(super) fn read(source: &'a Source) -> Self {
        let jobs = serde_yaml::from_str::<Value>(&source.text)
            .map(|file| jobs(&file, &source.text))
            .map_err(|error| error.to_string());
        Self { path: &source.path, jobs }
    }
}

impl Job {
    /// Says where it is: `.github/workflows/old.yml:12`.
    pub(super) fn place(&self, path: &str) -> String {
        self.line.map_or_else(|| path.to_owned(), |line| format!("{path}:{line}"))
    }
}

fn jobs(file: &Value, text: &str) -> Vec<Job> {
    let jobs = file.get("jobs").and_then(Value::as_mapping);
    let jobs = jobs.into_iter().flatten().filter_map(|(name, job)| {
        let name = name.as_str()?.to_owned();
        let environment = job.get("environment")?;
        let environment = environment.get("name").unwrap_or(environment);
        let environment = match environment {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            _ => return None,
        };
        let line = line(text, &name);
        Some(Job { name, environment, line })
    });
    jobs.collect()
}

/// The line on which a job names its environment, as far as the usual way to write it goes.
fn line(text: &str, job: &str) -> Option<usize> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_key = |line: &str, key: &str| {
        let line = line.trim_start().trim_start_matches(['"', '\'']);
        line.strip_prefix(key)
            .is_some_and(|rest| rest.trim_start_matches(['"', '\'']).trim_start().starts_with(':'))
    };
    let mut lines =
        text.lines().enumerate().skip_while(|(_, line)| indent(line) > 0 || !is_key(line, "jobs"));
    lines.next();
    let (_, head) = lines.find(|(_, line)| indent(line) > 0 && is_key(line, job))?;
    let depth = indent(head);
    let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    lines
        .take_while(|(_, line)| blank(line) || indent(line) > depth)
        .find(|(_, line)| is_key(line, "environment"))
        .map(|(at, _)| at + 1)
}
