// Whether a request is legal: Prism finds the operation and judges parameters, headers and body.
import prism from "@stoplight/prism-http";
import { cut, operation, parameters } from "./description.mjs";

// GitHub ignores what it does not know, and a misspelt field or filter does nothing: so neither may be there.
function closed(body) {
  const schema = body?.content?.["application/json"]?.schema;
  if (schema?.properties) schema.additionalProperties ??= false;
}

/** A server without answers: it refuses, or it has nothing to say. */
async function refuser(exchanges) {
  const description = cut(new Set(exchanges.map(({ about }) => about?.template)));
  for (const operation of Object.values(description.paths).flatMap(Object.values)) {
    closed(operation.requestBody);
    operation.responses = { 204: { description: "" } };
  }
  const operations = await prism.getHttpOperationsFromSpec(description);
  const silent = { child: () => silent, info() {}, debug() {}, warn() {}, error() {}, success() {} };
  const config = { validateRequest: true, validateResponse: false, checkSecurity: false, errors: true, mock: { dynamic: false } };
  const answer = { _tag: "Right", right: { statusCode: 204, headers: {} } };
  return { operations, server: prism.createInstance(config, { logger: silent, mock: () => () => answer }) };
}

function* unknownFilters({ query }, about) {
  const known = parameters(about, "query").map(({ name }) => name);
  for (const name of Object.keys(query)) {
    if (!known.includes(name)) yield `nobody knows the parameter "${name}"`;
  }
}

/** What is wrong with each of these requests. */
export async function requestFindings(exchanges) {
  const { operations, server } = await refuser(exchanges);
  const judged = exchanges.map(async ({ line, about }) => {
    if (!about) return { line, findings: ["GitHub has no such request"] };
    const { method, query, headers, request } = line;
    const body = request ?? undefined;
    const length = body === undefined ? {} : { "content-length": String(JSON.stringify(body).length) };
    const asked = { method: method.toLowerCase(), url: { path: about.path, query }, headers: { ...headers, ...length }, body };
    const verdict = await server.request(asked, operations)();
    const refusals = verdict._tag === "Left" ? [verdict.left.detail ?? verdict.left.message] : verdict.right.validations.input.map(
      ({ path = [], message }) => `${path.join(".")}: ${message}`);
    return { line, about, findings: [...refusals, ...unknownFilters(line, about)] };
  });
  return Promise.all(judged);
}
