// Somebody says no: nothing behind that gate runs.
import { first } from "../gallery.mjs";

export const pipeline = first;

export default async (world) => {
  const release = await world.release({ environments: ["dev", "staging"] });
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "staging", target_environment: "prod",
  });
  await world.person("ann").rejects(run, "staging-to-prod-approval-1", "not today");
  await run.ends("failure", `
    guard: success
    brief-prod: success
    approve-prod-1: failure
    deploy-prod: skipped
    others: skipped
  `);
  world.untouched("prod");
};
