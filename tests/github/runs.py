"""Workflows and their runs."""

from call import Listed, Refused, found, route, unprocessable
from shapes import CREATED, node

MOST_INPUTS = 25


class Runs:
    def __init__(self):
        super().__init__()
        self.runs, self.workflows, self.dispatched = {}, {}, []

    def given_workflow(self, file, dispatch="yes"):
        """A workflow file on the default branch; dispatch=no: it does not start by hand."""
        self.workflow(file)["dispatch"] = dispatch == "yes"

    def workflow(self, file):
        return self.workflows.setdefault(file, {"id": 5000 + len(self.workflows), "file": file, "dispatch": True})

    def given_run(self, number, actor="alice", triggering="", event="workflow_dispatch", workflow="promote-release.yml",
                  status="in_progress", conclusion="", attempt="1", branch="main", sha="b" * 40, repository="", suffix="",
                  ends_after="", at="", title=""):
        """`ends_after=2`: it is over when it is looked at the second time."""
        over = status == "completed"
        self.runs[int(number)] = {
            "id": int(number), "actor": self.person(actor)["login"], "triggering": self.person(triggering or actor)["login"],
            "event": event, "workflow": workflow, "suffix": suffix, "status": status, "attempt": int(attempt), "branch": branch,
            "conclusion": conclusion or "success" if over else None, "sha": sha, "repository": repository, "at": self.time(at),
            "title": title, "ends_after": int(ends_after) if ends_after else None}
        self.workflow(workflow)

    def given_no_run(self, number):
        del self.runs[int(number)]

    def end_run(self, number, conclusion):
        self.runs[number].update(status="completed", conclusion=conclusion)

    def workflow_shape(self, workflow):
        own, path = f"{self.repository_url}/actions/workflows/{workflow['id']}", f".github/workflows/{workflow['file']}"
        page = f"https://github.com/{self.full_name}"
        return {"id": workflow["id"], "node_id": node("W", workflow["id"]), "name": workflow["file"], "path": path, "state": "active",
                "created_at": CREATED, "updated_at": CREATED, "url": own, "html_url": f"{page}/blob/main/{path}",
                "badge_url": f"{page}/workflows/{workflow['file']}/badge.svg"}

    def run_shape(self, run):
        own, workflow = f"{self.repository_url}/actions/runs/{run['id']}", self.workflow(run["workflow"])
        title, at = run["title"] or run["workflow"], run["at"]
        head = {**self.minimal_repository(), "full_name": run["repository"] or self.full_name}
        person = {"name": run["actor"], "email": self.email(run["actor"])}
        return {
            "id": run["id"], "node_id": node("WFR", run["id"]), "name": run["workflow"], "head_branch": run["branch"], "head_sha": run["sha"],
            "path": f".github/workflows/{run['workflow']}{run['suffix']}", "display_title": title, "run_number": run["id"],
            "event": run["event"], "status": run["status"], "conclusion": run["conclusion"], "workflow_id": workflow["id"],
            "check_suite_id": run["id"], "check_suite_node_id": node("CS", run["id"]), "url": own,
            "html_url": f"https://github.com/{self.full_name}/actions/runs/{run['id']}", "pull_requests": [], "created_at": at,
            "updated_at": at, "run_started_at": at, "actor": self.user(run["actor"]), "triggering_actor": self.user(run["triggering"]),
            "run_attempt": run["attempt"], "referenced_workflows": [], "previous_attempt_url": None, "jobs_url": f"{own}/jobs",
            "logs_url": f"{own}/logs", "check_suite_url": f"{self.repository_url}/check-suites/{run['id']}",
            "artifacts_url": f"{own}/artifacts", "cancel_url": f"{own}/cancel", "rerun_url": f"{own}/rerun",
            "workflow_url": f"{self.repository_url}/actions/workflows/{workflow['id']}", "repository": self.minimal_repository(),
            "head_repository": head, "head_commit": {
                "id": run["sha"], "tree_id": run["sha"], "message": title, "timestamp": at, "author": person, "committer": person}}

    @route("GET REPO/actions/workflows", "actions=read")
    def get_workflows(self, _):
        return 200, Listed("workflows", [self.workflow_shape(each) for each in self.workflows.values()])

    @route("GET REPO/actions/workflows/{}", "actions=read")
    def get_workflow(self, _, name):
        return 200, self.workflow_shape(self.found_workflow(name))

    def found_workflow(self, name):
        """By its file's name or by its number."""
        by_number = {str(each["id"]): each for each in self.workflows.values()}
        return found({**self.workflows, **by_number}, name)

    @route("GET REPO/actions/workflows/{}/runs", "actions=read")
    def get_workflow_runs(self, call, name):
        return self.get_runs(call, self.found_workflow(name)["file"])

    @route("GET REPO/actions/runs", "actions=read")
    def get_runs(self, call, workflow=None):
        query = call.query

        def is_wanted(run):
            return ((workflow is None or run["workflow"] == workflow)
                    and query.get("event", run["event"]) == run["event"]
                    and query.get("branch", run["branch"]) == run["branch"]
                    and query.get("head_sha", run["sha"]) == run["sha"]
                    and query.get("actor", run["actor"]).lower() == run["actor"].lower()
                    and query.get("status", run["status"]) in (run["status"], run["conclusion"])
                    and is_within(run["at"], query.get("created", "")))
        newest = sorted(filter(is_wanted, self.runs.values()), key=lambda run: (run["at"], run["id"]), reverse=True)
        return 200, Listed("workflow_runs", [self.run_shape(run) for run in newest])

    @route("GET REPO/actions/runs/{#}", "actions=read")
    def get_run(self, _, number):
        run = found(self.runs, int(number))
        if run["ends_after"] is not None:
            run["ends_after"] -= 1
            if run["ends_after"] <= 0 and run["status"] != "completed":
                self.end_run(run["id"], "success")
        return 200, self.run_shape(run)

    @route("POST REPO/actions/runs/{#}/cancel", "actions=write")
    def post_cancel(self, _, number):
        run = found(self.runs, int(number))
        if run["status"] == "completed":
            raise Refused(409, "Cannot cancel a workflow run that is completed.")
        if self.has_runner:
            self.stopping.append(run["id"])
        else:
            self.end_run(run["id"], "cancelled")
        self.forget_waiting(run["id"])
        return 202, {}

    @route("POST REPO/actions/workflows/{}/dispatches", "actions=write")
    def post_dispatch(self, call, name):
        workflow, inputs = self.found_workflow(name), call.body.get("inputs") or {}
        reference = call.body.get("ref", "").removeprefix("refs/heads/").removeprefix("refs/tags/")
        if not workflow["dispatch"]:
            raise Refused(422, "Workflow does not have 'workflow_dispatch' trigger")
        if reference not in self.branches and reference not in self.tags:
            raise Refused(422, f"No ref found for: {reference}")
        if len(inputs) > MOST_INPUTS or not all(isinstance(value, (str, int, bool)) for value in inputs.values()):
            raise unprocessable(f"at most {MOST_INPUTS} inputs, each a plain value", "inputs", "WorkflowDispatch")
        number = self.next()
        self.given_run(str(number), actor=call.who.login, workflow=workflow["file"], status="queued", branch=reference,
                       sha=self.resolved(reference))
        self.dispatched.append({"run": number, "workflow": workflow["file"], "ref": reference, "inputs": inputs})
        if not call.body.get("return_run_details"):
            return 204, None
        return 200, {"workflow_run_id": number, "run_url": f"{self.repository_url}/actions/runs/{number}",
                     "html_url": f"https://github.com/{self.full_name}/actions/runs/{number}"}


def is_within(time, wanted):
    """GitHub's way to ask for dates: `>=2025-01-01`, `2025-01-01..2025-01-31`, `2025-01-01`."""
    if ".." in wanted:
        first, last = wanted.split("..")
        return (first == "*" or time >= first) and (last == "*" or time[:len(last)] <= last)
    for sign, holds in ((">=", time.__ge__), ("<=", lambda last: time[:len(last)] <= last), (">", time.__gt__), ("<", time.__lt__)):
        if wanted.startswith(sign):
            return holds(wanted.removeprefix(sign))
    return time.startswith(wanted)
