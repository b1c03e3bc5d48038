"""Stands in for what is around the cluster: `az`, `aws`, `docker`, and `curl`, which asks a service as users do."""

import json


class Refused(Exception):
    """What a program says on its way out."""


class Outside:
    """A registry, clouds, and users."""

    def __init__(self, cluster):
        self.cluster, self.calls, self.pushed, self.releases, self.public = cluster, [], {}, {}, "healthy"

    def call(self, name, words):
        """One call: its exit code, and what it prints."""
        self.calls.append([name, *words])
        try:
            return self.answer(name, words)
        except Refused as refused:
            return 1, "", f"{name}: {refused}\n"

    def answer(self, name, words):
        if name == "az" and words[:2] == ["aks", "get-credentials"]:
            only(words, "--name", "--resource-group", "--file", "--overwrite-existing")
            value(words, "--resource-group")
            keep(value(words, "--file"), value(words, "--name"))
        elif name == "az" and words[:2] == ["acr", "login"]:
            only(words, "--name")
        elif name == "aws" and words[:2] == ["eks", "update-kubeconfig"]:
            only(words, "--name", "--region", "--kubeconfig")
            value(words, "--region")
            keep(value(words, "--kubeconfig"), value(words, "--name"))
        elif name == "docker" and words[:2] == ["buildx", "build"]:
            only(words, "--push", "--tag")
            self.pushed[value(words, "--tag")] = f"sha256:{len(self.pushed) + 1:064x}"
        elif name == "docker" and words[:3] == ["buildx", "imagetools", "inspect"]:
            only(words, "--format")
            if words[-1] not in self.pushed:
                raise Refused(f"ERROR: {words[-1]}: not found")
            kind = "application/vnd.oci.image.manifest.v1+json"
            return 0, json.dumps({"schemaVersion": 2, "mediaType": kind, "digest": self.pushed[words[-1]], "size": 949}), ""
        elif name == "curl":
            return self.ask()
        else:
            raise Refused(f"this is not known here: {' '.join(words)}")
        return 0, "", ""

    def ask(self):
        """What most of the users get, from the first of the services."""
        shares = next(iter(self.cluster.served[-1].values()))
        release = max(shares, key=shares.get)
        if release == "nobody":
            return 7, "\n000", ""
        answer = {"status": self.public, "deployed_at": "2026-11-21T12:00:00Z", "uptime": 5, **self.releases[release]}
        return 0, f"{json.dumps(answer)}\n200", ""


def value(words, flag):
    if flag not in words:
        raise Refused(f"the following arguments are required: {flag}")
    return words[words.index(flag) + 1]


def only(words, *flags):
    strange = [word for word in words if word.startswith("--") and word not in flags]
    if strange:
        raise Refused(f"unrecognized arguments: {' '.join(strange)}")


def keep(path, name):
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"current-context: {name}\n")
