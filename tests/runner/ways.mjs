// node ways.mjs TREE…: every way that a built pipeline draws, followed through its workflows without running a step. On each way exactly
// one job deploys for each place that the way leads to, nothing that it needs is skipped, and if any job before it fails, it is skipped.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { filled, holds } from "./expression.mjs";
import { ancestors, jobStatus } from "./results.mjs";
import { inputsOf, isStartedByPush } from "./triggers.mjs";
import { readWorkflow } from "./workflow.mjs";

const COMMIT = "c".repeat(40), RELEASE = "release-20261124-093000";
let ways = 0, wrong = 0;

/** What the scripts of a tree say, in a shell that has sourced its map. */
function asked(tree, script) {
  const library = ["gates.sh", "lib.sh"].map((end) => readdirSync(`${tree}/deploy`).find((name) => name.endsWith(end))).find(Boolean);
  return ran(tree, `source deploy/${library}\n${script}`);
}

function ran(tree, script, more = {}) {
  const env = { ...process.env, GITHUB_REPOSITORY: "acme/shop", ...more };
  return execFileSync("bash", ["-c", script], { cwd: tree, env, encoding: "utf8" });
}

const rows = (text) => text.split("\n").filter((line) => line !== "").map((line) => line.split("\t"));

/** A name that the pattern matches, and no pattern of another way, as far as a word can tell. */
const example = (pattern) => pattern.replaceAll(/\*+/g, "1.2.3");

/** The result of each job, if these fail and all else that runs succeeds. `known`: what the steps of a job put out. */
function followed(workflow, contexts, known, failing = new Set()) {
  const results = new Map(), outputs = new Map();
  const visit = (id) => {
    if (results.has(id)) return;
    const job = workflow.jobs.get(id);
    job.needs.forEach(visit);
    const needs = Object.fromEntries(job.needs.map((need) => [need, { result: results.get(need), outputs: outputs.get(need) }]));
    const before = ancestors(workflow.jobs, id).map((need) => results.get(need));
    const runs = holds(job.condition, { ...contexts, needs }, jobStatus(before, false)), passes = runs && !failing.has(id);
    results.set(id, passes ? "success" : runs ? "failure" : "skipped");
    const steps = Object.fromEntries(job.steps.map((step) => [step.id, { outputs: known[step.id] ?? {} }]));
    outputs.set(id, passes ? filled(job.outputs, { ...contexts, needs, steps, env: {}, runner: {}, job: {}, secrets: {} }) : {});
  };
  [...workflow.jobs.keys()].forEach(visit);
  return results;
}

/** Follows one way, and every way in which it can break off. */
function follow(name, workflow, targets, environments, contexts, known) {
  ways += 1;
  const deploys = (results) => [...results].filter(([id, result]) => {
    const { environment } = workflow.jobs.get(id);
    return result !== "skipped" && environments.includes(environment?.name);
  }).map(([id]) => id);
  const results = followed(workflow, contexts, known), there = deploys(results);
  const complain = (text) => {
    wrong += 1;
    console.log(`${name}: ${text}`);
  };
  const places = there.map((id) => workflow.jobs.get(id).environment.name);
  if ([...places].sort().join() !== [...targets].sort().join()) {
    complain(`deploys to ${places.join(", ") || "nothing"}, not to ${targets.join(", ")}`);
  }
  for (const id of there) {
    for (const before of ancestors(workflow.jobs, id)) {
      if (results.get(before) !== "success") complain(`${id} runs although ${before} is ${results.get(before)}`);
      const broken = deploys(followed(workflow, contexts, known, new Set([before])));
      if (broken.includes(id)) complain(`${id} runs although ${before} failed`);
    }
  }
}

