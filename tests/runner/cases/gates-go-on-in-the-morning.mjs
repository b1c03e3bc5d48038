// What is pushed at night waits in dev; in the morning the schedule sends it on, once.
import assert from "node:assert/strict";
import { gates } from "../gallery.mjs";

export const pipeline = gates;
export const at = "2026-11-24T23:00:00Z";

export default async (world) => {
  const { "deploy.yml": push } = await world.push("main", { by: "cy" });
  await push.ends("success", `
    guard: success
    build: success
    store: success
    deploy-dev: success
    go-on-dev: success
    others: skipped
  `);
  push.says("go-on-dev", "the window daytime is closed");
  assert.equal(world.runs.length, 1);

  await world.later(7 * 60);
  await (await world.schedule("go-on.yml")).ends("success", "go-on: success");
  const run = await world.started("promote-release.yml");
  await world.waitsForTime(run, "tested-wait");
  await (await world.schedule("go-on.yml")).ends("success", "go-on: success");
  assert.equal(world.runs.filter(({ workflow }) => workflow.file === "promote-release.yml").length, 1);
};
