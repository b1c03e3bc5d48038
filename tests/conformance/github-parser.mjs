// github-parser.mjs FILE...: what GitHub itself has to say about these workflows, one finding on a line.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { validate } from "@actions/languageservice";
import { TextDocument } from "vscode-languageserver-textdocument";

/** The parser that a pushed workflow goes through: keys, types, `needs` and their cycles. */
async function parserFindings(name, content) {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (!value) return context.errors.getErrors().map(({ message }) => message);
  const { errors = [] } = await convertWorkflowTemplate(context, value, undefined, { errorPolicy: 1 });
  return errors.map(({ Message }) => Message);
}

/** The language service behind GitHub's editors: contexts, expressions, inputs, values. Its warnings count. */
async function editorFindings(name, content) {
  const document = TextDocument.create(pathToFileURL(resolve(name)).href, "github-actions-workflow", 1, content);
  const findings = await validate(document, {});
  return findings.map(({ range: { start }, message }) => `${name} (Line: ${start.line + 1}, Col: ${start.character + 1}): ${message}`);
}

for (const name of process.argv.slice(2)) {
  const content = readFileSync(name, "utf8");
  const findings = new Set([...(await parserFindings(name, content)), ...(await editorFindings(name, content))]);
  for (const finding of findings) console.log(finding);
  if (findings.size > 0) process.exitCode = 1;
}
