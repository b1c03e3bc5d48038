// main.mjs FILE...: whether what was asked in these conversations is legal, and what was answered is what GitHub would answer.
// A conversation whose name begins with "stand-in" asks for what is forbidden on purpose: only its answers are judged.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { answerFindings } from "./answers.mjs";
import { operation } from "./description.mjs";
import { requestFindings } from "./requests.mjs";

const conversations = process.argv.slice(2).map((file) => ({
  mayAskForAnything: basename(file).startsWith("stand-in"),
  lines: readFileSync(file, "utf8").trimEnd().split("\n").filter(Boolean).map((line) => JSON.parse(line)),
}));

// Numbers differ from day to day and make no difference to a schema; words do.
const plain = (value) => (typeof value === "number" ? Math.sign(value) : typeof value === "string" ? value.replace(/\d+/g, "1") : value);
const shape = (thing) => JSON.stringify(thing, (_, value) => plain(value));

const requests = new Map(), answers = new Map();
for (const { mayAskForAnything, lines } of conversations) {
  for (const line of lines) {
    const about = operation(line.method, line.path);
    const address = `${line.method} ${about?.template ?? line.path}`;
    if (!mayAskForAnything) requests.set(address + JSON.stringify([line.query, line.headers, line.request]), { line, about });
    if (about) answers.set(address + line.status + shape(line.answer), { line, about });
  }
}

const judged = [...(await requestFindings([...requests.values()])), ...answerFindings([...answers.values()])];
const findings = new Map(judged.flatMap(({ line, about, findings }) => findings.map((finding) => [
  `${line.method} ${about?.template ?? line.path}: ${finding}`,
  `    in ${line.method} ${line.path} ${JSON.stringify(line.request)} ${line.status}`,
])));

for (const finding of findings) console.log(finding.join("\n"));
console.log(`${requests.size} different requests, ${answers.size} different answers, ${findings.size} findings`);
if (findings.size > 0 || answers.size === 0) process.exitCode = 1;
