// What was pushed goes on from dev to test by itself: a check, ten minutes, and somebody who did not push it.
import { gates } from "../gallery.mjs";

export const pipeline = gates;

export default async (world) => {
  const { "deploy.yml": push } = await world.push("main", { by: "cy" });
  await push.ends("success", `
    hand-over: skipped
    guard: success
    build: success
    store: success
    deploy-dev: success
    go-on-dev: success
    others: skipped
  `);
  const run = await world.started("promote-release.yml");
  await world.waitsForTime(run, "tested-wait");
  await world.later(11);
  await world.person("dee").approves(run, "tested-approval-1");
  await world.person("gus").approves(run, "test");
  await run.ends("success", `
    guard: success
    check-contract-test: success
    wait-test: success
    brief-test: success
    approve-test-1: success
    deploy-test: success
    others: skipped
  `);
  await world.holds("test", push.made());
};
