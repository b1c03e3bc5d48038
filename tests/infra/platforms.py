"""Railway's API, and the sites that platforms serve, for many cases at once: each has a world of its own, named by the first part of the address.

POST /CASE/graphql    what the generated scripts ask of Railway; every query has to be one that its schema would let through
POST /CASE/_up        what Railway's command hands over (bin/railway)
GET  /CASE/site/…     what users get: /health answers for the release that runs
PUT  /CASE/_given     facts and faults, as JSON
GET  /CASE/_state     all that is so
"""
import http.server, json, re, sys, threading
from collections import defaultdict

TOKEN = "railway-token"
# The questions, as far as GraphQL lets them through: what each takes, and what may be asked of its answer.
QUESTIONS = {
    r"query { projectToken { project { id name } environment { id name } } }": set(),
    r"query ($id: String!) { project(id: $id) { services { edges { node { id name } } } } }": {"id"},
    r"query ($input: DeploymentListInput!) { deployments(input: $input, first: 50) "
    r"{ edges { node { id status createdAt canRollback meta } } } }": {"input"},
    r"query ($id: String!) { deployment(id: $id) { id status } }": {"id"},
    r"mutation ($input: VariableCollectionUpsertInput!) { variableCollectionUpsert(input: $input) }": {"input"},
    r"mutation ($id: String!) { deploymentRollback(id: $id) }": {"id"},
}


class World:
    def __init__(self):
        self.services, self.deployments, self.variables, self.written = {"svc-1": "web"}, [], {}, []
        self.faults, self.site, self.complaints, self.number = {}, None, [], 0

    def deploy(self, meta, version, service="svc-1", states=("QUEUED", "BUILDING", "DEPLOYING", "SUCCESS")):
        self.number += 1
        end = self.faults.get("becomes")
        if end:
            states = (*states[:-1], *end.split(","))
        self.deployments.append({"id": f"dep-{self.number}", "service": service, "status": states[0], "next": list(states[1:]), "meta": meta,
                                 "version": version, "createdAt": f"2026-11-21T18:{self.number:02}:00.000Z", "ran": False,
                                 "variables": dict(self.variables.get(service, {}))})
        return self.deployments[-1]

    def go_on(self, one):
        """Each time that somebody looks, it has come further."""
        if one["next"]:
            one["status"] = one["next"].pop(0)
        if one["status"] == "SUCCESS" and not one["ran"]:
            one["ran"] = True
            for other in self.deployments:
                if other is not one and other["service"] == one["service"] and other["status"] == "SUCCESS":
                    other["status"] = "REMOVED"

    def running(self):
        return next((one for one in reversed(self.deployments) if one["status"] in ("SUCCESS", "CRASHED") and one["ran"]), None)

    def shape(self, one):
        image = {"imageDigest": f"sha256:{one['version']}"} if one["ran"] and not self.faults.get("tells_nothing") else {}
        meta = {} if self.faults.get("tells_nothing") else {**one["meta"], **image}
        return {"id": one["id"], "status": one["status"], "createdAt": one["createdAt"], "meta": meta,
                "canRollback": one["ran"] and not self.faults.get("keeps_nothing")}

    def ask(self, query, given):
        wanted = QUESTIONS.get(" ".join(query.split()))
        if wanted is None or set(given) != wanted:
            self.complaints.append(f"no such question: {query} with {sorted(given)}")
            return {"errors": [{"message": f"Cannot query: {query}"}]}
        if self.faults.get("refuses") and "mutation" in query:
            return {"errors": [{"message": self.faults["refuses"]}]}
        field = re.search(r"{ (\w+)", query)[1]
        if field == "projectToken":
            return {"data": {"projectToken": {"project": {"id": "prj-1", "name": self.faults.get("project", "shop")},
                                              "environment": {"id": "env-1", "name": "production"}}}}
        if field == "project":
            edges = [{"node": {"id": key, "name": name}} for key, name in self.services.items()]
            return {"data": {"project": {"services": {"edges": edges}}}}
        if field in ("deployments", "variableCollectionUpsert"):
            place = given["input"]
            if (place["projectId"], place["environmentId"]) != ("prj-1", "env-1") or place["serviceId"] not in self.services:
                self.complaints.append(f"there is no such place: {place}")
                return {"errors": [{"message": "ServiceInstance not found"}]}
        if field == "deployments":
            own = [one for one in self.deployments if one["service"] == given["input"]["serviceId"]]
            after = self.faults.get("pushed_after")
            if after is not None:
                # Railway hears of a push a while later.
                self.faults["pushed_after"] = after - 1
                if after == 0:
                    self.faults.pop("pushed_after")
                    self.deploy({"commitHash": self.faults["commit"]}, "2.0.0")
            return {"data": {"deployments": {"edges": [{"node": self.shape(one)} for one in own]}}}
        if field == "variableCollectionUpsert":
            known = self.variables.setdefault(given["input"]["serviceId"], {})
            before, running = dict(known), self.running()
            known.update(given["input"]["variables"])
            if not given["input"]["skipDeploys"] and known != before and running:
                # What runs is deployed once more, with the other values.
                self.deploy(running["meta"], running["version"], running["service"], ("DEPLOYING", "SUCCESS"))
            return {"data": {"variableCollectionUpsert": True}}
        one = next((one for one in self.deployments if one["id"] == given["id"]), None)
        if one is None:
            return {"errors": [{"message": "Deployment not found"}]}
        if field == "deployment":
            self.go_on(one)
            return {"data": {"deployment": {"id": one["id"], "status": one["status"]}}}
        if not self.shape(one)["canRollback"]:
            return {"errors": [{"message": "This deployment cannot be rolled back to"}]}
        self.deploy(one["meta"], one["version"], one["service"], ("DEPLOYING", "SUCCESS"))
        return {"data": {"deploymentRollback": True}}

    def health(self):
        if self.site:
            site = dict(self.site)
            becomes, after = site.pop("becomes", None), site.pop("after", None)
            if after is not None:
                self.site["after"] = after - 1
                if after <= 0:
                    self.site = becomes
            return (site.pop("code", 200), site)
        one = self.running()
        if one is None or one["status"] == "CRASHED":
            return 502, {"status": "error", "message": "Application failed to respond"}
        return 200, {"status": "healthy", "version": "v" + one["version"], "environment": "production"}


