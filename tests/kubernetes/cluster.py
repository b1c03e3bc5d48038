"""Stands in for kubectl and for the cluster behind it. It takes only what kubectl takes (kubectl.json is read from kubectl's own help),
keeps deployments, replica sets, revisions, pods, services and the rest, and writes down who would answer requests.

What an image does is said by its digest in `images`: good, slow, never, crash, liveness, pull, late-crash.
`faults` breaks calls: {"match": "apply", "skip": 1, "times": 2, "said": "…"}.
`kill` ("3 before", "3 after") ends the whole session at that change, as `kill -9` and a machine that burns down do."""

import copy
import hashlib
import json
import os
import re
import time

from yaml_subset import NotRead, documents

HERE = os.path.dirname(os.path.realpath(__file__))


class Refused(Exception):
    """What kubectl says on its way out."""


# ---- arguments -------------------------------------------------------------------------------------------------------

with open(os.path.join(HERE, "kubectl.json"), encoding="utf-8") as table:
    COMMANDS = json.load(table)
# These take a value only behind `=`.
OPTIONAL = {"dry-run", "cascade", "validate"}
ONLY = {"dry-run": ("none", "server", "client"), "output": None, "type": ("json", "merge", "strategic")}


def arguments(words):
    """The command, its words and its flags, if kubectl would take them."""
    places, flags, names = [], {}, None
    command = next((one for one in sorted(COMMANDS, key=len, reverse=True) if one != "options" and spoken(words, one)), None)
    if command is None:
        raise Refused(f'error: unknown command "{words[0] if words else ""}" for "kubectl"')
    known = {}
    for entry in COMMANDS["options"] + COMMANDS[command]:
        name, *short = entry.split(" ")
        bare = name.strip("-=")
        known["--" + bare] = (bare, name.endswith("="))
        for one in short:
            known[one] = known["--" + bare]
    index = 0
    while index < len(words):
        word = words[index]
        index += 1
        if not word.startswith("-") or word == "-":
            places.append(word)
            continue
        name, equals, value = word.partition("=")
        if name not in known:
            raise Refused(f"error: unknown flag: {name}\nSee 'kubectl {command} --help' for usage.")
        bare, takes = known[name]
        if bare in OPTIONAL:
            value = value if equals else "unchanged"
        elif takes and not equals:
            if index == len(words):
                raise Refused(f"error: flag needs an argument: {name}")
            value = words[index]
            index += 1
        elif not takes:
            value = not equals or value == "true"
        if bare in ("timeout", "request-timeout") and not re.fullmatch(r"[0-9]+(ms|s|m|h)", str(value)):
            raise Refused(f'error: invalid argument "{value}" for "--{bare}" flag: time: missing unit in duration')
        if bare == "dry-run" and value not in ONLY["dry-run"]:
            raise Refused(f'error: Invalid dry-run value ({value}). Must be "none", "server", or "client".')
        flags[bare] = value
    return command, places[len(command.split()) :], flags


def spoken(words, command):
    takes = {name.strip("-=") for name in (one.split(" ")[0] for one in COMMANDS["options"]) if name.endswith("=")}
    said, skip = [], False
    for word in words:
        if skip:
            skip = False
        elif word.startswith("--"):
            skip = "=" not in word and word[2:] in takes
        elif word.startswith("-") and word != "-":
            skip = word in ("-n", "-s", "-v")
        else:
            said.append(word)
    return said[: len(command.split())] == command.split()


# ---- the cluster -----------------------------------------------------------------------------------------------------

