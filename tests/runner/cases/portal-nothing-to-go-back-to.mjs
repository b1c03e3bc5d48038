// There is no release before: the rollback ends before anybody is asked.
import { portal } from "../gallery.mjs";

export const pipeline = portal;

export default async (world) => {
  await world.release({ environments: ["staging"] });
  const run = await world.person("alice").starts("rollback.yml", { environment: "staging", reason: "it looks odd" });
  await run.ends("failure", "guard: failure\nothers: skipped");
  run.says("guard", "no other release was good in staging");
};
