//! `File` → `Model`: looks names up, multiplies arrows out, merges environments. Reports what cannot be looked up.

use indexmap::IndexMap;

use super::{Model, arrows, complete, environments, hours, names::Names};
use crate::{
    diagnostic::Diagnostics,
    source::{Source, Span},
    syntax::{Declared, File, Gate, Team},
};

/// Looks up every name. Nothing, where there is no pipeline or no map.
pub fn resolve(
    file: File,
    declared: Declared,
    source: &Source,
    diagnostics: &mut Diagnostics,
) -> Option<Model> {
    check_parts(&file, diagnostics);
    complete::check_tests(&file.parts, diagnostics);
    let teams: IndexMap<String, Team> =
        file.teams.iter().map(|team| (team.name.value.clone(), team.clone())).collect();
    let gates: IndexMap<String, Gate> =
        file.gates.iter().map(|gate| (gate.name.value.clone(), gate.clone())).collect();
    let mut names = Names { declared, gates: &gates, diagnostics };
    let environments = environments::merged(&file, &mut names);
    let drawn = arrows::drawn(&file, &environments, &mut names);
    file.promotions?;
    Some(Model {
        pipeline: file.pipeline.clone()?,
        environments,
        arrows: drawn.arrows,
        merges: drawn.merges,
        hotfixes: file.hotfixes,
        merge_backs: file.merge_backs,
        timeline: file.timeline,
        tests: file.tests,
        windows: hours::windows(&file.parts, source),
        freezes: hours::freezes(&file.parts, source, diagnostics),
        teams,
        gates,
        release: file.release.clone(),
        build: file.build.clone(),
        parts: file.parts,
        allows: file.allows,
    })
}

/// The two nodes that every file has.
fn check_parts(file: &File, diagnostics: &mut Diagnostics) {
    let top = file.pipeline.as_ref().map_or(Span::default(), |pipeline| pipeline.head);
    if file.pipeline.is_none() {
        diagnostics
            .error("missing-pipeline", top, "this file does not say which pipeline it is")
            .label("`pipeline` is missing, at the top")
            .help("`pipeline shop { repository \"acme/shop\" }`");
    }
    if file.promotions.is_none() {
        diagnostics
            .error("missing-promotions", top, "there is no map: nothing says how a release travels")
            .label("no `promotions { … }` in this file")
            .help("promotions {\n    push main -> dev\n    dev       -> prod { gate production }\n}");
    }
}
