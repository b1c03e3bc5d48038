// A push replaces the service on the machine; one that is ill there is taken back by itself.
import assert from "node:assert/strict";
import { weather } from "../gallery.mjs";

export const pipeline = weather;

export default async (world) => {
  const { "deploy.yml": good } = await world.push("main");
  await good.ends("success", `
    guard: success
    build: success
    store: success
    deploy-dev: success
  `);
  await world.serves("dev", good.made());

  await world.later(5);
  const { "deploy.yml": bad } = await world.push("main", { files: { mode: "ill in dev\n" } });
  await bad.ends("failure", `
    guard: success
    build: success
    store: success
    deploy-dev: failure
  `);
  bad.says("deploy-dev", "failed in phase health");
  await world.serves("dev", good.made());
  const [back, failed] = await world.records("dev");
  assert.deepEqual([back.withdraws, failed.id, failed.state], [bad.made().id, bad.made().id, "failure"]);
};
