//! `rollback`: the ways back, when they are taken by themselves, and who is asked.

use super::{
    Argument, Block, Kind, Names, Shape, node,
    people::{OPEN_ISSUE_NOW, TELL_NOW},
    values::{self, UNIT_WORDS},
};

/// What a rollback can follow: a phase behind the deployment, and what the target itself can notice.
const FAILURES: Kind = Kind::OneOf(&[
    "deploy",
    "health",
    "smoke",
    "switch",
    "verify",
    "monitor",
    "timeout",
    "crash-loop",
    "liveness",
]);

const fn method(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape { properties: &[("run", Kind::Text)], ..node(name, form, sentence) }
}

pub(super) const ROLLBACK: Shape = Shape {
    arguments: &[&[], &[Argument::Word("none")]],
    block: Block::Of(&[
        Shape {
            arguments: &[&[Argument::One(Kind::Branch)]],
            ..method(
                "revert",
                "revert main",
                "Reverts the commit on this branch; the push deploys the state before",
            )
        },
        method("previous-release", "previous-release", "Deploys the newest other release that was good here"),
        Shape {
            arguments: &[&[Argument::One(Kind::Ref(Names::Environment))]],
            ..method(
                "promote-from",
                "promote-from staging",
                "Deploys the newest other release that was good here and there, and was not withdrawn",
            )
        },
        method(
            "switch-back",
            "switch-back",
            "Sends the traffic back to what ran before and is still running",
        ),
        method("rollout-undo", "rollout-undo", "Has Kubernetes take the rollout back"),
        method("platform", "platform", "Has the platform deploy what ran before"),
        Shape {
            arguments: &[&[Argument::Many(FAILURES)]],
            ..node(
                "after-failure-of",
                "after-failure-of health smoke",
                "The failures after which it rolls back by itself; without this line every phase after the deployment",
            )
        },
        Shape {
            arguments: &[
                &[Argument::Word("same")],
                &[Argument::Word("none")],
                &[Argument::One(Kind::Count), Argument::Word("from"), Argument::Many(Kind::Ref(Names::Team))],
            ],
            ..node(
                "approvals",
                "approvals same",
                "Who is asked when a person starts it: the same as for the way in, if it does not say",
            )
        },
        Shape {
            arguments: &[
                &[Argument::One(Kind::Ref(Names::Environment))],
                &[
                    Argument::One(Kind::Ref(Names::Environment)),
                    Argument::Word("within"),
                    Argument::One(Kind::Count),
                    Argument::One(Kind::OneOf(UNIT_WORDS)),
                ],
                &[
                    Argument::One(Kind::Ref(Names::Environment)),
                    Argument::Word("within"),
                    Argument::One(Kind::Duration),
                ],
            ],
            ..node(
                "tested-in",
                "tested-in staging within 30 days",
                "Where the way back is rehearsed, and how long ago at most: a year, if it does not say",
            )
        },
        Shape {
            properties: &[("run", Kind::Text)],
            needs: &["run"],
            ..node(
                "data",
                "data run=\"npm run restore:production\"",
                "The way back of the data: a procedure of its own, which asks again",
            )
        },
        Shape { arguments: values::DURATION, ..node("timeout", "timeout 5 minutes", "How long it may take") },
        OPEN_ISSUE_NOW,
        TELL_NOW,
    ]),
    ..node(
        "rollback",
        "rollback { previous-release; after-failure-of health smoke }",
        "The ways back, the preferred first: where one cannot be taken, the next one is",
    )
};
