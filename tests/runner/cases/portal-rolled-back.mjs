// People take production back: as many of them as for a way in, and not the one who started it. Only the jobs of production run.
import assert from "node:assert/strict";
import { portal } from "../gallery.mjs";

export const pipeline = portal;

export default async (world) => {
  const good = await world.release({ environments: ["staging", "production"], minutesAgo: 9000, extra: { rehearses: "production" } });
  const bad = await world.release({ version: "2.0.0", environments: ["staging", "production"] });
  const run = await world.person("ann").starts("rollback.yml", { environment: "production", reason: "orders are lost" });
  await world.person("ann").cannotApprove(run, "production-approval-1");
  await world.person("bo").approves(run, "production-approval-1");
  await world.person("cleo").approves(run, "production");
  await run.ends("success", `
    guard: success
    rollback-development: skipped
    rollback-staging: skipped
    approve-production-1: success
    rollback-production: success
  `);
  await world.holds("production", good);
  const [record] = await world.records("production");
  assert.deepEqual([record.withdraws, record.reason, record.approvers], [bad.id, "orders are lost", ["bo", "cleo"]]);
  assert.equal((await world.issues())[0].title, `Post-mortem: ${bad.id} in production`);
};
