//! What surrounds the releases: incidents, the calendar, numbers to reach, tests of the rules.

use super::{
    ALLOW, Argument, Block, Kind, Names, Shape, Times, left_out, node, often,
    people::{NOTIFY_NOW, OPEN_ISSUE},
    values,
};

const LEVEL: &[Shape] = &[
    OPEN_ISSUE,
    Shape {
        ..left_out("rollback", "rollback", "Asks for the rollback of the environment that the incident is in")
    },
    NOTIFY_NOW,
];

const fn level(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape { block: Block::Needed(LEVEL), ..left_out(name, form, sentence) }
}

pub(super) const INCIDENT: Shape = Shape {
    block: Block::Needed(&[
        level("minor", "minor { open-issue }", "An incident that can wait for the next release"),
        level("major", "major { open-issue; notify users }", "An incident that many people notice"),
        level("critical", "critical { open-issue; rollback; notify users }", "An incident that cannot wait"),
        ALLOW,
    ]),
    ..left_out(
        "incident",
        "incident { critical { open-issue; rollback } }",
        "What is done in an incident, by its severity",
    )
};

const TASK: Shape = often(Shape {
    arguments: values::TEXT,
    ..left_out("-", "- \"QA tests the release\"", "What people do on these days")
});

pub(super) const TIMELINE: Shape = Shape {
    block: Block::Needed(&[
        often(Shape {
            arguments: &[
                &[Argument::Many(Kind::Count), Argument::One(Kind::Text)],
                &[
                    Argument::One(Kind::Count),
                    Argument::Word("to"),
                    Argument::One(Kind::Count),
                    Argument::One(Kind::Text),
                ],
            ],
            block: Block::Arrows(&[], &[TASK]),
            ..left_out(
                "day",
                "day 1 to 5 \"Development\" { push main -> dev }",
                "One day or several, what they are called, and which arrows are taken",
            )
        }),
        Shape {
            arguments: values::TEXT,
            block: Block::Needed(&[TASK]),
            ..left_out(
                "afterwards",
                "afterwards \"Release is out\" { - \"Watch the metrics\" }",
                "What is done once it is released",
            )
        },
        ALLOW,
    ]),
    ..left_out(
        "timeline",
        "timeline { day 14 \"Release\" { staging -> production } }",
        "The usual days of a release, for the pages",
    )
};

const MEASURED: Kind = Kind::OneOf(&[
    "deployment-frequency",
    "lead-time",
    "change-failure-rate",
    "time-to-restore",
    "deployment-success",
    "rollback-success",
    "deployment-time",
    "configuration-failures",
    "build-success",
    "test-pass-rate",
    "review-time",
    "bug-rate",
]);
const GOAL: Argument = Argument::One(Kind::OneOf(&["at-least", "at-most"]));

pub(super) const KPI: Shape = Shape {
    arguments: &[
        &[
            Argument::One(MEASURED),
            GOAL,
            Argument::One(Kind::Number),
            Argument::One(Kind::OneOf(&[
                "percent", "minutes", "hours", "days", "weeks", "seconds", "minute", "hour", "day", "week",
            ])),
        ],
        &[Argument::One(MEASURED), GOAL, Argument::One(Kind::Number)],
        &[
            Argument::One(MEASURED),
            GOAL,
            Argument::One(Kind::Number),
            Argument::Word("per"),
            Argument::One(Kind::OneOf(&["day", "week", "month"])),
        ],
    ],
    times: Times::OncePerName,
    ..left_out(
        "kpi",
        "kpi deployment-frequency at-least 2 per week",
        "A number that the team wants to reach, for the pages",
    )
};

const GIVEN_RELEASE: Shape = often(Shape {
    arguments: &[
        &[Argument::Word("release"), Argument::Word("in"), Argument::One(Kind::Ref(Names::Environment))],
        &[
            Argument::Word("release"),
            Argument::Word("in"),
            Argument::One(Kind::Ref(Names::Environment)),
            Argument::Word("since"),
            Argument::One(Kind::Day),
        ],
    ],
    ..node(
        "given",
        "given release in staging since \"2026-11-10 10:00\"",
        "Where the release is before somebody acts, and since when",
    )
});

