// GitHub's own description of its REST API, cut down to what is asked for, with what it leaves unsaid.
import { readFileSync } from "node:fs";

const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const whole = read(`${process.env.NODE_MODULES}/@octokit/openapi/generated/api.github.com.json`);

/** What GitHub does and its description does not say, each with where that is known from. */
export const unsaid = read(new URL("unsaid.json", import.meta.url));

const resolve = (thing) => (thing.$ref ? thing.$ref.split("/").slice(1).reduce((from, key) => from[key], whole) : thing);

/** The address `/repos/{owner}/{repo}/contents/{path}` as a pattern; some parts may have slashes. */
function pattern(template, operations) {
  const parameters = Object.values(operations).flatMap(({ parameters = [] }) => parameters).map(resolve);
  const slashes = new Set(parameters.filter((each) => each["x-multi-segment"]).map(({ name }) => name));
  const source = template.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\w+)\}/g, (_, name) => (slashes.has(name) ? "(.+)" : "([^/]+)"));
  return { expression: new RegExp(`^${source}$`), slashes: slashes.size };
}

const rank = ({ template, slashes }) => template.split("{").length * 1000 - template.length + slashes;

// What is spelt out comes before what is any name: `/releases/latest` is no release called "latest".
const templates = Object.entries(whole.paths)
  .map(([template, operations]) => ({ template, operations, ...pattern(template, operations) }))
  .sort((one, other) => rank(one) - rank(other));

/** What a request is about: the address in the description, the operation, and the address with each part in one piece. */
export function operation(method, address) {
  const path = unsaid.addresses.reduce((path, { begins, means }) => path.replace(new RegExp(begins), means), address);
  for (const { template, operations, expression } of templates) {
    const match = expression.exec(path);
    if (!match || !operations[method.toLowerCase()]) continue;
    const parts = match.slice(1).map((part) => encodeURIComponent(decodeURIComponent(part)));
    return { template, path: template.replace(/\{\w+\}/g, () => parts.shift()), ...operations[method.toLowerCase()] };
  }
}

export const parameters = ({ parameters = [] }, place) => parameters.map(resolve).filter((each) => each.in === place);
export const answer = ({ responses }, status) => responses[status] && resolve(responses[status]);

/** The description of these addresses alone, with the components that they reach. */
export function cut(addresses) {
  const paths = Object.fromEntries(Object.entries(whole.paths).filter(([address]) => addresses.has(address)));
  const components = {}, seen = new Set();
  (function reach(thing) {
    if (thing === null || typeof thing !== "object") return;
    if (typeof thing.$ref === "string" && !seen.has(thing.$ref)) {
      seen.add(thing.$ref);
      const [, , kind, name] = thing.$ref.split("/");
      (components[kind] ??= {})[name] = resolve(thing);
      reach(components[kind][name]);
    }
    Object.values(thing).forEach(reach);
  })(paths);
  return structuredClone({ openapi: whole.openapi, info: whole.info, servers: whole.servers, paths, components });
}

/** Adds what is left unsaid: a field of a request's body, or of an object in answers. */
for (const { address, method, schema, field, is } of unsaid.fields) {
  const object = schema ? whole.components.schemas[schema] : whole.paths[address][method].requestBody.content["application/json"].schema;
  if (object.properties[field]) throw new Error(`unsaid.json: GitHub describes ${field} of ${schema ?? address} by now`);
  object.properties[field] = is;
}
