//! Verdicts and summaries as text for the terminal.

use std::borrow::Cow;
use std::fmt::Write;

use super::verdict::{Kind, Verdict};
use super::{How, Summary};

/// A diff longer than this says little on a terminal; `git diff` after a `build` shows all of it.
const LINES: usize = 200;

/// Shows what is not current: a table, the diffs, and one command; empty where all is well.
pub fn show_verdicts(verdicts: &[Verdict]) -> String {
    if verdicts.is_empty() {
        return String::new();
    }
    let mut verdicts: Vec<_> = verdicts.iter().collect();
    verdicts.sort_by_key(|one| (one.kind, &one.path));
    let mut text = table(verdicts.iter().map(|one| (one.kind.word(), one.path.as_str(), one.cause.as_str())));
    // A missing file and an untouched orphan are whole files, and nothing in them is news.
    let telling: Vec<_> =
        verdicts.iter().filter(|one| !matches!(one.kind, Kind::Missing | Kind::Orphan)).collect();
    for verdict in &telling {
        push_diff(&mut text, &verdict.diff, LINES);
    }
    if !telling.is_empty() {
        text.push('\n');
    }
    let paths = |wanted: fn(&Verdict) -> bool| -> Vec<&str> {
        verdicts.iter().filter(|one| wanted(one)).map(|one| one.path.as_str()).collect()
    };
    let (kept, others) = (paths(|one| one.kind.is_kept()), paths(|one| !one.kind.is_kept()));
    text.push_str(&match (kept.is_empty(), others.is_empty()) {
        (true, _) => "run `gatewright build` and commit\n".to_string(),
        (false, false) => format!(
            "run `gatewright build` and commit; your edits to {} stay until you say --force\n",
            list(&kept)
        ),
        (false, true) => format!(
            "put what you need into the pipeline, then run `gatewright build --force`: it overwrites your edits \
             to {}\n",
            list(&kept)
        ),
    });
    text
}

/// Shows what a run did, or would do: one line for each file that it touches or leaves to its editor, and the diffs
/// of what people edited.
pub fn show_summary(summary: &Summary, how: How) -> String {
    let words = if how.dry_run {
        ["create", "update", "delete", "keep"]
    } else {
        ["created", "updated", "deleted", "kept"]
    };
    let kept = summary.kept.iter().map(|one| (words[3], one.path.as_str(), one.cause.as_str()));
    let done = words.into_iter().zip([&summary.created, &summary.updated, &summary.deleted]);
    let done = done.into_iter().flat_map(|(word, paths)| {
        paths.iter().map(move |path| {
            let overridden = summary.overridden.iter().find(|one| one.path == *path);
            (word, path.as_str(), overridden.map_or("", |one| one.cause.as_str()))
        })
    });
    let mut text = table(done.chain(kept));
    if !summary.unchanged.is_empty() {
        let _ = writeln!(text, "{} unchanged", files(summary.unchanged.len()));
    }
    for verdict in &summary.kept {
        push_diff(&mut text, &verdict.diff, LINES);
    }
    for verdict in &summary.overridden {
        // After `--force` this is the only copy of what was there.
        push_diff(&mut text, &verdict.diff, usize::MAX);
    }
    if !summary.kept.is_empty() {
        let paths: Vec<_> = summary.kept.iter().map(|one| one.path.as_str()).collect();
        let _ = writeln!(text, "\nyour edits to {} stay until you say --force", list(&paths));
    }
    text
}

fn table<'a>(rows: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> String {
    let rows: Vec<_> = rows.map(|(word, path, cause)| (word, visible(path), visible(cause))).collect();
    let wide = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or_default();
    let words = wide(&mut rows.iter().map(|(word, ..)| word.len()));
    let paths = wide(&mut rows.iter().map(|(_, path, _)| path.chars().count()));
    let mut text = String::new();
    for (word, path, cause) in rows {
        let row = format!("{word:words$}  {path:paths$}   {cause}");
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}

fn push_diff(text: &mut String, diff: &str, limit: usize) {
    text.push('\n');
    let lines: Vec<_> = diff.lines().collect();
    for line in lines.iter().take(limit) {
        text.push_str(&visible(line));
        text.push('\n');
    }
    if let Some(more @ 1..) = lines.len().checked_sub(limit) {
        let _ = writeln!(text, "… {more} more lines");
    }
}

/// Names up to three files, and counts them where there are more.
fn list(paths: &[&str]) -> String {
    let shown: Vec<_> = paths.iter().map(|path| visible(path)).collect();
    match shown.as_slice() {
        [one] => one.to_string(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        _ => files(paths.len()),
    }
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_string() } else { format!("{count} files") }
}

/// Makes visible what a terminal would obey instead of show: a committed file is not to move the cursor, recolour
/// the screen, or turn the order of the letters round.
fn visible(text: &str) -> Cow<'_, str> {
    let obeyed = |c: char| {
        c.is_control() && c != '\t'
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if !obeyed(c) => shown.push(c),
            c if c.is_ascii() => {
                shown.extend(char::from_u32(0x2400 + if c == '\u{7f}' { 0x21 } else { u32::from(c) }))
            }
            c => drop(write!(shown, "<U+{:04X}>", u32::from(c))),
        }
    }
    Cow::Owned(shown)
}
