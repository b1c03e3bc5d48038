// The way into production is rehearsed in staging, and that counts from then on.
import { gates } from "../gallery.mjs";

export const pipeline = gates;

export default async (world) => {
  await world.release({ version: "0.9.0", environments: ["test", "staging"], minutesAgo: 10 * 24 * 60 });
  const release = await world.release({ environments: ["test", "staging"] });
  const refused = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "staging", target_environment: "production",
  });
  await refused.ends("failure", "guard: failure\nothers: skipped");
  refused.says("guard", "the way into production was never rehearsed in staging");
  const run = await world.person("alice").starts("rehearse.yml", { environment: "production" });
  await world.person("bo").approves(run, "pre-production-approval-1");
  await world.person("sue").approves(run, "pre-production-approval-2");
  await world.person("cy").approves(run, "staging");
  await run.ends("success", `
    guard: success
    approve-production-1: success
    approve-production-2: success
    rehearse-production: success
    others: skipped
  `);
  const again = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "staging", target_environment: "production",
  });
  await again.ends("failure", "guard: failure\nothers: skipped");
  again.says("guard", "has run in staging for less than a minute");
};
