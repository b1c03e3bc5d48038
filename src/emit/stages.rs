//! The jobs between the guard of a workflow and the deployment: rules, checks, the wait, the brief, and people, each behind
//! the ones before.

use indexmap::IndexMap;

use super::{
    deploy::outputs,
    inert,
    job::{
        ARTIFACT_DIR, RELEASE_DIR, checkout_release, checkout_scripts, release_output, reviewers, runner,
        script, set_up_tools, source, token,
    },
    login, place,
};
use crate::{
    github::{Commented, Environment, Job, Permission, Pins, Scope, Step},
    plan::{
        Plan, Route, Slot,
        conditions::{Check, Rule},
    },
};

/// What whoever starts it is asked for, where a plan may destroy something.
pub(super) const DESTROYS: &str = "How many things it may destroy, as the refused plan counts them";
/// A plan asks about everything that there is, and more is a fault.
const PLAN_MINUTES: u32 = 30;

/// Jobs with their ids, in the order in which they run.
pub(super) struct Stages<'a> {
    plan: &'a Plan,
    pins: &'a Pins,
    route: &'a Route,
    /// Jobs that every one of these needs, because it reads what they hand on.
    before: &'a [&'a str],
    condition: &'a str,
    /// What every job here knows of the release.
    env: &'a [(&'static str, String)],
    jobs: Vec<(String, Job)>,
    /// The jobs that the next one has to wait for.
    behind: Vec<String>,
    /// Jobs that hand something on to the deployment, which stands behind them without saying so.
    handing: Vec<String>,
}

