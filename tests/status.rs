//! `status`: pure, on GitHub's answers in a file; and the program itself against the stand-in for GitHub.

mod dashboard;
mod faults;
mod same;
mod standin;
mod told;

/// A pipeline with a gate of two people, and nothing that `build` refuses.
const SHOP: &str = r#"pipeline shop { repository "acme/shop" }

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

defaults { steps { deploy "Ship" run="./ship.sh" } }

environment dev { kind integration; url "https://dev.example.com" }
environment staging { kind staging; url "https://staging.example.com" }
environment prod { kind production; url "https://example.com" }
"#;
