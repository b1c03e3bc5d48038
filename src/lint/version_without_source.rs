//! Releases without a version, which never enter production.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Environment, Origin},
    source::Spanned,
    syntax::{Kind, VersionSource},
};

pub(super) const RULE: Rule = Rule {
    code: "version-without-source",
    severity: Severity::Warning,
    page: include_str!("version_without_source.md"),
    needs: Needs::Names,
    check,
};

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let production = context.model.environments.values().find(|environment| {
        environment.kind.value == Kind::Production
            && !context.map.ways_into(&environment.name.value).is_empty()
    });
    let Some(production) = production else { return };
    let (name, release) = (&production.name, &context.model.release);
    let Some(version) = &release.version else {
        let warning = diagnostics.warning(
            RULE.code,
            release.span.unwrap_or(name.span),
            format!(
                "no release can get into `{}`: nothing says where its version comes from, so it is `0.0.0-main.…`, and production takes no prerelease",
                name.value
            ),
        );
        if release.span.is_some() {
            warning.label("no `version` in here").also(name.span, "takes only releases with a version");
        } else {
            warning.label("takes only releases with a version");
        }
        warning.help("`release { version semver from=\"package.json\" }`, or `from=changelog`, or `from=branch` with `branch \"release/v{version}\"`");
        return;
    };
    match (&version.value, &release.branch) {
        (VersionSource::Branch, Some(pattern)) => {
            from_branch(context, production, version, pattern, diagnostics)
        }
        (VersionSource::Tag, _) => from_tag(context, production, version, diagnostics),
        _ => {}
    }
}

fn from_tag(
    context: &Context<'_>,
    production: &Environment,
    version: &Spanned<VersionSource>,
    diagnostics: &mut Diagnostics,
) {
    let tags = || {
        context.model.arrows.iter().filter_map(|arrow| match &arrow.from {
            Origin::Tag(pattern) => Some(pattern),
            _ => None,
        })
    };
    // What follows a `-` is the name of a candidate.
    if tags().any(|pattern| !pattern.value.contains('-')) {
        return;
    }
    let warning = diagnostics.warning(
        RULE.code,
        version.span,
        format!(
            "no release can get into `{}`: versions come from tags, and {}",
            production.name.value,
            match tags().next() {
                Some(_) => "the only tags that lead anywhere are those of candidates",
                None => "no arrow takes one",
            }
        ),
    );
    warning.label("the version comes from the tag");
    if let Some(pattern) = tags().next() {
        warning.also(pattern.span, "a version with a suffix, which production does not take");
    }
    warning.help(format!(
        "`tag \"v*.*.*\" -> {}`, gated like the other ways in; or let the version come from elsewhere: `from=\"package.json\"`",
        production.name.value
    ));
}

fn from_branch(
    context: &Context<'_>,
    production: &Environment,
    version: &Spanned<VersionSource>,
    pattern: &Spanned<String>,
    diagnostics: &mut Diagnostics,
) {
    let name = &production.name;
    let arrives = context.model.arrows.iter().any(|arrow| match &arrow.from {
        Origin::Push(branch) | Origin::Manual(branch) => may_meet(&branch.value, &pattern.value),
        Origin::Tag(_) | Origin::PullRequest(_) | Origin::Environment(_) => false,
    });
    if arrives {
        return;
    }
    let example = pattern.value.replace("{version}", "1.2.0");
    let glob = pattern.value.replace("{version}", "*");
    let first =
        context.model.environments.values().find(|one| !context.map.ways_into(&one.name.value).is_empty());
    diagnostics
        .warning(
            RULE.code,
            version.span,
            format!(
                "no release can get into `{}`: versions come from branches such as `{example}`, and no way in takes one",
                name.value
            ),
        )
        .label("the version comes from the branch")
        .also(pattern.span, "which is called like this")
        .help(format!(
            "let such a branch onto the map: `manual \"{glob}\" -> {}`",
            first.map_or("…", |first| first.name.value.as_str())
        ));
}

/// Tells whether some branch may fit both a pattern of the map and the pattern of release branches. Only what stands
/// before the first open place, and behind the last, can rule it out.
fn may_meet(way: &str, release: &str) -> bool {
    let fits = |one: &str, other: &str| one.starts_with(other) || other.starts_with(one);
    let ends = |one: &str, other: &str| one.ends_with(other) || other.ends_with(one);
    let (head, tail) = release.split_once("{version}").unwrap_or((release, release));
    match (way.find('*'), way.rfind('*')) {
        (Some(first), Some(last)) => fits(&way[..first], head) && ends(&way[last + 1..], tail),
        _ => way.len() > head.len() + tail.len() && way.starts_with(head) && way.ends_with(tail),
    }
}

#[cfg(test)]
mod tests {
    use super::may_meet;

    #[test]
    fn only_what_cannot_meet_is_ruled_out() {
        for way in ["**", "*", "release/*", "release/v*", "release/v1.*", "release/v1.2.3", "rel*"] {
            assert!(may_meet(way, "release/v{version}"), "{way}");
        }
        for way in ["main", "hotfix/*", "release/v", "release/x*", "release"] {
            assert!(!may_meet(way, "release/v{version}"), "{way}");
        }
        assert!(!may_meet("release/*-rc", "release/{version}-final"));
    }
}
