//! Which of the ways into an environment a run takes: a gate belongs to its way, so exactly one of them may be taken.

use crate::{
    emit::job::script,
    github::Step,
    pattern::Pattern,
    plan::{Plan, Route},
};

/// When a route's jobs run; empty if another way, which asks more people, takes all of its branches.
/// The inputs are known to fit the map: the guard refuses all else.
pub(super) fn condition(plan: &Plan, route: &Route) -> String {
    let plain = plan.routes.iter().find(|other| route.lifts() && other.lifted == route.way);
    let way = either(&ways(plan, plain.unwrap_or(route)));
    let reason = match (route.lifts(), route.lifted.is_empty()) {
        _ if way.is_empty() => return way,
        (true, _) => "inputs.override != ''",
        (_, false) => "inputs.override == ''",
        _ => return way,
    };
    match way.contains(" || ") {
        true => format!("({way}) && {reason}"),
        false => format!("{way} && {reason}"),
    }
}

fn ways(plan: &Plan, route: &Route) -> Vec<String> {
    let to = &route.to;
    let mut ways = Vec::new();
    if is_pushed(plan, route) {
        ways.push("github.event_name == 'push'".to_owned());
    }
    let (handed_over, by_hand) = (is_handed_over(plan, route), is_by_hand(route));
    if handed_over || by_hand || is_tagged(route) {
        let also = if is_chosen(plan, to) {
            format!(" && needs.guard.outputs.way == '{}'", route.way)
        } else if !by_hand && !is_tagged(route) {
            " && inputs.started_by_run != ''".to_owned()
        } else if !handed_over && by_hand && plan.handed_over().contains(&to.as_str()) {
            " && inputs.started_by_run == ''".to_owned()
        } else {
            String::new()
        };
        ways.push(format!("inputs.environment == '{to}'{also}"));
    }
    ways
}

fn either(ways: &[String]) -> String {
    match ways {
        [way] => way.clone(),
        ways => ways
            .iter()
            .map(|way| if way.contains("&&") { format!("({way})") } else { way.clone() })
            .collect::<Vec<_>>()
            .join(" || "),
    }
}

/// The word for where a release comes from.
pub(super) fn source(plan: &Plan, route: &Route) -> String {
    let mut words = Vec::new();
    if route.tags().next().is_some() {
        words.push(("inputs.tag != ''".to_owned(), "tag"));
    }
    if route.pushes().next().is_some() {
        let condition = match plan.handed_over().is_empty() && plan.by_tag().is_empty() {
            true => "github.event_name == 'push'",
            false => "github.event_name == 'push' || inputs.started_by_run != ''",
        };
        words.push((condition.to_owned(), "push"));
    }
    if is_by_hand(route) {
        words.push((String::new(), "manual"));
    }
    match words.as_slice() {
        [(_, word)] => (*word).to_owned(),
        [.., (_, last)] => {
            let cases =
                words[..words.len() - 1].iter().map(|(condition, word)| match condition.contains(" || ") {
                    true => format!("({condition}) && '{word}'"),
                    false => format!("{condition} && '{word}'"),
                });
            format!("${{{{ {} || '{last}' }}}}", cases.collect::<Vec<_>>().join(" || "))
        }
        [] => String::new(),
    }
}

/// The environments into which several ways lead that only the branch tells apart.
pub(super) fn chosen(plan: &Plan) -> Vec<&str> {
    let environments = plan.environments.iter().map(|one| one.name.as_str());
    environments.filter(|environment| is_chosen(plan, environment)).collect()
}

