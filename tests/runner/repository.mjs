// The repository of a case: what the compiler built, with the team's own files beside it, in a real git repository.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const TEAM = new URL("team/", import.meta.url).pathname;
/** What the pipeline's scripts ask GitHub to read to them. */
const READ = ["package.json", "CHANGELOG.md"];

export class Repository {
  constructor(home, tree, clock) {
    this.home = home;
    this.clock = clock;
    mkdirSync(home, { recursive: true });
    this.git("init", "--quiet", "--initial-branch=main");
    this.git("config", "uploadpack.allowAnySHA1InWant", "true");
    cpSync(tree, home, { recursive: true });
    cpSync(TEAM, home, { recursive: true });
    this.readClock();
  }

  /** The machine's clock is the case's: of all that the compiler wrote, only this line is another one here. */
  readClock() {
    const file = `${this.home}/deploy/hours.sh`, line = "now() { printf '%(%s)T' -1; }";
    if (!existsSync(file)) return;
    const text = readFileSync(file, "utf8");
    if (!text.includes(line)) throw new Error(`${file} no longer has the line ${line}`);
    writeFileSync(file, text.replace(line, "now() { cat \"$RUNNER_CLOCK\"; }"));
  }

  /** A commit on a branch, which starts where main is; `files`: path and text, none removes it. Gives the facts for GitHub. */
  commit(branch, author, message, files = {}) {
    if (this.branch() !== branch) this.git("checkout", "--quiet", "-B", branch, this.has(branch) ? branch : "main");
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(`${this.home}/${path}`), { recursive: true });
      writeFileSync(`${this.home}/${path}`, text);
    }
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", message, `--author=${author} <${author}@example.com>`);
    const sha = this.git("rev-parse", "HEAD"), parents = this.git("log", "-1", "--format=%P").replaceAll(" ", ",");
    const changed = this.git("diff-tree", "--root", "--no-commit-id", "--name-only", "-r", "HEAD").replaceAll("\n", ",");
    const read = READ.filter((path) => existsSync(`${this.home}/${path}`));
    const texts = read.map((path) => ["file", path, sha, readFileSync(`${this.home}/${path}`, "utf8")]);
    const about = { message, author, parents, at: this.clock.text(), files: changed };
    const commit = ["commit", sha, ...Object.entries(about).map(([key, value]) => `${key}=${value}`)];
    return { sha, facts: [commit, ["branch", branch, sha], ...texts] };
  }

  tag(name) {
    this.git("tag", name);
    const sha = this.git("rev-parse", "HEAD");
    return { sha, facts: [["tag", name, sha]] };
  }

  /** A file at a commit. */
  read(sha, path) {
    return this.git("show", `${sha}:${path}`);
  }

  list(sha, path) {
    return this.git("ls-tree", "--name-only", sha, `${path}/`).split("\n").map((name) => name.slice(path.length + 1));
  }

  branch() {
    return this.git("symbolic-ref", "--short", "HEAD");
  }

  has(branch) {
    return this.git("branch", "--list", branch) !== "";
  }

  git(...words) {
    const date = this.clock.text();
    const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date, GIT_CONFIG_GLOBAL: "/dev/null" };
    const who = ["-c", "user.name=runner", "-c", "user.email=runner@example.com"];
    return execFileSync("git", ["-C", this.home, ...who, ...words], { encoding: "utf8", env }).trimEnd();
  }
}
