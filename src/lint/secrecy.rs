//! What looks or sounds like a secret.

use crate::syntax::Variable;

/// How keys begin, how many characters at least follow, and what they are.
const KEYS: &[(&str, usize, &str)] = &[
    ("sk_live_", 4, "a live payment key"),
    ("rk_live_", 4, "a live payment key"),
    ("ghp_", 4, "a GitHub token"),
    ("gho_", 4, "a GitHub token"),
    ("ghs_", 4, "a GitHub token"),
    ("ghu_", 4, "a GitHub token"),
    ("ghr_", 4, "a GitHub token"),
    ("github_pat_", 4, "a GitHub token"),
    ("glpat-", 4, "a GitLab token"),
    ("AKIA", 12, "an AWS access key"),
    ("ASIA", 12, "an AWS access key"),
    ("AIza", 16, "a Google API key"),
    ("xoxa-", 4, "a Slack token"),
    ("xoxb-", 4, "a Slack token"),
    ("xoxe-", 4, "a Slack token"),
    ("xoxp-", 4, "a Slack token"),
    ("xoxr-", 4, "a Slack token"),
    ("xoxs-", 4, "a Slack token"),
    ("npm_", 20, "an npm token"),
    ("SG.", 20, "a SendGrid key"),
];

/// How names end that promise a secret.
const NAMES: &[&str] = &["PASSWORD", "SECRET", "TOKEN", "API_KEY", "PRIVATE_KEY", "SECRET_KEY"];

/// Tells whether the value of a variable had better not be repeated.
pub(super) fn is_suspected(variable: &Variable) -> bool {
    by_shape(&variable.value.value).is_some() || by_name(&variable.name.value)
}

/// Says what a value is, by how it looks; no more of it than everybody knows.
pub(super) fn by_shape(value: &str) -> Option<String> {
    let words = value.split(|c: char| !c.is_ascii_alphanumeric() && !"_-.".contains(c));
    for word in words {
        let known = |(head, rest, _): &&(&str, usize, &str)| {
            word.strip_prefix(head).is_some_and(|tail| tail.len() >= *rest)
        };
        if let Some((head, _, what)) = KEYS.iter().find(known) {
            return Some(format!("{what}, by its beginning: `{head}…`"));
        }
        if is_json_web_token(word) {
            return Some("a signed token, by its three parts: `eyJ….….…`".to_owned());
        }
    }
    if let Some((_, key)) = value.split_once("-----BEGIN ") {
        let open = ["CERTIFICATE", "PUBLIC KEY", "RSA PUBLIC KEY"].iter().any(|open| key.starts_with(open));
        return (!open).then(|| "a private key, by its first line".to_owned());
    }
    holds_password(value).then(|| "an address with a password in it".to_owned())
}

fn is_json_web_token(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    matches!(parts.as_slice(), [head, body, proof]
        if head.starts_with("eyJ") && body.len() >= 4 && proof.len() >= 4 && head.len() >= 8)
}

/// `scheme://user:password@host`; a name in place of the password is none.
fn holds_password(value: &str) -> bool {
    value.match_indices("://").any(|(at, mark)| {
        let rest = &value[at + mark.len()..];
        let authority =
            rest.split(|c: char| c.is_whitespace() || "/?#\"'".contains(c)).next().unwrap_or_default();
        let password = authority.rsplit_once('@').and_then(|(login, _)| login.split_once(':'));
        password.is_some_and(|(_, password)| {
            let stands_for_one =
                password.starts_with(['$', '{', '<', '%']) || password.chars().all(|c| "*x".contains(c));
            !stands_for_one
        })
    })
}

pub(super) fn by_name(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    if name.contains("PUBLIC") || name.contains("PUBLISHABLE") {
        return false;
    }
    NAMES.iter().any(|end| name.ends_with(end))
}