const GIVEN_APPROVED: Shape = often(Shape {
    arguments: &[&[Argument::Word("approved"), Argument::Word("by"), Argument::Many(Kind::Text)]],
    ..node("given", "given approved by bo cy", "Who has approved; without it, everybody who is needed")
});

const GIVEN_ISSUE: Shape = often(Shape {
    arguments: &[&[Argument::Word("issue")]],
    properties: &[("label", Kind::Text)],
    needs: &["label"],
    ..node(
        "given",
        "given issue label=incident",
        "An issue that is open, by its label; without it, there is none",
    )
});

pub(super) const TEST: Shape = Shape {
    arguments: values::TEXT,
    block: Block::Needed(&[
        GIVEN_RELEASE,
        GIVEN_APPROVED,
        GIVEN_ISSUE,
        Shape {
            arguments: &[&[
                Argument::One(Kind::Text),
                Argument::Word("promotes"),
                Argument::One(Kind::Ref(Names::Environment)),
                Argument::Word("->"),
                Argument::One(Kind::Ref(Names::Environment)),
                Argument::Word("at"),
                Argument::One(Kind::Day),
            ]],
            ..node(
                "when",
                "when ann promotes staging -> production at \"2026-11-20 16:55\"",
                "Who does what, and when",
            )
        },
        often(Shape {
            arguments: &[
                &[Argument::Word("blocked")],
                &[Argument::Word("blocked"), Argument::Word("by"), Argument::Many(Kind::Text)],
                &[Argument::Word("allowed")],
            ],
            ..node(
                "expect",
                "expect blocked by office-hours",
                "What the rules have to answer; `by` names windows, freezes, gates, or kinds of condition such as `soak`",
            )
        }),
    ]),
    needs: &["when", "expect"],
    times: Times::OncePerName,
    ..node(
        "test",
        "test \"nobody ships on Friday evening\" { when ann promotes staging -> production at \"2026-11-20 16:55\"; expect blocked by office-hours }",
        "A test of the rules themselves, which `gatewright test` runs",
    )
};

pub(super) const WINDOW: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Name(Names::Window))]],
    block: Block::Needed(&[
        often(Shape {
            arguments: &[&[Argument::Many(Kind::Hours)]],
            ..node(
                "open",
                "open \"Mon-Thu 09:00-16:00\"",
                "Hours in which it is open, in the pipeline's time zone",
            )
        }),
        often(Shape {
            arguments: &[&[Argument::Many(Kind::Hours)]],
            ..node("closed", "closed \"Wed 12:00-13:00\"", "Hours in which it is closed all the same")
        }),
        ALLOW,
    ]),
    times: Times::OncePerName,
    ..node(
        "window",
        "window late-hours { open \"Mon-Thu 20:00-24:00\" }",
        "Opening hours under a name; gates and migrations refer to it",
    )
};

pub(super) const FREEZE: Shape = Shape {
    arguments: &[
        &[
            Argument::One(Kind::Text),
            Argument::Word("from"),
            Argument::One(Kind::Day),
            Argument::Word("until"),
            Argument::One(Kind::Day),
        ],
        &[
            Argument::One(Kind::Text),
            Argument::Word("from"),
            Argument::One(Kind::Day),
            Argument::Word("until"),
            Argument::One(Kind::Day),
            Argument::Word("on"),
            Argument::Many(Kind::Ref(Names::Environment)),
        ],
    ],
    block: Block::Of(&[ALLOW]),
    times: Times::OncePerName,
    ..node(
        "freeze",
        "freeze \"peak season\" from \"2026-12-18\" until \"2027-01-04\" on production",
        "Days without deployments, never without rollbacks; the last day is open again; every production, if it does not say where",
    )
};
