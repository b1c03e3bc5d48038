// A no at the first gate opens the issue too, although the deploy job behind it was only skipped.
import assert from "node:assert/strict";
import { gates } from "../gallery.mjs";

export const pipeline = gates;

export default async (world) => {
  const release = await world.release({ environments: ["test"] });
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "test", target_environment: "staging",
  });
  await world.person("ann").rejects(run, "pre-production-approval-1", "no");
  await run.ends("failure", `
    guard: success
    check-scan-staging: success
    check-load-staging: success
    check-item_1-staging: success
    brief-staging: success
    approve-staging-1: failure
    approve-staging-2: skipped
    deploy-staging: skipped
    rejected-staging: success
    others: skipped
  `);
  assert.equal((await world.issues())[0].title, "1.0.0 needs more work before staging");
};
