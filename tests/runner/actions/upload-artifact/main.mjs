import { appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

const { env } = process;
const { INPUT_NAME: name, INPUT_PATH: path, RUNNER_ARTIFACTS: artifacts } = env;
if (!existsSync(path)) {
  if (env["INPUT_IF-NO-FILES-FOUND"] === "error") throw new Error(`No files were found with the provided path: ${path}`);
  process.exit(0);
}
mkdirSync(artifacts, { recursive: true });
const number = String(700 + readdirSync(artifacts).length / 2);
writeFileSync(`${artifacts}/${name}.name`, number, { flag: "wx" }); // one upload for each name
mkdirSync(`${artifacts}/${number}`);
copyFileSync(path, `${artifacts}/${number}/${basename(path)}`);
appendFileSync(env.GITHUB_OUTPUT, `artifact-id=${number}\n`);
