// GitHub thinks that a bot started it, and lets the one who pushed approve. The deploy job knows better.
import { gates } from "../gallery.mjs";

export const pipeline = gates;

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
  const run = await world.started("promote-release.yml");
  await world.waitsForTime(run, "tested-wait");
  await world.later(11);
  await world.person("cy").approves(run, "tested-approval-1");
  await world.person("gus").approves(run, "test");
  await run.ends("failure", `
    guard: success
    check-contract-test: success
    wait-test: success
    brief-test: success
    approve-test-1: success
    deploy-test: failure
    others: skipped
  `);
  run.says("deploy-test", "cy (who started the run)");
  world.untouched("test");
};
