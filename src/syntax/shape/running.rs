//! How much of a release runs, and of which services it consists.

use super::{Argument, Block, Kind, Names, Shape, Times, node, values};

/// A line that takes one text.
const fn text(name: &'static str, form: &'static str, sentence: &'static str) -> Shape {
    Shape { arguments: values::TEXT, ..node(name, form, sentence) }
}

pub(super) const REPLICAS: Shape =
    Shape { arguments: values::COUNT, ..node("replicas", "replicas 2", "How many run") };

pub(super) const AUTOSCALE: Shape = Shape {
    arguments: &[
        &[Argument::One(Kind::Count), Argument::Word("to"), Argument::One(Kind::Count)],
        &[Argument::Word("none")],
    ],
    properties: &[("cpu", Kind::Percent), ("memory", Kind::Percent)],
    ..node(
        "autoscale",
        "autoscale 2 to 10 cpu=50",
        "How many run at least and at most, and at how many percent of its processors or memory more are started",
    )
};

const AMOUNTS: &[(&str, Kind)] = &[("cpu", Kind::Cpu), ("memory", Kind::Memory)];

pub(super) const RESOURCES: Shape = Shape {
    properties: AMOUNTS,
    block: Block::Of(&[
        Shape {
            properties: AMOUNTS,
            ..node("requests", "requests cpu=\"100m\" memory=\"128Mi\"", "What each is given for certain")
        },
        Shape {
            properties: AMOUNTS,
            ..node("limits", "limits cpu=\"500m\" memory=\"512Mi\"", "What each may use at most")
        },
    ]),
    ..node("resources", "resources memory=\"512MB\"", "What each of them may use")
};

pub(super) const SERVICES: Shape = Shape {
    arguments: &[&[Argument::Many(Kind::Name(Names::Service))]],
    ..node("services", "services api web", "The services of this repository, which are deployed together")
};

pub(super) const SERVICE: Shape = Shape {
    arguments: &[&[Argument::One(Kind::Name(Names::Service))]],
    block: Block::Of(&[
        Shape {
            arguments: values::PATH,
            ..node("path", "path \"services/auth\"", "Its folder in the repository")
        },
        text("deployment", "deployment auth-service", "The name of its deployment"),
        text("container", "container app", "The name of the container that gets the image"),
        Shape {
            arguments: &[&[Argument::One(Kind::Port)]],
            ..node("port", "port 8080", "The port on which it answers; 8080, if it does not say")
        },
        Shape {
            arguments: values::ENDPOINT,
            ..node("health", "health \"/health\"", "Where it says that it is well")
        },
    ]),
    times: Times::OncePerName,
    ..node(
        "service",
        "service billing { path \"services/billing\"; deployment billing-service }",
        "A service of this repository, and where it is found",
    )
};
