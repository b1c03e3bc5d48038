//! The five teams' files with one mistake each: a line deleted, a word misspelt, two words swapped, a number changed. None
//! makes the compiler panic, no misspelt word of the language passes, and the report says how many are caught.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
};

use gatewright::{
    diagnostic::Severity,
    syntax::shape::{Argument, Block, FILE, Kind, Shape},
};

use crate::common;

const TEAMS: [&str; 5] = ["storefront", "acs", "webapp", "studysphere", "forms"];

/// What is done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    LineDeleted,
    WordMisspelt,
    WordsSwapped,
    NumberChanged,
}

/// One change of a file, and whether it has to be an error.
struct Mutation {
    change: Change,
    at: Range<usize>,
    text: String,
    must_fail: bool,
}

/// A bare word or a number, outside of texts and comments.
struct Word {
    at: Range<usize>,
    line: usize,
    /// Whether the words around it are the team's own: facts for people, labels, names of questions and of roles.
    is_free: bool,
}

#[test]
fn one_mistake_is_caught() {
    let mut report: BTreeMap<(&str, Change), (usize, usize)> = BTreeMap::new();
    let mut complaints = String::new();
    for team in TEAMS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("pipelines/{team}.kdl"));
        let text = common::read(&path);
        let before = codes(&text);
        let mutations = mutations(&text);
        for (mutation, after) in mutations.iter().zip(tried(&text, &mutations)) {
            let is_caught = after != before;
            let counts = report.entry((team, mutation.change)).or_default();
            counts.0 += 1;
            counts.1 += usize::from(is_caught);
            let has_error = after.iter().any(|(severity, _)| *severity == Severity::Error);
            if mutation.must_fail && !has_error {
                let line = text[..mutation.at.start].matches('\n').count() + 1;
                let was = &text[mutation.at.clone()];
                complaints += &format!("{team}:{line}: `{was}` as `{}` passes\n", mutation.text);
            }
        }
    }
    let mut page = String::from("file, change: caught of tried\n");
    for ((team, change), (tried, caught)) in &report {
        page += &format!("{team:<12} {change:<14?} {caught:>4} of {tried:>4}\n");
    }
    let total = |change: Change| {
        let of = report.iter().filter(|((_, one), _)| *one == change).map(|(_, counts)| counts);
        of.fold((0, 0), |sum, counts| (sum.0 + counts.0, sum.1 + counts.1))
    };
    for change in [Change::LineDeleted, Change::WordMisspelt, Change::WordsSwapped, Change::NumberChanged] {
        let (tried, caught) = total(change);
        page += &format!("all          {change:<14?} {caught:>4} of {tried:>4}\n");
        assert!(tried > 100, "only {tried} mutations: {change:?}");
        // What is left is another pipeline that means something, or a fact that only people read.
        let least = match change {
            Change::LineDeleted => 40,
            Change::WordMisspelt => 75,
            Change::WordsSwapped => 80,
            Change::NumberChanged => 25,
        };
        assert!(caught * 100 >= tried * least, "fewer than {least} percent are caught: {change:?}\n{page}");
    }
    write_report(&page);
    assert!(complaints.is_empty(), "{complaints}\n{page}");
}

/// Leaves the report where whoever wants to read it finds it.
#[expect(clippy::disallowed_methods, reason = "a report of the tests")]
fn write_report(page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/mutations.txt");
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
    std::fs::write(path, page).expect("the report can be written");
}

/// Everything that is found in a text: how grave, and what. Where it stands moves with the text.
fn codes(text: &str) -> Vec<(Severity, &'static str)> {
    let mut codes: Vec<_> = common::check(text).iter().map(|one| (one.severity, one.code)).collect();
    codes.sort();
    codes
}

/// What is found in a file after each of the mutations, on all processors.
fn tried(text: &str, mutations: &[Mutation]) -> Vec<Vec<(Severity, &'static str)>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(mutation) = mutations.get(index) else { return found };
            let mut mutated = text.to_owned();
            mutated.replace_range(mutation.at.clone(), &mutation.text);
            found.push((index, codes(&mutated)));
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut found: Vec<_> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("the compiler does not panic")).collect()
    });
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, codes)| codes).collect()
}

