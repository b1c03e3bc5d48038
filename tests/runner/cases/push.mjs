// A push to main is built once and deployed to dev; nothing else happens.
import assert from "node:assert/strict";
import { first } from "../gallery.mjs";

export const pipeline = first;

export default async (world) => {
  const { "deploy.yml": run, ...others } = await world.push("main");
  assert.deepEqual(others, {});
  await run.ends("success", `
    guard: success
    build: success
    store: success
    deploy-dev: success
  `);
  await world.holds("dev", run.made());
  assert.equal(run.made().sha, run.sha);
  run.says("store", "is version 1.0.0 at");
};
