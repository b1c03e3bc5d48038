// Everything that production asks for: evidence, a wait of half an hour, two people, one of them of the managers, who confirm a checklist.
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
  await world.person("eve").approves(run, "production");
  await run.ends("success", `
    guard: success
    wait-production: success
    brief-production: success
    approve-production-1: success
    deploy-production: success
    others: skipped
  `);
  await world.holds("production", release);
  const [{ approvers, confirmed }] = await world.records("production");
  assert.deepEqual(approvers, ["bo", "eve"]);
  assert.equal(confirmed.length, 2);
};
