// Two people let a release into production, one after the other; each job of the other way is skipped.
import assert from "node:assert/strict";
import { first } from "../gallery.mjs";

export const pipeline = first;

export default async (world) => {
  const release = await world.release({ environments: ["dev", "staging"] });
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "staging", target_environment: "prod",
  });
  await world.person("ann").approves(run, "staging-to-prod-approval-1");
  await world.person("bo").approves(run, "prod");
  await run.ends("success", `
    guard: success
    brief-staging: skipped
    deploy-staging: skipped
    brief-prod: success
    approve-prod-1: success
    deploy-prod: success
  `);
  await world.holds("prod", release);
  const [{ approvers, source }] = await world.records("prod");
  assert.deepEqual([approvers, source], [["ann", "bo"], "staging"]);
};
