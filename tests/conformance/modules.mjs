// Node's loader, taught two things: packages live in $NODE_MODULES, not beside the script that imports them; and GitHub's
// packages import JSON in the old way, without an attribute.
import { register } from "node:module";

const hooks = `
  import { readFileSync } from "node:fs";
  import { pathToFileURL } from "node:url";

  const home = pathToFileURL(process.env.NODE_MODULES + "/home.mjs").href;
  const isPackage = (name) => /^(@|[a-z])/.test(name) && !name.includes(":");

  export const resolve = (name, context, next) =>
    next(name, isPackage(name) && !context.parentURL.includes("/node_modules/") ? { ...context, parentURL: home } : context);

  export const load = (url, context, next) =>
    url.endsWith(".json")
      ? { format: "module", shortCircuit: true, source: "export default " + readFileSync(new URL(url), "utf8") }
      : next(url, context);
`;
register("data:text/javascript," + encodeURIComponent(hooks));
