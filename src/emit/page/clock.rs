//! When releases travel: opening hours and freezes in words.

use indexmap::{IndexMap, IndexSet};
use jiff::civil::{DateTime, Time};

use crate::{
    calendar::{self, DAY, Weekly},
    markdown::{code, table, text},
    plan::{Frozen, Opening, Plan, conditions::Rule},
};

/// The windows and the freezes, each in a table.
pub(super) fn write(plan: &Plan) -> String {
    let tables: Vec<String> =
        [windows(plan), freezes(plan)].into_iter().filter(|one| !one.is_empty()).collect();
    match tables.is_empty() {
        true => String::new(),
        false => format!("By the clock of {}.\n\n{}", code(&plan.hours.zone), tables.join("\n")),
    }
}

fn windows(plan: &Plan) -> String {
    let mut open: IndexMap<&str, Weekly> = IndexMap::new();
    for opening in &plan.hours.windows {
        let known = open.entry(&opening.window).or_insert_with(Weekly::never);
        *known = known.union(&weekly(opening));
    }
    let rows: Vec<Vec<String>> = open
        .into_iter()
        .map(|(window, hours)| vec![code(window), calendar::words(&hours), into(plan, window)])
        .collect();
    let head = ["Window", "Open", "Ways into"].map(str::to_owned);
    if rows.is_empty() { String::new() } else { table(&head, &rows) }
}

/// The environments before which a window stands.
fn into(plan: &Plan, window: &str) -> String {
    let asks = |rule: &Rule| matches!(rule, Rule::Open(name) if name == window);
    let routes = plan.routes.iter().filter(|route| route.conditions.rules.iter().any(asks));
    let names: IndexSet<String> = routes.map(|route| code(&route.to)).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// The hours of some days as minutes of the week.
fn weekly(opening: &Opening) -> Weekly {
    let days = opening.days.chars().filter_map(|digit| digit.to_digit(10));
    let days = days.filter_map(|day| u16::try_from(day.checked_sub(1)?).ok());
    let (from, until) = (minute(&opening.from), minute(&opening.until));
    Weekly::new(days.map(|day| day * DAY + from..day * DAY + until))
}

/// `09:00` as a minute of the day; the day ends at `24:00`.
fn minute(time: &str) -> u16 {
    let time = Time::strptime("%H:%M", time);
    time.map_or(DAY, |time| {
        u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs())
    })
}

fn freezes(plan: &Plan) -> String {
    let mut stopped: IndexMap<(&str, &str, &str), Vec<String>> = IndexMap::new();
    for freeze in &plan.hours.freezes {
        let Frozen { environment, name, from, until } = freeze;
        stopped.entry((name, from, until)).or_default().push(code(environment));
    }
    let rows: Vec<Vec<String>> = stopped
        .into_iter()
        .map(|((name, from, until), places)| vec![text(name), closed(from, until), places.join(", ")])
        .collect();
    let head = ["Freeze", "Closed", "Ways into"].map(str::to_owned);
    if rows.is_empty() { String::new() } else { table(&head, &rows) }
}

fn closed(from: &str, until: &str) -> String {
    let read = |moment: &str| DateTime::strptime("%Y-%m-%d %H:%M", moment).ok();
    match (read(from), read(until)) {
        (Some(from), Some(until)) => calendar::Freeze { from, until }.words(),
        _ => format!("from {from} until {until}"),
    }
}
