// The new release is not well in production: the one before comes back by itself, people learn of it, and the run has failed.
import assert from "node:assert/strict";
import { portal } from "../gallery.mjs";

export const pipeline = portal;

export default async (world) => {
  const good = await world.release({ environments: ["staging", "production"], minutesAgo: 9000, extra: { rehearses: "production" } });
  const bad = await world.release({ version: "2.0.0", environments: ["staging"] });
  world.breaks("verify:production-health", "2.0.0");
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: bad.id, source_environment: "staging", target_environment: "production",
  });
  await world.person("ann").approves(run, "production-approval-1");
  await world.person("bo").approves(run, "production");
  await run.ends("failure", `
    guard: success
    brief-production: success
    approve-production-1: success
    deploy-production: failure
    others: skipped
  `);
  run.says("deploy-production", "failed in phase verify: Post-deployment validation");
  await world.holds("production", good);
  const [back, failed] = await world.records("production");
  assert.deepEqual([back.withdraws, failed.id, failed.state], [bad.id, bad.id, "failure"]);
  const [issue] = await world.issues();
  assert.equal(issue.title, `Post-mortem: ${bad.id} in production`);
  assert.equal(world.channel.messages.length, 1);
  assert.match(world.channel.messages[0], new RegExp(`production is back at ${good.id}`));

  // What was withdrawn does not come back without a reason.
  const again = await world.person("alice").starts("promote-release.yml", {
    release_id: bad.id, source_environment: "staging", target_environment: "production",
  });
  await again.ends("failure", "guard: failure\nothers: skipped");
  again.says("guard", `${bad.id} was withdrawn from production`);
};
