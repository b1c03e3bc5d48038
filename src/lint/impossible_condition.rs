//! `passed` and `soak` on a way that no release takes after it was there.

use indexmap::IndexMap;

use super::{
    Context, Needs, Rule,
    before::Before,
    gated::{self, Gated},
    map::{drawn, meet},
};
use crate::{
    diagnostic::{Diagnostics, Severity},
    model::{Merge, Origin},
    nearest::list,
    syntax::Node,
};

pub(super) const RULE: Rule = Rule {
    code: "impossible-condition",
    severity: Severity::Error,
    page: include_str!("impossible_condition.md"),
    needs: Needs::Names,
    check,
};

/// Who has been where, by what is merged and deployed.
struct Travelled<'a> {
    context: &'a Context<'a>,
    /// What a release can have been in; the state of a pull request is none.
    releases: Before<'a>,
    /// What the state of a pull request can have been in.
    previews: Before<'a>,
    /// The ways in from which each environment is reached.
    origins: IndexMap<&'a str, Vec<&'a Origin>>,
}

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut travelled = Travelled {
        context,
        releases: Before::new(context.model, |from| !matches!(from, Origin::PullRequest(_))),
        previews: Before::new(context.model, |_| true),
        origins: IndexMap::new(),
    };
    let is_wrong = |line, node: &Node| names(node).any(|name| !travelled.can_pass(line, name));
    for (node, lines) in gated::places(context.model, is_wrong).into_values() {
        let Some(&first) = lines.first() else { continue };
        let Some(name) = names(node).find(|name| !travelled.can_pass(first, name)) else { continue };
        let message = match first {
            Gated::Merge(merge) => format!(
                "this merge waits forever: what is merged from `{}` is never deployed to `{name}`",
                merge.from.value
            ),
            Gated::Arrow(arrow) if arrow.to.value == name => {
                format!(
                    "this gate never opens: it stands before `{name}`, and asks that the release was there"
                )
            }
            Gated::Arrow(arrow) => format!(
                "this gate never opens: no release has been in `{name}` before it gets to `{}`",
                arrow.to.value
            ),
        };
        let error = diagnostics.error(RULE.code, node.head, message);
        error.label(format!("asks for `{name}`"));
        gated::show(error, &lines, "stands on this line of the map");
        if let (Gated::Arrow(arrow), Some(way)) = (first, context.map.ways_into(name).first())
            && arrow.to.value != name
        {
            error.also(drawn(way), format!("a release gets to `{name}` here, and not earlier"));
        }
        let before = travelled.choices(first);
        error.help(match (before.is_empty(), first) {
            (false, _) => format!("what can be asked for here: {before}"),
            (true, Gated::Merge(merge)) => {
                format!("deploy the branch first: `push {} -> {name}`", super::map::quoted(&merge.from.value))
            }
            (true, Gated::Arrow(_)) => {
                format!("nothing comes before it: leave it out, or let releases arrive from `{name}`")
            }
        });
    }
}

/// The environments that a condition wants a release to have been in.
fn names(node: &Node) -> impl Iterator<Item = &str> {
    let all = match node.name.value.as_str() {
        "passed" => node.texts().collect(),
        "soak" => node.texts().skip_while(|word| word.value != "in").skip(1).collect(),
        _ => Vec::new(),
    };
    all.into_iter().map(|name| name.value)
}

impl<'a> Travelled<'a> {
    fn can_pass(&mut self, line: Gated<'a>, name: &str) -> bool {
        match line {
            Gated::Merge(merge) => self.is_deployed(merge, name),
            Gated::Arrow(_) if line.is_preview() => self.previews.can_avoid(name, to(line)),
            Gated::Arrow(_) => self.releases.can_avoid(name, to(line)),
        }
    }

    /// Tells whether what a merge brings may have been in an environment.
    fn is_deployed(&mut self, merge: &Merge, name: &str) -> bool {
        let Some(environment) = self.context.model.environments.get(name) else { return true };
        let name = environment.name.value.as_str();
        let map = &self.context.map;
        let origins = self.origins.entry(name).or_insert_with(|| {
            let mut seen = indexmap::IndexSet::from([name]);
            let mut at = 0;
            while let Some(one) = seen.get_index(at).copied() {
                seen.extend(map.ways_into(one).iter().filter_map(|arrow| arrow.from.environment()));
                at += 1;
            }
            let ways = seen.into_iter().flat_map(|one| map.ways_into(one));
            ways.map(|arrow| &arrow.from).filter(|from| from.environment().is_none()).collect()
        });
        origins.iter().any(|origin| comes_from(merge, origin))
    }

    /// The environments that could be asked for instead, in words.
    fn choices(&mut self, line: Gated<'a>) -> String {
        const MOST: usize = 6;
        let names: Vec<&str> = match line {
            Gated::Arrow(_) => self.releases.avoiding(to(line)).take(MOST).collect(),
            Gated::Merge(merge) => {
                let all = self.context.model.environments.keys().map(String::as_str);
                all.filter(|name| self.is_deployed(merge, name)).take(MOST).collect()
            }
        };
        list(names.into_iter())
    }
}

fn to<'a>(line: Gated<'a>) -> &'a str {
    match line {
        Gated::Arrow(arrow) => &arrow.to.value,
        Gated::Merge(merge) => &merge.into.value,
    }
}

/// Tells whether a way into the environments takes what a merge brings: its branch, or its pull request.
fn comes_from(merge: &Merge, origin: &Origin) -> bool {
    match origin {
        Origin::Push(branch) | Origin::Manual(branch) => meet(&branch.value, &merge.from.value),
        Origin::PullRequest(branch) => meet(&branch.value, &merge.into.value),
        // Any commit may have a tag.
        Origin::Tag(_) => true,
        Origin::Environment(_) => false,
    }
}
