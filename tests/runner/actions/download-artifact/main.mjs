import { cpSync } from "node:fs";
import { resolve } from "node:path";

const { env } = process;
const number = env["INPUT_ARTIFACT-IDS"] ?? "";
if (!/^\d+$/.test(number)) throw new Error(`"${number}" is not the number of one artifact of this run`);
cpSync(`${env.RUNNER_ARTIFACTS}/${number}`, resolve(env.GITHUB_WORKSPACE, env.INPUT_PATH), { recursive: true });
