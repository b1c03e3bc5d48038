// A tag on a commit that staging never had is refused before it waits, and before anybody is asked.
import { gates } from "../gallery.mjs";

export const pipeline = gates;

export default async (world) => {
  await world.release({ version: "0.9.0", environments: ["staging"], minutesAgo: 10 * 24 * 60, extra: { rehearses: "production" } });
  const { "deploy.yml": untested, ...others } = await world.push("quick-fix", { by: "bo" });
  if (untested) throw new Error("that branch is not deployed");
  const { "deploy.yml": push } = await world.tag("v0.9.0", { by: "bo" });
  await push.ends("success", "hand-over: success\nothers: skipped");
  const run = await world.started("deploy.yml");
  await run.ends("failure", `
    guard: success
    build: success
    store: success
    rules-production: failure
    rejected-production: success
    others: skipped
  `);
  run.says("rules-production", "was not deployed to staging and verified there");
  run.says("rejected-production", "nobody said no");
  world.untouched("production");
};
