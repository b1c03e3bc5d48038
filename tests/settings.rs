//! `plan`, `apply` and `drift`: pure where they are, and whole against the stand-in for GitHub.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests are about processes and a server"
)]

mod commands;
mod faults;
mod memory;
mod order;
mod pages;
mod refusals;
mod rulesets;
mod world;

/// A pipeline with an environment that asks nobody, one that asks one person, and one that asks two.
const SHOP: &str = r#"pipeline shop { repository "acme/shop" }
promotions {
    push main -> dev
    dev       -> staging { approvals 1 from qa }
    staging   -> prod    { approvals 2 from managers leads }
}
teams { qa "@acme/qa"; managers "@acme/managers"; leads "@acme/leads" }
release { version semver from="package.json" }
build { run "npm ci"; artifact bundle "dist/**" }
defaults { steps { deploy "Ship it" run="./scripts/ship.sh" } }
environment dev { kind integration; url "https://dev.example.com" }
environment staging { kind staging; url "https://staging.example.com" }
environment prod {
    kind production
    url "https://example.com"
    secrets DATABASE_URL
    variables { LOG_LEVEL info }
}
"#;

/// Compares a page with the one that a person looked at.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/settings"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
