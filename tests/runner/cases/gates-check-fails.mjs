// A check that fails ends the way before anybody is asked, and opens no issue: nobody said no.
import assert from "node:assert/strict";
import { gates } from "../gallery.mjs";

export const pipeline = gates;

export default async (world) => {
  world.breaks("scan");
  const release = await world.release({ environments: ["test"] });
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "test", target_environment: "staging",
  });
  await run.ends("failure", `
    guard: success
    check-scan-staging: failure
    check-load-staging: success
    check-item_1-staging: success
    brief-staging: skipped
    approve-staging-1: skipped
    approve-staging-2: skipped
    deploy-staging: skipped
    rejected-staging: success
    others: skipped
  `);
  assert.deepEqual(await world.issues(), []);
};
