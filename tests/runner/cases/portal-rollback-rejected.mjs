// A rollback that somebody refuses changes nothing.
import { portal } from "../gallery.mjs";

export const pipeline = portal;

export default async (world) => {
  await world.release({ environments: ["development", "staging"], minutesAgo: 9000 });
  await world.release({ version: "2.0.0", environments: ["development", "staging"] });
  const run = await world.person("alice").starts("rollback.yml", { environment: "staging", reason: "it looks odd" });
  await world.person("quinn").rejects(run, "staging", "it is meant to");
  await run.ends("failure", `
    guard: success
    rollback-staging: failure
    others: skipped
  `);
  world.untouched("staging");
};
