//! When an environment is asked how it is, without anything being deployed.

use crate::{
    model::Environment,
    syntax::{Health, LookedAt, duration},
    work::{Setting, health},
};

/// A look on a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The schedule, as GitHub writes it.
    pub cron: String,
    /// What is asked.
    pub settings: Vec<Setting>,
}

/// What does not get well within this time is not well.
const WITHIN: u64 = 60_000;

pub(super) fn probe(environment: &Environment) -> Option<Probe> {
    let every = duration::of(environment.part("probe")?)?;
    let mut health = Health::read(environment.part("health")?);
    // No person lets this run, so it has no secrets, and no command of the team's own is run with them.
    health.parts.retain(|part| matches!(part.looked_at, LookedAt::Path(_)));
    health.within = WITHIN;
    Some(Probe { cron: cron(every.value), settings: health::settings(environment, &health) })
}

/// At least as often as is asked for, at times that come again every hour or every day.
fn cron(milliseconds: u64) -> String {
    // Not on the hour, when everybody's schedules start and GitHub drops some.
    const OFFSET: u64 = 4;
    let minutes = milliseconds / 60_000;
    let most =
        |steps: &[u64], wanted: u64| steps.iter().copied().rfind(|step| *step <= wanted).unwrap_or(steps[0]);
    match minutes {
        0..60 => {
            let step = most(&[5, 6, 10, 12, 15, 20, 30], minutes);
            let times: Vec<String> = (0..60 / step).map(|one| (one * step + OFFSET).to_string()).collect();
            format!("{} * * * *", times.join(","))
        }
        60..120 => format!("{OFFSET} * * * *"),
        120..1_440 => format!("{OFFSET} */{} * * *", most(&[2, 3, 4, 6, 8, 12], minutes / 60)),
        _ => format!("{OFFSET} 5 * * *"),
    }
}

#[cfg(test)]
mod tests {
    use super::cron;

    #[test]
    fn a_schedule_is_at_least_as_often_as_asked() {
        for (minutes, expected) in [
            (1, "4,9,14,19,24,29,34,39,44,49,54,59 * * * *"),
            (7, "4,10,16,22,28,34,40,46,52,58 * * * *"),
            (15, "4,19,34,49 * * * *"),
            (59, "4,34 * * * *"),
            (60, "4 * * * *"),
            (300, "4 */4 * * *"),
            (1_440, "4 5 * * *"),
            (10_080, "4 5 * * *"),
        ] {
            assert_eq!(cron(minutes * 60_000), expected, "{minutes} minutes");
        }
    }
}
