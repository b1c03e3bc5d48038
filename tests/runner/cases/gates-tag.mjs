// A tag hands over to main, where the release that staging has is taken as it is; nothing is built again.
import { gates } from "../gallery.mjs";

export const pipeline = gates;

export default async (world) => {
  await world.release({ version: "0.9.0", environments: ["staging"], minutesAgo: 10 * 24 * 60, extra: { rehearses: "production" } });
  const release = await world.release({ environments: ["dev", "test", "staging"] });
  const { "deploy.yml": push } = await world.tag("v1.0.0", { by: "bo" });
  await push.ends("success", `
    hand-over: success
    others: skipped
  `);
  const run = await world.started("deploy.yml");
  await world.waitsForTime(run, "production-wait");
  await world.later(31);
  // A bot started this run, so GitHub lets the one who pushed the tag approve; the deploy job would refuse it.
  await world.person("ann").approves(run, "production-approval-1");
  await world.person("eve").approves(run, "production");
  await run.ends("success", `
    guard: success
    build: success
    store: success
    rules-production: success
    wait-production: success
    brief-production: success
    approve-production-1: success
    deploy-production: success
    others: skipped
  `);
  run.skips("build", "Build and pack");
  await world.holds("production", release);
};
