//! Files that would overflow a stack, fill the memory or take for ever.

use gatewright::syntax::MAX_BYTES;

use super::{SIX_STAGES, findings};
use crate::common;

#[test]
fn what_overflows_or_never_ends_is_refused_with_a_place() {
    let braces = "a {".repeat(100_000);
    let slashdashes = "a /-{".repeat(64);
    let comments = "/*".repeat(100_000);
    for (text, code) in [
        (&braces, "nested-too-deeply"),
        (&slashdashes, "nested-too-deeply"),
        (&comments, "nested-too-deeply"),
    ] {
        assert_eq!(common::errors(&findings(text)), [code]);
    }
    // A comment that is none must not hide what overflows.
    findings(&format!("path src/*{}", "a {".repeat(100_000)));
    findings(&format!("# {}", "a {".repeat(100_000)));
    findings(&format!("url https://x/{}", "a {".repeat(100_000)));
}

#[test]
fn deep_but_allowed_blocks_fit_into_a_small_stack() {
    let text = "a {\n".repeat(60) + &"}\n".repeat(60);
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    let errors = thread.spawn(move || common::errors(&findings(&text))).expect("a thread starts").join();
    assert_eq!(errors.expect("it has room"), ["unknown-node"]);
}

#[test]
fn a_file_of_ten_megabytes_is_refused() {
    let text = "// a comment that is repeated\n".repeat(10 << 20 >> 5);
    assert!(text.len() > MAX_BYTES);
    assert_eq!(common::errors(&findings(&text)), ["file-too-large"]);
}

#[test]
fn of_too_many_mistakes_the_rest_is_counted() {
    let text = format!("{SIX_STAGES}environment last {{\n{}}}\n", "about { time 12:30 }\n".repeat(150));
    let found = findings(&text);
    assert_eq!(found.iter().filter(|one| one.code == "value-needs-quotes").count(), 100);
    let last = found.iter().find(|one| one.code == "too-many-mistakes").expect("the rest is counted");
    assert_eq!(last.message, "50 more mistakes like these are not shown");
}

#[test]
fn unseen_characters_are_named() {
    let text = SIX_STAGES.replacen("kind test", "kind \0test", 1);
    assert_eq!(common::errors(&findings(&text)), ["control-character"]);
}

#[test]
fn ten_thousand_mistakes_are_found() {
    let one_line = format!("pipeline shop {}", "[a] 30s ".repeat(10_000));
    let lines = "environment a { url https://x.example.com; run npm ci\n".repeat(10_000);
    let braces = "}\n".repeat(10_000);
    let names = format!(
        "pipeline shop\npromotions {{\n{}}}\nenvironment development {{ kind test }}\n",
        "  developmnet -> developmetn\n".repeat(10_000)
    );
    let nodes = "enviromnent a { kidn test }\n".repeat(10_000);
    for text in [one_line, lines, braces, names, nodes] {
        assert!(!findings(&text).is_empty(), "nothing for {}…", &text[..60]);
    }
}

/// Each `#` was once looked through to the end of the run: a file of them never ended.
#[test]
fn a_long_run_of_hashes_ends() {
    for behind in ["", "\"", " word"] {
        assert!(!findings(&("#".repeat(200_000) + behind)).is_empty());
    }
}

#[test]
fn a_line_of_the_map_stands_for_so_many_arrows_and_no_more() {
    let names: Vec<String> = (0..200).map(|number| format!("e{number}")).collect();
    let all = names.join(" ");
    let environments: String = names
        .iter()
        .map(|name| {
            format!("environment {name} {{ kind test; steps {{ deploy \"Ship\" run=\"./ship.sh\" }} }}\n")
        })
        .collect();
    let text = format!("pipeline shop\npromotions {{\n    {all} -> {all}\n}}\n{environments}");
    assert!(common::errors(&findings(&text)).contains(&"too-many-arrows"));
}
