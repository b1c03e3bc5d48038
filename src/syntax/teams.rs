//! `teams { qa "@acme/qa" { members "@ann" "@bo" }; lead "@dora" }`

use indexmap::IndexMap;

use super::{
    name::{self, shown},
    node::Node,
};
use crate::{
    diagnostic::Diagnostics,
    source::{Span, Spanned},
};

/// A team, or one person.
#[derive(Debug, Clone)]
pub struct Team {
    /// The name in this file.
    pub name: Spanned<String>,
    /// `@org/team` or `@person`, as GitHub knows them, without the `@`.
    pub handle: Spanned<String>,
    /// The members that the file lists, without the `@`.
    pub members: Option<Vec<Spanned<String>>>,
    /// The whole entry.
    pub span: Span,
}

impl Team {
    pub(super) fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let name =
            name::declared(Spanned::new(node.name.value.as_str(), node.name.span), "team", diagnostics);
        let written = node.text(0)?;
        // One that GitHub does not know is a team all the same: who names it need not hear of it.
        let handle = handle(written, true, diagnostics).unwrap_or_else(|| written.map(str::to_owned));
        let listed = node.children().iter().find(|child| child.name.value == "members");
        let members = listed.map(|listed| {
            let people = listed.texts().filter_map(|member| handle_of_person(member, diagnostics));
            let people: Vec<_> = people.collect();
            each_once(people, diagnostics)
        });
        Some(Self { name, handle, members, span: node.span })
    }

    /// Tells whether this is one person.
    pub fn is_person(&self) -> bool {
        !self.handle.value.contains('/')
    }

    /// The people whom the compiler knows to be in it.
    pub fn known_members(&self) -> Option<Vec<&str>> {
        if self.is_person() {
            return Some(vec![self.handle.value.as_str()]);
        }
        self.members.as_ref().map(|members| members.iter().map(|member| member.value.as_str()).collect())
    }
}

/// Leaves out whoever is counted already.
fn each_once(people: Vec<Spanned<String>>, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
    let mut seen: IndexMap<String, Spanned<String>> = IndexMap::new();
    for person in people {
        let name = person.value.to_ascii_lowercase();
        let Some(first) = seen.get(&name) else {
            seen.insert(name, person);
            continue;
        };
        diagnostics
            .error("declared-twice", person.span, format!("`@{}` stands in this team twice", person.value))
            .label("the second time")
            .also(first.span, "the first time")
            .help("once is enough: a person counts once, whatever the case of the letters");
    }
    seen.into_values().collect()
}

/// Returns what GitHub calls a person, written with or without `@`; nothing if GitHub can know nobody of that name.
pub fn login(text: &str) -> Option<&str> {
    let without = text.strip_prefix('@').unwrap_or(text);
    is_name(without).then_some(without)
}

fn is_name(part: &str) -> bool {
    !part.is_empty()
        && part.len() <= 100
        && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
        && part.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
}

fn handle_of_person(text: Spanned<&str>, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    handle(text, false, diagnostics)
}

fn handle(text: Spanned<&str>, or_team: bool, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    let without = text.value.strip_prefix('@').unwrap_or(text.value);
    let fits = match without.split_once('/') {
        Some((organisation, team)) => or_team && is_name(organisation) && is_name(team),
        None => is_name(without),
    };
    if fits && text.value.starts_with('@') {
        return Some(text.map(|_| without.to_owned()));
    }
    let (message, help) = if !or_team
        && without.split_once('/').is_some_and(|(left, right)| is_name(left) && is_name(right))
    {
        (
            format!("`{}` is a team, and a person belongs here", text.value),
            "name its people one by one: `members \"@ann\" \"@bo\"`",
        )
    } else {
        (
            format!("GitHub knows nobody called `{}`", shown(text.value)),
            "letters, digits, `-` and `_`; for a team the organisation, a `/`, and the team's short name from its address",
        )
    };
    let form = if or_team { "`\"@org/team\"` or `\"@person\"`" } else { "`\"@person\"`" };
    let error = diagnostics.error("name-github-refuses", text.span, message);
    error.label(format!("write {form}, as on GitHub"));
    if let Some(team) = text.value.strip_prefix("https://github.com/orgs/").filter(|_| or_team) {
        let handle = format!("\"@{}\"", team.replacen("/teams/", "/", 1).trim_end_matches('/'));
        error.help(format!("`{handle}`")).fix("write the team's handle", text.span, handle);
    } else if fits {
        error.help(format!("`\"@{without}\"`")).fix("add the `@`", text.span, format!("\"@{without}\""));
    } else {
        error.help(help);
    }
    fits.then(|| text.map(|_| without.to_owned()))
}
