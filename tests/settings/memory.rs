//! GitHub out of memory: what it answers once everything that a file asks for is in place, but for what a test says.

use std::collections::BTreeMap;

use gatewright::{
    client::{Error, Kind},
    github::ReviewerKind,
    settings::{GitHub, Wanted},
};
use serde_json::{Value, json};

/// What GitHub answers, by path behind the repository's own, or by the whole path.
pub(super) struct Memory {
    answers: BTreeMap<String, Value>,
}

impl Memory {
    /// Everything is in place.
    pub(super) fn applied(wanted: &Wanted) -> Self {
        let numbers: BTreeMap<&str, usize> = wanted.people.keys().map(String::as_str).zip(1..).collect();
        let mut answers = BTreeMap::new();
        let mut put = |path: String, answer: Value| drop(answers.insert(path, answer));
        for (handle, number) in &numbers {
            match handle.split_once('/') {
                Some((organization, team)) => {
                    put(format!("/orgs/{organization}/teams/{team}"), json!({ "id": number, "slug": team }));
                    put(format!("/orgs/{organization}/teams/{team}/repos/acme/shop"), Value::Null);
                }
                None => put(format!("/users/{handle}"), json!({ "id": number, "login": handle })),
            }
        }
        put("/orgs/acme/teams".into(), json!([{ "slug": "leads" }, { "slug": "qa" }]));
        put(
            "/repos/acme/shop".into(),
            json!({
                "full_name": "acme/shop", "private": false, "default_branch": "main", "owner": { "type": "Organization" },
            }),
        );
        let mut environments = Vec::new();
        for one in &wanted.environments {
            let settings = &one.settings;
            let reviewer = |one: &gatewright::github::Reviewer| {
                let id = numbers[one.name.as_str()];
                match one.kind {
                    ReviewerKind::Team => {
                        json!({ "type": "Team", "reviewer": { "id": id, "slug": one.name.split('/').nth(1) } })
                    }
                    ReviewerKind::User => {
                        json!({ "type": "User", "reviewer": { "id": id, "login": one.name } })
                    }
                }
            };
            let mut rules = Vec::new();
            if !settings.reviewers.is_empty() {
                let reviewers: Vec<Value> = settings.reviewers.iter().map(reviewer).collect();
                rules.push(json!({ "type": "required_reviewers", "prevent_self_review": settings.prevent_self_review, "reviewers": reviewers }));
            }
            if settings.wait_timer > 0 {
                rules.push(json!({ "type": "wait_timer", "wait_timer": settings.wait_timer }));
            }
            environments.push(json!({
                "name": settings.name, "can_admins_bypass": settings.can_admins_bypass, "protection_rules": rules,
                "deployment_branch_policy": settings.deployment_branch_policy,
            }));
            let own = format!("/repos/acme/shop/environments/{}", settings.name);
            let policies = settings.branch_policies.iter().zip(1..);
            let policies: Vec<Value> =
                policies.map(|(one, id)| json!({ "id": id, "name": one.name, "type": one.kind })).collect();
            put(format!("{own}/deployment-branch-policies"), json!(policies));
            let names = |names: &[gatewright::settings::WantedName]| {
                names.iter().map(|one| json!({ "name": one.name })).collect::<Vec<_>>()
            };
            put(format!("{own}/secrets"), json!(names(&one.secrets)));
            put(format!("{own}/variables"), json!([]));
        }
        put("/repos/acme/shop/environments".into(), json!(environments));
        let mut rulesets = Vec::new();
        for (one, id) in wanted.rulesets.iter().zip(1..) {
            rulesets.push(json!({ "id": id, "name": one.ruleset.name, "source_type": "Repository" }));
            put(format!("/repos/acme/shop/rulesets/{id}"), json!(one.ruleset));
        }
        put("/repos/acme/shop/rulesets".into(), json!(rulesets));
        for names in ["secrets", "variables", "organization-secrets", "organization-variables"] {
            put(format!("/repos/acme/shop/actions/{names}"), json!([]));
        }
        let owners: Vec<String> = wanted.owners.iter().map(|owner| format!("@{owner}")).collect();
        put(
            "/repos/acme/shop/contents/.github/CODEOWNERS".into(),
            codeowners(&format!("* {}\n", owners.join(" "))),
        );
        put("/repos/acme/shop/codeowners/errors".into(), json!({ "errors": [] }));
        put(
            "/repos/acme/shop/immutable-releases".into(),
            json!({ "enabled": false, "enforced_by_owner": false }),
        );
        Self { answers }
    }

    /// Answers otherwise: `environments/prod` changes fields of that environment, any other path is what it says.
    /// `null` is for what there is not, a text for what the token lacks, and CODEOWNERS is its text.
    pub(super) fn but(mut self, changes: &Value) -> Self {
        for (path, change) in changes.as_object().expect("changes by path") {
            let whole = if path.starts_with('/') { path.clone() } else { format!("/repos/acme/shop/{path}") };
            let environment = path.strip_prefix("environments/").filter(|name| !name.contains('/'));
            if let Some(name) = environment {
                let all = self.answers.get_mut("/repos/acme/shop/environments").and_then(Value::as_array_mut);
                let all = all.expect("a list of environments");
                let at = all.iter().position(|one| one["name"] == name).expect("an environment of the file");
                match change.as_object() {
                    Some(fields) => fields.iter().for_each(|(key, value)| all[at][key] = value.clone()),
                    None => drop(all.remove(at)),
                }
            } else if change.is_null() {
                self.answers.remove(&whole);
            } else if let (true, Some(text)) = (path.ends_with("CODEOWNERS"), change.as_str()) {
                self.answers.insert(whole, codeowners(text));
            } else if let (Some(fields), Some(Value::Object(known))) =
                (change.as_object(), self.answers.get_mut(&whole))
            {
                known.extend(fields.clone());
            } else {
                self.answers.insert(whole, change.clone());
            }
        }
        self
    }

    fn answer(&self, path: &str) -> Result<Value, Error> {
        let request = format!("GET {path}");
        match self.answers.get(path.split('?').next().unwrap_or_default()) {
            Some(Value::String(permission)) => {
                let permission = Some(format!("`{permission}`"));
                let kind = Kind::Forbidden { permission, sign_in: None, message: String::new() };
                Err(Error { request, kind, settled: true })
            }
            Some(answer) => Ok(answer.clone()),
            None => Err(Error { request, kind: Kind::NotFound, settled: true }),
        }
    }
}

impl GitHub for Memory {
    fn get(&self, path: &str) -> Result<Value, Error> {
        self.answer(path)
    }

    fn list(&self, path: &str, _: Option<&str>) -> Result<Vec<Value>, Error> {
        self.answer(path).map(|answer| answer.as_array().cloned().unwrap_or_default())
    }
}

/// As GitHub sends a file.
fn codeowners(text: &str) -> Value {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut content = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let bits =
            chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * place) & 63) as usize];
            content.push(if place <= chunk.len() { char::from(sign) } else { '=' });
        }
    }
    json!({ "encoding": "base64", "content": content })
}
