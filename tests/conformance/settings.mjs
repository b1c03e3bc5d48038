// settings.mjs FILE...: what GitHub's API description says about the requests that would apply these settings.
import { readFileSync } from "node:fs";
import Ajv from "ajv";

const github = JSON.parse(readFileSync(`${process.env.NODE_MODULES}/@octokit/openapi/generated/api.github.com.json`, "utf8"));
const { paths, components: { schemas } } = github;
const body = (method, path) => paths[path][method].requestBody.content["application/json"].schema;

const environment = body("put", "/repos/{owner}/{repo}/environments/{environment_name}");
const branchPolicy = body("post", "/repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies");
const ruleset = body("post", "/repos/{owner}/{repo}/rulesets");

// Rules that the description has in prose only, and a key that GitHub takes without describing it.
Object.assign(schemas["wait-timer"], { minimum: 0, maximum: 43_200 });
Object.assign(environment.properties.reviewers, { maxItems: 6 });
Object.assign(environment.properties.reviewers.items, { required: ["type", "id"] });
environment.properties.can_admins_bypass = { type: "boolean" };
schemas["deployment-branch-policy-settings"].enum = [
  { protected_branches: true, custom_branch_policies: false },
  { protected_branches: false, custom_branch_policies: true },
  null,
];

// GitHub ignores a key that it does not know, and a misspelt protection protects nothing: so no object may have one.
(function close(schema) {
  if (schema === null || typeof schema !== "object") return;
  if (schema.type === "object" && schema.properties) schema.additionalProperties ??= false;
  Object.values(schema).forEach(close);
})([environment, branchPolicy, ruleset, schemas]);

// Without it, a mistake in one rule is reported once for each kind of rule that there is.
schemas["repository-rule"].discriminator = { propertyName: "type" };

const ajv = new Ajv({ allErrors: true, discriminator: true, strict: false, validateSchema: false });
const request = (schema) => ajv.compile({ ...schema, components: github.components });
const [putEnvironment, postBranchPolicy, postRuleset] = [environment, branchPolicy, ruleset].map(request);

/** People have names in our files and ids in GitHub's requests; here everybody is number one. */
const byId = ({ name, ...reviewer }) => (name ? { ...reviewer, id: 1 } : reviewer);

/** An environment is one request of its own and one for each branch; its name is in their address. */
const environmentRequests = ({ name: _, branch_policies = [], reviewers, ...settings }) => [
  [putEnvironment, { ...settings, reviewers: reviewers?.map(byId) }],
  ...branch_policies.map((policy) => [postBranchPolicy, policy]),
];

/** A ruleset is one request, in which teams have numbers as well. */
const rulesetRequest = ({ rules, ...ruleset }) => {
  const asked = ({ reviewer, ...required }) => ({ ...required, reviewer: byId(reviewer) });
  const inForce = ({ parameters, ...rule }) =>
    parameters?.required_reviewers
      ? { ...rule, parameters: { ...parameters, required_reviewers: parameters.required_reviewers.map(asked) } }
      : { ...rule, ...(parameters && { parameters }) };
  return [postRuleset, { ...ruleset, rules: rules.map(inForce) }];
};

for (const file of process.argv.slice(2)) {
  const settings = JSON.parse(readFileSync(file, "utf8"));
  const requests = file.includes("/environments/") ? environmentRequests(settings) : [rulesetRequest(settings)];
  for (const [validate, request] of requests) {
    if (validate(request)) continue;
    process.exitCode = 1;
    for (const { instancePath, message, params } of validate.errors) {
      console.log(`${file}: ${instancePath || "request"} ${message} ${JSON.stringify(params)}`);
    }
  }
}
