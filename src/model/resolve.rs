//! `File` → `Model`: looks names up, multiplies arrows out, merges environments. Reports what cannot be looked up.

use indexmap::IndexMap;

use super::{
    Arrow, Environment, Line, Model, Origin,
    merge::{inherited, merge},
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    nearest::{self, list},
    source::{Span, Spanned},
    syntax::{self, Conditions, File, Gate, Kind, Phase, Settings, Team, Way},
};

/// Looks up every name. Nothing, where there is no pipeline or no map.
pub fn resolve(file: File, diagnostics: &mut Diagnostics) -> Option<Model> {
    let anywhere = Span::default();
    if file.pipeline.is_none() {
        diagnostics
            .error("missing-pipeline", anywhere, "this file does not say which pipeline it is")
            .label("belongs at the top")
            .help("`pipeline shop { repository \"acme/shop\" }`");
    }
    if file.promotions.is_none() {
        diagnostics
            .error("missing-promotions", anywhere, "there is no map here: nothing says how a release travels")
            .label("`promotions { … }` is missing")
            .help("promotions {\n    push main -> dev\n    dev       -> prod { gate production }\n}");
    }
    let environments = environments(&file, diagnostics);
    let teams: IndexMap<String, Team> =
        file.teams.iter().map(|team| (team.name.value.clone(), team.clone())).collect();
    let gates: IndexMap<String, Gate> =
        file.gates.iter().map(|gate| (gate.name.value.clone(), gate.clone())).collect();
    let mut names = Names { file: &file, teams: &teams, gates: &gates, diagnostics };
    for gate in gates.values() {
        names.check_teams(&gate.conditions);
    }
    let arrows = names.arrows(&environments);
    names.references();
    Some(Model {
        pipeline: file.pipeline.clone()?,
        environments,
        arrows,
        teams,
        gates,
        release: file.release.clone(),
        build: file.build.clone(),
        allows: file.allows,
    })
}

struct Names<'a> {
    file: &'a File,
    teams: &'a IndexMap<String, Team>,
    gates: &'a IndexMap<String, Gate>,
    diagnostics: &'a mut Diagnostics,
}

