//! What is run, and for how long.

use super::{
    Shape, node,
    values::{DURATION, TEXTS},
};

pub(super) const RUN: Shape = Shape {
    arguments: TEXTS,
    ..node(
        "run",
        "run \"npm ci\" \"npm test\"",
        "The commands, one after the other, each in a bash of its own",
    )
};

pub(super) const TIMEOUT: Shape = Shape {
    arguments: DURATION,
    ..node("timeout", "timeout 10 minutes", "How long it may take before it counts as failed")
};
