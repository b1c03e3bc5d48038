//! How a new release takes over from the one that runs.

use super::{
    Argument, Block, Kind, Shape, commands, left_out, node,
    values::{self, UNIT_WORDS},
};

const ROLLING: &[Shape] = &[
    commands::TIMEOUT,
    Shape {
        arguments: values::COUNT,
        ..node("at-most-down", "at-most-down 0", "How many may be missing on the way")
    },
    Shape {
        arguments: values::COUNT,
        ..node("at-most-more", "at-most-more 1", "How many may be too many on the way")
    },
];

const BLUE_GREEN: &[Shape] = &[
    Shape {
        arguments: &[
            &[Argument::Many(Kind::Count)],
            &[
                Argument::Many(Kind::Count),
                Argument::Word("every"),
                Argument::One(Kind::Count),
                Argument::One(Kind::OneOf(UNIT_WORDS)),
            ],
            &[Argument::Many(Kind::Count), Argument::Word("every"), Argument::One(Kind::Duration)],
        ],
        properties: &[("run", Kind::Text)],
        ..node(
            "switch",
            "switch 10 50 100 every 5 minutes",
            "How many percent of the traffic go to the new one, step by step; `run=` gets $WEIGHT",
        )
    },
    Shape {
        arguments: values::DURATION,
        ..node("keep", "keep 2 hours", "How long the old one is kept for an instant way back")
    },
    commands::TIMEOUT,
];

const CANARY: &[Shape] = &[
    Shape {
        arguments: &[&[Argument::Many(Kind::Count)]],
        properties: &[("run", Kind::Text)],
        ..node(
            "steps",
            "steps 10 25 50 100",
            "How many percent get the new one, step by step; `run=` gets $WEIGHT",
        )
    },
    Shape {
        arguments: values::DURATION,
        ..node("every", "every 10 minutes", "How long each step is watched")
    },
    commands::TIMEOUT,
];

/// What distinguishes a strategy that is done from one that is planned.
macro_rules! strategies {
    ($name:literal, $make:ident, $why:literal, $rolling:ident, $recreate:ident, $blue_green:ident, $canary:ident) => {
        pub(super) const $rolling: Shape = Shape {
            arguments: &[&[Argument::Word("rolling")]],
            block: Block::Of(ROLLING),
            ..$make(
                $name,
                concat!($name, " rolling { timeout 10 minutes }"),
                concat!($why, "a few at a time are replaced"),
            )
        };
        pub(super) const $recreate: Shape = Shape {
            arguments: &[&[Argument::Word("recreate")]],
            block: Block::Of(&[commands::TIMEOUT]),
            ..$make(
                $name,
                concat!($name, " recreate"),
                concat!($why, "the old one stops before the new one starts"),
            )
        };
        pub(super) const $blue_green: Shape = Shape {
            arguments: &[&[Argument::Word("blue-green")]],
            block: Block::Of(BLUE_GREEN),
            ..$make(
                $name,
                concat!($name, " blue-green { switch 10 50 100 every 5 minutes; keep 2 hours }"),
                concat!($why, "both run, and the traffic is switched"),
            )
        };
        pub(super) const $canary: Shape = Shape {
            arguments: &[&[Argument::Word("canary")]],
            block: Block::Of(CANARY),
            ..$make(
                $name,
                concat!($name, " canary { steps 10 25 50 100; every 10 minutes }"),
                concat!($why, "a part of the traffic tries it first"),
            )
        };
    };
}

strategies!(
    "strategy",
    node,
    "How the new release takes over: ",
    ROLLING_NOW,
    RECREATE_NOW,
    BLUE_GREEN_NOW,
    CANARY_NOW
);
strategies!(
    "planned",
    left_out,
    "A strategy of the future, which is checked and not done: ",
    ROLLING_PLANNED,
    RECREATE_PLANNED,
    BLUE_GREEN_PLANNED,
    CANARY_PLANNED
);
