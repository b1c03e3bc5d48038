//! Every pipeline of the gallery, and all that is generated from it: the snapshots are to be read.

use std::path::Path;

use gatewright::{
    Compiled, compile,
    diagnostic::Severity,
    github::Pins,
    output::Output,
    report::{Format, Reported, Style, render},
    source::Source,
    surroundings::Surroundings,
};

use crate::{common, invariants};

/// Where the part of a library ends that differs from one pipeline to the next.
const ENDS_OF_THE_MAP: [&str; 2] = ["\n# ---- messages", "\n# ---- one pull request"];

pub(crate) fn compiled(source: &Source) -> Compiled {
    compile(source, &Surroundings::default(), &Pins::shipped())
}

#[test]
fn gallery() {
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "../snapshots/gallery" }, {
        insta::glob!("../pipelines", "*.kdl", |path| {
            let source = source(path);
            let compiled = compiled(&source);
            let findings = findings(&source, &compiled);
            let is_ahead = compiled.diagnostics.iter().any(|one| one.code == "not-enforced-yet");
            if is_ahead {
                // `teams.rs` says what is to be found in these.
                assert_eq!(compiled.outputs, [], "what is not enforced is not built");
                return;
            }
            let loud = compiled.diagnostics.iter().any(|one| one.severity <= Severity::Warning);
            assert!(!loud, "the gallery is to be clean:\n{findings}");
            assert_eq!(compiled.outputs, self::compiled(&source).outputs, "the same text gives the same files");
            invariants::hold(&compiled);
            insta::assert_snapshot!(page(&findings, &compiled.outputs));
        });
    });
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may read the gallery")]
fn every_pipeline_says_what_it_shows() {
    for file in
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("pipelines")).expect("the gallery")
    {
        let path = file.expect("the gallery").path();
        if path.is_dir() {
            continue;
        }
        let source = source(&path);
        let first = source.text.lines().next().unwrap_or_default();
        assert!(first.starts_with("// ") && first.len() > 20, "{}: {first}", source.path);
    }
}

#[expect(clippy::disallowed_methods, reason = "a test may read the gallery")]
fn source(path: &Path) -> Source {
    let name = path.file_name().expect("a file").to_string_lossy();
    Source::new(format!("pipelines/{name}"), std::fs::read_to_string(path).expect("the gallery can be read"))
}

fn findings(source: &Source, compiled: &Compiled) -> String {
    let style = Style { color: false, width: 100, unicode: true };
    let shown = common::without_advice(compiled.diagnostics.clone());
    render(Format::Human, &[Reported { source, diagnostics: &shown }], style)
}

/// Everything on one page, each file under its path.
fn page(findings: &str, outputs: &[Output]) -> String {
    let mut page = format!("{}\n", findings.trim_end());
    for output in outputs {
        let executable = if output.executable { "  (executable)" } else { "" };
        let map = ENDS_OF_THE_MAP.iter().find_map(|end| output.text.split_once(end));
        let text = match map {
            Some((map, _)) => &format!("{map}\n# … the same for every pipeline\n"),
            None => &output.text,
        };
        page.push_str(&format!("\n──── {}{executable}\n{text}", output.path));
    }
    page
}
