//! The lock: one line for each file, and a clear word where it cannot be read.

use super::*;
use gatewright::lock::{Entry, Hash, Lock, TOOL};
use gatewright::write::source_name;

fn example() -> Lock {
    let mut lock = Lock { tool: TOOL.to_string(), ..Lock::default() };
    lock.entries.insert("b \"quoted\" ü.md".into(), Entry::new("pipelines/shop.kdl", Hash::of("1\n")));
    lock.entries.insert("a.yml".into(), Entry::new("pipelines/shop.kdl", Hash::of("2\n")));
    lock
}

#[test]
fn a_lock_has_one_line_for_each_file_sorted_by_path() {
    let text = example().to_text();
    let hash = |text| Hash::of(text).to_string();
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(
        lines[..4],
        ["{", "  \"format\": 1,", &format!("  \"gatewright\": \"{TOOL}\","), "  \"outputs\": ["]
    );
    let a = format!(
        "    {{\"path\": \"a.yml\", \"source\": \"pipelines/shop.kdl\", \"sha256\": [\"{}\"]}},",
        hash("2\n")
    );
    assert_eq!(lines[4], a);
    assert_eq!(lines[6..], ["  ]", "}"]);
    assert_eq!(
        hash("1\n"),
        "4355a46b19d348dc2f57c046f8ef63d4538ebb936000f3c9ee954a27460dd865",
        "as sha256sum has it"
    );
}

#[test]
fn a_lock_is_read_as_it_was_written() {
    let mut lock = example();
    assert_eq!(Lock::parse(&lock.to_text()), Ok(lock.clone()));
    assert_eq!(Lock::parse(&lock.to_text().replace('\n', "\r\n")), Ok(lock.clone()));
    lock.entries.get_mut("a.yml").unwrap().accept(Hash::of("3\n"));
    lock.entries.get_mut("a.yml").unwrap().accept(Hash::of("3\n"));
    assert_eq!(lock.entries["a.yml"].hashes.len(), 2);
    assert_eq!(Lock::parse(&lock.to_text()), Ok(lock));
    let empty = Lock { tool: TOOL.to_string(), ..Lock::default() };
    assert_eq!(Lock::parse(&empty.to_text()), Ok(empty));
}

#[test]
fn a_lock_that_cannot_be_read_says_what_to_do() {
    let text = example().to_text();
    let merged = text.replace("  \"outputs\"", "<<<<<<< HEAD\n  \"outputs\"");
    let hash = Hash::of("1\n").to_string();
    let line = text.lines().nth(4).unwrap();
    for (damaged, why) in [
        (merged, "line 4 is left from a merge"),
        (String::new(), "not a lock"),
        ("[]".to_string(), "not a lock"),
        ("{\"format\": 1}".to_string(), "not a lock"),
        (text[..text.len() / 2].to_string(), "not a lock"),
        (text.replace("\"source\"", "\"sauce\""), "not a lock"),
        (text.replace("\"format\": 1", "\"format\": 2"), "in format 2"),
        (text.replace(&hash, "abc"), "is damaged"),
        (text.replace(&hash, &hash.to_uppercase()), "is damaged"),
        (text.replace(&format!("\"{hash}\""), ""), "is damaged"),
        (text.replace(line, &format!("{line}\n{line}")), "it names `a.yml` twice"),
        ("[".repeat(100_000), "not a lock"),
    ] {
        let reason = Lock::parse(&damaged).unwrap_err();
        assert!(reason.contains(why), "{reason}");
        assert!(reason.contains("delete it and run `gatewright build`: no file is lost"), "{reason}");
    }
}

#[test]
fn the_remedy_is_safe() {
    let place = Place::new();
    place.write(&[file("a.yml", "1\n"), file("b.yml", "1\n"), file("c.yml", "1\n")], BUILD);
    place.put("a.yml", "mine\n");
    place.put(LOCK, format!("<<<<<<< HEAD\n{}", place.get(LOCK)));
    let next = [file("a.yml", "1\n"), file("b.yml", "2\n")];
    let before = place.tree();
    assert!(place.try_write(&next, FORCE).unwrap_err().to_string().contains("cannot read `"));
    assert_eq!(place.tree(), before, "nothing happens with a lock that cannot be read");

    fs::remove_file(place.root().join(LOCK)).unwrap();
    let summary = place.write(&next, BUILD);
    assert_eq!(summary.kept.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["a.yml", "b.yml"]);
    assert_eq!((place.get("a.yml"), place.get("c.yml")), ("mine\n".to_string(), "1\n".to_string()));
}

#[test]
fn pipelines_have_one_name_wherever_the_tool_is_started() {
    let place = Place::new();
    let pipeline = place.root().join(SHOP);
    assert_eq!(source_name(place.root(), &pipeline), SHOP);
    assert_eq!(
        source_name(&place.root().join("pipelines/.."), &place.root().join("docs/../pipelines/shop.kdl")),
        SHOP
    );
    assert_eq!(source_name(&place.root().join("out/new"), &pipeline), "../../pipelines/shop.kdl");
    assert_eq!(source_name(Path::new("."), Path::new("Cargo.toml")), "Cargo.toml");
    assert_eq!(source_name(Path::new(""), Path::new("./src/lib.rs")), "src/lib.rs");

    let mut lock = example();
    lock.entries.insert("c.yml".into(), Entry::new("pipelines/gone.kdl", Hash::of("1\n")));
    assert_eq!(present_sources(place.root(), &lock), [SHOP]);
    fs::create_dir_all(place.root().join("out/new")).unwrap();
    lock.entries.insert("d.yml".into(), Entry::new("../../pipelines/shop.kdl", Hash::of("1\n")));
    assert_eq!(present_sources(&place.root().join("out/new"), &lock), ["../../pipelines/shop.kdl"]);
}
