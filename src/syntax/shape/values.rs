//! Values that several nodes have in common.

use super::{Argument, Kind};

/// The units of time, with their length in milliseconds.
pub(in crate::syntax) const UNITS: &[(&str, u64)] = &[
    ("ms", 1),
    ("second", 1_000),
    ("seconds", 1_000),
    ("minute", 60_000),
    ("minutes", 60_000),
    ("hour", 3_600_000),
    ("hours", 3_600_000),
    ("day", 86_400_000),
    ("days", 86_400_000),
    ("week", 604_800_000),
    ("weeks", 604_800_000),
];

pub(super) const UNIT_WORDS: &[&str] =
    &["seconds", "minutes", "hours", "days", "weeks", "ms", "second", "minute", "hour", "day", "week"];

/// `10 minutes` or `"10m"`.
pub(super) const DURATION: &[&[Argument]] = &[
    &[Argument::One(Kind::Count), Argument::One(Kind::OneOf(UNIT_WORDS))],
    &[Argument::One(Kind::Duration)],
];

/// The bare word, or `#false` behind it to take it back.
pub(super) const FLAG: &[&[Argument]] = &[&[], &[Argument::One(Kind::Flag)]];

/// One text.
pub(super) const TEXT: &[&[Argument]] = &[&[Argument::One(Kind::Text)]];

/// Several texts.
pub(super) const TEXTS: &[&[Argument]] = &[&[Argument::Many(Kind::Text)]];

/// One whole number.
pub(super) const COUNT: &[&[Argument]] = &[&[Argument::One(Kind::Count)]];

/// One file or folder of the repository.
pub(super) const PATH: &[&[Argument]] = &[&[Argument::One(Kind::Path)]];

/// A path on the environment's own host, or an address.
pub(super) const ENDPOINT: &[&[Argument]] = &[&[Argument::One(Kind::Endpoint)]];

const QUANTILES: Kind = Kind::OneOf(&["p50", "p75", "p90", "p95", "p99"]);
const SIDE: Kind = Kind::OneOf(&["below", "above"]);
const MEASURES: Kind = Kind::OneOf(&["percent", "ms", "seconds", "second", "minutes", "minute"]);
const PERIODS: Kind = Kind::OneOf(&["second", "minute", "hour", "day"]);

/// `below 0.1 percent`, `p95 below 500 ms`, `above 5 per hour`, `within 20 percent of baseline`, `failing below 1 percent`.
pub(super) const THRESHOLD: &[&[Argument]] = &[
    &[Argument::One(SIDE), Argument::One(Kind::Number), Argument::One(MEASURES)],
    &[Argument::Word("failing"), Argument::One(SIDE), Argument::One(Kind::Number), Argument::Word("percent")],
    &[Argument::One(QUANTILES), Argument::One(SIDE), Argument::One(Kind::Number), Argument::One(MEASURES)],
    &[Argument::One(SIDE), Argument::One(Kind::Number)],
    &[Argument::One(SIDE), Argument::One(Kind::Number), Argument::Word("per"), Argument::One(PERIODS)],
    &[
        Argument::Word("within"),
        Argument::One(Kind::Number),
        Argument::Word("percent"),
        Argument::Word("of"),
        Argument::Word("baseline"),
    ],
    &[
        Argument::One(QUANTILES),
        Argument::Word("within"),
        Argument::One(Kind::Number),
        Argument::Word("percent"),
        Argument::Word("of"),
        Argument::Word("baseline"),
    ],
];
