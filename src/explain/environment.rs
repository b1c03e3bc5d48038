//! An environment as it comes out of the merge, with the line that each part comes from.

use super::{
    condition::open_secrets,
    page::{Page, written},
};
use crate::{
    model::{Environment, Model},
    source::{Source, Span},
    syntax::{Node, duration},
};

/// Describes an environment; nothing if there is none of that name.
pub fn environment(model: &Model, source: &Source, name: &str) -> Option<String> {
    let environment = model.environments.get(name)?;
    let mut merged = Merged { model, source, environment, page: Page::new(source) };
    merged.settings();
    merged.parts();
    merged.ways_in();
    Some(merged.page.print(&format!("environment {name}"), environment.head))
}

struct Merged<'a> {
    model: &'a Model,
    source: &'a Source,
    environment: &'a Environment,
    page: Page<'a>,
}

impl Merged<'_> {
    fn row(&mut self, depth: usize, words: impl AsRef<str>, span: Option<Span>) {
        let place = span.map(|span| self.place(span)).unwrap_or_default();
        self.page.row(depth, words, place);
    }

    /// The line, and whose it is where it is not the environment's own.
    fn place(&self, span: Span) -> String {
        let line = self.page.line(span);
        if self.environment.span.contains(span) {
            return line;
        }
        let other = self.model.environments.values().find(|other| other.span.contains(span));
        match other {
            Some(other) => format!("{line}, like {}", other.name.value),
            None => format!("{line}, defaults"),
        }
    }

    fn settings(&mut self) {
        let environment = self.environment;
        self.row(1, format!("kind {}", environment.kind.value.name()), Some(environment.kind.span));
        for url in &environment.urls {
            self.row(1, format!("url \"{}\"", url.value), Some(url.span));
        }
        if let Some(mirrors) = &environment.mirrors {
            self.row(1, format!("mirrors {}", mirrors.other.value), Some(mirrors.span));
        }
        let settings = &environment.settings;
        if let Some(labels) = &settings.runs_on {
            self.row(1, format!("runs-on {}", labels.value.join(" ")), Some(labels.span));
        }
        if let Some(timeout) = settings.timeout {
            self.row(1, format!("timeout {}", duration::words(timeout.value)), Some(timeout.span));
        }
        self.group(
            "variables",
            settings
                .variables
                .entries
                .values()
                .map(|one| (format!("{} {}", one.name.value, one.value.value), one.name.span)),
        );
        self.group(
            "secrets",
            settings.secrets.entries.values().map(|one| match &one.from {
                Some(from) => (format!("{} from={}", one.name.value, from.value), one.name.span),
                None => (one.name.value.clone(), one.name.span),
            }),
        );
        self.group(
            "steps",
            settings
                .steps
                .iter()
                .map(|step| (format!("{} \"{}\"", step.phase.name(), step.title.value), step.span)),
        );
        self.group(
            "about",
            settings
                .about
                .entries
                .iter()
                .map(|(key, words)| (format!("{key} \"{}\"", words.value), words.span)),
        );
    }

    /// Everything that is not decoded, as it is written.
    fn parts(&mut self) {
        let environment = self.environment;
        for node in environment.settings.parts.iter().chain(&environment.teardown) {
            self.part(1, node);
        }
    }

    fn part(&mut self, depth: usize, node: &Node) {
        self.row(depth, written(self.source, node), Some(node.head));
        for child in node.children() {
            self.part(depth + 1, child);
        }
    }

    fn group(&mut self, title: &str, rows: impl Iterator<Item = (String, Span)>) {
        for (index, (words, span)) in rows.enumerate() {
            if index == 0 {
                self.row(1, title, None);
            }
            self.row(2, words, Some(span));
        }
    }

    fn ways_in(&mut self) {
        let model = self.model;
        let arrows: Vec<_> = model.into(&self.environment.name.value).collect();
        if arrows.is_empty() {
            return;
        }
        self.page.row(0, "ways in", "");
        for arrow in arrows {
            self.page.row(1, arrow.words(), self.page.line(arrow.head));
            for line in &arrow.approvals {
                let teams: Vec<&str> = line.approvals.teams.iter().map(|team| team.value.as_str()).collect();
                let gate = line.gate.as_ref().map(|gate| format!(", gate {gate}")).unwrap_or_default();
                let place = format!("{}{gate}", self.page.line(line.approvals.span));
                let words = format!("approvals {} from {}", line.approvals.count.value, teams.join(" "));
                self.page.row(2, words, place);
            }
            if arrow.approvals.is_empty() {
                self.page.row(2, "nobody is asked", "");
            }
            for condition in &arrow.conditions {
                let gate = condition.gate.as_ref().map(|gate| format!(", gate {gate}")).unwrap_or_default();
                let place = format!("{}{gate}", self.page.line(condition.node.head));
                self.page.row(2, written(self.source, &condition.node), place);
                let is_check = condition.node.name.value == "check";
                let secrets = is_check.then(|| open_secrets(&condition.node, &arrow.to.value)).flatten();
                if let Some((words, span)) = secrets {
                    self.page.row(3, words, self.page.line(span));
                }
            }
        }
    }
}
