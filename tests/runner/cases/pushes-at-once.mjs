// Two pushes at once: both end well, and the newer release is the one that stays.
import assert from "node:assert/strict";
import { first } from "../gallery.mjs";

export const pipeline = first;

export default async (world) => {
  const { "deploy.yml": one } = await world.push("main", { by: "alice" });
  const { "deploy.yml": other } = await world.push("main", { by: "ann" });
  for (const run of [one, other]) await run.ends("success", "others: success");
  const newest = [one.made(), other.made()].sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  assert.notEqual(one.made().id, other.made().id);
  await world.holds("dev", newest);
};
