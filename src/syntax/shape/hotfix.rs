//! `hotfix`: the short way for an emergency, and what is made up for afterwards.

use super::{
    ALLOW, Argument, Block, Kind, Names, Shape, Times, each_counts,
    gate::{CHECK, WINDOW_OF},
    node, often,
    people::{NOTIFY_NOW, OPEN_ISSUE},
    refused,
    values::{self, UNIT_WORDS},
};

const ARROW: Argument = Argument::Word("->");
/// An environment, or a branch on the way.
const STATION: Argument = Argument::One(Kind::Branch);

const AFTERWARDS: Shape = Shape {
    block: Block::Needed(&[
        Shape {
            arguments: values::TEXTS,
            ..node("run", "run \"npm run test:all\"", "The validation that the hotfix did not wait for")
        },
        often(Shape {
            arguments: &[&[Argument::One(Kind::Branch)]],
            ..node("merge-back", "merge-back development", "Brings the fix back to this branch")
        }),
        OPEN_ISSUE,
        NOTIFY_NOW,
    ]),
    ..refused(
        "afterwards",
        "afterwards { run \"npm run test:all\"; merge-back development }",
        "What is made up for once the fix is live",
    )
};

pub(super) const HOTFIX: Shape = Shape {
    arguments: &[
        &[STATION, ARROW, STATION],
        &[STATION, ARROW, STATION, ARROW, STATION],
        &[STATION, ARROW, STATION, ARROW, STATION, ARROW, STATION],
        &[STATION, ARROW, STATION, ARROW, STATION, ARROW, STATION, ARROW, STATION],
    ],
    block: Block::Needed(&[
        each_counts(Shape {
            arguments: &[
                &[Argument::One(Kind::Count), Argument::Word("from"), Argument::Many(Kind::Ref(Names::Team))],
                &[Argument::Word("same")],
                &[Argument::Word("none")],
            ],
            ..node(
                "approvals",
                "approvals 1 from managers",
                "Who is asked before it goes on; `same` asks on each arrow of its way what that arrow asks",
            )
        }),
        CHECK,
        WINDOW_OF,
        often(Shape {
            arguments: &[&[Argument::One(Kind::Text), Argument::One(Kind::Text)]],
            ..refused(
                "ask",
                "ask risk \"What do we risk by not waiting?\"",
                "A question that whoever starts it has to answer; the answer is recorded",
            )
        }),
        Shape {
            arguments: &[&[Argument::Many(Kind::OneOf(&[
                "age",
                "wait",
                "soak",
                "passed",
                "window",
                "blocked-by",
                "rehearsed",
                "checklist",
                "closes",
            ]))]],
            ..refused(
                "skip",
                "skip age",
                "The conditions on its way that it does not wait for; never a check, a freeze or people",
            )
        },
        Shape {
            arguments: &[
                &[Argument::One(Kind::Count), Argument::One(Kind::OneOf(UNIT_WORDS))],
                &[Argument::One(Kind::Duration)],
            ],
            ..refused(
                "monitor",
                "monitor 2 hours",
                "How long it is watched, instead of the environment's own time",
            )
        },
        AFTERWARDS,
        NOTIFY_NOW,
        ALLOW,
    ]),
    times: Times::OncePerName,
    ..refused(
        "hotfix",
        "hotfix \"hotfix/*\" -> staging -> production { approvals 1 from managers }",
        "The short way for an emergency: from a branch, through these places, with these people",
    )
};

pub(super) const MERGE_BACK: Shape = often(Shape {
    arguments: &[&[Argument::One(Kind::Branch), ARROW, Argument::One(Kind::Branch)]],
    block: Block::Of(&[ALLOW]),
    ..refused(
        "merge-back",
        "merge-back main -> develop",
        "Brings what was released back to where work goes on, as a pull request",
    )
});
