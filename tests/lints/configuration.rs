//! Rules about variables, secrets and what steps read.

use gatewright::diagnostic::Severity;

use super::{codes, findings, only, pipeline, places};

/// A pipeline whose only environment has these lines.
fn with(lines: &str) -> String {
    let environment = format!(
        "environment dev {{\nkind integration\nurl \"https://dev.example\"\nsteps {{ deploy \"Ship\" run=\"./ship.sh\" }}\n{lines}\n}}"
    );
    pipeline("push main -> dev", &[], &environment)
}

fn variable(name: &str, value: &str) -> String {
    with(&format!("variables {{ {name} #\"{value}\"# }}"))
}

/// Keys of every shape, put together here so that nobody takes this file for a leak.
fn keys() -> Vec<String> {
    let long = "a1B2c3D4e5".repeat(4);
    let key = |head: &str| format!("{head}{long}");
    let heads = [
        concat!("sk_", "live_"),
        "ghp_",
        "gho_",
        "ghs_",
        "github_pat_",
        "glpat-",
        "npm_",
        "AIza",
        "xoxb-",
        "xoxp-",
        "SG.",
    ];
    let mut keys: Vec<String> = heads.iter().map(|head| key(head)).collect();
    keys.push(format!("AKIA{}", "ABCDEFGH12345678"));
    keys.push(format!("eyJ{long}.{long}.{long}"));
    keys.push(format!("Bearer {}", key("ghp_")));
    keys.push(format!("-----BEGIN RSA {}-----", "PRIVATE KEY"));
    keys.push("postgres://shop:correct-horse@db.example/shop".to_owned());
    keys.push(format!("https://x.example/?key={}", key("AIza")));
    keys
}

#[test]
fn every_shape_of_key_is_found_and_not_repeated() {
    for key in keys() {
        let text = variable("SETTING", &key);
        let found = only("secret-in-variable", &text);
        assert_eq!((found.severity, found.labels.len()), (Severity::Error, 1), "{key}");
        assert_eq!(places(&text, &found), ["SETTING"], "the value is not pointed at");
        let said = format!("{} {:?} {:?}", found.message, found.labels, found.help);
        let tail = &key[key.len() - 8..];
        assert!(!said.contains(tail) && !said.contains("correct-horse"), "{said}");
        assert_eq!(found.fix, None);
    }
}

#[test]
fn what_only_looks_a_little_like_a_key_is_none() {
    for value in [
        "sk_live",
        "npm_config",
        "SG.",
        "AKIA",
        "xoxo-love",
        "eyJ",
        "a.b.c",
        "info",
        "",
        "https://x.example",
        "postgres://shop@db.example",
        "postgres://shop:$DB_PASSWORD@db.example",
        "postgres://shop:***@db.example",
        "-----BEGIN CERTIFICATE-----",
        "ghp_",
        "mailto:me@x.example",
        "12:30",
        "https://x.example/@me:you",
    ] {
        assert_eq!(codes(&variable("SETTING", value)), Vec::<&str>::new(), "{value}");
    }
}