fn mutations(text: &str) -> Vec<Mutation> {
    let vocabulary = vocabulary();
    let words = words(text);
    let mut mutations = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let code = line.split("//").next().unwrap_or_default().trim();
        if !code.is_empty() && code != "}" {
            let at = start..start + line.len();
            mutations.push(Mutation {
                change: Change::LineDeleted,
                at,
                text: String::new(),
                must_fail: false,
            });
        }
        start += line.len();
    }
    for word in &words {
        let written = &text[word.at.clone()];
        if written.starts_with(|c: char| c.is_ascii_digit()) {
            let text = if written.contains('.') { "7".to_owned() } else { format!("{written}7") };
            mutations.push(Mutation {
                change: Change::NumberChanged,
                at: word.at.clone(),
                text,
                must_fail: false,
            });
            continue;
        }
        let Some(misspelt) = misspelt(written) else { continue };
        let must_fail =
            !word.is_free && vocabulary.contains(written) && !vocabulary.contains(misspelt.as_str());
        mutations.push(Mutation {
            change: Change::WordMisspelt,
            at: word.at.clone(),
            text: misspelt,
            must_fail,
        });
    }
    for pair in words.windows(2).filter(|pair| pair[0].line == pair[1].line) {
        let [one, other] = [pair[0].at.clone(), pair[1].at.clone()];
        let between = &text[one.end..other.start];
        let swapped = format!("{}{between}{}", &text[other.clone()], &text[one.clone()]);
        if text[one.clone()] != text[other.clone()] {
            let at = one.start..other.end;
            mutations.push(Mutation { change: Change::WordsSwapped, at, text: swapped, must_fail: false });
        }
    }
    mutations
}

/// Two letters in the middle change places; where they are alike, one is left out.
fn misspelt(word: &str) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    if letters.len() < 4 {
        return None;
    }
    match letters[middle - 1] == letters[middle] {
        true => drop(letters.remove(middle)),
        false => letters.swap(middle - 1, middle),
    }
    Some(letters.into_iter().collect())
}

fn words(text: &str) -> Vec<Word> {
    /// What is behind these is the team's own.
    const FREE: [&str; 12] = [
        "environment",
        "label",
        "open-issue",
        "ask",
        "check",
        "practice",
        "in",
        "config-map",
        "secret",
        "deployment",
        "cluster",
        "namespace",
    ];
    let (mut words, mut line, mut at) = (Vec::<Word>::new(), 1, 0);
    let (mut depth, mut about) = (0usize, None);
    let bytes = text.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => line += 1,
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                about = about.filter(|around| *around < depth);
            }
            b'"' => at += 1 + text[at + 1..].find('"').expect("a text ends"),
            b'/' if text[at..].starts_with("//") => {
                at += text[at..].find('\n').unwrap_or(text.len() - at) - 1
            }
            byte if byte.is_ascii_alphanumeric() => {
                let is_word = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
                let end = at + text[at..].find(|c| !is_word(c)).unwrap_or(text.len() - at);
                let previous =
                    words.last().filter(|word| word.line == line).map(|word| &text[word.at.clone()]);
                let is_free = about.is_some() || previous.is_some_and(|word| FREE.contains(&word));
                if matches!(
                    &text[at..end],
                    "about" | "objective" | "metrics" | "alert" | "schema" | "variables"
                ) {
                    about = about.or(Some(depth));
                }
                words.push(Word { at: at..end, line, is_free });
                at = end - 1;
            }
            _ => {}
        }
        at += 1;
    }
    words
}

/// Every word of the language.
fn vocabulary() -> BTreeSet<&'static str> {
    fn kind(kind: Kind, found: &mut BTreeSet<&'static str>) {
        if let Kind::OneOf(words) = kind {
            found.extend(words);
        }
    }
    fn walk(shapes: &'static [Shape], found: &mut BTreeSet<&'static str>) {
        for shape in shapes {
            found.insert(shape.name);
            for (name, value) in shape.properties {
                found.insert(name);
                kind(*value, found);
            }
            for argument in shape.arguments.iter().copied().flatten() {
                match argument {
                    Argument::Word(word) => drop(found.insert(word)),
                    Argument::One(value) | Argument::Many(value) => kind(*value, found),
                }
            }
            walk(shape.children(), found);
            if let Block::Arrows(_, beside) = shape.block {
                walk(beside, found);
            }
        }
    }
    let mut found = BTreeSet::from(["push", "manual", "tag", "pull-request", "merge"]);
    walk(FILE, &mut found);
    found
}
