//! A file that declares a name of every kind, and one node out of the table in it.

use gatewright::syntax::shape::{FILE, Names, Shape};
use indexmap::IndexSet;

use super::{Choices, written::Writer};

/// What the nodes refer to: one of each that may stand only once.
const WORLD: &[(&str, &str)] = &[
    ("pipeline", "pipeline shop { time-zone \"Europe/Berlin\" }"),
    ("promotions", "promotions { push main -> dev; dev -> staging; staging -> prod { gate release } }"),
    ("teams", "teams { qa \"@acme/qa\"; managers \"@acme/managers\" }"),
    ("channels", "channels { users slack USERS_WEBHOOK; developers teams DEV_WEBHOOK }"),
    ("release", "release { version semver from=\"package.json\" }"),
    ("defaults", "defaults { steps { deploy \"Ship it\" run=\"./ship.sh\" } }"),
    ("gate", "gate release { approvals 2 from managers; check scan \"Scan\" run=\"./scan.sh\" }"),
    ("gate", "gate second { approvals 1 from qa; check tests \"Tests\" run=\"npm test\" }"),
    ("window", "window office { open \"Mon-Thu 09:00-16:00\" }"),
    ("window", "window nights { open \"daily 20:00-24:00\" }"),
    ("service", "service api { path \"services/api\" }"),
    ("service", "service web { path \"services/web\" }"),
    ("environment", "environment dev { kind integration; url \"https://dev.example.com\" }"),
    ("environment", "environment staging { kind staging; url \"https://staging.example.com\" }"),
    ("environment", "environment prod { kind production; url \"https://example.com\" }"),
];

/// Names that the world declares.
pub(super) fn names(names: Names) -> &'static [&'static str] {
    match names {
        Names::Pipeline => &["shop"],
        Names::Environment => &["dev", "staging", "prod"],
        Names::Team => &["qa", "managers"],
        Names::Gate => &["release", "second"],
        Names::Window => &["office", "nights"],
        Names::Check => &["scan", "tests"],
        Names::Channel => &["users", "developers"],
        Names::Service => &["api", "web"],
        Names::Somebody => &["qa", "managers", "users", "developers"],
    }
}

/// The world, with a random node at the top of it; the paths of all nodes that are written go to `written`.
pub(super) fn text(choices: &mut Choices<'_>, written: &mut IndexSet<String>) -> String {
    let shape: &'static Shape = &FILE[choices.below(FILE.len())];
    let node = Writer { choices, written, fresh: 0 }.node(shape, "");
    let stands_once = |name: &str| !matches!(name, "gate" | "window" | "service" | "environment");
    let mut text = String::new();
    for (name, line) in WORLD.iter().filter(|(name, _)| *name != shape.name || !stands_once(name)) {
        text += line;
        text += if *name == "environment" { "\n" } else { "\n\n" };
    }
    text + &node + "\n"
}
