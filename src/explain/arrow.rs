//! The way from one environment to another: what starts it, who approves, and where GitHub asks.

use super::{condition::When, gate::Gate, hotfix, page::Page};
use crate::{
    model::{Arrow, Condition, Ends, Line, Merge, Model, Origin, Way},
    plan::people::{self, Chain, Guard, Person},
    source::{Source, Span},
    syntax::duration,
};

/// Describes the arrows between two places; nothing if none is drawn. A branch is meant by its pattern, with or
/// without `push`, `manual` or `hotfix` in front; `hotfix` alone is every one that ends there.
pub fn arrow(model: &Model, source: &Source, from: &str, to: &str) -> Option<String> {
    let arrangement = people::arrange(model);
    let drawn = model.arrows.iter().zip(&arrangement.chains);
    let meant = drawn.filter(|(arrow, _)| arrow.to.value == to && arrow.from.is_called(from));
    let merges = model.merges.iter().filter(|merge| merge.into.value == to && merge.starts_at(from));
    let pages = meant.map(|(arrow, chain)| describe(model, source, arrow, chain));
    let merges = merges.map(|merge| describe_merge(model, source, merge));
    let hotfixes = model.hotfixes.iter().filter(|one| hotfix::is_meant(one, from, to));
    let hotfixes = hotfixes.map(|one| hotfix::describe(model, source, one));
    let pages: Vec<String> = pages.chain(merges).chain(hotfixes).collect();
    (!pages.is_empty()).then(|| pages.join("\n"))
}

fn describe(model: &Model, source: &Source, arrow: &Arrow, chain: &Chain) -> String {
    let mut page = Page::new(source);
    page.row(1, started(model, arrow), "");
    if let Origin::Push(branch) = &arrow.from {
        let merges = Ends::new(model).merges_into(&branch.value);
        if let Some(first) = merges.first() {
            let words: Vec<String> = merges.iter().map(|merge| merge.words()).collect();
            let place = page.line(first.head);
            page.row(
                1,
                format!("what is pushed there came through the gate of {}", words.join(", or of ")),
                place,
            );
        }
    }
    let gate = Gate::new(model, source, &arrow.to.value, &arrow.conditions);
    if let Origin::Environment(name) = &arrow.from {
        page.row(
            1,
            format!("first the way itself is looked at: that release is what runs in {} now", name.value),
            "",
        );
    }
    let holds = gate.before(&mut page, "before anybody is asked, by machine:");
    waiting(&mut page, arrow, chain);
    lifting(&mut page, model, arrow, chain);
    let asked = match chain.slots.len() {
        0 => "nobody is asked".to_owned(),
        1 => "one person approves".to_owned(),
        people => format!("{people} people approve, one after the other"),
    };
    let asked = if chain.slots.is_empty() { asked } else { format!("{asked}, where GitHub asks:") };
    let on_purpose = arrow.nobody.map(|nobody| (", on purpose", page.line(nobody)));
    let (purpose, place) = on_purpose.unwrap_or_default();
    page.row(1, format!("{asked}{purpose}"), place);
    let lines = arrow.approvals.iter();
    let lines = lines.flat_map(|line| std::iter::repeat_n(line, line.approvals.count.value as usize));
    for (slot, line) in chain.slots.iter().zip(lines) {
        let place = place_of(&page, line.approvals.span, line.gate.as_ref());
        page.row(2, format!("{}: {}", slot.environment, names(&slot.reviewers)), place);
    }
    if chain.guard == Guard::OnTop {
        page.row(2, format!("{}, too: whoever approved already may answer", arrow.to.value), "");
    }
    if !chain.slots.is_empty() {
        page.row(1, "whoever starts it does not count, and one person counts once", "");
    }
    gate.at(When::Asked, &mut page);
    if holds {
        page.row(1, "right before it is deployed, all of it is looked at once more", "");
    }
    gate.at(When::Afterwards, &mut page);
    page.print(&arrow.words(), arrow.head)
}

