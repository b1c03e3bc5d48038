//! The status in a terminal.

use super::{
    Status,
    table::{Cell, Row, Table},
    words::Tone,
};
use crate::text::Style;

/// Shows the four blocks.
pub fn screen(status: &Status, style: Style) -> String {
    let title = format!("{} on {}", status.name, status.repository);
    let mut text = Cell::strong(title).set_in(0, style);
    text.push_str(&Cell::faint(format!("{} · {}", status.clock, status.path)).set_in(0, style));
    for (title, block) in [
        ("Environments", environments(status, style)),
        ("Recent deployments", recent(status, style)),
        ("Pending approvals", waiting(status, style)),
        ("Active incidents", incidents(status, style)),
    ] {
        text.push_str(&format!("\n{}\n{block}", Cell::strong(title).set_in(0, style).trim_end()));
    }
    text
}

fn sign(tone: Tone) -> Cell {
    let sign = match tone {
        Tone::Good => "✔",
        Tone::Bad => "✘",
        Tone::Open => "◔",
        Tone::Quiet => "·",
    };
    Cell::toned(sign, tone)
}

fn not_checked(why: &str, style: Style) -> String {
    Cell::toned(format!("Not checked: {why}."), Tone::Open).set_in(2, style)
}

fn sentence(words: &str, style: Style) -> String {
    Cell::faint(words).set_in(2, style)
}

fn environments(status: &Status, style: Style) -> String {
    let text = match &status.hidden {
        Some(why) => not_checked(why, style),
        None => String::new(),
    };
    text + &Table::first_that_fits([places(status, true), places(status, false)], style)
}

/// With everything in one line, or the release and the people below it.
fn places(status: &Status, is_wide: bool) -> Table {
    let health = status.shows_health();
    let mut head = vec!["", "environment", "version", "state"];
    head.extend(health.then_some("health"));
    if is_wide {
        head.extend(["release", "who"]);
    }
    let rows = status.environments.iter().map(|one| {
        let mut cells = vec![
            sign(one.sign()),
            Cell::strong(&one.name),
            Cell::plain(one.version()),
            Cell::toned(one.state(status), one.tone()),
        ];
        if health {
            let (words, tone) = one.health();
            cells.push(Cell::toned(words, tone));
        }
        let newest = one.newest.as_ref();
        let release = newest.map(|one| one.record.release.clone()).unwrap_or_default();
        let who = newest.map(|one| one.who()).unwrap_or_default();
        let mut notes = Vec::new();
        match is_wide {
            true => cells.extend([Cell::plain(release), Cell::plain(who)]),
            false if newest.is_some() => notes.push(Cell::faint(format!("{release} by {who}"))),
            false => {}
        }
        notes.extend(one.note().map(Cell::plain));
        if one.tone() != Tone::Good {
            notes.extend(newest.map(|newest| Cell::faint(&newest.link)));
        }
        Row { cells, notes }
    });
    let rows: Vec<Row> = rows.collect();
    // What an environment says is longer than what is said of it.
    let flexible = Some(if health { 4 } else { head.len() - 1 });
    Table { head, rows, flexible }
}

fn recent(status: &Status, style: Style) -> String {
    if status.hidden.is_some() {
        return sentence("Not checked, for the same reason.", style);
    }
    if status.recent.is_empty() {
        return sentence("None was ever recorded.", style);
    }
    let tables = [Detail::Everything, Detail::Number, Detail::Who, Detail::Starter];
    let tables = tables.map(|detail| events(status, detail));
    let text = Table::first_that_fits(tables, style);
    let newest = status.recent.first().map(|event| &event.judged);
    let address = newest.and_then(|newest| newest.link.strip_suffix(newest.record.run.as_str()));
    match address {
        Some(address) if !text.contains(address) => {
            text + &Cell::faint(format!("A run is at {address}RUN")).set_in(2, style)
        }
        _ => text,
    }
}

/// How much is told of a deployment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// With the whole address of its run.
    Everything,
    /// With the number of its run.
    Number,
    /// And not where it came from.
    Who,
    /// And not who approved.
    Starter,
}

fn events(status: &Status, detail: Detail) -> Table {
    let rows = status.recent.iter().map(|event| {
        let judged = &event.judged;
        let mut cells = vec![
            sign(event.tone()),
            Cell::strong(&event.environment),
            Cell::plain(&judged.record.version),
            Cell::toned(event.words(status.at), event.tone()),
        ];
        if matches!(detail, Detail::Everything | Detail::Number) {
            cells.push(Cell::plain(judged.origin()));
        }
        cells.push(Cell::plain(match detail {
            Detail::Starter => format!("by {}", judged.starter()),
            _ => format!("by {}", judged.who()),
        }));
        cells.push(Cell::faint(match detail {
            Detail::Everything => judged.link.clone(),
            _ => format!("run {}", judged.record.run),
        }));
        Row { cells, notes: Vec::new() }
    });
    let rows: Vec<Row> = rows.collect();
    let columns = rows.first().map_or(0, |row| row.cells.len());
    Table { head: vec![""; columns], rows, flexible: None }
}

fn waiting(status: &Status, style: Style) -> String {
    let waiting = match &status.waiting {
        Err(why) => return not_checked(why, style),
        Ok(waiting) if waiting.is_empty() => return sentence("None.", style),
        Ok(waiting) => waiting,
    };
    let rows = waiting.iter().map(|one| {
        let tone = if one.lost.is_some() { Tone::Bad } else { Tone::Open };
        let cells = vec![
            sign(tone),
            Cell::strong(one.way().unwrap_or_default()),
            Cell::plain(one.what.words()),
            Cell::toned(one.missing(), tone),
        ];
        let mut notes: Vec<Cell> = one.asks(status.at).iter().map(Cell::plain).collect();
        notes.push(Cell::plain(one.history(status.at)));
        notes.push(Cell::faint(&one.link));
        Row { cells, notes }
    });
    Table::first_that_fits([Table { head: vec![""; 4], rows: rows.collect(), flexible: Some(3) }], style)
}

fn incidents(status: &Status, style: Style) -> String {
    let incidents = match &status.incidents {
        Err(why) => return not_checked(why, style),
        Ok(incidents) if incidents.is_empty() => return sentence(&status.no_incident(), style),
        Ok(incidents) => incidents,
    };
    let rows = incidents.iter().map(|one| {
        let age = one.since.map(|since| super::age::length(since, status.at)).unwrap_or_default();
        let cells = vec![
            sign(Tone::Bad),
            Cell::strong(format!("#{}", one.number)),
            Cell::plain(age),
            Cell::toned(one.labels.join(", "), Tone::Bad),
            Cell::plain(&one.title),
        ];
        let mut notes = Vec::new();
        if !one.stops.is_empty() {
            notes.push(Cell::plain(format!("closes {}", one.stops.join(", "))));
        }
        notes.push(Cell::faint(&one.link));
        Row { cells, notes }
    });
    Table::first_that_fits([Table { head: vec![""; 5], rows: rows.collect(), flexible: Some(4) }], style)
}
