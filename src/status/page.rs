//! The status in Markdown, for the summary of a job.

use super::{Status, age, words::Tone};
use crate::{
    map::said,
    markdown::{table, text},
};

/// Writes the four blocks under a title.
pub fn markdown(status: &Status) -> String {
    let mut page =
        format!("# {} on {}\n\n{}\n", text(&status.name), text(&status.repository), text(&status.clock));
    for (title, block) in [
        ("Environments", environments(status)),
        ("Recent deployments", recent(status)),
        ("Pending approvals", waiting(status)),
        ("Active incidents", incidents(status)),
    ] {
        page.push_str(&format!("\n## {title}\n\n{block}"));
    }
    page
}

fn sign(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "✅",
        Tone::Bad => "❌",
        Tone::Open => "⏳",
        Tone::Quiet => "⚪",
    }
}

fn not_checked(why: &str) -> String {
    format!("⚠️ Not checked: {}.\n", text(why))
}

/// A link, where the address is one; somebody else's words never become one.
fn link(words: &str, url: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&+,;=%".contains(c);
    let is_address = (url.starts_with("https://") || url.starts_with("http://")) && url.chars().all(plain);
    match is_address && !words.is_empty() {
        true => format!("[{}]({url})", text(words)),
        false => text(words),
    }
}

fn head(titles: &[&str]) -> Vec<String> {
    titles.iter().map(|title| (*title).to_owned()).collect()
}

fn environments(status: &Status) -> String {
    let mut page = status.hidden.as_ref().map(|why| not_checked(why) + "\n").unwrap_or_default();
    let health = status.shows_health();
    let mut titles = vec!["", "Environment", "Version", "State"];
    titles.extend(health.then_some("Health"));
    titles.extend(["Release", "Who"]);
    let rows = status.environments.iter().map(|one| {
        let newest = one.newest.as_ref();
        let url = newest.map_or("", |one| one.link.as_str());
        let note = one.note().map(|note| format!("; {}", text(&said(&note)))).unwrap_or_default();
        let mut cells = vec![
            sign(one.sign()).to_owned(),
            format!("**{}**", text(&one.name)),
            text(&one.version()),
            format!("{}{note}", link(&one.state(status), url)),
        ];
        if health {
            let (words, tone) = one.health();
            let is_told = !words.is_empty();
            cells.push(if is_told { format!("{} {}", sign(tone), text(&words)) } else { String::new() });
        }
        cells.push(text(newest.map_or("", |one| one.record.release.as_str())));
        cells.push(text(&newest.map(|one| one.who()).unwrap_or_default()));
        cells
    });
    page.push_str(&table(&head(&titles), &rows.collect::<Vec<_>>()));
    page
}

fn recent(status: &Status) -> String {
    if status.hidden.is_some() {
        return "⚠️ Not checked, for the same reason.\n".to_owned();
    }
    if status.recent.is_empty() {
        return "None was ever recorded.\n".to_owned();
    }
    let rows = status.recent.iter().map(|event| {
        let judged = &event.judged;
        vec![
            sign(event.tone()).to_owned(),
            text(&event.environment),
            text(&judged.record.version),
            link(&event.words(status.at), &judged.link),
            text(&judged.origin()),
            text(&judged.who()),
        ]
    });
    table(&head(&["", "Environment", "Version", "Result", "From", "Who"]), &rows.collect::<Vec<_>>())
}

fn waiting(status: &Status) -> String {
    let waiting = match &status.waiting {
        Err(why) => return not_checked(why),
        Ok(waiting) if waiting.is_empty() => return "None.\n".to_owned(),
        Ok(waiting) => waiting,
    };
    let items = waiting.iter().map(|one| {
        let way = one.way().map(|way| format!("**{}**: ", text(&way))).unwrap_or_default();
        let sign = sign(if one.lost.is_some() { Tone::Bad } else { Tone::Open });
        let more = one.asks(status.at).into_iter().chain([one.history(status.at)]);
        let more: String = more.map(|line| format!("  - {}\n", text(&line))).collect();
        format!("- {sign} {way}{}, {}\n{more}", link(&one.what.words(), &one.link), text(&one.missing()))
    });
    items.collect()
}

fn incidents(status: &Status) -> String {
    let incidents = match &status.incidents {
        Err(why) => return not_checked(why),
        Ok(incidents) if incidents.is_empty() => return format!("{}\n", status.no_incident()),
        Ok(incidents) => incidents,
    };
    let rows = incidents.iter().map(|one| {
        vec![
            link(&format!("#{}", one.number), &one.link),
            text(&one.title),
            text(&one.labels.join(", ")),
            one.since.map(|since| age::length(since, status.at)).unwrap_or_default(),
            text(&one.stops.join(", ")),
        ]
    });
    table(&head(&["Issue", "Title", "Label", "Open for", "Closes"]), &rows.collect::<Vec<_>>())
}
