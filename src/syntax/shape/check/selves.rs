//! Nodes that contradict themselves: both ends are the same, `none` of something and more of it, a part that is missing.

use super::{Argument, Block, Checker, FILE, Kind, Node, Shape};

/// The words between two ends.
const BETWEEN: &[&str] = &["->", "in"];

impl Checker<'_> {
    /// Reports a line that leads from something to itself: `merge-back main -> main`, `rehearse prod in prod`.
    pub(super) fn two_ends(&mut self, node: &Node, list: &[Argument], kinds: &[Kind], form: &str) -> bool {
        let is_place = |kind: &Kind| matches!(kind, Kind::Ref(_) | Kind::Branch);
        let ends = list.windows(3).enumerate().find_map(|(at, around)| {
            let [Argument::One(_), Argument::Word(word), Argument::One(_)] = around else { return None };
            let (from, to) = (node.text(at)?, node.text(at + 2)?);
            let are_places = kinds.get(at).is_some_and(is_place) && kinds.get(at + 2).is_some_and(is_place);
            let is_same = from.value.eq_ignore_ascii_case(to.value);
            (BETWEEN.contains(word) && are_places && is_same).then_some((from, *word, to))
        });
        let Some((from, word, to)) = ends else { return true };
        let name = from.value;
        self.diagnostics
            .error(
                "self-reference",
                to.span,
                format!("`{name} {word} {name}` goes nowhere: both ends are `{name}`"),
            )
            .label("the same again")
            .also(from.span, "starts here")
            .help(format!("name two different ones: `{form}`"));
        false
    }

    /// Reports what stands in the block, or on the line, of a node that is taken away.
    pub(super) fn nothing_behind_none(&mut self, node: &Node, children: &[Node], shape: &'static Shape) {
        let may_be_none = shape.arguments.iter().any(|list| matches!(list, [Argument::Word("none")]));
        if !may_be_none || !node.says("none") {
            return;
        }
        let first = children.first().map(|child| child.head);
        let Some(what) = first.or(node.properties.first().map(|one| one.name.span.to(one.value.span))) else {
            return;
        };
        let name = shape.name;
        self.diagnostics
            .error(
                "unexpected-block",
                what,
                format!("`{name} none` takes it away, and this says more about it"),
            )
            .label("holds for nothing")
            .also(node.name.span, "takes it away")
            .help(format!("`{name} none` alone; or, without `none`: `{}`", shape.form));
        self.incomplete = true;
    }

    /// Reports a node at the top that lacks a node in its block; those of environments are merged before they are complete.
    pub(super) fn complete(&mut self, node: &Node, shape: &'static Shape, siblings: &'static [Shape]) {
        let Block::Needed(known) = shape.block else { return };
        if !std::ptr::eq(siblings, FILE) || node.children().is_empty() || self.incomplete {
            return;
        }
        let missing =
            known.iter().find(|one| shape.needs.contains(&one.name) && node.child(one.name).is_none());
        let Some(missing) = missing else { return };
        let (name, child) = (shape.name, missing.name);
        self.diagnostics
            .error(
                "incomplete-block",
                node.head,
                format!("this `{name}` lacks its `{child}`, and can do nothing without it"),
            )
            .label(format!("no `{child}` in its block"))
            .help(format!("`{}`", missing.form));
        self.incomplete = true;
    }
}
