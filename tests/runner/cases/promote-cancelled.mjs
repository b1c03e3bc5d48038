// A run that waits for people and is cancelled ends, and nobody has to decide about it any more.
import assert from "node:assert/strict";
import { first } from "../gallery.mjs";

export const pipeline = first;

export default async (world) => {
  const release = await world.release({ environments: ["dev", "staging"] });
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "staging", target_environment: "prod",
  });
  await world.person("ann").approves(run, "staging-to-prod-approval-1");
  await world.until(async () => (await world.verdict(run.number, "prod")) === "waiting" && run.jobs.has("approve-prod-1"), "the last gate");
  await world.person("alice").cancels(run);
  await run.ends("cancelled", `
    guard: success
    brief-prod: success
    approve-prod-1: success
    deploy-prod: cancelled
    others: skipped
  `);
  world.untouched("prod");
  assert.deepEqual(await world.records("prod"), []);
};