/// Where GitHub holds the run: for the longest of the waits, which were said last.
fn waiting(page: &mut Page<'_>, arrow: &Arrow, chain: &Chain) {
    let length = |one: &&Condition| duration::of(&one.node).map(|length| length.value);
    let longest = Way::Arrow(arrow).all("wait").max_by_key(length);
    if let Some(wait) = longest.filter(|_| !chain.waiting.is_empty()) {
        let place = place_of(page, wait.node.head, wait.gate.as_ref());
        page.row(2, format!("GitHub holds the run meanwhile in {}", chain.waiting), place);
    }
}

/// Who agrees to lift windows and freezes. A push has nobody who could say why.
fn lifting(page: &mut Page<'_>, model: &Model, arrow: &Arrow, chain: &Chain) {
    if chain.lifting.is_empty() || matches!(arrow.from, Origin::Push(_)) {
        return;
    }
    page.row(1, "to lift windows and freezes for once, one more person agrees first, where GitHub asks:", "");
    for slot in chain.lifting.iter().map(|one| &one.slot) {
        let gate = model.gates.contains_key(&slot.gate).then_some(&slot.gate);
        let condition = Way::Arrow(arrow).all("override").find(|one| one.gate.as_ref() == gate);
        let place = condition.map(|one| place_of(page, one.node.head, gate)).unwrap_or_default();
        page.row(2, format!("{}: {}", slot.environment, names(&slot.reviewers)), place);
    }
}

/// A merge of branches: whose gate becomes the rules of the branch.
fn describe_merge(model: &Model, source: &Source, merge: &Merge) -> String {
    let mut page = Page::new(source);
    page.row(1, format!("a pull request to {} starts it", merge.into.value), "");
    let gate = Gate::new(model, source, &merge.into.value, &merge.conditions);
    let holds = gate.before(&mut page, "before it can be merged, by machine:");
    page.row(1, if merge.approvals.is_empty() { "nobody is asked" } else { "reviews are asked for:" }, "");
    for line in &merge.approvals {
        let place = place_of(&page, line.approvals.span, line.gate.as_ref());
        page.row(2, asked(model, line), place);
    }
    gate.at(When::Asked, &mut page);
    if holds {
        page.row(1, "all of it is looked at again and again until it is merged", "");
    }
    gate.at(When::Afterwards, &mut page);
    page.print(&merge.words(), merge.head)
}

/// Says whom a line asks: `1 of @acme/qa or @dora`.
pub(super) fn asked(model: &Model, line: &Line) -> String {
    let people: Vec<Person> = people::people(model, line).into_iter().collect();
    format!("{} of {}", line.approvals.count.value, names(&people))
}

/// Says on which line something stands, and in which gate.
pub(super) fn place_of(page: &Page<'_>, span: Span, gate: Option<&String>) -> String {
    let gate = gate.map(|gate| format!(", gate {gate}")).unwrap_or_default();
    format!("{}{gate}", page.line(span))
}

fn started(model: &Model, arrow: &Arrow) -> String {
    let prefix = model.pipeline.file_prefix.as_ref().map_or("", |prefix| prefix.value.as_str());
    match &arrow.from {
        Origin::Push(pattern) => format!("every push to {} starts it", pattern.value),
        Origin::Manual(pattern) => {
            format!("a person starts {prefix}deploy.yml with a branch {}", pattern.value)
        }
        Origin::Tag(pattern) => format!("a push of a tag {} starts it", pattern.value),
        Origin::PullRequest(pattern) => {
            format!("a pull request to {} starts it, and every push to it", pattern.value)
        }
        Origin::Environment(_) if arrow.is_automatic() => {
            "starts by itself, as soon as the release is verified there".to_owned()
        }
        Origin::Environment(name) => {
            format!("a person starts {prefix}promote-release.yml with a release that runs in {}", name.value)
        }
    }
}

/// `@acme/leads or @ann`.
fn names(people: &[Person]) -> String {
    people.iter().map(|person| format!("@{}", person.handle)).collect::<Vec<_>>().join(" or ")
}
