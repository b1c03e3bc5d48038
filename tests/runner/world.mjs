// All that a case is about: a repository, people, GitHub, the time, the machines, and every run that was started.
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Channel } from "./channel.mjs";
import { Clock } from "./clock.mjs";
import { Run } from "./execution.mjs";
import { GitHub } from "./github.mjs";
import { Machines } from "./machines.mjs";
import { Person } from "./person.mjs";
import { Repository } from "./repository.mjs";
import { released } from "./released.mjs";
import { inputsOf, isStartedByPush } from "./triggers.mjs";
import { readWorkflow } from "./workflow.mjs";

const PATIENCE = 60_000;

export class World {
  /** `pipeline`: of gallery.mjs; `at`: when the story begins, on a Tuesday morning in office hours unless the case says otherwise. */
  constructor(home, address, trees, { pipeline, at = "2026-11-24T09:30:00Z" }) {
    const { name, repository, teams = {}, secrets = {}, channels = {} } = pipeline;
    Object.assign(this, { home, name: repository, teams, secrets, channels, channel: new Channel() });
    // The runs so far, how many dispatches were taken up, the next numbers, and what went wrong where nobody waits for it.
    Object.assign(this, { runs: [], taken: 0, nextRun: 1000, nextRecord: 10, problem: undefined });
    mkdirSync(`${home}/bin`, { recursive: true });
    this.clock = new Clock(`${home}/clock`, at);
    this.github = new GitHub(address);
    this.repository = new Repository(`${home}/github/${repository}`, `${trees}/${name}`, this.clock);
    this.path = `${home}/bin:${process.env.PATH}`;
    this.machines = pipeline.hasMachines && new Machines(this);
    // Scripts wait as they do, only shorter; and their clock is the case's.
    this.machine = { RETRY_PAUSE: "0", TURN_PAUSE: "0.1", TURN_SECONDS: "20", RUNNER_CLOCK: `${home}/clock` };
    writeFileSync(`${home}/.gitconfig`, `[url "file://${home}/github/"]\n\tinsteadOf = https://github.com/\n`);
    writeFileSync(`${home}/.npmrc`, "audit=false\nfund=false\nupdate-notifier=false\n");
    writeFileSync(`${home}/bin/date`, DATE);
    chmodSync(`${home}/bin/date`, 0o755);
  }

  /** GitHub as `gatewright apply` leaves it, with the first commit on main. */
  async begin() {
    const address = await this.channel.open();
    for (const [environment, secret] of Object.entries(this.channels)) {
      this.secrets[environment] = { ...this.secrets[environment], [secret]: address };
    }
    await this.machines?.prepare?.();
    const people = new Set(["alice", ...Object.values(this.teams).flat()]);
    const { sha, facts } = this.repository.commit("main", "alice", "begin");
    await this.github.given([
      ["runner"], ["page", 30], ["clock", this.clock.text()], ["repository", this.name],
      ...[...people].map((login) => ["token", `token-of-${login}`, login, "rights=write"]),
      ...Object.entries(this.teams).map(([name, members]) => ["team", name, `members=${members}`, "access=write"]),
      ...environments(`${this.repository.home}/.github/environments`),
      ...this.repository.list(sha, ".github/workflows").map((file) => ["workflow", file]),
      ...facts,
    ]);
    this.watching = this.watch();
  }

  // ---- what happens

  /** Somebody pushes a commit. Gives the runs that it starts, by workflow. */
  push(branch, { by = "alice", message = "a change", files = {} } = {}) {
    return this.pushed(`refs/heads/${branch}`, this.repository.commit(branch, by, message, files), by);
  }

  tag(name, { by = "alice" } = {}) {
    return this.pushed(`refs/tags/${name}`, this.repository.tag(name), by);
  }

  async pushed(ref, { sha, facts }, by) {
    await this.github.given(facts);
    const started = {};
    for (const file of this.repository.list(sha, ".github/workflows")) {
      const workflow = await this.workflow(file, sha);
      if (!isStartedByPush(workflow.events, ref)) continue;
      started[file] = await this.start(workflow, { event_name: "push", ref, sha, actor: by, inputs: {}, event: { ref, after: sha } });
    }
    return started;
  }

  /** A workflow whose time has come. */
  async schedule(file) {
    const sha = this.repository.git("rev-parse", "main"), workflow = await this.workflow(file, sha);
    if (!workflow.events.schedule) throw new Error(`${file} has no schedule`);
    return this.start(workflow, { event_name: "schedule", ref: "refs/heads/main", sha, actor: "alice", inputs: {}, event: {} });
  }

  /** Time passes, everywhere. */
  async later(minutes) {
    this.clock.later(minutes);
    await this.github.given([["clock", this.clock.text()]]);
  }

  /** A release that was deployed before the story begins. */
  async release(about) {
    const { facts, ...release } = released(this, about);
    await this.github.given(facts);
    return release;
  }

  given(...facts) {
    return this.github.given(facts);
  }

  person(login) {
    return new Person(login, this);
  }

  /** The place of an environment takes nothing, or one of npm's scripts fails, perhaps for this version alone; or all is well again. */
  breaks(what, version = "") {
    mkdirSync(`${this.home}/broken`, { recursive: true });
    writeFileSync(`${this.home}/broken/${what}`, version);
  }

  mends(what) {
    rmSync(`${this.home}/broken/${what}`);
  }

  // ---- what there is to see

  /** This release runs there: its bytes are there, and the newest record says the same. */
  async holds(environment, { id, version, sha }) {
    const [record] = await this.records(environment);
    assert.deepEqual(this.place(environment), [id, version, sha], `what is in ${environment}`);
    const { commit, state } = record;
    assert.deepEqual([record.id, record.version, commit, state], [id, version, sha, "success"], `the record of ${environment}`);
  }

