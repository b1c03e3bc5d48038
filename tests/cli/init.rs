//! `init`: a first file that builds, made from what the repository tells about itself.

use super::*;

const HTTPS: &str = "https://github.com/acme/storefront.git";

fn repository(url: &str, head: &str) -> Place {
    let place = Place::new();
    place.put(".git/config", format!("[core]\n\tbare = false\n[remote \"origin\"]\n\turl = {url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n"));
    place.put(".git/HEAD", format!("ref: refs/heads/{head}\n"));
    place
}

/// Asserts that the first file builds, with no error and at most three warnings; returns it.
#[track_caller]
fn first(place: &Place, path: &str, arguments: &[&str]) -> String {
    let done = place.run(["init"].iter().chain(arguments)).ends(0);
    done.is_quiet();
    done.says(&format!("wrote {path}\n")).says("next:");
    let json = place.run(["check", "--advice", "--format", "json", path]).ends(0).json();
    assert!(json["summary"]["warnings"].as_u64().unwrap() <= 3, "{json}");
    place.run(["build"]).ends(0);
    place.run(["build", "--check"]).ends(0);
    place.get(path)
}

#[test]
fn an_empty_folder_gets_a_file_that_builds() {
    let place = Place::new();
    std::fs::create_dir(place.path("Mein Laden 2")).unwrap();
    let done = place.run(["init"]).from("Mein Laden 2").ends(0);
    done.says("wrote pipelines/mein-laden-2.kdl");
    place.run(["build"]).from("Mein Laden 2").ends(0);
    let name = place.path(".").canonicalize().unwrap().file_name().unwrap().to_string_lossy().into_owned();
    assert!(!name.is_empty());
    let text = place.get("Mein Laden 2/pipelines/mein-laden-2.kdl");
    assert!(text.contains("push main -> dev"));
    snapshot("first-file", &text);
}

#[test]
fn git_says_whose_it_is_and_on_which_branch() {
    let urls = [
        HTTPS,
        "https://github.com/acme/storefront",
        "https://ann:token@github.com/acme/storefront.git",
        "git@github.com:acme/storefront.git",
        "git@github-work:acme/storefront",
        "ssh://git@github.com/acme/storefront.git",
        "ssh://git@ssh.github.com:443/acme/storefront.git",
    ];
    for url in urls {
        let text = first(&repository(url, "master"), "pipelines/storefront.kdl", &[]);
        assert!(text.contains("repository \"acme/storefront\" default-branch=\"master\""), "{url}: {text}");
        assert!(text.contains("push master -> dev"), "{url}: {text}");
        assert!(text.contains("\"@acme/maintainers\"") && !text.contains("token"), "{url}: {text}");
    }
}

#[test]
fn a_branch_that_one_is_on_by_chance_is_not_the_default_branch() {
    let place = repository(HTTPS, "feature/start");
    place.put(
        ".git/packed-refs",
        "# pack-refs\n0123456789012345678901234567890123456789 refs/remotes/origin/master\n",
    );
    assert!(first(&place, "pipelines/storefront.kdl", &[]).contains("push master -> dev"));

    let place = repository(HTTPS, "feature/start");
    place.put(".git/refs/heads/main", "0123456789012345678901234567890123456789\n");
    place.put(".git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/develop\n");
    assert!(first(&place, "pipelines/storefront.kdl", &[]).contains("default-branch=\"develop\""));

    let place = repository(HTTPS, "main");
    place.put(".git/HEAD", "0123456789012345678901234567890123456789\n");
    assert!(first(&place, "pipelines/storefront.kdl", &[]).contains("push main -> dev"));
}

#[test]
fn a_second_working_tree_belongs_to_the_same_repository() {
    let place = repository(HTTPS, "trunk");
    place.put(".git/worktrees/two/HEAD", "ref: refs/heads/trunk\n");
    place.put(".git/worktrees/two/commondir", "../..\n");
    place.put("two/.git", format!("gitdir: {}\n", place.path(".git/worktrees/two").display()));
    place.run(["init"]).from("two").ends(0).says("wrote pipelines/storefront.kdl");
    assert!(place.get("two/pipelines/storefront.kdl").contains("push trunk -> dev"));
}

