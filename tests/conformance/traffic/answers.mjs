// Whether an answer is what GitHub would send: a status that it documents, and the whole object of that status.
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { answer, cut, unsaid } from "./description.mjs";

// OpenAPI's `nullable` beside anything but a plain type is not known to JSON Schema.
function nullable(schema) {
  if (schema === null || typeof schema !== "object") return schema;
  if (Array.isArray(schema)) return schema.map(nullable);
  // An address may be empty where that is the default.
  if (schema.format === "uri" && schema.default === "") delete schema.format;
  const { nullable: mayBeNull, ...rest } = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, nullable(value)]));
  return mayBeNull === true ? { anyOf: [rest, { type: "null" }] } : rest;
}

// A field that GitHub does not describe would be one that our own tests came to rely on. What is put together by `allOf` stays open.
function close(schema, inAll = false) {
  if (schema === null || typeof schema !== "object") return;
  if (!inAll && schema.type === "object" && schema.properties && !schema.allOf) schema.additionalProperties ??= false;
  for (const [key, value] of Object.entries(schema)) {
    if (key === "allOf") value.forEach((each) => close(each, true));
    else if (key !== "$ref") close(value);
  }
}

function judges(exchanges) {
  const description = nullable(cut(new Set(exchanges.map(({ about }) => about.template))));
  close(description);
  const ajv = new Ajv({ strict: false, validateSchema: false, allErrors: false, inlineRefs: false });
  addFormats(ajv);
  return ajv.addSchema(description, "github");
}

const pointer = (...keys) => keys.map((key) => `/${encodeURIComponent(String(key).replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("");

/** What is wrong with each of these answers. */
export function answerFindings(exchanges) {
  const ajv = judges(exchanges);
  return exchanges.map(({ line, about }) => ({ line, about, findings: [...wrong(ajv, line, about)] }));
}

function* wrong(ajv, { method, status, answer: body }, about) {
  const documented = answer(about, status);
  if (!documented) {
    if (!unsaid.statuses.some(({ are }) => are.includes(status))) yield `GitHub does not answer ${status}`;
    return;
  }
  const schema = documented.content?.["application/json"]?.schema;
  if (!schema || body === null) return;
  const own = about.responses[status].$ref
    ? pointer("components", "responses", about.responses[status].$ref.split("/").pop())
    : pointer("paths", about.template, method.toLowerCase(), "responses", status);
  const judge = ajv.getSchema(`github#${own}${pointer("content", "application/json", "schema")}`);
  if (judge(body)) return;
  for (const { instancePath, message, params } of judge.errors) yield `${status} ${instancePath} ${message} ${JSON.stringify(params)}`;
}
