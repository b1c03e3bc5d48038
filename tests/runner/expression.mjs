// Expressions, evaluated by GitHub's own evaluator. An expression that names a context which is not there is an error, as on GitHub.
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { truthy } from "@actions/expressions/result";

/** An expression that GitHub's parser found in a workflow. */
export class Expression {
  constructor(text) {
    this.text = text;
  }
}

const STATUS = ["success", "failure", "cancelled", "always"];

/** What `contexts` makes of the expression. `status` answers success(), failure() and the like, where they may be asked. */
function evaluated(text, contexts, status) {
  const functions = new Map();
  for (const name of status ? STATUS : []) {
    functions.set(name, { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(status[name]) });
  }
  const tree = new Parser(new Lexer(text).lex().tokens, Object.keys(contexts), [...functions.values()]).parse();
  return new Evaluator(tree, asData(contexts), functions).evaluate();
}

/** Whether the condition holds. */
export function holds(condition, contexts, status) {
  return truthy(evaluated(condition, contexts, status));
}

/** A part of a workflow with each expression replaced by its value, as text; mappings and lists keep their form. */
export function filled(part, contexts) {
  if (part instanceof Expression) return evaluated(part.text, contexts).coerceString();
  if (Array.isArray(part)) return part.map((item) => filled(item, contexts));
  if (part !== null && typeof part === "object") {
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, filled(value, contexts)]));
  }
  return part === null ? "" : String(part);
}

function asData(value) {
  if (value === null || value === undefined) return new data.Null();
  if (typeof value === "string") return new data.StringData(value);
  if (typeof value === "number") return new data.NumberData(value);
  if (typeof value === "boolean") return new data.BooleanData(value);
  if (Array.isArray(value)) return new data.Array(...value.map(asData));
  return new data.Dictionary(...Object.entries(value).map(([key, item]) => ({ key, value: asData(item) })));
}