  /** Users of a machine get this release, and the newest record says the same. */
  async serves(environment, { id, version, sha }) {
    const [record] = await this.records(environment);
    const { release, version: theirs, commit, status } = await this.machines.answer(environment);
    assert.deepEqual([release, theirs, commit, status], [id, version, sha, "healthy"], `what users of ${environment} get`);
    assert.deepEqual([record.id, record.state], [id, "success"], `the record of ${environment}`);
  }

  /** Nothing was put there in this story. */
  untouched(environment) {
    assert.deepEqual(this.place(environment), [], `what is in ${environment}`);
  }

  /** What the team's own script put there: the release, its version and its commit. */
  place(environment) {
    const file = `${this.home}/places/${environment}`;
    return existsSync(file) ? readFileSync(file, "utf8").trim().split(" ") : [];
  }

  /** The pipeline's own records of an environment, the newest first: the release, and its newest state. */
  async records(environment) {
    const all = await this.github.records();
    return all.filter((record) => record.task === "release" && record.environment === environment).reverse()
      .map(({ payload, statuses }) => ({ ...payload, state: statuses[0]?.state, description: statuses[0]?.description }));
  }

  async issues() {
    const { issues } = await this.github.state();
    return Object.values(issues);
  }

  /** The run is held by the timer of an environment. */
  waitsForTime(run, environment) {
    return this.until(() => {
      if (run.conclusion) throw new Error(`the run ended (${run.conclusion}) and never waited for ${environment}`);
      return this.progress?.jobs.some((job) => job.run === run.number && job.environment === environment && job.verdict === "waiting");
    }, `run ${run.number} to wait in ${environment}`);
  }

  /** The next run that somebody or something starts, beyond those that the case has seen. */
  async started(file) {
    const found = await this.until(() => this.runs.find((run) => !run.seen && run.workflow.file === file), `a run of ${file}`);
    found.seen = true;
    return found;
  }

  /** Waits until there is something to be had. */
  async until(look, what) {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(100)) {
      if (this.problem) throw this.problem;
      const found = await look();
      if (found) return found;
    }
    throw new Error(`waited in vain for ${what}`);
  }

  // ---- runs

  async start(workflow, facts, number = this.nextRun++) {
    mkdirSync(`${this.home}/runs/${number}`, { recursive: true });
    const { event_name: event, ref, sha, actor } = facts, branch = ref.split("/").slice(2).join("/");
    const about = { actor, event, workflow: workflow.file, branch, sha, status: "queued" };
    await this.github.given([["run", number, ...Object.entries(about).map(([key, value]) => `${key}=${value}`)]]);
    const run = new Run(this, number, workflow, { attempt: 1, ...facts });
    run.over.catch((problem) => { this.problem ??= problem; });
    this.runs.push(run);
    return run;
  }

  async workflow(file, sha) {
    return readWorkflow(file, this.repository.read(sha, `.github/workflows/${file}`));
  }

  async verdict(run, environment) {
    return this.progress.jobs.findLast((job) => job.run === run && job.environment === environment.toLowerCase())?.verdict ?? "waiting";
  }

  /** Starts what was dispatched, and stops what is to stop. */
  async watch() {
    while (!this.ended) {
      this.progress = await this.github.progress();
      for (const { run, workflow: file, ref, inputs } of this.progress.dispatched.slice(this.taken)) {
        this.taken += 1;
        await this.dispatched(run, file, ref, inputs).catch((problem) => { this.problem ??= problem; });
      }
      for (const run of this.runs) if (this.progress.stopping.includes(run.number)) run.stopping.abort();
      await sleep(100);
    }
  }

  async dispatched(number, file, ref, given) {
    const { runs, branches, tags } = await this.github.state(), { actor } = runs[number];
    const sha = branches[ref] ?? tags[ref].commit, workflow = await this.workflow(file, sha);
    const inputs = inputsOf(workflow.events, file, given);
    await this.start(workflow, {
      event_name: "workflow_dispatch", ref: `refs/${branches[ref] ? "heads" : "tags"}/${ref}`, sha, actor, inputs, event: { inputs },
    }, number);
  }

  async end() {
    this.ended = true;
    this.channel.close();
    this.machines?.end?.();
    for (const run of this.runs) run.stopping.abort();
    await Promise.allSettled([this.watching, ...this.runs.map(({ over }) => over)]);
  }
}

/** The settings that the compiler wrote, as facts. */
function environments(directory) {
  return readdirSync(directory).map((file) => {
    const settings = JSON.parse(readFileSync(`${directory}/${file}`, "utf8"));
    const patterns = (kind) => settings.branch_policies.filter(({ type }) => type === kind).map(({ name }) => name);
    const reviewers = (settings.reviewers ?? []).map(({ name }) => name).join(",");
    return ["environment", settings.name, ...(reviewers ? [`reviewers=${reviewers}`] : []), `wait=${settings.wait_timer}`,
      `self_review=${settings.prevent_self_review ? "prevented" : "allowed"}`, `branches=${patterns("branch")}`, `tags=${patterns("tag")}`];
  });
}

const DATE = `#!/usr/bin/env bash
# It runs on from where the case set it, so that nobody waits in vain for the next second.
printf -v real '%(%s)T' -1
exec /usr/bin/date --date "@$(($(<"$RUNNER_CLOCK") + real - $(stat --format %Y "$RUNNER_CLOCK")))" "$@"
`;
