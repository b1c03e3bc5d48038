"""Jobs that wait for people or for time, and what people said."""

import datetime

from call import Refused, Whole, found, route, unprocessable
from clock import parsed

STATES = {"approved", "rejected"}


class Waiting:
    def __init__(self):
        super().__init__()
        self.waiting, self.reviews = [], {}

    def given_job(self, run, environment, since=""):
        """A job of the run names the environment: that makes it, if there is none, and the job waits for what protects it."""
        environment = self.used_environment(environment)
        self.waiting.append({"run": int(run), "environment": environment["name"].lower(), "since": self.time(since), "approved": False})
        if self.still_waiting(int(run)):
            self.runs[int(run)]["status"] = "waiting"

    def given_review(self, login, state, environments, run="42", comment=""):
        self.add_review(int(run), login, state, environments.split(","), comment)

    def add_review(self, run, login, state, environments, comment):
        self.reviews.setdefault(run, []).insert(0, {
            "state": state, "comment": comment, "user": self.person(login)["login"], "environments": environments})

    def timer_ends(self, job):
        wait = self.environments[job["environment"]]["wait_timer"]
        return parsed(job["since"]) + datetime.timedelta(minutes=wait)

    def still_waiting(self, run):
        """The jobs of a run that nobody approved, or whose time has not passed."""
        return [job for job in self.waiting if job["run"] == run and not job.get("rejected") and (
            self.environments[job["environment"]]["asks"] and not job["approved"] or self.timer_ends(job) > self.now())]

    def forget_waiting(self, run):
        self.waiting = [job for job in self.waiting if job["run"] != run]

    def fail_waiting(self, environment):
        """An environment that is deleted fails the jobs that wait for it."""
        for job in [job for job in self.waiting if job["environment"] == environment.lower()]:
            self.end_run(job["run"], "failure")
            self.forget_waiting(job["run"])

    def may_approve(self, who, run, environment):
        """Only a listed reviewer, and not the one who started the run if the environment says so."""
        starters = [self.person(self.runs[run]["triggering"])["id"]] if environment["prevent_self_review"] else []
        return (not who.is_app and self.is_among(who.login, environment["reviewers"])
                and self.person(who.login)["id"] not in starters)

    def pending_shape(self, who, job):
        environment = self.environments[job["environment"]]
        return {"environment": self.environment_head(environment), "wait_timer": environment["wait_timer"],
                "wait_timer_started_at": job["since"] if environment["wait_timer"] else None,
                "current_user_can_approve": self.may_approve(who, job["run"], environment),
                "reviewers": [self.reviewer_shape(name) for name in environment["reviewers"]]}

    def review_shape(self, review):
        environments = [self.reviewed(name) for name in review["environments"]]
        return {**review, "user": self.user(review["user"]), "environments": environments}

    def reviewed(self, name):
        """A review outlives its environment."""
        environment = self.environments.get(name.lower()) or {"id": 1, "name": name, "created_at": self.time(), "updated_at": self.time()}
        return {**self.environment_head(environment), "name": name,
                "created_at": environment["created_at"], "updated_at": environment["updated_at"]}

    @route("GET REPO/actions/runs/{#}/approvals", "actions=read")
    def get_reviews(self, _, number):
        found(self.runs, int(number))
        return 200, Whole(self.review_shape(review) for review in self.reviews.get(int(number), []))

    @route("GET REPO/actions/runs/{#}/pending_deployments", "actions=read")
    def get_pending(self, call, number):
        found(self.runs, int(number))
        return 200, Whole(self.pending_shape(call.who, job) for job in self.still_waiting(int(number)))

    @route("POST REPO/actions/runs/{#}/pending_deployments")
    def post_pending(self, call, number):
        run = found(self.runs, int(number))["id"]
        if call.who.is_app:
            raise Refused(403, "Resource not accessible by integration", {"X-Accepted-GitHub-Permissions": "deployments=write"})
        jobs = self.chosen(call, run)
        environments = [self.environments[job["environment"]] for job in jobs]
        self.add_review(run, call.who.login, call.body["state"], [each["name"] for each in environments], call.body["comment"])
        deployments = [self.automatic(run, each["name"]) for each in environments]
        if call.body["state"] == "rejected" and self.has_runner:
            for job in jobs:
                job["rejected"] = True
        elif call.body["state"] == "rejected":
            self.end_run(run, "failure")
            self.forget_waiting(run)
        else:
            for job in jobs:
                job["approved"] = True
            if not self.still_waiting(run):
                self.runs[run]["status"] = "in_progress"
        return 200, Whole(self.deployment_shape(deployment) for deployment in deployments)

    def chosen(self, call, run):
        """The waiting jobs that a review is about; one that the person may not decide refuses the whole review."""
        body = call.body
        if not body.get("environment_ids") or body.get("state") not in STATES or not isinstance(body.get("comment"), str):
            raise unprocessable("environment_ids, state and comment are needed", "environment_ids", "PendingDeployment")
        waiting = {self.environments[job["environment"]]["id"]: job for job in self.still_waiting(run) if not job["approved"]}
        for number in body["environment_ids"]:
            if number not in waiting:
                raise unprocessable("no job of this run waits for it", "environment_ids", "PendingDeployment")
            if not self.may_approve(call.who, run, self.environments[waiting[number]["environment"]]):
                raise unprocessable("you cannot approve this deployment", "environment_ids", "PendingDeployment")
        return [waiting[number] for number in body["environment_ids"]]
