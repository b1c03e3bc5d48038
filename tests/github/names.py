"""Secrets and variables, by name: of the organisation, the repository, or an environment. The values of secrets are never told."""

from call import Listed, found, route
from shapes import CREATED


class Names:
    def __init__(self):
        super().__init__()
        self.secrets, self.variables = {}, {}

    def given_secret(self, name, where="repository"):
        """WHERE: `organization`, `repository` (the default), or an environment."""
        self.secrets.setdefault(where.lower(), {})[name.upper()] = None

    def given_variable(self, name, where="repository", value=""):
        self.variables.setdefault(where.lower(), {})[name.upper()] = value

    def forget_names(self, environment):
        self.secrets.pop(environment.lower(), None)
        self.variables.pop(environment.lower(), None)

    def secrets_of(self, where):
        return Listed("secrets", [{"name": name, **dates()} for name in sorted(self.secrets.get(where, {}))])

    def variables_of(self, where):
        variables = sorted(self.variables.get(where, {}).items())
        return Listed("variables", [{"name": name, "value": value, **dates()} for name, value in variables], per_page=10, at_most=30)

    @route("GET REPO/environments/{}/secrets", "environments=read")
    def get_environment_secrets(self, _, name):
        found(self.environments, name.lower())
        return 200, self.secrets_of(name.lower())

    @route("GET REPO/environments/{}/variables", "environments=read")
    def get_environment_variables(self, _, name):
        found(self.environments, name.lower())
        return 200, self.variables_of(name.lower())

    @route("GET REPO/actions/secrets", "secrets=read")
    def get_secrets(self, _):
        return 200, self.secrets_of("repository")

    @route("GET REPO/actions/variables", "variables=read")
    def get_variables(self, _):
        return 200, self.variables_of("repository")

    @route("GET REPO/actions/organization-secrets", "secrets=read")
    def get_organization_secrets(self, _):
        return 200, self.secrets_of("organization")

    @route("GET REPO/actions/organization-variables", "variables=read")
    def get_organization_variables(self, _):
        return 200, self.variables_of("organization")


def dates():
    return {"created_at": CREATED, "updated_at": CREATED}
