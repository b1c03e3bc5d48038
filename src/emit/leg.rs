//! A release that is brought to an environment beside the usual ways: in a rehearsal, and by a rollback.

use super::job::{checkout, script, token};
use crate::{
    github::{Pins, Step},
    plan::{Plan, Route},
};

/// One such release, on one such way.
pub(super) struct Leg {
    /// What its steps and folders are called.
    pub(super) name: &'static str,
    /// What it is, for people.
    pub(super) to: &'static str,
    /// Where the guard says which release it is: id, version, commit and digest.
    pub(super) outputs: [&'static str; 4],
    /// What is done, for people.
    pub(super) title: &'static str,
    /// The script that does it.
    pub(super) script: String,
    /// What its record, and the script, know besides.
    pub(super) known: Vec<(&'static str, String)>,
    /// What is looked at once more behind the turn.
    pub(super) checks: Vec<String>,
}

impl Leg {
    /// Turn, checkout, bytes, work.
    pub(super) fn steps(&self, plan: &Plan, pins: &Pins, route: &Route) -> Vec<Step> {
        let place = plan.target(route);
        let [release, version, commit, digest] =
            self.outputs.map(|name| format!("${{{{ needs.guard.outputs.{name} }}}}"));
        let artifact = format!("${{{{ runner.temp }}}}/{}", self.name);
        let known = |step: Step| {
            token(step)
                .env("RELEASE_ID", release.clone())
                .env("VERSION", version.clone())
                .env("COMMIT", commit.clone())
                .env("DIGEST", digest.clone())
        };
        let mut lines = vec![format!("take_turn {}", place.name)];
        lines.extend(self.checks.iter().cloned());
        lines.push("keep_turn".to_owned());
        let title = format!("Wait for the turn: {} to {}", self.name, self.to);
        let mut turn = known(Step::run(title, script(plan, &lines))).id(self.name);
        for (name, value) in &self.known {
            turn = turn.env(*name, value.clone());
        }
        if route.asks() {
            turn = turn.env("APPROVERS", "${{ steps.people.outputs.approvers }}");
        }
        let fetch = script(plan, &["fetch_release \"$RELEASE_ID\" \"$DIGEST\" \"$ARTIFACT_DIR\"".to_owned()]);
        let fetch = known(Step::run(format!("Fetch the bytes of {}", self.to), fetch))
            .env("ARTIFACT_DIR", artifact.clone());
        let mut work = known(Step::run(format!("{} {}", self.title, self.to), format!("./{}", self.script)))
            .env("RECORD", format!("${{{{ steps.{}.outputs.record }}}}", self.name))
            .env("RELEASE_DIR", format!("${{{{ github.workspace }}}}/{}", self.name))
            .env("ARTIFACT_DIR", artifact);
        for (name, value) in self.known.iter().filter(|(name, _)| *name != "REHEARSES") {
            work = work.env(*name, value.clone());
        }
        work = super::place::known(place, &place.logins, work);
        for (seen, kept) in &place.secrets {
            work = work.env(seen, format!("${{{{ secrets.{kept} }}}}"));
        }
        let checkout = checkout(pins, &format!("Check out the commit of {}", self.to), &commit, self.name);
        vec![turn, checkout, fetch, work]
    }
}
