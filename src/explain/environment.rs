//! An environment as it comes out of the merge, with the line that each part comes from.

use crate::{
    model::{Environment, Model},
    source::{Lines, Source, Span},
    syntax::duration,
};

/// Describes an environment; nothing if there is none of that name.
pub fn environment(model: &Model, source: &Source, name: &str) -> Option<String> {
    let environment = model.environments.get(name)?;
    let mut page = Page { model, environment, lines: Lines::new(&source.text), rows: Vec::new() };
    page.settings();
    page.ways_in();
    Some(page.print(&source.path))
}

struct Page<'a> {
    model: &'a Model,
    environment: &'a Environment,
    lines: Lines<'a>,
    rows: Vec<(String, String)>,
}

impl Page<'_> {
    fn row(&mut self, depth: usize, words: impl AsRef<str>, span: Option<Span>) {
        let place = span.map(|span| self.place(span)).unwrap_or_default();
        let words: String = words.as_ref().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.rows.push((format!("{}{words}", "    ".repeat(depth)), place));
    }

    /// The line, and whose it is where it is not the environment's own.
    fn place(&self, span: Span) -> String {
        let line = self.lines.position(span.start).line;
        if self.environment.span.contains(span) {
            return format!("line {line}");
        }
        let other = self.model.environments.values().find(|other| other.span.contains(span));
        match other {
            Some(other) => format!("line {line}, like {}", other.name.value),
            None => format!("line {line}, defaults"),
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
        self.rows.push(("ways in".to_owned(), String::new()));
        for arrow in arrows {
            let line = self.lines.position(arrow.head.start).line;
            self.rows.push((format!("    {}", arrow.words()), format!("line {line}")));
            for line in &arrow.approvals {
                let teams: Vec<&str> = line.approvals.teams.iter().map(|team| team.value.as_str()).collect();
                let at = self.lines.position(line.approvals.span.start).line;
                let gate = line.gate.as_ref().map(|gate| format!(", gate {gate}")).unwrap_or_default();
                let words =
                    format!("        approvals {} from {}", line.approvals.count.value, teams.join(" "));
                self.rows.push((words, format!("line {at}{gate}")));
            }
            if arrow.approvals.is_empty() {
                self.rows.push(("        nobody is asked".to_owned(), String::new()));
            }
        }
    }

    fn print(&self, path: &str) -> String {
        let width = self.rows.iter().map(|(words, _)| words.chars().count()).max().unwrap_or(0).min(72);
        let line = self.lines.position(self.environment.head.start).line;
        let mut text = format!("environment {} ({path}:{line})\n", self.environment.name.value);
        for (words, place) in &self.rows {
            let gap = width.saturating_sub(words.chars().count()) + 2;
            let row = format!("{words}{}{place}", " ".repeat(gap));
            text.push_str(row.trim_end());
            text.push('\n');
        }
        text
    }
}
