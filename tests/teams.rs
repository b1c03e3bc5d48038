//! The five teams: their files are checked without an error, and each warning is one that its team wants to read.

use std::path::Path;

use gatewright::{compile, diagnostic::Severity, github::Pins, source::Source};

use crate::common;

/// Each team with the warnings that its file is to get.
const TEAMS: [(&str, &[&str]); 5] = [
    ("storefront", &[]),
    ("acs", &["database-engine-differs"]),
    ("webapp", &["rebuilt-artifact"]),
    ("studysphere", &[]),
    ("forms", &[]),
];

fn text(team: &str) -> String {
    common::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("pipelines/{team}.kdl")))
}

#[test]
fn every_team_reads_what_it_wants_to_read() {
    let mut complaints = String::new();
    for (team, expected) in TEAMS {
        let text = text(team);
        let found = common::check(&text);
        let said: Vec<_> =
            found.iter().filter(|one| one.severity <= Severity::Warning).map(|one| one.code).collect();
        if said != expected {
            complaints += &format!("{team}: {expected:?} is expected\n{}\n", common::render(&text, &found));
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn what_is_not_enforced_is_refused_by_its_name() {
    for (team, _) in TEAMS {
        let source = Source::new(format!("pipelines/{team}.kdl"), text(team));
        let compiled = compile(&source, &Default::default(), &Pins::shipped());
        assert!(compiled.outputs.is_empty(), "{team}");
        let errors = common::errors(&compiled.diagnostics);
        assert!(
            !errors.is_empty() && errors.iter().all(|code| *code == "not-enforced-yet"),
            "{team}: {errors:?}"
        );
    }
}
