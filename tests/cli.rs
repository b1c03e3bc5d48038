//! The whole program on the command line: what it says where, how it ends, and what is on the disk afterwards.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests are about files and processes"
)]

mod build;
mod check;
mod deaths;
mod disk;
mod explain;
mod hostile;
mod init;
mod input;
mod map;
mod pins;
mod routes;
pub(crate) mod run;
mod several;
mod simulate;
mod streams;
mod tests;
mod verdicts;

use run::Place;

/// A pipeline with one of everything that this version generates, and no findings.
const SHOP: &str = r#"pipeline shop {
    repository "acme/shop"
}

promotions {
    push main -> dev
    dev       -> staging { approvals 1 from leads }
    staging   -> prod    { approvals 2 from leads }
}

teams { leads "@acme/leads" }

release { version semver from=changelog }

build {
    run "./build.sh"
    artifact bundle "dist/**"
}

defaults {
    variables { LOG_LEVEL info }
    steps { deploy "Ship" run="./ship.sh" }
}

environment dev { kind integration; url "https://dev.example.com" }
environment staging { kind staging; url "https://staging.example.com" }
environment prod { kind production; url "https://example.com" }
"#;

/// Where it stands.
const AT: &str = "pipelines/shop.kdl";

/// A repository with that pipeline.
fn shop() -> Place {
    let place = Place::new();
    place.put(AT, SHOP);
    place
}

/// A repository in which everything is generated.
fn built() -> Place {
    let place = shop();
    place.run(["build"]).ends(0);
    place
}

/// Compares with the snapshot of that name in `snapshots/cli`.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/cli"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