RESOURCES = {
    "Deployment": ("deployments", "apps/v1", "apps"), "ReplicaSet": ("replicasets", "apps/v1", "apps"), "Pod": ("pods", "v1", ""),
    "Service": ("services", "v1", ""), "ConfigMap": ("configmaps", "v1", ""), "Secret": ("secrets", "v1", ""),
    "Event": ("events", "v1", ""), "Namespace": ("namespaces", "v1", ""),
    "HorizontalPodAutoscaler": ("horizontalpodautoscalers", "autoscaling/v2", "autoscaling"),
    "PodDisruptionBudget": ("poddisruptionbudgets", "policy/v1", "policy"),
    "PrometheusRule": ("prometheusrules", "monitoring.coreos.com/v1", "monitoring.coreos.com"),
    "VirtualService": ("virtualservices", "networking.istio.io/v1", "networking.istio.io"),
    "HTTPRoute": ("httproutes", "gateway.networking.k8s.io/v1", "gateway.networking.k8s.io"),
}
NAME = re.compile(r"[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")
LABEL = re.compile(r"(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?")


def kind_of(word):
    word = word.split(".")[0]
    for kind, (plural, _, _) in RESOURCES.items():
        if word in (plural, plural[:-1], kind.lower()):
            return kind
    raise Refused(f'error: the server doesn\'t have a resource type "{word}"')


