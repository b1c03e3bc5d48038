//! A hotfix that passes a place that does not exist, or that ends before it is live.

use super::{Context, Needs, Rule, way};
use crate::{
    diagnostic::{Diagnostics, Severity},
    nearest::{self, list},
    syntax::Kind,
};

pub(super) const RULE: Rule = Rule {
    code: "hotfix-off-the-map",
    severity: Severity::Error,
    page: include_str!("hotfix_off_the_map.md"),
    needs: Needs::Names,
    check,
};

/// Nearest names are looked for so many times.
const SEARCHES: usize = 100;

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model;
    let branches = way::branches(model);
    let mut searches = 0;
    for hotfix in &model.hotfixes {
        let mut is_known = true;
        for station in &hotfix.stations {
            let name = station.value.as_str();
            let place = model.environments.get(name);
            let places = model.environments.values().filter(|one| one.kind.value != Kind::Local);
            let places = places.map(|one| one.name.value.as_str());
            // A pattern such as `**` takes a misspelt environment for a branch.
            let is_branch = way::is_branch(&branches, name);
            let is_meant =
                is_branch && (branches.contains(name) || nearest::find(name, places.clone()).is_none());
            if place.is_some_and(|place| place.kind.value != Kind::Local) || is_meant {
                continue;
            }
            is_known = false;
            let known: Vec<&str> =
                places.chain(branches.iter().copied().filter(|branch| !branch.contains('*'))).collect();
            let error = diagnostics.error(
                RULE.code,
                station.span,
                format!("this hotfix passes `{name}`, which is no environment, and no branch of the map"),
            );
            error.label("not on the map");
            searches += 1;
            let near = if searches > SEARCHES { &[] } else { known.as_slice() };
            match nearest::find(name, near.iter().copied()) {
                Some(nearest) => {
                    error.help(format!("did you mean `{nearest}`?")).fix(
                        format!("write `{nearest}`"),
                        station.span,
                        super::map::quoted(nearest),
                    );
                }
                None => {
                    error.help(format!("on the map: {}", list(known.into_iter())));
                }
            }
        }
        let Some(last) = hotfix.stations.last().filter(|_| is_known && way::end(context, hotfix).is_none())
        else {
            continue;
        };
        let production = model.environments.values().find(|one| one.kind.value == Kind::Production);
        diagnostics
            .error(
                RULE.code,
                last.span,
                format!("this hotfix ends on the branch `{}`, and is never deployed", last.value),
            )
            .label("a branch, and no environment")
            .help(format!(
                "let it end in an environment: `{} -> {}`",
                hotfix.words(),
                production.map_or("production", |one| one.name.value.as_str())
            ));
    }
}
