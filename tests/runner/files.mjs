// The files through which a step speaks to the runner: GITHUB_OUTPUT and GITHUB_ENV.
import { readFileSync, writeFileSync } from "node:fs";

const NAMES = ["OUTPUT", "ENV", "PATH", "STATE", "STEP_SUMMARY"];

/** Empty files for one step, as GITHUB_… variables. */
export function freshFiles(directory) {
  return Object.fromEntries(NAMES.map((name) => {
    const path = `${directory}/${name.toLowerCase()}`;
    writeFileSync(path, "");
    return [`GITHUB_${name}`, path];
  }));
}

/** The `name=value` lines, and values between delimiters. Anything else is an error, as in the runner. */
export function readPairs(path) {
  const pairs = {}, lines = readFileSync(path, "utf8").split("\n");
  while (lines.length > 0) {
    const line = lines.shift(), equals = line.indexOf("="), heredoc = line.indexOf("<<");
    if (line === "") continue;
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      pairs[line.slice(0, equals)] = line.slice(equals + 1);
    } else if (heredoc >= 0) {
      const end = lines.indexOf(line.slice(heredoc + 2));
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${line.slice(heredoc + 2)}'`);
      pairs[line.slice(0, heredoc)] = lines.splice(0, end + 1).slice(0, -1).join("\n");
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return pairs;
}
