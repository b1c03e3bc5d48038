//! The status in a terminal.

use super::{
    Status,
    table::{Cell, Row, Table},
    words::Tone,
};
use crate::{map::said, text::Style};

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
    let mut text = match &status.hidden {
        Some(why) => not_checked(why, style),
        None => String::new(),
    };
    let wide = places(status, true);
    let table = if wide.fits(style) { wide } else { places(status, false) };
    text.push_str(&table.print(style));
    text
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
            sign(one.tone()),
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
        if let (Some(note), Some(newest)) = (one.note(), newest) {
            notes.push(Cell::plain(note));
            notes.push(Cell::faint(&newest.link));
        }
        Row { cells, notes }
    });
    let rows: Vec<Row> = rows.collect();
    let flexible = if is_wide { head.len() - 1 } else { head.len().saturating_sub(1).max(3) };
    Table { head, rows, flexible }
}

fn recent(status: &Status, style: Style) -> String {
    if status.hidden.is_some() {
        return sentence("Not checked, for the same reason.", style);
    }
    if status.recent.is_empty() {
        return sentence("None was ever recorded.", style);
    }
    let wide = events(status, true);
    if wide.fits(style) {
        return wide.print(style);
    }
    let mut text = events(status, false).print(style);
    if let Some(link) = status.recent.first().map(|event| &event.judged) {
        let address = link.link.strip_suffix(link.record.run.as_str());
        text.extend(
            address.map(|address| Cell::faint(format!("A run is at {address}RUN.")).set_in(3, style)),
        );
    }
    text
}

/// With the whole address of each run, or with its number.
fn events(status: &Status, is_wide: bool) -> Table {
    let rows = status.recent.iter().map(|event| {
        let judged = &event.judged;
        let run = match is_wide {
            true => Cell::faint(&judged.link),
            false => Cell::faint(format!("run {}", judged.record.run)),
        };
        let cells = vec![
            sign(event.tone()),
            Cell::strong(&event.environment),
            Cell::plain(&judged.record.version),
            Cell::toned(event.words(status.at), event.tone()),
            Cell::plain(judged.origin()),
            Cell::plain(judged.who()),
            run,
        ];
        Row { cells, notes: Vec::new() }
    });
    Table { head: vec![""; 7], rows: rows.collect(), flexible: 5 }
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
    Table { head: vec![""; 4], rows: rows.collect(), flexible: 3 }.print(style)
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
            notes.push(Cell::plain(format!("closes {}", said(&one.stops.join(", ")))));
        }
        notes.push(Cell::faint(&one.link));
        Row { cells, notes }
    });
    Table { head: vec![""; 5], rows: rows.collect(), flexible: 4 }.print(style)
}