impl Names<'_> {
    /// One arrow for each source and target.
    fn arrows(&mut self, environments: &IndexMap<String, Environment>) -> Vec<Arrow> {
        let mut arrows: Vec<Arrow> = Vec::new();
        let mut seen: IndexMap<(String, String), Span> = IndexMap::new();
        for line in &self.file.arrows {
            self.check_teams(&line.conditions);
            let (approvals, nobody) = self.lines(line);
            for from in origins(&line.way) {
                let known_source = match &from {
                    Origin::Environment(name) => self.environment(name, "an arrow starts here", environments),
                    Origin::Push(pattern) | Origin::Manual(pattern) => self.pattern(pattern),
                };
                for to in &line.targets {
                    let first_source =
                        origins(&line.way).next().is_some_and(|first| first.span() == from.span());
                    let known = match first_source {
                        true => self.environment(to, "an arrow leads here", environments),
                        false => is_on_map(environments, &to.value),
                    };
                    if !(known && known_source) {
                        continue;
                    }
                    let arrow = Arrow {
                        from: from.clone(),
                        to: to.clone(),
                        gates: line.gates.clone(),
                        approvals: approvals.clone(),
                        nobody,
                        head: line.head,
                        span: line.span,
                    };
                    let key = (arrow.from.words(), to.value.clone());
                    if let Some(&first) = seen.get(&key) {
                        self.diagnostics
                            .error(
                                "declared-twice",
                                to.span,
                                format!("the arrow `{}` is drawn twice", arrow.words()),
                            )
                            .label("the second time")
                            .also(first, "the first time")
                            .help(
                                "one arrow has all its gates in one block: `{ gate release second-region }`",
                            );
                        continue;
                    }
                    seen.insert(key, to.span);
                    arrows.push(arrow);
                }
            }
        }
        arrows
    }

    /// The approvals on an arrow: those of its gates, then its own.
    fn lines(&mut self, arrow: &syntax::Arrow) -> (Vec<Line>, Option<Span>) {
        let mut lines = Vec::new();
        let mut nobody = arrow.conditions.nobody;
        for name in &arrow.gates {
            let Some(gate) = self.gates.get(&name.value) else {
                let known = self.gates.keys().map(String::as_str);
                let error = self.diagnostics.error(
                    "unknown-gate",
                    name.span,
                    format!("there is no gate `{}`", name.value),
                );
                error.label("an arrow names it");
                nearest_or_list(error, name, known, "gate");
                continue;
            };
            nobody = nobody.or(gate.conditions.nobody);
            let named = |approvals: &syntax::Approvals| Line {
                gate: Some(gate.name.value.clone()),
                approvals: approvals.clone(),
            };
            lines.extend(gate.conditions.approvals.iter().map(named));
        }
        let own = |approvals: &syntax::Approvals| Line { gate: None, approvals: approvals.clone() };
        lines.extend(arrow.conditions.approvals.iter().map(own));
        lines.retain(|line| line.approvals.teams.iter().any(|team| self.teams.contains_key(&team.value)));
        (lines, nobody)
    }

    fn check_teams(&mut self, conditions: &Conditions) {
        for approvals in &conditions.approvals {
            let mut seen: Vec<&Spanned<String>> = Vec::new();
            for team in &approvals.teams {
                if let Some(first) = seen.iter().find(|first| first.value == team.value) {
                    self.diagnostics
                        .error(
                            "declared-twice",
                            team.span,
                            format!("`{}` stands on this line twice", team.value),
                        )
                        .label("the second time")
                        .also(first.span, "the first time")
                        .help("once is enough: the number says how many people");
                }
                seen.push(team);
                if self.teams.contains_key(&team.value) {
                    continue;
                }
                let known = self.teams.keys().map(String::as_str);
                let error = self.diagnostics.error(
                    "unknown-team",
                    team.span,
                    format!("there is no team `{}`", team.value),
                );
                error.label("asked to approve");
                nearest_or_list(error, team, known, "team");
            }
        }
    }

    fn environment(
        &mut self,
        name: &Spanned<String>,
        label: &str,
        environments: &IndexMap<String, Environment>,
    ) -> bool {
        match environments.get(&name.value) {
            Some(environment) if environment.kind.value == Kind::Local => {
                self.diagnostics
                    .error(
                        "local-on-map",
                        name.span,
                        format!("`{}` is a developer's machine: no release travels there", name.value),
                    )
                    .label(label)
                    .also(environment.kind.span, "of kind local")
                    .help("leave it out of the map, or give it another kind");
                false
            }
            Some(_) => true,
            None => {
                // An environment whose block could not be used was reported there.
                if self.file.environments.iter().any(|environment| environment.name.value == name.value) {
                    return false;
                }
                let known = environments.keys().map(String::as_str);
                let error = self.diagnostics.error(
                    "unknown-environment",
                    name.span,
                    format!("there is no environment `{}`", name.value),
                );
                error.label(label);
                nearest_or_list(error, name, known, "environment");
                false
            }
        }
    }

    /// A branch pattern becomes a regular expression and a filter on GitHub: it has to be one that both understand.
    fn pattern(&mut self, pattern: &Spanned<String>) -> bool {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./*@+#".contains(c);
        let fits = !pattern.value.is_empty()
            && pattern.value.chars().all(plain)
            && !pattern.value.contains("***")
            && !pattern.value.starts_with(['/', '-', '.'])
            && !pattern.value.ends_with('/');
        if !fits {
            self.diagnostics
                .error("name-github-refuses", pattern.span, format!("no branch is called `{}`", pattern.value))
                .label("a branch, or a pattern of branches")
                .help("letters, digits, `-`, `_`, `.` and `/`; `*` stands for anything but `/`, `**` for anything");
        }
        fits
    }

    /// The names in `mirrors`.
    fn references(&mut self) {
        for environment in &self.file.environments {
            let Some(mirrors) = &environment.mirrors else { continue };
            let other = &mirrors.other;
            if other.value == environment.name.value {
                self.diagnostics
                    .error("self-reference", other.span, format!("`{}` cannot mirror itself", other.value))
                    .label("its own name")
                    .help("name the environment whose configuration it shares");
                continue;
            }
            if !self.file.environments.iter().any(|one| one.name.value == other.value) {
                let known = self.file.environments.iter().map(|one| one.name.value.as_str());
                let error = self.diagnostics.error(
                    "unknown-environment",
                    other.span,
                    format!("there is no environment `{}`", other.value),
                );
                error.label("to be mirrored");
                nearest_or_list(error, other, known, "environment");
            }
        }
    }
}

fn is_on_map(environments: &IndexMap<String, Environment>, name: &str) -> bool {
    environments.get(name).is_some_and(|environment| environment.kind.value != Kind::Local)
}

fn origins(way: &Way) -> impl Iterator<Item = Origin> {
    let (names, make): (_, fn(Spanned<String>) -> Origin) = match way {
        Way::Push(patterns) => (patterns, Origin::Push),
        Way::Manual(patterns) => (patterns, Origin::Manual),
        Way::From(names) => (names, Origin::Environment),
    };
    names.iter().cloned().map(make)
}

fn nearest_or_list<'a>(
    error: &mut Diagnostic,
    name: &Spanned<String>,
    known: impl Iterator<Item = &'a str> + Clone,
    what: &str,
) {
    match nearest::find(&name.value, known.clone()) {
        Some(nearest) => {
            error.help(format!("did you mean `{nearest}`?"));
            error.fix(format!("write `{nearest}`"), name.span, nearest);
        }
        None if known.clone().next().is_none() => {
            error.help(match what {
                "team" => format!("declare it: `teams {{ {} \"@org/{}\" }}`", name.value, name.value),
                "gate" => format!("declare it: `gate {} {{ approvals 1 from … }}`", name.value),
                _ => format!("declare it: `{what} {} {{ kind test; … }}`", name.value),
            });
        }
        None => {
            error.help(format!("declared: {}", list(known)));
        }
    }
}

/// Merges each environment with what it starts from.
fn environments(file: &File, diagnostics: &mut Diagnostics) -> IndexMap<String, Environment> {
    let mut environments = IndexMap::new();
    for written in &file.environments {
        let Some(kind) = kind(written, diagnostics) else { continue };
        let base = base(written, file, diagnostics);
        let settings = match kind.value {
            // A developer's machine takes no defaults but what it can use.
            Kind::Local => local(&merge(&base, &written.settings)),
            _ => merge(&base, &written.settings),
        };
        let environment = Environment {
            name: written.name.clone(),
            kind,
            urls: written.urls.clone(),
            like: written.like.clone(),
            mirrors: written.mirrors.clone(),
            settings,
            head: written.head,
            span: written.span,
        };
        check_steps(&environment, written, diagnostics);
        environments.insert(written.name.value.clone(), environment);
    }
    environments
}

fn kind(environment: &syntax::Environment, diagnostics: &mut Diagnostics) -> Option<Spanned<Kind>> {
    if environment.kind.is_none() && !environment.kind_is_wrong {
        diagnostics
            .error(
                "missing-kind",
                environment.head,
                format!("`{}` does not say what it is for", environment.name.value),
            )
            .label("no `kind` in its block")
            .help("`kind test`; one of `local`, `integration`, `test`, `uat`, `staging`, `production`");
    }
    environment.kind
}

/// What an environment starts from: `defaults`, or all that another one has.
fn base(environment: &syntax::Environment, file: &File, diagnostics: &mut Diagnostics) -> Settings {
    let Some(like) = &environment.like else { return file.defaults.clone() };
    let other = file.environments.iter().find(|other| other.name.value == like.value);
    match other {
        Some(other) if other.name.value == environment.name.value => {
            diagnostics
                .error("self-reference", like.span, format!("`{}` cannot be like itself", like.value))
                .label("its own name")
                .help("name the environment that it starts from");
            file.defaults.clone()
        }
        Some(other) => {
            if let Some(further) = &other.like {
                diagnostics
                    .error("like-chain", like.span, format!("`{}` is itself like another one", like.value))
                    .label("starts from this one")
                    .also(further.span, "which starts from this one")
                    .help(format!(
                        "`like {}`: what both have in common belongs there, or into `defaults`",
                        further.value
                    ));
            }
            inherited(&merge(&file.defaults, &other.settings))
        }
        None => {
            let known = file.environments.iter().map(|other| other.name.value.as_str());
            let error = diagnostics.error(
                "unknown-environment",
                like.span,
                format!("there is no environment `{}`", like.value),
            );
            error.label("to start from");
            nearest_or_list(error, like, known, "environment");
            file.defaults.clone()
        }
    }
}

fn is_local(phase: Phase) -> bool {
    matches!(phase, Phase::Validate | Phase::Test | Phase::Build)
}

fn local(settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    settings.steps.retain(|step| is_local(step.phase));
    settings.secrets = Default::default();
    settings
}

fn check_steps(environment: &Environment, written: &syntax::Environment, diagnostics: &mut Diagnostics) {
    let name = &environment.name;
    if environment.kind.value == Kind::Local {
        for step in written.settings.steps.iter().filter(|step| !is_local(step.phase)) {
            diagnostics
                .error(
                    "local-deploys",
                    step.span,
                    format!("`{}` is a developer's machine: nothing is deployed there", name.value),
                )
                .label(format!("a step of phase {}", step.phase.name()))
                .also(environment.kind.span, "of kind local")
                .help("it takes steps of `validate`, `test` and `build`");
        }
        return;
    }
    if !environment.settings.steps.iter().any(|step| step.phase == Phase::Deploy) {
        diagnostics
            .error("nothing-to-deploy", environment.head, format!("nothing says how a release gets to `{}`", name.value))
            .label("no step of phase `deploy`, here or in `defaults`")
            .help("`steps { deploy \"Ship the release\" run=\"./scripts/ship.sh\" }`; in `defaults` it counts for all");
    }
}
