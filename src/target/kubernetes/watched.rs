//! `alert critical { restarts above 5 per hour }`: what Prometheus can be asked about an environment on a cluster.

use crate::{
    model::Environment,
    source::Span,
    syntax::{Side, Threshold, Unit},
};

/// One line of an alert.
#[derive(Debug, Clone)]
pub struct Alarm {
    /// `info`, `warning` or `critical`.
    pub severity: String,
    /// What is measured; nothing, if nobody measures it on a cluster.
    pub measure: Option<Measure>,
    /// The limit: percent, seconds, or how many in an hour.
    pub limit: f64,
    /// The line.
    pub span: Span,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// The share of requests that are answered with an error.
    ErrorRate,
    /// How long answers take: all but so many hundredths of them less than the limit.
    Latency(u32),
    /// How often the containers of a pod are started again in an hour.
    Restarts,
    /// How busy the processors are, of what a pod may use.
    Cpu,
    /// How full the memory is, of what a pod may use.
    Memory,
}

impl Measure {
    /// Whether the release itself, or the mesh, has to say it; the rest is seen from outside.
    pub fn is_of_requests(&self) -> bool {
        matches!(self, Self::ErrorRate | Self::Latency(_))
    }

    fn of(threshold: &Threshold<'_>) -> Option<Self> {
        if threshold.side != Side::Above {
            return None;
        }
        match (threshold.metric, threshold.unit) {
            ("error-rate", Unit::Percent) => Some(Self::ErrorRate),
            ("latency", Unit::Time) => {
                let quantile = threshold.quantile.unwrap_or("p95");
                Some(Self::Latency(quantile.get(1..)?.parse().ok()?))
            }
            ("restarts", Unit::PerDay) => Some(Self::Restarts),
            ("cpu", Unit::Percent) => Some(Self::Cpu),
            ("memory", Unit::Percent) => Some(Self::Memory),
            _ => None,
        }
    }
}

pub(super) fn alarms(environment: &Environment) -> Vec<Alarm> {
    let lines = environment.parts("alert").flat_map(|alert| {
        let severity = alert.text(0).map_or("warning", |word| word.value);
        alert.children().iter().map(move |line| (severity, line))
    });
    let found = lines.filter_map(|(severity, line)| {
        let threshold = Threshold::read(line)?;
        let limit = match threshold.unit {
            Unit::Time => threshold.limit / 1_000.0,
            Unit::PerDay => threshold.limit / 24.0,
            Unit::Percent | Unit::Number => threshold.limit,
        };
        Some(Alarm {
            severity: severity.to_owned(),
            measure: Measure::of(&threshold),
            limit,
            span: threshold.span,
        })
    });
    found.collect()
}
