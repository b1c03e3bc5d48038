// One job on a machine of its own: a workspace, a token with the job's permissions and no others, its steps in order, its outputs.
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { filled } from "./expression.mjs";
import { Log } from "./log.mjs";
import { runStep } from "./step.mjs";

/** `contexts`: github, needs, vars and inputs. Gives its result, its outputs, and what there is to read afterwards. */
export async function runJob(job, run, contexts) {
  const { world } = run, home = `${run.home}/${job.id}`, token = `ghs_${randomBytes(18).toString("hex")}`;
  for (const name of ["workspace", "temp", "files"]) mkdirSync(`${home}/${name}`, { recursive: true });
  writeFileSync(`${home}/event.json`, JSON.stringify(run.event));
  await world.github.given([["token", token, "github-actions[bot]", "rights=job", `only=${permissions(job)}`]]);

  const secrets = { ...world.secrets.repository, ...world.secrets[job.environment?.name], GITHUB_TOKEN: token };
  const github = { ...contexts.github, token, job: job.id, workspace: `${home}/workspace` };
  const runner = { os: "Linux", arch: "X64", name: "stand-in", temp: `${home}/temp`, environment: "github-hosted" };
  const base = { ...contexts, github, runner, secrets, steps: {} };
  const machine = {
    home, shell: run.workflow.shell, stop: run.stop, artifacts: `${run.home}/artifacts`, workspace: `${home}/workspace`,
    log: new Log(`${home}/log`, Object.values(secrets)), failed: false, added: {}, summary: "", steps: {},
    environment: machineVariables(world, run, github, runner, home),
    contexts: () => ({
      ...base, env: { ...env, ...machine.added }, steps: machine.steps, job: { status: machine.failed ? "failure" : "success" },
    }),
  };
  const env = filled({ ...run.workflow.env, ...job.env }, { ...contexts, github, secrets });

  for (const step of job.steps) {
    const { result, outputs } = await runStep(step, machine);
    machine.steps[step.id] = { outputs, outcome: result, conclusion: result };
    machine.failed ||= result === "failure";
  }
  await world.github.given([["no_token", token]]);
  const result = machine.failed ? "failure" : run.stop.aborted ? "cancelled" : "success";
  return { result, outputs: jobOutputs(job, machine), log: machine.log, summary: machine.summary, steps: machine.steps };
}

/** GitHub passes on no output that holds a secret. An empty one is as if it were not there. */
function jobOutputs(job, machine) {
  const outputs = Object.entries(filled(job.outputs, machine.contexts()));
  return Object.fromEntries(outputs.filter(([, value]) => value !== "" && !machine.log.hasSecret(value)));
}

/** `permissions: {}` leaves what every token may. */
function permissions({ permissions: given }) {
  const words = Object.entries(given).map(([name, level]) => `${name.replaceAll("-", "_")}=${level}`);
  return words.length > 0 ? words.join(",") : "metadata=read";
}

function machineVariables(world, run, github, runner, home) {
  const own = ["actor", "api_url", "base_ref", "event_name", "head_ref", "job", "ref", "ref_name", "ref_type", "repository",
    "repository_owner", "run_attempt", "run_id", "run_number", "server_url", "sha", "triggering_actor", "workflow", "workspace"];
  return {
    CI: "true", GITHUB_ACTIONS: "true", GITHUB_EVENT_PATH: `${home}/event.json`, HOME: world.home, LANG: "C.UTF-8", PATH: world.path,
    ...Object.fromEntries(Object.entries(runner).map(([name, value]) => [`RUNNER_${name.toUpperCase()}`, value])),
    ...Object.fromEntries(own.map((name) => [`GITHUB_${name.toUpperCase()}`, String(github[name] ?? "")])),
    ...world.machine,
  };
}
