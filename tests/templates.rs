//! The rules that every template keeps, ours and a team's own, so that no value of a user's is ever read as bash.

use gatewright::{
    Compiled, compile,
    github::Pins,
    source::Source,
    surroundings::Surroundings,
    templates::{FOLDER, SHIPPED, problems},
};

#[test]
fn what_ships_keeps_the_rules() {
    for (name, text) in SHIPPED {
        assert_eq!(problems(name, text), [""; 0], "{name}");
    }
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")).expect("a folder");
    assert_eq!(folder.count(), SHIPPED.len(), "every template ships");
}

#[test]
fn what_breaks_them_is_named_with_its_line() {
    let says = |text: &str, why: &str| {
        let found = problems("deploy.sh", &format!("#!/usr/bin/env bash\n{text}\n"));
        assert!(
            found.iter().any(|one| one.starts_with("line 2: ") && one.contains(why)),
            "{text}: {found:?}"
        );
    };
    says("echo \"@{ name }\"", "inside quotes");
    says("echo 'it is @{ name }'", "inside quotes");
    says("# @{ name }", "in a comment");
    says("run @{ name } # of @{ name }", "in a comment");
    says("echo @{ name | upper }", "more than the name");
    says("#% if a == b", "more than a loop");
    says("echo @{% for a in b | sort %}@x@{% endfor %}@", "more than a loop");
    assert_eq!(problems("deploy.sh", "echo @{ name } \"$@\" # it's fine\n"), [""; 0]);
}

const SHOP: &str = r#"
pipeline shop
promotions { push main -> dev }
environment dev { kind integration; url "https://dev.example.com"; steps { deploy "Ship" run="./ship.sh" } }
"#;

fn built(name: &str, text: &str) -> Compiled {
    let template = Source::new(format!("{FOLDER}/{name}"), text.to_owned());
    let surroundings = Surroundings { templates: vec![template], ..Surroundings::default() };
    compile(&Source::new("pipelines/shop.kdl".to_owned(), SHOP.to_owned()), &surroundings, &Pins::shipped())
}

fn refused(name: &str, text: &str, why: &str) {
    let built = built(name, text);
    let found: Vec<_> = built.diagnostics.iter().filter(|one| one.code == "unusable-template").collect();
    let [finding] = found.as_slice() else { panic!("{name}: {found:?}") };
    assert!(finding.message.contains(why), "{}", finding.message);
    assert!(built.outputs.is_empty(), "nothing is made from it");
}

#[test]
fn a_teams_own_template_is_used() {
    let ours = SHIPPED.iter().find(|(name, _)| *name == "deploy.sh").expect("it ships").1;
    let own = ours.replace("start_deployment", "say 'Everybody, hold on'\nstart_deployment");
    let built = built("deploy.sh", &own);
    let script = built
        .outputs
        .iter()
        .find(|one| one.path == "deploy/deploy-dev.sh")
        .unwrap_or_else(|| panic!("{:?}", built.diagnostics));
    assert!(script.text.contains("\nsay 'Everybody, hold on'\nstart_deployment 1800\n"), "{}", script.text);
}

#[test]
fn one_that_cannot_be_used_is_refused() {
    refused("deploi.sh", "", "takes the place of no template");
    refused("deploy.sh", "echo \"@{ top.environment }\"\n", "line 1: a placeholder inside quotes");
    refused("deploy.sh", "echo\n\necho @{ top.enviroment }\n", "line 3: ");
    refused("deploy.sh", "#% for call in last\n", "`.gatewright/templates/deploy.sh` cannot be used");
    refused("phases.sh", "@{ margin }@{ nothing }\n", "`.gatewright/templates/phases.sh` cannot be used");
}
