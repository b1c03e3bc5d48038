// What stands in for an action that a workflow uses: it runs as the runner would run it, from its own action.yml.
import { existsSync, readFileSync } from "node:fs";
import { NoOperationTraceWriter } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { convertActionTemplate } from "@actions/workflow-parser/actions/action-template";
import { Expression, filled } from "./expression.mjs";

const home = new URL("actions/", import.meta.url).pathname;

/** The command of `uses:`, and its inputs as the action sees them: INPUT_… variables. */
export function actionProcess(uses, given, contexts) {
  const [, name] = /^actions\/([a-z-]+)@[0-9a-f]{40}$/.exec(uses) ?? [];
  const file = `${home}${name}/action.yml`;
  if (!name || !existsSync(file)) throw new Error(`${uses}: nothing stands in for it in tests/runner/actions`);
  const { context, value } = parseAction({ name: file, content: readFileSync(file, "utf8") }, new NoOperationTraceWriter());
  const { inputs, runs } = convertActionTemplate(context, value);
  const unknown = Object.keys(given).filter((input) => !inputs.some(({ id }) => id === input));
  if (unknown.length > 0) throw new Error(`${uses} has no input ${unknown.join(", ")}`);
  const env = {};
  for (const { id, required, default: usual } of inputs) {
    if (required && !given[id]) throw new Error(`${uses} needs the input ${id}`);
    env[`INPUT_${id.toUpperCase()}`] = given[id] ?? (usual === undefined ? "" : filled(asWritten(usual), contexts));
  }
  return { command: [process.execPath, `${home}${name}/${runs.main}`], env };
}

const asWritten = (token) => (token.isExpression ? new Expression(token.expression) : token.value);
