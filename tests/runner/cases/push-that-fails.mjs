// A deployment that fails leaves a record that says so; the next push mends it.
import assert from "node:assert/strict";
import { first } from "../gallery.mjs";

export const pipeline = first;

export default async (world) => {
  world.breaks("dev");
  const { "deploy.yml": bad } = await world.push("main");
  await bad.ends("failure", `
    guard: success
    build: success
    store: success
    deploy-dev: failure
  `);
  bad.says("deploy-dev", "failed in phase deploy: Ship the release");
  const [record] = await world.records("dev");
  assert.equal(record.state, "failure");
  world.untouched("dev");

  world.mends("dev");
  await world.later(5);
  const { "deploy.yml": good } = await world.push("main");
  await good.ends("success", "others: success");
  await world.holds("dev", good.made());
};
