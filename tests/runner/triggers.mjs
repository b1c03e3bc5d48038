// Which workflows an event starts, and with which inputs.
import { isAmong } from "./patterns.mjs";

/** `ref`: refs/heads/… or refs/tags/…. One filter alone keeps the other kind out. */
export function isStartedByPush({ push }, ref) {
  if (!push) return false;
  const [, kind, ...rest] = ref.split("/"), name = rest.join("/");
  const filters = { heads: [push.branches, push["branches-ignore"]], tags: [push.tags, push["tags-ignore"]] };
  const [wanted, unwanted] = filters[kind], others = Object.values(filters).flat();
  if (unwanted) return !isAmong(name, unwanted);
  return wanted ? isAmong(name, wanted) : others.every((filter) => filter === undefined);
}

/** The inputs as the workflow sees them: what was left out has its default. What GitHub would refuse is an error. */
export function inputsOf({ workflow_dispatch: dispatch }, file, given) {
  if (!dispatch) throw new Error(`${file} cannot be started by hand`);
  const declared = dispatch.inputs ?? {};
  for (const [name, value] of Object.entries(given)) {
    const { type, options } = declared[name] ?? {};
    if (!declared[name]) throw new Error(`${file} has no input ${name}`);
    if (type === "choice" && !options.includes(value)) throw new Error(`${file}: ${value} is no option of ${name}`);
  }
  return Object.fromEntries(Object.entries(declared).map(([name, { required, default: usual, type, options }]) => {
    if (required && (given[name] ?? usual ?? "") === "" && type !== "choice") throw new Error(`${file} needs the input ${name}`);
    return [name, String(given[name] ?? usual ?? (type === "choice" ? options[0] : ""))];
  }));
}
