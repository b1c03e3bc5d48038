//! Who is told, who is called, and what people do.

use super::{Argument, Block, Key, Kind, Names, Shape, Times, left_out, node, often, values};

/// What people can be told of.
pub(super) const EVENTS: Kind =
    Kind::OneOf(&["success", "failure", "approval", "rollback", "incident", "release"]);

/// What a text for people may hold.
pub(super) const TOLD: &[&str] = &["id", "version", "commit", "short-commit", "tag", "environment", "url"];

pub(super) const CHANNELS: Shape = Shape {
    block: Block::Keys(
        Key::Declares(Names::Channel),
        &Shape {
            arguments: &[&[
                Argument::One(Kind::OneOf(&["slack", "teams", "webhook"])),
                Argument::One(Kind::Key),
            ]],
            ..node(
                "",
                "developers slack DEV_SLACK_WEBHOOK",
                "One channel: its kind, and the secret that holds its address",
            )
        },
    ),
    ..node("channels", "channels { developers slack DEV_SLACK_WEBHOOK }", "Where people are told of things")
};

/// `notify users on release`: at the top of a file, and in an environment.
pub(super) const NOTIFY: Shape = often(Shape {
    arguments: &[&[Argument::Many(Kind::Ref(Names::Channel)), Argument::Word("on"), Argument::Many(EVENTS)]],
    ..left_out("notify", "notify users on release failure", "Tells a channel of what happens")
});

/// `notify users`: where it is clear of what.
pub(super) const NOTIFY_NOW: Shape = often(Shape {
    arguments: &[&[Argument::Many(Kind::Ref(Names::Channel))]],
    ..left_out("notify", "notify users", "Tells these channels")
});

/// The same where it is told already.
pub(super) const TELL_NOW: Shape = Shape { support: super::Support::Built, ..NOTIFY_NOW };

pub(super) const OPEN_ISSUE: Shape = often(Shape {
    arguments: &[
        &[],
        &[Argument::One(Kind::Text)],
        &[Argument::One(Kind::Text), Argument::One(Kind::Template(TOLD))],
    ],
    ..left_out(
        "open-issue",
        "open-issue post-mortem \"What went wrong with {version}\"",
        "Opens an issue on GitHub, with this label and this title",
    )
});

/// The same where it is opened already.
pub(super) const OPEN_ISSUE_NOW: Shape = Shape { support: super::Support::Built, ..OPEN_ISSUE };

pub(super) const ESCALATION: Shape = Shape {
    block: Block::Keys(
        Key::Refers(Names::Somebody),
        &Shape {
            arguments: &[
                &[],
                &[
                    Argument::Word("after"),
                    Argument::One(Kind::Count),
                    Argument::One(Kind::OneOf(values::UNIT_WORDS)),
                ],
                &[Argument::Word("after"), Argument::One(Kind::Duration)],
            ],
            ..node("", "managers after 15 minutes", "One team, and how long the one before it has to answer")
        },
    ),
    ..left_out(
        "escalation",
        "escalation { on-call; managers after 15 minutes }",
        "Who is called when something is wrong, in this order",
    )
};

/// An item of a list that people go through.
pub(super) const ITEM: Shape = often(Shape {
    arguments: &[&[Argument::One(Kind::Text)], &[Argument::One(Kind::Text), Argument::Word("optional")]],
    properties: &[("by", Kind::Ref(Names::Team)), ("check", Kind::Ref(Names::Check)), ("run", Kind::Text)],
    ..node(
        "-",
        "- \"Users are told\" by=managers",
        "One item: who confirms it, the check that proves it, or the command that does",
    )
});

pub(super) const PRACTICE: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Text)]],
    block: Block::Needed(&[often(Shape {
        arguments: values::TEXT,
        ..node("-", "- \"Keep pull requests small\"", "One piece of advice")
    })]),
    times: Times::OncePerName,
    ..left_out(
        "practice",
        "practice qa { - \"Test in development\" }",
        "Good practice of a role, for the pages",
    )
};
