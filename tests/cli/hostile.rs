//! Texts that shells, YAML, GitHub's runner and terminals would obey, in every place where a text can stand: they
//! stay data, or are refused in words.

use gatewright::{
    diagnostic::Severity,
    github::pins::Pins,
    report::{self, Format, Reported, Style},
    source::Source,
    surroundings::Surroundings,
};

use super::*;

const HOSTILE: [&str; 16] = [
    "$(touch hacked)",
    "`touch hacked`",
    "'; touch hacked; '",
    "\"; touch hacked; \"",
    "\\\"; touch hacked #",
    "line one\nline two: three\n- four",
    "\r\n::error::hacked",
    "${{ secrets.HACKED }}",
    "${IFS}$PATH${#a[@]}",
    "::error::hacked",
    "::set-output name=a::b",
    "##[error]hacked",
    "\u{1b}[31mred\u{7}",
    "\u{202e}gnp.exe\u{2066}",
    "# not a comment: *anchor &alias !tag | > %",
    "<script>alert(1)</script> | cell\n```",
];

/// A pipeline with a `@` in each place where a text can stand, and what stands there otherwise.
const PLACES: [(&str, &str); 23] = [
    ("pipeline @ {", "pipeline shop {"),
    ("repository @", "repository \"acme/shop\""),
    ("default-branch=@", "default-branch=\"main\""),
    ("time-zone @", "time-zone \"Europe/Berlin\""),
    ("description @", "description \"A shop\""),
    ("file-prefix @", "file-prefix \"shop-\""),
    ("node @", "node \"22\""),
    ("push @ -> dev", "push \"main\" -> dev"),
    ("gate @ {", "gate \"entry\" {"),
    ("leads @", "leads \"@acme/leads\""),
    ("branch @", "branch \"release/v{version}\""),
    ("id @", "id \"release-{date}-{time}\""),
    ("run @ \"npm ci\"", "run \"./build.sh\" \"npm ci\""),
    ("bundle @", "bundle \"dist/**\""),
    ("LOG_LEVEL @", "LOG_LEVEL \"info\""),
    ("secrets { @", "secrets { \"TOKEN\""),
    ("from=@ }", "from=\"OTHER\" }"),
    ("deploy @ run=\"./ship.sh\"", "deploy \"Ship\" run=\"./ship.sh\""),
    ("run=@", "run=\"./ship.sh\""),
    ("environment @ {", "environment \"dev\" {"),
    ("url @", "url \"https://dev.example.com\""),
    ("access @", "access \"Dev team\""),
    ("because=@", "because=\"one of us decides\""),
];

const PIPELINE: &str = r#"pipeline shop {
    repository "acme/shop" default-branch="main"
    time-zone "Europe/Berlin"
    description "A shop"
    file-prefix "shop-"
    tools { node "22" }
}
promotions {
    push "main" -> dev
    dev -> prod { gate "entry" }
}
gate "entry" { approvals 2 from leads }
teams { leads "@acme/leads" }
release {
    id "release-{date}-{time}"
    branch "release/v{version}"
    version semver from=branch
}
build {
    run "./build.sh" "npm ci"
    artifact bundle "dist/**"
}
environment "dev" {
    kind integration
    url "https://dev.example.com"
    variables { LOG_LEVEL "info" }
    secrets { "TOKEN" from="OTHER" }
    steps { deploy "Ship" run="./ship.sh" }
    about { access "Dev team" }
    allow no-url because="one of us decides"
}
environment prod {
    kind production
    url "https://example.com"
    steps { deploy "Ship it" run="./ship.sh" }
}
"#;

