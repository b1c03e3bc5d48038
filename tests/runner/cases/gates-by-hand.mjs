// A hotfix branch is deployed to test by hand.
import { gates } from "../gallery.mjs";

export const pipeline = gates;

export default async (world) => {
  await world.push("hotfix/login", { by: "bo" });
  const run = await world.person("bo").starts("deploy.yml", { environment: "test", release_type: "test", branch: "hotfix/login" });
  await world.person("ann").approves(run, "manual-hotfix-to-test-approval-1");
  await world.person("dee").approves(run, "test");
  await run.ends("success", `
    guard: success
    build: success
    store: success
    brief-test: success
    approve-test-1: success
    deploy-test: success
    others: skipped
  `);
  await world.holds("test", run.made());
};