#[test]
fn a_name_that_promises_a_secret_is_a_warning() {
    for name in
        ["PASSWORD", "DB_PASSWORD", "CLIENT_SECRET", "npm_token", "MAPS_API_KEY", "SIGNING_PRIVATE_KEY"]
    {
        let found = only("secret-in-variable", &variable(name, "hunter2"));
        assert_eq!(found.severity, Severity::Warning, "{name}");
        assert!(!format!("{found:?}").contains("hunter2"));
    }
    for (name, value) in [
        ("PASSWORD", ""),
        ("USES_TOKEN", "true"),
        ("TOKEN_URL", "x"),
        ("KEYBOARD", "x"),
        ("NEXT_PUBLIC_API_KEY", "x"),
        ("PUBLIC_KEY", "x"),
    ] {
        assert_eq!(codes(&variable(name, value)), Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn a_secret_in_the_defaults_is_named_once() {
    let text =
        pipeline("push main -> dev qa", &["dev test", "qa test"], "defaults { variables { API_KEY abc } }");
    assert_eq!(codes(&text), ["secret-in-variable"]);
}

/// Two environments that deploy and have these lines; the first one mirrors the second.
fn mirrored(mirrors: &str, staging: &str, prod: &str) -> String {
    let environment = |name: &str, lines: &str| {
        format!(
            "environment {name} {{\nkind test\nurl \"https://{name}.example\"\nsteps {{ deploy \"Ship\" run=\"./ship.sh\" }}\n{lines}\n}}\n"
        )
    };
    let both = environment("one", &format!("{mirrors}\n{staging}")) + &environment("two", prod);
    pipeline("push main -> one two", &[], &both)
}

#[test]
fn a_mirror_says_on_which_side_which_keys_are_missing() {
    let text = mirrored("mirrors two", "variables { A 1; B 2 }", "secrets C D\nvariables { A 9 }");
    let found = only("config-differs", &text);
    assert_eq!(
        found.message,
        "`one` mirrors `two`, but lacks the secrets `C` and `D`, and `two` lacks the variable `B`"
    );
    assert_eq!(places(&text, &found), ["mirrors two", "C", "D", "B"]);
    assert_eq!(
        found.help.as_deref().unwrap_or_default().split_once("`mirrors"),
        Some(("add what is missing, or say that it may differ: ", " two except C D B`"))
    );
    assert_eq!(
        codes(&mirrored(
            "mirrors two except B C D",
            "variables { A 1; B 2 }",
            "secrets C D\nvariables { A 9 }"
        )),
        Vec::<&str>::new()
    );
}

#[test]
fn a_variable_does_not_mirror_a_secret() {
    assert_eq!(codes(&mirrored("mirrors two", "variables { A 1 }", "secrets A")), ["config-differs"]);
}

#[test]
fn an_exception_has_to_be_there() {
    let text = mirrored("mirrors two except PAYMENT_KYE", "", "secrets PAYMENT_KEY");
    let found = findings(&text, &[]);
    assert_eq!(found.len(), 2);
    let typo = found.iter().find(|one| one.message.starts_with("neither")).expect("a typo");
    assert_eq!(typo.fix.as_ref().map(|fix| fix.edits[0].text.as_str()), Some("PAYMENT_KEY"));
}

#[test]
fn a_step_reads_only_what_is_there() {
    let two = |one: &str, other: &str, run: &str| {
        let environment = |name: &str, lines: &str| {
            format!("environment {name} {{ kind test; url \"https://{name}.example\"; {lines} }}\n")
        };
        let rest = format!(
            "defaults {{ steps {{ deploy \"Ship\" run=#\"{run}\"# }} }}\n{}{}",
            environment("one", one),
            environment("two", other)
        );
        codes(&pipeline("push main -> one two", &[], &rest))
    };
    for run in ["ship $KEY", "ship \"${KEY}\"", "ship ${KEY%x}", "ship $(cat $KEY)"] {
        assert_eq!(two("secrets KEY", "", run), ["missing-secret"], "{run}");
        assert_eq!(two("secrets KEY", "variables { KEY x }", run), Vec::<&str>::new(), "{run}");
        assert_eq!(two("", "", run), Vec::<&str>::new(), "{run}");
    }
    for run in [
        "ship '$KEY'",
        "ship ${KEY:-x}",
        "KEY=1; ship $KEY",
        "ship $KEYS",
        "ship \\$KEY",
        "for KEY in a b; do ship $KEY; done",
    ] {
        assert_eq!(two("secrets KEY", "", run), Vec::<&str>::new(), "{run}");
    }
}

#[test]
fn a_developers_machine_brings_its_own_secrets() {
    let rest = "environment laptop { kind local; steps { test \"Tests\" run=\"./test.sh $KEY\" } }\nenvironment dev { kind test; url \"https://dev.example\"; secrets KEY; steps { deploy \"Ship\" run=\"./ship.sh\" } }";
    assert_eq!(codes(&pipeline("push main -> dev", &[], rest)), Vec::<&str>::new());
}

#[test]
fn production_says_nothing_that_helps_only_developers() {
    let with = |variable: &str| {
        let rest = format!(
            "teams {{ t \"@o/t\" }}\nrelease {{ version semver from=changelog }}\ndefaults {{ variables {{ {variable} }} }}"
        );
        codes(&pipeline(
            "push main -> dev\ndev -> prod { approvals 2 from t }",
            &["dev test", "prod production"],
            &rest,
        ))
    };
    for variable in [
        "LOG_LEVEL debug",
        "LOG_LEVEL TRACE",
        "DEBUG #true",
        "DEBUG_MODE 1",
        "DEBUG \"app:*\"",
        "NODE_ENV development",
        "NODE_ENV \"{environment}\"",
        "APP_ENV staging",
        "RAILS_ENV test",
    ] {
        assert_eq!(with(variable), ["debug-in-production"], "{variable}");
    }
    for variable in [
        "LOG_LEVEL info",
        "DEBUG #false",
        "DEBUG 0",
        "DEBUG_MODE off",
        "NODE_ENV production",
        "APP_ENV \"{environment}\"",
        "NODE_ENVIRONMENT x",
    ] {
        assert_eq!(with(variable), Vec::<&str>::new(), "{variable}");
    }
}

#[test]
fn names_that_are_not_free_are_refused_with_the_reason() {
    for (lines, word) in [
        ("variables { GITHUB_X 1 }", "GitHub keeps"),
        ("secrets github_x", "GitHub keeps"),
        ("secrets KEY", ""),
        ("secrets { KEY from=GITHUB_KEY }", "GitHub keeps"),
        ("variables { MY-VAR 1 }", "`MY-VAR`"),
        ("variables { \"2FA\" 1 }", "begins with a digit"),
        ("variables { RELEASE_ID 1 }", "deploy script"),
        ("variables { PATH \"/bin\" }", "machine"),
        ("variables { GH_TOKEN \"\" }", "tools"),
        ("secrets GH_TOKEN", ""),
        ("secrets VERSION", "deploy script"),
        ("variables { RUNNER_NAME x }", "machine"),
        ("variables { A 1 }\nsecrets A", "a secret and a variable"),
        ("runs-on \"\"", "empty label"),
        ("runs-on \"${{ inputs.machine }}\"", "no machine"),
        ("runs-on self-hosted linux", ""),
    ] {
        let text = with(lines);
        if word.is_empty() {
            assert_eq!(codes(&text), Vec::<&str>::new(), "{lines}");
            continue;
        }
        let found = only("name-github-refuses", &text);
        assert!(found.message.contains(word), "{lines}: {}", found.message);
    }
}

#[test]
fn names_that_differ_only_in_case_clash() {
    for lines in ["secrets A_KEY a_key", "variables { Log x; LOG y }"] {
        assert_eq!(codes(&with(lines)), ["case-clash"], "{lines}");
    }
    let teams = pipeline(
        "push main -> dev { approvals 1 from qa QA }",
        &["dev test"],
        "teams { qa \"@o/a\"; QA \"@o/b\" }",
    );
    assert!(codes(&teams).contains(&"case-clash"));
}

#[test]
fn what_the_library_goes_by_is_not_free() {
    let library = include_str!("../../templates/lib.sh");
    let names = library.lines().flat_map(|line| {
        let line = line.strip_prefix("readonly ").unwrap_or(line);
        let words = line.split(' ').map_while(|word| word.split_once('='));
        words
            .map(|(name, _)| name)
            .take_while(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_'))
    });
    let names: Vec<&str> = names.collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        assert_eq!(codes(&with(&format!("variables {{ {name} x }}"))), ["name-github-refuses"], "{name}");
    }
}
