//! Rules about previews, databases, migrations and the data in them.

use gatewright::diagnostic::Severity;

use super::{codes, findings, only, pipeline, places};

/// dev, qa and prod in a row, each with these lines, and a rest.
fn row(dev: &str, qa: &str, prod: &str, rest: &str) -> String {
    let environment = |name: &str, kind: &str, lines: &str| {
        format!(
            "environment {name} {{\nkind {kind}\nurl \"https://{name}.example.com\"\nsteps {{ deploy \"Ship\" run=\"./ship.sh\" }}\n{lines}\n}}\n"
        )
    };
    let environments = environment("dev", "integration", dev)
        + &environment("qa", "test", qa)
        + &environment("prod", "production", prod);
    let map = "push main -> dev\ndev -> qa\nqa -> prod { approvals 2 from leads }";
    let rest = format!(
        "teams {{ leads \"@acme/leads\" }}\nrelease {{ version semver from=\"package.json\" }}\n{environments}{rest}"
    );
    pipeline(map, &[], &rest)
}

/// What only advises is left out.
fn loud(text: &str) -> Vec<&'static str> {
    let found = findings(text, &[]);
    found.iter().filter(|one| one.severity <= Severity::Warning).map(|one| one.code).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn databases_are_two_where_their_servers_are() {
    let on = |server: &str| format!("database postgresql name=shop server={server}");
    assert_eq!(loud(&row("", &on("one"), &on("two"), "")), NONE);
    assert_eq!(loud(&row("", &on("one"), &on("one"), "")), ["shared-database"]);
    assert_eq!(
        loud(&row("", "database mysql name=shop", "database mariadb name=shop", "")),
        ["database-engine-differs"]
    );
    let shared = "database postgresql shared name=shop";
    assert_eq!(loud(&row(shared, shared, "", "")), NONE);
    assert_eq!(loud(&row(shared, "database postgresql name=shop", "", "")), ["shared-database"]);
    let file = "defaults { database sqlite name=shop }";
    assert_eq!(loud(&row("", "", "", file)), NONE, "a file where the application runs");
}

#[test]
fn addresses_count_only_where_they_are_the_same_machine() {
    let in_all = |variables: &str| row("", "", "", &format!("defaults {{ variables {{ {variables} }} }}"));
    for own in [
        "DATABASE_URL \"postgres://shop@localhost/shop\"",
        "DB_HOST postgres",
        "DB_HOST \"db.internal\"",
        "DATABASE_URL \"file:./dev.db\"",
        "DB_HOST \"db.example.com\"; DB_NAME \"{environment}\"",
        "DATABASE_URL \"postgres://db.example.com/{environment}\"",
    ] {
        assert_eq!(loud(&in_all(own)), NONE, "{own}");
    }
    let text =
        in_all("DATABASE_URL \"postgres://db.example.com/shop\"; DB_URL \"mysql://db.example.com/shop\"");
    let found = only("shared-database", &text);
    assert_eq!(places(&text, &found), ["DATABASE_URL", "dev", "prod"], "once for the same three");
    let secret = "defaults { variables { DB_HOST \"db.example.com\" }; secrets DB_NAME }";
    assert_eq!(loud(&row("", "", "", secret)), NONE, "the secret may name another one");
    let two = "variables { DATABASE_URL \"postgres://db.example.com/shop\" }";
    assert_eq!(loud(&row(two, two, "", "")), NONE, "neither is production");
}

