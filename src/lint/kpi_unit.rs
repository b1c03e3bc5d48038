//! A number to reach in a unit that it does not have.

use super::{Context, Needs, Rule};
use crate::{
    diagnostic::{Diagnostics, Severity},
    syntax::Node,
};

pub(super) const RULE: Rule = Rule {
    code: "kpi-unit",
    severity: Severity::Error,
    page: include_str!("kpi_unit.md"),
    needs: Needs::Nothing,
    check,
};

/// What a number measures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// How often something happens: `per week`.
    Frequency,
    /// A part of a whole: `percent`.
    Share,
    /// A length of time.
    Time,
    /// How many there are: a plain number, or how many in a time.
    Number,
    /// How many there are, or a part of a whole.
    Rate,
}

impl Measure {
    /// Knows what every `kpi` measures.
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "deployment-frequency" => Self::Frequency,
            "change-failure-rate"
            | "deployment-success"
            | "rollback-success"
            | "build-success"
            | "test-pass-rate" => Self::Share,
            "lead-time" | "time-to-restore" | "deployment-time" | "review-time" => Self::Time,
            "configuration-failures" => Self::Number,
            "bug-rate" => Self::Rate,
            _ => return None,
        })
    }

    /// Tells whether a number with this word behind it is such a measure.
    fn fits(self, unit: Option<&str>) -> bool {
        match self {
            Self::Frequency => unit == Some("per"),
            Self::Share => unit == Some("percent"),
            Self::Time => unit.is_some_and(|unit| !matches!(unit, "per" | "percent")),
            Self::Number => matches!(unit, None | Some("per")),
            Self::Rate => matches!(unit, None | Some("per" | "percent")),
        }
    }

    /// Says what it is, and how it is written.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Frequency => ("says how often", "2 per week"),
            Self::Share => ("is a part of a whole", "95 percent"),
            Self::Time => ("is a length of time", "2 hours"),
            Self::Number => ("is a plain number", "0"),
            Self::Rate => ("is a number, or a part of a whole", "5 per week"),
        }
    }
}

fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for kpi in context.model.parts("kpi") {
        let [name, goal, number, unit @ ..] = kpi.arguments.as_slice() else { continue };
        let (Some(name), Some(goal)) =
            (kpi.text(0).filter(|_| name.span.start < goal.span.start), kpi.text(1))
        else {
            continue;
        };
        let Some(measure) = Measure::of(name.value) else { continue };
        let word = unit.first().and_then(|_| kpi.text(3)).map(|unit| unit.value);
        let (is, example) = measure.words();
        if !measure.fits(word) {
            let span = unit.iter().fold(number.span, |span, word| span.to(word.span));
            diagnostics
                .error(
                    RULE.code,
                    span,
                    format!("nobody can say when `{}` is reached: `{}` {is}", written(kpi), name.value),
                )
                .label(said(kpi))
                .also(name.span, is)
                .help(format!("`kpi {} {} {example}`", name.value, goal.value));
        } else if word == Some("percent") && number.value.number().is_some_and(|number| number > 100.0) {
            diagnostics
                .error(
                    RULE.code,
                    number.span,
                    format!("`{}` {is}, and this is more than all of it", name.value),
                )
                .label("more than 100 percent")
                .help(format!("`kpi {} {} {example}`", name.value, goal.value));
        }
    }
}

/// The number with its unit.
fn written(kpi: &Node) -> String {
    let words = kpi.arguments.iter().skip(2).map(|word| word.value.as_text());
    words.collect::<Vec<_>>().join(" ")
}

/// What the number says, in words.
fn said(kpi: &Node) -> &'static str {
    match kpi.text(3).map(|unit| unit.value) {
        None => "a plain number",
        Some("percent") => "a part of a whole",
        Some("per") => "how often",
        Some(_) => "a length of time",
    }
}
