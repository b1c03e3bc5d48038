// Neither the new release nor the one before is well: nobody pretends, and people are called.
import assert from "node:assert/strict";
import { portal } from "../gallery.mjs";

export const pipeline = portal;

export default async (world) => {
  await world.release({ environments: ["staging", "production"], minutesAgo: 9000, extra: { rehearses: "production" } });
  const bad = await world.release({ version: "2.0.0", environments: ["staging"] });
  world.breaks("verify:production-health");
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
  const states = (await world.records("production")).map(({ state }) => state);
  assert.deepEqual(states, ["failure", "failure", "success"]);
  assert.match(world.channel.messages[0], /production needs a person now/);
  assert.equal((await world.issues()).length, 1);
};
