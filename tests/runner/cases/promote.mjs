// One person lets a release into staging. Who started it cannot, nor can anybody who was not asked.
import { first } from "../gallery.mjs";

export const pipeline = first;

export default async (world) => {
  const release = await world.release({ environments: ["dev"] });
  const run = await world.person("ann").starts("promote-release.yml", {
    release_id: release.id, source_environment: "dev", target_environment: "staging",
  });
  await world.person("ann").cannotApprove(run, "staging");
  await world.person("alice").cannotApprove(run, "staging");
  world.untouched("staging");
  await world.person("bo").approves(run, "staging");
  await run.ends("success", `
    guard: success
    brief-staging: success
    deploy-staging: success
    others: skipped
  `);
  await world.holds("staging", release);
  world.untouched("prod");
};
