// What does not run in the source goes nowhere, and nobody is asked about it.
import { first } from "../gallery.mjs";

export const pipeline = first;

export default async (world) => {
  const release = await world.release({ environments: ["dev"] });
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "staging", target_environment: "prod",
  });
  await run.ends("failure", `
    guard: failure
    others: skipped
  `);
  run.says("guard", "no release was ever deployed to staging");
};
