//! A gate in the order in which it is worked off: machines, people, and everything once more.

use super::{
    condition::{self, When},
    page::Page,
};
use crate::{
    model::{Condition, Model},
    source::{Source, Span},
};

/// What has to hold on the way into a place.
pub(super) struct Gate<'a> {
    model: &'a Model,
    source: &'a Source,
    into: &'a str,
    conditions: Vec<&'a Condition>,
}

impl<'a> Gate<'a> {
    pub(super) fn new(
        model: &'a Model,
        source: &'a Source,
        into: &'a str,
        conditions: impl IntoIterator<Item = &'a Condition>,
    ) -> Self {
        let mut conditions: Vec<&Condition> = conditions.into_iter().collect();
        conditions.retain(|one| condition::order(&one.node.name.value).is_some());
        // What stands first in the file stays first among its like.
        conditions.sort_by_key(|one| condition::order(&one.node.name.value).map(|(place, _)| place));
        Self { model, source, into, conditions }
    }

    /// Says what a machine looks at before anybody is asked, under this title.
    pub(super) fn before(&self, page: &mut Page<'_>, title: &str) -> bool {
        let mut rows = Rows { page, title: Some(title) };
        let is_wait = |one: &&&Condition| one.node.name.value == "wait";
        let of =
            |one: &&&Condition| matches!(condition::order(&one.node.name.value), Some((_, When::Before)));
        for one in self.conditions.iter().filter(of).filter(|one| !is_wait(one)) {
            self.say(one, &mut rows);
        }
        if let Some((words, node)) = condition::migration(self.model, self.into) {
            rows.add(2, words, Some((node.head, format!("environment {}", self.into))));
        }
        for freeze in condition::freezes(self.model, self.into) {
            rows.add(2, condition::frozen(freeze), Some((freeze.span, "freeze".to_owned())));
        }
        for wait in self.conditions.iter().filter(is_wait) {
            self.say(wait, &mut rows);
        }
        rows.title.is_none()
    }

    /// Says what those who are asked confirm, or what comes after all is decided.
    pub(super) fn at(&self, when: When, page: &mut Page<'_>) {
        let of = |one: &&&Condition| condition::order(&one.node.name.value).is_some_and(|(_, at)| at == when);
        let mut rows = Rows { page, title: None };
        for one in self.conditions.iter().filter(of) {
            self.say_at(one, 1, &mut rows);
        }
    }

    fn say(&self, one: &Condition, rows: &mut Rows<'_, '_>) {
        self.say_at(one, 2, rows);
    }

    fn say_at(&self, one: &Condition, depth: usize, rows: &mut Rows<'_, '_>) {
        let sentence = condition::sentence(self.model, self.source, &one.node, self.into);
        let gate = one.gate.as_ref().map(|gate| format!("gate {gate}")).unwrap_or_default();
        rows.add(depth, sentence.words, Some((one.node.head, gate)));
        for (words, span) in sentence.details {
            rows.add(depth + 1, words, Some((span, String::new())));
        }
    }
}

/// Rows that have a title, if there is one of them.
struct Rows<'a, 'b> {
    page: &'a mut Page<'b>,
    title: Option<&'a str>,
}

impl Rows<'_, '_> {
    fn add(&mut self, depth: usize, words: String, place: Option<(Span, String)>) {
        if let Some(title) = self.title.take() {
            self.page.row(1, title, "");
        }
        let place = place.map(|(span, whose)| match whose.is_empty() {
            true => self.page.line(span),
            false => format!("{}, {whose}", self.page.line(span)),
        });
        self.page.row(depth, words, place.unwrap_or_default());
    }
}