class Cluster:
    """What runs, and what a case wants of it."""

    def __init__(self):
        self.objects, self.changes, self.clock, self.uid = {}, 0, 0, 0
        self.images, self.faults, self.denied, self.kill = {}, [], [], ""
        self.contexts, self.namespace, self.folder = ["shop"], "", ""
        self.calls, self.served, self.out = [], [], []

    def say(self, text, end="\n"):
        self.out.append(text + end)

    def get(self, kind, name):
        return self.objects.get(f"{kind}/{name}")

    def all(self, kind):
        return [one for key, one in sorted(self.objects.items()) if key.startswith(kind + "/")]

    def put(self, thing):
        self.objects[f"{thing['kind']}/{thing['metadata']['name']}"] = thing

    # What a deployment's controller does, at once.

    def apply(self, new, manager):
        """Server-side apply: what this manager said before and does not say now goes; the rest stays."""
        validate(new, self.namespace)
        kind, name = new["kind"], new["metadata"]["name"]
        old = self.get(kind, name)
        if kind == "Secret" and "stringData" in new:
            import base64

            data = {key: base64.b64encode(value.encode()).decode() for key, value in new.pop("stringData").items()}
            new["data"] = data
        if old is None:
            self.uid += 1
            thing = copy.deepcopy(new)
            thing["metadata"]["uid"] = f"uid-{self.uid}"
            verb = "created"
        else:
            if old.get("immutable") and (old.get("data") != new.get("data")):
                raise Refused(f'The {kind} "{name}" is invalid: data: Forbidden: field is immutable when `immutable` is set')
            if kind == "Deployment" and old["spec"]["selector"] != new["spec"]["selector"]:
                raise Refused(f'The Deployment "{name}" is invalid: spec.selector: Invalid value: field is immutable')
            thing = merged(old, old["kept"].get(manager, {}), new)
            verb = "serverside-applied"
        thing.setdefault("kept", {})[manager] = copy.deepcopy(new)
        if kind == "Deployment":
            thing["spec"].setdefault("replicas", 1)
        self.put(thing)
        if kind == "Deployment":
            self.roll(thing)
        return verb

    def roll(self, deployment):
        template = deployment["spec"]["template"]
        sets = self.sets(deployment)
        newest = max((revision(one) for one in sets), default=0)
        for one in sets:
            if one["spec"]["template"] == template:
                if revision(one) != newest:
                    one["metadata"]["annotations"]["deployment.kubernetes.io/revision"] = str(newest + 1)
                break
        else:
            digest = hashlib.sha256(json.dumps(template, sort_keys=True).encode()).hexdigest()[:8]
            name = f"{deployment['metadata']['name']}-{digest}"
            self.put({
                "apiVersion": "apps/v1", "kind": "ReplicaSet", "kept": {},
                "metadata": {"name": name, "annotations": {"deployment.kubernetes.io/revision": str(newest + 1)},
                    "ownerReferences": [{"uid": deployment["metadata"]["uid"]}]},
                "spec": {"replicas": 0, "template": copy.deepcopy(template)}, "since": self.clock,
            })
        limit = deployment["spec"].get("revisionHistoryLimit", 10)
        old = sorted((one for one in self.sets(deployment) if not one["spec"]["replicas"]), key=revision)
        current = self.current(deployment)
        for one in [one for one in old if one is not current][: max(0, len(old) - 1 - limit)]:
            del self.objects[f"ReplicaSet/{one['metadata']['name']}"]
        self.settle(deployment)

    def sets(self, deployment):
        uid = deployment["metadata"]["uid"]
        return [one for one in self.all("ReplicaSet") if one["metadata"]["ownerReferences"][0]["uid"] == uid]

    def current(self, deployment):
        return max(self.sets(deployment), key=revision)

    def does(self, thing):
        """What the images of a set of pods do, as the case says."""
        containers = thing["spec"]["template"]["spec"]["containers"]
        said = [self.images.get(one["image"].split("@")[-1], "good") for one in containers]
        return next((one for one in said if one != "good"), "good")

    def settle(self, deployment):
        """Replaces the old pods by new ones as far as these get ready; the old ones stay until then, unless it says recreate."""
        current, wanted = self.current(deployment), deployment["spec"]["replicas"]
        good = self.is_ready(current)
        recreate = deployment["spec"].get("strategy", {}).get("type") == "Recreate"
        for one in self.sets(deployment):
            if one is current:
                alone = all(not other["spec"]["replicas"] for other in self.sets(deployment) if other is not current)
                one["spec"]["replicas"] = wanted if good or recreate or alone else min(1, wanted)
            elif good or recreate or not wanted:
                one["spec"]["replicas"] = 0
            elif one["spec"]["replicas"]:
                one["spec"]["replicas"] = max(1, wanted) if not good else 0

    def is_ready(self, one):
        age = self.clock - one["since"]
        does = self.does(one)
        return does in ("good", "liveness", "late-crash") or (does == "slow" and age >= 6)

    def pods(self):
        found = []
        for one in self.all("ReplicaSet"):
            for index in range(one["spec"]["replicas"]):
                found.append(self.pod(one, index))
        return found

    def pod(self, one, index):
        does, age, template = self.does(one), self.clock - one["since"], one["spec"]["template"]
        ready = self.is_ready(one)
        container = {"name": template["spec"]["containers"][0]["name"], "ready": ready, "restartCount": 0, "state": {"running": {}}, "lastState": {}}
        broken = {"crash": age >= 2, "late-crash": age >= 14, "liveness": age >= 6}.get(does, False)
        if broken:
            container["restartCount"] = min(age, 5)
            container["lastState"] = {"terminated": {"exitCode": 137 if does == "liveness" else 1, "reason": "Error"}}
            if does != "liveness":
                container["ready"] = ready = False
                container["state"] = {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 10s restarting failed container"}}
        if does == "pull":
            container["state"] = {"waiting": {"reason": "ImagePullBackOff", "message": "Back-off pulling image"}}
        return {
            "apiVersion": "v1", "kind": "Pod",
            "metadata": {"name": f"{one['metadata']['name']}-{index}", "labels": template["metadata"]["labels"],
                "annotations": template["metadata"].get("annotations", {})},
            "spec": template["spec"],
            "status": {"phase": "Running", "containerStatuses": [container],
                "conditions": [{"type": "Ready", "status": "True" if ready else "False", "message": "" if ready else "containers with unready status"}]},
        }

    def events(self):
        killed = [pod for pod in self.pods() if self.images.get(pod["spec"]["containers"][0]["image"].split("@")[-1]) == "liveness"]
        return [{"apiVersion": "v1", "kind": "Event", "metadata": {"name": f"{pod['metadata']['name']}.1"}, "reason": "Killing", "type": "Normal",
            "involvedObject": {"kind": "Pod", "name": pod["metadata"]["name"]},
            "message": "Container app failed liveness probe, will be restarted"} for pod in killed]

    # Who answers.

    def serving(self):
        """For each service the shares of the releases that would answer; what nobody answers is lost."""
        pods = [pod for pod in self.pods() if pod["status"]["conditions"][0]["status"] == "True"]
        shares = {}
        split = {one["metadata"]["name"]: one for kind in ("VirtualService", "HTTPRoute") for one in self.all(kind)}
        for service in self.all("Service"):
            name = service["metadata"]["name"]
            if any(name == other["metadata"]["name"] + colour for other in self.all("Service") for colour in ("-blue", "-green", "-plain")):
                continue
            parts = [(service, 100)]
            if name in split:
                route = split[name]["spec"]
                backends = [(one["destination"]["host"], one["weight"]) for one in route["http"][0]["route"]] if "http" in route else [
                    (one["name"], one["weight"]) for one in route["rules"][0]["backendRefs"]]
                parts = [(self.get("Service", host), weight) for host, weight in backends]
            found = {}
            for part, weight in parts:
                chosen = [pod for pod in pods if part and weight and matches(part["spec"]["selector"], pod["metadata"]["labels"])]
                for pod in chosen:
                    release = pod["metadata"]["annotations"].get("gatewright/release", "?")
                    found[release] = found.get(release, 0) + weight / len(chosen)
                if weight and not chosen:
                    found["nobody"] = found.get("nobody", 0) + weight
            shares[name] = {release: round(share) for release, share in found.items()}
        return shares


def revision(one):
    return int(one["metadata"]["annotations"]["deployment.kubernetes.io/revision"])


def matches(selector, labels):
    return all(labels.get(key) == value for key, value in selector.items())


def merged(old, before, new):
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return copy.deepcopy(new)
    result = {}
    for key, value in old.items():
        if key in new:
            result[key] = merged(value, before.get(key, {}) if isinstance(before, dict) else {}, new[key])
        elif not (isinstance(before, dict) and key in before):
            result[key] = value
    for key, value in new.items():
        result.setdefault(key, copy.deepcopy(value))
    return result


def validate(thing, namespace):
    """The part of the API server's validation that a deployment can stumble over."""
    kind, metadata = thing.get("kind"), thing.get("metadata", {})
    if kind not in RESOURCES or thing.get("apiVersion") != RESOURCES[kind][1]:
        raise Refused(f'error: resource mapping not found for name: "{metadata.get("name")}": no matches for kind "{kind}" in version "{thing.get("apiVersion")}"')
    if not NAME.fullmatch(metadata.get("name", "")):
        raise Refused(f'The {kind} "{metadata.get("name")}" is invalid: metadata.name: Invalid value')
    if metadata.get("namespace", namespace) != namespace:
        raise Refused(f"error: the namespace from the provided object \"{metadata['namespace']}\" does not match the namespace \"{namespace}\". "
            f"You must pass '--namespace={metadata['namespace']}' to perform this operation.")
    for key, value in metadata.get("labels", {}).items():
        if not LABEL.fullmatch(value):
            raise Refused(f'The {kind} "{metadata["name"]}" is invalid: metadata.labels: Invalid value: "{value}"')
    for value in metadata.get("annotations", {}).values():
        if not isinstance(value, str):
            raise Refused(f"error: cannot unmarshal {type(value).__name__} into an annotation")
    if kind == "Deployment":
        template = thing["spec"]["template"]
        if not matches(thing["spec"]["selector"]["matchLabels"], template["metadata"]["labels"]):
            raise Refused(f'The Deployment "{metadata["name"]}" is invalid: spec.template.metadata.labels: Invalid value: `selector` does not match template `labels`')
        for container in template["spec"]["containers"]:
            if not container.get("image"):
                raise Refused(f'The Deployment "{metadata["name"]}" is invalid: spec.template.spec.containers[0].image: Required value')
    for value in list((thing.get("data") or {}).values()) + list((thing.get("stringData") or {}).values()):
        if not isinstance(value, str):
            raise Refused(f"error: {kind} in version \"v1\" cannot be handled: cannot unmarshal {type(value).__name__} into string")


# ---- commands --------------------------------------------------------------------------------------------------------


def read_objects(cluster, flags, given):
    name = flags.get("filename", "")
    path, texts = os.path.join(cluster.folder, name), []
    if name == "-":
        texts = [given]
    elif os.path.isdir(path):
        for folder, folders, files in os.walk(path):
            folders.sort()
            if not flags.get("recursive"):
                folders.clear()
            texts += [open(os.path.join(folder, one), encoding="utf-8").read() for one in sorted(files) if one.endswith((".yaml", ".yml", ".json"))]
        if not texts:
            raise Refused(f"error: error reading [{name}]: recognized file extensions are [.json .yaml .yml]")
    else:
        raise Refused(f'error: the path "{name}" does not exist')
    found = []
    for text in texts:
        try:
            if text.lstrip().startswith("{"):
                decoder, at = json.JSONDecoder(), 0
                while at < len(text.rstrip()):
                    at += len(text[at:]) - len(text[at:].lstrip())
                    one, at = decoder.raw_decode(text, at)
                    found.append(one)
            else:
                found += documents(text)
        except (NotRead, ValueError) as error:
            raise Refused(f"error: error parsing {name}: {error}") from error
    return [item for one in found for item in (one["items"] if one.get("kind") == "List" else [one])]


def bare(thing):
    thing = {key: value for key, value in copy.deepcopy(thing).items() if key not in ("kept", "since")}
    return thing


class Burnt(Exception):
    """The machine that asked is gone."""


def changing(cluster, effect):
    """One change: it may be the one at which the machine burns down."""
    cluster.changes += 1
    at, when = (cluster.kill or "0 never").split()
    if int(at) == cluster.changes and when == "before":
        raise Burnt
    result = effect()
    finish(cluster)
    if int(at) == cluster.changes and when == "after":
        raise Burnt
    return result


def finish(cluster):
    for deployment in cluster.all("Deployment"):
        cluster.settle(deployment)
    cluster.served.append(cluster.serving())


def named(places):
    if len(places) == 1 and "/" in places[0]:
        kind, name = places[0].split("/", 1)
        return kind_of(kind), name
    if len(places) == 2:
        return kind_of(places[0]), places[1]
    return kind_of(places[0]), None


def required(cluster, kind, name):
    thing = cluster.get(kind, name)
    if thing is None:
        plural, _, group = RESOURCES[kind]
        raise Refused(f'Error from server (NotFound): {plural}{"." + group if group else ""} "{name}" not found')
    return thing


def apply(cluster, places, flags, given):
    if places or not flags.get("server-side") or not flags.get("field-manager"):
        raise Refused("error: this cluster is applied to from the server's side, with a manager's name")
    objects = read_objects(cluster, flags, given)
    for one in objects:
        plural, _, group = RESOURCES[one["kind"]]
        resource = ".".join(part for part in (plural, group) if part)
        verb = "patch" if cluster.get(one["kind"], one["metadata"]["name"]) else "create"
        if f"{verb} {resource}" in cluster.denied:
            raise Refused(f'Error from server (Forbidden): {resource} "{one["metadata"]["name"]}" is forbidden: User "robot" cannot {verb} it')
    if flags.get("dry-run") == "server":
        for one in objects:
            validate(one, cluster.namespace)
        return
    for one in objects:
        verb = changing(cluster, lambda one=one: cluster.apply(one, flags["field-manager"]))
        cluster.say(f"{one['kind'].lower()}/{one['metadata']['name']} {verb}")


def scale(cluster, places, flags, given):
    kind, name = named(places)
    thing, count = required(cluster, kind, name), int(flags["replicas"])

    def effect():
        thing["spec"]["replicas"] = count
        cluster.settle(thing)

    changing(cluster, effect)
    cluster.say(f"deployment.apps/{name} scaled")


def patch(cluster, places, flags, given):
    kind, name = named(places)
    thing, changes = required(cluster, kind, name), json.loads(flags["patch"])
    if flags.get("type") != "merge":
        raise Refused("error: this cluster is patched by --type merge")

    def effect():
        cluster.put(merged(thing, {}, changes))

    changing(cluster, effect)
    cluster.say(f"{kind.lower()}/{name} patched")


def get(cluster, places, flags, given):
    if "raw" in flags:
        return raw(cluster, flags["raw"])
    kinds = [kind_of(one.split("/")[0]) for one in places[0].split(",")]
    name = named(places)[1] if len(kinds) == 1 else None
    if name is not None:
        thing = cluster.get(kinds[0], name)
        if thing is None and kinds[0] == "Pod":
            thing = next((pod for pod in cluster.pods() if pod["metadata"]["name"] == name), None)
        if thing is None:
            if flags.get("ignore-not-found"):
                return None
            required(cluster, kinds[0], name)
        found, single = [thing], True
    else:
        found, single = [], False
        for kind in kinds:
            found += cluster.pods() if kind == "Pod" else cluster.events() if kind == "Event" else cluster.all(kind)
        if "selector" in flags:
            wanted = dict(one.split("=", 1) for one in flags["selector"].split(","))
            found = [one for one in found if matches(wanted, one["metadata"].get("labels", {}))]
        if "field-selector" in flags:
            wanted = dict(one.split("=", 1) for one in flags["field-selector"].split(","))
            found = [one for one in found if all(str(one.get(key)) == value for key, value in wanted.items())]
    output = flags.get("output", "")
    if output == "json":
        cluster.say(json.dumps(bare(found[0]) if single else {"apiVersion": "v1", "kind": "List", "items": [bare(one) for one in found]}))
    elif output == "name":
        for one in found:
            cluster.say(f"{one['kind'].lower()}/{one['metadata']['name']}")
    elif output.startswith("jsonpath="):
        path = re.fullmatch(r"jsonpath=\{((?:\.[a-zA-Z]+)+)\}", output)
        if not path:
            raise Refused(f"error: error parsing jsonpath {output}")
        value = found[0]
        for key in path[1].strip(".").split("."):
            value = value.get(key, "") if isinstance(value, dict) else ""
        cluster.say(str(value), end="")
    else:
        raise Refused(f'error: unable to match a printer suitable for the output format "{output}"')
    return None


def raw(cluster, path):
    found = re.fullmatch(r"/api/v1/namespaces/([^/]+)/pods/([^/:]+):([0-9]+)/proxy(/.*)", path)
    if not found or found[1] != cluster.namespace:
        raise Refused("Error from server (NotFound): the server could not find the requested resource")
    pod = next((one for one in cluster.pods() if one["metadata"]["name"] == found[2]), None)
    if pod is None:
        raise Refused(f'Error from server (NotFound): pods "{found[2]}" not found')
    ports = [port["containerPort"] for one in pod["spec"]["containers"] for port in one.get("ports", [])]
    if int(found[3]) not in ports:
        raise Refused("Error from server (ServiceUnavailable): error trying to reach service: dial tcp: connect: connection refused by the pod")
    digest = pod["spec"]["containers"][0]["image"].split("@")[-1]
    if cluster.images.get(digest) == "sick" or cluster.images.get(digest + " health") == "sick":
        raise Refused("Error from server (InternalServerError): an error on the server (\"sick\") has prevented the request from succeeding")
    notes = pod["metadata"]["annotations"]
    cluster.say(json.dumps({"status": "healthy", "version": "v" + notes["gatewright/version"], "commit": notes["gatewright/commit"][:7],
        "environment": cluster.namespace, "deployed_at": "2026-11-21T12:00:00Z", "uptime": 5}))


def status(cluster, places, flags, given):
    kind, name = named(places)
    deployment = required(cluster, kind, name)
    seconds = int(flags.get("timeout", "0s").rstrip("s"))
    cluster.settle(deployment)
    current = cluster.current(deployment)
    if cluster.is_ready(current) or not deployment["spec"]["replicas"]:
        finish(cluster)
        cluster.say(f'deployment "{name}" successfully rolled out')
        return
    cluster.say(f'Waiting for deployment "{name}" rollout to finish: 0 out of {deployment["spec"]["replicas"]} new replicas have been updated...')
    time.sleep(min(seconds, 0.3))
    raise Refused("error: timed out waiting for the condition")


def undo(cluster, places, flags, given):
    kind, name = named(places)
    deployment = required(cluster, kind, name)
    wanted = next((one for one in cluster.sets(deployment) if revision(one) == int(flags.get("to-revision", "0"))), None)
    if wanted is None:
        raise Refused(f"error: unable to find specified revision {flags.get('to-revision')} in history")

    def effect():
        deployment["spec"]["template"] = copy.deepcopy(wanted["spec"]["template"])
        deployment["kept"] = {}
        cluster.roll(deployment)

    changing(cluster, effect)
    cluster.say(f"deployment.apps/{name} rolled back")


def history(cluster, places, flags, given):
    deployment = required(cluster, *named(places))
    cluster.say(f"deployment.apps/{deployment['metadata']['name']} \nREVISION  CHANGE-CAUSE")
    for one in sorted(cluster.sets(deployment), key=revision):
        cluster.say(f"{revision(one)}         {one['spec']['template']['metadata'].get('annotations', {}).get('gatewright/release', '<none>')}")


def can_i(cluster, places, flags, given):
    verb, resource = places
    if verb not in ("get", "list", "watch", "create", "update", "patch", "delete"):
        raise Refused(f"error: {verb} is no verb")
    kind = kind_of(resource)
    if resource != ".".join(part for part in (RESOURCES[kind][0], RESOURCES[kind][2]) if part):
        raise Refused(f'Warning: the server doesn\'t have a resource type "{resource}"')
    denied = cluster.denied
    what = f"{verb} {resource}" + (f"/{flags['subresource']}" if "subresource" in flags else "")
    cluster.say("no" if what in denied else "yes")
    return 1 if what in denied else 0


def delete(cluster, places, flags, given):
    kind, name = named(places)
    if cluster.get(kind, name) is None and flags.get("ignore-not-found"):
        return
    required(cluster, kind, name)
    changing(cluster, lambda: cluster.objects.pop(f"{kind}/{name}"))
    cluster.say(f'{kind.lower()} "{name}" deleted')


def label(cluster, places, flags, given):
    if not flags.get("local") or flags.get("output") != "json" or not places:
        raise Refused("error: only --local and --output json are known here")
    for one in read_objects(cluster, flags, given):
        for pair in places:
            key, value = pair.split("=", 1)
            one.setdefault("metadata", {}).setdefault("labels", {})[key] = value
        cluster.say(json.dumps(one))


def logs(cluster, places, flags, given):
    cluster.say("a line of the log")


def contexts(cluster, places, flags, given):
    for name in cluster.contexts:
        cluster.say(name)


RUN = {"apply": apply, "scale": scale, "patch": patch, "get": get, "rollout status": status, "rollout undo": undo, "rollout history": history,
    "auth can-i": can_i, "delete": delete, "label": label, "logs": logs, "config get-contexts": contexts}


def fault(cluster, words):
    """An answer that is none, as often as the case says."""
    for one in cluster.faults:
        if re.search(one["match"], " ".join(words)):
            if one.get("skip", 0) > 0:
                one["skip"] -= 1
            elif one["times"] > 0:
                one["times"] -= 1
                raise Refused(one["said"])


def call(cluster, words, given, folder):
    """One call: its exit code, and what it prints."""
    cluster.out, cluster.folder = [], folder
    cluster.calls.append(words)
    cluster.clock += 1
    try:
        command, places, flags = arguments(words)
        cluster.namespace = flags.get("namespace", "default")
        if "context" in flags and flags["context"] not in cluster.contexts:
            raise Refused(f'error: context "{flags["context"]}" does not exist')
        if command not in RUN:
            raise Refused(f"error: this cluster does not know {command}")
        fault(cluster, words)
        cluster.put({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": cluster.namespace}, "kept": {}})
        return RUN[command](cluster, places, flags, given) or 0, "".join(cluster.out), ""
    except Refused as refused:
        return 1, "".join(cluster.out), f"{refused}\n"