async function judge(tree) {
  const files = existsSync(`${tree}/.github/workflows`) ? readdirSync(`${tree}/.github/workflows`) : [];
  if (!files.some((name) => /(deploy|promote-release)\.yml$/.test(name))) return;
  const read = (ending) => {
    const file = files.find((name) => name.endsWith(ending));
    return file && readWorkflow(file, readFileSync(`${tree}/.github/workflows/${file}`, "utf8"));
  };
  const [main, ...environments] = asked(tree, "printf '%s\\n' \"$DEFAULT_BRANCH\" \"${ENVIRONMENTS[@]}\"").trim().split("\n");
  const context = (event_name, ref, inputs) => ({
    github: { event_name, ref, ref_name: ref.split("/").slice(2).join("/"), actor: "alice", repository: "acme/shop", event: {} },
    inputs, vars: {},
  });
  const release = { release: RELEASE, version: "1.2.3", commit: COMMIT, digest: "sha256:0" };

  const promote = await read("promote-release.yml"), { inputs } = promote?.events.workflow_dispatch ?? { inputs: {} };
  for (const from of inputs.source_environment?.options ?? []) {
    for (const to of inputs.target_environment.options) {
      for (const override of ["", "it is urgent"]) {
        const choose = `declare -F choose_way >/dev/null || choose_way() { way_of "$1" "$2"; }\nchoose_way '${from}' '${to}' '${override}'`;
        const way = asked(tree, `way_of '${from}' '${to}' >/dev/null || exit 0\n${choose}`).trim();
        if (way === "") continue;
        const words = { release_id: RELEASE, source_environment: from, target_environment: to, override };
        const contexts = context("workflow_dispatch", `refs/heads/${main}`, inputsOf(promote.events, promote.file, words));
        const known = { check: { ...release, way }, rules: { way }, turn: { go: "true", record: "1" } };
        follow(`${basename(tree)}, ${from} -> ${to}${override && " (override)"}`, promote, [to], environments, contexts, known);
      }
    }
  }

  const rollback = await read("rollback.yml");
  for (const environment of rollback?.events.workflow_dispatch.inputs.environment.options ?? []) {
    const words = { environment, reason: "it is wrong" };
    const contexts = context("workflow_dispatch", `refs/heads/${main}`, inputsOf(rollback.events, rollback.file, words));
    const known = { check: { ...release, leaves: RELEASE }, back: { record: "1" } };
    follow(`${basename(tree)}, back in ${environment}`, rollback, [environment], environments, contexts, known);
  }

  const deploy = await read("deploy.yml");
  if (!deploy) return;
  const built = { store: { release: RELEASE }, build: { digest: "sha256:0" }, turn: { go: "true", record: "1" } };
  const known = (branch) => ({ check: { ...release, branch }, ...built });
  const dispatched = (name, to, branch, more) => {
    const given = inputsOf(deploy.events, deploy.file, { environment: to, release_type: to, ...more });
    const contexts = context("workflow_dispatch", `refs/heads/${main}`, given), outputs = known(branch);
    // Where several ways lead to one place, the guard chooses by the branch; that step really runs.
    for (const step of deploy.jobs.get("guard").steps.filter(({ id }) => id.startsWith("way-into-"))) {
      const seen = { ...contexts, steps: { check: { outputs: outputs.check } } };
      if (!holds(step.condition, seen, jobStatus([], false))) continue;
      const said = ran(tree, `set -o pipefail; { ${step.run}\n} | cat`, { ...filled(step.env, seen), GITHUB_OUTPUT: "/dev/stdout" });
      outputs[step.id] = { way: said.trim().replace("way=", "") };
    }
    follow(`${basename(tree)}, ${name} -> ${to}`, deploy, [to], environments, contexts, outputs);
  };
  const drawn = (table, width) =>
    rows(asked(tree, `for ((i = 0; i < \${#${table}[@]}; i += ${width})); do
      printf '%s\\t%s\\n' "\${${table}[i]}" "\${${table}[i + 2]}"
    done`));
  for (const [pattern, to] of drawn("MANUALS", 4)) dispatched(`by hand ${pattern}`, to, example(pattern), { branch: example(pattern) });
  for (const [pattern, to] of drawn("TAGS", 3)) {
    dispatched(`tag ${pattern}`, to, example(pattern), { tag: example(pattern), started_by_run: "7" });
  }
  for (const [pattern, to] of drawn("PUSHES", 3)) {
    const branch = example(pattern), ref = `refs/heads/${branch}`;
    if (!isStartedByPush(deploy.events, ref)) {
      wrong += 1;
      console.log(`${basename(tree)}: a push to ${branch} starts nothing`);
    }
    if (branch !== main) dispatched(`push ${pattern}, handed over`, to, branch, { branch, started_by_run: "7" });
  }
  const matching = `for ((i = 0; i < \${#PUSHES[@]}; i += 3)); do
    [[ ! $DEFAULT_BRANCH =~ \${PUSHES[i + 1]} ]] || echo "\${PUSHES[i + 2]}"
  done`;
  const pushed = [...new Set(rows(asked(tree, matching)).flat())];
  if (pushed.length > 0) {
    follow(`${basename(tree)}, push ${main}`, deploy, pushed, environments, context("push", `refs/heads/${main}`, {}), known(main));
  }
}

for (const tree of process.argv.slice(2)) await judge(tree.replace(/\/$/, ""));
console.log(`${ways} ways, ${wrong} findings`);
if (wrong > 0 || ways === 0) process.exitCode = 1;
