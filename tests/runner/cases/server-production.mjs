// Blue and green in production while users never stop asking: a first release, a second one, one that is ill, and a person who takes
// the second back. Nobody is without an answer, and nobody ever meets the ill one.
import assert from "node:assert/strict";
import { weather } from "../gallery.mjs";
import { Users } from "../users.mjs";

export const pipeline = weather;

/** Made and deployed to dev by a push; what lies between is counted as done. */
async function made(world, mode) {
  await world.later(5);
  const { "deploy.yml": run } = await world.push("main", { files: { mode: `${mode}\n` } });
  await run.ends("success", "guard: success\nbuild: success\nstore: success\ndeploy-dev: success");
  await world.counts(run, "staging", { rehearses: "prod" });
  return run.made();
}

async function promoted(world, release, conclusion) {
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
  return run;
}

export default async (world) => {
  const first = await made(world, "healthy");
  await promoted(world, first, "success");
  await world.serves("prod", first);

  const users = new Users(world.machines, "prod");
  const second = await made(world, "well");
  await promoted(world, second, "success");
  await world.serves("prod", second);

  const third = await made(world, "ill in prod");
  const failed = await promoted(world, third, "failure");
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
