// A no at the last gate opens an issue: its job runs although everything before it failed or was skipped.
import assert from "node:assert/strict";
import { gates } from "../gallery.mjs";

export const pipeline = gates;

export default async (world) => {
  await world.release({ version: "0.9.0", environments: ["staging"], minutesAgo: 10 * 24 * 60, extra: { rehearses: "production" } });
  const release = await world.release({ environments: ["test", "staging"] });
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "staging", target_environment: "production",
  });
  await world.waitsForTime(run, "production-wait");
  await world.later(31);
  await world.person("bo").approves(run, "production-approval-1");
  await world.person("eve").rejects(run, "production", "the numbers look odd");
  await run.ends("failure", `
    guard: success
    wait-production: success
    brief-production: success
    approve-production-1: success
    deploy-production: failure
    rejected-production: success
    others: skipped
  `);
  world.untouched("production");
  const [issue] = await world.issues();
  assert.equal(issue.title, `${release.id} may not go to production`);
  assert.match(issue.body, /eve said no at production: `the numbers look odd`/);
};
