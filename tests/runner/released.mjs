// A release that was made and deployed before a case begins: its commit, its bytes, its records.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const BEFORE = 900; // the run that did all that, and is over

/** The facts of a release that has been in these environments for so long; `extra` is more that a record says, `mode` is of a service. */
export function released(world, { version = "1.0.0", environments, minutesAgo = 3 * 24 * 60, by = "alice", extra = {}, mode }) {
  const made = new Date(world.clock.now - minutesAgo * 60_000);
  const id = `release-${digits(made, 0, 8)}-${digits(made, 8, 14)}`;
  const { sha, facts } = world.repository.commit("main", by, `version ${version}`, {
    "package.json": readFileSync(`${world.repository.home}/package.json`, "utf8").replace(/"version": ".*"/, `"version": "${version}"`),
  });
  const home = `${world.home}/made/${id}`, archive = `${home}/release.tar.gz`;
  mkdirSync(`${home}/dist`, { recursive: true });
  writeFileSync(`${home}/dist/built`, `${version} ${sha}\n`);
  const members = ["dist", ...(world.machines ? world.machines.bytes(home, mode) : [])];
  execFileSync("tar", ["-czf", archive, "-C", home, ...members]);
  const digest = `sha256:${createHash("sha256").update(readFileSync(archive)).digest("hex")}`;
  const run = ["run", BEFORE, `actor=${by}`, "event=push", "workflow=deploy.yml", "status=completed", `sha=${sha}`];
  const payload = {
    id, version, commit: sha, digest, source: "push", approvers: [], run: String(BEFORE), attempt: 1, reason: "", withdraws: "", ...extra,
  };
  const records = environments.map((environment) => [
    "record", world.nextRecord++, environment, id, "success", `at=-${minutesAgo}`, `payload=${JSON.stringify(payload)}`,
  ]);
  const asset = ["asset", `builds-${digits(made, 0, 6)}`, `${id}.tar.gz`, archive];
  return { id, version, sha, digest, facts: [...facts, run, asset, ...records] };
}

const digits = (time, from, to) => time.toISOString().replace(/\D/g, "").slice(from, to);
