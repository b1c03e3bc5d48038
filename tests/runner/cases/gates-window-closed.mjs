// On Friday evening production is closed: the run ends before anybody is asked, and says when it opens.
import assert from "node:assert/strict";
import { gates } from "../gallery.mjs";

export const pipeline = gates;
export const at = "2026-11-27T17:00:00Z";

export default async (world) => {
  await world.release({ version: "0.9.0", environments: ["staging"], minutesAgo: 10 * 24 * 60, extra: { rehearses: "production" } });
  const release = await world.release({ environments: ["test", "staging"] });
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "staging", target_environment: "production",
  });
  await run.ends("failure", `
    guard: failure
    others: skipped
  `);
  run.says("guard", "the window office-hours is closed; it opens on Mon 2026-11-30 09:00");
  assert.deepEqual(await world.records("production"), []);
};
