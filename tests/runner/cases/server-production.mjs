// Blue and green in production while users never stop asking: a first release, a second one, one that is ill, and a person who takes
// the second back. Nobody is without an answer, and nobody ever meets the ill one.
import assert from "node:assert/strict";
import { weather } from "../gallery.mjs";
import { Users } from "../users.mjs";

export const pipeline = weather;

/** A release is in staging, and goes on from there. */
async function promoted(world, version, mode, conclusion) {
  await world.later(5);
  const release = await world.release({ version, mode, environments: ["staging"], minutesAgo: 1, extra: { rehearses: "prod" } });
  const run = await world.person("alice").starts("promote-release.yml", {
    release_id: release.id, source_environment: "staging", target_environment: "prod",
  });
  await world.person("ann").approves(run, "staging-to-prod-approval-1");
  await world.person("bo").approves(run, "prod");
  await run.ends(conclusion, `
    guard: success
    brief-prod: success
    approve-prod-1: success
    deploy-prod: ${conclusion}
    others: skipped
  `);
  return { release, run };
}

export default async (world) => {
  const { release: first } = await promoted(world, "1.0.0", "healthy", "success");
  await world.serves("prod", first);

  const users = new Users(world.machines, "prod");
  const { release: second } = await promoted(world, "2.0.0", "healthy", "success");
  await world.serves("prod", second);

  const { run: failed } = await promoted(world, "3.0.0", "ill in prod", "failure");
  failed.says("deploy-prod", "failed in phase health");
  await world.serves("prod", second);

  const back = await world.person("alice").starts("rollback.yml", { environment: "prod", reason: "the forecast is wrong" });
  await world.person("ann").approves(back, "staging-to-prod-approval-1");
  await world.person("cleo").approves(back, "prod");
  await back.ends("success", "guard: success\napprove-prod-1: success\nrollback-prod: success\nothers: skipped");
  await world.serves("prod", first);

  const { met, lost } = await users.go();
  assert.deepEqual(lost, []);
  assert.deepEqual(Object.keys(met).sort(), [`${first.id} healthy`, `${second.id} healthy`].sort());
};
