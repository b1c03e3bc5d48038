"""The branches and tags that may deploy to an environment."""

from call import Listed, Refused, found, route, unprocessable
from shapes import node


class BranchPolicies:
    def add_policy(self, environment, pattern, kind):
        number = self.next()
        environment["policies"][number] = {"id": number, "node_id": node("GA", number), "name": pattern, "type": kind}
        return environment["policies"][number]

    def custom_environment(self, name):
        """Without custom policies there is no list of them."""
        environment = found(self.environments, name.lower())
        if environment["branches"] != "custom":
            raise Refused(404, "Not Found")
        return environment

    @route("GET REPO/environments/{}/deployment-branch-policies", "actions=read")
    def get_policies(self, _, name):
        environment = found(self.environments, name.lower())
        return 200, Listed("branch_policies", list(environment["policies"].values()))

    @route("POST REPO/environments/{}/deployment-branch-policies", "administration=write")
    def post_policy(self, call, name):
        environment = self.custom_environment(name)
        pattern, kind = call.body.get("name"), call.body.get("type", "branch")
        if not pattern or kind not in ("branch", "tag"):
            raise unprocessable("a policy needs a name, and is for a branch or a tag", "name", "DeploymentBranchPolicy")
        for policy in environment["policies"].values():
            if (policy["name"], policy["type"]) == (pattern, kind):
                raise Refused(303, "", {"Location": f"{self.repository_url}/environments/{name}/deployment-branch-policies/{policy['id']}"})
        return 200, self.add_policy(environment, pattern, kind)

    @route("PUT REPO/environments/{}/deployment-branch-policies/{#}", "administration=write")
    def put_policy(self, call, name, number):
        policy = found(self.custom_environment(name)["policies"], int(number))
        policy["name"] = call.body["name"]
        return 200, policy

    @route("DELETE REPO/environments/{}/deployment-branch-policies/{#}", "administration=write")
    def delete_policy(self, _, name, number):
        policies = self.custom_environment(name)["policies"]
        found(policies, int(number))
        del policies[int(number)]
        return 204, None
