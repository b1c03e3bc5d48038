"""Deployments and their statuses: the records of what was deployed where."""

import json
import re

from call import Refused, found, route, unprocessable
from identities import BOT
from shapes import node

STATES = {"error", "failure", "inactive", "in_progress", "queued", "pending", "success"}
LONGEST_DESCRIPTION = 140


class Deployments:
    def __init__(self):
        super().__init__()
        self.deployments = {}

    def given_record(self, number, environment, release, states, creator=BOT, by=BOT, run="7", attempt="1", version="2.0.0",
                     commit="b" * 40, digest="sha256:" + "a" * 64, source="manual", reason="", withdraws="", shape="object", payload="",
                     at=""):
        """A record of the pipeline, with its statuses from the oldest to the newest; payload= is JSON in place of all that it says."""
        payload = self.parsed(payload) if payload else {
            "id": release, "version": version, "commit": commit, "digest": digest, "source": source, "approvers": [],
            "run": run, "attempt": int(attempt), "reason": reason, "withdraws": withdraws}
        self.add_deployment(int(number), creator, at, environment=environment, ref=commit, task="release",
                            production_environment=environment == "prod", payload=json.dumps(payload) if shape == "string" else payload)
        for state in states.split(","):
            if state != "none":
                self.add_status(int(number), {"state": state}, by, at)

    def given_automatic(self, number, environment):
        """A record that GitHub made by itself for a job that names the environment."""
        self.given_record(number, environment, "release-20990101-000000", "success")
        self.deployments[int(number)].update(task="deploy", payload={})

    def given_status(self, number, state, by=BOT, at="", description=""):
        self.add_status(int(number), {"state": state, "description": description}, by, at)

    def automatic(self, run, environment):
        return self.add_deployment(self.next(), BOT, "", environment=environment, ref=self.runs[run]["branch"], task="deploy", payload={},
                                   sha=self.runs[run]["sha"])

    def add_deployment(self, number, creator, at, **facts):
        self.person(creator)
        self.deployments[number] = {
            "id": number, "creator": {"login": creator}, "task": "deploy", "payload": {}, "environment": "production", "description": None,
            "transient_environment": False, "production_environment": facts.get("environment") == "production", "sha": facts["ref"],
            "created_at": self.time(at), **facts, "statuses": []}
        return self.deployments[number]

    def add_status(self, number, body, by, at=""):
        self.person(by)
        status = {"id": self.next(), "state": body["state"], "description": body.get("description", ""), "creator": {"login": by},
                  "created_at": self.time(at), "log_url": body.get("log_url", ""), "environment_url": body.get("environment_url", "")}
        self.deployments[number]["statuses"].insert(0, status)
        return status

    def deployment_shape(self, deployment):
        own = f"{self.repository_url}/deployments/{deployment['id']}"
        return {**{key: value for key, value in deployment.items() if key != "statuses"}, "url": own, "node_id": node("DE", deployment["id"]),
                "creator": self.user(deployment["creator"]["login"]), "updated_at": deployment["created_at"],
                "original_environment": deployment["environment"], "statuses_url": f"{own}/statuses",
                "repository_url": self.repository_url}

    def status_shape(self, deployment, status):
        own = f"{self.repository_url}/deployments/{deployment['id']}"
        return {**status, "url": f"{own}/statuses/{status['id']}", "node_id": node("DES", status["id"]),
                "creator": self.user(status["creator"]["login"]), "environment": deployment["environment"],
                "target_url": status["log_url"], "updated_at": status["created_at"], "deployment_url": own,
                "repository_url": self.repository_url}

    @route("GET REPO/deployments", "deployments=read")
    def get_deployments(self, call):
        filters = [field for field in ("environment", "task", "ref", "sha") if field in call.query]
        return 200, [self.deployment_shape(deployment) for _, deployment in sorted(self.deployments.items(), reverse=True)
                     if all(deployment[field] == call.query[field] for field in filters)]

    @route("GET REPO/deployments/{#}", "deployments=read")
    def get_deployment(self, _, number):
        return 200, self.deployment_shape(found(self.deployments, int(number)))

    @route("POST REPO/deployments", "deployments=write")
    def post_deployment(self, call):
        body = call.body
        if body.get("auto_merge", True) or body.get("required_contexts") != []:
            raise Refused(409, "Conflict: the ref has to be merged or checked first")
        if not re.fullmatch("[0-9a-f]{40}", body["ref"]) and not self.resolved(body["ref"]):
            raise Refused(422, f"No ref found for: {body['ref']}")
        if len(body.get("description") or "") > LONGEST_DESCRIPTION:
            raise unprocessable("description is too long", "description", "Deployment")
        known = ("ref", "task", "environment", "payload", "description", "transient_environment", "production_environment")
        facts = {key: value for key, value in body.items() if key in known}
        deployment = self.add_deployment(self.next(), call.who.login, "", **facts, sha=self.resolved(body["ref"]) or body["ref"])
        return 201, self.deployment_shape(deployment)

    @route("GET REPO/deployments/{#}/statuses", "deployments=read")
    def get_statuses(self, _, number):
        deployment = found(self.deployments, int(number))
        return 200, [self.status_shape(deployment, status) for status in deployment["statuses"]]

    @route("POST REPO/deployments/{#}/statuses", "deployments=write")
    def post_status(self, call, number):
        deployment, body = found(self.deployments, int(number)), call.body
        if body.get("state") not in STATES or len(body.get("description") or "") > LONGEST_DESCRIPTION:
            raise unprocessable("state or description is none that there can be", "state", "DeploymentStatus")
        if body.get("auto_inactive", True) and body["state"] == "success":
            self.retire_before(deployment)
        return 201, self.status_shape(deployment, self.add_status(deployment["id"], body, call.who.login))

    def retire_before(self, deployment):
        """GitHub calls what ran there before inactive, unless it is production or only passing through."""
        for other in self.deployments.values():
            kept = other["production_environment"] or other["transient_environment"] or other is deployment
            was_active = other["statuses"] and other["statuses"][0]["state"] == "success"
            if not kept and was_active and other["environment"] == deployment["environment"]:
                self.add_status(other["id"], {"state": "inactive"}, BOT)
