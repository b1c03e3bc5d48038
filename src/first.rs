//! The first file of a team: what `init` writes.

use crate::syntax::name;

/// What the repository tells about itself.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// `owner/repository`, from git's own configuration.
    pub repository: Option<String>,
    /// The branch that git is on, or the one that the remote calls its head.
    pub default_branch: Option<String>,
    /// The name of the folder.
    pub folder: String,
    /// The scripts of `package.json`, if there is one.
    pub scripts: Option<Vec<String>>,
    /// Whether `package.json` says a version.
    pub has_version: bool,
}

/// A first file.
#[derive(Debug, Clone)]
pub struct First {
    /// What the pipeline is called.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// Guesses who approves: a team of the owner's, which is the one thing to correct.
pub fn guess_approvers(facts: &Facts) -> String {
    let owner =
        facts.repository.as_deref().and_then(|repository| repository.split_once('/')).map(|(owner, _)| owner);
    format!("@{}/maintainers", owner.unwrap_or("your-org"))
}

/// Tells whether somebody is named as GitHub names teams and people: `@org/team`, `@person`.
pub fn is_handle(text: &str) -> bool {
    let plain = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphanumeric())
            && part.len() <= 100
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
    };
    let mut parts = text.strip_prefix('@').unwrap_or(text).splitn(2, '/');
    parts.all(plain)
}

/// Writes a file that builds without an error, and leaves nothing out that a team would have to find out by itself.
pub fn write(facts: &Facts, approvers: &[String]) -> First {
    let name = plain(
        facts.repository.as_deref().and_then(|one| one.split('/').next_back()).unwrap_or(&facts.folder),
        "app",
    );
    let branch = facts.default_branch.as_deref().unwrap_or("main");
    let mut repository = quoted(facts.repository.as_deref().unwrap_or("your-org/your-repository"));
    if branch != "main" {
        repository.push_str(&format!(" default-branch={}", quoted(branch)));
    }
    let teams = named(approvers);
    let declared: Vec<String> =
        teams.iter().map(|(name, handle)| format!("    {name} {}", quoted(&at(handle)))).collect();
    let names: Vec<&str> = teams.iter().map(|(name, _)| name.as_str()).collect();
    let text = format!(
        "// How {name} is released. Check it with `gatewright check`, generate from it with `gatewright build`.
pipeline {name} {{
    repository {repository}
}}

promotions {{
    push {push} -> dev
    dev     -> staging {{ approvals 1 from {names} }}
    staging -> prod    {{ approvals 2 from {names} }}
}}

teams {{
{teams}
}}

{release}

{build}

// Each script gets RELEASE_ID, VERSION, COMMIT, ENVIRONMENT, URL and ARTIFACT_DIR.
defaults {{
    steps {{ deploy \"Ship the release\" run=\"./scripts/deploy.sh\" }}
}}

environment dev {{
    kind integration
    url \"https://dev.example.com\"
}}

environment staging {{
    kind staging
    url \"https://staging.example.com\"
}}

environment prod {{
    kind production
    url \"https://example.com\"
}}
",
        push = word(branch),
        names = names.join(" "),
        teams = declared.join("\n"),
        release = release(facts),
        build = build(facts),
    );
    First { name, text }
}

fn release(facts: &Facts) -> String {
    let from = if facts.has_version { "\"package.json\"" } else { "changelog" };
    let comment = if facts.has_version { "" } else { "     // the first \"## 1.2.3\" of CHANGELOG.md" };
    format!("release {{\n    version semver from={from}{comment}\n}}")
}

fn build(facts: &Facts) -> String {
    let Some(scripts) = &facts.scripts else {
        return "build {\n    run \"./scripts/build.sh\"\n    artifact bundle \"dist/**\"       // built once; every environment gets these very bytes\n}".to_owned();
    };
    let mut run = vec!["\"npm ci\"".to_owned()];
    if scripts.iter().any(|script| script == "test") {
        run.push("\"npm test\"".to_owned());
    }
    if scripts.iter().any(|script| script == "build") {
        run.push("\"npm run build\"".to_owned());
    }
    format!(
        "build {{\n    run {}\n    artifact bundle \"dist/**\"       // built once; every environment gets these very bytes\n}}",
        run.join(" ")
    )
}

/// Names for the teams: the last part of each handle, with a number where two would be the same.
fn named(approvers: &[String]) -> Vec<(String, &String)> {
    let mut teams: Vec<(String, &String)> = Vec::with_capacity(approvers.len());
    for handle in approvers {
        let last = plain(handle.rsplit('/').next().unwrap_or_default(), "approvers");
        let mut numbered = (2..).map(|number| format!("{last}-{number}"));
        let mut name = last.clone();
        while teams.iter().any(|(taken, _)| *taken == name) {
            name = numbered.next().unwrap_or_default();
        }
        teams.push((name, handle));
    }
    teams
}

fn at(handle: &str) -> String {
    if handle.starts_with('@') { handle.to_owned() } else { format!("@{handle}") }
}

/// The text as a name, or the other one where nothing of it can stay.
fn plain(text: &str, otherwise: &str) -> String {
    let dashed: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let joined = dashed.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let named: String =
        joined.trim_start_matches(|c: char| !c.is_ascii_lowercase()).chars().take(60).collect();
    if name::is_plain(&named) { named } else { otherwise.to_owned() }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A branch as a bare word, where KDL takes it as one.
fn word(branch: &str) -> String {
    let bare = branch.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
        && branch.starts_with(|c: char| c.is_ascii_alphabetic());
    if bare && !matches!(branch, "true" | "false" | "null" | "inf" | "nan") {
        branch.to_owned()
    } else {
        quoted(branch)
    }
}
