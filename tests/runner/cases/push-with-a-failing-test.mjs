// What does not pass its tests is no release: nothing behind the build runs.
import { first } from "../gallery.mjs";

export const pipeline = first;

export default async (world) => {
  world.breaks("test");
  const { "deploy.yml": run } = await world.push("main");
  await run.ends("failure", `
    guard: success
    build: failure
    store: skipped
    deploy-dev: skipped
  `);
  world.untouched("dev");
};