class Server(http.server.BaseHTTPRequestHandler):
    worlds, lock = defaultdict(World), threading.Lock()

    def handle_one(self):
        case, _, path = self.path.strip("/").partition("/")
        size = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(size)) if size else {}
        with self.lock:
            world = self.worlds[case]
            if path == "_given":
                for key, value in body.items():
                    if key in ("faults", "services"):
                        setattr(world, key, value)
                    elif key == "deployed":
                        one = world.deploy(**value, states=("SUCCESS",))
                        world.go_on(one)
                    elif key == "site":
                        world.site = value
                    elif key == "crashed":
                        world.running()["status"] = "CRASHED"
                return 200, {}
            if path == "_state":
                return 200, {"deployments": world.deployments, "variables": world.variables, "complaints": world.complaints,
                             "running": (world.running() or {}).get("version")}
            if path == "_up":
                return 200, {"deploymentId": world.deploy({"cliMessage": body["message"], "reason": "deploy"}, body["message"].split()[1],
                                                          body["service"])["id"]}
            if path == "graphql":
                if self.headers.get("Project-Access-Token") != TOKEN:
                    return 200, {"errors": [{"message": "Not Authorized"}], "data": None}
                if world.faults.get("down"):
                    world.faults["down"] -= 1
                    return 503, {}
                return 200, world.ask(body["query"], body["variables"])
            return world.health() if path.startswith("site/") else (404, {})

    def do_GET(self):
        code, answer = self.handle_one()
        text = json.dumps(answer).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_POST = do_PUT = do_GET

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    print(server.server_port, flush=True)
    sys.stdout.close()
    server.serve_forever()
