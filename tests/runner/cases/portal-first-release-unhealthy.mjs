// Nothing was there before, so there is no way back: the record says that nobody knows what runs there.
import assert from "node:assert/strict";
import { portal } from "../gallery.mjs";

export const pipeline = portal;

export default async (world) => {
  const only = await world.release({ environments: ["development"] });
  world.breaks("verify:staging-complete");
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: only.id, source_environment: "development", target_environment: "staging",
  });
  await world.person("quinn").approves(run, "staging");
  await run.ends("failure", `
    guard: success
    brief-staging: success
    deploy-staging: failure
    others: skipped
  `);
  run.says("deploy-staging", "there is no way back");
  run.skips("deploy-staging", "Check out the commit of the release before");
  assert.equal((await world.records("staging"))[0].state, "failure");
};
