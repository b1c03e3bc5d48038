// One step: its condition, its environment, its process, and what it leaves behind.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { actionProcess } from "./action.mjs";
import { filled, holds } from "./expression.mjs";
import { freshFiles, readPairs } from "./files.mjs";
import { runProcess, shellCommand } from "./shell.mjs";
import { stepStatus } from "./results.mjs";

/** Runs it, or skips it. `job`: where it runs, with what, and how the steps before it went. Gives its result and its outputs. */
export async function runStep(step, job) {
  const { secrets, ...contexts } = job.contexts();
  if (!holds(step.condition, contexts, stepStatus(job.failed, job.stop.aborted))) return { result: "skipped", outputs: {} };
  const name = step.name ?? step.uses ?? step.run;
  job.log.line(`##[group] ${name}`);
  const files = freshFiles(filesOf(step, job));
  try {
    const own = filled(step.env ?? {}, { ...contexts, secrets });
    const started = step.uses
      ? actionProcess(step.uses, filled(step.with ?? {}, { ...contexts, secrets, env: { ...contexts.env, ...own } }), contexts)
      : { command: shellCommand(step.shell ?? job.shell, script(files, filled(step.run, contexts))), env: {} };
    const env = { ...job.environment, ...contexts.env, ...own, ...files, GITHUB_ACTION: step.id, ...started.env };
    if (step.uses) env.RUNNER_ARTIFACTS = job.artifacts;
    const cwd = `${job.workspace}/${filled(step["working-directory"] ?? ".", contexts)}`;
    const code = await runProcess(started.command, { cwd, env, log: (line) => job.log.line(line), stop: job.stop });
    job.summary += readFileSync(files.GITHUB_STEP_SUMMARY, "utf8");
    Object.assign(job.added, readPairs(files.GITHUB_ENV));
    if (code !== 0) job.log.line(`##[error]Process completed with exit code ${code}.`);
    return { result: code === 0 ? "success" : job.stop.aborted ? "cancelled" : "failure", outputs: readPairs(files.GITHUB_OUTPUT) };
  } catch (problem) {
    job.log.line(`##[error]${problem.message}`);
    return { result: "failure", outputs: {} };
  }
}

function filesOf(step, job) {
  const directory = `${job.home}/files/${step.id}`;
  mkdirSync(directory);
  return directory;
}

function script(files, text) {
  const path = files.GITHUB_OUTPUT.replace(/output$/, "script.sh");
  writeFileSync(path, `${text}\n`);
  return path;
}
