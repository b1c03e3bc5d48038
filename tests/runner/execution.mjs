// One run of a workflow: which of its jobs run, in which order, what they wait for, and what becomes of the run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { filled, holds } from "./expression.mjs";
import { runJob } from "./job.mjs";
import { isAmong } from "./patterns.mjs";
import { ancestors, conclusion, jobStatus } from "./results.mjs";

export class Run {
  /** `facts`: event, event_name, ref, sha, actor, inputs, and the attempt. */
  constructor(world, number, workflow, facts) {
    const [, , ...name] = facts.ref.split("/");
    Object.assign(this, { world, number, workflow, ...facts, jobs: new Map(), stopping: new AbortController() });
    this.stop = this.stopping.signal;
    this.home = `${world.home}/runs/${number}`;
    this.contexts = {
      github: {
        event: facts.event, event_name: facts.event_name, ref: facts.ref, ref_name: name.join("/"), sha: facts.sha,
        ref_type: facts.ref.startsWith("refs/tags/") ? "tag" : "branch", head_ref: "", base_ref: "", actor: facts.actor,
        triggering_actor: facts.actor, repository: world.name, repository_owner: world.name.split("/")[0], run_id: String(number),
        run_number: String(number), run_attempt: String(facts.attempt), workflow: workflow.name, api_url: world.github.address,
        server_url: "https://github.com",
      },
      inputs: facts.inputs, vars: {},
    };
    this.title = filled(workflow.runName, this.contexts);
    this.over = this.go();
  }

  async go() {
    await this.progress({ status: "in_progress", title: this.title });
    const going = new Map();
    // A job stands behind those that it needs, so each is started when they are there to be waited for.
    const start = (id) => {
      if (!going.has(id)) going.set(id, Promise.all(this.workflow.jobs.get(id).needs.map(start)).then(() => this.job(id)));
      return going.get(id);
    };
    await Promise.all([...this.workflow.jobs.keys()].map(start));
    this.conclusion = conclusion([...this.jobs.values()].map(({ result }) => result), this.stop.aborted);
    await this.progress({ status: "completed", conclusion: this.conclusion });
  }

  async job(id) {
    const job = this.workflow.jobs.get(id);
    const needs = Object.fromEntries(job.needs.map((need) => {
      const { result, outputs } = this.jobs.get(need);
      return [need, { result, outputs }];
    }));
    const contexts = { ...this.contexts, needs };
    const before = ancestors(this.workflow.jobs, id).map((need) => this.jobs.get(need).result);
    let done = { result: "skipped", outputs: {} };
    if (holds(job.condition, contexts, jobStatus(before, this.stop.aborted))) {
      done = await this.entered(job, contexts) ?? await runJob(job, this, contexts);
    } else if (this.stop.aborted) {
      done = { result: "cancelled", outputs: {} };
    }
    this.jobs.set(id, done);
  }

  /** Waits until the job may enter its environment. What keeps it out is its result. */
  async entered(job, contexts) {
    if (!job.environment) return undefined;
    const name = filled(job.environment.name, contexts), { github } = this.world;
    if (!await this.mayDeploy(name)) return refused(`${this.ref} is not allowed to deploy to ${name} due to environment protection rules`);
    await github.given([["job", this.number, name]]);
    while (true) {
      if (this.stop.aborted) return { result: "cancelled", outputs: {} };
      const verdict = await this.world.verdict(this.number, name);
      if (verdict === "rejected") return refused(`the deployment to ${name} was rejected`);
      if (verdict === "free") break;
      await sleep(100);
    }
    await github.given([["progress", this.number, "status=in_progress"], ["entered", this.number, name]]);
    return undefined;
  }

  /** Whether the environment lets this branch or tag in. */
  async mayDeploy(name) {
    const { environments } = await this.world.github.state(), { branches = "any", policies = {} } = environments[name.toLowerCase()] ?? {};
    const kind = this.contexts.github.ref_type, listed = Object.values(policies).filter(({ type }) => type === kind);
    return branches !== "custom" || isAmong(this.contexts.github.ref_name, listed.map((policy) => policy.name));
  }

  // ---- what a case expects

  /** Waits for the end of the run. `expected`: a line `job: result` for each, and `others: result` for those that are not named. */
  async ends(conclusion, expected) {
    this.seen = true;
    await this.world.until(() => this.conclusion, `the end of run ${this.number} (${this.title})`);
    const wanted = new Map(expected.trim().split("\n").map((line) => line.trim().split(/: */)));
    const others = wanted.get("others");
    wanted.delete("others");
    const wrong = [...wanted.keys()].filter((id) => !this.jobs.has(id)).map((id) => `there is no job ${id}`);
    for (const [id, { result }] of this.jobs) {
      const want = wanted.get(id) ?? others;
      if (result !== want) wrong.push(`${id} is ${result} instead of ${want ?? "being named in the case"}`);
    }
    if (this.conclusion !== conclusion) wrong.unshift(`the run is ${this.conclusion} instead of ${conclusion}`);
    if (wrong.length > 0) throw new Error(`run ${this.number} (${this.title}): ${wrong.join("; ")}`);
  }

  /** The release that this run made. */
  made() {
    const { release } = this.jobs.get("store").outputs, { version, commit } = this.jobs.get("guard").outputs;
    return { id: release, version, sha: commit };
  }

  /** A job says so: on the run's page, as a remark, or in its log. */
  says(id, text) {
    const { log, summary } = this.jobs.get(id);
    const said = `${readFileSync(log.path, "utf8")}\n${summary}`;
    assert.ok(said.includes(text), `run ${this.number}, ${id}, does not say: ${text}`);
  }

  /** A step of a job that ran was left out. */
  skips(id, name) {
    const { id: step } = this.workflow.jobs.get(id).steps.find((each) => each.name === name);
    assert.equal(this.jobs.get(id).steps[step].conclusion, "skipped", `run ${this.number}, ${id}, ${name}`);
  }

  /** Everything about the run, for a person who looks for what went wrong. */
  told() {
    const jobs = [...this.jobs].filter(([, { result }]) => result !== "skipped").map(([id, { result, log, refused: why }]) => {
      const text = result === "success" ? "" : why ?? (log ? readFileSync(log.path, "utf8") : "");
      return `  ${id}: ${result}\n${text.replaceAll(/^(?=.)/gm, "    ")}`;
    });
    const head = `run ${this.number}: ${this.title}, ${this.event_name} of ${this.workflow.file} by ${this.actor}`;
    return `${head}: ${this.conclusion ?? "not over"}\n${jobs.join("\n")}`;
  }

  progress(facts) {
    return this.world.github.given([["progress", this.number, ...Object.entries(facts).map(([key, value]) => `${key}=${value}`)]]);
  }
}

const refused = (why) => ({ result: "failure", outputs: {}, refused: why });