impl<'a> Stages<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        pins: &'a Pins,
        route: &'a Route,
        before: &'a [&'a str],
        condition: &'a str,
        env: &'a [(&'static str, String)],
    ) -> Self {
        Self {
            plan,
            pins,
            route,
            before,
            condition,
            env,
            jobs: Vec::new(),
            behind: Vec::new(),
            handing: Vec::new(),
        }
    }

    /// Everything behind the rules.
    pub(super) fn all(mut self) -> Self {
        self.checks();
        self.plan();
        self.wait();
        self.brief();
        self.liftings();
        self.approvals();
        self
    }

    /// People alone.
    pub(super) fn people(mut self) -> Self {
        self.approvals();
        self
    }

    /// The rules in a job of their own, for a workflow whose guard does not know yet which way it goes.
    pub(super) fn rules(mut self) -> Self {
        if self.route.conditions.are_free() {
            return self;
        }
        let step = token(Step::run(
            "The rules of this way",
            source(&self.plan.names.gates(), &[&self.require_rules("")]),
        ));
        let mut step = self.known(step).env("SOURCE", self.value("SOURCE"));
        if self.route.tags().next().is_some() {
            // What was built from the tagged commit is what has passed and soaked; nothing: it has done neither.
            step = step.env("RELEASE_ID", "${{ needs.guard.outputs.known }}");
        }
        let job = Job {
            name: format!("Rules for {}", self.route.to),
            permissions: rule_permissions(self.route),
            steps: vec![checkout_scripts(self.pins), step],
            timeout_minutes: 10,
            // Whatever is built meanwhile is not needed to say no.
            needs: vec!["guard".to_owned()],
            ..self.job()
        };
        self.push("rules", job);
        self
    }

    /// Returns the jobs, and what the deployment has to wait for.
    pub(super) fn finish(self) -> (Vec<(String, Job)>, Vec<String>) {
        let mut needs = self.needs();
        for job in self.handing {
            if !needs.contains(&job) {
                needs.push(job);
            }
        }
        (self.jobs, needs)
    }

    fn needs(&self) -> Vec<String> {
        self.before.iter().map(|job| (*job).to_owned()).chain(self.behind.iter().cloned()).collect()
    }

    fn job(&self) -> Job {
        Job {
            needs: self.needs(),
            r#if: Some(self.condition.to_owned()),
            runs_on: runner(),
            timeout_minutes: 5,
            ..Job::default()
        }
    }

    fn push(&mut self, what: &str, job: Job) {
        let id = self.route.job_called(what);
        self.behind = vec![id.clone()];
        self.jobs.push((id, job));
    }

    fn value(&self, name: &str) -> String {
        self.env.iter().find(|(known, _)| *known == name).map_or(String::new(), |(_, value)| value.clone())
    }

    /// Gives a step what messages and rules speak of.
    fn known(&self, step: Step) -> Step {
        let env = self.env.iter().filter(|(name, _)| !matches!(*name, "DIGEST" | "SOURCE"));
        env.fold(step, |step, (name, value)| step.env(*name, value.clone()))
            .env("TARGET", self.route.to.clone())
    }

    fn require_rules(&self, mode: &str) -> String {
        format!("require_rules {}{mode}", self.route.way)
    }

    /// Each check is a job of its own, so that one run says all that is wrong.
    fn checks(&mut self) {
        let jobs: Vec<_> = self.route.conditions.checks.iter().map(|check| self.check(check)).collect();
        if !jobs.is_empty() {
            self.behind = jobs.iter().map(|(id, _)| id.clone()).collect();
            self.jobs.extend(jobs);
        }
    }

    fn check(&self, check: &Check) -> (String, Job) {
        let target = self.plan.target(self.route);
        let id = self.route.job_called(&format!("check-{}", check.name));
        let mut run =
            Step::run("Check", format!("./{}", self.plan.names.check_script(&target.name, &check.name)))
                .env("RELEASE_ID", release_output(self.route))
                .env("VERSION", self.value("VERSION"))
                .env("COMMIT", self.value("COMMIT"))
                .env("RELEASE_DIR", RELEASE_DIR)
                .env("ARTIFACT_DIR", ARTIFACT_DIR);
        for (seen, kept) in &check.secrets {
            run = run.env(seen, format!("${{{{ secrets.{kept} }}}}"));
        }
        let mut steps = vec![
            checkout_scripts(self.pins),
            checkout_release(self.pins, &self.value("COMMIT")),
            self.fetch(),
        ];
        steps.extend(set_up_tools(self.plan, self.pins));
        steps.push(run);
        let job = Job {
            name: inert(&check.title.text),
            permissions: vec![Permission::contents()],
            timeout_minutes: check.timeout_minutes,
            environment: (!check.secrets.is_empty()).then(|| self.without_reviewers()),
            steps,
            ..self.job()
        };
        (id, job)
    }

    fn fetch(&self) -> Step {
        let fetch =
            script(self.plan, &["fetch_release \"$RELEASE_ID\" \"$DIGEST\" \"$ARTIFACT_DIR\"".to_owned()]);
        token(Step::run("Fetch the release's bytes and verify them", fetch))
            .env("RELEASE_ID", release_output(self.route))
            .env("DIGEST", self.value("DIGEST"))
            .env("ARTIFACT_DIR", ARTIFACT_DIR)
    }

    /// Where credentials are that are used before anybody has approved.
    fn without_reviewers(&self) -> Environment {
        Environment {
            name: Commented::new(
                self.route.open_environment(),
                "no reviewers: whoever may start a run reaches what is in it",
            ),
            url: None,
        }
    }

    /// What would change, with credentials that only read: people see it, and the deployment is held to it.
    fn plan(&mut self) {
        let target = self.plan.target(self.route);
        let Some(planning) = &target.planning else { return };
        let mut run = self
            .known(Step::run("Plan", format!("./{}", self.plan.names.plan_script(&target.name))).id("plan"))
            .env("RELEASE_ID", release_output(self.route))
            .env("SOURCE", self.value("SOURCE"))
            .env("RELEASE_DIR", RELEASE_DIR)
            .env("ARTIFACT_DIR", ARTIFACT_DIR);
        if self.plan.asks_what_is_destroyed(self.route.makes_a_release()) {
            run = run.env("DESTROYS", "${{ inputs.destroys }}");
        }
        for (seen, kept) in &planning.secrets {
            run = run.env(seen, format!("${{{{ secrets.{kept} }}}}"));
        }
        let mut steps = vec![
            checkout_scripts(self.pins),
            checkout_release(self.pins, &self.value("COMMIT")),
            self.fetch(),
        ];
        steps.extend(place::steps(self.plan, self.pins, target, &planning.logins));
        steps.push(place::known(target, &planning.logins, run));
        let environment = planning.has_credentials().then(|| self.without_reviewers());
        let job = Job {
            name: format!("Plan for {}", self.route.to),
            permissions: login::permissions(vec![Permission::contents()], &planning.logins),
            outputs: match planning.binds {
                true => outputs(&["plan"], "plan"),
                false => IndexMap::new(),
            },
            timeout_minutes: PLAN_MINUTES,
            environment,
            steps,
            ..self.job()
        };
        if planning.binds {
            self.handing.push(self.route.job_called("plan"));
        }
        self.push("plan", job);
    }

    fn wait(&mut self) {
        if self.route.chain.waiting.is_empty() {
            return;
        }
        let minutes = self.route.conditions.wait_minutes;
        let said = format!("echo \"$RELEASE_ID waited {minutes} minutes\"");
        let job = Job {
            name: format!("Wait {minutes} minutes"),
            environment: Some(Environment {
                name: Commented::new(self.route.chain.waiting.clone(), "its timer holds this job"),
                url: None,
            }),
            steps: vec![Step::run("Waited", said).env("RELEASE_ID", release_output(self.route))],
            ..self.job()
        };
        self.push("wait", job);
    }

    /// What people have to know, before anybody is asked.
    fn brief(&mut self) {
        if !self.route.asks() {
            return;
        }
        let waited = !self.route.chain.waiting.is_empty();
        let again = waited.then(|| self.require_rules(" no-wait"));
        let write = format!("write_brief {}", self.route.way);
        let lines: Vec<&str> = again.iter().map(String::as_str).chain([write.as_str()]).collect();
        let step = token(Step::run(
            "Commits, settings, hours, who is asked",
            source(&self.plan.names.brief(), &lines),
        ));
        let step = self
            .known(step.env("RELEASE_ID", release_output(self.route)))
            .env("SOURCE", self.value("SOURCE"));
        let job = Job {
            name: format!("Brief on {}", self.route.to),
            permissions: rule_permissions(self.route),
            timeout_minutes: 10,
            steps: vec![checkout_scripts(self.pins), step],
            ..self.job()
        };
        self.push("brief", job);
    }

    fn liftings(&mut self) {
        let slots: Vec<Slot> = self.route.liftings().cloned().collect();
        for (index, slot) in slots.iter().enumerate() {
            let said = "echo \"Windows and freezes are lifted for this once: $REASON\"";
            let step = Step::run("Lifted", said).env("REASON", self.value("REASON"));
            let job = self.approval(format!("Lift windows and freezes ({})", slot.gate), slot, step);
            let what = if index == 0 { "lift".to_owned() } else { format!("lift-{}", index + 1) };
            self.push(&what, job);
        }
    }

    fn approvals(&mut self) {
        let of = self.route.chain.slots.len();
        for (index, slot) in self.route.approvals().iter().enumerate() {
            let number = index + 1;
            let said =
                format!("echo \"Approved: $RELEASE_ID may go to {} ({number} of {of})\"", self.route.to);
            let step = Step::run("Approved", said).env("RELEASE_ID", release_output(self.route));
            let job = self.approval(format!("Approval {number} of {of} ({})", slot.gate), slot, step);
            let id = self.route.approval_job(number);
            self.behind = vec![id.clone()];
            self.jobs.push((id, job));
        }
    }

    fn approval(&self, name: String, slot: &Slot, step: Step) -> Job {
        Job {
            name,
            environment: Some(Environment {
                name: Commented::new(slot.environment.clone(), reviewers(&slot.reviewers)),
                url: None,
            }),
            steps: vec![step],
            ..self.job()
        }
    }
}

/// What it takes to look up the rules of a way.
pub(super) fn rule_permissions(route: &Route) -> Vec<Permission> {
    let mut permissions = vec![
        Permission::contents(),
        Permission::read(Scope::Actions, "the runs behind the records"),
        Permission::read(Scope::Deployments, "what runs where"),
    ];
    if has_issues(route) {
        permissions.push(Permission::read(Scope::Issues, "the issues that block it"));
    }
    permissions
}

/// Tells whether open issues decide on a way.
pub(super) fn has_issues(route: &Route) -> bool {
    route.conditions.rules.iter().any(|rule| matches!(rule, Rule::NoIssue(_)))
}
