import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { relative, resolve } from "node:path";

const { env } = process;
const input = (name) => env[`INPUT_${name.toUpperCase()}`] ?? "";
const workspace = env.GITHUB_WORKSPACE, directory = resolve(workspace, input("path"));
if (relative(workspace, directory).startsWith("..")) throw new Error(`${directory} leaves the workspace`);
if (input("persist-credentials") !== "false") throw new Error("the token would stay in .git/config, for every later step to read");

// The token has to be allowed to read what is checked out, and GitHub knows what the name means.
const wanted = input("ref") || env.GITHUB_SHA;
const answer = await fetch(`${env.GITHUB_API_URL}/repos/${input("repository")}/commits/${encodeURIComponent(wanted)}`, {
  headers: { Authorization: `Bearer ${input("token")}`, Accept: "application/vnd.github.sha", "X-GitHub-Api-Version": "2022-11-28" },
});
const said = await answer.text();
if (!answer.ok) throw new Error(`${wanted}: ${said}`);

const git = (...words) => execFileSync("git", ["-C", directory, "-c", "advice.detachedHead=false", ...words], { stdio: "inherit" });
mkdirSync(directory, { recursive: true });
for (const name of readdirSync(directory)) rmSync(`${directory}/${name}`, { recursive: true });
git("init", "--quiet");
const depth = input("fetch-depth") === "0" ? [] : ["--depth", input("fetch-depth")];
git("fetch", "--quiet", ...depth, `https://github.com/${input("repository")}`, said);
git("checkout", "--quiet", "--force", "FETCH_HEAD");
