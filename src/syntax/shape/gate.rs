//! What may stand in a gate, and on an arrow.

use super::{ALLOW, Argument, Block, Kind, Shape, Times, later, node};

const APPROVALS: Shape = Shape {
    arguments: &[
        &[Argument::One(Kind::Count), Argument::Word("from"), Argument::Many(Kind::Name)],
        &[Argument::Word("none")],
    ],
    times: Times::Often,
    ..node(
        "approvals",
        "approvals 2 from qa managers",
        "Asks at least so many different people out of these teams; who starts the run never counts; `approvals none` says on purpose that nobody is asked",
    )
};

const GATE_REFERENCE: Shape = Shape {
    arguments: &[&[Argument::Many(Kind::Name)]],
    times: Times::Often,
    ..node("gate", "gate production", "Names the gates that stand on this arrow; all of them have to open")
};

/// The conditions, which a gate and an arrow have in common, behind what is their own.
macro_rules! conditions {
    ($($own:expr,)*) => {
        &[
            $($own,)*
            APPROVALS,
            ALLOW,
            later("passed", "passed uat", "This very release was deployed and verified there"),
            later("soak", "soak 24 hours in staging", "It has run there for at least so long"),
            later("check", "check scan \"Scan\" { run \"./ops/scan.sh\" }", "A machine check, before any person is asked"),
            later("window", "window office-hours", "Opening hours"),
            later("override", "override by=managers", "Who may lift windows and freezes once, with a reason"),
            later("wait", "wait 30 minutes", "A cooling-off before people are asked"),
            later("blocked-by", "blocked-by issue label=incident", "An open issue stops the promotion"),
            later("rehearsed", "rehearsed within 30 days", "The deployment was rehearsed lately"),
            later("age", "age 3 days", "How old a pull request has to be"),
            later("checklist", "checklist { - \"Users are told\" }", "What the approvers confirm by approving"),
            later("closes", "closes develop", "While this pull request is open, nothing else merges into that branch"),
            later("on-rejection", "on-rejection { open-issue \"Plan again\" }", "What happens when people say no"),
        ]
    };
}

/// What may stand in a gate.
pub(super) const GATE: &[Shape] = conditions![];

/// What may stand in the block of an arrow: named gates, and conditions of its own.
const ARROW: &[Shape] = conditions![
    GATE_REFERENCE,
    later("automatic", "automatic", "Starts the promotion as soon as the source is verified"),
];

/// What may stand in `promotions`: the arrows themselves have free names.
pub(super) const PROMOTIONS: Shape = Shape {
    block: Block::Arrows(ARROW),
    ..node(
        "promotions",
        "promotions { push main -> dev; dev -> prod { gate production } }",
        "The map: how a release travels. What is not drawn is forbidden",
    )
};
