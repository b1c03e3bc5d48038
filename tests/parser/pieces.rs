//! A large file is parsed piece by piece, and nobody can tell.

use gatewright::{check, source::Source, surroundings::Surroundings};

/// More than one piece of environments, one of which has a typo near the end.
fn large(typo: &str) -> String {
    let mut text = String::from("pipeline large\npromotions { push main -> e0 }\n");
    for at in 0..900 {
        let kind = if at == 890 { typo } else { "test" };
        text += &format!(
            "/* {{ */ environment e{at} {{\n    kind {kind}; url \"https://e{at}.example.com/\u{e9}\" // }}\n    steps {{ deploy \"Ship\" run=\"./ship.sh\" }}\n}}\n"
        );
    }
    text
}

#[test]
fn every_environment_of_a_large_file_is_there() {
    let text = large("test");
    assert!(text.len() > 100_000, "more than one piece");
    let model = check(&Source::new("large.kdl", text), &Surroundings::default()).model.expect("a pipeline");
    assert_eq!(model.environments.len(), 900);
}

#[test]
fn a_place_in_a_later_piece_is_the_files_own() {
    let text = large("tset");
    let found = check(&Source::new("large.kdl", text.as_str()), &Surroundings::default()).diagnostics;
    let typo = found.iter().find(|one| one.code == "unknown-value").expect("the typo is found");
    let span = typo.span();
    assert_eq!(&text[span.start..span.end], "tset");
}
