// A push to a branch that is not the default one hands over to main, where today's rules are, and is deployed there.
import assert from "node:assert/strict";
import { portal } from "../gallery.mjs";

export const pipeline = portal;

export default async (world) => {
  const { "deploy.yml": push } = await world.push("development", { by: "quinn" });
  await push.ends("success", "hand-over: success\nothers: skipped");
  const run = await world.started("deploy.yml");
  assert.equal(run.ref, "refs/heads/main");
  await run.ends("success", `
    hand-over: skipped
    guard: success
    build: success
    store: success
    deploy-development: success
  `);
  assert.equal(run.made().sha, push.sha);
  await world.holds("development", run.made());
};
