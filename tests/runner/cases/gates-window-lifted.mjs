// With a reason, and with a manager who agrees, it goes to production on Friday evening all the same.
import assert from "node:assert/strict";
import { gates } from "../gallery.mjs";

export const pipeline = gates;
export const at = "2026-11-27T17:00:00Z";

export default async (world) => {
  await world.release({ version: "0.9.0", environments: ["staging"], minutesAgo: 10 * 24 * 60, extra: { rehearses: "production" } });
  const release = await world.release({ environments: ["test", "staging"] });
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "staging", target_environment: "production", override: "the shop loses orders",
  });
  await world.waitsForTime(run, "production-wait");
  await world.later(31);
  await world.person("fay").approves(run, "production-override");
  await world.person("bo").approves(run, "production-approval-1");
  await world.person("eve").approves(run, "production");
  await run.ends("success", `
    guard: success
    wait-production-override: success
    brief-production-override: success
    lift-production-override: success
    approve-production-override-1: success
    deploy-production-override: success
    others: skipped
  `);
  await world.holds("production", release);
  assert.equal((await world.records("production"))[0].reason, "the shop loses orders");
};
