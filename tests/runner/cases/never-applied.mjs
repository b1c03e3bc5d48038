// Nobody ran `gatewright apply`: GitHub makes an environment that nothing protects, and the deploy job does not fall for it.
import { first } from "../gallery.mjs";

export const pipeline = first;

export default async (world) => {
  await world.given(["no_environment", "staging"]);
  const release = await world.release({ environments: ["dev"] });
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "dev", target_environment: "staging",
  });
  await run.ends("failure", `
    guard: success
    brief-staging: success
    deploy-staging: failure
    others: skipped
  `);
  run.says("deploy-staging", "staging has no required reviewers on GitHub: run `gatewright apply`");
  world.untouched("staging");
};