#[test]
fn an_origin_that_is_not_on_github_is_no_repository() {
    for url in [
        "/srv/git/storefront.git",
        "../storefront.git",
        "file:///srv/git/storefront.git",
        "https://example.com/",
        "",
        "git@github.com:storefront",
    ] {
        let place = repository(url, "main");
        place.run(["init", "first.kdl"]).ends(0);
        assert!(
            place.get("first.kdl").contains("\"your-org/your-repository\""),
            "{url}: {}",
            place.get("first.kdl")
        );
        place.run(["build", "first.kdl"]).ends(0);
    }
}

#[test]
fn package_json_says_how_to_build() {
    let place = repository(HTTPS, "main");
    place.put("package.json", r#"{"version": "1.2.3", "scripts": {"test": "t", "build": "b"}}"#);
    let text = first(&place, "pipelines/storefront.kdl", &[]);
    assert!(text.contains(r#"run "npm ci" "npm test" "npm run build""#), "{text}");
    assert!(text.contains("version semver from=\"package.json\""), "{text}");

    for package in ["", "[]", "{\"scripts\": 3}", "{\"version\": {}}"] {
        let place = repository(HTTPS, "main");
        place.put("package.json", package);
        first(&place, "pipelines/storefront.kdl", &[]);
    }
}

#[test]
fn nothing_is_ever_overwritten() {
    let place = Place::new();
    place.put("mine.kdl", "mine");
    place.run(["init", "mine.kdl"]).ends(2).complains("`mine.kdl` is there already, and stays as it is");
    assert_eq!(place.get("mine.kdl"), "mine");
    place.run(["init", "mine.kdl/deeper.kdl"]).ends(2).complains("mine.kdl");
    place.put("pipelines", "a file");
    place.run(["init"]).ends(2).complains("cannot");
}

#[test]
fn approvers_are_named_as_github_names_them() {
    let place = repository(HTTPS, "main");
    let text = first(
        &place,
        "pipelines/storefront.kdl",
        &["--approvers", "@acme/leads", "@other/leads", "acme/ops"],
    );
    for team in ["leads \"@acme/leads\"", "leads-2 \"@other/leads\"", "ops \"@acme/ops\""] {
        assert!(text.contains(team), "{text}");
    }
    let place = repository(HTTPS, "main");
    first(&place, "pipelines/storefront.kdl", &["--approvers", "@ann", "@bo", "@1up"]);
    for wrong in ["@a b", "\"", "@acme/", "a/b/c", "@x\n} hostile {", "\x1b[31m", ""] {
        let place = Place::new();
        let done = place.run(["init", "first.kdl", "--approvers", wrong]).ends(2);
        done.complains("is nobody on GitHub; write @org/team or @person");
        assert!(!place.has("first.kdl"));
    }
}

#[test]
fn nobody_is_asked_where_nobody_can_answer() {
    let place = Place::new();
    place.run(["init", "first.kdl"]).input("@evil/team\n").ends(0);
    assert!(place.get("first.kdl").contains("\"@your-org/maintainers\""));
}

#[test]
fn hostile_names_of_branches_stay_names() {
    for branch in ["$(id)", "a\"b", "x;y", "${{ github.token }}", "true", "1.2"] {
        let place = repository(HTTPS, branch);
        place.run(["init", "first.kdl"]).ends(0);
        let done = place.run(["check", "first.kdl", "--format", "json"]).command().output().unwrap();
        assert!(matches!(done.status.code(), Some(0 | 1)), "{branch}");
    }
}

#[test]
fn a_name_that_no_other_command_would_find_is_refused() {
    let place = Place::new();
    place.run(["init", "shop"]).ends(2).complains(
        "`shop` does not end in .kdl, so nothing would find it; `gatewright init pipelines/shop.kdl`",
    );
    assert!(!place.path("shop").exists(), "nothing is written");
    place.run(["init", "pipelines/shop.kdl"]).ends(0).says("wrote pipelines/shop.kdl");
    place.run(["check"]).ends(0);
}
