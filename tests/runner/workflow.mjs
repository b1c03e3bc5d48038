// A workflow file, read by GitHub's own parser. What this runner does not do is refused, so that nothing is passed over in silence.
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { Expression } from "./expression.mjs";

const SEQUENCE = 1;
const KEYS = {
  workflow: ["name", "run-name", "on", "permissions", "defaults", "env", "concurrency", "jobs"],
  job: ["name", "needs", "if", "runs-on", "timeout-minutes", "permissions", "environment", "outputs", "env", "steps"],
  step: ["name", "id", "if", "uses", "with", "env", "run", "shell", "working-directory"],
};

export async function readWorkflow(file, content) {
  const { context, value } = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
  const { jobs, events, errors = [] } = await convertWorkflowTemplate(context, value, undefined, { errorPolicy: 1 });
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ Message }) => Message).join("; ")}`);
  const written = known("workflow", file, plain(value));
  return {
    file,
    events,
    name: written.name ?? `.github/workflows/${file}`,
    runName: written["run-name"] ?? written.name,
    env: written.env ?? {},
    shell: written.defaults?.run?.shell,
    jobs: new Map(jobs.map((job) => [job.id.value, readJob(file, job, written)])),
  };
}

/** The parser has put `success() && (…)` around each condition that asks for no status itself. */
function readJob(file, job, workflow) {
  const id = job.id.value, written = known("job", `${file}, ${id}`, workflow.jobs[id]);
  return {
    id,
    name: written.name ?? id,
    needs: (job.needs ?? []).map(({ value }) => value),
    condition: job.if.expression,
    permissions: written.permissions ?? workflow.permissions,
    environment: typeof written.environment === "object" && !(written.environment instanceof Expression)
      ? written.environment : written.environment && { name: written.environment },
    outputs: written.outputs ?? {},
    env: written.env ?? {},
    steps: job.steps.map((step, index) => ({
      ...known("step", `${file}, ${id}, step ${index + 1}`, written.steps[index]), id: step.id, condition: step.if.expression,
    })),
  };
}

function known(kind, where, written) {
  const unknown = Object.keys(written).filter((key) => !KEYS[kind].includes(key));
  if (unknown.length > 0) throw new Error(`${where}: this runner does not do ${unknown.join(", ")}`);
  return written;
}

/** The parser's tokens as plain values; expressions stay what they are. */
function plain(token) {
  if (token.isExpression) return new Expression(token.expression);
  if (token.isScalar) return token.value ?? null;
  if (token.templateTokenType === SEQUENCE) return [...token].map(plain);
  return Object.fromEntries([...token].map(({ key, value }) => [key.toString(), plain(value)]));
}
