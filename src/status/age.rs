//! How long ago something was, in as few words as a table has room for.

use jiff::Timestamp;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// `3 min`, `26 h`, `12 days`; a clock that is ahead of ours says nothing about the future.
pub(super) fn length(since: Timestamp, now: Timestamp) -> String {
    match seconds(since, now) {
        seconds if seconds < MINUTE => "a moment".to_owned(),
        seconds if seconds < 2 * HOUR => format!("{} min", seconds / MINUTE),
        seconds if seconds < 2 * DAY => format!("{} h", seconds / HOUR),
        seconds => format!("{} days", seconds / DAY),
    }
}

/// `3 min ago`, `just now`.
pub(super) fn ago(since: Timestamp, now: Timestamp) -> String {
    match seconds(since, now) < MINUTE {
        true => "just now".to_owned(),
        false => format!("{} ago", length(since, now)),
    }
}

/// Whole seconds, never fewer than none.
pub(super) fn seconds(since: Timestamp, now: Timestamp) -> i64 {
    (now.as_second() - since.as_second()).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_in_the_unit_that_people_think_in() {
        let now: Timestamp = "2025-01-10T12:00:00Z".parse().expect("a time");
        let cases = [
            (-30, "just now"),
            (59, "just now"),
            (60, "1 min ago"),
            (119 * 60, "119 min ago"),
            (120 * 60, "2 h ago"),
            (47 * 3_600, "47 h ago"),
            (48 * 3_600, "2 days ago"),
            (400 * 86_400, "400 days ago"),
        ];
        for (seconds, said) in cases {
            let since = now.checked_sub(jiff::SignedDuration::from_secs(seconds)).expect("a time");
            assert_eq!(ago(since, now), said);
        }
    }
}
