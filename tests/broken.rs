//! The gallery of broken files: each fails for one reason, at one place, with a message worth reading.
//!
//! The first line of a file names the finding and says why it is there; the line that the finding points at holds `<--`.

use gatewright::source::Lines;

use crate::common;

#[test]
fn every_broken_file_fails_for_its_one_reason() {
    let mut complaints = String::new();
    for path in common::files("pipelines/broken", "kdl") {
        let text = common::read(&path);
        let expected = common::expected(&text);
        let findings = common::findings(expected, &text);
        let codes: Vec<&str> = findings.iter().map(|one| one.code).collect();
        let lines = Lines::new(&text);
        let places: Vec<usize> = findings.iter().map(|one| lines.position(one.span().start).line).collect();
        let marked: Vec<usize> =
            (1..).zip(text.lines()).filter(|(_, line)| line.contains("<--")).map(|(at, _)| at).collect();
        if codes != [expected] || places != marked || common::errors(&findings) != codes {
            let page = common::render(&text, &findings);
            complaints += &format!(
                "{}: {expected} in line {marked:?} is expected, not {codes:?} in {places:?}\n{page}\n",
                path.display()
            );
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
#[allow(clippy::disallowed_methods, reason = "`glob!` looks for the files itself")]
fn messages_read_as_they_did() {
    insta::glob!("../pipelines/broken", "*.kdl", |path| {
        let text = common::read(path);
        let page = common::render(&text, &common::findings(common::expected(&text), &text));
        let name = path.file_stem().expect("a file has a name").to_string_lossy();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../snapshots/broken");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.bind(|| insta::assert_snapshot!(&*name, format!("{text}\n{page}")));
    });
}

#[test]
fn every_fix_mends_what_it_is_offered_for() {
    let mut complaints = String::new();
    let mut fixes = 0;
    for path in common::files("pipelines/broken", "kdl") {
        let text = common::read(&path);
        for one in common::check(&text) {
            let Some(fix) = &one.fix else { continue };
            fixes += 1;
            let fixed = common::fixed(&text, fix);
            let left = common::check(&fixed);
            if !common::errors(&left).is_empty() {
                let page = common::render(&fixed, &left);
                complaints += &format!("{}: {}\n{fixed}\n{page}\n", path.display(), fix.title);
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
    assert!(fixes > 50, "only {fixes} fixes");
}

#[test]
fn every_snapshot_has_its_file() {
    let names = |folder, extension| -> Vec<String> {
        let paths = common::files(folder, extension);
        paths.iter().filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
    };
    assert_eq!(names("snapshots/broken", "snap"), names("pipelines/broken", "kdl"));
}