#[test]
fn engines_are_compared_along_branches_too() {
    let map = "pull-request develop -> preview\npush develop -> dev\nmerge develop -> main { approvals 2 from leads }\npush main -> prod";
    let rest = |preview: &str, dev: &str| {
        format!(
            "teams {{ leads \"@acme/leads\" }}\nrelease {{ version semver from=\"package.json\" }}
            environment preview {{ kind ephemeral; url \"https://{{number}}.example.com\"; {preview}; teardown run=\"./down.sh\"; steps {{ deploy \"Ship\" run=\"./ship.sh\" }} }}
            environment dev {{ kind integration; url \"https://dev.example.com\"; {dev}; steps {{ deploy \"Ship\" run=\"./ship.sh\" }} }}
            environment prod {{ kind production; url \"https://example.com\"; database postgresql; steps {{ deploy \"Ship\" run=\"./ship.sh\" }} }}"
        )
    };
    let text = pipeline(map, &[], &rest("database sqlite ephemeral", "database mysql"));
    let found = findings(&text, &[]);
    let names: Vec<_> = found
        .iter()
        .filter(|one| one.code == "database-engine-differs")
        .map(|one| one.message.split(' ').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(names, ["`preview`", "`dev`"]);
    let text = pipeline(map, &[], &rest("database postgresql ephemeral", "database postgresql"));
    assert!(!codes(&text).contains(&"database-engine-differs"));
}

#[test]
fn one_line_of_defaults_gives_one_finding() {
    let many: Vec<String> = (0..30).map(|at| format!("t{at} test")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let names: Vec<&str> = many.iter().filter_map(|one| one.split(' ').next()).collect();
    let rest = "defaults { data live; database sqlite; schema { PORT port; SEATS integer }; variables { SEATS many } }";
    let text = pipeline(&format!("push main -> {}", names.join(" ")), &many, rest);
    assert_eq!(codes(&text), ["key-without-value", "real-data-outside-production", "value-not-in-schema"]);
    for one in findings(&text, &[]) {
        assert!(one.labels.len() <= 7 && one.message.len() < 300, "{one:#?}");
    }
}

const BACKUP: &str = "backup { run \"./b.sh\"; verify \"./v.sh\"; every 1 day; keep 7 days }";

#[test]
fn a_migration_is_tried_anywhere_on_the_way() {
    let prod = format!("{BACKUP}\nmigrate {{ run \"./m.sh\"; two-phase }}");
    assert_eq!(loud(&row("", "", &prod, "")), ["untested-migration"]);
    assert_eq!(loud(&row("migrate { run \"./m.sh\" }", "", &prod, "")), NONE);
    let alone = "push main -> prod { approvals 2 from leads }";
    let rest = format!(
        "teams {{ leads \"@acme/leads\" }}\nrelease {{ version semver from=\"package.json\" }}\nenvironment prod {{ kind production; url \"https://example.com\"; steps {{ deploy \"Ship\" run=\"./ship.sh\" }}\n{prod}\n}}"
    );
    assert!(!codes(&pipeline(alone, &[], &rest)).contains(&"untested-migration"), "nothing comes before it");
}

#[test]
fn data_have_one_way_back_at_least() {
    let with = |migrate: &str, rollback: &str| {
        let prod = format!("{BACKUP}\nrollback {{ previous-release; tested-in qa{rollback} }}");
        row(
            "",
            "",
            &prod,
            &format!("defaults {{ migrate {{ run \"./m.sh\"{migrate} }} }}\nrehearse prod in qa"),
        )
    };
    assert_eq!(loud(&with("", "")), ["no-data-rollback"]);
    for (migrate, rollback) in [("; down \"./d.sh\"", ""), ("; two-phase", ""), ("", "; data run=\"./r.sh\"")]
    {
        assert_eq!(loud(&with(migrate, rollback)), NONE, "{migrate}{rollback}");
    }
    let strategy = with("", "").replace("backup {", "target railway { project shop; token RAILWAY_TOKEN; deployed-by workflow }\nstrategy rolling\nbackup {");
    assert_eq!(loud(&strategy), ["migration-not-two-phase"], "one question about one migration");
}

#[test]
fn a_schema_is_held_against_what_is_deployed() {
    let in_all = |lines: &str| row("", "", "", &format!("defaults {{ {lines} }}"));
    for fine in [
        "schema { BASE url; WHERE dev qa prod }; variables { BASE \"{url}/x\"; WHERE \"{environment}\" }",
        "schema { DATABASE_URL url; API_KEY text }; secrets DATABASE_URL API_KEY",
        "schema { WAIT duration; RATE number max=1; ON boolean; NOTE optional }; variables { WAIT \"30s\"; RATE 0.5; ON #true }",
        "schema { MODE test }; variables { MODE test }",
        "schema { KEY text pattern=\"*-eu\" }; variables { KEY shop-eu }",
    ] {
        assert_eq!(loud(&in_all(fine)), NONE, "{fine}");
    }
    for (wrong, code) in [
        ("schema { WHERE dev qa }; variables { WHERE \"{environment}\" }", "value-not-in-schema"),
        ("schema { RATE number max=1 }; variables { RATE 1.5 }", "value-not-in-schema"),
        ("schema { WAIT duration }; variables { WAIT 30 }", "value-not-in-schema"),
        ("schema { NODE_ENV txt optional }", "unclear-schema"),
        ("schema { KEY text pattern=\"^[a-z]+$\" }; variables { KEY \"1\" }", "unclear-schema"),
        ("schema { MODE test optional }; variables { MODE dev }", "value-not-in-schema"),
    ] {
        assert_eq!(loud(&in_all(wrong)), [code], "{wrong}");
    }
    let local = row("", "", "", "environment laptop { kind local; schema { PORT port } }");
    assert_eq!(loud(&local), NONE, "developers keep their values to themselves");
}

#[test]
fn a_key_that_is_missing_is_missing_once() {
    let schema = "defaults { schema { PORT port } }";
    let text = row("variables { PORT 80 }", "mirrors prod", "variables { PORT 80 }", schema);
    assert_eq!(loud(&text), ["key-without-value"]);
    let text = row(
        "",
        "mirrors prod except strategy",
        "target server { host \"h\"; directory \"/d\"; start \"./s\" }\nstrategy blue-green",
        "",
    );
    assert!(!codes(&text).contains(&"config-differs"), "{:?}", codes(&text));
}

#[test]
fn flags_are_known_wherever_something_runs() {
    let laptop = "environment laptop { kind local; flags { beta } }";
    assert_eq!(loud(&row("", "", "", laptop)), NONE);
    assert_eq!(loud(&row("flags { beta }", "flags { beta #false }", "flags { beta #false }", "")), NONE);
    assert_eq!(loud(&row("flags { beta }", "", "flags { alpha }", "")), ["flag-differs"; 3]);
    let debug = |value: &str| {
        row(
            "",
            "",
            &format!("flags {{ debugMode {value} }}"),
            "defaults { flags { debugMode #false; no-debug } }",
        )
    };
    assert_eq!(loud(&debug("")), ["debug-in-production"]);
    assert_eq!(loud(&debug("#true")), ["debug-in-production"]);
    assert_eq!(loud(&debug("#false")), NONE);
    assert_eq!(loud(&debug("off")), NONE);
}

#[test]
fn origins_of_others_are_foreign() {
    let origins = |value: &str| row("", &format!("variables {{ ALLOWED_ORIGINS \"{value}\" }}"), "", "");
    assert_eq!(loud(&origins("https://prod.example.com")), ["foreign-origin"]);
    assert_eq!(loud(&origins("{url}, https://prod.example.com/")), ["foreign-origin"]);
    assert_eq!(loud(&origins("{url}, https://elsewhere.example.com")), NONE);
    assert_eq!(loud(&origins("*")), NONE);
}

#[test]
fn production_data_are_never_made_anew() {
    for data in ["data live reset=by-hand", "data seed", "data live reset=daily"] {
        assert_eq!(loud(&row("", "", data, "")), ["production-data-reset"], "{data}");
    }
    for data in ["data live", "data live reset=never"] {
        assert_eq!(loud(&row("", "", data, "")), NONE, "{data}");
    }
    assert_eq!(loud(&row("", "data synthetic from=prod run=\"./s.sh\"", "data live", "")), NONE);
    assert_eq!(loud(&row("", "data anonymized from=prod", "data live", "")), ["anonymization-without-step"]);
}
