//! What may stand in a gate, and on an arrow.

use super::{
    ALLOW, Argument, Block, Kind, Names, Shape, Times, commands, each_counts, environment, flag, node, often,
    people::{ITEM, NOTIFY_NOW, OPEN_ISSUE_NOW},
    values,
};

pub(super) const APPROVALS: Shape = each_counts(Shape {
    arguments: &[
        &[Argument::One(Kind::Count), Argument::Word("from"), Argument::Many(Kind::Ref(Names::Team))],
        &[Argument::Word("none")],
    ],
    ..node(
        "approvals",
        "approvals 2 from qa managers",
        "Asks at least so many different people out of these teams; who starts the run never counts; `approvals none` says on purpose that nobody is asked",
    )
});

pub(super) const CHECK: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Name(Names::Check)), Argument::One(Kind::Text)]],
    properties: &[("run", Kind::Text)],
    needs: &["run"],
    block: Block::Of(&[commands::RUN, commands::TIMEOUT, environment::SECRETS]),
    times: Times::OncePerName,
    ..node(
        "check",
        "check scan \"Security scan\" run=\"./ops/scan.sh\"",
        "A machine check, before any person is asked",
    )
};

pub(super) const WINDOW_OF: Shape = often(Shape {
    arguments: &[&[Argument::Many(Kind::Ref(Names::Window))]],
    ..node(
        "window",
        "window office-hours",
        "Opens in these hours only; of several windows, all have to be open",
    )
});

const GATE_REFERENCE: Shape = often(Shape {
    arguments: &[&[Argument::Many(Kind::Ref(Names::Gate))]],
    ..node("gate", "gate production", "Names the gates that stand on this arrow; all of them have to open")
});

/// The conditions, which a gate and an arrow have in common, behind what is their own.
macro_rules! conditions {
    ($($own:expr,)*) => {
        &[
            $($own,)*
            APPROVALS,
            ALLOW,
            often(Shape {
                arguments: &[&[Argument::Many(Kind::Ref(Names::Environment))]],
                ..node("passed", "passed staging", "This very release was deployed and verified there, in each of these environments")
            }),
            often(Shape {
                arguments: &[
                    &[
                        Argument::One(Kind::Count),
                        Argument::One(Kind::OneOf(values::UNIT_WORDS)),
                        Argument::Word("in"),
                        Argument::One(Kind::Ref(Names::Environment)),
                    ],
                    &[Argument::One(Kind::Duration), Argument::Word("in"), Argument::One(Kind::Ref(Names::Environment))],
                ],
                ..node("soak", "soak 24 hours in staging", "Its record there is the newest one, and a success for at least so long")
            }),
            CHECK,
            WINDOW_OF,
            Shape {
                properties: &[("by", Kind::Ref(Names::Team))],
                needs: &["by"],
                ..node("override", "override by=managers", "Who may lift the windows and freezes of this arrow once, with a reason")
            },
            Shape { arguments: values::DURATION, ..node("wait", "wait 30 minutes", "A cooling-off before people are asked") },
            often(Shape {
                arguments: &[&[Argument::Word("issue")]],
                properties: &[("label", Kind::Text)],
                needs: &["label"],
                ..node("blocked-by", "blocked-by issue label=incident", "An open issue with this label stops the promotion")
            }),
            Shape {
                arguments: &[
                    &[Argument::Word("within"), Argument::One(Kind::Count), Argument::One(Kind::OneOf(values::UNIT_WORDS))],
                    &[Argument::Word("within"), Argument::One(Kind::Duration)],
                ],
                ..node("rehearsed", "rehearsed within 30 days", "The deployment was rehearsed lately, as `rehearse` says where")
            },
            Shape { arguments: values::DURATION, ..node("age", "age 3 days", "How old a pull request has to be before it is merged") },
            Shape {
                block: Block::Needed(&[ITEM]),
                ..node("checklist", "checklist { - \"The rollback plan is ready\" }", "What the approvers confirm by approving, item by item")
            },
            Shape {
                arguments: &[&[Argument::One(Kind::Branch)]],
                ..node("closes", "closes develop", "While this pull request is open, nothing else merges into that branch")
            },
            Shape {
                block: Block::Needed(&[OPEN_ISSUE_NOW, NOTIFY_NOW]),
                ..node("on-rejection", "on-rejection { open-issue \"Plan the release again\" }", "What happens when people say no")
            },
        ]
    };
}

/// What may stand in a gate.
pub(super) const GATE: &[Shape] = conditions![];

/// What may stand in the block of an arrow: named gates, and conditions of its own.
const ARROW: &[Shape] = conditions![
    GATE_REFERENCE,
    Shape {
        form: "about { note \"takes two days\" }",
        sentence: "Facts for people about this arrow; they become columns of the table of promotions",
        support: super::Support::LeftOut,
        ..environment::ABOUT
    },
    flag(node(
        "automatic",
        "automatic",
        "Starts the promotion as soon as the source is verified; it then waits at its gate, and only the newest waits"
    )),
];

/// What may stand in `promotions`: the arrows themselves have free names.
pub(super) const PROMOTIONS: Shape = Shape {
    block: Block::Arrows(ARROW, &[]),
    ..node(
        "promotions",
        "promotions { push main -> dev; dev -> qa; qa -> production { gate production } }",
        "The map: how a release travels. What is not drawn is forbidden",
    )
};