/// Writes a text as KDL does.
fn quoted(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        c if c.is_control() || ('\u{200e}'..='\u{206f}').contains(&c) => format!("\\u{{{:x}}}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

fn with(place: &str, usual: &str, text: &str) -> String {
    assert!(PIPELINE.contains(usual), "{usual} is not in the pipeline");
    let mut changed = PIPELINE.replacen(usual, &place.replace('@', text), 1);
    if place.starts_with("gate ") {
        changed = changed.replace("gate \"entry\"", &format!("gate {text}"));
    }
    changed
}

fn obeyed(c: char) -> bool {
    c.is_control() && !"\n\t".contains(c) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Asserts that a text holds nothing that a terminal obeys.
#[track_caller]
fn assert_visible(text: &str, what: &str) {
    assert_eq!(text.chars().find(|&c| obeyed(c)), None, "{what}: {text:?}");
}

#[test]
fn the_pipeline_of_these_tests_has_no_errors() {
    let place = Place::new();
    place.put(AT, PIPELINE);
    let json = place.run(["check", "--format", "json"]).ends(0);
    assert_eq!(json.json()["summary"]["errors"], 0, "{}", json.out);
}

#[test]
fn a_hostile_text_anywhere_is_data_or_an_error() {
    let style = Style { color: false, width: 80, unicode: true };
    let mut taken = 0;
    for (place, usual) in PLACES {
        for text in HOSTILE {
            let written = with(place, usual, &quoted(text));
            let source = Source::new("pipelines/shop.kdl", written);
            let compiled = gatewright::compile(&source, &Surroundings::default(), &Pins::shipped());
            let what = format!("{text:?} in `{place}`");
            let file = Reported { source: &source, diagnostics: &compiled.diagnostics };
            for format in [Format::Human, Format::Json, Format::Sarif, Format::Github] {
                assert_visible(&report::render(format, &[file], style), &what);
            }
            let errors = compiled.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
            assert_eq!(errors > 0, compiled.outputs.is_empty(), "{what}: {:?}", compiled.diagnostics);
            taken += usize::from(errors == 0);
            for output in &compiled.outputs {
                // A script holds the team's own commands and values byte for byte, quoted.
                if !output.path.ends_with(".sh") {
                    assert_visible(&output.text, &format!("{what}, {}", output.path));
                }
                assert_visible(&output.path, &what);
                assert!(!output.path.contains(".."), "{what}: {}", output.path);
                check_output(&output.path, &output.text, text, &what);
            }
        }
    }
    assert!(taken > 60, "only {taken} were taken as data");
}

/// Asserts that a file is what its name says, and that GitHub evaluates nothing of the text.
#[track_caller]
fn check_output(path: &str, text: &str, hostile: &str, what: &str) {
    if path.ends_with(".yml") {
        let workflow: serde_yaml::Value =
            serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{what}, {path}: {error}"));
        let mut evaluated = String::new();
        strings(&workflow, &mut evaluated);
        if hostile.contains("${{") {
            assert!(!evaluated.contains(hostile), "{what}, {path}: GitHub would evaluate it");
        }
    } else if path.ends_with(".json") {
        serde_json::from_str::<serde_json::Value>(text)
            .unwrap_or_else(|error| panic!("{what}, {path}: {error}"));
    }
}

fn strings(value: &serde_yaml::Value, found: &mut String) {
    match value {
        serde_yaml::Value::String(text) => {
            found.push_str(text);
            found.push('\n');
        }
        serde_yaml::Value::Sequence(items) => items.iter().for_each(|item| strings(item, found)),
        serde_yaml::Value::Mapping(entries) => entries.iter().for_each(|(key, value)| {
            strings(key, found);
            strings(value, found);
        }),
        _ => {}
    }
}

#[test]
fn scripts_with_hostile_texts_are_still_scripts_and_run_none_of_them() {
    let place = Place::new();
    let mut scripts = 0;
    for text in HOSTILE {
        for position in ["LOG_LEVEL @", "deploy @ run=\"./ship.sh\"", "access @", "description @"] {
            let usual = PLACES.iter().find(|(one, _)| *one == position).unwrap().1;
            let source = Source::new("pipelines/shop.kdl", with(position, usual, &quoted(text)));
            let compiled = gatewright::compile(&source, &Surroundings::default(), &Pins::shipped());
            for output in compiled.outputs.iter().filter(|one| one.path.ends_with("deploy-dev.sh")) {
                place.put("script.sh", &output.text);
                let mut bash = std::process::Command::new("bash");
                let done = bash.args(["-n", "script.sh"]).current_dir(place.path(".")).output().unwrap();
                assert!(
                    done.status.success(),
                    "{text:?}: {}\n{}",
                    String::from_utf8_lossy(&done.stderr),
                    output.text
                );
                scripts += 1;
            }
        }
    }
    assert!(scripts > 20, "{scripts}");
    assert!(!place.has("hacked"));
}

#[test]
fn names_of_files_can_do_nothing_to_the_terminal_either() {
    for name in [
        "\u{1b}[31m.kdl",
        "a\n::error::x.kdl",
        "\u{202e}.kdl",
        "a\tb.kdl",
        "$(touch hacked).kdl",
        "${{ github.token }}.kdl",
        "-.kdl",
        "ü ß.kdl",
    ] {
        let place = Place::new();
        let path = format!("pipelines/{name}");
        place.run(["check", &path]).ends(2);
        place.put(&path, SHOP);
        for format in ["human", "json", "sarif", "github"] {
            place.run(["check", "--format", format, &path]).ends(0);
        }
        let built = place.run(["build", &path]).command().output().unwrap();
        assert!(matches!(built.status.code(), Some(0 | 1)), "{name:?}: {built:?}");
        place.put(&path, SHOP.replace("push main -> dev", "push main -> dve"));
        for format in ["human", "json", "sarif", "github"] {
            let done = place.run(["check", "--format", format, &path]).ends(1);
            if format == "github" {
                done.out.lines().for_each(super::check::assert_annotation);
            }
        }
        place.run(["explain", "prod", &path]).ends(0);
        assert!(!place.has("hacked"));
    }
}

#[test]
fn a_hostile_workflow_beside_ours_stays_out_of_the_terminal() {
    let place = built();
    place.put(
        ".github/workflows/evil\u{1b}[31m.yml",
        "name: \"\u{1b}[31mred\"\non: push\njobs: {a: {environment: prod, runs-on: x, steps: []}}\n",
    );
    place.put(".github/workflows/bytes.yml", b"\xff\xfe\x00");
    place.put(".github/workflows/folder.yml/x", "");
    for format in ["human", "json", "sarif", "github"] {
        let code = place.run(["check", "--format", format]).command().output().unwrap().status.code();
        place.run(["check", "--format", format]).ends(code.unwrap());
    }
    place.put("deploy/lib.sh", "\u{1b}[31mred\n\u{202e}\n::error::x\n");
    for format in ["human", "json", "sarif", "github"] {
        place.run(["build", "--check", "--format", format]).ends(1);
    }
}