/// The step of the guard that tells the ways into an environment apart.
pub(super) fn choice(plan: &Plan, to: &str) -> Step {
    let mut lines = Vec::new();
    let dispatched = |route: &&Route| is_handed_over(plan, route) || is_by_hand(route) || is_tagged(route);
    for route in strictest_first(plan, to).filter(dispatched) {
        let pushes: Vec<&Pattern> = route.pushes().filter(|pattern| is_elsewhere(plan, pattern)).collect();
        let mut branches = Vec::new();
        branches.extend(alternatives("push", &pushes));
        branches.extend(alternatives("manual", &route.manuals().collect::<Vec<_>>()));
        branches.extend(tags(plan, route));
        let word = if lines.is_empty() { "if" } else { "elif" };
        let pattern = match branches.as_slice() {
            [one] => one.clone(),
            both => format!("({})", both.join("|")),
        };
        lines.push(format!("{word} [[ $WAY =~ ^{pattern}$ ]]; then output way {}", route.way));
    }
    lines.push(format!("else die \"no way into {to} starts here: $WAY\""));
    lines.push("fi".to_owned());
    let mut words = Vec::new();
    if !plan.by_tag().is_empty() {
        words.push("inputs.tag && 'tag' || ");
    }
    if !plan.handed_over().is_empty() {
        words.push("inputs.started_by_run && 'push' || ");
    }
    let way = match words.is_empty() {
        true => "manual:${{ steps.check.outputs.branch }}".to_owned(),
        false => format!("${{{{ {}'manual' }}}}:${{{{ steps.check.outputs.branch }}}}", words.concat()),
    };
    Step::run(format!("The way into {to}"), script(plan, &lines))
        .id(step(to))
        .when(format!("inputs.environment == '{to}'"))
        .env("WAY", way)
}

/// What the guard hands on: the answer of the one step that ran.
pub(super) fn output(plan: &Plan) -> String {
    let answers: Vec<String> =
        chosen(plan).into_iter().map(|to| format!("steps.{}.outputs.way", step(to))).collect();
    format!("${{{{ {} }}}}", answers.join(" || "))
}

fn step(to: &str) -> String {
    format!("way-into-{to}")
}

fn alternatives(word: &str, patterns: &[&Pattern]) -> Option<String> {
    one_of(word, patterns.iter().map(|pattern| pattern.expression()))
}

fn tags(plan: &Plan, route: &Route) -> Option<String> {
    one_of("tag", route.tags().map(|pattern| plan.release.tag_expression(pattern)))
}

fn one_of(word: &str, expressions: impl Iterator<Item = String>) -> Option<String> {
    let all: Vec<String> = expressions.map(|one| one.trim_matches(['^', '$']).to_owned()).collect();
    match all.as_slice() {
        [] => None,
        [one] => Some(format!("{word}:{one}")),
        several => Some(format!("{word}:({})", several.join("|"))),
    }
}

/// Where a branch fits two ways, it takes the one that asks more people.
fn strictest_first<'a>(plan: &'a Plan, to: &str) -> impl Iterator<Item = &'a Route> {
    let mut routes: Vec<&Route> =
        plan.deployments().filter(|route| route.to == to && !route.lifts()).collect();
    routes.sort_by_key(|route| std::cmp::Reverse(route.chain.slots.len()));
    routes.into_iter()
}

/// Tells whether a push to the default branch takes this route.
fn is_pushed(plan: &Plan, route: &Route) -> bool {
    let fits = |route: &&Route| route.pushes().any(|pattern| pattern.matches(&plan.default_branch));
    strictest_first(plan, &route.to).find(fits).is_some_and(|first| first.job == route.job)
}

fn is_handed_over(plan: &Plan, route: &Route) -> bool {
    route.pushes().any(|pattern| is_elsewhere(plan, pattern))
}

/// Tells whether a pattern matches other branches than the default one, whose pushes are handed over.
fn is_elsewhere(plan: &Plan, pattern: &Pattern) -> bool {
    !pattern.is_exactly(&plan.default_branch)
}

fn is_by_hand(route: &Route) -> bool {
    route.manuals().next().is_some()
}

fn is_tagged(route: &Route) -> bool {
    route.tags().next().is_some()
}

fn is_chosen(plan: &Plan, to: &str) -> bool {
    let count =
        |wanted: &dyn Fn(&Route) -> bool| strictest_first(plan, to).filter(|route| wanted(route)).count();
    let dispatched = count(&|route| is_handed_over(plan, route) || is_by_hand(route) || is_tagged(route));
    count(&|route| is_handed_over(plan, route)) > 1
        || count(&is_by_hand) > 1
        || (count(&is_tagged) > 0 && dispatched > 1)
}
