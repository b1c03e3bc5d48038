// GitHub lets one person open both gates. The deploy job does not, and nothing has changed.
import assert from "node:assert/strict";
import { first } from "../gallery.mjs";

export const pipeline = first;

export default async (world) => {
  const release = await world.release({ environments: ["dev", "staging"] });
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "staging", target_environment: "prod",
  });
  await world.person("ann").approves(run, "staging-to-prod-approval-1");
  await world.person("ann").approves(run, "prod");
  await run.ends("failure", `
    guard: success
    brief-prod: success
    approve-prod-1: success
    deploy-prod: failure
    others: skipped
  `);
  run.says("deploy-prod", "2 different people have to approve");
  world.untouched("prod");
  assert.deepEqual(await world.records("prod"), []);
};
