// A branch that no arrow starts at starts nothing.
import assert from "node:assert/strict";
import { first } from "../gallery.mjs";

export const pipeline = first;

export default async (world) => {
  assert.deepEqual(await world.push("feature/basket"), {});
};
